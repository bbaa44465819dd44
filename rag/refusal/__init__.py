"""Whether what was found answers the question, and what the plan leaves out if it does not."""

from rag.refusal.judge import Judge, Verdict

__all__ = ["Judge", "Verdict"]
