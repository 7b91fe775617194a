"""Exports as networks write them, English and French: what is read of each, and what is said of what it lacks."""

import csv
import datetime
import io

import openpyxl
import pandas
import pytest
import xlwt

from smo_course.data.contract import frame, resource
from smo_course.data.exports import read_export
from smo_course.data.trouble import TableError

NB = "\u00a0"


@pytest.fixture
def read(tmp_path):
    def make(rows: list[list], name: str = "posts", encoding: str = "utf-8-sig", delimiter: str = ",", above: str = ""):
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
        (tmp_path / "mine.csv").write_bytes((above + text.getvalue()).encode(encoding))
        columns, notes = read_export(name, tmp_path / "mine.csv")
        return frame(columns, resource(name).schema), "\n".join(note.en for note in notes)

    return make


def row(table: pandas.DataFrame, place: int = 0) -> dict:
    return {name: None if pandas.isna(value) else value for name, value in table.iloc[place].items()}


def holds(table: pandas.DataFrame, place: int = 0, **expected) -> None:
    found = row(table, place)
    assert {name: found[name] for name in expected} == expected


DAY = pandas.Timestamp(2026, 3, 21)


def test_youtube_in_english(read):
    table, notes = read([
        ["Content", "Video title", "Video publish time", "Duration", "Views", "Watch time (hours)", "Subscribers", "Impressions", "Impressions click-through rate (%)", "Likes", "Comments added", "Shares"],
        ["Total", "", "", "", "5200", "310.5", "41", "88000", "4.2", "310", "12", "9"],
        ["dQw4w9WgXcQ", "How we weigh a blend", "Mar 21, 2026", "94", "5000", "300.1", "40", "80000", "4.3", "300", "12", "9"],
    ])  # fmt: skip
    holds(table, post_id="dQw4w9WgXcQ", network="youtube", published_on=DAY, impressions=80000, video_views=5000, reactions=300, comments=12, shares=9, new_followers=40)  # fmt: skip
    assert len(table) == 1 and "‘Impressions click-through rate (%)’ is not read" in notes


def test_youtube_in_french(read):
    table, _ = read([
        ["Contenu", "Titre de la vidéo", "Heure de publication de la vidéo", "Vues", "Durée de visionnage (heures)", "Abonnés", "Impressions", "Taux de clics par impression (%)"],
        ["dQw4w9WgXcQ", "Peser un mélange", "21 mars 2026", f"5{NB}000", "300,1", "40", "80 000", "4,3"],
    ], delimiter=";")  # fmt: skip
    holds(table, post_id="dQw4w9WgXcQ", network="youtube", published_on=DAY, impressions=80000, video_views=5000, new_followers=40, text="Peser un mélange")  # fmt: skip


def test_tiktok(read):
    table, _ = read([
        ["Time", "Video title", "Video link", "Post time", "Total likes", "Total comments", "Total shares", "Total views"],
        ["2026-04-01", "Tea in 15 s", "https://www.tiktok.com/@tea/video/731", "2026-03-21", "120", "4", "6", "3400"],
    ])  # fmt: skip
    holds(table, network="tiktok", post_id="https://www.tiktok.com/@tea/video/731", published_on=DAY, video_views=3400, reactions=120, comments=4, shares=6)  # fmt: skip


def test_a_linkedin_page_in_french(read):
    header = ["Titre de la publication", "Lien de la publication", "Type de publication", "Nom de la campagne", "Publié par", "Date de création", "Impressions", "Clics", "Taux de clics (CTR)", "J’aime", "Commentaires", "Republications", "Abonnements", "Taux d’engagement", "Type de contenu"]  # fmt: skip
    link = "https://www.linkedin.com/feed/update/urn:li:activity:7"
    table, notes = read([
        ["Publications de la page"],
        header,
        ["Bonjour", link, "Organique", "", "Léa", "21/03/2026", "1 200", "30", "0,025", "40", "5", "6", "2", "0,07", "Article"],
        ["Recrutement", link + "8", "Sponsorisé", "Printemps", "Léa", "22/03/2026", "9 000", "90", "0,01", "12", "0", "1", "0", "0,01", "Image"],
    ])  # fmt: skip
    holds(table, network="linkedin", published_on=DAY, paid=False, type="link", impressions=1200, clicks=30, reactions=40, comments=5, shares=6, new_followers=2, text="Bonjour")  # fmt: skip
    holds(table, 1, paid=True, type="image")
    assert "‘Taux de clics (CTR)’, ‘Taux d’engagement’ are not read" in notes


def test_a_person_s_linkedin_with_two_lists_side_by_side(tmp_path):
    """The most engaging posts stand beside those shown most, in other orders: each figure must stay with its own post."""
    link = "https://www.linkedin.com/feed/update/urn:li:share:"
    book = openpyxl.Workbook()
    book.active.title = "DISCOVERY"
    book.active.append(["Overall Performance", "3/1/2026 - 3/31/2026"])
    book.active.append(["Impressions", 9000])
    daily = book.create_sheet("ENGAGEMENT")
    daily.append(["Date", "Impressions", "Engagements"])
    daily.append(["3/21/2026", 400, 12])
    daily.append(["3/22/2026", 500, 10])
    top = book.create_sheet("TOP POSTS")
    top.append(["Maximum of 50 posts available to include in this list"])
    top.append([])
    top.append(["Post URL", "Post publish date", "Engagements", None, "Post URL", "Post publish date", "Impressions"])
    top.append([link + "1", "3/21/2026", 80, None, link + "2", "3/22/2026", 5000])
    top.append([link + "2", "3/22/2026", 60, None, link + "1", "3/21/2026", 4000])
    top.append([link + "3", "3/23/2026", 10, None, link + "4", "3/24/2026", 900])
    book.save(tmp_path / "mine.xlsx")
    columns, _ = read_export("posts", tmp_path / "mine.xlsx")
    found = {each[0][-1]: each[1:] for each in zip(*(columns[name] for name in ("post_id", "engagements", "impressions", "published_on")), strict=True)}  # fmt: skip
    assert found == {
        "1": (80, 4000, datetime.date(2026, 3, 21)),
        "2": (60, 5000, datetime.date(2026, 3, 22)),
        "3": (10, None, datetime.date(2026, 3, 23)),
        "4": (None, 900, datetime.date(2026, 3, 24)),
    }
    days, _ = read_export("days", tmp_path / "mine.xlsx")
    assert days["impressions"] == [400, 500] and days["engagements"] == [12, 10]


def test_a_workbook_of_linkedin_gives_each_table_its_own_sheet(tmp_path):
    """The sheet with most of a table's columns may be that of another: what must be there decides."""
    book = xlwt.Workbook()
    for title, rows in {
        "Indicateurs": [["Cliquez ici pour en savoir plus"], ["Date", "Impressions (total)", "Impressions uniques (organiques)", "Réactions (total)"], ["12/31/2025", 420, 250, 12]],
        "Toutes les publications": [["Toutes les publications"], ["Titre de la publication", "Lien de la publication", "Type de publication", "Nom de la campagne", "Date de création", "Impressions", "Clics", "J’aime", "Commentaires", "Republications", "Suivis"], ["Bonjour", "https://www.linkedin.com/feed/update/urn:li:activity:7", "Organique", "", "12/31/2025", 1200, 30, 40, 5, 6, 2]],
    }.items():  # fmt: skip
        sheet = book.add_sheet(title)
        for line, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write(line, place, cell)
    book.save(str(tmp_path / "mine.xls"))
    days, notes = read_export("days", tmp_path / "mine.xls")
    assert (days["network"], days["impressions"], days["reactions"]) == (["linkedin"], [420], [12])
    assert notes[0].en == "Of this workbook, the sheet ‘Indicateurs’ is read, and no other."
    posts, _ = read_export("posts", tmp_path / "mine.xls")
    assert (posts["impressions"], posts["paid"], posts["new_followers"]) == ([1200], [False], [2])


def test_meta_in_french_as_utf_16(read):
    table, _ = read([
        ["Identifiant de publication", "Identifiant de la Page", "Nom de la Page", "Titre", "Heure de publication", "Permalien", "Type de publication", "Vues", "Couverture", "Réactions, commentaires et partages", "Réactions", "Commentaires", "Partages", "Nombre total de clics", "Clics sur un lien"],
        ["122", "9", "Le Fournil", "Pain du jour", "03/21/2026 06:10", "https://www.facebook.com/9/posts/122", "Photos", "1 500", "900", "46", "40", "5", "1", "60", "12"],
    ], encoding="utf-16", above="sep=,\r\n")  # fmt: skip
    holds(table, post_id="122", network="facebook", published_on=DAY, type="image", impressions=1500, reach=900, reactions=40, comments=5, shares=1, clicks=60, link_clicks=12)  # fmt: skip
    assert row(table)["published_at"].hour == 6


def test_instagram_without_a_link(read):
    table, _ = read([
        ["Post ID", "Account username", "Description", "Publish time", "Post type", "Views", "Reach", "Likes", "Shares", "Follows", "Comments", "Saves"],
        ["17", "le_fournil", "Miche", "03/21/2026 14:05", "IG carousel", "900", "700", "50", "2", "1", "3", "8"],
    ])  # fmt: skip
    holds(table, network="instagram", type="carousel", saves=8, new_followers=1)


def test_instagram_in_french(read):
    header = ["Identifiant de publication", "Nom d’utilisateur du compte", "Description", "Heure de publication", "Permalien", "Type de publication", "Date", "Vues", "Couverture", "Mentions J’aime", "Partages", "Followers en plus", "Commentaires", "Enregistrements"]  # fmt: skip
    table, _ = read([header, ["17", "le_fournil", "Miche", "12/31/2025 14:05", "https://www.instagram.com/p/x/", "Carrousel Instagram", "Total", "900", "700", "50", "2", "1", "3", "8"]])  # fmt: skip
    holds(table, network="instagram", type="carousel", published_on=pandas.Timestamp(2025, 12, 31), impressions=900, reach=700, reactions=50, saves=8, new_followers=1)  # fmt: skip


def test_an_account_overview_of_x_in_french(read):
    table, _ = read([["Date", "Impressions", "J'aime", "Nouveaux abonnés", "Désabonnements", "Réponses", "Reposts", "Visites du profil", "Créer un post"], ["mer. 31 déc. 2025", "120", "3", "4", "1", "1", "2", "4", "1"]], "days")  # fmt: skip
    holds(table, network="twitter", day=pandas.Timestamp(2025, 12, 31), reactions=3, new_followers=4, lost_followers=1, profile_visits=4)


def test_an_account_overview_of_x(read):
    table, notes = read([
        ["Date", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares", "New follows", "Unfollows", "Replies", "Reposts", "Profile visits", "Create Post", "Video views", "Media views"],
        ["Sat, Mar 21, 2026", "1200", "9", "40", "1", "0", "3", "1", "2", "4", "18", "1", "0", "0"],
        ["Fri, Mar 20, 2026", "800", "5", "22", "0", "0", "1", "0", "1", "1", "9", "0", "0", "0"],
    ], "days")  # fmt: skip
    holds(
        table, network="twitter", day=DAY, new_followers=3, lost_followers=1, profile_visits=18, impressions=1200, engagements=40, shares=4
    )
    assert len(table) == 2 and "followers" in notes


def test_the_days_of_a_page_by_their_title(read):
    table, notes = read(
        [["Facebook follows"], ["Date", "Primary"], ["2026-03-21T00:00:00", "20"]], "days", encoding="utf-16", above="sep=,\r\n"
    )
    holds(table, network="facebook", day=DAY, new_followers=20, profile_visits=None)
    table, _ = read([["Facebook visits"], ["Date", "Primary"], ["2026-03-21T00:00:00", "31"]], "days")
    holds(table, network="facebook", profile_visits=31, new_followers=None)
    assert "says nothing of: followers, lost_followers" in notes
    table, _ = read([["Vues"], ["Date", "Primary"], ["2026-03-21T00:00:00", "420"]], "days")  # the title is a column's name elsewhere
    holds(table, day=DAY, impressions=420)


def test_days_of_linkedin_and_tiktok(read):
    table, _ = read([["Date", "Impressions (organic)", "Impressions (total)", "Unique impressions (organic)", "Reactions (total)", "Engagement rate (total)"], ["03/21/2026", "300", "420", "250", "12", "0.05"]], "days")  # fmt: skip
    holds(table, network="linkedin", day=DAY, impressions=420, reactions=12)
    table, _ = read([["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"], ["2026-03-21", "300", "12", "9", "1", "2"]], "days")  # fmt: skip
    holds(table, network="tiktok", video_views=300, profile_visits=12, reactions=9)


def test_days_in_french_and_of_old(read):
    table, _ = read([["Date", "Vues", "Durée de visionnage (heures)", "Abonnés"], ["2026-03-21", "300", "12,5", "9"]], "days")
    holds(table, network="youtube", video_views=300, new_followers=9, followers=None)  # those of the day, not all
    table, _ = read([["Date", "Vues de la vidéo", "Vues du profil", "J'aime"], ["2026-03-21", "300", "12", "9"]], "days")
    holds(table, network="tiktok", profile_visits=12)
    table, _ = read([["Date", "Lifetime Total Likes", "Daily New Likes", "Daily Unlikes"], ["", "The total number of …", "", ""], ["3/21/2026", "1000", "4", "1"]], "days")  # fmt: skip
    holds(table, network="facebook", day=DAY, followers=1000, new_followers=4, lost_followers=1)


def test_days_of_which_nothing_can_be_counted(read):
    with pytest.raises(TableError) as caught:
        read([["Reach"], ["Date", "Primary"], ["2026-03-21T00:00:00", "20"]], "days")
    assert "nothing that this course counts by the day. Found: Date, Primary" in caught.value.text.en
    assert "rien de ce que ce cours compte par jour" in caught.value.text.fr


def test_tweets_of_old_in_french(read):
    table, _ = read([["Identifiant du Tweet", "Permalien du Tweet", "Texte du Tweet", "heure", "impressions", "réponses", "j'aime"], ["7", "https://twitter.com/x/status/7", "Thé", "2019-03-21 14:05 +0000", "1200.0", "1.0", "12.0"]])  # fmt: skip
    holds(table, post_id="7", network="twitter", published_on=pandas.Timestamp(2019, 3, 21), impressions=1200, reactions=12, text="Thé")
    assert row(table)["published_at"].hour == 14


def test_the_file_of_another_table_is_told_which(read):
    with pytest.raises(TableError) as caught:
        read([["Date", "Impressions", "Unfollows"], ["2026-03-21", "3", "1"]])
    assert "It can serve as ‘days’" in caught.value.text.en and "Il peut servir de «\u00a0jours\u00a0»" in caught.value.text.fr
    assert "post_id" in caught.value.text.en and "Unfollows" in caught.value.text.en
    with pytest.raises(TableError, match="Bring the list itself"):
        read([["Name", "Price"], ["Tea", "3"]])


@pytest.mark.parametrize("written", [
    "21/03/2026 06:10", "21 mars 2026, 06:10", "21 mars 2026 à 06:10", "samedi 21 mars 2026 à 6 h 10", "le 21 mars 2026 à 06h10", "2026-03-21T06:10:00.000Z",
    "2026-03-21 06:10:00 UTC", "Mar 21, 2026 6:10 AM", "03/21/2026 06:10", "Sat Mar 21 06:10:00 +0000 2026", "21-Mar-2026 06:10", "2026/03/21 06:10", "21 March 2026 at 6:10 am",
])  # fmt: skip
def test_moments_that_exports_write(read, written):
    table, _ = read([["Post ID", "Publish time", "Reach"], ["1", written, "5"]])
    assert table["published_at"][0].isoformat() == "2026-03-21T06:10:00"


def test_views_of_a_video_are_no_impressions(read):
    table, notes = read([["Content", "Video title", "Video publish time", "Views"], ["abc", "Tea", "Mar 21, 2026", "5"]])
    holds(table, video_views=5, impressions=None)
    assert "impressions" in notes
    table, _ = read([["Date", "Views", "Watch time (hours)"], ["2026-03-21", "300", "3.1"]], "days")
    holds(table, network="youtube", video_views=300, impressions=None)


def test_of_two_columns_the_one_that_holds_something_is_read(read):
    table, _ = read([["Post ID", "Date", "Title", "Description", "Titre"], ["1", "2026-03-21", "", "Bonjour", ""]])
    holds(table, text="Bonjour")


def test_what_learners_are_told_is_in_their_language(tmp_path):
    (tmp_path / "mine.csv").write_text(
        "Publié le;Message;Lien;Taux d'engagement\n21/03/2026 18:30;Bonjour;https://x.com/a/1;12 %\n;Total;;\n"
    )
    columns, notes = read_export("posts", tmp_path / "mine.csv")
    assert columns["permalink"] == ["https://x.com/a/1"] and columns["published_at"] == [datetime.datetime(2026, 3, 21, 18, 30)]
    said = "\n".join(note.fr for note in notes)
    assert "jour de publication est vide" in said and "ne dit rien de\u00a0: réseau, format, sujet, payé" in said
    assert "_" not in said and "‘" not in said  # no name of the table for pandas, no English quotes


def test_tools_that_publish_everywhere(read):
    table, _ = read(
        [
            ["Date (GMT)", "Network", "Post Message", "Post Permalink", "Clicks"],
            ["2026-03-21 10:00", "Instagram", "Bonjour", "https://instagram.com/p/x", "4"],
        ]
    )
    holds(table, network="instagram", published_on=DAY, text="Bonjour", clicks=4, post_id="https://instagram.com/p/x")
