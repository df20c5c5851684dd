"""Deform renders with our templates only: none of its scripts, styles or markup (decision 0004)."""

from collections.abc import Mapping
from typing import Any

import deform
from pyramid.config import Configurator
from pyramid.request import Request

from mukhtabar.forms.templates import Templates, templates


class FormRenderer:
    """The renderer of one request's forms: translates with its catalogues."""

    loader: Templates

    def __init__(self, request: Request) -> None:
        self.request = request

    def _asset(self, name: str) -> str:
        return str(self.request.page.asset(name))

    def __call__(self, template: str, **values: Any) -> str:
        """Render the widget template called `template`, for example `textinput` or `readonly/textinput`."""
        return str(
            self.loader.load(f"forms/{template}.pt")(
                **values,
                asset=self._asset,
                translate=self.request.template_translate,
                target_language=self.request.language,
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
    FormRenderer.loader = templates(config.registry.site.settings.reload_templates)
