#!/usr/bin/env python3
"""Times `waymark assess import` of many result rows against what the sqlite3 shell takes to .import the same file and
index it, and says how much memory each took.

    results.py WAYMARK [ROWS]

The aim: at most 3 times as long in processor time (which other work on the machine does not stretch), and memory that
grows with the file and not faster. Three classes: 28 students with as many items as the rows need, none of them known to
the class; 28 students whose scores are on the class's own skills; 1,000 students.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import time

ROUNDS = 3


def timed(words, folder, text=None):
    """(processor seconds, seconds, MiB) of the quickest of some runs; what they leave behind is removed before each."""
    best = None
    for _ in range(ROUNDS):
        for name in ("class.db", "plain.db"):
            path = os.path.join(folder, name)
            if os.path.exists(path):
                os.remove(path)
        with open(os.path.join(folder, "before.db"), "rb") as source:
            with open(os.path.join(folder, "class.db"), "wb") as copy:
                copy.write(source.read())
        started = time.perf_counter()
        child = subprocess.Popen(words, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        child.stdin.write((text or "").encode())
        child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        assert status == 0, words
        spent = usage.ru_utime + usage.ru_stime
        if best is None or spent < best[0]:
            best = (spent, seconds, usage.ru_maxrss / 1024)
    return best


def write_rows(path, rows, students, targets):
    """Every student on every target, again and again on other days, in the order of a school's export."""
    numbers = random.Random(7)
    with open(path, "w", encoding="utf-8") as file:
        file.write("student,item,score,maximum,date\n")
        written = 0
        turn = 0
        while written < rows:
            target = targets[turn % len(targets)] if targets else f"item-{turn + 1}"
            round_of = turn // len(targets) if targets else turn
            day = f"2026-{9 + round_of // 28 % 2:02}-{1 + round_of % 28:02}"
            turn += 1
            for student in students:
                if written == rows:
                    break
                file.write(f"{student},{target},{numbers.randint(0, 10)},10,{day}\n")
                written += 1


def write_roster(path, students):
    with open(path, "w", encoding="utf-8") as file:
        file.write("Student ID,Last Name,First Name\n")
        for at in range(students):
            file.write(f"{10000 + at},Family{at:04},Given{at:04}\n")


def compare(program, home, name, rows, many_students, own_skills):
    folder = os.path.join(home, name)
    subprocess.run([program, "init", name, "--from", "spanish-1", "--quiet"], cwd=home, check=True,
                   stdout=subprocess.DEVNULL)
    roster = os.path.join(folder, "roster.csv")
    if many_students:
        write_roster(roster, many_students)
    subprocess.run([program, "roster", "import", roster, "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    listed = subprocess.run([program, "roster", "list", "--format", "csv"], cwd=folder, check=True,
                            capture_output=True, text=True).stdout
    students = [line.split(",")[0] for line in listed.splitlines()[1:]]
    with open(os.path.join(folder, "course.yaml"), encoding="utf-8") as file:
        skills = re.findall(r"^  - id: (\S+)$", file.read().split("\nskills:\n")[1].split("\nactivities:\n")[0], re.M)
    os.rename(os.path.join(folder, "class.db"), os.path.join(folder, "before.db"))
    # A student and skill have one score a day: more rows than there are days would not all be told apart.
    write_rows(os.path.join(folder, "rows.csv"), rows, students, skills if own_skills else [])
    shell = timed(["sqlite3", "plain.db"], folder,
                  ".import --csv rows.csv result\n"
                  "CREATE INDEX result_by_student ON result (student);\n"
                  "CREATE INDEX result_by_item ON result (item);\n"
                  "CREATE INDEX result_by_date ON result (date);\n")
    ours = timed([program, "assess", "import", "rows.csv", "--quiet"], folder)
    print(f"{name:<14} {rows} rows: sqlite3 {shell[0]:.2f} s ({shell[1]:.2f} s on the clock), {shell[2]:.0f} MiB; "
          f"waymark {ours[0]:.2f} s ({ours[1]:.2f} s), {ours[2]:.0f} MiB; {ours[0] / shell[0]:.1f} times as long")
    return ours[0] <= 3 * shell[0]


def main():
    program = os.path.abspath(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    os.environ.update({"PATH": "/usr/bin:/bin", "WAYMARK_TODAY": "2026-11-08"})
    with tempfile.TemporaryDirectory() as home:
        good = [compare(program, home, "unknown-items", rows, 0, False),
                compare(program, home, "own-skills", min(rows, 28 * 56 * 56), 0, True),
                compare(program, home, "1000-students", rows, 1000, False)]
    return 0 if all(good) else 1


sys.exit(main())
