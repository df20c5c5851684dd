"""What a sample council keeps to itself: its services, who works on what, and notes among colleagues."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.assign import assign
from mukhtabar.actions.group import begin_group, put_in
from mukhtabar.actions.note import note
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.space import Space
from mukhtabar.demo.stage import Stage


def add_services(stage: Stage, space: Space, data: Mapping[str, Any]) -> dict[str, str]:
    """Begin the services of the commune that a file names, and return their ids by the file's names."""
    commune, found = space.__parent__, {}
    for row in data.get("service", ()):
        ctx = stage.acting("admin", row["when"])
        group = begin_group(ctx, commune, row["title"])
        for who in row["people"]:
            put_in(ctx, commune, group.gid, stage.person(who).email, "ar")
        found[row["name"]] = group.gid
    return found


def confer(stage: Stage, proposal: Proposal, row: Mapping[str, Any], services: Mapping[str, str]) -> None:
    """Assign `proposal`, and write the notes of `row` on it."""
    for given in row.get("assign", ()):
        holder = services.get(given["to"]) or stage.person(given["to"]).pid
        assign(stage.acting(given["by"], given["when"]), proposal, holder)
    for said in row.get("note", ()):
        told = [stage.person(who).pid for who in said.get("tell", ())]
        note(stage.acting(said["by"], said["when"]), proposal, said["text"], told)
