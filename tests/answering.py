"""Answers a whole lesson from inside its kernel, through the same door as the screen."""

import json


def answer_all(lesson, sample: str) -> None:
    """Checks the given sample ("right" or "wrong") of every exercise on the page and prints what came of it as JSON."""
    results = {}
    for name, view in lesson.views.items():
        attempt = view.attempt
        answer = getattr(attempt.exercise.samples(attempt.seed), sample)
        view.handle({"do": "check", "answer": answer, "n": 1})
        state = view.state
        results[name] = {
            "status": state["status"],
            "score": state["score"],
            "max": state["max"],
            "feedback": [each["text"] for each in state["feedback"]],
            "saved": state["saved"]["ok"],
        }
    done = lesson.progress()
    print(json.dumps({"exercises": results, "points": done.points, "most": done.most, "done": done.done, "of": done.exercises}))


def fill_pieces(lesson) -> None:
    """Fills in every piece of the workbook on the page as its example does."""
    for view in lesson.sheets.values():
        piece, lang = view.sheet.piece, view.sheet.lang
        change = {part.id: part.example(piece.example.answer[part.id], lang) for part in piece.parts if part.id in piece.example.answer}
        view.handle({"do": "edit", "change": change, "company": view.state["company"]["key"], "n": 1})


def states(lesson) -> None:
    """Prints what is on the screen, as JSON."""
    shown = ("answer", "status", "score", "best", "feedback", "hints")
    exercises = {name: {each: view.state[each] for each in shown} for name, view in lesson.views.items()}
    pieces = {name: {each["text"]: each["standing"] for each in view.state["verdicts"]} for name, view in lesson.sheets.items()}
    print(json.dumps({"exercises": exercises, "pieces": pieces}))
