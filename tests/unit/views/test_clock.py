"""On which basis a clock runs, in words."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.language import Message
from mukhtabar.rules.clocks import Basis
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.views.clock import basis
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
