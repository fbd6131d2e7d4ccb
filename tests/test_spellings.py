"""Names and numbers are found in every way in which people write them."""

from __future__ import annotations

import pytest

from docket.model.spellings import all_spellings, numbers_in, spellings


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("2:25-cv-05605", "25-cv-05605"),
        ("2:25-cv-05605", "25-cv-5605"),
        ("1:25-cv-03183-RBJ", "1:25-cv-03183"),
        ("25-cv-1756", "25-cv-01756"),
        ("SB 54", "SB54"),
        ("SB54", "SB 54"),
        ("US Court of Appeals for the Ninth Circuit", "US Court of Appeals for the 9th Circuit"),
        ("9th Cir.", "Ninth Cir."),
        ("Eleventh Circuit", "11th Circuit"),
        ("U.S. Marshals Service", "US Marshals Service"),
    ],
)
def test_a_name_is_known_in_its_other_spellings(name, other):
    assert spellings(name)[0] == name
    assert other in spellings(name)


@pytest.mark.parametrize(
    "name", ["Portland", "2025CV32001", "25A169", "Executive Order No. 12", "of 2017", "Sixthly"]
)
def test_a_name_without_another_spelling_stays_alone(name):
    assert spellings(name) == (name,)


def test_a_list_of_numbers_is_found_by_each_of_them():
    assert numbers_in("HB 511; SB 62") == ("HB 511; SB 62", "HB 511", "SB 62")
    assert numbers_in("Act 399 (SB 15)") == ("Act 399 (SB 15)", "Act 399", "SB 15")
    assert numbers_in("Portland, Oregon") == ("Portland, Oregon",)


def test_spellings_of_several_names_come_once():
    assert all_spellings(["SB 54", "SB54"]) == ("SB 54", "SB54")
