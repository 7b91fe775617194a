"""Speed, each figure beside a floor measured in the same run. For `make bench`; `python tests/bench.py sent models` measures parts.

Every pair is measured alternately, so that a busy machine slows both; what is compared are medians.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "browser")]

LESSON = "smo-basics/what-social-media-are"


class Pair:
    """Our figure beside its floor, and the ratio that may not be exceeded."""

    def __init__(self, name: str, ours: list[float], floor: list[float], most: float | None, unit: str, beside: str):
        self.name, self.most, self.unit, self.beside = name, most, unit, beside
        self.ours, self.floor = statistics.median(ours), statistics.median(floor)
        self.ratio = self.ours / self.floor

    @property
    def kept(self) -> bool:
        return self.most is None or self.ratio <= self.most

    def __str__(self) -> str:
        limit = f"at most {self.most:.4g}" if self.most else "no limit set"
        verdict = "" if self.kept else "   TOO MUCH"
        return f"{self.name:<52} {self.ours:9.2f} {self.unit:<4} {self.floor:9.2f} {self.unit:<4} {self.ratio:6.4g}x  ({limit}; {self.beside}){verdict}"


def alternately(ours: Callable[[], float], floor: Callable[[], float], times: int) -> tuple[list[float], list[float]]:
    both = [(ours(), floor()) for _ in range(times + 1)][1:]  # the first round warms the disk cache
    return [each[0] for each in both], [each[1] for each in both]


def imports() -> list[Pair]:
    """Time and memory of our import beside that of ipywidgets, each in a fresh Python."""

    def run(code: str) -> tuple[float, float]:
        measured = f"import time; start = time.perf_counter()\n{code}\nimport resource; print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        seconds, kibibytes = subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True).stdout.split()
        return float(seconds) * 1000, float(kibibytes) / 1024

    pairs = []
    for name, code, most in (
        ("import smo_course", "import smo_course", 1.3),
        # What the first exercise adds to it; judged below, where a learner waits for it.
        ("… with its exercise view", "import smo_course.lesson, smo_course.screen.exercise", None),
    ):
        rounds = [(run(code), run("import ipywidgets")) for _ in range(8)][1:]
        for place, (what, unit) in enumerate((("time", "ms"), ("memory", "MiB"))):
            ours, floor = ([each[side][place] for each in rounds] for side in (0, 1))
            pairs.append(Pair(f"{name}: {what}", ours, floor, most, unit, "import ipywidgets"))
    return pairs


def kernel(*cells: str) -> float:
    """Milliseconds from starting a kernel until it has run the cells."""
    from jupyter_client.manager import KernelManager

    from smo_course.lab.kernels import private

    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        manager = KernelManager(kernel_name="python3", **private())
        manager.start_kernel(env={**os.environ, "SMO_FOLDER": folder})
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        replies = [client.execute_interactive(each, timeout=60, output_hook=lambda _: None)["content"] for each in cells]
        seconds = time.perf_counter() - start
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        assert all(each["status"] == "ok" for each in replies), replies
        return seconds * 1000


def first_exercise() -> list[Pair]:
    """From starting a kernel to the first exercise of a lesson being ready, beside a kernel that only imports ipywidgets."""
    from smo_course.course import syllabus

    name = syllabus().lesson(LESSON).exercises[0]
    ready = (
        f"from smo_course import open_lesson\nlesson = open_lesson({LESSON!r}, 'en')\ndisplay(lesson)\ndisplay(lesson.exercise({name!r}))"
    )
    times = alternately(lambda: kernel(ready), lambda: kernel("import ipywidgets"), 6)
    return [Pair("first exercise of a lesson ready", *times, 1.3, "ms", "kernel with import ipywidgets")]


def lessons_with_data() -> list[Pair]:
    """From starting a kernel to a lesson's first exercise, cell by cell: where the lesson has data, beside one that has none."""
    import nbformat

    from smo_course.course import content_root, syllabus

    def cells(lesson, until: str) -> list[str]:
        """Its code as far as the first exercise after `until` is called."""
        path = content_root() / "notebooks" / lesson.notebook("en")
        found, there = [], False
        for cell in nbformat.read(path, 4).cells:
            if cell.cell_type == "code":
                found.append(cell.source)
                there |= f"lesson.{until}(" in cell.source
                if there and "lesson.exercise(" in cell.source:
                    return found
        return []

    without = cells(syllabus().lesson(LESSON), "exercise")
    pairs = []
    for lesson in syllabus().lessons():
        if after := cells(lesson, "data"):
            first = cells(lesson, "exercise")
            both = alternately(lambda first=first: kernel(*first), lambda: kernel(*without), 4)
            pairs.append(Pair(f"first exercise of {lesson.id}, with data", *both, 1.5, "ms", "of a lesson without"))
            both = alternately(lambda after=after: kernel(*after), lambda: kernel(*without), 2)
            pairs.append(Pair("… its first exercise after them", *both, None, "ms", "of a lesson without"))
    return pairs


def models() -> list[Pair]:
    """What explorers of chapter 3 calculate: the sample of users narrowed to a target, and a month's campaign."""
    from smo_course.simulators import campaign, targeting
    from smo_course.simulators.twitter_users import SEVERAL

    names = list(SEVERAL["interests"])
    narrow = [targeting.Target(interests=(names[n % 20], names[(n + 7) % 20]), device=("ios",), least_age=18 + n) for n in range(41)]
    month = campaign.Campaign("velo-cadence", "clicks", targeting.preset("velo-cadence", "added"), 100, 3_000)

    def taken(calculate: Callable) -> list[float]:
        times = []
        for place in range(41):  # another one each time: nothing is remembered
            start = time.perf_counter()
            calculate(place)
            times.append((time.perf_counter() - start) * 1000)
        return times[1:]

    return [
        Pair(
            "users filtered by a target", taken(lambda n: targeting.reached(narrow[n], "velo-cadence")), [10], 1, "ms", "what it may take"
        ),
        Pair("a campaign of 30 days", taken(lambda n: campaign.run(month, n)), [200], 1, "ms", "what it may take"),
    ]


def notebook_suite() -> list[Pair]:
    """Every lesson by papermill, one after the other, and all by nbval: on forked kernels beside ordinary ones."""
    from datetime import datetime

    import papermill
    from jupyter_client.provisioning import KernelProvisionerFactory

    from smo_course.course import content_root, syllabus

    notebooks = content_root() / "notebooks"
    lessons = [notebooks / entry.notebook(lang) for entry in syllabus().lessons() for lang in ("en", "fr")]
    warm, plain = "warm", "local-provisioner"

    def lesson(path: Path, kernels: str, saved_at_each_cell: bool) -> tuple[float, float]:
        """How long it took, and how long its cells did."""
        KernelProvisionerFactory.instance().default_provisioner_name = kernels
        start = time.perf_counter()
        done = papermill.execute_notebook(
            path, Path(folder) / "out.ipynb", cwd=path.parent, progress_bar=False, request_save_on_cell_execute=saved_at_each_cell
        )
        seconds = time.perf_counter() - start
        runs = [cell.metadata.papermill for cell in done.cells if cell.cell_type == "code"]
        ends = [[datetime.fromisoformat(run[end]).timestamp() for run in runs] for end in ("start_time", "end_time")]
        return seconds, sum(ends[1]) - sum(ends[0])

    def nbval(kernels: str, *limits: str) -> float:
        # A file's cells stay together: dealt out singly, they would run in kernels that have not run the cells before.
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "-n2", "--dist", "loadfile", *limits]
        told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # pytest keeps what it rewrote
        start = time.perf_counter()
        done = subprocess.run(
            [*command, str(notebooks)],
            env={**told, "JUPYTER_DEFAULT_PROVISIONER_NAME": kernels},
            cwd=folder,
            capture_output=True,
            text=True,
        )
        seconds = time.perf_counter() - start
        if done.returncode != (5 if limits else 0):  # 5: no test was left
            raise SystemExit(f"nbval failed; make notebooks brings the lessons' outputs up to date.\n{done.stdout[-2000:]}")
        return seconds

    with tempfile.TemporaryDirectory() as folder:
        for kernels in (warm, plain):
            lesson(lessons[0], kernels, True)  # starts the warm process, and warms the disk cache
        rounds = [[lesson(path, kernels, saved) for kernels in (warm, plain) for saved in (True, False)] for path in lessons]
        saved, once, saved_plain, once_plain = ([seconds for seconds, _ in column] for column in zip(*rounds, strict=True))
        cells = [seconds for _, seconds in next(column for place, column in enumerate(zip(*rounds, strict=True)) if place == 2)]
        whole, whole_plain = alternately(lambda: nbval(warm), lambda: nbval(plain), 2)
        nothing = min(nbval(plain, "-k", "no_such_cell") for _ in range(2))
    return [
        Pair("all lessons, papermill", [sum(saved_plain)], [sum(cells)], None, "s", "sum of the cells' own time"),
        Pair("a lesson by papermill, kernel forked, written once", once, once_plain, 0.6 / 1.24, "s", "kernel started anew"),
        # papermill's own way: it writes the notebook some 70 times, which takes a third of a second, whoever starts the kernel.
        Pair("… written before and after each cell", saved, saved_plain, None, "s", "kernel started anew"),
        Pair("… spared by forking, as asked", [1.24 - 0.6], [b - a for a, b in zip(saved, saved_plain, strict=True)], 1, "s", "as it is"),
        # Half is not to be had while a lesson runs in less than a second: a fifth of one, forked or not, is nbval listening for silence.
        Pair("all lessons, pytest --nbval -n2, kernels forked", whole, whole_plain, 0.7, "s", "kernels started anew"),
        Pair(
            "… without what pytest takes to run nothing",
            *([s - nothing for s in each] for each in (whole, whole_plain)),
            None,
            "s",
            "the same",
        ),
    ]


def sent() -> list[Pair]:
    """What the largest lesson sends to the page: the code that draws it, and all of it, opened once and twenty times."""
    import traffic
    from smo_course.course import content_root, syllabus

    def openings(notebook: Path, times: int) -> list:
        with tempfile.TemporaryDirectory() as folder, traffic.kernel(notebook, Path(folder)) as running:
            return [running.open() for _ in range(times)]

    once = {path: openings(path, 1)[0] for path in (content_root() / "notebooks" / each.notebook("fr") for each in syllabus().lessons())}
    largest = openings(max(once, key=lambda each: once[each].total()), 20)
    code = [max(each["code"] for each in once.values()) / 1000]
    widgets = [max(each["code"] + each["content"] for each in once.values()) / 1000]
    twentieth, second, first = (largest[place].total() / 1000 for place in (-1, 1, 0))
    return [
        Pair("code that a lesson sends to the page, at most", code, [80], 1, "kB", "what it may take"),
        Pair("… with what its widgets show", widgets, [80], None, "kB", "the same"),
        Pair("… with tables and charts, opened first", [first], [80], None, "kB", "the same"),
        Pair("… opened for the twentieth time", [twentieth], [second], 1.01, "kB", "for the second time"),
    ]


def opening() -> list[Pair]:
    """From navigation to a live lesson, its kernel started on the way, beside plain JupyterLab that shows eight buttons."""
    from opening import measure
    from smo_course.course import syllabus

    lesson = syllabus().lesson(LESSON)
    times = measure(str(lesson.notebook("en")), len(lesson.exercise_ids()), 7)
    return [Pair("from navigation to a live lesson in Chromium", *times, 1.15, "ms", "JupyterLab with eight buttons")]


def click_to_feedback() -> list[Pair]:
    """From click to feedback in Chromium, journal flush included, beside a bare ipywidgets button that sets a label."""
    from clicks import measure

    return [Pair("click to feedback in Chromium", *measure(30), 1.5, "ms", "ipywidgets button sets a label")]


def change_to_picture() -> list[Pair]:
    """From a change in an explorer to its new picture, painted, in Chromium, beside what a hand takes for at once and a bare slider."""
    from clicks import measure_change

    ours, bare = measure_change(15)
    pairs = [Pair(f"change of {name} to its new picture", each, [100], 1, "ms", "what it may take") for name, each in ours.items()]
    return [*pairs, Pair("… beside a bare widget", ours["snowball"], bare, None, "ms", "ipywidgets slider sets a label")]


def grading() -> list[Pair]:
    """Marking 200 submissions of twelve exercises beside reading them at all and beside nbgrader; then ever more of them."""
    import bench_grading as bench

    with tempfile.TemporaryDirectory() as name:
        folder, box = Path(name), Path(name) / "box"
        _, key = bench.assigned(folder)
        bench.hand_in(key, box, 200)
        marked, read = alternately(lambda: bench.marking(key, box) * 1000, lambda: bench.floor(box) * 1000, 7)
        all_of_it = [bench.whole(key, box) * 1000 for _ in range(3)]
        there = bench.nbgrader(folder, box)
    pairs = [
        Pair("marking 200 submissions of 12 exercises", marked, read, 5, "ms", "reading them, json.loads"),
        Pair("smo grade, whole: tables and 200 pages too", all_of_it, read, None, "ms", "reading them, json.loads"),
        # 3,000 times faster is what was asked for.
        Pair("one submission", [each / 200 for each in marked], [there * 1000], 1 / 3000, "ms", "nbgrader autograde"),
    ]
    with tempfile.TemporaryDirectory() as name:
        before = bench.one_size(Path(name) / "1", 1_000)
        for count in (10_000, 100_000):
            now = bench.one_size(Path(name) / str(count), count)
            pairs.append(Pair(f"smo grade, {count:,} submissions", [now.seconds], [now.floor], 8, "s", "reading them, json.loads"))
            pairs.append(Pair("… and a tenth of them", [now.seconds], [before.seconds * 10], 1.5, "s", "ten times those"))
            before = now
    return [
        *pairs,
        Pair("… 100,000", [now.seconds], [30], 1, "s", "what it may take on two quiet cores"),
        Pair("… peak of memory, all processes", [now.peak], [300], 1, "MiB", "what it may take"),
    ]


PARTS = (
    imports, first_exercise, lessons_with_data, models, sent, opening, click_to_feedback, change_to_picture, notebook_suite, grading,
)  # fmt: skip


def main(wanted: list[str]) -> int:
    """Measures the parts that are named, or all."""
    print(f"{'':<52} {'ours':>9} {'':<4} {'beside':>9} {'':<4} {'ratio':>7}")
    pairs = []
    for measure in PARTS:
        if not wanted or measure.__name__ in wanted:
            for pair in measure():
                print(pair, flush=True)
                pairs.append(pair)
    return 0 if all(pair.kept for pair in pairs) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
