import os

import pytest

import lab as browser_lab


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium; skipped where there is none, unless SMO_REQUIRE_BROWSER is set."""
    from playwright.sync_api import Error

    running = browser_lab.chromium()
    try:
        browser = running.__enter__()
    except Error as error:
        if os.environ.get("SMO_REQUIRE_BROWSER"):
            raise
        pytest.skip(f"no Chromium to drive: {str(error).splitlines()[0]}")
    yield browser
    running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def profile(chromium):
    """Where pages are opened, with a connection to it; what it has loaded of JupyterLab stays, which spares each test seconds."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    keeper = context.new_page()
    yield context, context.new_cdp_session(keeper), keeper
    context.close()


@pytest.fixture
def page(profile):
    """A page of a browser that remembers nothing: no cookie, and nothing that another test's page has kept."""
    context, connection, keeper = profile
    page, visited = context.new_page(), set()
    page.set_default_timeout(30_000)
    page.on("framenavigated", lambda frame: visited.add("/".join(frame.url.split("/")[:3])))
    yield page
    for each in context.pages:
        if each is not keeper:
            each.close()
    context.clear_cookies()
    for origin in visited:
        connection.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage,indexeddb,cache_storage"})
