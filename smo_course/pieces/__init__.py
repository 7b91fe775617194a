"""What a piece of the workbook is: its parts, what can be checked of it, and how it reads once it is filled in.

A piece is a work sheet that learners fill in for their own company. Nothing here is marked: what can be checked is told in
words, and the rest is theirs to judge. A piece knows no screen and no journal.
"""
