"""Names no child may have, because the portal itself answers to them. A test holds this against the views."""

# fmt: off
RESERVED = frozenset({
    "accessibility", "account", "add", "admin", "amend", "answer", "api", "appeal", "approve", "ar", "archive",
    "archive.zip", "automation",
    "blob",
    "calendar.ics", "catch-up", "check", "comfort", "comment", "compare", "consultations", "contents",
    "council",
    "d", "desk", "draft",
    "edit", "en", "enter", "events",
    "favicon.ico", "feed", "fr",
    "grants", "groups",
    "hand-over", "health", "history",
    "index", "invitation",
    "keep", "keep-new", "keep-translation",
    "labels", "links", "login", "logout",
    "map", "moderate", "moderation",
    "news",
    "park", "password", "phases", "preview", "previewed", "print", "private-links", "proposals", "propose",
    "r", "redact", "regions", "register", "remove", "rename", "replace", "report", "reports", "review",
    "robots.txt", "route",
    "s", "scale", "schedule", "sealed", "search", "sign-in", "sign-out", "sitemap.xml", "slip", "sources",
    "static", "status", "styleguide", "submit",
    "table", "take-over", "template", "thanks", "transition", "translate", "translations", "trash",
    "undo",
    "waiting", "who", "withdraw", "workflow", "working-copy",
    "zgh",
})
