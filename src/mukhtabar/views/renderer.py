"""Chameleon templates as Pyramid renderers: compiled once, translated from our catalogues."""

from collections.abc import Mapping
from typing import Any

from pyramid.config import Configurator
from pyramid.csrf import get_csrf_token
from pyramid.request import Request

from mukhtabar.forms.templates import templates
from mukhtabar.language import Message
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.page import Page

SPEC = "mukhtabar.templates:"


class Template:
    """One template, callable as a Pyramid renderer."""

    def __init__(self, name: str, reload: bool) -> None:
        self.template = templates(reload).load(name.removeprefix(SPEC))

    def __call__(self, value: Mapping[str, Any], system: Mapping[str, Any]) -> str:
        """Render with `value` (what the view returned), `page` and `h`."""
        request: Request = system["request"]
        request.page.fill(value)
        return str(
            self.template(
                **{
                    **value,
                    "request": request,
                    "context": system["context"],
                    "page": request.page,
                    "h": Helpers(request),
                    "translate": request.template_translate,
                    "target_language": request.language,
                }
            )
        )


def template_translate(request: Request) -> Any:
    """Return the function Chameleon calls for every i18n:translate and every `${}` that is not plain text."""
    catalogues, language = request.site.catalogues, request.language

    def translate(msgid: Any, domain: Any = None, mapping: Any = None, context: Any = None, **_more: Any) -> Any:
        if msgid is None:
            return None
        if isinstance(msgid, Message):
            return request.translate(msgid)
        return catalogues.translate(language, str(msgid), mapping or getattr(msgid, "mapping", None))

    return translate


def includeme(config: Configurator) -> None:
    """Make `.pt` renderers ours."""
    reload = config.registry.site.settings.reload_templates
    config.add_request_method(Page, "page", reify=True)
    config.add_request_method(template_translate, reify=True)
    config.add_request_method(get_csrf_token, "page_csrf", reify=True)
    config.add_renderer(".pt", lambda info: Template(info.name, reload))
