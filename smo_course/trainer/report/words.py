"""What the report says, in both languages."""

from __future__ import annotations

import re

from ...elements import clean
from ...markup import inline
from ...text import Text, number


def say(name: str, lang: str, **values: object) -> str:
    """A phrase with its values filled in; numbers are written as the language writes them."""
    filled = {key: amount(each, lang) if isinstance(each, int | float) else each for key, each in values.items()}
    return _WORDS[name].get(lang).format(**filled)


def counted(name: str, n: float, lang: str) -> str:
    """A number of things: "1 learner", "2 learners"; French takes the singular below 2."""
    one, many = _COUNTED[name].get(lang).split("|")
    return f"{amount(n, lang)}\u00a0{one if n == 1 or (n < 2 and lang == 'fr') else many}"


def amount(value: float | None, lang: str, decimals: int = 2) -> str:
    """A number with at most this many decimals, with a minus sign that is one; a dash for none."""
    if value is None:
        return "–"
    rounded = round(value, decimals)
    return number(rounded if rounded else 0, lang).replace("-", "−")


def correlation(value: float, lang: str) -> str:
    """A correlation, always with two decimals: they stand below each other."""
    return number(round(value, 2) + 0.0, lang, 2).replace("-", "−")


def per_cent(share: float | None, lang: str) -> str:
    if share is None:
        return "–"
    return say("per_cent", lang, n=round(100 * share))


def unmarked(text: str) -> str:
    """A text of an exercise on one line, without its markup and with its French spaces."""
    nodes = [each if isinstance(each, str) else each.text or "" for each in inline(clean(text))]
    return re.sub(r"[ \t\r\n]+", " ", "".join(nodes)).strip(" ")


def shortened(text: str, most: int) -> str:
    """The first words of a text, at most so many characters of it."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rpartition(' ')[0] or text[: most - 2]} …"


def status(name: str, lang: str) -> str:
    """A verdict on what was handed in, as a reason: "handed in nothing"."""
    return _STATUSES[name].get(lang) if name in _STATUSES else say("nothing_counts", lang, status=name)


_COUNTED = {
    "learners": Text(en="learner|learners", fr="apprenant|apprenants"),
    "points": Text(en="point|points", fr="point|points"),
    "answers": Text(en="answer|answers", fr="réponse|réponses"),
    "people": Text(en="person|people", fr="personne|personnes"),
}

_STATUSES = {
    "missing": Text(en="handed in nothing", fr="n’a rien remis"),
    "too late": Text(en="handed in after the last moment for late work", fr="remise après le dernier délai"),
    "contested": Text(
        en="several people filed work under this name: none counts until you say whose it is",
        fr="plusieurs personnes ont déposé des remises sous ce nom\u00a0: aucune ne compte tant que vous n’avez pas tranché",
    ),
    "beyond attempts": Text(en="handed in more often than the assignment allows", fr="plus de remises que le devoir n’en permet"),
    "refused": Text(en="could not be opened", fr="n’a pas pu être ouvert"),
    "truncated": Text(en="is cut off: have it handed in again", fr="est tronqué\u00a0: à faire remettre de nouveau"),
    "edited": Text(en="was changed after it was handed in", fr="a été modifié après la remise"),
    "unreadable": Text(en="is no submission, or is damaged", fr="n’est pas une remise, ou est abîmé"),
    "too large": Text(en="is larger than any submission", fr="est plus gros qu’aucune remise"),
    "other assignment": Text(en="answers another assignment", fr="répond à un autre devoir"),
    "stale": Text(en="answers a former edition of the assignment", fr="répond à une ancienne édition du devoir"),
    "foreign sheet": Text(en="answers a sheet that was not made with this key", fr="répond à une feuille qui ne vient pas de ce corrigé"),
    "other learner": Text(
        en="is filed for somebody else than the learner it names", fr="est déposé pour quelqu’un d’autre que l’apprenant qu’il nomme"
    ),
    "unknown learner": Text(en="names a learner who is not on the roster", fr="nomme quelqu’un qui n’est pas sur la liste"),
    "no time": Text(en="does not say when it was handed in", fr="ne dit pas quand il a été remis"),
}

_WORDS = {
    "colon": Text(en=": ", fr="\u00a0: "),
    "per_cent": Text(en="{n}%", fr="{n}\u00a0%"),
    "and_more": Text(en="and {n} more", fr="et {n} de plus"),
    "and_more_in": Text(en="and {n} more: see {file}", fr="et {n} de plus\u00a0: voir {file}"),
    "brackets": Text(en="({what})", fr="({what})"),
    "id": Text(en="id", fr="identifiant"),
    "numbered": Text(en="{n}. {title}", fr="{n}. {title}"),
    "of": Text(en="{n} of {of}", fr="{n} sur {of}"),
    # Mistakes
    "typed": Text(en="“{what}”", fr="«\u00a0{what}\u00a0»"),
    "unreadable": Text(en="incomplete, or not in a form that can be marked", fr="incomplète, ou sous une forme impossible à évaluer"),
    "not_ticked": Text(en="{what} (not ticked)", fr="{what} (non coché)"),
    "over_budget": Text(en="{what} (over the budget)", fr="{what} (budget dépassé)"),
    "uncovered": Text(en="{what} (not covered)", fr="{what} (non couvert)"),
    "out_of_place": Text(en="{what} (most out of place)", fr="{what} (le plus mal placé)"),
    "other_number": Text(en="another number", fr="un autre nombre"),
    "this_number": Text(en="another number: {what}", fr="un autre nombre\u00a0: {what}"),
    "criterion": Text(en="{what} (not in full)", fr="{what} (pas entièrement)"),
    # The whole
    "title": Text(en="{title}: what the class missed", fr="{title}\u00a0: ce que la classe n’a pas compris"),
    "graded_on": Text(en="Graded on {day}", fr="Corrigé le {day}"),
    "due": Text(en="Due on {day}", fr="À rendre le {day}"),
    "for_you": Text(
        en="For trainers: this page names learners and tells the answers.",
        fr="Pour les formateurs\u00a0: cette page nomme des apprenants et dit les réponses.",
    ),
    "learners": Text(en="learners", fr="apprenants"),
    "in_time": Text(en="in time", fr="à l’heure"),
    "late": Text(en="late", fr="en retard"),
    "missing": Text(en="missing", fr="sans remise"),
    "other": Text(en="nothing counts", fr="rien ne compte"),
    "mean": Text(en="mean", fr="moyenne"),
    "median": Text(en="median", fr="médiane"),
    "of_points": Text(en="{what}, of {points}", fr="{what}, sur {points}"),
    "nobody": Text(
        en="Nobody’s work counts so far: there is nothing to work out yet.",
        fr="Aucune remise ne compte pour l’instant\u00a0: il n’y a encore rien à calculer.",
    ),
    "all_right": Text(en="No mistakes.", fr="Aucune erreur."),
    "nothing_counts": Text(en="nothing handed in counts ({status})", fr="rien de ce qui est remis ne compte ({status})"),
    # In short
    "short": Text(en="In short", fr="En bref"),
    "short_hardest": Text(
        en="Hardest: {title}, where {share} of the points were earned.",
        fr="Le plus difficile\u00a0: {title}, où {share} des points ont été obtenus.",
    ),
    "short_mistake": Text(
        en="Most frequent mistake (in {title}, {n}): {what}.", fr="Erreur la plus fréquente (dans {title}, {n})\u00a0: {what}."
    ),
    "short_teach": Text(en="To teach again first: {what}.", fr="À reprendre d’abord\u00a0: {what}."),
    "short_call": Text(en="Need a call: {n}.", fr="À contacter\u00a0: {n}."),
    "short_waiting": Text(en="Wait for a person: {n}.", fr="En attente d’évaluation\u00a0: {n}."),
    # Points
    "points": Text(en="Points", fr="Points"),
    "points_chart": Text(en="How many learners earned how many points", fr="Combien d’apprenants ont obtenu combien de points"),
    "points_axis": Text(en="points, of {most}", fr="points, sur {most}"),
    "points_axis_share": Text(en="share of the {most} points", fr="part des {most} points"),
    "points_half": Text(en="half", fr="la moitié"),
    "points_alt": Text(
        en="{title}: {said}. Mean {mean}, median {median}, of {most}.",
        fr="{title}\u00a0: {said}. Moyenne {mean}, médiane {median}, sur {most}.",
    ),
    "step_points": Text(en="{low}", fr="{low}"),
    "step_share": Text(en="{low}–{high}%", fr="{low}–{high}\u00a0%"),
    "points_step": Text(en="points", fr="points"),
    "points_step_share": Text(en="points, in per cent", fr="points, en pour cent"),
    "points_table": Text(en="The same in a table", fr="La même chose en tableau"),
    # Concepts
    "concepts": Text(en="To teach again", fr="À reprendre"),
    "concept": Text(en="concept", fr="notion"),
    "earned": Text(en="points earned", fr="points obtenus"),
    "practised": Text(en="practised in", fr="travaillée dans"),
    "concepts_about": Text(
        en="Concepts for which less than two thirds of the points were earned, lowest first. An exercise weighs by its points, "
        "divided among its concepts; concepts that no exercise tells apart stand together.",
        fr="Les notions pour lesquelles moins des deux tiers des points ont été obtenus, la plus faible d’abord. Un exercice pèse "
        "par ses points, partagés entre ses notions\u00a0; celles qu’aucun exercice ne distingue sont réunies.",
    ),
    "concepts_none": Text(
        en="For every concept, two thirds of the points or more were earned.",
        fr="Pour chaque notion, les deux tiers des points au moins ont été obtenus.",
    ),
    "concepts_unknown": Text(en="No exercise with concepts is marked yet.", fr="Aucun exercice lié à des notions n’est encore évalué."),
    # Calls
    "calls": Text(en="Who needs a call", fr="Qui contacter"),
    "calls_about": Text(
        en="Whoever handed in nothing that counts, earned less than half of the points (answers still to be marked counted as "
        "right), or was late.",
        fr="Les personnes dont rien ne compte, qui ont obtenu moins de la moitié des points (les réponses encore à évaluer étant "
        "comptées comme justes) ou qui ont remis en retard.",
    ),
    "calls_none": Text(en="Nobody.", fr="Personne."),
    "learner": Text(en="learner", fr="apprenant"),
    "why": Text(en="why", fr="pourquoi"),
    "failing": Text(en="earned {total} of {most} points", fr="{total} points obtenus sur {most}"),
    "was_late": Text(en="handed in late", fr="remise en retard"),
    "was_late_lost": Text(en="handed in late, which cost {points}", fr="remise en retard, ce qui a coûté {points}"),
    # Waiting
    "waiting": Text(en="Waits for a person", fr="En attente d’évaluation"),
    "waiting_about": Text(
        en="Mark them with {command}, grade again, and make this report anew. All of them: {file}.",
        fr="Évaluez-les avec {command}, relancez la correction, puis refaites ce rapport. La liste\u00a0: {file}.",
    ),
    "waiting_none": Text(en="Nothing: every answer is marked.", fr="Rien\u00a0: toutes les réponses sont évaluées."),
    # Exercises
    "exercises": Text(en="Exercise by exercise", fr="Exercice par exercice"),
    "exercise": Text(en="exercise", fr="exercice"),
    "answered": Text(en="answered", fr="répondu"),
    "difficulty": Text(en="points earned", fr="points obtenus"),
    "discrimination": Text(en="discrimination", fr="discrimination"),
    "mistake": Text(en="most frequent mistake", fr="erreur la plus fréquente"),
    "reading_marked": Text(en="{reading}; {n} marked", fr="{reading}\u00a0; {n} évalués"),
    "reading_negative": Text(en="negative", fr="négative"),
    "reading_low": Text(en="low", fr="faible"),
    "reading_fair": Text(en="fair", fr="correcte"),
    "reading_good": Text(en="satisfactory", fr="satisfaisante"),
    "lacking_few": Text(en="too few are marked", fr="trop peu d’apprenants évalués"),
    "lacking_alone": Text(en="no other exercise to compare with", fr="aucun autre exercice à comparer"),
    "lacking_same": Text(en="all earned the same", fr="tous ont obtenu autant"),
    "lacking_rest-same": Text(en="all earned the same elsewhere", fr="tous ont obtenu autant ailleurs"),
    "exercises_chart": Text(en="Points earned, and discrimination, by exercise", fr="Points obtenus et discrimination, par exercice"),
    "exercises_chart_cut": Text(
        en="Points earned, and discrimination, of the {n} hardest exercises",
        fr="Points obtenus et discrimination des {n} exercices les plus difficiles",
    ),
    "exercises_alt": Text(
        en="{title}: {said}.",
        fr="{title}\u00a0: {said}.",
    ),
    "exercises_alt_one": Text(en="{title}, {share}, discrimination {value}", fr="{title}, {share}, discrimination {value}"),
    "undefined": Text(en="undefined", fr="non définie"),
    "how": Text(en="How these are worked out, and how to read them", fr="Comment c’est calculé, et comment le lire"),
    "how_difficulty": Text(
        en="**Points earned** is an exercise’s difficulty: the mean share of its points that was earned (its facility, or p value). "
        "An easy exercise is near 100%. What was not answered has earned nothing; what a person has still to mark is left out.",
        fr="**Points obtenus** dit la difficulté d’un exercice\u00a0: la part moyenne de ses points qui a été obtenue (son indice de "
        "facilité, ou valeur p). Un exercice facile est proche de 100\u00a0%. Ce qui est resté sans réponse n’a rien "
        "rapporté\u00a0; ce qu’une personne doit encore évaluer n’est pas compté.",
    ),
    "how_discrimination": Text(
        en="**Discrimination** says whether those who do well elsewhere do well here: Pearson’s correlation between the score of "
        "the exercise and the sum of the scores of all others, from −1 to 1 (the corrected item-total correlation). Exercises "
        "that are not marked for everybody yet stay out of the sum. Lateness is left aside.",
        fr="**La discrimination** dit si l’on réussit ici quand on réussit ailleurs\u00a0: la corrélation de Pearson entre les points de "
        "l’exercice et la somme des points de tous les autres, de −1 à 1 (corrélation item-total corrigée). Les exercices qui ne sont "
        "pas encore évalués pour tous restent hors de la somme. Le retard n’entre pas en compte.",
    ),
    "how_reading": Text(
        en="Usual reading: below 0.2 low, from 0.2 fair, from 0.4 satisfactory. An exercise that is low is often ambiguous; one that "
        "is negative, beyond what chance gives, should be looked at: its key may be wrong.",
        fr="Lecture habituelle\u00a0: faible au-dessous de 0,2, correcte à partir de 0,2, satisfaisante à partir de 0,4. Un exercice "
        "faible est souvent ambigu\u00a0; s’il est négatif au-delà de ce que donne le hasard, regardez-le de près\u00a0: son corrigé est peut-être faux.",
    ),
    "how_chance": Text(
        en="With {learners}, chance alone gives discriminations up to about ±{margin}: nearer to 0, they say little.",
        fr="Avec {learners}, le hasard seul donne des discriminations jusqu’à environ ±{margin}\u00a0: plus près de 0, elles disent peu.",
    ),
    "how_few": Text(
        en="With fewer than {n} learners, chance alone can give any discrimination: none is told.",
        fr="Avec moins de {n} apprenants, le hasard seul peut donner n’importe quelle discrimination\u00a0: elle n’est pas indiquée.",
    ),
    "how_sources": Text(en="Sources", fr="Sources"),
    "source_moodle": Text(
        en="Moodle’s quiz statistics compute both in the same way (there in per cent):",
        fr="Les statistiques de test de Moodle calculent les deux de la même façon (là en pour cent)\u00a0:",
    ),
    "source_reading": Text(
        en="Usual reading, after Kelava and Moosbrugger (2020):", fr="Lecture habituelle, d’après Kelava et Moosbrugger (2020)\u00a0:"
    ),
    # Mistakes
    "mistakes": Text(en="What was answered wrong", fr="Ce qui a été mal répondu"),
    "mistakes_about": Text(
        en="How many of those who answered made each mistake; an answer can hold several.",
        fr="Combien de celles et ceux qui ont répondu ont fait chaque erreur\u00a0; une réponse peut en contenir plusieurs.",
    ),
    "wrong_answer": Text(en="mistake", fr="erreur"),
    "share": Text(en="share", fr="part"),
    "how_many": Text(en="how many", fr="combien"),
    "unanswered": Text(en="Nobody has answered.", fr="Personne n’a répondu."),
    "unmarked": Text(en="Not marked yet.", fr="Pas encore évalué."),
    "endings": Text(en="How the story ended", fr="Comment l’histoire a fini"),
    "ending": Text(en="ending", fr="fin"),
    "credit": Text(en="points", fr="points"),
    "choices": Text(en="What was chosen at each moment", fr="Ce qui a été choisi à chaque moment"),
    "moment": Text(en="moment", fr="moment"),
    "choice": Text(en="choice", fr="choix"),
    "breaks": Text(en="breaks a principle", fr="enfreint un principe"),
    # Files
    "files": Text(en="Files that could not be graded", fr="Fichiers qui n’ont pas pu être corrigés"),
    "file": Text(en="file", fr="fichier"),
    "filed_for": Text(en="filed for", fr="déposé pour"),
    # The command
    "page": Text(en="The report as a page: {file}", fr="Le rapport en page\u00a0: {file}"),
}
