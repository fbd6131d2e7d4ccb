"""Real builds, killed while they publish, with another input for the next build: what is removed
from the records is removed from the site. `python tests/crash_points.py` tries every point."""

from __future__ import annotations

import pytest

from crash_points import Trial, chosen
from projects import make_site_project


@pytest.mark.parametrize("cold", [False, True], ids=["edit", "first build"])
def test_after_a_build_killed_while_it_publishes_the_next_is_a_clean_one(cold, tmp_path):
    trial = Trial(make_site_project(tmp_path / "project"), cold)
    points = chosen(trial.operations)
    assert [trial.wrong_after(point) for point in dict.fromkeys(points)] == [[]] * len({*points})
