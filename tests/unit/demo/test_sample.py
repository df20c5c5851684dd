"""The sample site: every state to look at, believable dates, nothing that could be taken for real."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from mukhtabar.actions.audit import audit
from mukhtabar.actions.context import Ctx
from mukhtabar.content.answer import OUTCOMES, Answer
from mukhtabar.content.base import Workflowed
from mukhtabar.content.comment import Comment
from mukhtabar.content.commitment import Commitment
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.council_file import CouncilFile
from mukhtabar.content.course import Course, Lesson
from mukhtabar.content.event import Event
from mukhtabar.content.evidence import Photo
from mukhtabar.content.file import Image
from mukhtabar.content.guidance import Guidance
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.petition import Petition
from mukhtabar.content.proposal import KINDS, TOPICS, Proposal
from mukhtabar.content.register import Register
from mukhtabar.content.space import Space
from mukhtabar.content.texts import HTML, Texts
from mukhtabar.demo.accounts import ACCOUNTS
from mukhtabar.demo.build import size
from mukhtabar.forms.answer import DETAILS_MAX, SUMMARY_MAX
from mukhtabar.forms.proposal import BODY_MAX, TITLE_MAX
from mukhtabar.language.clean import clean_line, clean_text
from mukhtabar.language.dates import ZONE, local_day
from mukhtabar.language.direction import detect
from mukhtabar.language.html import sanitise
from mukhtabar.rules.phases import problems
from mukhtabar.rules.roles import DYNAMIC, Role
from mukhtabar.services.answering import table
from mukhtabar.store.folder import lineage
from mukhtabar.store.names import RESERVED
from tests.unit.demo.conftest import NOW, sample_site


def every(ctx: Ctx, kind: type) -> Iterator[Any]:
    """Yield the documents of one type."""
    for uid in ctx.portal.uids:
        document = ctx.portal.uids.get(uid)
        if isinstance(document, kind):
            yield document


def test_proposals_stand_in_every_state_that_can_be_reached(sample: Ctx) -> None:
    found = {proposal.state for proposal in every(sample, Proposal)}
    reachable = set(next(every(sample, Proposal)).definition.states) - {"merged"}
    assert found == reachable


def test_refused_returned_and_hidden_ones_say_why(sample: Ctx) -> None:
    for proposal in every(sample, Proposal):
        if proposal.state in {"refused", "returned", "hidden"}:
            assert proposal.history[-1].reason, proposal.title
    assert any(entry.transition == "appeal" for p in every(sample, Proposal) for entry in p.history)


def test_answers_stand_in_every_state_and_with_every_outcome(sample: Ctx) -> None:
    answers = list(every(sample, Answer))
    assert {answer.state for answer in answers} == set(answers[0].definition.states)
    assert {answer.outcome for answer in answers if answer.is_public} == set(OUTCOMES)
    assert any(entry.transition == "send_back" for answer in answers for entry in answer.history)


def test_promises_are_followed_to_each_end_and_one_agenda_was_sent(sample: Ctx) -> None:
    found = {one.state: one for one in every(sample, Commitment)}
    assert set(found) == {"in_progress", "done", "dropped"} and not any(one.is_late(NOW) for one in found.values())
    assert found["done"].progress == 100 and found["done"].evidence() and found["dropped"].history[-1].reason
    assert 0 < found["in_progress"].progress < 100 and found["in_progress"].evidence()
    (file,) = every(sample, CouncilFile)
    assert file.state == "convened" and file.day_fits and len(file.points) == 3


def test_who_approves_did_not_draft_and_signs_in_a_sample_capacity(sample: Ctx) -> None:
    for answer in every(sample, Answer):
        if answer.approved_by:
            assert answer.approved_by not in answer.drafted_by
            assert "تجريبي" in answer.capacity.get("ar")


def test_an_answer_fits_the_form_it_is_edited_in(sample: Ctx) -> None:
    for answer in every(sample, Answer):
        for language in ("ar", "fr"):
            assert 0 < len(answer.summary.get(language)) <= SUMMARY_MAX, answer.summary.get("fr")
            assert 0 < len(answer.details.get(language)) <= DETAILS_MAX
        if answer.is_public:
            assert answer.cost or answer.duration or answer.competence
            assert "تجريبي" in answer.protocol


def test_one_consultation_fills_a_page_of_twenty(sample: Ctx) -> None:
    index = sample.portal.listings_index
    assert max(index.count("proposals.newest", c.uid) for c in every(sample, Consultation)) > 20


def test_consultations_of_every_stage(sample: Ctx) -> None:
    states = Counter(consultation.state for consultation in every(sample, Consultation))
    assert states == {"open": 2, "announced": 1, "synthesis": 1, "replied": 1}
    for consultation in every(sample, Consultation):
        assert not problems(consultation.phases)
        assert consultation.phase_allows("propose", NOW) == (consultation.state == "open")
        for field in ("title", "summary", "body", "decides"):
            texts = getattr(consultation, field)
            assert texts.get("ar") and texts.get("fr"), (consultation.__name__, field)
        assert consultation.title.get("en") and consultation.summary.get("en")
        assert bool(consultation.synthesis) == (consultation.state in {"synthesis", "replied"})
        assert bool(consultation.reply) == (consultation.state == "replied")


def test_proposals_are_of_all_kinds_many_topics_and_three_languages(sample: Ctx) -> None:
    proposals = list(every(sample, Proposal))
    assert {p.kind for p in proposals} == set(KINDS)
    assert len({p.topic for p in proposals} & set(TOPICS)) >= 9
    languages = Counter(p.language for p in proposals)
    assert languages["ar"] > languages["fr"] >= 3 and languages["zgh"] == 1
    assert any(not p.name_shown for p in proposals)
    for proposal in proposals:
        assert proposal.language == detect(proposal.title + proposal.body)
        assert 10 <= len(proposal.title) <= TITLE_MAX and 20 <= len(proposal.body) <= BODY_MAX, proposal.title
        assert proposal.title == clean_line(proposal.title) and proposal.body == clean_text(proposal.body)
    assert len({p.title for p in proposals}) == len(proposals)


def test_three_regions_each_have_a_sample_space(sample: Ctx) -> None:
    spaces = list(every(sample, Space))
    assert {space.__parent__.__parent__.code for space in spaces} == {"08", "09", "10"}
    for space in spaces:
        assert space.sample and "بيانات تجريبية" in space.association.get("ar")
        assert "تجريبية" in space.title.get("ar")


def test_what_is_invented_is_marked_and_what_is_real_is_not(sample: Ctx) -> None:
    for document in every(sample, Workflowed):
        inside = any(isinstance(node, Space) and node.sample for node in lineage(document))
        invented = isinstance(document, (Comment, CouncilFile, Course, Event, Guidance, Lesson, Petition))
        assert document.sample == (inside or invented), document.title_text.values
    for comment in every(sample, Comment):
        assert "(تجريبي" in sample.register.get(comment.creator).name


def test_a_petition_is_before_the_bureau_with_its_clock_running(sample: Ctx) -> None:
    (petition,) = every(sample, Petition)
    assert (petition.state, petition.counted, len(petition.sheets)) == ("with_bureau", 108, 11)
    assert petition.measured.clock == "petition" and "تجريبي" in petition.lodging.number
    # Its names are forgotten, as those of any petition that was lodged.
    assert not list(sample.register.petitioners.lines(petition.uid))


def test_every_institutional_text_is_there_in_arabic_and_clean(sample: Ctx) -> None:
    for document in (*every(sample, Workflowed), *every(sample, Space)):
        if isinstance(document, (Proposal, Comment)):
            continue
        assert document.title_text.get("ar"), document.__name__
        for field in document.fields:
            value = getattr(document, field)
            if not isinstance(value, Texts):
                continue
            html = field in HTML
            for language, text in value.values.items():
                expected = sanitise(text, editor=True) if html else clean_text(text)
                assert text == expected, (document.__name__, field, language)
                assert text.startswith("<") == html


def test_no_address_can_reach_anybody(sample: Ctx) -> None:
    for person in sample.register:
        assert person.email.endswith(("@demo.example", "@example.org", "@example.com")) or not person.email
        assert not person.phone
    assert len(sample.portal.outbox) == 0


def test_nothing_happened_in_the_future_or_out_of_order(sample: Ctx) -> None:
    for document in every(sample, Workflowed):
        times = [document.created, *(entry.time for entry in document.history)]
        assert times == sorted(times), document.title_text.values
        assert sample.portal.created < times[0] and times[-1] < NOW
        assert all(7 <= time.astimezone(ZONE).hour < 23 for time in times), "nobody works at night"
    for space in every(sample, Space):
        assert all(child.created > space.created for child in space.values())


def test_no_clock_went_back_while_it_was_made(sample: Ctx) -> None:
    assert not [entry for entry in sample.portal.journal if entry.action == "clock_back"]


def test_the_book_agrees_with_itself(sample: Ctx) -> None:
    assert audit(sample) == []


def test_accounts_for_every_role_and_no_role_on_both_sides(sample: Ctx) -> None:
    assert {account.role for account in ACCOUNTS} == {role.value for role in Role} - {"everyone", "author", "member"}
    for account in ACCOUNTS:
        person = sample.register.by_address(account.email)
        assert person is not None and person.password and len(account.password) >= 10
        roles = {grant.role for grant in sample.portal.grants.of(person.pid) if grant.holds(NOW)}
        # Whoever stands in for the president works for the commune already.
        also = {"officer"} if account.role == "delegate" else set()
        assert roles == ({account.role} | also) - {role.value for role in DYNAMIC}
        if account.role in {"officer", "approver", "delegate"}:
            assert "تجريبي" in person.capacity["ar"] and person.capacity["fr"] and "تجريبي" in person.name
    assert len({sample.register.by_address(account.email).language for account in ACCOUNTS}) >= 3


def test_names_in_the_tree_are_free_addresses(sample: Ctx) -> None:
    for document in (*every(sample, Page), *every(sample, News), *every(sample, Consultation), *every(sample, Space)):
        assert document.__name__ not in RESERVED


def test_pages_of_the_portal(sample: Ctx) -> None:
    pages = {page.__name__: page for page in every(sample, Page) if page.__parent__ is sample.portal}
    assert {"about", "privacy", "charter"} <= set(pages)
    for page in pages.values():
        assert page.state == "published"
        for field in ("title", "summary", "body"):
            assert all(getattr(page, field).get(language) for language in ("ar", "fr", "en"))


def test_progress_is_told_as_often_as_was_announced(tmp_path: Path) -> None:
    told: list[int] = []
    with sample_site(tmp_path, progress=told.append):
        assert sum(told) == size()


def shape(ctx: Ctx) -> tuple[Counter[tuple[str, str]], int, int]:
    """What two sample sites must have in common: references and people's ids are drawn anew."""
    kinds = Counter((d.type_name, getattr(d, "state", "")) for d in every(ctx, object))
    return kinds, len(ctx.portal.journal), len(list(ctx.register))


def test_the_same_moment_gives_the_same_site(sample: Ctx, tmp_path: Path) -> None:
    with sample_site(tmp_path) as again:
        assert shape(again) == shape(sample)


@pytest.mark.parametrize("hour", [0, 23])
def test_any_moment_gives_the_same_site(sample: Ctx, tmp_path: Path, later: datetime, hour: int) -> None:
    with sample_site(tmp_path, later.replace(hour=hour)) as again:
        assert shape(again) == shape(sample)
        assert audit(again) == []


def test_the_picture_is_drawn_and_says_so(sample: Ctx) -> None:
    (picture,) = (each for each in every(sample, Image) if not isinstance(each, Photo))
    assert picture.is_public and picture.sample and "sample" in picture.title.get("en")
    assert all(picture.alternative.get(language) for language in ("ar", "fr", "en"))
    assert {scale.name for scale in picture.scales} == {"full", "square", "card"}


def test_one_consultation_has_a_register_and_several_communes_have_figures(sample: Ctx) -> None:
    registers = list(every(sample, Register))
    assert [one.state for one in registers] == ["published"]
    assert registers[0].edition is not None and any(row.said for row in registers[0].edition.rows)
    lines = table(sample.portal, sample.portal, local_day(sample.now), date(2000, 1, 1), local_day(sample.now))
    assert len([line for line in lines if line.figures is not None]) >= 3
    assert all(line.sample for line in lines)
