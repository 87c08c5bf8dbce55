"""Bring the fonts of the PDF from npm into `src/tam/adapters/pdf/fonts/`, with a manifest.

Development time only. The web's fonts (`tools/vendor.py`) are split by script and compressed, which
the typesetter does not read; these are the whole static cuts of the same family.
    python3 tools/fonts.py          fetch and write
    python3 tools/fonts.py --check  compare the files that are there with the manifest
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "tam" / "adapters" / "pdf" / "fonts"
MANIFEST = TARGET / "manifest.json"
PACKAGE, VERSION, LICENCE = "@expo-google-fonts/inter", "0.4.2", "OFL-1.1"
KEPT = {
    "400Regular/Inter_400Regular.ttf": "Inter-Regular.ttf",
    "600SemiBold/Inter_600SemiBold.ttf": "Inter-SemiBold.ttf",
    "LICENSE_FONT": "OFL.txt",
}


def bring() -> dict[str, bytes]:
    """Every file to keep: its name and its bytes."""
    with tempfile.TemporaryDirectory() as temporary:
        command = ["npm", "pack", "--silent", "--pack-destination", temporary]
        subprocess.run([*command, f"{PACKAGE}@{VERSION}"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - names above
        with tarfile.open(next(Path(temporary).glob("*.tgz"))) as bundle:
            bundle.extractall(temporary, filter="data")
        package = Path(temporary) / "package"
        return {name: (package / source).read_bytes() for source, name in KEPT.items()}


def write(files: dict[str, bytes]) -> None:
    """Write the files and the manifest."""
    TARGET.mkdir(parents=True, exist_ok=True)
    entries = {}
    for name, data in sorted(files.items()):
        (TARGET / name).write_bytes(data)
        entries[name] = {
            "package": PACKAGE,
            "version": VERSION,
            "licence": LICENCE,
            "sha256": hashlib.sha256(data).hexdigest(),
        }
    MANIFEST.write_text(json.dumps(entries, indent=2) + "\n", "utf-8")


def check() -> None:
    """Stop with the names of files that are not as the manifest says."""
    entries = json.loads(MANIFEST.read_text("utf-8"))
    there = {
        place.name: hashlib.sha256(place.read_bytes()).hexdigest()
        for place in TARGET.iterdir()
        if place != MANIFEST
    }
    said = {name: entry["sha256"] for name, entry in entries.items()}
    wrong = sorted(name for name in there.keys() | said.keys() if there.get(name) != said.get(name))
    if wrong:
        sys.exit(f"fonts: not as the manifest says: {', '.join(wrong)}")


def main() -> None:
    """Fetch and write, or compare."""
    words = argparse.ArgumentParser(description="Fonts of the PDF from npm, with a manifest.")
    words.add_argument("--check", action="store_true", help="compare files with the manifest")
    if words.parse_args().check:
        check()
    else:
        write(bring())


if __name__ == "__main__":
    main()
