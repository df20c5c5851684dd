"""On which basis a clock runs, in words."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.language import Message
from mukhtabar.rules.clocks import Basis, Reading
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.views.clock import basis, in_words
from mukhtabar.views.helpers import Helpers

#: A reader of English.
READER: Any = SimpleNamespace(language="en", translate=Message.english)


@given(st.text("1234567890-", min_size=1))
def test_where_the_source_names_an_article_it_stands_with_the_law(article: str) -> None:
    clock = replace(clocks()["petition"], article=article)
    assert basis(Helpers(READER), clock) == f"Set by law: {clock.law}, article {article}"


def test_without_an_article_the_law_is_named_and_without_a_law_the_charter() -> None:
    for clock in clocks().values():
        law = f"Set by law: {clock.law}" if clock.basis is Basis.LAW else "A promise of the platform charter, not a term of law"
        assert basis(Helpers(READER), replace(clock, article="")) == law


def test_what_was_late_before_it_came_to_rest_is_called_late() -> None:
    words, tone = in_words(Reading(day=63, total=60, due=date(2027, 1, 19), rests=True, late=3), stopped=False)
    assert (words.english(), tone) == ("late by 3 days", "refused")
