"""Which of a plan's support measures fit an enterprise, an institution or a person, and what is still to be checked.

Nothing here is ever called granted: a plan states directions, the competent department decides.
"""

from rag.support.cues import looks_like_support_question
from rag.support.finder import SupportFinder
from rag.support.profile import Profile
from rag.support.reading import profile_from_text
from rag.support.reply import Absent, Check, Fit, Match, NeedGroup, SupportReply

__all__ = [
    "Absent",
    "Check",
    "Fit",
    "Match",
    "NeedGroup",
    "Profile",
    "SupportFinder",
    "SupportReply",
    "looks_like_support_question",
    "profile_from_text",
]
