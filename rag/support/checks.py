"""Whether the conditions of a measure are met, unmet, or to be checked, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.measures import Audience, Condition, ConditionKind, Kind, Measure
from rag.support.labels import AUDIENCES, CONDITIONS
from rag.support.reading import Understood


class Fit(StrEnum):
    """How a condition, or a measure with all its conditions, stands."""

    MET = "met"
    VERIFY = "verify"
    UNMET = "unmet"

    @property
    def label(self) -> str:
        """The mark as it is shown."""
        return {"met": "符合", "verify": "需核实", "unmet": "不符合"}[self.value]


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: what it is about, the plan's words for it ("" where it says nothing), mark and reason."""

    about: str
    words: str
    fit: Fit
    reason: str


@dataclass(frozen=True)
class Surroundings:
    """What else a check needs to know: names of the plan's place, and the branches that fit the profile."""

    place_names: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()


# Audiences that an enterprise may be or not, whatever it said.
_FIRM_LIKE = frozenset(
    {
        Audience.SME,
        Audience.STARTUP,
        Audience.HIGH_TECH,
        Audience.GROWTH,
        Audience.LEADING,
        Audience.LISTING_CANDIDATE,
        Audience.ISSUER,
        Audience.TALENT_FIRM,
        Audience.TECH_FIRM,
        Audience.TEAM,
        Audience.TALENT,
        Audience.WORKER,
        Audience.ALLIANCE,
    }
)
_NEAR = {
    Audience.INSTITUTE: {Audience.LAB, Audience.UNIVERSITY},
    Audience.LAB: {Audience.INSTITUTE, Audience.UNIVERSITY, Audience.HOSPITAL},
    Audience.RESEARCHER: {Audience.UNIVERSITY, Audience.INSTITUTE, Audience.TALENT, Audience.TEAM},
    Audience.TALENT: {Audience.RESEARCHER, Audience.TEAM, Audience.UNIVERSITY, Audience.INSTITUTE, Audience.STUDENT},
    Audience.TEAM: {Audience.RESEARCHER, Audience.UNIVERSITY, Audience.INSTITUTE, Audience.TALENT, Audience.LAB},
    Audience.UNIVERSITY: {Audience.RESEARCHER},
    Audience.INVESTOR: {Audience.BANK},
}
# Parks and incubators are given to those who run them, but they are built for enterprises to move into.
_SITES = frozenset({Audience.PARK, Audience.DISTRICT, Audience.INCUBATOR, Audience.UNIVERSITY})
_SITE_KINDS = frozenset({Kind.PARK, Kind.INCUBATION})
# Loans and funds reach enterprises through those who lend and invest; what covers their losses does not.
_LENDERS = frozenset({Audience.BANK, Audience.INVESTOR})
_THROUGH_LENDERS = frozenset({Kind.LOAN, Kind.FUND})
_FOR_LENDERS_ONLY = frozenset({Kind.RISK_COMPENSATION, Kind.AUTONOMY})
_BUILDS = re.compile("打造|建设|共建|设立")
_SMALL = ("micro", "small")
SIZE_FITS = "规模相符"


def check_all(measure: Measure, who: Understood, around: Surroundings) -> tuple[Check, ...]:
    """All checks of a measure, the recipient first."""
    checks = [check_audience(measure, who), *(check_condition(c, who, around) for c in measure.conditions)]
    if measure.industries:
        checks.append(_check_industry(measure, who, around))
    if measure.places and who.profile.place and {Kind.PARK, Kind.DISTRICT_SUPPORT}.intersection(measure.kinds):
        checks.append(_check_place(measure, who))
    return tuple(dict.fromkeys(checks))


def overall(checks: tuple[Check, ...]) -> Fit:
    """The worst of the marks."""
    fits = {check.fit for check in checks}
    return Fit.UNMET if Fit.UNMET in fits else Fit.VERIFY if Fit.VERIFY in fits else Fit.MET


def check_audience(measure: Measure, who: Understood) -> Check:
    """Whether somebody is one of those it is given to."""
    named = measure.audiences or measure.heading_audiences
    label = "、".join(AUDIENCES[audience] for audience in named)
    if not named and not measure.served:
        return Check("对象", "", Fit.VERIFY, "规划没有写明给谁")
    results = [(audience, *_holds(audience, who)) for audience in named]
    if met := next((reason for _, fit, reason in results if fit is Fit.MET), None):
        return Check("对象", label, Fit.MET, met)
    if open_ones := [AUDIENCES[audience] for audience, fit, _ in results if fit is Fit.VERIFY]:
        sizes = [reason for _, fit, reason in results if fit is Fit.VERIFY and reason.startswith(SIZE_FITS)]
        return Check("对象", label, Fit.VERIFY, sizes[0] if sizes else f"是否属于{'、'.join(open_ones)}")
    for audience in measure.served if measure.audiences or not named else ():
        if _holds(audience, who)[0] is not Fit.UNMET:
            name = AUDIENCES[audience]
            reason = f"直接给的是{label}，{name}间接受益" if label else f"规划提到{name}，没有写明给谁"
            return Check("对象", label, Fit.VERIFY, reason)
    if (
        who.firm
        and _SITES.issuperset(named)
        and _SITE_KINDS.intersection(measure.kinds)
        and _BUILDS.search(measure.text)
    ):
        return Check("对象", label, Fit.VERIFY, "这是载体建设，入驻条件未写明")
    through = who.firm and _LENDERS.issuperset(named) and _THROUGH_LENDERS.intersection(measure.kinds)
    if through and not _FOR_LENDERS_ONLY.intersection(measure.kinds):
        return Check("对象", label, Fit.VERIFY, f"直接给的是{label}，企业可向其申请")
    told = next((reason for _, _, reason in results if "您" in reason), None)
    return Check("对象", label, Fit.UNMET, told or (f"面向{label}" if label else "规划写的不是这类对象"))


def _holds(audience: Audience, who: Understood) -> tuple[Fit, str]:
    name = AUDIENCES[audience]
    if audience in who.actors and not (audience is Audience.ENTERPRISE and not who.firm):
        return Fit.MET, f"您属于{name}"
    if refusal := _excluded(audience, who):
        return Fit.UNMET, refusal
    if audience is Audience.SME and who.firm and who.size in _SMALL:
        return Fit.VERIFY, f"{SIZE_FITS}，是否入库{name}"
    if audience in who.maybe or (who.firm and audience in _FIRM_LIKE):
        return Fit.VERIFY, f"是否属于{name}"
    if who.actors & _NEAR.get(audience, set()):
        return Fit.VERIFY, f"是否属于{name}"
    if audience in (Audience.STARTUP, Audience.TECH_FIRM) and who.stage == "startup":
        return Fit.VERIFY, f"注册后是否属于{name}"
    return Fit.UNMET, f"面向{name}"


def _excluded(audience: Audience, who: Understood) -> str:
    """Why an enterprise cannot be of a kind, by what it said of its size and age."""
    small, startup = who.size in _SMALL, who.stage == "startup"
    if audience is Audience.STARTUP and (who.stage in ("growing", "mature") or who.size == "large"):
        return "面向初创企业，您说已过初创期"
    if audience is Audience.SME and who.size == "large":
        return "面向中小企业，您说规模较大"
    if audience is Audience.LEADING and (small or startup) and (who.headcount or 0) < 100:
        return f"面向{AUDIENCES[audience]}，{'您的规模较小' if small else '您说是初创企业'}"
    if audience in (Audience.LISTING_CANDIDATE, Audience.ISSUER) and (startup or who.size == "micro"):
        return f"面向{AUDIENCES[audience]}，您的企业尚小"
    return ""


def check_condition(condition: Condition, who: Understood, around: Surroundings) -> Check:
    """One stated condition."""
    fit, reason = _condition(condition, who, around)
    return Check(CONDITIONS[condition.kind], condition.text, fit, reason)


def _condition(condition: Condition, who: Understood, around: Surroundings) -> tuple[Fit, str]:
    text = condition.text
    match condition.kind:
        case ConditionKind.SIZE:
            return _size(text, who)
        case ConditionKind.PLACE:
            place = who.profile.place
            if place and any(name in place or place in name for name in around.place_names):
                return Fit.MET, f"您在{place}"
            return Fit.VERIFY, "注册地是否相符"
        case ConditionKind.OWNERSHIP:
            private = who.ownership in ("private", "foreign")
            return (Fit.UNMET, f"要求{text}，您不是") if private else (Fit.VERIFY, f"要求{text}")
        case ConditionKind.ORIGIN:
            return Fit.VERIFY, f"是否符合“{text}”"
        case ConditionKind.INDUSTRY:
            return Fit.VERIFY, f"“{text}”的范围以主管部门解释为准"
        case ConditionKind.NAMED:
            if any(name in who.profile.words for name in re.split("[、和]", text)):
                return Fit.MET, "规划点了您的名"
            return Fit.VERIFY, f"规划点名了{text}，是否包括您"
        case ConditionKind.QUALIFICATION:
            return Fit.VERIFY, "规划没有写明具体条件"
        case _:
            return Fit.VERIFY, f"是否符合“{text}”"


def _size(text: str, who: Understood) -> tuple[Fit, str]:
    if who.size in _SMALL and text.startswith(("大", "规")) and (who.size == "micro" or text.startswith("大")):
        return Fit.UNMET, f"要求{text}，您的规模较小"
    if who.size in ("medium", "large") and text.startswith("大"):
        return Fit.MET, "您的规模符合"
    return Fit.VERIFY, f"是否属于{text}"


def _check_industry(measure: Measure, who: Understood, around: Surroundings) -> Check:
    words = "、".join(measure.industries)
    if match := next((name for name in measure.industries if _same(name, around.branches)), None):
        return Check("行业", words, Fit.MET, f"您的行业与“{match}”相符")
    if not who.profile.industry:
        return Check("行业", words, Fit.VERIFY, "没有说明行业")
    return Check("行业", words, Fit.VERIFY, "列举中没有您的行业")


def _same(name: str, branches: tuple[str, ...]) -> bool:
    return any(branch in name or name in branch for branch in branches)


def _check_place(measure: Measure, who: Understood) -> Check:
    place, words = who.profile.place, "、".join(measure.places)
    if any(place in name or name in place for name in measure.places):
        return Check("地域", words, Fit.MET, f"您在{place}")
    return Check("地域", words, Fit.VERIFY, f"载体在{words}，您在{place}，入驻条件未写明")
