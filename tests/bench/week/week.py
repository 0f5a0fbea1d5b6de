#!/usr/bin/env python3
"""Makes a class of any size with invented students and results, and times `waymark assign week` in it, process start and
all.

    week.py WAYMARK                      30 students and 200 skills, then 750, 1,500 and 3,000 students
    week.py WAYMARK STUDENTS SKILLS      one class of this size
    week.py --make FOLDER STUDENTS SKILLS    only writes class.yaml, roster.csv and results.csv

The aims: 30 students and 200 skills in 0.06 s, 3,000 students in 2 s, and time that grows with the students and not
faster. Every run plans into a gradebook without a plan; the quickest of five counts. The program has one thread, so
processor time is what it takes on a machine with nothing else to do, and that is what is judged. Exit code 1 when an
aim is missed.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
KINDS = ("lesson", "practice", "game", "reading")
TOOLS = ("paper", "laptop", "cards", "book")


def class_file(skills, numbers):
    """The graph of the policy laboratory's fixed truth: 0, 1 or 2 of the twelve skills before as needs."""
    lines = ["title: A class made to be timed", "term: {starts: 2026-08-31, ends: 2027-06-11}", "meets:",
             "  - {days: [monday, wednesday, friday], minutes: 50}", "skills:"]
    for at in range(skills):
        near = list(range(max(0, at - 12), at))
        count = min(len(near), numbers.choices((0, 1, 2), (0.15, 0.55, 0.30))[0])
        needs = ", ".join(f"skill-{one}" for one in sorted(numbers.sample(near, count)))
        lines.append(f"  - {{id: skill-{at}, title: Skill {at}, minutes: 40, needs: [{needs}]}}")
    lines.append("activities:")
    for at in range(skills):
        for way in range(2):
            kind, tool = KINDS[(at + way) % 4], TOOLS[(at + 2 * way) % 4]
            lines.append(f"  - {{id: work-{at}-{way}, title: Work {at} {way}, kind: {kind}, teaches: [skill-{at}], "
                         f"minutes: {20 + 5 * way}, tool: {tool}}}")
    lines.append("checks:")
    for at in range(skills):
        lines.append(f"  - {{id: check-{at}, title: Check {at}, kind: quiz, minutes: 5, skills: [skill-{at}]}}")
    return "\n".join(lines) + "\n"


def make(folder, students, skills):
    numbers = random.Random(5)
    with open(os.path.join(folder, "class.yaml"), "w", encoding="utf-8") as file:
        file.write(class_file(skills, numbers))
    with open(os.path.join(folder, "roster.csv"), "w", encoding="utf-8") as file:
        file.write("Student Name,Student ID\n")
        for at in range(students):
            file.write(f'"Family{at}, Given{at}",{100000 + at}\n')
    with open(os.path.join(folder, "results.csv"), "w", encoding="utf-8") as file:
        file.write("student,item,score,maximum,date\n")
        for at in range(students):
            reached = numbers.randint(skills // 10, skills // 3)
            for skill in range(reached):
                score = numbers.choice((1, 3, 4, 4))
                file.write(f"{100000 + at},check-{skill},{score},4,2026-{9 + skill % 2:02}-{1 + skill % 28:02}\n")


def seconds(program, students, skills):
    with tempfile.TemporaryDirectory() as folder:
        make(folder, students, skills)
        for words in (["roster", "import", "roster.csv"], ["assess", "import", "results.csv"]):
            done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                sys.exit(done.stderr)
        database = os.path.join(folder, "class.db")
        shutil.copy(database, os.path.join(folder, "before.db"))
        best = None
        for _ in range(ROUNDS):
            shutil.copy(os.path.join(folder, "before.db"), database)
            started = time.perf_counter()
            child = subprocess.Popen([program, "assign", "week", "--quiet"], cwd=folder, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            if status != 0:
                sys.exit("the week was not planned")
            took = (usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024)
            best = took if best is None else min(best, took)
    print(f"{students} students, {skills} skills: {best[0]:.3f} s of processor time, {best[1]:.3f} s by the clock, "
          f"{best[2]:.0f} MiB", flush=True)
    return best[0]


def main():
    if sys.argv[1] == "--make":
        make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return 0
    os.environ["WAYMARK_TODAY"] = "2026-11-08"
    program = os.path.abspath(sys.argv[1])
    if len(sys.argv) > 2:
        seconds(program, int(sys.argv[2]), int(sys.argv[3]))
        return 0
    small = seconds(program, 30, 200)
    some, more, many = (seconds(program, students, 60) for students in (750, 1500, 3000))
    linear = (many - more) <= 2.5 * (more - some)
    return 0 if small <= 0.06 and many <= 2 and linear else 1


sys.exit(main())
