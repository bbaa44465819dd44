"""A service, sites that embed its question box, and a browser that visits them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from serving import served
from web_fakes import FakeAssistant
from widget_sites import ANY_POLICY, PHONE, HostSite

from rag.settings import Settings
from web.application import create_app


@pytest.fixture(scope="session")
def sites() -> Iterator[tuple]:
    """A site that is on the service's list of those that may ask, and one that is not."""
    listed, stranger = HostSite(), HostSite()
    servers = []
    for site in (listed, stranger):
        server, site.address = served(site.app)
        servers.append(server)
    yield listed, stranger
    for server in servers:
        server.should_exit = True


@pytest.fixture(scope="session")
def service(sites) -> Iterator[str]:
    """The address of a started service without the chat page, for question boxes on other sites."""
    settings = Settings(_env_file=None, allowed_origins=(sites[0].address,), rate_limit=0)
    server, address = served(create_app(lambda report: FakeAssistant(), settings, chat=False))
    yield address
    server.should_exit = True


@pytest.fixture
def visit(browser, sites, service) -> Iterator:
    """Opens a host page with the box on it; afterwards: no script failed and no policy was broken."""
    faults, contexts = [], []

    def open_page(script: str = "", body: str = "", site=sites[0], options=PHONE, **page):
        vars(site).update({"policy": ANY_POLICY, "lang": "zh", "direction": "ltr", **page})
        site.body = f'{body}<script src="{service}/widget.js" {script} async></script>'
        context = browser.new_context(**options)
        contexts.append(context)
        opened = context.new_page()
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        opened.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        opened.goto(site.address)
        opened.wait_for_function("window.PolicyChat && document.querySelector('policy-chat')")
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
