"""Whatever a page says, however short its stay: what is seen, what is read out, what stands in its pictures."""

# What is the course's in JupyterLab: what its cells show, the bar above them and the buttons.
OURS = ".smo, .smo-course, .smo-spot, .smo-own-tools, .smo-lesson .jp-OutputArea-output, .smo-bar, .smo-notice, [data-jp-item-name^=smo-]"
PAGE = "html"

# Gathers texts in window.said. Of what a change takes away again before it is told here, the old text is told instead.
_WATCH = """(ours) => {
    const SILENT = "script, style, code"; // what nobody reads, and what is no language's
    const READ = ["alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "data-label", "label", "placeholder", "title"];
    const said = (window.said = new Set());
    const SVG = "data:image/svg+xml;base64,";
    const decoded = (text) => new TextDecoder().decode(Uint8Array.from(atob(text), (each) => each.charCodeAt(0)));
    function gather(node) {
        if (node.nodeType === Node.TEXT_NODE) said.add(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) return;
        for (const name of READ) if (node.hasAttribute(name)) said.add(node.getAttribute(name));
        if (node.src?.startsWith?.(SVG)) gather(new DOMParser().parseFromString(decoded(node.src.slice(SVG.length)), "image/svg+xml").documentElement);
        node.childNodes.forEach(gather);
    }
    const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    const inside = (node) => element(node)?.closest(ours) && !element(node).closest(SILENT);
    function seen({ target, addedNodes, oldValue, type }) {
        if (inside(target) && oldValue) said.add(oldValue);
        if (inside(target) && type !== "childList") gather(target);
        for (const node of addedNodes) {
            if (inside(target) || inside(node)) gather(node);
            else node.querySelectorAll?.(ours).forEach(gather);
        }
    }
    new MutationObserver((changes) => changes.forEach(seen)).observe(document, {
        subtree: true, childList: true, characterData: true, characterDataOldValue: true,
        attributes: true, attributeOldValue: true, attributeFilter: READ,
    });
}"""

# Presses whatever can be pressed, chosen, moved or typed into, one after the other.
_PRESS = """async (node) => {
    const send = (each, name) => each.dispatchEvent(new Event(name, { bubbles: true }));
    const pause = () => new Promise((done) => setTimeout(done));
    async function press(what, action) {
        for (const each of [...node.querySelectorAll(what)].filter((each) => each.isConnected)) (action(each), await pause());
    }
    const set = (value) => (each) => ((each.value = value(each)), send(each, "input"), send(each, "change"));
    await press("input[type=radio], input[type=checkbox], summary", (each) => each.click());
    await press("select", (each) => [...each.options].forEach((_, place) => set(() => each.options[place].value)(each)));
    await press("input[type=range]", set((each) => each.max));
    await press("input[type=text], input[type=search], textarea", set(() => "\u0271\u014d\u0163"));
    await press("button:not([type=submit])", (each) => each.click());
    await press("button:not([type=submit])", (each) => each.click());
}"""


def watch(page, ours: str) -> None:
    """Listens, from the next page on, to what is said inside of what a selector names."""
    page.add_init_script(f"({_WATCH})({ours!r})")


def said(page) -> list[str]:
    return page.evaluate("[...window.said]")


def press_everything(place) -> None:
    """Presses all that there is to press in a place."""
    place.evaluate(_PRESS)
