#!/usr/bin/env python3
"""Presses Tab: runs what the completion scripts run, and the bash script itself where bash is there."""

import os
import shutil
import subprocess
import sys
import tempfile

CASES = [  # words after "waymark", the last one unfinished; what must be offered
    (["rep"], ["report"]),
    (["report", "st"], ["student"]),
    (["report", "student", "zoe-k"], ["zoe-k", "zoe-ko"]),
    (["report", "student", "grace"], ["grace-a"]),
    (["assess", "decide", "zoe-k", "ser-e"], ["ser-estar"]),
    (["assess", "decide", "zoe-k", "ser-estar", "mas"], ["mastered"]),
    (["roster", "list", "--format", "j"], ["json"]),
    (["roster", "list", "--fo"], ["--format"]),
    (["validate", ""], []),
]


def main():
    program = os.path.abspath(sys.argv[1])
    scripts = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "completions"))
    bad = 0
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": os.path.dirname(program) + ":/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8"}

        def run(words, folder):
            return subprocess.run(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, timeout=60)

        folder = os.path.join(home, "spanish")
        for words in (["init", "spanish", "--from", "spanish-1"], ["-C", "spanish", "roster", "import", "roster.csv"]):
            if words[0] == "-C":
                done = run([program, "roster", "import", "roster.csv"], folder)
            else:
                done = run([program, *words], home)
            if done.returncode != 0:
                print(words, done.stderr)
                return 1

        def check(how, words, offered, wanted):
            nonlocal bad
            if offered != wanted:
                bad += 1
                print(f"{how} {words}: {offered} instead of {wanted}")

        for words, wanted in CASES:
            done = run([program, "__complete", "--quiet", "--", *words], folder)
            check("__complete", words, [line.split("\t")[0] for line in done.stdout.splitlines()], wanted)
            if done.returncode != 0 or done.stderr:
                bad += 1
                print(f"__complete {words}: exit {done.returncode}, {done.stderr}")
        # An unfinished word that is empty is a word, too: everything that may come is offered.
        everything = run([program, "__complete", "--quiet", "--", "report", "student", ""], folder).stdout.splitlines()
        check("__complete", ["report", "student", ""], [str(len(everything))], ["28"])

        for name in ("waymark.bash", "_waymark", "waymark.fish"):
            shell = {"waymark.bash": "bash", "_waymark": "zsh", "waymark.fish": "fish"}[name]
            with open(os.path.join(scripts, name), encoding="utf-8") as script:
                check("completion", [shell], [run([program, "completion", shell], home).stdout], [script.read()])

        if shutil.which("bash"):
            for words, wanted in CASES:
                quoted = " ".join("'" + word + "'" for word in ["waymark", *words])
                script = (f"source '{scripts}/waymark.bash'; COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _waymark; "
                          "printf '%s\\n' \"${COMPREPLY[@]}\"")
                check("bash", words, [line for line in run(["bash", "-c", script], folder).stdout.splitlines() if line],
                      wanted)
    print(f"{len(CASES)} completions, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
