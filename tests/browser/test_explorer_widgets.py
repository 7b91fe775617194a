"""The explorers in Chromium: played with by mouse and by keyboard, in both languages, wide, narrow and dark."""

import pytest

import widget_page
from smo_course import explorers
from smo_course.data import case
from smo_course.screen.explorer import ExplorerView
from smo_course.screen.source import Source
from smo_course.simulators import snowball
from smo_course.text import LANGUAGES, number

BOTH = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def opened(page):
    """opened("landscape", "en") shows an explorer that its kernel answers; at the end, the page must have had no error."""
    faults = []

    def show(name, lang, width=1000):
        page.set_default_timeout(5000)
        page.set_viewport_size({"width": width, "height": 900})
        view = ExplorerView(name, lang)
        page.expose_function("practice", answering(view))
        faults.append(widget_page.open_widget(page, view))
        return page

    yield show
    assert not any(faults)


def answering(view):
    """Does what the kernel would, and keeps what it was asked in `asked`."""
    replies = []
    view.send = replies.append
    view.asked = []

    def practice(message):
        view.asked.append(message["settings"])
        view.handle(message)
        return {"custom": [replies.pop()]}

    return practice


def names_on(page, family):
    return page.locator(f"[data-family={family}] .smo-platform-name").all_inner_texts()


def test_a_platform_tells_what_became_of_it(opened):
    page = opened("landscape", "en")
    page.get_by_role("button", name="Google+").click()
    told = page.locator(".smo-detail").inner_text()
    assert "Google closed the public network on 2 April 2019" in told
    assert "The articles of 2015 filed it under “Photos”" in told
    assert page.get_by_role("button", name="Google+").get_attribute("aria-pressed") == "true"


def test_2015_and_today_are_two_maps(opened):
    page = opened("landscape", "en")
    assert "X" in names_on(page, "general") and "Mastodon" in names_on(page, "general")
    assert page.get_by_role("button", name="Skype closed 2025").count() == 1  # in words, not by a line through it alone
    page.get_by_role("radio", name="2015").check()
    assert "Twitter" in names_on(page, "general") and "Mastodon" not in names_on(page, "general")
    assert page.get_by_role("button", name="Skype closed 2025").count() == 0
    assert page.get_by_role("button", name="MSN Messenger closed 2014").count() == 1  # gone before the articles
    assert names_on(page, "photo") == ["Instagram", "Flickr", "Pinterest"]
    page.get_by_role("radio", name="today").check()
    assert "Snapchat" in names_on(page, "photo") and "Instagram" in names_on(page, "video")


def test_a_platform_that_did_not_exist_keeps_its_story_in_2015(opened):
    page = opened("landscape", "en")
    page.get_by_role("button", name="TikTok").click()
    page.get_by_role("radio", name="2015").check()
    assert "Opened outside China in 2017" in page.locator(".smo-detail").inner_text()


def test_the_filter_leaves_what_it_says_and_counts_it(opened):
    page = opened("landscape", "en")
    page.get_by_label("Show").select_option("closed")
    left = page.locator(".smo-platform")
    assert f"({left.count()})" in page.locator("option:checked").inner_text()
    assert all("closed" in each for each in left.all_inner_texts())
    page.get_by_role("radio", name="2015").check()  # there is no such question to the map of 2015: all is shown again
    assert page.locator("option:checked").inner_text().startswith("everything")


def test_the_map_by_keyboard_alone(opened):
    page = opened("landscape", "fr")
    first = page.locator(".smo-platform").first
    widget_page.tab_to(page, first)
    page.keyboard.press("ArrowRight")
    second = page.locator(".smo-platform").nth(1)
    assert second.evaluate("each => each === document.activeElement")
    assert second.locator(".smo-platform-name").inner_text() in page.locator(".smo-detail h4").inner_text()
    page.keyboard.press("End")
    assert page.locator(".smo-platform").last.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Tab")  # one stop for the whole map: Tab leaves it
    assert page.evaluate("document.activeElement.closest('.smo-sea')") is None
    assert page.evaluate("window.outside").count("ArrowRight") == 0  # JupyterLab would have gone to another cell


@pytest.mark.parametrize("width", [1000, 400])
def test_the_story_stands_by_what_was_chosen_which_stays_where_it_is(opened, width):
    page = opened("landscape", "en", width)
    chips = page.locator(".smo-platform")
    for place in (2, -1, 20, 0):
        button = chips.nth(place)
        button.scroll_into_view_if_needed()
        before = button.bounding_box()
        button.click()
        at, story = button.bounding_box(), page.locator(".smo-detail").bounding_box()
        assert abs(at["y"] - before["y"]) < 2
        if width == 400:
            island = button.locator("xpath=ancestor::section[contains(@class, 'smo-island')]").bounding_box()
            assert 0 <= story["y"] - (island["y"] + island["height"]) < 20
        else:
            assert story["y"] - 2 <= at["y"] <= story["y"] + story["height"]


@pytest.mark.parametrize("tone", snowball.TONES)
@BOTH
def test_the_sentence_says_the_simulator_s_number(opened, lang, tone):
    page = opened("snowball", lang)
    page.locator(f"input[value={tone}]").check()
    total = number(round(snowball.curve(63, tone, 3_000)[-1]), lang)
    page.locator(".smo-result").filter(has_text=f"{total} mentions").wait_for()
    said = page.locator(".smo-result").inner_text()
    assert "simul" in said
    assert page.get_by_role("img").get_attribute("aria-label") == said
    assert page.get_by_role("slider").is_disabled() == (tone == "none")


def test_the_slider_by_keyboard_says_the_hour_and_moves_the_curve(opened):
    page = opened("snowball", "en")
    slider = page.get_by_label("Hour of the first answer")
    widget_page.tab_to(page, slider)
    yours = page.locator(".smo-line.smo-strong").first
    before = yours.get_attribute("d")
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "Friday, 6\u00a0p.m."
    page.locator(".smo-result").filter(has_text="11 mentions").wait_for()
    assert yours.get_attribute("d") != before
    assert "times as many" not in page.locator(".smo-result").inner_text()
    assert page.evaluate("window.outside").count("Home") == 0


def test_the_figures_of_the_picture_are_there_as_a_table(opened):
    page = opened("snowball", "en")
    page.get_by_text("The figures").click()
    rows = page.locator(".smo-figures tr").all_inner_texts()
    assert rows[0].split("\t") == ["Mentions, by the end of", "your choice", "no answer", "sincere, at once"]
    ends = [round(snowball.curve(hour, tone, 3_000)[78]) for hour, tone in ((63, "sincere"), (0, "none"), (0, "sincere"))]
    assert rows[4].split("\t") == ["Monday", *map(str, ends)]


def test_a_larger_community_is_another_scale(opened):
    page = opened("snowball", "fr")
    page.get_by_label("10\u202f000 abonnés").check()
    page.locator("text.smo-axis").filter(has_text="1\u202f000").wait_for()
    assert page.locator(".smo-band").count() == 4


# ---- Between the view and the kernel

HELD = "() => { window.held = []; window.practice = (message) => new Promise((done) => window.held.push({message, done})); }"
SLIDE = """(hours) => {
  const slider = document.querySelector("input[type=range]");
  for (const hour of hours) {
    slider.value = hour;
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  }
}"""
ALARM = "The lesson is not answering"


@pytest.fixture
def kernel(page):
    """The snowball, before a kernel whose replies are the test's: held() are its questions, reply(place) answers one."""

    class Kernel:
        def __init__(self):
            self.view, self.replies = ExplorerView("snowball", "en"), []
            self.view.send = self.replies.append
            page.clock.install()
            self.faults = widget_page.open_widget(page, self.view)
            page.evaluate(HELD)

        def slide(self, *hours):
            page.evaluate(SLIDE, list(hours))
            page.clock.run_for(1)

        def held(self):
            return page.evaluate("held.map(({ message }) => message)")

        def reply(self, place, **changed):
            self.view.handle(self.held()[place])
            page.evaluate("([place, reply]) => { held[place].done({custom: [reply]}); }", [place, {**self.replies.pop(), **changed}])

        def said(self):
            return page.locator(".smo-result").inner_text()

    kernel = Kernel()
    yield kernel
    assert not kernel.faults


def hours(messages):
    return [each["settings"]["hour"] for each in messages]


def said_of(hour):
    return f"{round(snowball.curve(hour, 'sincere', 3_000)[-1])} mentions"


def test_one_question_is_on_its_way_and_of_the_others_the_newest_waits(kernel):
    kernel.slide(3)
    kernel.slide(6)
    kernel.slide(9, 12)
    kernel.slide(15)
    assert hours(kernel.held()) == [3]
    kernel.reply(0)
    assert hours(kernel.held()) == [3, 15]
    kernel.reply(1)
    assert said_of(15) in kernel.said()
    assert len(kernel.held()) == 2


def test_changes_of_one_moment_are_one_question(kernel):
    kernel.slide(3, 6, 9, 12)
    assert hours(kernel.held()) == [12]


def test_what_has_not_changed_is_not_asked_again(kernel):
    kernel.slide(3)
    kernel.reply(0)
    kernel.slide(3)
    assert hours(kernel.held()) == [3]


def test_a_reply_to_another_question_changes_nothing(kernel):
    before = kernel.said()
    kernel.slide(3)
    kernel.reply(0, n="another page’s")
    assert kernel.said() == before


def test_what_was_superseded_by_silence_never_comes_back(kernel, page):
    kernel.slide(3)
    kernel.slide(30)
    page.clock.run_for(5000)
    assert hours(kernel.held()) == [3, 30]
    kernel.reply(1)
    kernel.reply(0)
    assert said_of(30) in kernel.said()


def test_a_silent_kernel_is_told_and_the_picture_comes_when_it_is_back(kernel, page):
    kernel.slide(3)
    page.clock.run_for(1000)
    assert page.get_by_role("status").inner_text() == "Working it out…"
    assert page.locator(".smo-picture").get_attribute("aria-busy") == "true"
    assert page.get_by_role("alert").inner_text() == ""
    page.clock.run_for(4000)
    assert ALARM in page.get_by_role("alert").inner_text()
    assert page.get_by_role("button", name="Start the lesson again").is_visible()
    kernel.slide(6)
    page.clock.run_for(60_000)
    assert hours(kernel.held()) == [3, 3, 6, 6, 6]  # asked again after 5, 10, 20 and 20 seconds: nobody is flooded
    kernel.reply(4)
    assert said_of(6) in kernel.said()
    assert page.get_by_role("alert").inner_text() == "" == page.get_by_role("status").inner_text()
    assert page.locator(".smo-picture").get_attribute("aria-busy") == "false"
    kernel.slide(9)
    page.clock.run_for(4900)
    assert page.get_by_role("alert").inner_text() == ""  # as patient as at first
    page.clock.run_for(200)
    assert ALARM in page.get_by_role("alert").inner_text()


def test_a_kernel_that_is_gone_is_told_at_once(kernel, page):
    page.evaluate("window.gone = true")
    kernel.slide(3)
    assert ALARM in page.get_by_role("alert").inner_text()
    page.evaluate("window.gone = false")
    page.clock.run_for(5000)
    kernel.reply(0)
    assert said_of(3) in kernel.said()
    assert page.get_by_role("alert").inner_text() == ""


def test_a_view_that_is_taken_away_asks_no_more(kernel, page):
    kernel.slide(3)
    page.evaluate("hide()")
    page.clock.run_for(60_000)
    assert len(kernel.held()) == 1


def test_a_setting_that_cannot_be_is_told_beside_its_control(kernel, page):
    page.evaluate("document.querySelector('input[type=range]').max = 90")
    before = kernel.said()
    kernel.slide(90)
    kernel.reply(0)
    slider = page.get_by_role("slider")
    assert slider.get_attribute("aria-invalid") == "true"
    told = page.locator(f"[id='{slider.get_attribute('aria-describedby')}']")
    assert told.inner_text() == "“Hour of the first answer” must be at most 72."
    assert kernel.said() == before
    kernel.slide(3)
    kernel.reply(1)
    assert told.inner_text() == "" and slider.get_attribute("aria-invalid") == "false"
    assert said_of(3) in kernel.said()


@BOTH
def test_of_all_explorers_on_one_page_no_violation_and_nothing_wider_than_it(page, lang):
    """Wide and light, then narrow and dark: axe takes seconds for a page as long as this."""
    page.set_viewport_size({"width": 1000, "height": 900})
    first, *others = (ExplorerView(name, lang) for name in explorers.names())
    faults = widget_page.open_widget(page, first)
    for view in others:
        widget_page.open_beside(page, view)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert page.locator(".smo-explorer").count() == len(explorers.names())
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    assert not widget_page.violations(page)
    page.set_viewport_size({"width": 380, "height": 900})
    widget_page.dark(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert not widget_page.violations(page)
    assert not faults


def in_result(page, text):
    page.locator(".smo-result").filter(has_text=text).wait_for()


def test_the_statistics_turn_when_money_is_left_out(opened):
    page = opened("page_statistics", "en")
    assert page.locator(".smo-weak").count() == 1  # seven videos
    in_result(page, "Paid reach.")
    page.get_by_label("without money").check()
    in_result(page, "Image 3,762")
    page.get_by_label("Number compared").select_option(label="Impressions per person reached")
    in_result(page, "Counted otherwise.")
    page.get_by_label("X (Twitter)").check()
    page.get_by_text("“Number compared” isn’t known of these posts").wait_for()
    mine = case.case_columns("posts", "altimetre", "en")[0]
    other = ExplorerView("page_statistics", "en", lambda: Source(("mine",), "Data: mine.", lambda table: mine))
    page.evaluate("(content) => elsewhere({content})", other.content)  # a file was chosen above it
    page.get_by_text("Data: mine.").wait_for()
    assert page.locator(".smo-explorer").count() == 1 and page.get_by_label("Facebook").is_checked()
    assert "Video 4,241" in page.locator(".smo-result").inner_text()


def test_a_prize_for_anybody_is_cheaper_by_the_entry_and_dearer_by_the_fan(opened):
    page = opened("contest_budget", "en")
    page.get_by_label("something that anybody wants (a tablet)").check()
    in_result(page, "€2.56 for each entry")
    in_result(page, "€18 for each fan who is still there")
    page.get_by_text("Assumptions that you can move").click()
    slider = page.get_by_label("When anybody wants the prize")
    widget_page.tab_to(page, slider)
    page.keyboard.press("Home")  # nobody comes for the prize alone
    in_result(page, "Of 105 new fans, 100 are left")


def test_criteria_mixed_leave_fewer_and_added_leave_more(opened):
    page = opened("targeting", "fr")
    page.get_by_text("Centres d’intérêt").click()
    page.get_by_label("thé", exact=True).first.check()
    in_result(page, "361\u202f700")
    page.get_by_text("Mots clés", exact=True).click()
    page.get_by_role("group", name="Mots clés").get_by_label("thé", exact=True).check()
    in_result(page, "20\u202f300")
    page.get_by_label("l’un ou l’autre (additionner)").check()
    in_result(page, "414\u202f100")
    assert page.locator(".smo-bar-name").all_inner_texts()[:2] == ["Tout le monde", "L’un des goûts"]
    page.get_by_label("À partir de (ans)").select_option("50")
    page.get_by_label("Jusqu’à (ans)").select_option("34")
    page.get_by_text("« Jusqu’à (ans) » ne doit pas").wait_for()


def test_at_one_s_own_bid_the_value_gains_nothing(opened):
    page = opened("auction", "en")
    dot = page.locator("circle.smo-dot")
    before = dot.get_attribute("cy")
    page.get_by_label("their own bid").check()
    in_result(page, "Who pays their bid has to bid less")
    assert float(dot.get_attribute("cy")) > float(before)


def test_a_campaign_is_read_on_its_dashboard(opened):
    page = opened("campaign", "fr")
    in_result(page, "L’objectif ne convient pas au brief")
    page.get_by_label("Objectif").select_option("clicks")
    in_result(page, "L’objectif convient au brief.")
    tiles = dict(zip(page.locator("dt").all_inner_texts(), page.locator("dd strong").all_inner_texts(), strict=True))
    assert tiles["Clics"] == "1\u202f610" and "Leads" not in tiles
    page.get_by_label("Audience", exact=True).select_option("everybody")
    in_result(page, "n’est jamais affichée")


def test_the_machine_says_nothing_before_the_guess(opened):
    page = opened("sentiment", "en")
    assert page.locator("mark").count() == 0 and not page.get_by_label("Page").is_visible()
    assert not page.get_by_text("The figures", exact=True).is_visible()  # there are none yet
    slider = page.get_by_label("Your guess")
    widget_page.tab_to(page, slider)
    page.keyboard.press("End")
    in_result(page, "you guessed 100")
    assert page.get_by_text("The figures", exact=True).is_visible()
    assert page.locator(".smo-mentions li").count() == 6 and page.locator("mark").count() > 0
    assert page.locator(".smo-mentions .smo-right").count() == 0  # those it got wrong
    page.get_by_label("Page").fill("14")
    page.get_by_text("page 14 of 14").wait_for()
    page.get_by_role("radio", name="ironic ones").check()
    page.get_by_text("page 3 of 3").wait_for()
    assert page.get_by_label("Page").get_attribute("aria-valuetext") == "3"
    page.locator(".smo-mentions li").filter(has_text="· irony").first.wait_for()
