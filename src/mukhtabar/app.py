"""How the application is put together: the includes in order, each with the reason for its place."""

from typing import Any

import pyramid_tm
from pyramid.config import Configurator

from mukhtabar.forms.templates import templates
from mukhtabar.services.site import Site
from mukhtabar.settings import Settings
from mukhtabar.views.cache import PageCache


def configure(settings: Settings, site: Site) -> Configurator:
    """Return the Pyramid configuration for an open site, ready for make_wsgi_app()."""
    config = Configurator(
        settings={
            "tm.manager_hook": pyramid_tm.explicit_manager,
            "tm.annotate_user": False,
            "retry.attempts": 3,
            "pyramid.reload_templates": settings.reload_templates,
        },
        root_factory="mukhtabar.views.tree.root_factory",
    )
    config.registry.site = site
    # First, because everything below is attempted again when two writers met.
    config.include("pyramid_retry")
    # The transaction, inside each attempt; a response of 4xx or 5xx aborts it.
    config.include("pyramid_tm")
    # The books of this request, opened under that transaction, and the guard against reads that write.
    config.include("mukhtabar.views.tree")
    # The first path segment names the language; it must be gone before traversal.
    config.include("mukhtabar.views.language")
    # Templates, and the `page` object they all get.
    config.include("mukhtabar.views.renderer")
    # Pages that visitors may be sent again.
    config.include("mukhtabar.views.depends")
    # Who is asking; after the session, which it reads.
    config.include("mukhtabar.security.sessions")
    config.include("mukhtabar.security.policy")
    # Every view must say its context, permission and methods; CSRF is on for all that write.
    config.include("mukhtabar.security.derivers")
    config.include("mukhtabar.security.csrf")
    # Headers last of the tweens, so that error pages carry them too.
    config.include("mukhtabar.security.headers")
    # Forms render with our templates only.
    config.include("mukhtabar.forms.render")
    config.scan("mukhtabar.views")
    return config


def make_app(settings: Settings) -> Any:
    """Open the site that `settings` describe and return its WSGI application. Raises NoSite when it is not made yet."""
    site = Site.open(settings)
    with site.session():
        pass
    templates(settings.reload_templates).compile_all()
    app = configure(settings, site).make_wsgi_app()
    return PageCache(app, site) if settings.page_cache else app
