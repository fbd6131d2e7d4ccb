"""A patch makes the new value of the old one, to the type and the order of every entry."""

from __future__ import annotations

import marshal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docket.patches import patch, patched

LEAVES = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, 1.0, "", "a", "b", b"a"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(st.sampled_from("abcdef"), inner), max_leaves=20)


@given(VALUES, VALUES)
def test_a_patch_makes_the_new_value_of_the_old_one(old, new):
    before = repr(old)
    assert repr(patched(old, patch(old, new))) == repr(new)
    assert repr(old) == before


@given(VALUES, VALUES)
def test_a_patch_can_be_kept(old, new):
    assert repr(patched(old, marshal.loads(marshal.dumps(patch(old, new))))) == repr(new)


@given(VALUES)
def test_what_is_the_same_needs_no_patch(value):
    assert patch(value, marshal.loads(marshal.dumps(value))) is None


@pytest.mark.parametrize(
    ("new", "parts"),
    [
        ({"a": 1, "b": 2, "c": 3}, 0), ({"a": 1, "b": 5, "c": 3}, 1), ({"a": 1, "c": 3}, 1), ({"z": 0, "a": 1, "b": 2, "c": 3}, 1),
        ({"a": 1, "x": 8, "y": 9, "b": 2, "c": 3, "z": 7}, 3),
    ],
)  # fmt: skip
def test_of_a_dict_only_what_changed_is_in_the_patch(new, parts):
    change = patch({"a": 1, "b": 2, "c": 3}, new)
    _, changed, added, gone = change or (None, {}, {}, [])
    assert len(changed) + sum(map(len, added.values())) + len(gone) == parts
    assert list(patched({"a": 1, "b": 2, "c": 3}, change).items()) == list(new.items())
