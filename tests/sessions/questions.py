#!/usr/bin/env python3
"""Answers the questions of an import on a terminal, and looks at how they are shown."""

import os
import pty
import subprocess
import sys
import tempfile

# An id that nobody is known by, with a name that somebody has; the name tries to act on the terminal.
ROSTER = 'name,id,email\n"Kim, Zoe",1,zoe@school.example\n"Mu\x1b[2Jrr, Zoe",,murr@school.example\n'
MOVED = 'name,id,email\n"Mu\x1b[2Jrr, Zoe",9,\n'
EXPECTED = """moved.csv:2: Zoe Mu\\u{1b}[2Jrr could be zoe-m
  1  zoe-m: Zoe Mu\\u{1b}[2Jrr
  2  somebody new
  s  leave it out
1 to 2, or s: """


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8", "TERM": "dumb",
                       "WAYMARK_TODAY": "2026-11-08"}
        folder = os.path.join(home, "class")

        def run(*words):
            return subprocess.run([program, *words], cwd=folder if os.path.exists(folder) else home, env=environment,
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)

        run("init", "class")
        for name, text in (("roster.csv", ROSTER), ("moved.csv", MOVED)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        done = run("roster", "import", "roster.csv")
        if done.returncode != 0:
            print(done.stdout, done.stderr)
            return 1

        try:
            parent, child = pty.openpty()
        except OSError as missing:
            print(f"no terminal to ask on: {missing}")
            return 77
        process = subprocess.Popen([program, "roster", "import", "moved.csv"], cwd=folder, env=environment,
                                   stdin=child, stdout=subprocess.DEVNULL, stderr=child, close_fds=True)
        os.close(child)
        shown = b""
        while not shown.endswith(b"or s: "):
            try:
                piece = os.read(parent, 4096)
            except OSError:
                break
            shown += piece
        os.write(parent, b"1\n")
        try:
            while os.read(parent, 4096):
                pass
        except OSError:
            pass
        code = process.wait(timeout=60)
        text = shown.decode().replace("\r\n", "\n")
        asked = text[text.find("moved.csv:2"):]
        first, _, rest = asked.partition("\n")
        wanted_first, _, wanted_rest = EXPECTED.partition("\n")
        if not first.startswith(wanted_first) or rest != wanted_rest or code != 0:
            print(f"exit {code}, asked:\n{asked}")
            return 1
        listed = run("roster", "list", "--format", "json").stdout
        if listed.count('"student"') != 2:
            print(listed)
            return 1
    print("asked and answered")
    return 0


if __name__ == "__main__":
    sys.exit(main())
