#!/usr/bin/env python3
"""Runs the terminal sessions of a file and compares what is printed with what is written there.

In a .session file everything that is indented by two spaces is the terminal: "$ " begins a command, "> " goes on with
it, the rest is what it prints ("[2]" at the end: its exit code when that is not 0; a line "…" stands for any lines).
All other text is for the reader. In a Markdown file the blocks marked ```console are the terminal.

    run.py WAYMARK FILE…            compares
    run.py --update WAYMARK FILE…   writes what was printed into the files
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile

MARK = "@@session-exit@@"


class Step:
    def __init__(self, command):
        self.command = command
        self.expected = []
        self.line = 0  # where the expected output begins
        self.actual = []


def terminal_lines(lines, markdown):
    """(line number, text) of the terminal, without its indent."""
    inside = False
    for number, line in enumerate(lines):
        if markdown:
            if line.startswith("```"):
                inside = line.strip() == "```console"
                yield number, None
            elif inside:
                yield number, line
        elif line.startswith("  "):
            yield number, line[2:]
        elif line == "":
            yield number, ""
        else:
            yield number, None


def parse(lines, markdown):
    steps = []
    current = None
    for number, text in terminal_lines(lines, markdown):
        if text is None:
            current = None
        elif text.startswith("$ "):
            current = Step(text[2:])
            current.line = number + 1
            steps.append(current)
        elif current and text.startswith("> ") and not current.expected:
            current.command += "\n" + text[2:]
            current.line = number + 1
        elif current:
            current.expected.append(text)
    for step in steps:
        while step.expected and step.expected[-1] == "":
            step.expected.pop()
    return steps


def run(steps, waymark, home):
    script = "".join(f"{step.command}\nprintf '\\n{MARK}%d\\n' $?\n" for step in steps)
    environment = {
        "PATH": os.path.dirname(waymark) + ":/usr/local/bin:/usr/bin:/bin",
        "HOME": home,
        "USER": "teacher",
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "WAYMARK_TODAY": "2026-11-08",
        "WAYMARK_WIDTH": "80",
    }
    done = subprocess.run(["bash", "-c", script], cwd=home, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    text = done.stdout.decode("utf-8", "backslashreplace").replace(home, "~")
    pieces = re.split(rf"\n?{MARK}(\d+)\n", text)
    for at, step in enumerate(steps):
        output = pieces[2 * at] if 2 * at < len(pieces) else ""
        code = int(pieces[2 * at + 1]) if 2 * at + 1 < len(pieces) else -1
        step.actual = [line.rstrip() for line in output.split("\n")] if output else []
        while step.actual and step.actual[-1] == "":
            step.actual.pop()
        if code != 0:
            step.actual.append(f"[{code}]")


def same(expected, actual):
    """Whether the lines agree, "…" standing for any number of lines."""
    if not expected:
        return not actual
    if expected[0] == "…":
        return any(same(expected[1:], actual[at:]) for at in range(len(actual) + 1))
    return bool(actual) and expected[0] == actual[0] and same(expected[1:], actual[1:])


def updated(lines, steps, markdown):
    indent = "" if markdown else "  "
    result, copied = [], 0
    for step in steps:
        result += lines[copied:step.line]
        copied = step.line + len(step.expected)
        output = step.expected if same(step.expected, step.actual) else step.actual
        result += [indent + line if line else "" for line in output]
    return result + lines[copied:]


def check(path, waymark, update):
    markdown = path.endswith(".md")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    steps = parse(lines, markdown)
    if not steps:
        print(f"{path}: no session in it")
        return False
    with tempfile.TemporaryDirectory() as home:
        run(steps, waymark, home)
    if update:
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(updated(lines, steps, markdown)))
        return True
    good = True
    for step in steps:
        if not same(step.expected, step.actual):
            good = False
            print(f"{path}:{step.line}: $ {step.command}")
            print("\n".join(difflib.unified_diff(step.expected, step.actual, "written here", "printed now", lineterm="")))
    return good


def main(arguments):
    update = arguments[:1] == ["--update"]
    if update:
        arguments = arguments[1:]
    if len(arguments) < 2:
        print(__doc__)
        return 2
    waymark = os.path.abspath(arguments[0])
    results = [check(path, waymark, update) for path in arguments[1:]]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
