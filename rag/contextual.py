"""Stand-alone questions from a conversation: the readings of a follow-up, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.ranking.features import FeatureExtractor
from rag.understanding.conversation import FollowUp, Reading, read_in_context, with_new_topic
from rag.understanding.language import fold, to_simplified
from rag.understanding.places import Gazetteer
from rag.understanding.wording import Thesaurus

# A word that stands in more than about one clause in twelve (目标, 开发, 园区) is no topic of its own.
COMMON_IDF = 2.6
_YEAR = re.compile(r"(?:19|20)\d\d年?|(?<!\d)[1-3]\d年|[“\"]?十[一二三四五]五[”\"]?(?:末|期间)?|[今去明前]年")


@dataclass(frozen=True)
class Contextualizer:
    """Reads a question after the earlier ones, with the plan's text to weigh the readings."""

    thesaurus: Thesaurus
    gazetteer: Gazetteer
    features: FeatureExtractor

    def read(self, question: str, previous: Sequence[str]) -> Reading:
        """The reading of a question; ``candidates`` are whole questions, the likeliest first."""
        plain = to_simplified(fold(question))
        reading = read_in_context(plain, previous, lambda part: self.thesaurus.wording(part).words)
        if reading.kind is FollowUp.NEW:
            return Reading(reading.kind, (question,))
        if reading.kind is not FollowUp.ELLIPSIS:
            return reading
        core, last = reading.candidates
        return Reading(reading.kind, self._complete(core, last))

    def _complete(self, core: str, last: str) -> tuple[str, ...]:
        """What an elliptic question means: a new year or place replaces the old one, other words their like."""
        joined = f"{core} {last}"
        if _YEAR.fullmatch(re.sub(r"\s|那|in |的", "", core)):
            return (_YEAR.sub(lambda _: core, last, count=1) if _YEAR.search(last) else f"{core}{last}",)
        places = self.gazetteer.find(core)
        if places and len(places[0].name) >= len(core) - 1:
            old = self.gazetteer.find(last)
            return (last.replace(old[0].name, core, 1), joined) if old else (joined,)
        return tuple(dict.fromkeys((with_new_topic(core, last, self._topic_words(last)), joined, core)))

    def _topic_words(self, question: str) -> list[str]:
        """The words of a question that few clauses share: what it is about, not what it asks of it."""
        weights = self.features.weights
        words = self.thesaurus.wording(question).words
        return [w for w in words if not w.isdecimal() and weights.idf(w) > COMMON_IDF]

    def has_subject(self, question: str) -> bool:
        """Whether a question names anything by itself."""
        words = self.thesaurus.wording(to_simplified(fold(question))).words
        return any(self.features.weights.knows(word) or len(word) > 2 for word in words if not word.isdecimal())
