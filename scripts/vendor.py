"""Fetch the third-party assets at their pinned versions, and write the table of their licences."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "assets/vendor/LICENSES.md"


@dataclass(frozen=True)
class Package:
    """A pinned npm package, and the one file that is taken from it."""

    name: str
    version: str
    integrity: str  # of the package's archive, in npm's own form
    licence: str
    source: str  # inside the archive
    target: str  # inside this project
    notices: tuple[str, ...] = ("LICENSE",)  # the licence, and those of what is built into the file


PACKAGES = (
    Package(
        name="bootstrap",
        version="5.3.8",
        integrity="sha512-HP1SZDqaLDPwsNiqRqi5NcP0SSXciX2s9E+RyqJIIqGo"
        "+vJeN5AJVM98CXmW/Wux0nQ5L7jeWUdplCEf0Ee+tg==",
        licence="MIT",
        source="dist/css/bootstrap.min.css",
        target="assets/vendor/bootstrap.min.css",
    ),
    # The version must be the one that Python's plotly carries: it decides what figures may say.
    Package(
        name="plotly.js-basic-dist-min",
        version="4.1.1",
        integrity="sha512-1oNF8PeQx2hv/y7tqEVWKD3JGwn/MGEMQ8mL9HUwsaqG"
        "9FGy/OU5FHUHvzqbqxN4mnwZGI9abTiE775C4kkjMQ==",
        licence="MIT",
        source="plotly-basic.min.js",
        target="assets/vendor/plotly-basic.min.js",
    ),
    Package(
        name="@fontsource-variable/inter",
        version="5.3.0",
        integrity="sha512-OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi4"
        "jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA==",
        licence="OFL-1.1",
        source="files/inter-latin-wght-normal.woff2",
        target="assets/fonts/inter-latin-wght-normal.woff2",
    ),
    # The faces that paper is printed in, whole: names may have any letter of the Latin, Greek or Cyrillic script.
    *(
        Package(
            name="@expo-google-fonts/inter",
            version="0.4.2",
            integrity="sha512-syfiImMaDmq7cFi0of+waE2M4uSCyd16zgyWxdPOY7fN"
            "2VBmSLKEzkfbZgeOjJq61kSqPBNNtXjggiQiSD6gMQ==",
            licence="OFL-1.1",
            source=f"{face}/Inter_{face}.ttf",
            target=f"layouts/report/paper/fonts/Inter_{face}.ttf",
            notices=("LICENSE_FONT",),
        )
        for face in ("400Regular", "600SemiBold")
    ),
    Package(
        name="axe-core",
        version="4.14.1",
        integrity="sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NP"
        "jCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        licence="MPL-2.0",
        source="axe.min.js",
        target="tests/browser/vendor/axe.min.js",
        notices=("LICENSE", "LICENSE-3RD-PARTY.txt"),
    ),
)

HEAD = """\
# Third-party files

Written by `scripts/vendor.py` (`make vendor`). Each file's licence lies beside it, as
`<file>.LICENSE`. The checksum is the SHA-256 of the file as it lies here.

| File | npm package | Version | Licence | SHA-256 |
| --- | --- | --- | --- | --- |
"""


def fetch(package: Package, folder: Path) -> Path:
    """Have npm download the package's archive, and return it once its checksum holds."""
    spec = f"{package.name}@{package.version}"
    command = ["npm", "pack", "--silent", "--ignore-scripts", spec]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
    archive = folder / packed.stdout.split()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        sys.exit(f"{spec} is not the archive that was pinned: its checksum is sha512-{digest}")
    return archive


def member(archive: Path, name: str) -> bytes:
    """Return one file out of a package's archive."""
    with tarfile.open(archive) as tar:
        found = tar.extractfile(f"package/{name}")
        if found is None:
            sys.exit(f"{archive.name} has no file {name}")
        return found.read()


def without_addresses(css: str) -> str:
    """Return a stylesheet that points nowhere: no source map, no link in a comment."""
    css = re.sub(r"\s*/\*# sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r" \(https?://[^)]*\)(?=[^*]*\*)", "", css)
    beyond = set(re.findall(r"https?://[^\s'\")]+", css)) - {"http://www.w3.org/2000/svg"}
    if beyond or "@import" in css:
        sys.exit(f"the stylesheet would fetch from elsewhere: {sorted(beyond) or '@import'}")
    return css.rstrip() + "\n"


def place(package: Package, archive: Path) -> str:
    """Write the package's file and licence, and return their row of the table."""
    content = member(archive, package.source)
    if package.target.endswith(".css"):
        content = without_addresses(content.decode()).encode()
    target = ROOT / package.target
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    notices = [member(archive, name) for name in package.notices]
    target.with_name(target.name + ".LICENSE").write_bytes(b"\n\n".join(notices))
    checksum = hashlib.sha256(content).hexdigest()
    return (
        f"| `{package.target}` | `{package.name}` | {package.version} | {package.licence} | `{checksum}` |\n"
    )


def main() -> None:
    """Renew every file and the table."""
    with tempfile.TemporaryDirectory() as folder:
        archives = [fetch(package, Path(folder)) for package in PACKAGES]
        rows = [place(*pair) for pair in zip(PACKAGES, archives, strict=True)]
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
