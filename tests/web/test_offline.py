"""``app.py`` as it is started, with every look-up and connection it makes written down."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
# Runs app.py under an audit hook: whatever asks for a name or an address is noted before it happens.
WATCHED = """
import json, runpy, sys
NOTED = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}
log = open(sys.argv[1], "a", buffering=1)
def note(event, args):
    if event in NOTED:
        address = args[1] if event in ("socket.connect", "socket.sendto") else args[0]
        log.write(json.dumps([event, repr(address)]) + "\\n")
sys.addaudithook(note)
sys.argv = ["app.py"]
runpy.run_path("app.py", run_name="__main__")
"""
LOOPBACK = ("127.0.0.1", "::1", "localhost", "None")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.slow
def test_a_started_service_talks_to_nobody(tmp_path):
    port, log = free_port(), tmp_path / "calls.jsonl"
    environ = {"PATH": os.environ["PATH"], "PLANQA_PORT": str(port)}
    command = [sys.executable, "-c", WATCHED, str(log)]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            assert url in process.stdout.readline()
            wait_until_ok(process, f"{url}/healthz", 300)
            wait_until_ok(process, url, 60)
            answer = httpx.post(f"{url}/api/ask", json={"question": "你好"}, timeout=30).json()
            assert answer["status"] == "smalltalk"
        finally:
            process.terminate()
            process.wait(20)
    calls = [json.loads(line) for line in log.read_text().splitlines()]
    assert [call for call in calls if not any(name in call[1] for name in LOOPBACK)] == []


def wait_until_ok(process: subprocess.Popen, url: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "app.py has ended"
        try:
            if httpx.get(url, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{url} was not 200 within {seconds} s")
