"""Photographs every lesson, live, in both languages, at a laptop's width and a narrow one. For `make pictures`.

The pictures go to pictures/, which git ignores: they are for whoever works on the course to look at.
Lesson keys given as arguments limit it to these lessons.
"""

import sys
import tempfile
from pathlib import Path

from lab import chromium, open_notebook, smo_lab
from smo_course.course import syllabus

PICTURES = Path(__file__).parents[2] / "pictures"
WIDTHS = {"wide": 1280, "narrow": 390}
LONGEST = 16_000  # pixels; Chromium's limit for one picture


def photograph(page, address: str, path: str, name: str) -> None:
    for width_name, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        panel = open_notebook(page, address, path)
        if page.locator(".jp-FileBrowser:visible").count():
            page.keyboard.press("Control+b")  # the lesson, without the list of files
        page.wait_for_timeout(1500)
        height = panel.evaluate("node => { const pane = node.querySelector('.jp-WindowedPanel-outer'); return pane.scrollHeight; }")
        page.set_viewport_size({"width": width, "height": min(height + 140, LONGEST)})
        page.wait_for_timeout(1500)
        page.screenshot(path=PICTURES / f"{name}-{width_name}.png")
        print(f"{name}-{width_name}.png", flush=True)


def main(keys: list[str]) -> None:
    PICTURES.mkdir(exist_ok=True)
    lessons = [lesson for lesson in syllabus().lessons() if not keys or lesson.key in keys]
    with tempfile.TemporaryDirectory() as folder, smo_lab(Path(folder), "--lang", "en") as address, chromium() as browser:
        for lesson in lessons:
            for lang in ("en", "fr"):
                page = browser.new_context().new_page()
                photograph(page, address, lesson.notebook(lang).as_posix(), f"{lesson.key.replace('/', '-')}-{lang}")
                page.context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
