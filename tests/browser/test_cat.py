"""Whatever a cat does on the keyboard in a lesson and on the start page, every exercise is there, works, and holds what was last
said to be saved; the lesson's cells and file are as the course laid them out.

`make test` walks a short way. `SMO_CAT=2000 SMO_CAT_SEEDS=1,2,3` walks 2,000 steps from each of these seeds, some minutes each.
A walk that ends badly is made shorter, as long as it still does, and printed with its seed.
"""

import json
import os

import pytest

from cat import HEIGHT, WIDTH, exercises, said_saved, shrunk, take, walk, watch
from lab import open_notebook, smo_lab
from smo_course.course import content_root, syllabus
from smo_course.notebooks import is_own

STEPS = int(os.environ.get("SMO_CAT", "60"))
SEEDS = [int(each) for each in os.environ.get("SMO_CAT_SEEDS", "7").split(",")]
LESSON, START = syllabus().lesson("smo-basics/why-do-smo"), syllabus().lesson("start")
TRIES = 12  # at making a failure shorter


def lesson_cells(path) -> list[tuple[str, str]]:
    return [(cell["id"], "".join(cell["source"])) for cell in json.loads(path.read_text("utf-8"))["cells"] if not is_own(cell)]


def stop_kernels(page, root: str, token: str) -> None:
    for kernel in page.request.get(f"{root}/api/kernels?token={token}").json():
        page.request.post(f"{root}/api/kernels/{kernel['id']}/restart?token={token}")


def what_is_wrong(chromium, folder, steps) -> str | None:
    """Walks in a new folder, and says what is not as it should be afterwards."""
    with smo_lab(folder, "--lang", "en") as address:
        root, token = address[: address.index("/lab/")], address.split("token=")[1]
        context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        page = context.new_page()
        page.set_default_timeout(30_000)
        watch(page)
        context.on("page", lambda other: other.close())  # what opens in a new window
        page.on("dialog", lambda dialog: dialog.accept())  # a browser's question at leaving
        try:
            for entry in (START, LESSON):
                open_notebook(page, address, entry.notebook("en").as_posix())
                for step in steps[::2] if entry is LESSON else steps[1::2]:
                    take(page, step, lambda: stop_kernels(page, root, token))
                page.wait_for_timeout(1500)  # what was edited last is sent
            return _compared(page, address, folder)
        finally:
            context.close()


def _compared(page, address, folder) -> str | None:
    saved = said_saved(page)
    for entry in (START, LESSON):
        for lang in ("en", *sorted({lang for id, (lang, _) in saved.items() if id in entry.exercise_ids()} - {"en"})):
            path = entry.notebook(lang)
            panel = open_notebook(page, address, path.as_posix())
            if lesson_cells(folder / path) != lesson_cells(content_root() / "notebooks" / path):
                return f"{path}: its cells are not the course's"
            for id, node in exercises(page, lang, set(entry.exercise_ids())):
                said_in, answer = saved.get(id, (None, None))
                if said_in == lang and node.evaluate("node => answerOf(node)") != answer:
                    return f"{id}: said to be saved {answer}, and shows {node.evaluate('node => answerOf(node)')}"
            if page.locator(".jp-Dialog, .jp-mod-dirty").count():
                return f"{path}: a question, or a mark of unsaved work, at its opening"
            hint = panel.locator("[data-exercise]").last.get_by_role("button", name="Check" if lang == "en" else "Vérifier")
            if hint.count():
                hint.click()  # and it answers: what the kernel says of it arrives
                panel.locator("[data-exercise]").last.locator(".smo-feedback *").first.wait_for()
    return None


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_cat_on_the_keyboard(chromium, tmp_path, seed):
    names = iter(range(1000))
    steps = walk(seed, STEPS)

    def wrong(steps):
        return what_is_wrong(chromium, tmp_path / str(next(names)), steps)

    found = wrong(steps)
    if found:
        short = shrunk(steps, lambda shorter: wrong(shorter) is not None, TRIES)
        pytest.fail(f"seed {seed}: {found}\n{len(short)} of {len(steps)} steps:\n" + "\n".join(map(repr, short)))
