"""mukhtabar act: editorial work from the command line, as a person, with what that person may."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import click

from mukhtabar.actions.attempt import attempt
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.copy import copy as copy_document
from mukhtabar.actions.move import move as move_document
from mukhtabar.actions.transition import offers, transition
from mukhtabar.actions.trash import restore as restore_document
from mukhtabar.actions.trash import trash as trash_document
from mukhtabar.cli.grant import at
from mukhtabar.cli.options import Failure, opened
from mukhtabar.content.base import Workflowed
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.store.folder import path_of
from mukhtabar.store.revisions import digest_of, plain


@click.group()
@click.option("--as", "email", required=True, metavar="EMAIL", help="Who does it: no more is allowed than to them.")
@click.pass_context
def act(context: click.Context, email: str) -> None:
    """Do editorial work as the person with address EMAIL.

    It is the same work as on the pages: asked for the same permissions, written into the same journal.
    """
    context.obj = email


@contextmanager
def _acting(context: click.Context) -> Iterator[Ctx]:
    with opened(context) as site, site.session() as ctx:
        person = ctx.register.by_address(context.obj)
        if person is None:
            raise Failure(f"Nobody is registered with '{context.obj}'.")
        yield replace(ctx, actor=person.pid, system=False)


def _address(document: Any) -> str:
    return "/" + "/".join(path_of(document))


@act.command()
@click.argument("path")
@click.argument("name", required=False)
@click.option("--comment", default="", help="What the person concerned reads.")
@click.option("--reason", help="The code of a reason, where the step asks for one.")
@click.option("--read", metavar="HASH", help="The hash of the text that was read, where the step decides on a text.")
@click.pass_context
def step(
    context: click.Context, path: str, name: str | None, comment: str, reason: str | None, read: str | None
) -> None:
    """Take the step NAME of the document at PATH.

    Without NAME print its text, the hash of that text, and what can be done. A step that decides on a text wants that
    hash again: it decides on what was read, and on nothing else.
    """
    if name is None:
        _tell(context, path)
        return
    try:
        with _acting(context) as ctx:
            document = _workflowed(ctx, path)
            before = document.state
            transition(ctx, document, name, comment, reason, read)
            after = document.state
    except Refused as refusal:
        with _acting(context) as ctx:
            attempt(ctx, at(ctx.portal, path), name, refusal)
        if refusal.code == "read_what_is_current" and read is None:
            raise Failure(f"Read the text first: 'step {path}' prints it and its hash, for --read HASH.") from None
        raise
    click.echo(f"{path}: {before} -> {after}.")


def _workflowed(ctx: Ctx, path: str) -> Any:
    document = at(ctx.portal, path)
    if not isinstance(document, Workflowed):
        raise Failure(f"'{path}' has no states.")
    return document


def _tell(context: click.Context, path: str) -> None:
    with _acting(context) as ctx:
        document = _workflowed(ctx, path)
        ctx.require(Permission.VIEW, document)
        with suppress(Refused):
            # As it is on the review page: with what readers do not see yet.
            ctx.require(Permission.SEE_HISTORY, document)
            fields = document.field_values()
            click.echo(json.dumps(fields, ensure_ascii=False, indent=2, sort_keys=True, default=plain))
            click.echo(f"--read {digest_of(fields)}")
        for offer in offers(ctx, document):
            reads = offer.refused is not None and offer.refused.code == "read_what_is_current"
            why = f"  (not now: {offer.refused.message.english()})" if offer.refused and not reads else ""
            click.echo(f"{offer.transition.name:20}{offer.transition.title}{'  (with --read)' if reads else why}")


@act.command()
@click.argument("path")
@click.argument("target")
@click.option("--name", default="", help="Another name in the address.")
@click.pass_context
def move(context: click.Context, path: str, target: str, name: str) -> None:
    """Move the document at PATH, and all in it, into TARGET. Its old address leads to the new one."""
    with _acting(context) as ctx:
        document = at(ctx.portal, path)
        move_document(ctx, document, at(ctx.portal, target), name)
        there = _address(document)
    click.echo(f"{path} stands at {there} now.")


@act.command()
@click.argument("path")
@click.argument("target")
@click.pass_context
def copy(context: click.Context, path: str, target: str) -> None:
    """Copy the document at PATH, and what stands in it, into TARGET. The copy begins as a draft."""
    with _acting(context) as ctx:
        there = _address(copy_document(ctx, at(ctx.portal, path), at(ctx.portal, target)))
    click.echo(f"A copy of {path} stands at {there}.")


@act.command()
@click.argument("path")
@click.option("--why", default="", help="Needed when readers will miss it.")
@click.pass_context
def trash(context: click.Context, path: str, why: str) -> None:
    """Put the document at PATH, and all in it, into the trash."""
    with _acting(context) as ctx:
        thrown = trash_document(ctx, at(ctx.portal, path), why)
    click.echo(f"{path} lies in the trash under number {thrown.uid}: {thrown.count} in all.")


@act.command()
@click.argument("number", type=int)
@click.option("--into", metavar="PATH", help="Another place than where it stood.")
@click.pass_context
def restore(context: click.Context, number: int, into: str | None) -> None:
    """Bring what lies in the trash under NUMBER back, as it was."""
    with _acting(context) as ctx:
        there = _address(restore_document(ctx, number, at(ctx.portal, into) if into else None))
    click.echo(f"It stands at {there} again.")
