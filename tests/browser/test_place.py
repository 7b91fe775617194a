"""A lesson is a place: nothing in it can be broken by a slip, own cells never stop it, and one comes back to where one was."""

import json

import pytest

from lab import STARTED, open_notebook, smo_lab, wait_for_lesson
from smo_course.course import content_root, syllabus
from smo_course.notebooks import is_own

LESSON = syllabus().lesson("smo-basics/why-do-smo")
PATH = LESSON.notebook("en")
TRY, RUN, STOP, REMOVE, BACK = "Try something here", "Run", "Stop", "Remove", "Put it back"
IN_FRONT = ".smo-lesson:not(.lm-mod-hidden)"
KEYS = [
    *"abxcvddymr123456zhosl00ii", "Enter", "Shift+Enter", "Control+Enter", "Alt+Enter", "Shift+Z", "Control+z", "Control+Shift+z", "Escape",
    "Control+Shift+Minus", "Shift+M", "Delete", "Control+Shift+c", "Control+Shift+l", "Control+Shift+ArrowDown", "Control+s", "Control+b",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("learner")


@pytest.fixture(scope="module")
def address(folder):
    with smo_lab(folder, "--lang", "en", warm=True) as address:
        yield address


@pytest.fixture
def lesson(page, address):
    return open_notebook(page, address, PATH.as_posix())


def cells(path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def own_sources(folder) -> list[str] | None:
    """None while Jupyter is writing the file."""
    try:
        return ["".join(cell["source"]) for cell in cells(folder / PATH) if is_own(cell)]
    except ValueError:
        return None


def drawn(lesson) -> list[str]:
    """The lesson's exercises that can be answered, without those on earlier lessons at its opening."""
    ids = [each.get_attribute("data-exercise") for each in lesson.locator("[data-exercise]:has(section)").all()]
    return [each for each in ids if each in LESSON.exercise_ids()]


def until(page, holds, what: str):
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(what)


def write_own(page, lesson, place: int, code: str):
    """A cell of the learner's own, made at a place and run by keys alone."""
    lesson.get_by_role("button", name=TRY).nth(place).press("Enter")
    editor = lesson.locator(".smo-own .cm-content:focus")
    editor.wait_for()
    page.keyboard.insert_text(code)
    page.keyboard.press("Shift+Enter")
    return lesson.locator(".smo-own").filter(has_text=code.splitlines()[0])


def test_no_key_and_no_click_changes_a_lesson(page, lesson, folder):
    before = (folder / PATH).read_bytes()
    count = lesson.locator(".jp-Cell").count()
    text = lesson.locator(".jp-RenderedMarkdown p").nth(3)

    def unharmed(after: str):
        assert lesson.locator(".jp-Cell").count() == count, after
        assert not page.locator(".jp-Dialog, .Toastify__toast, .lm-Menu, .jp-mod-dirty, .jp-MarkdownCell .cm-editor:visible").count(), after

    for focused in (text, lesson.get_by_role("button", name="Check").first):
        if focused is text:
            text.click()
        else:
            focused.focus()
        for key in KEYS:
            if focused is text or key not in ("Enter", "1", "2", "3"):  # which are the exercise's
                page.keyboard.press(key)
        unharmed("keys")
    text.dblclick()
    unharmed("a double click on text")
    text.click(button="right")
    unharmed("a right click")
    area = lesson.locator(".jp-WindowedPanel-outer")
    area.evaluate("area => area.scrollTop = area.scrollHeight")
    box = area.bounding_box()
    page.mouse.dblclick(box["x"] + box["width"] - 80, box["y"] + box["height"] - 8)
    unharmed("a click in the blank below the end")
    page.mouse.move(box["x"] + 12, box["y"] + 120)
    page.mouse.down()
    page.mouse.move(box["x"] + 12, box["y"] + 400, steps=6)
    page.mouse.up()
    unharmed("dragging a prompt")
    assert (folder / PATH).read_bytes() == before
    assert lesson.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="insert"]:visible, .jp-cell-toolbar:visible').count() == 0


def test_an_own_cell_never_stops_the_lesson(page, lesson, folder):
    failing = write_own(page, lesson, 0, "lesson = None; lang = 5; 1/0")
    failing.get_by_text("ZeroDivisionError: division by zero").last.wait_for()
    until(page, lambda: own_sources(folder) == ["lesson = None; lang = 5; 1/0"], "an own cell is in the file")
    course = cells(content_root() / "notebooks" / PATH)
    assert [cell for cell in cells(folder / PATH) if not is_own(cell)] == course  # and nothing else has changed

    endless = write_own(page, lesson, 1, "while True: pass")
    page.locator(".smo-bar").get_by_role("button", name=STOP).click()
    endless.get_by_text("KeyboardInterrupt").last.wait_for()
    endless.get_by_role("button", name=RUN).click()
    endless.get_by_role("button", name=STOP).wait_for()
    exercise = lesson.locator(f'[data-exercise="{LESSON.exercise_ids()[3]}"]')
    button = exercise.locator("button:visible").last
    button.focus()
    page.wait_for_timeout(400)
    page.reload(wait_until="domcontentloaded")  # the kernel is still busy with it
    lesson = wait_for_lesson(page)
    assert page.locator(".smo-bar").is_hidden()
    assert drawn(lesson) == LESSON.exercise_ids()
    assert lesson.locator(".smo-own").count() == 2 and not lesson.locator(".smo-own .jp-OutputArea-output").count()  # there, and not run
    page.wait_for_function(
        "id => document.activeElement.closest('[data-exercise]')?.dataset.exercise === id", arg=LESSON.exercise_ids()[3], timeout=STARTED
    )

    lesson.locator(".smo-own").first.get_by_role("button", name=REMOVE).press("Enter")
    until(page, lambda: own_sources(folder) == ["while True: pass"], "a removed cell leaves the file")
    lesson.get_by_role("button", name=BACK).press("Enter")
    until(page, lambda: len(own_sources(folder) or ()) == 2, "it is put back")
    for _ in range(2):
        lesson.locator(".smo-own").last.get_by_role("button", name=REMOVE).click()
    until(page, lambda: own_sources(folder) == [], "both are removed")


def test_two_tabs_of_a_lesson_ask_nothing_and_keep_the_cells_of_both(page, lesson, address, folder):
    other = page.context.new_page()
    there = open_notebook(other, address, PATH.as_posix())
    write_own(page, lesson, 0, "'here'")
    write_own(other, there, 2, "'there'")
    until(page, lambda: own_sources(folder) == ["'here'", "'there'"], "the cells of both are in the file")
    for each in (page, other):
        assert each.locator(".jp-Dialog, .jp-mod-dirty").count() == 0
    other.close()


def test_reset_puts_the_courses_version_back_and_keeps_own_cells(page, lesson, folder):
    """Those in the file, among them what earlier tests have left, and one that could not be saved."""
    write_own(page, lesson, 1, "'in the file'")
    until(page, lambda: "'in the file'" in (own_sources(folder) or ()), "an own cell is in the file")
    notebook = json.loads((folder / PATH).read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = "# Scribbled over"
    (folder / PATH).write_text(json.dumps(notebook), encoding="utf-8")
    own = own_sources(folder)
    page.reload(wait_until="domcontentloaded")
    page.locator(".smo-lesson h1", has_text="Scribbled over").wait_for(timeout=STARTED)
    page.route("**/api/contents/**", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    write_own(page, wait_for_lesson(page), 3, "'not saved'").wait_for()
    page.locator(f"{IN_FRONT} jp-button", has_text="Reset this lesson").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Reset this lesson").click()
    page.locator(f"{IN_FRONT} h1", has_text=LESSON.title.en).wait_for(timeout=STARTED)
    lesson = wait_for_lesson(page)
    assert own_sources(folder) == own and lesson.locator(".smo-own").count() == len(own) + 1
    assert [cell for cell in cells(folder / PATH) if not is_own(cell)] == cells(content_root() / "notebooks" / PATH)
    kept = list((folder / PATH).parent.glob("*(before 1).ipynb"))
    assert len(kept) == 1 and "Scribbled over" in kept[0].read_text(encoding="utf-8")
    assert drawn(lesson) == LESSON.exercise_ids()
    lesson.get_by_role("button", name=TRY).first.wait_for()
    page.unroute_all()
    lesson.locator(".smo-own .cm-content", has_text="'not saved'").click()
    page.keyboard.press("End")
    page.keyboard.insert_text(" # now it is")
    until(page, lambda: own_sources(folder) == [*own, "'not saved' # now it is"], "once it can be, it is saved")


def test_lessons_are_called_by_their_titles_and_the_course_stands_beside_them(page, lesson, folder):
    course = page.locator("#smo-course")
    course.get_by_role("button", name=LESSON.title.en).wait_for()
    assert page.locator(".lm-DockPanel .lm-TabBar-tab.jp-mod-current").inner_text().strip() == LESSON.title.en == page.title()
    assert page.locator("#jp-MainMenu:visible, #filebrowser:visible, .jp-SideBar:visible, #jp-main-statusbar:visible").count() == 0

    exercise = lesson.locator('[data-exercise="smo-basics/cost-per-order"]')
    exercise.get_by_role("textbox").fill("1")
    exercise.get_by_role("button", name="Check").click()
    course.locator(".smo-course-here").get_by_text(f"1 of {len(LESSON.exercise_ids())} exercises answered").wait_for()
    section = course.locator(".smo-course-sections button").nth(4)
    section.press("Enter")
    heading = lesson.locator("h2", has_text=section.inner_text())
    place = lesson.locator(".jp-WindowedPanel-outer").bounding_box()["y"]
    assert abs(heading.bounding_box()["y"] - place) < 60
    exercise.get_by_role("textbox").evaluate("field => field.focus({ preventScroll: true })")
    page.wait_for_timeout(400)

    lesson.get_by_role("link", name="Cette leçon").evaluate("link => link.click()")  # as from the end, without going there
    page.locator(f"{IN_FRONT} h1", has_text=LESSON.title.fr).wait_for(timeout=STARTED)
    french = wait_for_lesson(page)
    number = course.locator(".smo-course-sections button").nth(4)
    page.wait_for_timeout(300)
    same = french.locator("h2", has_text=number.inner_text())
    until(page, lambda: abs(same.bounding_box()["y"] - place) < 60, "the same cell in the other language")
    focused = "document.activeElement.matches('input') && document.activeElement.closest('[data-exercise][lang=fr]')?.dataset.exercise"
    until(page, lambda: page.evaluate(focused) == "smo-basics/cost-per-order", "the focus too")
    assert page.locator(".lm-DockPanel .lm-TabBar-tab.jp-mod-current").inner_text().strip() == LESSON.title.fr
    course.get_by_role("button", name=LESSON.title.fr).wait_for()


def test_everything_is_behind_one_switch_that_is_remembered(page, lesson, address):
    menus = page.locator("#jp-MainMenu")
    assert menus.is_hidden()
    page.get_by_label("Everything (JupyterLab)").check()
    menus.wait_for()
    lesson.locator(".jp-RenderedMarkdown p").first.click()
    count = lesson.locator(".jp-Cell").count()
    for key in ("a", "b", "d", "d", "m", "Enter"):
        page.keyboard.press(key)
    page.get_by_role("menuitem", name="Edit", exact=True).click()
    page.locator(".lm-Menu-item:not(.lm-mod-disabled)").first.wait_for()
    assert not page.locator(".lm-Menu-item:not(.lm-mod-disabled)", has_text="Delete Cell").count()
    page.keyboard.press("Escape")
    assert lesson.locator(".jp-Cell").count() == count  # a lesson stays as it is
    page.reload(wait_until="domcontentloaded")
    wait_for_lesson(page)
    menus.wait_for()
    page.get_by_label("Everything (JupyterLab)").uncheck()
    menus.wait_for(state="hidden")


def test_a_small_window_shows_the_lesson(page, address):
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 %
    lesson = open_notebook(page, address, PATH.as_posix())
    assert lesson.locator(".jp-WindowedPanel-outer").bounding_box()["y"] <= 256 / 5
    assert page.locator("#smo-course").is_hidden()
    more = lesson.locator(".jp-Toolbar-responsive-opener")
    more.click()  # the buttons that find no room: the lesson's, none of JupyterLab's
    found = page.locator(".jp-Toolbar-responsive-popup > :visible")
    found.first.wait_for()
    named = found.evaluate_all("all => all.map((each) => each.dataset.jpItemName ?? each.className)")
    assert {"smo-print", "smo-keep", "smo-code"} <= set(named) and all(each.startswith("smo-") for each in named), named
    more.click()
    page.set_viewport_size({"width": 1000, "height": 700})
    page.locator("#smo-course").wait_for()  # there is room for the course; and where there is none any more, it makes way
    page.set_viewport_size({"width": 640, "height": 700})
    page.locator("#smo-course").wait_for(state="hidden")
    page.get_by_role("button", name="Course").click()
    page.locator("#smo-course").get_by_role("button", name="What social media are").click()
    page.locator(f"{IN_FRONT} h1", has_text="What social media are").wait_for(timeout=STARTED)
    assert page.locator("#smo-course").is_hidden()
    wait_for_lesson(page).get_by_role("link", name=f"Next lesson: {LESSON.title.en}").click()  # at its end; that lesson is open
    page.locator(f"{IN_FRONT} h1", has_text=LESSON.title.en).wait_for()
    for _ in range(2):  # with the last tab closed, the start page comes
        page.locator(".jp-mod-current .lm-TabBar-tabCloseIcon:visible").first.click()
    page.locator(f"{IN_FRONT} .smo-map").wait_for(timeout=STARTED)
    assert page.locator(".jp-Launcher").count() == 0
