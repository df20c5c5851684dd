"""Deform renders with our templates only: none of its scripts, styles or markup (decision 0004)."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import deform
from chameleon.zpt.loader import TemplateLoader
from pyramid.config import Configurator
from pyramid.request import Request


class FormRenderer:
    """The renderer of one request's forms: translates with its catalogues."""

    loader: TemplateLoader

    def __init__(self, request: Request) -> None:
        self.request = request

    def __call__(self, template: str, **values: Any) -> str:
        """Render the widget template called `template`, for example `textinput` or `readonly/textinput`."""
        return str(
            self.loader.load(f"{template}.pt")(
                **values, translate=self.request.template_translate, target_language=self.request.language
            )
        )


def form(request: Request, schema: Any, buttons: tuple[deform.Button, ...], **options: Any) -> deform.Form:
    """Return a Deform form bound to the request: its templates, its CSRF token."""
    made = deform.Form(
        schema.bind(request=request), buttons=buttons, renderer=FormRenderer(request), autocomplete=None, **options
    )
    made.csrf_token = request.page_csrf
    return made


def bind(form_: deform.Form, values: Mapping[str, Any] | None = None) -> deform.Form:
    """Fill a form with what the fields should show at first."""
    if values:
        form_.set_appstruct(values)
    return form_


def includeme(config: Configurator) -> None:
    """Load the widget templates once."""
    FormRenderer.loader = TemplateLoader(
        str(files("mukhtabar.templates") / "forms"),
        auto_reload=config.registry.site.settings.reload_templates,
        encoding="utf-8",
        boolean_attributes={"checked", "disabled", "multiple", "readonly", "required", "selected"},
    )
