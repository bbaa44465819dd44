"""What the finder found, ready for every door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from corpus.measures import Direction, Kind, Measure
from rag.answer import Citation
from rag.quotes import Quote
from rag.support.checks import Check, Fit
from rag.support.labels import AUDIENCES, DISCLAIMER, KINDS, LEFT_OPEN, STRENGTHS, need_label
from rag.support.profile import Profile

__all__ = ["Absent", "Check", "DirectionMatch", "Fit", "Match", "NeedGroup", "SupportReply"]


@dataclass(frozen=True)
class Match:
    """A measure for a profile: how its conditions stand, why it ranks where it does, and its clause."""

    measure: Measure
    fit: Fit
    checks: tuple[Check, ...]
    score: float
    quote: Quote
    citation: Citation

    @property
    def open_checks(self) -> tuple[Check, ...]:
        """The checks that are not met, the failed ones first."""
        return tuple(sorted((c for c in self.checks if c.fit is not Fit.MET), key=lambda c: c.fit is not Fit.UNMET))

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        measure = self.measure
        return {
            "id": measure.id,
            "text": measure.text,
            "kinds": [{"name": kind.value, "label": KINDS[kind]} for kind in measure.kinds],
            "audiences": [AUDIENCES[audience] for audience in measure.audiences or measure.heading_audiences],
            "strength": {"name": measure.strength.value, "label": STRENGTHS[measure.strength], "word": measure.verb},
            "fit": self.fit.value,
            "fit_label": self.fit.label,
            "checks": [{**asdict(check), "fit_label": check.fit.label} for check in self.checks],
            "amount": measure.amount,
            "figures": [figure.text for figure in measure.figures],
            "left_open": [{"kind": point.value, "label": LEFT_OPEN[point]} for point in measure.left_open],
            "industries": list(measure.industries),
            "places": list(measure.places),
            "citation": asdict(self.citation),
        }


@dataclass(frozen=True)
class NeedGroup:
    """Measures that serve one need, best first."""

    need: str
    matches: tuple[Match, ...]

    @property
    def label(self) -> str:
        """The need's name for people."""
        return need_label(self.need)


@dataclass(frozen=True)
class DirectionMatch:
    """An industry direction that fits the profile's trade, and its clause."""

    direction: Direction
    quote: Quote
    citation: Citation


@dataclass(frozen=True, slots=True)
class Absent:
    """A kind of support that was asked for and that the plan does not hold."""

    kind: Kind

    @property
    def label(self) -> str:
        """Its name for people."""
        return KINDS[self.kind]


@dataclass(frozen=True)
class SupportReply:
    """The whole answer to one profile.

    ``groups`` hold what fits or is to be checked, by need; ``unmet`` what does not fit, and why not;
    ``absent`` what was asked for and is not in the plan; ``question`` at most one question whose answer
    would change the list ("" for none).
    """

    profile: Profile
    understood: tuple[str, ...]
    groups: tuple[NeedGroup, ...]
    unmet: tuple[Match, ...]
    absent: tuple[Absent, ...]
    directions: tuple[DirectionMatch, ...]
    question: str
    plan: str
    plan_title: str
    index: str

    @property
    def matches(self) -> tuple[Match, ...]:
        """All fitting measures, group by group."""
        return tuple(match for group in self.groups for match in group.matches)

    @property
    def ranked(self) -> tuple[Match, ...]:
        """All measures by score, those that do not fit last."""
        return (*sorted(self.matches, key=lambda match: -match.score), *self.unmet)

    def citations(self) -> Iterator[Citation]:
        """All citations, in the order of their numbers."""
        shown = [*self.matches, *self.unmet]
        yield from sorted(
            {c.n: c for c in (m.citation for m in (*shown, *self.directions))}.values(), key=lambda c: c.n
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "profile": self.profile.to_dict(),
            "understood": list(self.understood),
            "groups": [
                {"need": group.need, "label": group.label, "measures": [match.to_dict() for match in group.matches]}
                for group in self.groups
            ],
            "unmet": [match.to_dict() for match in self.unmet],
            "absent": [{"kind": absent.kind.value, "label": absent.label} for absent in self.absent],
            "directions": [
                {
                    "industry": match.direction.industry,
                    "name": match.direction.name,
                    "text": match.direction.text,
                    "citation": asdict(match.citation),
                }
                for match in self.directions
            ],
            "question": self.question,
            "disclaimer": DISCLAIMER,
            "citations": [asdict(citation) for citation in self.citations()],
            "plan": self.plan,
            "plan_title": self.plan_title,
            "index": self.index,
        }
