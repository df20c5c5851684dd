"""The sample council: who sits in it, by invented names, so that questions can be put to somebody."""

from mukhtabar.actions.mandate import begin_mandate, member
from mukhtabar.demo.accounts import load
from mukhtabar.demo.stage import Stage


def add_council(stage: Stage) -> None:
    """Enter the mandates of the file; `stage.seats` then knows them by their keys."""
    data = load("council")
    ctx = stage.acting("admin", data["when"])
    commune = ctx.portal[data["region"]][data["commune"]]
    for row in data["seat"]:
        known = stage.people.get(row.get("account", ""))
        person = known or member(ctx, commune, "", row["name"], "ar")
        made = begin_mandate(
            ctx, commune, person.pid, row["office"], tuple(row["term"]), row["start"], row.get("end"),
            woman=row.get("woman", False), of=row["of"], approves=row.get("approves", False),
        )  # fmt: skip
        stage.seats[row["key"]] = made.id
