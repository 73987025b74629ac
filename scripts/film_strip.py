"""Takes the pictures of docs/film.png: the wall every five seconds through an outage, in the tests' browser."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import ViewportSize, sync_playwright

from scripts.chromium import launch

ROOT = Path(__file__).parent.parent
EVERY, FRAMES = 5, 16
GONE, BACK = 2, 10  # the frames after which the server goes, and comes back
SIZE: ViewportSize = {"width": 1920, "height": 1080}


def main() -> None:
    """Take the frames, and put them together."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        port = _free_port()
        server = _serve(port)
        page = browser.new_page(viewport=SIZE)
        page.goto(f"http://127.0.0.1:{port}/vaeg?sider=overblik,servicedesk,svartider,projekter&sekunder=10")
        page.wait_for_function("() => window.pejlingWall.slides.length > 0")
        frames = []
        for number in range(FRAMES):
            if number == GONE:
                server.send_signal(signal.SIGTERM)
                server.wait(30)
            if number == BACK:
                server = _serve(port)
            time.sleep(EVERY)
            path = Path(folder) / f"{number:02}.png"
            page.screenshot(path=path)
            said = "serveren er væk" if GONE <= number < BACK else "serveren svarer"
            frames.append((path, f"{(number + 1) * EVERY} s: {said}"))
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        _together(browser, frames)
        browser.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _serve(port: int) -> "subprocess.Popen[bytes]":
    env = os.environ | {"PORT": str(port), "PEJLING_LOG_LEVEL": "error"}
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "--config", "python:dashboard.gunicorn_config"],
                              env=env, cwd=ROOT, stdout=subprocess.DEVNULL)  # fmt: skip
    for _try in range(100):
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return server
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the server did not come up")


def _together(browser: Any, frames: list[tuple[Path, str]]) -> None:
    pictures = "".join(
        f'<figure><img src="{path.as_uri()}"><figcaption>{words}</figcaption></figure>'
        for path, words in frames
    )
    style = (
        "body{margin:0;padding:16px;display:grid;grid-template-columns:repeat(4,1fr);gap:16px;"
        "font:16px Inter,sans-serif}"
        "figure{margin:0}img{width:100%;display:block}figcaption{padding:4px 0}"
    )
    sheet = frames[0][0].with_name("film.html")
    sheet.write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{pictures}", "utf-8")
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    page.goto(sheet.as_uri())
    page.screenshot(path=ROOT / "docs" / "film.png", full_page=True)


if __name__ == "__main__":
    main()
