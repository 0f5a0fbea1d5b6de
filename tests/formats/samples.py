#!/usr/bin/env python3
"""Reads files of school systems that are not part of this repository, unchanged, and compares what was counted with what
the files' own description says. WAYMARK_SAMPLES names their folder; without it there is nothing to do (exit 77).

    samples.py WAYMARK
"""

import os
import sys

from trial import run_cases

SKIPPED = 77

# Each case is a class of its own: (verb, files, options, what the receipt must say), then what is known afterwards.
CASES = {
    "OneRoster, a folder": (
        [("roster", ["oneroster11"], [], {"format": "oneroster", "new": 6, "skipped": 2, "refused": [
            '"p99" names nobody who is a student in users.csv']}),
         ("assess", ["oneroster11"], [], {"format": "oneroster", "new": 6, "refused": []})],
        {("Agnieszka Wójcik", "Main idea check"): "4/5", ("Tariq Mahmoud", "Main idea check"): "0/5",
         ("Lucía Fernández Gil", "Main idea check"): "excused", ("Nia Adomako", "Main idea check"): "pending",
         ("Owen Hughes", "Main idea check"): "missing, 5/5"}),
    "OneRoster, a zip": (
        [("roster", ["oneroster11.zip"], [], {"format": "oneroster", "new": 6}),
         ("assess", ["oneroster11.zip"], [], {"format": "oneroster", "new": 6})], None),
    "OneRoster of a district": (
        [("roster", ["real/oneroster11-lms-toolkit"], ["--section", "ENG-1"], {"format": "oneroster", "new": 5})], None),
    "Canvas SIS": (
        [("roster", ["canvas-sis"], [], {"format": "canvas-sis", "new": 2, "skipped": 1, "refused": []})], None),
    "Clever": ([("roster", ["clever"], [], {"format": "clever", "new": 2, "refused": []})], None),
    "School Data Sync": (
        [("roster", ["real/sds-v1-o365"], ["--section", "Math - Algebra 1"],
          {"format": "school-data-sync", "refused": []})], None),
    "PowerSchool": (
        [("roster", ["powerschool/student.export.text"], [],
          {"format": "powerschool", "new": 3, "skipped": 1, "refused": []})], None),
    "UK class list": (
        [("roster", ["uk-class-list/7c.csv"], [], {"format": "uk-class-list", "new": 2, "refused": []})], None),
    "Moodle": (
        [("roster", ["moodle/upload-users.csv"], [], {"format": "moodle-users", "new": 2, "refused": []}),
         ("assess", ["moodle/grades.csv"], [], {"format": "moodle-grades", "new": 3, "blank": 1, "refused": []}),
         ("assess", ["moodle/quiz-grades.csv"], [],
          {"format": "moodle-quiz", "new": 3, "blank": 1, "skipped": 1, "refused": []})],
        {("Lena Krüger", "Quiz: Electricity"): "7", ("Lena Krüger", "Assignment: Circuit"): "18.5",
         ("Ivo Bašić", "Assignment: Circuit"): "0", ("Lena Krüger", "quiz-grades #1"): "2/2",
         ("Lena Krüger", "quiz-grades #2"): "2.5/3", ("Ivo Bašić", "quiz-grades #1"): "2/2"}),
    "A spreadsheet kept by hand": (
        [("roster", ["spreadsheet/period2.csv"], [], {"format": "generic-roster", "new": 3, "refused": []})], None),
    "A French list": (
        [("roster", ["spreadsheet/liste-6eB.csv"], [], {"format": "generic-roster", "new": 3, "refused": []})], None),
    "Canvas gradebook": (
        [("roster", ["canvas/gradebook.csv"], ["--section", "Room B"],
          {"format": "canvas-gradebook", "new": 4, "refused": []}),
         ("assess", ["canvas/gradebook.csv"], [],
          {"format": "canvas-gradebook", "new": 7, "blank": 1, "refused": []})],
        {("Agnieszka Wójcik", "Fractions Exit Ticket (4101)"): "3.5/4",
         ("Agnieszka Wójcik", "Unit Test (4102)"): "44/50",
         ("Tariq Mahmoud", "Fractions Exit Ticket (4101)"): "0/4",
         ("Lucía Fernández Gil", "Fractions Exit Ticket (4101)"): "excused",
         ("Lucía Fernández Gil", "Unit Test (4102)"): "47.5/50",
         ("Owen Hughes", "Fractions Exit Ticket (4101)"): "2/4",
         ("Owen Hughes", "Unit Test (4102)"): "not assigned"}),
    "Google": (
        [("roster", ["oneroster11"], [], {"new": 6}),
         ("assess", ["google/classroom-one-assignment.csv"], [],
          {"format": "google-classroom-assignment", "new": 3, "refused": []}),
         ("assess", ["google/forms-quiz-responses.csv"], [],
          {"format": "google-forms-sheet", "new": 3, "refused": []})],
        {("Agnieszka Wójcik", "classroom-one-assignment"): "4", ("Tariq Mahmoud", "classroom-one-assignment"): "missing",
         ("Nia Adomako", "classroom-one-assignment"): "pending",
         ("Agnieszka Wójcik", "forms-quiz-responses"): "5/5",
         ("Lucía Fernández Gil", "forms-quiz-responses"): "2/5, 4/5"}),
    "Blackboard, then ZipGrade": (
        [("roster", ["blackboard/gc_download.xls"], [], {"format": "blackboard", "new": 2, "refused": []}),
         ("assess", ["blackboard/gc_download.xls"], [], {"format": "blackboard", "new": 3, "blank": 1}),
         ("assess", ["zipgrade/full.csv"], [], {"format": "zipgrade", "new": 0}),
         ("assess", ["zipgrade/full.csv"], ["--by-name"], {"format": "zipgrade", "new": 2, "refused": []}),
         ("assess", ["zipgrade/full.csv"], [], {"format": "zipgrade", "new": 0, "unchanged": 2, "refused": []})],
        {("Bríd Halloran", "Lab 1 (5001)"): "18/20", ("Bríd Halloran", "Quiz 1 (5002)"): "9/10",
         ("Ren Ito", "Lab 1 (5001)"): "pending", ("Bríd Halloran", "Cells quiz #1"): "1/1",
         ("Bríd Halloran", "Cells quiz #2"): "0/1"}),
    "Gradescope": (
        [("roster", ["blackboard/gc_download.xls"], [], {"new": 2}),
         ("assess", ["gradescope/assignment.csv"], [], {"format": "gradescope", "new": 4, "refused": []})],
        {("Bríd Halloran", "assignment #1"): "2/2", ("Bríd Halloran", "assignment #2"): "2.5/3",
         ("Ren Ito", "assignment #1"): "missing", ("Ren Ito", "assignment #2"): "missing"}),
}


def main():
    folder = os.environ.get("WAYMARK_SAMPLES", "")
    if not folder:
        print("WAYMARK_SAMPLES is not set: no samples to read")
        return SKIPPED
    return run_cases(sys.argv[1], os.path.abspath(folder), CASES)


sys.exit(main())
