"""Mukhtabar (مختبر المواطنة), the Citizenship Laboratory: an Arabic-first civic portal."""

import sys
import warnings
from typing import Any

# Pyramid 2.1 and Deform 3.0 still import pkg_resources; setuptools is pinned below the release that drops it.
warnings.filterwarnings("ignore", message="pkg_resources is deprecated")


def main(global_config: dict[str, str], **ini: str) -> Any:
    """Return the WSGI application for one section of an ini file (paste.app_factory).

    A problem that the operator can solve is one sentence on standard error and exit code 2.
    """
    from mukhtabar.app import make_app
    from mukhtabar.problems import ANSWERABLE, sentence
    from mukhtabar.settings import Settings

    try:
        return make_app(Settings.read(ini))
    except ANSWERABLE as problem:
        sys.stderr.write(f"mukhtabar: {sentence(problem)}\n")
        raise SystemExit(2) from None
