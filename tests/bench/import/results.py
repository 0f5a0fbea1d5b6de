#!/usr/bin/env python3
"""Times `waymark assess import` of many result rows against what the sqlite3 shell takes to .import the same file and
index it, and says how much memory each took.

    results.py WAYMARK [ROWS]

The aim: at most 3 times as long, and memory that grows with the file and not faster.
"""

import os
import random
import subprocess
import sys
import tempfile
import time

ROUNDS = 3


def timed(words, folder, text=None):
    """(seconds, MiB) of the quickest of some runs; what they leave behind is removed before each."""
    best = None
    for _ in range(ROUNDS):
        for name in ("class.db", "plain.db"):
            path = os.path.join(folder, name)
            if os.path.exists(path):
                os.remove(path)
        if os.path.exists(os.path.join(folder, "before.db")):
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
        if best is None or seconds < best[0]:
            best = (seconds, usage.ru_maxrss / 1024)
    return best


def write_rows(path, rows, students):
    """Every student on every item, some of them twice on different days, in the order of a school's export."""
    numbers = random.Random(7)
    with open(path, "w", encoding="utf-8") as file:
        file.write("student,item,score,maximum,date\n")
        written = 0
        item = 0
        while written < rows:
            item += 1
            for student in students:
                if written == rows:
                    break
                day = f"2026-{9 + item % 2:02}-{1 + item % 28:02}"
                file.write(f"{student},item-{item},{numbers.randint(0, 10)},10,{day}\n")
                written += 1


def main():
    program = os.path.abspath(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    environment = {"PATH": "/usr/bin:/bin", "WAYMARK_TODAY": "2026-11-08"}
    os.environ.update(environment)
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([program, "init", "class", "--from", "spanish-1", "--quiet"], cwd=home, check=True,
                       stdout=subprocess.DEVNULL)
        folder = os.path.join(home, "class")
        subprocess.run([program, "roster", "import", "roster.csv", "--quiet"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        roster = subprocess.run([program, "roster", "list", "--format", "csv"], cwd=folder, check=True,
                                capture_output=True, text=True).stdout
        students = [line.split(",")[0] for line in roster.splitlines()[1:]]
        os.rename(os.path.join(folder, "class.db"), os.path.join(folder, "before.db"))
        write_rows(os.path.join(folder, "rows.csv"), rows, students)
        shell = timed(["sqlite3", "plain.db"], folder,
                      ".import --csv rows.csv result\n"
                      "CREATE INDEX result_by_student ON result (student);\n"
                      "CREATE INDEX result_by_item ON result (item);\n"
                      "CREATE INDEX result_by_date ON result (date);\n")
        ours = timed([program, "assess", "import", "rows.csv", "--quiet"], folder)
    print(f"{rows} rows: sqlite3 {shell[0]:.2f} s, {shell[1]:.0f} MiB; waymark {ours[0]:.2f} s, {ours[1]:.0f} MiB; "
          f"{ours[0] / shell[0]:.1f} times as long")
    return 0 if ours[0] <= 3 * shell[0] else 1


sys.exit(main())
