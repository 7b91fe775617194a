// Draws a widget from its kernel's library (screen/library.py): links the modules that it needs, each once a page, and puts
// their styles into the page. A module's imports become addresses of what they name, so what is imported comes first.

const IMPORT = /^import\b[^"]*"(\.[^"]+)";$/gm;
const addresses = new Map(); // of linked modules, by their source: two versions of a file are two modules
const worn = new Set(); // the style sheets in the page

// `read(path)` promises the text of a file; the result loads a module by its path.
export function linker(read) {
  const linked = new Map(); // promises of addresses, by path

  async function link(path) {
    const source = await read(path);
    if (path.endsWith(".css")) return wear(source);
    const found = [];
    for (const [, specifier] of source.matchAll(IMPORT)) found.push(await at(new URL(specifier, `file:///${path}`).pathname.slice(1)));
    return address(
      source.replace(IMPORT, (statement, specifier) => rewritten(statement, specifier, found.shift())),
      path,
    );
  }
  function at(path) {
    if (!linked.has(path)) linked.set(path, link(path));
    return linked.get(path);
  }
  return async (path) => import(await at(path));
}

// A style sheet has no address: its import goes away.
const rewritten = (statement, specifier, url) => (url ? statement.replace(specifier, url) : "");

function address(source, path) {
  if (!addresses.has(source)) {
    const named = `${source}\n//# sourceURL=smo-course/${path}`;
    addresses.set(source, URL.createObjectURL(new Blob([named], { type: "text/javascript" })));
  }
  return addresses.get(source);
}

function wear(style) {
  if (worn.has(style)) return;
  worn.add(style);
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
}

// -- in a notebook

const linkers = new WeakMap(); // by library

// What the library holds under a name. It is sent before the widget that needs it, but may be taken in after it.
async function piece(library, name) {
  while (!library.get(name)) await new Promise((resolve) => library.on(`change:${name}`, resolve));
  return new Response(new Blob([library.get(name)]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

export async function render(view, library) {
  const { module, words, lang } = view.model.get("drawn_by");
  if (!linkers.has(library))
    linkers.set(
      library,
      linker((path) => piece(library, path)),
    );
  const load = linkers.get(library);
  const [drawn, { speaker }, ...messages] = await Promise.all([
    load(module),
    load("screen/lib/words.js"),
    ...words.map((each) => piece(library, each)),
  ]);
  return drawn.render({ ...view, say: speaker(Object.assign({}, ...messages.map((each) => JSON.parse(each))), lang) });
}
