"""Names no child may have, because the portal itself answers to them. A test holds this against the views."""

# fmt: off
RESERVED = frozenset({
    "accessibility", "account", "add", "admin", "amend", "answer", "api", "appeal", "approve", "ar",
    "archive", "archive.zip",
    "blob",
    "calendar.ics", "comfort", "comment", "compare", "consultations", "contents", "council", "courses",
    "desk", "draft",
    "edit", "edition", "en",
    "favicon.ico", "feed", "fr",
    "grants",
    "hand-over", "health", "history",
    "index", "invitation",
    "keep", "keep-new",
    "links", "login", "logout",
    "map", "moderate", "moderation",
    "news",
    "park", "password", "phases", "preview", "print", "proposals", "propose",
    "r", "redact", "regions", "register", "rehearsal", "rehearse", "remove", "rename", "report", "reports", "reset",
    "resources", "review", "robots.txt", "route",
    "s", "schedule", "sealed", "search", "sign", "sign-in", "sign-out", "sitemap.xml", "sources", "static",
    "status", "styleguide", "submit",
    "table", "take-over", "thanks", "transition", "translate", "trash",
    "undo",
    "waiting", "who", "wipe", "withdraw", "workflow",
    "zgh",
})
