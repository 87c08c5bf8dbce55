"""What we ship of others: as the manifest says, without traces of where it came from."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.core.management import call_command

from tam.web import signs
from tam.web.templatetags import tam

WEB = Path(tam.__file__).parents[1]
VENDOR = WEB / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
LIMIT = 1_000_000


def files():
    return {
        place.relative_to(VENDOR).as_posix(): place
        for place in VENDOR.rglob("*")
        if place.is_file() and place.name != "manifest.json"
    }


def test_every_file_is_the_one_of_the_manifest():
    assert {
        name: hashlib.sha256(place.read_bytes()).hexdigest() for name, place in files().items()
    } == {name: entry["sha256"] for name, entry in MANIFEST.items()}


def test_every_file_has_package_version_and_a_free_licence():
    for entry in MANIFEST.values():
        assert entry["package"]
        assert re.fullmatch(r"\d+\.\d+\.\d+", entry["version"])
        assert entry["licence"] in {"MIT", "OFL-1.1"}


def test_the_whole_is_light():
    assert sum(place.stat().st_size for place in files().values()) < LIMIT


def test_nothing_refers_to_a_source_map_or_loads_from_elsewhere():
    for place in [*files().values(), *(WEB / "static" / "tam").iterdir()]:
        data = place.read_bytes()
        assert b"sourceMappingURL" not in data, place
        if place.suffix == ".css":
            assert not re.search(rb"(?:url\(\s*['\"]?|@import\s+['\"])(?:https?:)?//", data), place


def test_every_icon_in_use_is_in_the_sprite():
    shapes = set(re.findall(r'<symbol id="([^"]+)"', (VENDOR / "icons.svg").read_text("utf-8")))
    used = {sign.icon for table in signs.SIGNS.values() for sign in table.values()}
    for template in TEMPLATES:
        text = template.read_text("utf-8")
        used |= set(re.findall(r'{% icon "([^"]+)"', text))
        used |= set(re.findall(r'<c-[^>]*\sicon="([^"{]+)"', text))
    assert used <= shapes


def test_every_file_a_template_names_is_there():
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r"{% static ['\"]([^'\"]+)", template.read_text("utf-8"))
    }
    assert named
    assert [name for name in sorted(named) if not find(name)] == []


def test_no_template_has_inline_style_or_script():
    for template in TEMPLATES:
        text = re.sub(
            r"{% comment %}.*?{% endcomment %}", "", template.read_text("utf-8"), flags=re.DOTALL
        )
        assert not re.search(r"\sstyle=", text), template
        assert not re.search(r"<style", text), template
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), template
        assert not re.search(r"\son[a-z]+=", text), template


@pytest.mark.slow
def test_the_files_can_be_collected_with_their_hashes(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "svg", "json", "woff2"]  # seconds
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    names = json.loads((tmp_path / "staticfiles.json").read_text("utf-8"))["paths"]
    assert names["vendor/icons.svg"] != "vendor/icons.svg"
    styles = (tmp_path / names["tam/tam.css"]).read_text("utf-8")
    assert f"../{names['vendor/inter/inter-latin.woff2']}" in styles


def test_every_component_is_in_the_reference():
    text = (Path(__file__).parents[2] / "docs" / "reference" / "pages.md").read_text("utf-8")
    described = set(re.findall(r"`c-([a-z]+)`", text))
    assert described == {template.stem for template in (WEB / "templates" / "cotton").iterdir()}
