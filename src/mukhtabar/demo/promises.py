"""Sample commitments with what was reported and what shows it, and the agenda of the next session."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from mukhtabar.actions.agenda import add_points
from mukhtabar.actions.commitment import add_evidence, bases, begin_commitment, report_progress
from mukhtabar.actions.create import create
from mukhtabar.content.commitment import Milestone
from mukhtabar.content.council_file import CouncilFile
from mukhtabar.content.evidence import Photo
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.demo.drawing import ALTERNATIVE, TITLE, pattern
from mukhtabar.demo.stage import Stage
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.sessions import next_session

#: On this day of its month the sample session sits.
SITS = timedelta(days=9)


def add_commitment(stage: Stage, proposal: Proposal, row: Mapping[str, Any]) -> None:
    """Begin a commitment from the newest answer and bring it as far as the file says, each step by who takes it."""
    values = stage.values(row["when"], row, ("title", "details", "budget", "service"))
    values["due"] = stage.at(row["due"])
    values["milestones"] = tuple(Milestone(each["title"], stage.at(each["planned"])) for each in row["milestone"])
    officer = stage.acting("officer", row["when"])
    commitment = begin_commitment(officer, proposal, values, next(iter(bases(proposal))))
    for step in row["steps"]:
        if step["do"] == "report":
            ctx = stage.acting("officer", step["when"])
            report_progress(ctx, commitment, step["words"], step.get("milestone"), ctx.now)
        elif step["do"] == "show":
            ctx = stage.acting("officer", step["when"])
            words = {"title": Texts.of(ctx.now, **TITLE), "alternative": Texts.of(ctx.now, **ALTERNATIVE)}
            add_evidence(ctx, commitment, Photo(), words, "pattern.png", pattern())
        else:
            stage.take(commitment, step, default="officer")


def add_council_file(stage: Stage, space: Space, row: Mapping[str, Any]) -> None:
    """Make the file of the next session with the proposals whose titles the file names, and take its steps.

    It stands beside the space, under a commune that is real: so it is marked as sample itself.
    """
    session = next_session(local_day(stage.ctx.now))
    values = stage.values(row["when"], row, ("details",))
    values |= {"session": session.code, "day": noon(session.first_day) + SITS}
    file = CouncilFile()
    file.sample = True
    officer = stage.acting("officer", row["when"])
    create(officer, space.__parent__, file, f"session-{session.code}", values)
    named = {node.title: node.reference for consultation in space.values() if consultation.type_name == "consultation"
             for node in consultation.values() if isinstance(node, Proposal)}  # fmt: skip
    add_points(officer, file, [named[title] for title in row["points"]])
    for step in row["steps"]:
        stage.take(file, step, default="officer")
