"""Sample spaces with their consultations, proposals and answers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mukhtabar.actions.answer import begin_answer
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.actions.register import begin_register
from mukhtabar.actions.submit import submit
from mukhtabar.content.answer import Answer
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.space import Space
from mukhtabar.demo.council import add_services, confer
from mukhtabar.demo.drawing import add_picture
from mukhtabar.demo.pages import add_news
from mukhtabar.demo.promises import add_commitment, add_council_file
from mukhtabar.demo.stage import SYSTEM, Stage
from mukhtabar.rules.phases import Phase
from mukhtabar.store.register import Person


def open_space(stage: Stage, data: Mapping[str, Any]) -> Space:
    """Make the space of one file, marked as sample; everything put into it inherits the mark."""
    row = data["space"]
    commune = stage.ctx.portal[row["region"]][row["commune"]]
    space = Space()
    space.sample = True
    values = stage.values(row["when"], row, Space.fields)
    create(stage.acting("admin", row["when"]), commune, space, row["name"], values)
    stage.progress(1)
    return space


def fill_space(stage: Stage, space: Space, data: Mapping[str, Any]) -> None:
    """Put everything of one file into its space."""
    stage.cast = data["cast"]
    stage.services = add_services(stage, space, data)
    for row in data["consultation"]:
        _consultation(stage, space, row, data["people"])
    for row in data.get("news", ()):
        news = add_news(stage, space, row)
        if "picture" in row:
            add_picture(stage, news, "lead", row["picture"])
    for row in data.get("council_file", ()):
        add_council_file(stage, space, row)
    stage.cast = {}


def _phase(stage: Stage, row: Mapping[str, Any]) -> Phase:
    start, end = stage.at(row["start"]), stage.at(row["end"])
    return Phase(row["name"], start, end, frozenset(row["verbs"]), tuple(row["others"].items()))


def _consultation(stage: Stage, space: Space, row: Mapping[str, Any], people: Mapping[str, Any]) -> None:
    fields = ("title", "summary", "body", "decides")
    values = stage.values(row["when"], row, fields) | {"phases": tuple(_phase(stage, phase) for phase in row["phases"])}
    consultation = create(stage.acting(row["by"], row["when"]), space, Consultation(), row["name"], values)
    for step in row["steps"]:
        stage.take(consultation, step)
    for proposal in row.get("proposal", ()):
        _proposal(stage, consultation, proposal, people)
    for step in row.get("afterwards", ()):
        stage.take(consultation, step)
    if "register" in row:
        _register(stage, consultation, row["register"])
    stage.progress(1)


def _register(stage: Stage, consultation: Consultation, row: Mapping[str, Any]) -> None:
    """Begin the register of a consultation, word it, and bring it as far as its steps say."""
    ctx = stage.acting(row["by"], row["when"])
    register = begin_register(ctx, consultation)
    said = {topic: tuple(words.items()) for topic, words in row["said"].items()}
    edit(ctx, register, {"rows": tuple(replace(one, said=said.get(one.topic, ())) for one in register.rows)})
    for step in row["steps"]:
        stage.take(register, step)


def _author(stage: Stage, row: Mapping[str, Any], people: Mapping[str, Any]) -> Person:
    """Return the author: an account, or somebody who takes part without one, met once."""
    key = row["author"]
    if key not in stage.people:
        stage.people[key] = stage.participant(people[key], row["when"])
    return stage.people[key]


def _proposal(stage: Stage, consultation: Consultation, row: Mapping[str, Any], people: Mapping[str, Any]) -> None:
    author = _author(stage, row, people)
    # The text of a citizen is kept as it was written: plain, in one language.
    values = {"language": "ar"} | {name: row[name].strip() for name in Proposal.fields if name in row}
    proposal = submit(
        stage.acting(SYSTEM, row["when"]), consultation, values, author, row.get("name_shown", True),
        stage.seats[row["addressee"]] if "addressee" in row else 0,
    )  # fmt: skip
    if "published" in row:
        stage.take(proposal, {"do": "publish", "when": row["published"]})
    for step in row.get("steps", ()):
        stage.take(proposal, step)
    for answer in row.get("answer", ()):
        _answer(stage, proposal, answer)
    confer(stage, proposal, row, stage.services)
    for commitment in row.get("commitment", ()):
        add_commitment(stage, proposal, commitment)
    stage.progress(1)


def _answer(stage: Stage, proposal: Proposal, row: Mapping[str, Any]) -> None:
    values = stage.values(row["when"], row, Answer.fields)
    answer = begin_answer(stage.acting("officer", row["when"]), proposal, values)
    for step in row["steps"]:
        stage.take(answer, step, default="officer")
