#!/usr/bin/env python3
"""Reads the files of `files` as other machines and hands would have left them, and what is wrong with them on purpose.

    nasty.py WAYMARK

Other bytes for the same table (encodings, line ends, delimiters, blank lines, order of rows) must say the same. A row
twice counts once; one that contradicts another, or is about nobody, is refused with its line and costs no other row;
a blank is no zero. Damaged and hostile archives are refused in words, and change nothing.
"""

import codecs
import csv
import io
import os
import random
import struct
import sys
import unicodedata
import zipfile

from trial import Trial, differences

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files")

# What makes the students known, then the file that is tried: (name, roster, verb, file, options).
TABLES = [
    ("Canvas", "canvas/gradebook.csv", "assess", "canvas/gradebook.csv", []),
    ("Google Classroom, one assignment", "google/roster.csv", "assess", "google/Homework 3.csv", ["--maximum", "10"]),
    ("Google Classroom, all grades", "google/roster.csv", "assess", "google/grades.csv", []),
    ("Google Forms, download", "google/roster.csv", "assess", "google/Cells quiz.csv", []),
    ("Google Forms, sheet", "google/roster.csv", "assess", "google/sheet.csv", ["--item", "Why?"]),
    ("Moodle grades", "moodle/upload.csv", "assess", "moodle/noten.csv", []),
    ("Moodle quiz", "moodle/upload.csv", "assess", "moodle/quiz.csv", []),
    ("ZipGrade", "canvas/gradebook.csv", "assess", "zipgrade/cells.csv", []),
    ("Google Classroom roster", None, "roster", "google/roster.csv", []),
    ("Moodle users", None, "roster", "moodle/upload.csv", []),
    ("PowerSchool", None, "roster", "powerschool.text", []),
    ("UK class list", None, "roster", "uk-list.csv", []),
    ("kept by hand", None, "roster", "hand/period-2.csv", []),
]


def text_of(path):
    with open(path, "rb") as file:
        raw = file.read()
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig")):
        if raw.startswith(mark):
            return raw.decode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def rows_of(text):
    """(rows, delimiter), as the table is written."""
    counts = {mark: text.count(mark) for mark in ",;\t"}
    delimiter = max(counts, key=counts.get)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return list(csv.reader(io.StringIO(lines), delimiter=delimiter)), delimiter


def written(rows, delimiter=",", end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def same_tables(text):
    """Other bytes that say the same."""
    rows, delimiter = rows_of(text)
    plain = written(rows, delimiter)
    yield "UTF-8 with a mark", codecs.BOM_UTF8 + plain.encode()
    yield "UTF-16, little end first", codecs.BOM_UTF16_LE + plain.encode("utf-16-le")
    yield "UTF-16, big end first", codecs.BOM_UTF16_BE + plain.encode("utf-16-be")
    yield "UTF-16 without a mark", plain.encode("utf-16-le")
    yield "UTF-16, big end first, without a mark", plain.encode("utf-16-be")
    yield "line ends of Windows", written(rows, delimiter, "\r\n").encode()
    yield "line ends of old Macs", written(rows, delimiter, "\n").replace("\n", "\r").encode()
    yield "no line end at the end", plain.rstrip("\n").encode()
    yield "blank lines behind", (plain + "\n\n\n" + delimiter * 3 + "\n").encode()
    yield "tabs", written(rows, "\t").encode()
    yield "semicolons", written(rows, ";").encode()
    yield "semicolons under sep=", ("sep=;\n" + written(rows, ";")).encode()
    yield "spaces around cells", written([[f" {cell} " if cell else cell for cell in row] for row in rows],
                                         delimiter).encode()
    yield "accents apart", unicodedata.normalize("NFD", plain).encode()
    yield "empty columns behind", written([row + ["", ""] for row in rows], delimiter).encode()


def told(receipt):
    return {"format": receipt["format"].split(" ")[0], "new": receipt["counts"]["new"],
            "changed": receipt["counts"]["changed"], "unchanged": receipt["counts"]["unchanged"],
            "blank": receipt["blank"], "refused": sorted(one["reason"] for one in receipt["refused"]),
            "skipped": len(receipt["skipped"])}


def state_of(trial):
    # What came is stored as it came: accents may stand apart.
    people = [tuple(unicodedata.normalize("NFC", one[key]) for key in ("name", "school_id", "email"))
              for one in trial.model("roster", "list")["students"]]
    return sorted(people), dict(sorted(trial.evidence().items()))


def imported(trial, roster, verb, path, options):
    if roster:
        trial.model("roster", "import", os.path.join(HERE, roster))
    return told(trial.model(verb, "import", path, *options))


def put(trial, name, content):
    """A file beside the class, under the name that it has to have: some formats take the item from it."""
    folder = os.path.join(trial.home.name, "downloads")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def check_same_tables(program):
    problems, count = [], 0
    for name, roster, verb, file, options in TABLES:
        with Trial(program) as trial:
            expected = imported(trial, roster, verb, os.path.join(HERE, file), options)
            known = state_of(trial)
        for variant, content in same_tables(text_of(os.path.join(HERE, file))):
            count += 1
            with Trial(program) as trial:
                path = put(trial, os.path.basename(file), content)
                problems += differences(f"{name}: {variant}", expected, imported(trial, roster, verb, path, options))
                problems += differences(f"{name}: {variant}: what is known", known, state_of(trial))
    return problems, count


# Rows by hand: what they say, and what each step must tell.
ROSTER = ("student id,last name,first name,email\n"
          "0042,Nuñez,Inés,ines@s.example\n"
          "0043,Kim,Zoe,zoe@s.example\n"
          "0044,Kim,Zoe,zoe.k@s.example\n"
          "0045,O'Brien,Mary Ann,mary@s.example\n"
          "0046,van der Berg,Jan,jan@s.example\n")

RESULTS = [
    ("a blank is nothing and a zero is a score",
     "student id,item,score,maximum,date\n0042,Quiz 1,,10,2026-10-01\n0043,Quiz 1,0,10,2026-10-01\n0044,Quiz 1,-,10,"
     "2026-10-01\n0045,Quiz 1,0.00,10,2026-10-01\n",
     {"new": 2, "blank": 2, "refused": []}, {("Zoe Kim", "Quiz 1"): "0/10", ("Mary Ann O'Brien", "Quiz 1"): "0/10"}),
    ("a row twice counts once, also in another order",
     "student id,item,score,maximum,date\n0042,Quiz 1,8,10,2026-10-01\n0045,Quiz 1,7,10,2026-10-01\n0042,Quiz 1,8,10,"
     "2026-10-01\n",
     {"new": 2, "refused": []}, {("Inés Nuñez", "Quiz 1"): "8/10", ("Mary Ann O'Brien", "Quiz 1"): "7/10"}),
    ("rows that contradict each other are both refused, the others count",
     "student id,item,score,maximum,date\n0042,Quiz 1,8,10,2026-10-01\n0045,Quiz 1,7,10,2026-10-01\n0042,Quiz 1,3,10,"
     "2026-10-01\n",
     {"new": 1, "refused": [(2, "8 here and 3 on line 4"), (4, "3 here and 8 on line 2")]},
     {("Mary Ann O'Brien", "Quiz 1"): "7/10"}),
    ("rows about nobody, with and without an id, are refused by line",
     "student id,student,item,score,maximum,date\n0099,Ana Loy,Quiz 1,8,10,2026-10-01\n,,Quiz 1,7,10,2026-10-01\n"
     "0045,,Quiz 1,7,10,2026-10-01\n",
     {"new": 1, "refused": [(2, "no student"), (3, "names no student")]}, {("Mary Ann O'Brien", "Quiz 1"): "7/10"}),
    ("two students of one name: the name alone means nobody, the id does",
     "student id,student,item,score,maximum,date\n,\"Kim, Zoe\",Quiz 1,8,10,2026-10-01\n0044,\"Kim, Zoe\",Quiz 1,7,10,"
     "2026-10-01\n",
     {"new": 1, "refused": [(2, "could be")]}, {("Zoe Kim", "Quiz 1"): "7/10"}),
    ("one student in many spellings",
     "student,item,score,maximum,date\n\"Nuñez, Inés\",Q1,1,10,2026-10-01\nINÉS NUÑEZ,Q2,2,10,2026-10-01\n"
     "Ine\u0301s Nun\u0303ez,Q3,3,10,2026-10-01\n\" inés   nuñez \",Q4,4,10,2026-10-01\n\u00a0Inés Nuñez,Q5,5,10,"
     "2026-10-01\nines@s.example,Q6,6,10,2026-10-01\nmary ann o\u2019brien,Q7,7,10,2026-10-01\n"
     "\"van der Berg, Jan\",Q8,8,10,2026-10-01\n",
     {"new": 8, "refused": []},
     {**{("Inés Nuñez", f"Q{n}"): f"{n}/10" for n in range(1, 7)}, ("Mary Ann O'Brien", "Q7"): "7/10",
      ("Jan van der Berg", "Q8"): "8/10"}),
    ("decimal commas in the row of maxima, and a score that is a slip of the mark",
     "Student;ID;SIS User ID;SIS Login ID;Section;Essay (11);Big (12)\nPoints Possible;;;;;10,00;1.000,00\n"
     "\"Nuñez, Inés\";1;0042;i;P3;9,50;950,50\n\"O'Brien, Mary Ann\";2;0045;m;P3;1.000;1.000,00\n",
     {"new": 3, "refused": [(4, "far over the maximum of 10")]},
     {("Inés Nuñez", "Essay (11)"): "9.5/10", ("Inés Nuñez", "Big (12)"): "950.5/1000",
      ("Mary Ann O'Brien", "Big (12)"): "1000/1000"}),
    ("a decimal comma in one cell decides for all",
     "student id;item;score;maximum;date\n0042;Q1;7,5;10;2026-10-01\n0043;Q1;8;10;2026-10-01\n0045;Q1;0,25;10;"
     "2026-10-01\n0046;Q1;1.000;2.000,0;2026-10-01\n",
     {"new": 4, "refused": []},
     {("Inés Nuñez", "Q1"): "7.5/10", ("Zoe Kim", "Q1"): "8/10", ("Mary Ann O'Brien", "Q1"): "0.25/10",
      ("Jan van der Berg", "Q1"): "1000/2000"}),
    ("points between thousands where points are decimal marks",
     "student id;item;score;maximum;date\n0042;Q1;7.5;10;2026-10-01\n0043;Q1;1,500;2000;2026-10-01\n",
     {"new": 2, "refused": []}, {("Inés Nuñez", "Q1"): "7.5/10", ("Zoe Kim", "Q1"): "1500/2000"}),
    ("words for what is no score",
     "student id,item,score,maximum,date\n0042,Q1,EX,10,2026-10-01\n0043,Q1,Missing,10,2026-10-01\n0045,Q1,N/A,10,"
     "2026-10-01\n0046,Q1,Needs Grading,10,2026-10-01\n0042,Q2,three,10,2026-10-01\n0043,Q2,=2+3,10,2026-10-01\n"
     "0045,Q2,-3,10,2026-10-01\n0046,Q2,1e1,10,2026-10-01\n",
     {"new": 4, "refused": [(6, "no score"), (7, "no score"), (8, "no score"), (9, "no score")]},
     {("Inés Nuñez", "Q1"): "excused", ("Zoe Kim", "Q1"): "missing", ("Mary Ann O'Brien", "Q1"): "not assigned",
      ("Jan van der Berg", "Q1"): "pending"}),
    ("a quote that never closes costs one row",
     "student id,item,score,maximum,date\n0042,\"Q1,8,10,2026-10-01\n0045,Q1,7,10,2026-10-01\n",
     {"new": 1, "refused": [(2, "never closed")]}, {("Mary Ann O'Brien", "Q1"): "7/10"}),
    ("days that are none, lie ahead, or before the term",
     "student id,item,score,maximum,date\n0042,Q1,8,10,2026-02-30\n0043,Q1,8,10,2027-01-01\n0045,Q1,8,10,1999-10-01\n"
     "0046,Q1,8,10,2026-10-01\n",
     {"new": 1, "refused": [(2, "no day"), (3, "after today"), (4, "before the term")]},
     {("Jan van der Berg", "Q1"): "8/10"}),
    ("more cells than the header, and fewer",
     "student id,item,score,maximum,date\n0042,Q1,8,10,2026-10-01,what,is,this\n0043,Q1,8\n0045,Q1,7,10,2026-10-01,,\n",
     {"new": 1, "refused": [(2, "8 cells where the header has 5"), (3, "no maximum")]},
     {("Mary Ann O'Brien", "Q1"): "7/10"}),
    ("a line with bytes of another encoding is named, the others count",
     "student id,student,item,score,maximum,date\n0042,In\udce9s,Q1,8,10,2026-10-01\n0045,Mary Ann Ö'Brien,Q1,7,10,2026-10-01\n"
     "0046,Jän van der Berg,Q1,7,10,2026-10-01\n0043,Zöe Kim,Q1,7,10,2026-10-01\n",
     {"new": 3, "refused": [(2, "no UTF-8")]},
     {("Mary Ann O'Brien", "Q1"): "7/10", ("Jan van der Berg", "Q1"): "7/10", ("Zoe Kim", "Q1"): "7/10"}),
]


def check_results(program):
    problems = []
    for name, text, expected, known in RESULTS:
        with Trial(program) as trial:
            trial.model("roster", "import", put(trial, "roster.csv", ROSTER.encode()))
            content = text.encode("utf-8", "surrogateescape")
            receipt = trial.model("assess", "import", put(trial, "scores.csv", content))
            problems += differences(f"{name}: new", expected["new"], receipt["counts"]["new"])
            problems += differences(f"{name}: blank", expected.get("blank", 0), receipt["blank"])
            refused = [(one["line"], one["reason"]) for one in receipt["refused"]]
            fits = len(refused) == len(expected["refused"]) and all(
                line == at and words in reason for (line, reason), (at, words) in zip(refused, expected["refused"]))
            if not fits:
                problems += differences(f"{name}: refused", expected["refused"], refused)
            problems += differences(f"{name}: what is known", dict(sorted(known.items())), trial.evidence())
            # Every row with something in it is new, blank, refused or said by another.
            again = trial.model("assess", "import", os.path.join(trial.home.name, "downloads", "scores.csv"))
            problems += differences(f"{name}: a second time", 0, again["counts"]["new"] + again["counts"]["changed"])
    return problems, len(RESULTS)


PEOPLE = [
    ("two of one name with ids of their own are two people",
     "student id,last name,first name\n1,Kim,Zoe\n2,Kim,Zoe\n", {"new": 2, "refused": []}),
    ("one person twice, in two spellings, is one",
     "student id,last name,first name\n1,Nuñez,Inés\n1,NUÑEZ,INÉS\n", {"new": 1, "refused": []}),
    ("one id for two people is asked about, not guessed",
     "student id,last name,first name\n1,Kim,Zoe\n1,Park,Jun\n", {"new": 0, "refused": [2, 3]}),
    ("a name without an id, twice, may be two people", "last name,first name\nKim,Zoe\nKim,Zoe\nPark,Jun\n",
     {"new": 1, "refused": [2, 3]}),
    ("names of one word, with particles, suffixes, apostrophes and in other scripts",
     "student id,name\n1,Sukarno\n2,\"de la Cruz, Ana María\"\n3,\"King, Jr., Martin\"\n4,Sinéad O’Connor\n5,李雷\n"
     "6,عمر حداد\n", {"new": 6, "refused": []}),
    ("a formula, a path and an escape stay text",
     "student id,last name,first name\n1,=cmd|'/c calc'!A0,Eve\n2,../../etc/passwd,Bo\n3,\x1b[31mRed,Al\n",
     {"new": 3, "refused": []}),
    ("a row without a name is refused", "student id,last name,first name\n1,,\n2,Park,Jun\n",
     {"new": 1, "refused": [2]}),
]


def check_people(program):
    problems = []
    for name, text, expected in PEOPLE:
        with Trial(program) as trial:
            receipt = trial.model("roster", "import", put(trial, "people.csv", text.encode()))
            problems += differences(f"{name}: new", expected["new"], receipt["counts"]["new"])
            problems += differences(f"{name}: refused", expected["refused"], [one["line"] for one in receipt["refused"]])
            shown = trial.run("roster", "list").stdout
            if "\x1b" in shown:
                problems.append(f"{name}: an escape sequence reached the screen")
    return problems, len(PEOPLE)


def zipped(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def archives():
    """Name, bytes, how many new people, or nothing when it must be refused."""
    folder = os.path.join(HERE, "oneroster12")
    files = {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}
    whole = zipped(files)
    yield "as it should be", whole, 2
    yield "in a folder", zipped({f"export/2026/{name}": content for name, content in files.items()}), 2
    yield "with what a Mac adds", zipped({**files, "__MACOSX/._users.csv": b"\0\5\26\7", ".DS_Store": b"\0"}), 2
    yield "stored, not packed", zipped(files, zipfile.ZIP_STORED), 2
    yield "in a zip", zipped({"inner.zip": whole}), 2
    yield "in a zip in a zip in a zip", zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": whole})})}), None
    yield "with names that lead elsewhere", zipped({f"../../{name}": content for name, content in files.items()}), 2
    for part in (1, 4, 22, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        yield f"cut off after {part} bytes", whole[:part], None
    numbers = random.Random(5)
    for turn in range(20):
        damaged = bytearray(whole)
        for _ in range(8):
            damaged[numbers.randrange(len(damaged))] = numbers.randrange(256)
        yield f"damaged in 8 places ({turn})", bytes(damaged), "any"
    yield "a bomb", zipped({"users.csv": b"0" * (80 << 20)}), None
    yield "many entries", zipped({f"{at}.csv": b"a,b\n" for at in range(3000)}, zipfile.ZIP_STORED), None
    yield "empty", zipped({}), None
    yield "with nothing to read", zipped({"photo.jpg": b"\xff\xd8\xff", "letter.docx": b"PK"}), None
    encrypted = bytearray(whole)
    for at in range(len(encrypted) - 4):
        if encrypted[at:at + 4] == b"PK\1\2":
            encrypted[at + 8] |= 1
        if encrypted[at:at + 4] == b"PK\3\4":
            encrypted[at + 6] |= 1
    yield "encrypted", bytes(encrypted), None
    end = bytearray(whole)
    struct.pack_into("<H", end, len(end) - 12, 60000)
    yield "that says it has more files", bytes(end), None


def check_archives(program):
    problems, count = [], 0
    for name, content, expected in archives():
        count += 1
        with Trial(program) as trial:
            done = trial.run("roster", "import", put(trial, "export.zip", content), "--format", "json", "--quiet")
            people = trial.model("roster", "list")["students"]
            where = f"a zip {name}"
            if done.returncode not in (0, 1):
                problems.append(f"{where}: exit {done.returncode}: {done.stderr}")
            if expected is None:
                problems += differences(f"{where}: exit", 1, done.returncode)
                problems += differences(f"{where}: people", [], people)
                if done.stderr.count("\n") > 6 or not done.stderr.startswith("waymark: "):
                    problems.append(f"{where}: said {done.stderr!r}")
            elif expected != "any":
                problems += differences(f"{where}: people", expected, len(people))
            outside = set(os.listdir(trial.home.name)) - {"class", "downloads"}
            problems += differences(f"{where}: files beside the class", set(), outside)
    return problems, count


def main():
    program = os.path.abspath(sys.argv[1])
    problems, count = [], 0
    for check in (check_same_tables, check_results, check_people, check_archives):
        found, cases = check(program)
        problems += found
        count += cases
    for problem in problems:
        print(problem)
    print(f"{count} cases, {len(problems)} differences")
    return 1 if problems else 0


sys.exit(main())
