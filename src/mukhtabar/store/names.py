"""Names no child may have, because the portal itself answers to them. A test holds this against the views."""

RESERVED = frozenset({
    "about", "accessibility", "account", "add", "admin", "amend", "answer", "api", "approve", "ar", "comfort", "comment",
    "contents", "council", "desk", "edit", "en", "favicon.ico", "feed", "fr", "grants", "health", "history", "index",
    "login", "logout", "map", "moderate", "news", "preview", "print", "propose", "calendar.ics", "r", "review", "robots.txt", "s",
    "search", "sign-in", "sign-out", "sitemap.xml", "sources", "static", "status", "submit", "transition", "who",
    "withdraw", "zgh", "styleguide", "compare", "draft", "regions", "undo", "thanks", "phases", "blob", "consultations",
    "register", "password", "proposals", "waiting", "table", "workflow",
})  # fmt: skip
