"""Links that say where they lead (WCAG 2.4.4)."""

import re
from collections.abc import Iterator

from mukhtabar.language.folding import fold
from mukhtabar.language.message import _
from mukhtabar.rules.checks.finding import Finding, Passage, excerpt
from mukhtabar.rules.checks.parts import Parts

#: Words that stand for nothing when one hears the links of a page one after the other.
_SAYS_NOTHING = (
    "هنا", "اضغط هنا", "اضغطوا هنا", "إضغط هنا", "انقر هنا", "انقروا هنا", "أنقر هنا", "من هنا", "على هذا الرابط",
    "هذا الرابط", "الرابط", "رابط", "المزيد", "اقرأ المزيد", "اقرأوا المزيد", "لمزيد من المعلومات", "للمزيد",
    "التفاصيل", "تحميل",
    "ici", "cliquez ici", "cliquer ici", "clic ici", "par ici", "ce lien", "lien", "le lien", "plus", "en savoir plus",
    "lire la suite", "voir plus", "suite", "détails", "télécharger",
    "here", "click here", "this link", "link", "more", "read more", "learn more", "details", "download",
    "ⴷⴰ", "ⵖⵉⴷ",
)  # fmt: skip
_NOTHING = frozenset(fold(words) for words in _SAYS_NOTHING)
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_AROUND = " \t\n.:…،,؛;!؟?()[]«»\"'←→<>-–—"


def links(passage: Passage, parts: Parts) -> Iterator[Finding]:
    """Yield what is wrong with the links of a field."""
    targets: dict[str, set[str]] = {}
    for link in parts.links:
        said = " ".join(link.text.split()).strip(_AROUND)
        if not said:
            sentence = _("There is a link without words. Say where it leads, or take it out.")
            yield Finding("empty_link", True, passage.field, passage.language, link.href, sentence, "WCAG 2.4.4")
        elif fold(said) in _NOTHING:
            sentence = _("«${words}» does not say where the link leads. Write the name of the page or the document.",
                         words=said)  # fmt: skip
            yield Finding("vague_link", True, passage.field, passage.language, excerpt(link.text), sentence,
                          "WCAG 2.4.4")  # fmt: skip
        elif _ADDRESS.fullmatch(said):
            sentence = _("The words of the link are its address. Write the name of the page instead.")
            yield Finding("bare_address", False, passage.field, passage.language, excerpt(said), sentence,
                          "WCAG 2.4.4")  # fmt: skip
        else:
            met = targets.setdefault(fold(said), set())
            if met and link.href not in met:
                sentence = _("Two links say the same and lead to different places. Give each its own words.")
                yield Finding("same_words", False, passage.field, passage.language, excerpt(said), sentence,
                              "WCAG 2.4.9")  # fmt: skip
            met.add(link.href)
