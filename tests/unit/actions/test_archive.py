"""One archive holds a part of the tree: what is brought in says what was taken out; a hostile one changes nothing."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from mukhtabar.actions.annex import annex
from mukhtabar.actions.answer import attach_to
from mukhtabar.actions.attach import attach
from mukhtabar.actions.audit import audit
from mukhtabar.actions.bring_in import EACH, LATER, bring_in
from mukhtabar.actions.bureau import deliberate
from mukhtabar.actions.delegate import delegate
from mukhtabar.actions.export import DOCUMENTS, MANIFEST, VERSION, export
from mukhtabar.actions.grant import grant
from mukhtabar.actions.publish_at import publish_at
from mukhtabar.actions.redact import redact
from mukhtabar.actions.schedule import schedule
from mukhtabar.actions.tick import tick
from mukhtabar.actions.translate import draft
from mukhtabar.content.base import all_kept
from mukhtabar.content.file import Image
from mukhtabar.content.kinds import KINDS
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import subtree
from mukhtabar.store.revisions import digest_of
from tests import files, petitioning
from tests.conftest import NOW
from tests.merging import merged
from tests.world import COMMUNE, CONSULTATION, SPACE, World

#: What a document has besides: its place, what is found anew where it is brought, and what is sealed, or asked here and now.
OWN = {
    "__parent__", "__name__", "_children", "_revisions", "uid", "copied_from", "working_copy_of", "redactions", "sealed", "scales",
    "asked", "parked", "schedule",
}  # fmt: skip


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A portal with a consultation, answered and refused proposals, news with a comment, a picture, a private page."""
    world = World(tmp_path_factory.mktemp("full"), NOW)
    world.answered()
    _approved(world, world.drafted(world.published("جواب بموعد ووثيقة")))
    world.step("editor", world.submitted("مرفوض"), "refuse", reason="off_topic")
    merged(world, world.submitted("طريق المدرسة"), world.published("تعبيد طريق المدرسة"))
    world.step("moderator", world.commented(world.public_news()), "publish")
    world.page(name="private", title="خاصة")
    with world.acting("editor") as ctx:
        consultation = world.at(ctx, CONSULTATION)
        draft(ctx, consultation, "zgh", {"title": "ⴰⵎⴰⵏ"}, ready=True)
        draft(ctx, world.at(ctx, f"{SPACE}/private"), "fr", {"body": "<p>Brouillon</p>"})
    with world.acting("editor") as ctx:
        values = {"title": Texts.of(NOW, ar="بئر"), "alternative": Texts.of(NOW, ar="بئر في الواحة")}
        attach(ctx, world.at(ctx, CONSULTATION), Image(), values, "بئر.png", files.png())
    yield world
    world.close()


def _approved(world: World, path: str) -> None:
    """Attach a document to an answer, let somebody approve it for the approver, and set its date."""
    with world.acting("officer") as ctx:
        attach_to(ctx, world.at(ctx, path), "تصميم", "تصميم.pdf", files.PDF)
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["desk"], Role.DESK_AGENT, ctx.now)
    with world.acting("approver") as ctx:
        delegate(ctx, world.at(ctx, COMMUNE), world.pids["desk"], ctx.now, ctx.now + timedelta(days=3), "في مهمة.")
    world.step("officer", path, "send")
    world.step("desk", path, "approve")
    with world.acting("officer") as ctx:
        answer = world.at(ctx, path)
        publish_at(ctx, answer, ctx.now + timedelta(days=2), answer.digest)


@pytest.fixture
def empty(tmp_path: Any) -> Iterator[World]:
    """Another portal."""
    world = World(tmp_path, NOW)
    yield world
    world.close()


def taken(world: World, path: str = CONSULTATION) -> bytes:
    """Return the archive of what stands at `path`."""
    with world.acting("admin") as ctx:
        out = io.BytesIO()
        export(ctx, world.at(ctx, path), out)
        return out.getvalue()


def brought(world: World, data: bytes, path: str = SPACE, who: str = "admin") -> int:
    """Bring an archive in and return how many documents came."""
    with world.acting(who) as ctx:
        return bring_in(ctx, world.at(ctx, path), io.BytesIO(data))


def said(data: bytes) -> list[dict[str, Any]]:
    """Return the documents of an archive, without what depends on where they stand."""
    with ZipFile(io.BytesIO(data)) as archive:
        lines = [json.loads(line) for line in archive.read(DOCUMENTS).decode().splitlines()]
    lines[0]["values"].pop("position")
    lines[0].pop("name")
    for line in lines:
        line["values"].pop("reference", None)
    return lines


def changed(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return an archive with other parts."""
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def line_changed(data: bytes, number: int, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return an archive in which one document says something else."""

    def rewrite(parts: dict[str, bytes]) -> None:
        lines = [json.loads(line) for line in parts[DOCUMENTS].decode().splitlines()]
        change(lines[number])
        parts[DOCUMENTS] = "\n".join(json.dumps(line) for line in lines).encode()

    return changed(data, rewrite)


@pytest.mark.parametrize("path", [CONSULTATION, SPACE])
def test_brought_into_another_portal_it_says_the_same(full: World, empty: World, path: str) -> None:
    data = taken(full, path)
    target = SPACE if path == CONSULTATION else COMMUNE
    count = brought(empty, data, target)
    name = f"{path.rpartition('/')[2]}-2"
    assert said(taken(empty, f"{target}/{name}")) == said(data)
    with empty.acting() as ctx:
        assert audit(ctx) == [] and sum(1 for _node in subtree(empty.at(ctx, f"{target}/{name}"))) == count


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_begins_empty_is_known_to_whoever_brings_it_in(kind: str) -> None:
    """Bytes travel beside the values."""
    begins = {name: getattr(KINDS[kind], name, ...) for name in all_kept(KINDS[kind]) if name != "blob"}
    assert {name for name, value in begins.items() if value is None} <= set(LATER)
    assert {name for name, value in begins.items() if isinstance(value, (tuple, frozenset))} <= set(EACH)


def _lodged(world: World) -> str:
    path = petitioning.lodged(world)
    with world.acting("citizen") as ctx:
        annex(ctx, world.at(ctx, path), "receipt", "الوصل", False, "وصل.pdf", files.PDF)
    return path


def _deliberated(world: World) -> str:
    path = petitioning.accepted(world)
    world.later(days=85)
    with world.acting("approver") as ctx:
        deliberate(ctx, world.at(ctx, path), local_day(ctx.now), "adopted", "صادق المجلس على الإنارة.")
    return path


@pytest.mark.parametrize(("made", "state"), [(_lodged, "lodged"), (_deliberated, "deliberated")])
def test_a_petition_goes_out_and_comes_in_as_it_stands(tmp_path: Any, empty: World, made: Any, state: str) -> None:
    world = World(tmp_path / "petition", NOW)
    path = made(world)
    data = taken(world, path)
    brought(empty, data, COMMUNE)
    assert empty.state(path) == state and said(taken(empty, path)) == said(data)
    world.close()


def test_a_proposal_keeps_its_short_address_where_it_is_free(full: World, empty: World) -> None:
    brought(empty, taken(full))
    with full.acting() as ctx:
        reference = next(iter(ctx.portal.references))
    assert empty.browser().get(f"/r/{reference}", status=302).follow(status="*").status_int in {200, 410}


def test_brought_in_beside_the_first_both_stand(full: World, tmp_path: Any) -> None:
    world = World(tmp_path, NOW)
    world.answered()
    brought(world, taken(world))
    with world.acting() as ctx:
        assert audit(ctx) == []
        assert {"ma", "ma-2"} <= set(world.at(ctx, SPACE))
    world.close()


def test_what_is_public_is_read_and_what_is_private_is_not(full: World, empty: World) -> None:
    brought(empty, taken(full, SPACE), COMMUNE)
    visitor = empty.browser()
    visitor.get(f"{COMMUNE}/fada-2/ma", status=200)
    visitor.get(f"{COMMUNE}/fada-2/private", status=404)


def test_the_bytes_of_files_come_along(full: World, empty: World) -> None:
    brought(empty, taken(full))
    with empty.acting() as ctx:
        name = next(node.__name__ for node in empty.at(ctx, f"{SPACE}/ma-2").values() if node.type_name == "image")
    assert empty.browser("lead").get(f"{SPACE}/ma-2/{name}/blob").body.startswith(b"\x89PNG")


def test_every_attribute_of_a_document_is_taken_along(full: World) -> None:
    with full.acting() as ctx:
        for node in subtree(full.at(ctx, SPACE)):
            node._p_activate()
            assert set(vars(node)) - OWN <= set(all_kept(type(node))), node.type_name


def test_a_date_stays_where_it_was_set(tmp_path: Any, empty: World) -> None:
    world = World(tmp_path / "dated", NOW)
    path = world.page(name="dated", title="تنشر غدا")
    with world.acting("lead") as ctx:
        page = world.at(ctx, path)
        schedule(ctx, page, NOW + timedelta(days=1), None, digest_of(page.field_values()))
    brought(empty, taken(world, path), SPACE)
    empty.later(days=2)
    with empty.acting() as ctx:
        tick(ctx)
    assert empty.state(path) == "pending"
    world.close()


def test_no_person_is_named_in_an_archive(full: World) -> None:
    data = taken(full, SPACE)
    with ZipFile(io.BytesIO(data)) as archive, full.acting() as ctx:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
        for person in ctx.register:
            assert person.name not in text
            assert not person.email or person.email not in text


def test_what_was_blacked_out_stays_here(tmp_path: Any, empty: World) -> None:
    world = World(tmp_path / "covered", NOW)
    path = world.submitted("اتصلوا بالسيدة زهرة الفلانية")
    with world.acting("moderator") as ctx:
        document = world.at(ctx, path)
        redact(ctx, document, "زهرة الفلانية", "personal_data", read_hash=digest_of(document.field_values()))
    data = taken(world)
    with ZipFile(io.BytesIO(data)) as archive:
        assert not any("زهرة" in archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    brought(empty, data)
    world.close()


@pytest.mark.parametrize("who", ["editor", "lead", "officer", "citizen", "observer"])
def test_nobody_but_the_administrator_takes_or_brings(full: World, empty: World, who: str) -> None:
    data = taken(full)
    with full.acting(who) as ctx, pytest.raises(Refused) as problem:
        export(ctx, full.at(ctx, CONSULTATION), io.BytesIO())
    assert problem.value.code == "not_permitted"
    with pytest.raises(Refused):
        brought(empty, data, who=who)


def set_value(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Return a change of one value of a document."""
    return lambda line: line["values"].__setitem__(name, value)


def drafted(language: str = "fr", held: tuple[str, ...] | None = None, more: Any = (), **fields: Any) -> dict[str, Any]:
    """Return the drafts of a document as an archive could say them."""
    now = {"$": "time", "at": NOW.isoformat()}
    dates = [[name, now] for name in (fields if held is None else held)]
    one = {"$": "draft", "fields": {"$": "map", "of": [list(pair) for pair in fields.items()]}, "held": {"$": "map", "of": dates},
           "by": None, "time": now, "ready": True, **dict(more)}  # fmt: skip
    return {"$": "map", "of": [[language, one]]}


EVIL = "<p>نص</p><script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "no zip": ("bad_archive", lambda data: b"hello"),
    "nothing": ("bad_archive", lambda data: b""),
    "cut": ("bad_archive", lambda data: data[: len(data) // 2]),
    "another zip": ("bad_archive", lambda data: files.odt()),
    "newer": ("newer_archive", lambda data: changed(data, lambda p: p.update({MANIFEST: json.dumps(
        {"format": "mukhtabar-archive", "version": VERSION + 1, "documents": 1}).encode()}))),
    "fewer documents": ("bad_archive", lambda data: changed(data, lambda p: p.update({DOCUMENTS: p[DOCUMENTS].splitlines()[0]}))),
    "no documents": ("bad_archive", lambda data: changed(data, lambda p: p.pop(DOCUMENTS) and None)),
    "a pickle": ("bad_archive", lambda data: changed(data, lambda p: p.update({DOCUMENTS: b"\x80\x04\x95cposix\nsystem\n"}))),
    "deep": ("bad_archive", lambda data: changed(data, lambda p: p.update({DOCUMENTS: b"[" * 100_000}))),
    "unknown type": ("bad_archive", lambda data: line_changed(data, 0, lambda line: line.update(type="portal"))),
    "a type by its path": ("bad_archive", lambda data: line_changed(data, 0, lambda line: line.update(type="os.system"))),
    "path": ("bad_archive", lambda data: line_changed(data, 0, lambda line: line.update(name="../../etc"))),
    "reserved": ("bad_archive", lambda data: line_changed(data, 0, lambda line: line.update(name="edit"))),
    "cycle": ("bad_archive", lambda data: line_changed(data, 1, lambda line: line.update({"in": 1}))),
    "number": ("bad_archive", lambda data: line_changed(data, 1, lambda line: line.update(number=7))),
    "attribute": ("bad_archive", lambda data: line_changed(data, 0, set_value("__parent__", None))),
    "method": ("bad_archive", lambda data: line_changed(data, 0, set_value("allowed", None))),
    "title": ("bad_archive", lambda data: line_changed(data, 0, set_value("title", "نص"))),
    "state": ("bad_archive", lambda data: line_changed(data, 0, set_value("state", "nowhere"))),
    "history": ("bad_archive", lambda data: line_changed(data, 0, set_value("history", {"$": "tuple", "of": ["x"]}))),
    "time": ("bad_archive", lambda data: line_changed(data, 0, set_value("created", {"$": "time", "at": "2026-01-01"}))),
    "mark": ("bad_archive", lambda data: line_changed(data, 0, set_value("title", {"$": "object", "of": []}))),
    "language": ("bad_archive", lambda data: line_changed(data, 0, set_value("title", {
        "$": "texts", "values": {"$": "map", "of": [["xx", "a"]]}, "changed": {"$": "map", "of": []}, "source": "ar"}))),
    "translation": ("bad_archive", lambda data: line_changed(data, 0, set_value("translations", {"$": "map", "of": [["fr", "x"]]}))),
    "translation of no text": ("bad_archive", lambda data: line_changed(data, 0, set_value("translations", drafted(phases="x")))),
    "translation into nothing": ("bad_archive", lambda data: line_changed(data, 0, set_value("translations", drafted("xx", title="x")))),
    "translation that is no text": ("bad_archive", lambda data: line_changed(data, 0, set_value("translations", drafted(title=7)))),
    "translation without its dates": ("bad_archive", lambda data: line_changed(data, 0, set_value("translations", drafted(held=(), title="x")))),
    "translation with more": ("bad_archive", lambda data: line_changed(data, 0, set_value("translations", drafted(more={"x": 1}, title="x")))),
    "translation by nobody": ("bad_archive", lambda data: line_changed(data, 0, set_value("translations", drafted(more={"by": 7}, title="x")))),
    "translation in a list": ("bad_archive", lambda data: line_changed(data, 0, set_value("translations", {"$": "tuple", "of": []}))),
    "missing": ("bad_archive", lambda data: line_changed(data, 0, lambda line: line["values"].pop("created"))),
    "save": ("bad_archive", lambda data: line_changed(data, 0, lambda line: line["saves"][0][1].update(digest="0" * 64))),
    "place": ("wrong_place", lambda data: line_changed(data, -1, lambda line: line.update({"in": None}))),
    "bytes": ("bad_archive", lambda data: changed(data, lambda p: p.update(
        {name: b"<svg onload=alert(1)>" for name in p if name.startswith("blobs/")}))),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_and_changes_nothing(full: World, empty: World, name: str) -> None:
    code, make = HOSTILE[name]
    data, before = make(taken(full)), empty.serials()
    with pytest.raises(Refused) as problem:
        brought(empty, data)
    assert problem.value.code == code
    assert empty.serials() == before


def test_a_bomb_is_not_unpacked(full: World, empty: World) -> None:
    data = changed(taken(full), lambda parts: parts.update({"blobs/0": b"\0" * (600 * 1024 * 1024)}))
    assert len(data) < 2_000_000
    with pytest.raises(Refused) as problem:
        brought(empty, data)
    assert problem.value.code == "too_big"


def test_markup_is_sanitised(full: World, empty: World) -> None:
    body = {
        "$": "texts",
        "values": {"$": "map", "of": [["ar", EVIL]]},
        "changed": {"$": "map", "of": []},
        "source": "ar",
    }
    brought(empty, line_changed(taken(full), 0, set_value("body", body)))
    page = empty.browser().get(f"{SPACE}/ma-2")
    assert "alert(" not in page and "onerror" not in page
    with empty.acting() as ctx:
        assert "script" not in empty.at(ctx, f"{SPACE}/ma-2").body.get("ar")


def test_drafts_of_translations_come_along_and_are_sanitised(full: World, empty: World) -> None:
    brought(empty, line_changed(taken(full), 0, set_value("translations", drafted(title="Autre titre", body=EVIL))))
    with empty.acting() as ctx:
        (draft_of,) = empty.at(ctx, f"{SPACE}/ma-2").translations.values()
        assert draft_of.ready and draft_of.fields["title"] == "Autre titre" and "script" not in draft_of.fields["body"]
    assert "Autre titre" not in empty.browser().get(f"/fr{SPACE}/ma-2")
