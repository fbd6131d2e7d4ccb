"""The report: a problem as text, JSON and annotation."""

from __future__ import annotations

import json

from docket.lint.report import as_annotations, as_json, as_text, summary
from docket.model.diagnostics import Place, Problem


def shown(tmp_path, line, column, width, **changes):
    (tmp_path / "x.yaml").write_text(line + "\n", encoding="utf-8")
    problem = Problem(
        **{
            "code": "a/b",
            "fact": "it is wrong",
            "file": "x.yaml",
            "hint": "mend it",
            "place": Place(1, column, width),
            **changes,
        }
    )
    return as_text([problem], tmp_path).split("\n")


def test_a_problem_is_shown_as_the_design_says(tmp_path):
    assert shown(tmp_path, "  status: in force", 11, 8) == [
        "x.yaml:1:11: error[a/b] it is wrong",
        "  |",
        "1 |   status: in force",
        "  |           ^^^^^^^^ mend it",
        "",
        "1 problem in 1 file.",
        "",
    ]


def test_carets_stand_below_what_they_mean_after_wide_and_combining_characters(tmp_path):
    lines = shown(tmp_path, "漢字 e\u0301: 悪い", 8, 2)
    assert lines[3] == "  | " + " " * 8 + "^^^^ mend it"


def test_a_long_line_is_cut_around_the_fault(tmp_path):
    line = "a" * 200 + "BAD" + "b" * 200
    lines = shown(tmp_path, line, 201, 3)
    text, carets = (
        lines[2].removeprefix("1 | "),
        lines[3].removeprefix("  | ").removesuffix(" mend it"),
    )
    assert len(text) <= 102
    assert text[carets.index("^") : carets.rindex("^") + 1] == "BAD"
    assert text.startswith("…") and text.endswith("…")


def test_nothing_in_a_record_can_steer_the_terminal(tmp_path):
    report = "\n".join(
        shown(tmp_path, "a: \x1b[31mred\u202e\ttab", 4, 3, fact="'\x1b[31m' is wrong", hint="\x07")
    )
    assert "\x1b" not in report and "\u202e" not in report and "\x07" not in report
    assert "1 | a: �[31mred� tab" in report


def test_a_problem_without_place_or_file_is_reported_with_its_hint(tmp_path):
    problem = Problem(
        "load/unknown-folder",
        "this is the folder of no kind",
        "data/topic",
        hint="did you mean 'topics'?",
    )
    assert as_text([problem], tmp_path) == (
        "data/topic: error[load/unknown-folder] this is the folder of no kind\n"
        "  hint: did you mean 'topics'?\n\n1 problem in 1 file.\n"
    )


def test_a_place_after_the_end_of_the_line_still_has_a_caret(tmp_path):
    assert shown(tmp_path, "title:", 7, 1)[2:4] == ["1 | title:", "  |       ^ mend it"]


def test_the_summary_counts_problems_and_files():
    problems = [Problem("a/b", "x", file) for file in ("one", "one", "two")]
    assert summary(problems) == "3 problems in 2 files.\n"
    assert summary([]) == "No problems.\n"


def test_json_holds_what_a_program_needs():
    problems = [
        Problem("a/b", "é", "x.yaml", ("steps", 0), "h", place=Place(2, 3)),
        Problem("c/d", "f", "data/y"),
    ]
    assert json.loads(as_json(problems)) == [
        {
            "file": "x.yaml",
            "line": 2,
            "column": 3,
            "level": "error",
            "code": "a/b",
            "fact": "é",
            "hint": "h",
            "path": ["steps", 0],
        },
        {
            "file": "data/y",
            "line": None,
            "column": None,
            "level": "error",
            "code": "c/d",
            "fact": "f",
            "hint": "",
            "path": [],
        },
    ]


def test_an_annotation_cannot_be_broken_out_of():
    written = as_annotations([Problem("a/b", "x\n::error::y%", "a,b:c.yaml", place=Place(2, 3))])
    assert written == "::error file=a%2Cb%3Ac.yaml,line=2,col=3,title=a/b::x%0A::error::y%25\n"
