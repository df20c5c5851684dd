"""One compiled copy of each Chameleon template, whoever loads it: pages, the parts they use, form widgets."""

import threading
from functools import partial
from importlib.resources import files
from os.path import normpath
from pathlib import Path
from typing import Any, ClassVar, cast

from chameleon import PageTemplateFile

ROOT = Path(str(files("mukhtabar.templates")))


class Template(PageTemplateFile):
    """A template that one thread at a time compiles: two at once can end in a SystemError of CPython (gh-106905)."""

    lock: ClassVar[threading.Lock] = threading.Lock()

    def cook(self, body: str) -> None:
        """Compile `body`."""
        with self.lock:
            super().cook(body)


class Templates:
    """A loader of templates below ROOT. Chameleon gives each template its own loader; all of ours share one shelf.

    `search_path` begins with the folder of the template that says `load: …`.
    """

    shelf: ClassVar[dict[str, PageTemplateFile]] = {}
    lock: ClassVar[threading.RLock] = threading.RLock()

    def __init__(self, search_path: Any = (), **config: Any) -> None:
        self.search_path, self.config = [*search_path, str(ROOT)], config
        self.known: dict[str, PageTemplateFile] = {}

    def load(self, name: str, cls: type[PageTemplateFile] = Template) -> PageTemplateFile:
        """Return the template `name`, compiled on first use. Raises ValueError when there is none."""
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._find(name, cls)
        return found

    def _find(self, name: str, cls: type[PageTemplateFile]) -> PageTemplateFile:
        for folder in self.search_path:
            path = normpath(Path(folder) / name.strip())
            with self.lock:
                if path not in self.shelf and Path(path).exists():
                    self.shelf[path] = cls(path, loader_class=cast(Any, Templates), **self.config)
            if path in self.shelf:
                return self.shelf[path]
        raise ValueError(f"There is no template {name}.")

    def bind(self, cls: type[PageTemplateFile]) -> Any:
        """Return the function that stands behind `load:` in a template."""
        return partial(self.load, cls=cls)

    def compile_all(self) -> int:
        """Compile every template now, so that no request waits for it; return how many."""
        names = [path for path in sorted(ROOT.rglob("*.pt")) if "styleguide" not in path.parts]
        for path in names:
            self.load(str(path)).cook_check()
        return len(names)


def templates(reload: bool) -> Templates:
    """Return the loader; `reload` makes templates notice that their file changed."""
    return Templates(
        auto_reload=reload,
        encoding="utf-8",
        boolean_attributes={"checked", "disabled", "multiple", "readonly", "required", "selected"},
    )
