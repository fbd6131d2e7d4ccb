"""The builders' own promise: what they make is valid, so that a failing test is about what it
tests."""

import pytest
from jsonschema import Draft202012Validator

from builders import kinds, small_library


@pytest.mark.parametrize("record", list(small_library()), ids=lambda record: record.id)
def test_every_built_record_is_valid_by_its_kinds_schema(record):
    errors = [
        error.message for error in Draft202012Validator(record.kind.schema).iter_errors(record.data)
    ]
    assert errors == []


def test_the_small_library_has_a_record_of_every_kind():
    assert all(small_library().of_kind(kind.name) for kind in kinds())
