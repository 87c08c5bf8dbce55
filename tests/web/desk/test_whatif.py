"""What if, at the desk: choosing, the refusal, each case with its difference, mistakes."""

import html
import re

import pytest

WISH = "line=SG-2041%2F1&level={}&first=2026-01-01&last=2026-12-31"


@pytest.fixture
def desk(house, browser_of, time_machine):
    time_machine.move_to("2026-03-04T10:00:00+00:00", tick=False)
    client = browser_of(house.representative)

    def read(query="", status=200, account=house.account):
        answer = client.get(f"/desk/accounts/{account}/what-if/{query}")
        assert answer.status_code == status
        return html.unescape(answer.content.decode())

    return read


def words(page):
    main = page.partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_first_one_chooses_line_level_and_days(desk):
    page = desk()
    assert "SG-2041 line 1: Four Hour On Site, Boulder Data Center" in page
    assert 'value="2025-03-04"' in page
    assert '<option value="expedited_delivery"' not in page
    assert "Case by case" not in page


@pytest.mark.clause("TAM-01")
def test_each_case_shows_both_promises_and_their_difference(desk):
    page = desk("?" + WISH.format("nbd_on_site"))
    said = words(page)
    for text in (
        "Of 6 answers in 2 cases, under Next Business Day On Site: 4 later, 2 promised only",
        "This contract could not be made so: Technical Account Management (TAM) may not stand",
        "1 case of the period on machines that this line is not about is left out.",
        "given, no time stated",
        "staffed at once",
        "is delivered on",
    ):
        assert text in said
    assert '<a href="/desk/clauses/TAM-01/">TAM-01</a>' in page
    assert page.count("#arrow-down") == 4
    assert re.search(r'href="/desk/cases/\d+/">C-\d+ Drive 2', page)


def test_a_level_that_may_stand_is_not_refused(desk):
    assert "could not be made so" not in desk("?" + WISH.format("nbd_on_site_24h_phone"))


def test_a_period_without_cases_says_what_will_appear(desk):
    page = desk("?" + WISH.format("basic").replace("2026", "2020"))
    assert "No case to replay" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (WISH.format("gold"), "Select a valid choice. gold"),
        (WISH.format("phone_uplift_24x7"), "Select a valid choice."),
        (WISH.format("basic").replace("2041", "9999"), "Select a valid choice."),
        (WISH.format("basic").replace("last=2026", "last=2025"), "It is before 2026-01-01"),
        (WISH.format("basic").replace("2026-01-01", "soon"), "Enter a valid date."),
        ("level=basic", "This field is required."),
    ],
)
def test_a_wish_that_cannot_be_says_where(desk, query, said):
    assert said in desk(f"?{query}", 400)


def test_another_customers_account_is_not_there(desk, house):
    desk(status=404, account=house.strangers_account)
