"""A cat on the keyboard: random keys, clicks, drags, tab closings, reloads and kernel stops, drawn from a seed, so that a walk can
be walked again; and what a page said to be saved meanwhile."""

import json
import random
from collections.abc import Callable, Iterator

from lab import STARTED, wait_for_lesson
from smo_course.journal import say
from smo_course.text import LANGUAGES

KEYS = [
    *"abcdhilmorsvxyz0123456", "Enter", "Escape", "Tab", "Tab", "Tab", "Space", "Backspace", "Delete",
    "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageDown", "PageUp",
    "Shift+Enter", "Control+Enter", "Alt+Enter", "Shift+Tab", "Control+a", "Control+z", "Control+Shift+z", "Control+x", "Control+v",
    "Control+s", "Control+b", "Control+f", "Control+Shift+Minus", "Control+Shift+c", "Control+Shift+h", "Shift+m", "Shift+ArrowDown",
]  # fmt: skip
WIDTH, HEIGHT = 1280, 800

# Kept in the browser, over reloads: by exercise, its language and what its controls showed when it last said to be saved.
WATCH = """(words) => {
    const texts = (node, what) => [...node.querySelectorAll(what)].map(each => each.textContent);
    window.answerOf = (node) => JSON.stringify([
        [...node.querySelectorAll("input, select, textarea")].map(each => each.type === "radio" || each.type === "checkbox" ? each.checked : each.value),
        [...node.querySelectorAll(".smo-bin")].map(bin => texts(bin, ".smo-card-text").sort()),
        texts(node, ".smo-order .smo-item-name"),
        texts(node, ".smo-log .smo-chosen"),
    ]);
    const note = ({ target }) => {
        const node = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest("[data-exercise]");
        const said = node?.querySelector("footer span:last-child")?.textContent;
        if (!words.includes(said)) return;
        const known = JSON.parse(localStorage.getItem("cat") ?? "{}");
        known[node.dataset.exercise] = [node.lang, answerOf(node)];
        localStorage.setItem("cat", JSON.stringify(known));
    };
    new MutationObserver((changes) => changes.forEach(note)).observe(document, { subtree: true, childList: true, characterData: true });
}"""

Step = tuple


def walk(seed: int, steps: int) -> list[Step]:
    """What the cat does. The rare things come at even distances, so that a short walk has them too."""
    chance = random.Random(seed)
    spot = lambda: (chance.randrange(WIDTH), chance.randrange(HEIGHT))  # noqa: E731
    drawn: list[Step] = []
    for n in range(1, steps + 1):
        if n % 97 == 0:
            drawn.append((chance.choice(["reload", "kill"]),))
        elif n % 61 == 0:
            drawn.append(("close",))
        else:
            what = chance.choices(["key", "click", "twice", "right", "drag", "control", "wheel"], [50, 14, 8, 3, 8, 12, 5])[0]
            drawn.append({
                "key": lambda: ("key", chance.choice(KEYS)),
                "drag": lambda: ("drag", *spot(), *spot()),
                "control": lambda: ("control", chance.randrange(10_000)),  # a button or a field of an exercise: a cat that means it
                "wheel": lambda: ("wheel", chance.randrange(-900, 1200)),
            }.get(what, lambda what=what: (what, *spot()))())  # fmt: skip
    return drawn


def watch(page) -> None:
    page.add_init_script(f"({WATCH})({json.dumps([say('journal.saved', lang) for lang in LANGUAGES])})")


def take(page, step: Step, kill: Callable[[], None]) -> None:
    """One step. What leads out of the course is left alone: other people's pages, JupyterLab's own menus."""
    match step:
        case ("key", key):
            page.keyboard.press(key)
        case ("click" | "twice" | "right" as how, x, y) if _inside(page, x, y):
            page.mouse.click(x, y, click_count=2 if how == "twice" else 1, button="right" if how == "right" else "left")
        case ("drag", x, y, to_x, to_y) if _inside(page, x, y):
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(to_x, to_y, steps=3)
            page.mouse.up()
        case ("control", n):
            page.evaluate("""n => {
                const all = [...document.querySelectorAll(".smo-lesson:not(.lm-mod-hidden) [data-exercise] :is(button, input, select, textarea)")];
                const seen = all.filter(each => each.checkVisibility());
                seen.length && (seen[n % seen.length].focus(), seen[n % seen.length].click());
            }""", n)  # fmt: skip
        case ("wheel", by):
            page.mouse.wheel(0, by)
        case ("close",):
            if page.locator(".jp-mod-current .lm-TabBar-tabCloseIcon:visible").count():
                page.locator(".jp-mod-current .lm-TabBar-tabCloseIcon:visible").first.click()
        case ("reload",):
            page.reload(wait_until="domcontentloaded")
            wait_for_lesson(page)
        case ("kill",):
            kill()


def _inside(page, x: int, y: int) -> bool:
    """Whether a click here stays in the course."""
    return page.evaluate(
        """([x, y]) => {
            const there = document.elementFromPoint(x, y);
            const link = there?.closest("a[href]");
            return !there?.closest(".smo-course footer") && !(link && link.host !== location.host);
        }""",
        [x, y],
    )


def said_saved(page) -> dict[str, tuple[str, str]]:
    """By exercise: the language, and the answer that its controls showed when it last said to be saved."""
    return json.loads(page.evaluate("localStorage.getItem('cat') ?? '{}'"))


def shrunk(steps: list[Step], fails: Callable[[list[Step]], bool], tries: int) -> list[Step]:
    """A shorter walk that fails too: halves, quarters, … of it are left out as long as that is so."""
    size = len(steps) // 2
    while size and tries:
        for start in range(0, len(steps), size):
            shorter = steps[:start] + steps[start + size :]
            tries -= 1
            if fails(shorter):
                steps = shorter
                break
            if not tries:
                break
        else:
            size //= 2
    return steps


def exercises(page, lang: str, ids: set[str]) -> Iterator:
    for id in sorted(ids):
        node = page.locator(f'.smo-lesson:not(.lm-mod-hidden) [data-exercise="{id}"][lang={lang}]')
        node.locator("section").wait_for(timeout=STARTED)
        yield id, node
