"""The commands of `smo`: a module each, with the same two functions.

`add_to(commands, lang)` says in a language what the command takes, and returns its parser. `run(options)` does the work, tells
what came of it and returns 0 (well) or 1 (something was found wrong); what cannot be done is raised, and told by the command
line. The work itself is imported within `run`: help, and marking, load no library that they do not need.
"""

COMMANDS = (
    "lab",
    "workbook",
    "check",
    "open",
    "show",
    "hand_in",
    "assign",
    "exercises",
    "bank",
    "guide",
    "new",
    "preview",
    "grade",
    "withdraw",
    "undo",
    "mark",
    "release",
    "report",
    "export",
)
