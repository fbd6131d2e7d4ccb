"""Every form of date that a record may have can be built, and is shown in words on its page."""

from __future__ import annotations

import json
import re

from builders import directive, step
from docket.model import edtf
from pelican_run import pelican
from projects import SCHEMAS, make_site_project


def test_a_record_with_every_form_of_date_in_contributing_is_built_and_shows_it_in_words(tmp_path):
    project = make_site_project(tmp_path / "project")
    text = (SCHEMAS.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("## Dates")[2].partition("| These are refused")[0]
    forms = re.findall('`"?([0-9.][^"`]*)"?`', table)
    assert len(forms) > 15
    steps = [step("2024-01-01", "signed"), *(step(form, "amended") for form in forms)]
    record = directive("many-dates", steps=steps)
    file = project / "data" / "directives" / "many-dates.yaml"
    file.write_text(json.dumps(record, indent=1), encoding="utf-8")
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (project / "output" / "directives" / "many-dates" / "index.html").read_text("utf-8")
    for form in forms:
        assert edtf.english(form) in page, form
