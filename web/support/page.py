"""The support finder's page."""

from __future__ import annotations

from corpus.examples import load_profiles
from rag.support import SupportReply
from rag.support.checks import Fit
from rag.support.labels import AUDIENCES, DISCLAIMER, KINDS, LEFT_OPEN, STRENGTHS
from rag.support.words import words
from web.assistant import Plan
from web.site import View, render
from web.support.schemas import SupportRequest

# As signs and words: colour alone tells nobody.
MARKS = {Fit.MET: ("✓", "对象相符"), Fit.VERIFY: ("？", "需核实"), Fit.UNMET: ("✗", "不符合")}
STAGES = ("初创期", "成长期", "成熟期")
OWNERSHIP = ("民营", "国有", "外资")


def support_page(plan: Plan, wanted: SupportRequest, reply: SupportReply | None, view: View) -> str:
    """The form as it was filled in and, once there is a reply, what was found."""
    return render(
        "support.html",
        view,
        plan=plan,
        wanted=wanted,
        reply=reply,
        examples=load_profiles(plan.path),
        needs=words().needs.values(),
        stages=STAGES,
        kinds_of_ownership=OWNERSHIP,
        marks=MARKS,
        labels={"kind": KINDS, "audience": AUDIENCES, "open": LEFT_OPEN, "strength": STRENGTHS},
        disclaimer=DISCLAIMER,
    )
