"""The frame of every page: menus, colours, keys, title, and what it works without."""

import re

import pytest

from tam.web import frames


@pytest.fixture
def reader(frame_only, house, browser_of):
    return browser_of(house.representative)


def html(response):
    return response.content.decode()


def test_the_title_is_the_heading_and_escaped_in_both(reader):
    text = html(reader.get("/desk/"))
    assert "<title>Robot &lt;stops&gt; &amp; waits · SpectraGuard TAM</title>" in text
    assert "<h1>Robot &lt;stops&gt; &amp; waits</h1>" in text


@pytest.mark.parametrize("frame", ["desk", "portal"])
def test_the_menu_leads_everywhere_and_says_where_the_reader_is(reader, frame):
    text = html(reader.get(f"/{frame}/cases/", {"frame": frame}))
    for place in frames.MENUS[frame]:
        assert f"<span>{place.word}</span>" in text
    assert re.findall(r'data-key="(\w)"\s+aria-current="page"', text) == ["c"]


def test_a_page_below_a_place_belongs_to_it_but_not_to_the_start(reader):
    text = html(reader.get("/desk/cases/7/"))
    assert re.findall(r'data-key="(\w)"\s+aria-current="page"', text) == ["c"]


def test_the_keys_of_a_frame_are_distinct():
    for places in frames.MENUS.values():
        assert len({place.key for place in places}) == len(places)


def test_colours_come_from_the_cookie_and_else_from_the_system(reader):
    assert 'data-theme="system"' in html(reader.get("/desk/"))
    reader.post("/look/", {"theme": "dark", "next": "/desk/"})
    assert re.search(r'data-theme="dark"\s+data-bs-theme="dark"', html(reader.get("/desk/")))
    reader.cookies["theme"] = '"><script>'
    assert 'data-theme="system"' in html(reader.get("/desk/"))


def test_single_keys_can_be_switched_off(reader):
    assert "data-keys" not in html(reader.get("/desk/"))
    reader.post("/look/", {"keys": "off", "next": "/desk/"})
    assert 'data-keys="off"' in html(reader.get("/desk/"))


def test_a_choice_goes_back_to_our_own_page_alone(reader):
    there = "/desk/cases/?state=open"
    assert reader.post("/look/", {"theme": "dark", "next": there})["Location"] == there
    for elsewhere in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:1",
        "me/",
    ):
        answer = reader.post("/look/", {"theme": "dark", "next": elsewhere})
        assert answer["Location"] == "/", elsewhere


def test_a_choice_that_does_not_exist_is_not_kept(reader):
    assert not reader.post("/look/", {"theme": "pink", "keys": "x"}).cookies
    assert reader.get("/look/").status_code == 405


def test_cookies_of_the_look_are_not_for_scripts(reader):
    cookie = reader.post("/look/", {"theme": "dark"}).cookies["theme"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_every_script_is_a_file_of_ours_and_nothing_is_inline(reader):
    text = html(reader.get("/desk/"))
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r'\sstyle="', text)
    assert not re.search(r'\son\w+="', text)
    assert {src.split("/")[1] for src in re.findall(r'(?:src|href)="(/static[^"]*)"', text)} == {
        "static"
    }
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)


def test_skip_link_main_and_log_out_are_there(reader):
    text = html(reader.get("/desk/"))
    assert text.index('href="#main"') < text.index('id="main"')
    assert re.search(r'<form method="post" action="/logout/">', text)


def test_the_policy_forbids_inline_script_objects_and_frames(reader):
    policy = reader.get("/desk/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy


def test_pages_are_kept_by_no_cache_and_carry_a_request_id(reader):
    first, second = reader.get("/desk/"), reader.get("/desk/")
    assert first["Cache-Control"] == "no-store"
    assert re.fullmatch(r"[0-9a-f]{32}", first["X-Request-Id"])
    assert first["X-Request-Id"] != second["X-Request-Id"]
    said = reader.get("/desk/", headers={"X-Request-Id": "mine"})
    assert said["X-Request-Id"] != "mine"


def test_the_start_sends_each_side_home(frame_only, house, browser_of):
    assert browser_of(house.representative).get("/")["Location"] == "/desk/"
    assert browser_of(house.manager).get("/")["Location"] == "/desk/"
    assert browser_of(house.customer).get("/")["Location"] == "/portal/"


def test_somebody_without_a_role_is_told_so(frame_only, house, browser_of):
    from tam.apps.people import services  # noqa: PLC0415 - Django is ready only now
    from tam.domain.principals import system  # noqa: PLC0415

    new = services.NewPerson("new@example.com", "New Person", "UTC")
    person = services.add_person(new=new, at=house.now, by=system("test"))
    answer = browser_of(person).get("/")
    assert answer.status_code == 200
    assert "You have no role yet" in html(answer)


def test_the_start_asks_a_stranger_to_log_in(client, db):
    assert client.get("/")["Location"] == "/login/?next=/"
