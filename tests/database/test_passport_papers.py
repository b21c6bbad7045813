"""The passport's papers, devices and scores, and the search that leads to it."""

from datetime import date, timedelta

import pytest

from queries import passport
from tests import rows
from tests.rows import DAY
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")
A_DAY = timedelta(days=1)


def permit(facility_id: int, valid_from: date, valid_to: date, known_on: date = date(2020, 1, 1)) -> None:
    """A contract with a rescue service."""
    rows.insert(
        "permit", facility_id=facility_id, region_code="35", kind_code="rescue_contract", number=f"until {valid_to}",
        valid_from=valid_from, valid_to=valid_to, known_on=known_on, **rows.origin(),
    )  # fmt: skip


def rescue_contract(facility_id: int) -> dict:
    """What the passport says of it on DAY."""
    found = passport.permits(PM_OFFICE, DAY, facility_id=facility_id)
    return found[found["kind_code"] == "rescue_contract"].to_dict("records")[0]


def employer(name_en: str) -> str:
    """An employer whose BIN has the right control digit; returns the BIN."""
    stem = "20014000001"
    (digit,) = rows.run("SELECT bin_control_digit(%s)", stem + "0")[0]
    values = {"name_kk": "Кәсіпорын", "name_ru": "Предприятие", "activity_code": "B", "region_code": "35"}
    bin_number = f"{stem}{digit}"
    rows.insert("employer", bin=bin_number, name_en=name_en, known_on=date(2020, 1, 1), **values, **rows.origin())
    return bin_number


def names(viewer: object, sought: str) -> list[str]:
    """English names of what the search finds."""
    rows.searchable()
    return list(passport.found(viewer, DAY, sought=sought)["name_en"])


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "state"),
    [
        (DAY, DAY + A_DAY, "valid"),  # first valid day
        (DAY - A_DAY, DAY, "valid"),  # last valid day
        (DAY - 2 * A_DAY, DAY - A_DAY, "lapsed"),
        (DAY + A_DAY, DAY + 2 * A_DAY, "not_yet"),
    ],
)
def test_a_permit_is_valid_on_both_its_end_days(valid_from: date, valid_to: date, state: str) -> None:
    facility_id = rows.facility()
    permit(facility_id, valid_from, valid_to)

    assert rescue_contract(facility_id)["state"] == state


def test_the_valid_permit_counts_before_older_and_coming_ones_and_an_unknown_kind_says_none() -> None:
    facility_id = rows.facility()
    for shift in (-400, 0, 400):
        permit(facility_id, DAY + (shift - 100) * A_DAY, DAY + (shift + 100) * A_DAY)

    assert rescue_contract(facility_id)["number"] == f"until {DAY + 100 * A_DAY}"
    states = passport.permits(PM_OFFICE, DAY, facility_id=facility_id).set_index("kind_code")["state"]
    assert dict(states[states != "valid"]) == dict.fromkeys(
        ["liability_insurance", "accident_insurance", "attestation", "training", "risk_assessment"], "none"
    )


def test_a_permit_not_known_yet_does_not_count() -> None:
    facility_id = rows.facility()
    permit(facility_id, DAY, DAY, known_on=DAY + A_DAY)

    assert rescue_contract(facility_id)["state"] == "none"


@pytest.mark.parametrize(
    ("made_on", "is_beyond"),
    [(date(2016, 10, 31), True), (date(2016, 11, 1), False)],  # ten years end on DAY, and the day after
)
def test_a_device_is_beyond_its_service_life_from_the_day_it_ends(made_on: date, is_beyond: bool) -> None:
    facility_id = rows.facility()
    rows.device(facility_id, made_on, 10, expertise_valid_to=DAY)

    found = passport.devices(PM_OFFICE, DAY, facility_id=facility_id).to_dict("records")[0]

    assert found["is_beyond_service_life"] == is_beyond
    assert found["is_expertise_valid"]


def test_a_device_taken_away_by_the_day_is_not_listed() -> None:
    facility_id = rows.facility()
    rows.device(facility_id, date(2000, 1, 1), 10, removed_on=DAY)

    assert passport.devices(PM_OFFICE, DAY, facility_id=facility_id).empty
    assert len(passport.devices(PM_OFFICE, DAY - A_DAY, facility_id=facility_id)) == 1


def test_the_score_is_that_of_the_last_run_on_or_before_the_day() -> None:
    facility_id = rows.facility(is_declaration_required=False)
    rows.score(date(2026, 9, 30))
    rows.run("UPDATE facility SET is_declaration_required = true WHERE facility_id = %s", facility_id)
    rows.score(DAY)

    assert passport.score(PM_OFFICE, date(2026, 9, 29), facility_id=facility_id) is None
    assert passport.score(PM_OFFICE, DAY - A_DAY, facility_id=facility_id)["safety_degree"] == "not_high"
    assert passport.score(PM_OFFICE, DAY, facility_id=facility_id)["safety_degree"] == "high"
    over_time = passport.score_over_time(PM_OFFICE, DAY, facility_id=facility_id)
    assert list(over_time["safety_degree"]) == ["not_high", "high"]
    assert list(over_time["shown_to"]) == [DAY, DAY]
    assert len(passport.score_over_time(PM_OFFICE, DAY - A_DAY, facility_id=facility_id)) == 1


def test_the_rules_are_those_of_the_day_of_scoring() -> None:
    rows.score(date(2025, 12, 31))

    def regime(as_of: date) -> str:
        return passport.rules(PM_OFFICE, as_of).set_index("law")["regime"]["industrial_safety"]

    assert regime(date(2026, 1, 15)) == "points"  # the last scoring still stood on the old rule
    rows.score(date(2026, 1, 31))
    assert regime(date(2026, 1, 31)) == "rule"


def test_a_facility_is_found_by_its_names_its_address_its_owner_and_its_numbers() -> None:
    bin_number = employer("Steel works JSC")
    rows.facility(
        name_kk="Қазандық", name_ru="Котельная", name_en="Boiler plant", address="Abai street 1", bin=bin_number,
        source_key="K-77",
    )  # fmt: skip
    rows.facility(name_en="Another")

    for sought in ("қазан", "КОТЕЛЬ", "boiler", "abai", "steel works", bin_number, "K-77"):
        assert names(PM_OFFICE, sought) == ["Boiler plant"], sought
    assert names(PM_OFFICE, "nothing such") == []


@pytest.mark.parametrize("sign", ["%", "_", "\\"])
def test_a_sign_of_patterns_only_parts_words(sign: str) -> None:
    rows.facility(name_en="Without")
    rows.facility(name_en=f"With{sign}sign")

    assert names(PM_OFFICE, f"with {sign} sign") == names(PM_OFFICE, f"sign{sign}with") == [f"With{sign}sign"]
    assert names(PM_OFFICE, sign) == []


def test_the_search_ends_at_the_border_of_the_viewers_region() -> None:
    rows.facility(region_code="35", name_en="Boiler in Karaganda")
    rows.facility(region_code="47", point=(51.2, 43.6), name_en="Boiler in Mangystau")

    assert names(KARAGANDA, "boiler") == ["Boiler in Karaganda"]
    assert names(MANGYSTAU, "boiler") == ["Boiler in Mangystau"]
    assert len(names(PM_OFFICE, "boiler")) == 2


def test_what_begins_with_the_words_comes_first_and_fifty_are_enough() -> None:
    for place in range(51):
        rows.facility(name_ru=f"А {place:02} котёл")
    rows.facility(name_ru="Котёл", name_en="First")

    found = names(PM_OFFICE, "котёл")

    assert len(found) == 50
    assert found[0] == "First"
