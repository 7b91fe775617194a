"""The modules that widgets are made of, tested by tests in JavaScript (modules/*.test.js), each file in a page of its own.

In Chromium even where there is a Node: what most of them do, they do to a page.
"""

import re
from pathlib import Path

import pytest

import smo_course

TESTS = Path(__file__).parent / "modules"
PLACES = {"/smo_course/": Path(smo_course.__file__).parent, "/tests/browser/modules/": TESTS}


@pytest.mark.parametrize("name", sorted(path.name for path in TESTS.glob("*.test.js")))
def test_modules(page, name):
    def serve(route):
        path = route.request.url.removeprefix("http://modules.test")
        for top, folder in PLACES.items():
            if path.startswith(top):
                return route.fulfill(body=(folder / path.removeprefix(top)).read_bytes(), content_type="text/javascript")
        return route.fulfill(body="<!doctype html><title>Tests</title><body></body>", content_type="text/html")

    page.route("http://modules.test/**", serve)
    page.goto("http://modules.test/")
    outcomes = page.evaluate("async (name) => (await import(`/tests/browser/modules/${name}`)).run()", name)
    written = re.findall(r'^test\("(.+?)",', (TESTS / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [each["name"] for each in outcomes] == written and written
    failures = [f"{each['name']}\n{each['failure']}" for each in outcomes if each["failure"]]
    assert not failures, "\n\n".join(failures)
