"""The floor of a page that can be read at once: the same page as files, its charts drawn by plotly alone.

It has the same words, tables, styles and figures, all compressed beforehand, and none of what makes a page answer.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import brotli

from benchmarks import asking
from benchmarks.server import HOST, Served, free_port, wait_for
from layouts.parts.plain import written

ROOT = Path(__file__).parent.parent
PLOTLY = ROOT / "assets" / "vendor" / "plotly-basic.min.js"
DRAW = Path(__file__).with_name("static_floor.js")
OWN_LETTERS = re.compile(r"@font-face\s*\{[^}]*\}")
# What is packed is what is asked for, so the server has nothing to choose and nothing to do.
CONFIGURATION = """
daemon off; pid {folder}/nginx.pid; error_log stderr crit; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_timeout 60s;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  types {{ text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; }}
  server {{
    listen {host}:{port};
    root {folder}/files;
    add_header Content-Encoding br;
    location / {{ add_header Cache-Control no-cache; add_header Content-Encoding br; }}
    location /kept/ {{
      add_header Cache-Control "public, max-age=31536000, immutable";
      add_header Content-Encoding br;
    }}
  }}
}}
"""


def has_nginx() -> bool:
    """Say whether there is a program to serve the floor."""
    return shutil.which("nginx") is not None


@contextmanager
def floor(pejling: Served, path: str, searches: Sequence[str]) -> Iterator[int]:
    """Serve a page of Pejling's as files, and the figures of some choices on it; return the port."""
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)  # a server that root starts reads as another user
        _write(folder / "files", pejling, path, searches)
        settings = folder / "nginx.conf"
        settings.write_text(CONFIGURATION.format(folder=folder, host=HOST, port=port), "utf-8")
        process = subprocess.Popen(["nginx", "-p", name, "-c", str(settings)])
        try:
            wait_for(process, port)
            yield port
        finally:
            process.terminate()
            process.wait(15)


def _write(files: Path, pejling: Served, path: str, searches: Sequence[str]) -> None:
    (files / "kept").mkdir(parents=True)
    page = _get(pejling, path)
    styles = _get(pejling, _found(r'<link rel="stylesheet" href="([^"]+pejling\.css[^"]*)"', page))
    figures, drawing = (_found(rf'id="{name}">(.*?)</script>', page) for name in ("figures", "drawing"))
    figures = f'{{"drawing": {drawing}, "figures": {figures}}}'
    read = _found(r'(<div id="first".*)\n<aside class="unscripted">', page)
    title = _found(r"<title>(.*?)</title>", page)
    html = f"""<!doctype html>
<html lang="da" data-bs-theme="light" data-scripted><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<link rel="stylesheet" href="/kept/page.css"><link rel="icon" href="data:,">
<script src="/kept/plotly.js" defer></script></head><body>{read}
<script type="application/json" id="figures">{figures}</script>
<script>{DRAW.read_text("utf-8")}</script></body></html>"""
    _packed(files / "index.html", html)
    _packed(files / "kept" / "page.css", OWN_LETTERS.sub("", styles))
    _packed(files / "kept" / "plotly.js", PLOTLY.read_text("utf-8"))
    connection = asking.connect(pejling.port)
    for place, search in enumerate(searches):
        answer = json.loads(brotli.decompress(asking.ask(connection, path, search).body))
        told = answer["response"]["answer"]["data"]["main"]
        _packed(files / f"{place}.json", json.dumps({"figures": _figures(told), "written": _written(told)}))
    connection.close()


def _figures(node: Any) -> dict[str, Any]:
    """Return the figures of charts among elements, by the ids of the charts."""
    if isinstance(node, list):
        return {name: figure for each in node for name, figure in _figures(each).items()}
    if not isinstance(node, dict):
        return {}
    props = node["props"]
    if node["type"] == "Graph":
        return {props["id"]: {**props["figure"], "config": props["config"]}}
    return _figures(props.get("children"))


def _written(node: Any) -> dict[str, str]:
    """Return the sentences and the tables among elements as HTML, by the ids of their places."""
    if isinstance(node, list):
        return {name: html for each in node for name, html in _written(each).items()}
    if not isinstance(node, dict) or "children" not in node["props"]:
        return {}
    props = node["props"]
    if "id" in props and ("data-plain" in props or isinstance(props["children"], str)):
        return {props["id"]: written(props["children"])}
    return _written(props["children"])


def _packed(path: Path, content: str) -> None:
    path.write_bytes(brotli.compress(content.encode()))


def _get(served: Served, path: str) -> str:
    connection = HTTPConnection(HOST, served.port, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{path} was answered with {response.status}")
    return body.decode()


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    if found is None:
        raise RuntimeError(f"the page has nothing like {pattern}")
    return found[1]
