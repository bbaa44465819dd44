"""Yes/no questions and claims: 是, 不是 or 规划没有这样说 before the clause, where the evidence settles it."""

from rag.premise.leading import with_lead
from rag.premise.verdict import Kind, Premise, PremiseChecker

__all__ = ["Kind", "Premise", "PremiseChecker", "with_lead"]
