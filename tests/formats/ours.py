#!/usr/bin/env python3
"""Reads small invented files in the shape of each system's exports and compares what was counted and what is then known.

    ours.py WAYMARK
"""

import os
import sys

from trial import run_cases

# Each case is a class of its own: (verb, files, options, what the receipt must say), then what is known afterwards.
CASES = {
    "OneRoster 1.2 with a title twice, a row twice and an orphan": (
        [("roster", ["oneroster12"], [], {"format": "oneroster", "new": 2, "skipped": 3, "refused": []}),
         ("assess", ["oneroster12"], [], {"format": "oneroster", "new": 4, "skipped": 1,
                                          "refused": ['"l9" is no item of this export']})],
        {("Rahel Tesfaye", "Ratios (l1)"): "0/8", ("Bo Ilić", "Ratios (l1)"): "excused",
         ("Rahel Tesfaye", "Ratios (l2)"): "7.5/8", ("Bo Ilić", "Ratios (l2)"): "missing"}),
    "Canvas SIS": (
        [("roster", ["canvas-sis"], [], {"format": "canvas-sis", "new": 2, "refused": []})], None),
    "Clever with two students of one name": (
        [("roster", ["clever"], [], {"format": "clever", "new": 2, "refused": []})], None),
    "PowerSchool with line ends of old Macs": (
        [("roster", ["powerschool.text"], [], {"format": "powerschool", "new": 2, "skipped": 1, "refused": []})], None),
    "A UK class list in Windows-1252": (
        [("roster", ["uk-list.csv"], [], {"format": "uk-class-list", "new": 1, "refused": []})], None),
    "Moodle in German, with decimal commas, attempts and work not marked yet": (
        [("roster", ["moodle/upload.csv"], [], {"format": "moodle-users", "new": 2, "skipped": 1, "refused": []}),
         ("assess", ["moodle/noten.csv"], [], {"format": "moodle-grades", "new": 1, "blank": 1, "refused": []}),
         ("assess", ["moodle/quiz.csv"], [], {"format": "moodle-quiz", "new": 6, "blank": 0, "refused": []})],
        {("Léa Petit", "Quiz: Strom"): "7.5/10", ("Léa Petit", "quiz #1"): "4/4, 4/4",
         ("Léa Petit", "quiz #2"): "5/6, 6/6", ("Max Frey", "quiz #1"): "in progress",
         ("Max Frey", "quiz #2"): "pending"}),
    "A Canvas gradebook in UTF-16 with semicolons and decimal commas": (
        [("roster", ["canvas/gradebook.csv"], [], {"format": "canvas-gradebook", "new": 3, "refused": []}),
         ("assess", ["canvas/gradebook.csv"], [], {"format": "canvas-gradebook", "new": 5, "blank": 1, "refused": []})],
        {("Inés Nuñez", "Essay [tell-about-family] (11)"): "9.5/10", ("Inés Nuñez", "Quiz 2 (12)"): "0/4",
         ("Al Sum", "Essay [tell-about-family] (11)"): "excused", ("Al Sum", "Quiz 2 (12)"): "not assigned",
         ("Bo Ek", "Quiz 2 (12)"): "3/4"}),
    "Google": (
        [("roster", ["google/roster.csv"], [], {"format": "generic-roster", "new": 3, "refused": []}),
         ("assess", ["google/Homework 3.csv"], ["--maximum", "10"],
          {"format": "google-classroom-assignment", "new": 3, "refused": []}),
         ("assess", ["google/grades.csv"], [],
          {"format": "google-classroom-grades", "new": 5, "blank": 1, "skipped": 1, "refused": []}),
         ("assess", ["google/Cells quiz.csv"], [],
          {"format": "google-forms-download", "new": 2,
           "refused": ['no student "stranger@else.example" on the roster']}),
         ("assess", ["google/sheet.csv"], ["--item", "Why?"],
          {"format": "google-forms-sheet", "new": 2, "refused": []})],
        {("Inés Nuñez", "Homework 3"): "8/10", ("Bo Ek", "Homework 3"): "pending", ("Al Roe", "Homework 3"): "0/10",
         ("Inés Nuñez", "Lab (2026-09-14)"): "9/10", ("Bo Ek", "Lab (2026-09-14)"): "0/10",
         ("Inés Nuñez", "Lab (2026-09-21)"): "10/10", ("Bo Ek", "Lab (2026-09-21)"): "missing",
         ("Bo Ek", "Reading log"): "5/5", ("Inés Nuñez", "What is a cell?"): "1/1",
         ("Inés Nuñez", "Draw one"): "pending", ("Inés Nuñez", "Why?"): "3/4", ("Bo Ek", "Why?"): "0/4"}),
    "ZipGrade with a paper that nobody bubbled": (
        [("roster", ["canvas/gradebook.csv"], [], {"new": 3}),
         ("assess", ["zipgrade/cells.csv"], [],
          {"format": "zipgrade", "new": 2, "refused": ["the row names no student"]})],
        {("Inés Nuñez", "Cells #1"): "1/1", ("Inés Nuñez", "Cells #2"): "2"}),
    "A list kept by hand, with a title, a note on two lines and a sum": (
        [("roster", ["hand/period-2.csv"], [],
          {"format": "generic-roster", "new": 3, "skipped": 1, "refused": []})], None),
}

sys.exit(run_cases(sys.argv[1], os.path.join(os.path.dirname(os.path.abspath(__file__)), "files"), CASES))
