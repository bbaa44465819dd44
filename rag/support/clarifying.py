"""What was understood of a profile, and the one question worth asking back."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.measures import Audience, Measure
from rag.support.labels import AUDIENCES, need_label
from rag.support.reading import Understood

_BY_AGE = frozenset({Audience.STARTUP, Audience.LISTING_CANDIDATE, Audience.GROWTH})
_BY_STATUS = frozenset({Audience.HIGH_TECH, Audience.SME, Audience.LEADING})
STAGES = {"startup": "初创期", "growing": "成长期", "mature": "成熟期"}
OWNERSHIP = {"private": "民营", "state": "国有", "foreign": "外资"}


def understood_as(who: Understood) -> tuple[str, ...]:
    """What was understood, in short phrases for people."""
    profile = who.profile
    actors = [AUDIENCES[actor] for actor in AUDIENCES if actor in who.actors and actor is not Audience.ENTERPRISE]
    if who.firm and not actors:
        actors = [AUDIENCES[Audience.ENTERPRISE]]
    parts = [
        f"身份：{'、'.join(actors)}" if actors else "",
        f"行业：{profile.industry}" if profile.industry else "",
        f"阶段：{STAGES.get(who.stage, profile.stage)}" if profile.stage else "",
        f"规模：{profile.size}" if profile.size else "",
        f"所在地：{profile.place}" if profile.place else "",
        f"所有制：{OWNERSHIP.get(who.ownership, profile.ownership)}" if profile.ownership else "",
        f"需要：{'、'.join(need_label(need) for need in who.needs)}" if who.needs else "",
    ]
    return tuple(part for part in parts if part)


def one_question(who: Understood, measures: Sequence[Measure], text: str) -> str:
    """A question whose answer would change the list; "" where none would."""
    if not who.needs and not who.asked:
        return "您最需要哪一类支持：资金、人才、研发平台、场地孵化，还是市场？"
    if not who.firm:
        return ""
    audiences = {audience for measure in measures[:8] for audience in measure.audiences or measure.heading_audiences}
    if not who.stage and audiences & _BY_AGE and Audience.STARTUP not in who.actors:
        return "企业成立多久了（初创、成长还是成熟期）？"
    if audiences & _BY_STATUS - who.actors and not who.actors & _BY_STATUS:
        return "企业是否已入库科技型中小企业，或已认定为高新技术企业？"
    if not who.profile.industry:
        return "企业做什么产品或服务？"
    return ""
