from builders import event, settings, small_site
from docket.exports import timeline_json
from reading import by_path, read_json


def timeline(site):
    return read_json(by_path(timeline_json.files(site, settings()))["api/v1/timeline.json"])


def test_every_step_stands_in_order_of_date_with_its_place_on_a_page():
    found = timeline(small_site())
    assert [
        (entry["date"]["edtf"], entry["record"]["id"], entry["code"]) for entry in found["entries"]
    ] == [
        ("2025-07-07", "park-operation", "occurred"),
        ("2025-07-11", "executive-directive-12", "signed"),
        ("2025-08", "city-v-state", "filed"),
        ("2025-09-19", "city-v-state", "injunction-granted"),
    ]
    assert found["entries"][3]["url"] == "https://docket.test/challenges/city-v-state/#step-2"
    assert found["count"] == 4


def test_withdrawn_records_are_left_out():
    gone = event("gone", withdrawn={"date": "2025-10-01", "reason": "Wrong."})
    assert "gone" not in [
        entry["record"]["id"] for entry in timeline(small_site(events=[gone]))["entries"]
    ]
