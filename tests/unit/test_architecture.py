"""The rooms and their arrows, held against the source: who may import whom, what no file may say, what is shipped."""

import ast
import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mukhtabar.store.names import RESERVED
from tests.world import World

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "mukhtabar"
TEMPLATES = ROOT / "templates"
FILES = sorted(SOURCE.rglob("*.py"))

#: Who may import whom, by room. The first names are free of everything; a room may always import itself.
ROOMS: dict[str, frozenset[str]] = {}
_below: frozenset[str] = frozenset()
for _level in (("rules", "language"), ("store",), ("content",), ("actions",), ("forms", "services"), ("views", "cli")):
    _below |= frozenset(_level)
    for _room in _level:
        ROOMS[_room] = _below
EVERYTHING = _below | {"security", "settings", "app", "problems", "demo", "data"}
ROOMS |= {
    "settings": frozenset(),
    "data": frozenset(),
    "security": frozenset({"rules", "language", "store", "content", "services"}),
    "demo": ROOMS["actions"] | {"security"},
    "problems": frozenset({"rules", "store", "services", "settings"}),
    "app": EVERYTHING,
    "__init__": EVERYTHING,
}
#: What the picture of the rooms does not show: (importer, imported), each with its reason.
EXCEPTIONS = {
    # The decision itself: pure rules over the store, asked from below and from above.
    ("actions", "mukhtabar.security.acl"),
    ("services", "mukhtabar.security.acl"),
    ("views", "mukhtabar.security.acl"),
    # An open site holds its hasher and its counters; it reads its settings.
    ("services/site.py", "mukhtabar.security.passwords"),
    ("services/site.py", "mukhtabar.security.throttle"),
    ("services/site.py", "mukhtabar.settings"),
    ("services/mail_transport.py", "mukhtabar.settings"),
    # Views use the doors of the house.
    ("views", "mukhtabar.security.headers"),
    ("views", "mukhtabar.security.passwords"),
    ("views", "mukhtabar.security.redirects"),
    ("views", "mukhtabar.security.sessions"),
    ("views", "mukhtabar.security.throttle"),
    # Commands start everything.
    ("cli", "mukhtabar.app"),
    ("cli", "mukhtabar.demo"),
    ("cli", "mukhtabar.problems"),
    ("cli", "mukhtabar.security.passwords"),
    ("cli", "mukhtabar.settings"),
}
ACL_ALONE = frozenset({"rules", "language", "store"})
FORBIDDEN = {
    "get_current_request": r"\bget_current_(request|registry)\b",
    "the global transaction": r"\btransaction\.(commit|abort|begin|get|doom|manager)\b",
    "import random": r"^\s*(import random\b|from random import)",
    "a naive clock": r"\bdatetime\.(now\(\)|utcnow\(|today\()|\bdate\.today\(|\.utcfromtimestamp\(",
    "an asset spec that works from a wheel only": r"[\"']mukhtabar:templates/",
    "an address that the client may choose": r"\bclient_addr\b",
    "a pickled session": r"PickleSerializer|UnencryptedCookieSessionFactory",
}


def imported(path: Path) -> Iterator[str]:
    """Yield every module of ours that the file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module if node.module != "mukhtabar" else f"mukhtabar.{node.names[0].name}"
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def upward(path: Path, module: str) -> bool:
    """Whether importing `module` from `path` goes against the arrows."""
    inside = path.relative_to(SOURCE)
    room, target = inside.parts[0].removesuffix(".py"), module.split(".")[1]
    if inside == Path("security/acl.py"):
        return target not in ACL_ALONE
    if target == room or target in ROOMS[room]:
        return False
    return not any(
        who in {room, str(inside)} and (module == what or module.startswith(f"{what}.")) for who, what in EXCEPTIONS
    )


def test_arrows_point_down() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} imports {module}"
        for path in FILES
        for module in imported(path)
        if module.startswith("mukhtabar.") and upward(path, module)
    ]
    assert not wrong


def test_every_exception_is_still_needed() -> None:
    used = {
        (who, what)
        for path in FILES
        for module in imported(path)
        for who, what in EXCEPTIONS
        if who in {path.relative_to(SOURCE).parts[0], str(path.relative_to(SOURCE))} and module.startswith(what)
    }
    assert used == EXCEPTIONS


@pytest.mark.parametrize("room", ["rules", "language"])
def test_the_rules_know_no_web_and_no_database(room: str) -> None:
    modules = {module.split(".")[0] for path in (SOURCE / room).rglob("*.py") for module in imported(path)}
    assert not modules & {"pyramid", "ZODB", "persistent", "BTrees", "transaction", "webob", "deform", "colander"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_says(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    assert not [str(path.relative_to(SOURCE)) for path in FILES if pattern.search(path.read_text("utf-8"))]


def test_files_are_short() -> None:
    long = {str(path.relative_to(ROOT)): n for path in FILES if (n := len(path.read_text("utf-8").splitlines())) > 400}
    assert not long


def _setup() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", "utf-8")
    return parser


def test_the_packages_listed_are_the_packages_there_are() -> None:
    listed = set(_setup()["options"]["packages"].split())
    trees = {"mukhtabar": SOURCE, "mukhtabar.templates": TEMPLATES, "mukhtabar.workflows": ROOT / "workflows"}
    found = {
        ".".join([name, *init.parent.relative_to(tree).parts])
        for name, tree in trees.items()
        for init in tree.rglob("__init__.py")
    }
    assert listed == found


def test_every_template_folder_is_a_package_whose_files_are_shipped() -> None:
    shipped = _setup()["options.package_data"]
    for folder in {path.parent for path in TEMPLATES.rglob("*") if path.suffix in {".pt", ".txt"}}:
        assert (folder / "__init__.py").is_file(), folder
        package = ".".join(["mukhtabar.templates", *folder.relative_to(TEMPLATES).parts]).removesuffix(".readonly")
        for suffix in {path.suffix for path in folder.iterdir()} & {".pt", ".txt"}:
            assert f"*{suffix}" in shipped[package], f"{package} does not ship *{suffix}"


def test_no_document_can_take_the_name_of_a_view(world: World) -> None:
    names = {item["introspectable"]["name"] for item in world.pyramid.registry.introspector.get_category("views") or ()}
    from mukhtabar.content.doors import DOORS
    from mukhtabar.language import LANGUAGES

    assert len(names) > 20
    assert (names | set(DOORS) | set(LANGUAGES)) - {""} <= RESERVED
