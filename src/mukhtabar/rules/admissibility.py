"""What a petition is refused for, and what its agent is therefore asked first: one table for both.

A refusal knows one reason more, `other` (rules/reasons.py), which must be explained: no question can ask for it before.

``sure``: a source at hand says that the law asks it of petitions to a commune (their definition, their agent, one point
within the powers of the council: communedakhla.ma, bninsar.ma). Only that can hold a petition up; all else warns.
Nothing here has an article number: no copy of Organic Law 113-14 was at hand.
"""

from dataclasses import dataclass

from mukhtabar.language.message import Message, _


@dataclass(frozen=True, slots=True)
class Level:
    """Who decides on public matters: its name, examples of what it decides on, and where one turns to it."""

    title: Message
    examples: Message
    address: Message


#: The commune first. The examples are general knowledge, not read in a text of the law: the page says so.
LEVELS = (
    Level(
        _("Council of the commune"),
        _("Lighting, streets and tracks within the commune, drinking water and sewers, waste, markets, parks."),
        _("The petition can be right here."),
    ),
    Level(
        _("Council of the province or prefecture"),
        _("School buses in rural communes, rural tracks between communes, help for people in poverty."),
        _("Write to the president of the council of the province or prefecture. It takes petitions too."),
    ),
    Level(
        _("Council of the region"),
        _("Transport between towns, vocational training, regional parks, help for businesses to settle."),
        _("Write to the president of the council of the region. It takes petitions too."),
    ),
    Level(
        _("A ministry"),
        _("Teachers and schools, doctors and hospitals, national roads, police, courts, identity cards."),
        _(
            "Write to its office in the province, or on the national portal for complaints, ${address}.",
            address="chikaya.ma",
        ),
    ),
)

#: What may be answered; only the first is all well.
YES, NO, UNKNOWN = ANSWERS = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: the coded reason of a refusal and its title, the question, and what to do when it is not yes."""

    code: str
    title: Message
    question: Message
    advice: Message
    sure: bool = False
    levels: tuple[Level, ...] = ()


CHECKS = (
    Check(
        "not_a_point",
        _("It does not ask for one point on the agenda"),
        _("Does the petition ask the council to put one point on its agenda?"),
        _("Name one point that the council is to debate. A complaint, a question or a proposal has another place."),
        sure=True,
    ),
    Check(
        "not_competence",
        _("The council cannot decide on this"),
        _("Can the council of the commune decide on it?"),
        _("Ask the commune who decides on it, and write to them, or word the point within the powers of the council."),
        sure=True,
        levels=LEVELS,
    ),
    Check(
        "no_agent",
        _("No agent follows it up"),
        _("Did the petitioners name you as their agent, who follows the petition up?"),
        _("Agree on one person. The agent begins the petition here with an account of their own."),
        sure=True,
    ),
    Check(
        "constants",
        _("It touches the constants named in the Constitution"),
        _("Does it leave the constants named in the Constitution untouched?"),
        _("Word the point so that it touches none of them. Ask the commune when you are not sure."),
    ),
    Check(
        "not_of_commune",
        _("Signatories have no tie to the commune"),
        _("Do all who are to sign live in the commune, or work or trade there?"),
        _("Ask only people with such a tie to sign. Ask the commune what it accepts as one."),
    ),
    Check(
        "conditions_not_met",
        _("The conditions of the law are not met"),
        _("Do all who are to sign meet the conditions of the electoral roll?"),
        _("Ask the commune which conditions it checks. Persons under 18 are usually not counted."),
    ),
    Check(
        "no_interest",
        _("Signatories have no direct interest in common"),
        _("Does the matter concern those who are to sign directly, and in common?"),
        _("Say in the reasons how it concerns them, and ask those to sign whom it concerns."),
    ),
    Check(
        "too_few_signatures",
        _("Too few of the signatures count"),
        _("Can you collect as many signatures as are reckoned with, and some more?"),
        _("Some lines are struck out later. Collect more than the number, or find people who collect with you."),
    ),
    Check(
        "missing_documents",
        _("A required document is missing"),
        _("Did you ask the commune which documents must be attached?"),
        _("Ask at the registry of the commune before you lodge the file, and attach what it names."),
    ),
)

#: Code -> check.
BY_CODE = {check.code: check for check in CHECKS}


def hold_up(answers: dict[str, str]) -> tuple[Check, ...]:
    """Return the checks that keep a petition from collecting: unanswered ones, and what is sure and not yes."""
    return tuple(
        check
        for check in CHECKS
        if answers.get(check.code) not in ANSWERS or (check.sure and answers[check.code] != YES)
    )
