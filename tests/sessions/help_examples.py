#!/usr/bin/env python3
"""Runs every example that the help of a command shows, each in a fresh copy of the example class that has a roster,
results and a plan. An example may find nothing to do (exit 1); it must never be wrong usage or a fault."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

SETUP = [
    "roster import roster.csv",
    "assess import results.csv",
    "assign week 2026-W46",
    "assign project album zoe-k noor-h --activity family-album",
    "undo",
    "redo",
]


def waymark(program, words, folder):
    environment = {"PATH": os.path.dirname(program) + ":/usr/bin:/bin", "HOME": folder, "WAYMARK_TODAY": "2026-11-08"}
    return subprocess.run(words, shell=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60)


def main():
    program = os.path.abspath(sys.argv[1])
    bad = 0
    with tempfile.TemporaryDirectory() as home:
        ready = os.path.join(home, "ready")
        waymark(program, f"{program} init ready --from spanish-1", home)
        for words in SETUP:
            done = waymark(program, f"{program} {words}", ready)
            if done.returncode != 0:
                print(words, done.stderr)
                return 1
        listing = waymark(program, f"{program} help", home).stdout
        commands = re.findall(r"^  (\S+(?: \S+)?)  ", listing, re.M)
        examples = []
        for command in commands:
            text = waymark(program, f"{program} help {command}", home).stdout
            examples += re.findall(r"^  (waymark .*)$", text.partition("\nExamples\n")[2], re.M)
        for number, example in enumerate(examples):
            folder = os.path.join(home, str(number))
            shutil.copytree(ready, folder)
            with open(os.path.join(folder, "skills.csv"), "w", encoding="utf-8") as sheet:
                sheet.write("skill\nCount\n")
            done = waymark(program, example, folder)
            if done.returncode not in (0, 1) or "fault" in done.stderr:
                print(f"{example}: exit {done.returncode}\n{done.stdout}{done.stderr}")
                bad += 1
    print(f"{len(examples)} examples of {len(commands)} commands, {bad} wrong")
    return 1 if bad or len(examples) < len(commands) else 0


if __name__ == "__main__":
    sys.exit(main())
