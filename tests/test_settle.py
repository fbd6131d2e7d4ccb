"""An index comes out the same in whatever order Pagefind wrote the values of its filters."""

from __future__ import annotations

import gzip
import itertools
from typing import Any

import cbor2

from docket_search.settle import settled

VALUES = (["Oregon", [2, 1]], ["Texas", [0]], ["Ohio", [3]])


def packed(value: Any) -> bytes:
    return gzip.compress(b"pagefind_dcd" + cbor2.dumps(value))


def unpacked(content: bytes) -> Any:
    return cbor2.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))


def index(values, filters=(("place", "en_aaaaaaa"), ("kind", "en_bbbbbbb"))) -> dict[str, bytes]:
    """The files of an index with two filters."""
    meta = ["1.5.2", [["en_page", 7]], [["a", "z", "en_words"]], [list(one) for one in filters], []]
    return {
        "filter/en_aaaaaaa.pf_filter": packed(["place", list(values)]),
        "filter/en_bbbbbbb.pf_filter": packed(["kind", [["Courts", [0]]]]),
        "fragment/en_page.pf_fragment": b"as it is",
        "pagefind.en_ccccccc.pf_meta": packed(meta),
        "pagefind-entry.json": b'{"languages":{"en":{"hash":"en_ccccccc"}}}',
    }


def test_every_order_of_values_and_filters_gives_the_same_files():
    names = (("place", "en_aaaaaaa"), ("kind", "en_bbbbbbb"))
    made = [
        settled(index(values, filters))
        for values in itertools.permutations(VALUES)
        for filters in itertools.permutations(names)
    ]
    assert all(one == made[0] for one in made)


def test_names_lead_from_the_entry_to_the_filters_and_their_values():
    files = settled(index(VALUES))
    meta = next(path for path in files if path.endswith(".pf_meta"))
    assert (
        meta.removeprefix("pagefind.").removesuffix(".pf_meta").encode()
        in files["pagefind-entry.json"]
    )
    filters = dict(unpacked(files[meta])[3])
    assert filters.keys() == {"place", "kind"}
    place = unpacked(files[f"filter/{filters['place']}.pf_filter"])
    assert place == ["place", [["Ohio", [3]], ["Oregon", [1, 2]], ["Texas", [0]]]]


def test_another_value_gives_another_name():
    one, other = settled(index(VALUES)), settled(index(VALUES[:2]))
    assert one.keys() != other.keys()
    assert one["fragment/en_page.pf_fragment"] == b"as it is"
