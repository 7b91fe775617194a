"""What axe-core has to say against a page, or against parts of it."""

from axe_playwright_python.base import AXE_SCRIPT

COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that look at colours: of a page in another theme, all that changes
# Only what is wrong leaves the page: the whole of its results takes longer to send than to find.
_RUN = """([parts, rules, without]) => axe.run(parts ? { include: parts.map((each) => [each]) } : document, {
    resultTypes: ["violations"],
    rules: Object.fromEntries(without.map((each) => [each, { enabled: false }])),
    ...(rules ? { runOnly: { type: "rule", values: rules } } : {}),
}).then(({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((each) => `${id} (${impact}): ${each.target} ${each.html.slice(0, 160)}`)))"""


def violations(page, *parts: str, rules: list[str] | None = None, without: list[str] | None = None) -> list[str]:
    """Of the whole page, or of what these selectors find; by all rules, by these, or by all without some."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(_RUN, [list(parts) or None, rules, without or []])
