import pytest

from builders import settings
from docket.model.diagnostics import DocketError
from docket.model.settings import make_settings


def test_a_slash_at_the_end_of_the_address_is_dropped():
    assert settings(site_url="https://docket.test/").site_url == "https://docket.test"


def test_an_unknown_name_is_refused_with_the_nearest_known_one():
    with pytest.raises(DocketError, match="no setting 'page_sise', did you mean 'page_size'"):
        settings(page_sise=10)


def test_every_missing_setting_is_named_at_once():
    with pytest.raises(DocketError) as error:
        make_settings({"site_name": "A"})
    assert "site_url is missing" in str(error.value)
    assert "data_licence_url is missing" in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page_size", 0),
        ("page_size", "50"),
        ("page_size", True),
        ("feed_size", -1),
        ("site_url", "docket.test"),
        ("site_url", ""),
        ("site_url", "https://docket .test"),
        ("repository_url", "git@host:x"),
        ("as_of", "November"),
        ("as_of", "20251101"),
        ("author", 7),
        ("site_name", " "),
    ],
)
def test_a_value_of_the_wrong_form_is_refused_by_name(name, value):
    with pytest.raises(DocketError, match=f"settings: {name} must"):
        settings(**{name: value})


def test_what_may_be_left_empty_may_be_left_empty():
    assert settings(repository_url="", author="", as_of=None).repository_url == ""
