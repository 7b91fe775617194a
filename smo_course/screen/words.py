"""What the screen itself says: buttons, states, announcements. Names in braces are filled in by the browser."""

from __future__ import annotations

from functools import cache

from ..text import Text

_WORDS = {
    # kinds
    "kind_choice": Text(en="Choose", fr="Choisir"),
    "kind_several": Text(en="Choose all that apply", fr="Choisir tout ce qui convient"),
    "kind_sort": Text(en="Sort", fr="Classer"),
    "kind_match": Text(en="Match", fr="Associer"),
    "kind_order": Text(en="Put in order", fr="Mettre en ordre"),
    "kind_number": Text(en="Work it out", fr="Calculer"),
    "kind_term": Text(en="Name it", fr="Nommer"),
    "kind_scenario": Text(en="Decide", fr="Décider"),
    "kind_essay": Text(en="Write", fr="Rédiger"),
    # the frame
    "points_one": Text(en="{n} point", fr="{n} point"),
    "points_many": Text(en="{n} points", fr="{n} points"),
    "minutes": Text(en="about {n} min", fr="environ {n} min"),
    "check": Text(en="Check", fr="Vérifier"),
    "check_n": Text(en="Check ({n} left)", fr="Vérifier (encore {n})"),
    "answered": Text(en="Answered", fr="Répondu"),
    "hint": Text(en="Hint ({n} left)", fr="Indice (encore {n})"),
    "no_hint": Text(en="No hint left", fr="Plus d’indice"),
    "hint_n": Text(en="Hint {n}", fr="Indice {n}"),
    "again": Text(en="Other numbers", fr="D’autres nombres"),
    "solve": Text(en="Show the solution", fr="Voir la solution"),
    "solution": Text(en="Solution", fr="Solution"),
    "saving": Text(en="Saving…", fr="Enregistrement…"),
    "score_one": Text(en="This answer: {score} of {n} point", fr="Cette réponse : {score} sur {n} point"),
    "score_many": Text(en="This answer: {score} of {n} points", fr="Cette réponse : {score} sur {n} points"),
    "best": Text(en="counted so far: {n}", fr="acquis : {n}"),
    "no_engine": Text(
        en="The lesson is not answering, so this answer is not saved yet. It may only be busy: wait a little. "
        "If nothing comes, start it again; what you have entered here stays.",
        fr="La leçon ne répond pas : cette réponse n’est pas encore enregistrée. Elle est peut-être seulement occupée : "
        "patientez un peu. Si rien ne vient, relancez-la ; ce que vous avez saisi ici reste.",
    ),
    "restart": Text(en="Start the lesson again", fr="Relancer la leçon"),
    "not_understood": Text(
        en="This page and the lesson do not understand each other. Run the lesson again, then answer again.",
        fr="Cette page et la leçon ne se comprennent pas. Relancez la leçon, puis répondez de nouveau.",
    ),
    # verdicts
    "right": Text(en="Right", fr="Juste"),
    "partial": Text(en="Partly right", fr="Juste en partie"),
    "partial_of": Text(en="Partly right: {right} of {of}", fr="Juste en partie : {right} sur {of}"),
    "wrong": Text(en="Not yet", fr="Pas encore"),
    "invalid": Text(en="Not marked yet", fr="Pas encore évalué"),
    "pending": Text(
        en="Kept. No machine marks this: read it again with the criteria in hand.",
        fr="Conservé. Aucune machine ne l’évalue : relisez-vous, les critères en main.",
    ),
    "pending_person": Text(en="Handed to a person to mark.", fr="Évalué par une personne."),
    "story_right": Text(en="A good way through", fr="Une bonne issue"),
    "story_partial": Text(en="Through, at a price", fr="Une issue qui a coûté"),
    "story_wrong": Text(en="It got away from you", fr="La situation vous a échappé"),
    "previous": Text(en="About your previous answer:", fr="À propos de votre réponse précédente :"),
    # choice, number, term
    "tick_one": Text(en="Choose one answer", fr="Choisissez une réponse"),
    "tick_all": Text(en="Tick all that apply", fr="Cochez tout ce qui convient"),
    "your_answer": Text(en="Your answer", fr="Votre réponse"),
    # essay
    "rubric": Text(en="What will be looked at", fr="Ce qui sera regardé"),
    "your_text": Text(en="Your text", fr="Votre texte"),
    "words_one": Text(en="{n} word", fr="{n} mot"),
    "words_many": Text(en="{n} words", fr="{n} mots"),
    "length_asked": Text(en="{least} to {most} asked for", fr="de {least} à {most} demandés"),
    # order
    "order_help": Text(
        en="Move with the arrow buttons, by dragging, or with Alt + ↑ and Alt + ↓.",
        fr="Déplacez avec les boutons fléchés, en faisant glisser, ou avec Alt + ↑ et Alt + ↓.",
    ),
    "up": Text(en="Move up: {item}", fr="Monter : {item}"),
    "down": Text(en="Move down: {item}", fr="Descendre : {item}"),
    "moved": Text(en="{item}: place {n} of {of}.", fr="{item} : place {n} sur {of}."),
    "out_of_place": Text(en="Out of place", fr="Pas à sa place"),
    # sort
    "sort_help": Text(
        en="Choose a bin for the large card: click it, press its number, or drag the card there.",
        fr="Choisissez une case pour la grande carte : cliquez dessus, tapez son numéro ou faites-y glisser la carte.",
    ),
    "left_one": Text(en="{n} left to sort", fr="Encore {n} à classer"),
    "left_many": Text(en="{n} left to sort", fr="Encore {n} à classer"),
    "none_left": Text(en="All sorted", fr="Tout est classé"),
    "waiting": Text(en="Cards still to sort", fr="Cartes encore à classer"),
    "later": Text(en="Leave it for later", fr="Garder pour plus tard"),
    "undo": Text(en="Undo", fr="Annuler"),
    "put_back": Text(en="Put all back", fr="Tout remettre"),
    "placed": Text(en="{item} → {bin}. Next: {next}. {left}.", fr="{item} → {bin}. Ensuite : {next}. {left}."),
    "all_placed": Text(en="{item} → {bin}. All sorted.", fr="{item} → {bin}. Tout est classé."),
    "picked": Text(en="Current card: {item}.", fr="Carte en cours : {item}."),
    "undone": Text(en="Last move undone.", fr="Dernier geste annulé."),
    "all_back": Text(en="All cards are back.", fr="Toutes les cartes sont revenues."),
    "budget": Text(en="{used} of {limit} {unit} used", fr="{used} sur {limit} {unit}"),
    "over_budget": Text(en="{used} of {limit} {unit}: {over} too many", fr="{used} sur {limit} {unit} : {over} de trop"),
    "goals": Text(en="To cover", fr="À couvrir"),
    "covered": Text(en="covered", fr="c’est fait"),
    "not_covered": Text(en="not yet", fr="pas encore"),
    # scenario
    "so_far": Text(en="The story so far", fr="L’histoire jusqu’ici"),
    "meters": Text(en="Where things stand", fr="Où en sont les choses"),
    "out_of": Text(en="{n} of {of}", fr="{n} sur {of}"),
    "better": Text(en="better", fr="mieux"),
    "worse": Text(en="worse", fr="moins bien"),
    "choices": Text(en="What do you do?", fr="Que faites-vous ?"),
    "you_chose": Text(en="You chose:", fr="Vous avez choisi :"),
    "replay": Text(en="Replay from here", fr="Rejouer à partir d’ici"),
    "start_over": Text(en="Start over", fr="Recommencer"),
    "report": Text(en="How it went", fr="Le bilan"),
    "kept": Text(en="Principles you kept", fr="Principes respectés"),
    "broken": Text(en="Principles you broke", fr="Principes enfreints"),
}


@cache
def words(lang: str) -> dict[str, str]:
    """Everything the exercise screens say, in one language."""
    return {name: text.get(lang) for name, text in _WORDS.items()}
