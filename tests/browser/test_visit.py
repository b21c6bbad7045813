"""A visit, as people make it: sign in, look at the map, click, change the language, follow a link."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
PEOPLE = [
    "pm_office",
    "controller",
    "minister_of_labour",
    "minister_of_emergencies",
    "akimat_karaganda",
    "akimat_mangystau",
    "inspector_ulytau",
]
SCREEN_COUNT = 8
QUESTION = {"en": "How is each figure made, from what,", "kk": "Әр көрсеткіш қалай және неден есептеледі"}


@pytest.mark.parametrize("person", PEOPLE[3::3])
def test_each_person_signs_in_by_a_click_and_reaches_the_overview(visitor: Visitor, person: str) -> None:
    visitor.open("/", lang="en")
    expect(visitor.page.locator(".people a")).to_have_count(len(PEOPLE))

    visitor.page.locator(f'.people a[href*="{person}"]').click()

    visitor.sees("What changed, and what needs a decision?").settled()
    assert (visitor.errors, visitor.abroad) == ([], [])


def test_a_deep_link_shows_only_the_sign_in_to_a_stranger(visitor: Visitor) -> None:
    visitor.open("/injuries", lang="en")

    visitor.sees("Sign in to see hazardous facilities").has_no('[data-testid="stTopNavLink"], [data-testid="stDataFrame"], canvas')


def test_the_sign_in_leads_to_the_address_asked_for(visitor: Visitor) -> None:
    visitor.open("/injuries", lang="en", as_of="2026-10-31")

    visitor.page.locator('.people a[href*="pm_office"]').click()

    visitor.sees("Are injuries falling").is_at("/injuries", "as_of=2026-10-31")


def test_the_language_changes_by_a_click_and_stays_in_the_address(visitor: Visitor) -> None:
    visitor.open("/methods", "pm_office", lang="en").sees(QUESTION["en"])

    visitor.page.get_by_text("Қаз", exact=True).click()

    visitor.sees(QUESTION["kk"]).is_at("lang=kk")


def test_signing_out_ends_it(visitor: Visitor) -> None:
    visitor.open("/methods", "pm_office", lang="en").sees(QUESTION["en"])

    visitor.page.goto(visitor.server + "/sign-out")
    visitor.open("/methods", lang="en")

    visitor.sees("Sign in to see hazardous facilities")


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/\\example.org/", "javascript:alert(1)"])
def test_the_sign_in_never_leads_to_another_host(visitor: Visitor, elsewhere: str) -> None:
    answer = visitor.page.request.get(f"{visitor.server}/sign-in/pm_office", params={"next": elsewhere}, max_redirects=0)

    assert answer.headers["location"] == "/"


def test_the_demonstration_sign_in_refuses_whoever_comes_through_a_proxy(visitor: Visitor) -> None:
    answer = visitor.page.request.get(f"{visitor.server}/sign-in/pm_office", headers={"X-Forwarded-For": "203.0.113.7"}, max_redirects=0)

    assert answer.status == 403


def test_health_tells_what_is_served(visitor: Visitor) -> None:
    ready = visitor.page.request.get(visitor.server + "/health/ready").json()

    assert ready["status"] == "ready"
    assert ready["as_of"] == "2026-10-31"
    assert 2900 < ready["facilities"] <= 3000
    assert visitor.page.request.get(visitor.server + "/health/live").json() == {"status": "live"}


@pytest.mark.parametrize(("language", "words"), [("kk", "Мұндай экран жоқ"), ("ru", "Такого экрана нет"), ("en", "No such screen")])
def test_an_address_where_nothing_stands_says_so_and_leads_to_the_screens(visitor: Visitor, language: str, words: str) -> None:
    visitor.open("/map/nowhere", lang=language).has_no("[role=dialog]")
    visitor.page.locator('.people a[href*="akimat_karaganda"]').click()

    visitor.sees(words).has_no("[role=dialog]")
    links = visitor.page.locator('[data-testid="stMain"] [data-testid="stPageLink-NavLink"]')
    expect(links).to_have_count(SCREEN_COUNT)
    links.first.click()

    visitor.is_at(f"/?lang={language}").has_no("[role=dialog]")
