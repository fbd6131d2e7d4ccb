from xml.etree import ElementTree

from builders import settings
from docket.exports.sitemap import sitemap
from reading import by_path

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(file):
    return [element.text for element in ElementTree.fromstring(file.content).iter(f"{SITEMAP}loc")]


def test_every_page_is_named_once_in_order_by_its_whole_address():
    files = by_path(sitemap(["places/b/", "", "places/a/", "places/b/"], settings()))
    root = ElementTree.fromstring(files["sitemap.xml"].content)
    assert root.tag == f"{SITEMAP}urlset"
    assert locations(files["sitemap.xml"]) == [
        "https://docket.test/",
        "https://docket.test/places/a/",
        "https://docket.test/places/b/",
    ]


def test_letters_that_addresses_do_not_have_are_escaped():
    assert locations(next(sitemap(["places/niño & co/"], settings()))) == [
        "https://docket.test/places/ni%C3%B1o%20%26%20co/"
    ]


def test_more_pages_than_one_file_may_hold_are_shared_out_under_an_index():
    files = by_path(sitemap([f"p/{number}/" for number in range(5)], settings(), limit=2))
    assert ElementTree.fromstring(files["sitemap.xml"].content).tag == f"{SITEMAP}sitemapindex"
    assert locations(files["sitemap.xml"]) == [
        f"https://docket.test/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    shared = [found for number in (1, 2, 3) for found in locations(files[f"sitemap-{number}.xml"])]
    assert shared == [f"https://docket.test/p/{number}/" for number in range(5)]
