"""What lessons import, imported before a page asks for it. Kernels of `smo lab` run this file as they start (PYTHONSTARTUP).

While a page loads JupyterLab, which takes seconds, the kernel of its lesson is there and idle: its first cells need not wait
for half a second of imports. Modules are imported, with what they say, and nothing else: what a lesson does begins with its
first cell.
"""


def _import() -> None:
    import os
    import sys
    from contextlib import suppress
    from importlib import import_module
    from pkgutil import iter_modules

    path = sys.path[:]
    # A folder's own modules come first there, and nothing of a notebook's folder may run before somebody has asked for it.
    sys.path[:] = [each for each in path if each and os.path.abspath(each) != os.getcwd()]
    try:
        with suppress(Exception):  # what cannot be imported is told where a lesson imports it
            import_module("smo_course.lesson")
            screen = import_module("smo_course.screen")
            for module in iter_modules(screen.__path__, "smo_course.screen."):
                import_module(module.name)
            for lang in import_module("smo_course.text").LANGUAGES:
                import_module("babel.localedata").load(lang)
            import_module("smo_course.words").read_ahead()
    finally:
        sys.path[:] = path


_import()
del _import
