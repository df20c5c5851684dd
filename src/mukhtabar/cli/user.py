"""mukhtabar user add | list | password."""

import click

from mukhtabar.cli.options import Failure, opened
from mukhtabar.language import LANGUAGES
from mukhtabar.security.passwords import MINIMUM
from mukhtabar.store.register import AddressTaken


@click.group()
def user() -> None:
    """The people who can sign in."""


def _password(given: str | None) -> str:
    text = given if given is not None else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(text) < MINIMUM:
        raise Failure(f"A password has at least {MINIMUM} characters.")
    return str(text)


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The name shown.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ar", show_default=True)
@click.option("--password", help="Asked for when not given.")
@click.pass_context
def add(context: click.Context, email: str, name: str, language: str, password: str | None) -> None:
    """Add a person who can sign in with EMAIL."""
    if "@" not in email:
        raise Failure(f"'{email}' is not an e-mail address.")
    secret = _password(password)
    with opened(context) as site, site.session() as ctx:
        try:
            person = ctx.register.enrol(name, ctx.now, email, language)
        except AddressTaken:
            raise Failure(f"Somebody is registered with '{email}' already.") from None
        person.password = site.passwords.hash(secret)
    click.echo(f"Added {email}. Next: mukhtabar grant {email} ROLE --at /region/commune")


@user.command(name="list")
@click.pass_context
def list_(context: click.Context) -> None:
    """Print everyone who can sign in, with their roles."""
    with opened(context) as site, site.session() as ctx:
        for person in sorted(ctx.register, key=lambda person: person.email):
            if person.password:
                roles = ", ".join(grant.role for grant in ctx.portal.grants.of(person.pid) if grant.holds(ctx.now))
                click.echo(f"{person.email:40} {person.name:30} {roles}")


@user.command()
@click.argument("email")
@click.option("--password", help="Asked for when not given.")
@click.pass_context
def password(context: click.Context, email: str, password: str | None) -> None:
    """Set a new password for EMAIL; every session of that person ends."""
    secret = _password(password)
    with opened(context) as site, site.session() as ctx:
        person = ctx.register.by_address(email)
        if person is None:
            raise Failure(f"Nobody is registered with '{email}'.")
        person.password = site.passwords.hash(secret)
        person.session_epoch += 1
    click.echo("The password is set.")
