"""Bring the front-end files from npm into `src/tam/web/static/vendor/`, with a manifest.

Development time only: running the product needs neither Node nor npm. Each package is fetched at
a pinned version; of it only the files named here are kept, and `manifest.json` says for each file
its package, version, licence and sha256. Source map references go, for we ship no maps. Of the
icons one sprite is built that holds those named in `tools/icons.txt` and no other.
    python3 tools/vendor.py          fetch and write
    python3 tools/vendor.py --check  compare the files that are there with the manifest
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "tam" / "web" / "static" / "vendor"
MANIFEST = TARGET / "manifest.json"

TABLER, ICON_SET, INTER = "@tabler/core", "@tabler/icons", "@fontsource-variable/inter"
VERSIONS = {TABLER: "1.6.1", ICON_SET: "3.52.0", INTER: "5.3.0"}
LICENCES = {TABLER: "MIT", ICON_SET: "MIT", INTER: "OFL-1.1"}
KEPT = {
    TABLER: {"dist/css/tabler.min.css": "tabler.min.css"},
    INTER: {
        "LICENSE": "inter/LICENSE.txt",
        **{
            f"files/inter-{part}-wght-normal.woff2": f"inter/inter-{part}.woff2"
            for part in ("latin", "latin-ext", "greek", "cyrillic")
        },
    },
    ICON_SET: {"LICENSE": "icons-LICENSE.txt"},
}
ICONS = (ROOT / "tools" / "icons.txt").read_text("utf-8").split()
SYMBOL = re.compile(r"<svg[^>]*>(.*?)</svg>", re.DOTALL)
MAP_REFERENCE = re.compile(rb"\s*/\*# sourceMappingURL=[^*]*\*/\s*|//# sourceMappingURL=\S*\s*")


def fetch(package: str, folder: Path) -> Path:
    """Fetch one package at its version and return the folder of its unpacked files."""
    place = folder / package.replace("/", "-").strip("@")
    place.mkdir()
    wanted = f"{package}@{VERSIONS[package]}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(place), wanted]
    subprocess.run(command, check=True, cwd=place, stdout=subprocess.DEVNULL)  # noqa: S603 - names above
    with tarfile.open(next(place.glob("*.tgz"))) as bundle:
        bundle.extractall(place, filter="data")
    return place / "package"


def cleaned(data: bytes) -> bytes:
    """A file without its reference to a source map, ending in one line break."""
    return MAP_REFERENCE.sub(b"\n", data).rstrip() + b"\n"


def symbol(name: str, folder: Path) -> str:
    """One icon as a symbol; a name ending in `-filled` is the filled shape."""
    filled = name.endswith("-filled")
    kind = "filled" if filled else "outline"
    place = folder / "icons" / kind / f"{name.removesuffix('-filled')}.svg"
    found = SYMBOL.search(place.read_text("utf-8")) if place.exists() else None
    if not found:
        sys.exit(f"vendor: the package has no usable icon {name}; mend tools/icons.txt.")
    shapes = re.sub(r"\s+", " ", found[1]).replace(" />", "/>").replace("> <", "><").strip()
    paint = 'fill="currentColor"' if filled else 'fill="none" stroke="currentColor"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {paint}>{shapes}</symbol>'


def sprite(folder: Path) -> bytes:
    """All icons in use as one file of symbols."""
    body = "\n".join(symbol(name, folder) for name in sorted(set(ICONS)))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'.encode()


def bring() -> dict[str, tuple[str, bytes]]:
    """Every file to keep: its name under `vendor/`, its package, its bytes."""
    files: dict[str, tuple[str, bytes]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for package in VERSIONS:
            sys.stdout.write(f"vendor: {package} {VERSIONS[package]}\n")
            folder = fetch(package, Path(temporary))
            for source, name in KEPT[package].items():
                data = (folder / source).read_bytes()
                files[name] = (package, data if name.endswith("woff2") else cleaned(data))
            if package == ICON_SET:
                files["icons.svg"] = (package, sprite(folder))
    return files


def write(files: dict[str, tuple[str, bytes]]) -> None:
    """Write the files and the manifest; what is no longer named is removed."""
    entries = {}
    for name, (package, data) in sorted(files.items()):
        place = TARGET / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        entries[name] = {
            "package": package,
            "version": VERSIONS[package],
            "licence": LICENCES[package],
            "sha256": hashlib.sha256(data).hexdigest(),
        }
    for place in TARGET.rglob("*"):
        name = place.relative_to(TARGET).as_posix()
        if place.is_file() and place != MANIFEST and name not in entries:
            place.unlink()
    MANIFEST.write_text(json.dumps(entries, indent=2) + "\n", "utf-8")


def check() -> None:
    """Stop with the names of files that are not as the manifest says."""
    entries = json.loads(MANIFEST.read_text("utf-8"))
    there = {
        place.relative_to(TARGET).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in TARGET.rglob("*")
        if place.is_file() and place != MANIFEST
    }
    said = {name: entry["sha256"] for name, entry in entries.items()}
    wrong = sorted(name for name in there.keys() | said.keys() if there.get(name) != said.get(name))
    if wrong:
        sys.exit(f"vendor: not as the manifest says: {', '.join(wrong)}")


def main() -> None:
    """Fetch and write, or compare."""
    words = argparse.ArgumentParser(description="Front-end files from npm, with a manifest.")
    words.add_argument("--check", action="store_true", help="compare files with the manifest")
    if words.parse_args().check:
        check()
    else:
        write(bring())


if __name__ == "__main__":
    main()
