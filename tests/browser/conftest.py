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


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()
