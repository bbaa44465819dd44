"""What an accessibility engine says of a page."""

from __future__ import annotations

import pytest


def violations(page) -> list[str]:
    """What an accessibility engine finds wrong with a page as it stands."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    result = axe.run(page).response
    assert len(result["passes"]) > 20
    return [f"{v['impact']} {v['id']}: {v['nodes'][0]['html']}" for v in result["violations"]]
