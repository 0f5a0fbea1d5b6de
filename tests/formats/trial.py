"""What the tests of school files share: an empty class, imports into it, and what they counted."""

import json
import os
import subprocess
import tempfile


class Trial:
    """A class without students whose term holds the days of the files."""

    def __init__(self, program, today="2026-11-08"):
        self.program = program
        self.today = today
        self.home = tempfile.TemporaryDirectory()
        self.folder = os.path.join(self.home.name, "class")
        self.run("init", "class", "--from", "spanish-1", folder=self.home.name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.home.cleanup()

    def run(self, *words, folder=None):
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.home.name, "WAYMARK_TODAY": self.today}
        return subprocess.run([self.program, *words], cwd=folder or self.folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)

    def model(self, *words):
        done = self.run(*words, "--quiet", "--format", "json")
        assert done.stdout, f"{words}: {done.stderr}"
        return json.loads(done.stdout)

    def evidence(self):
        """{(student's name, item): "state" or "score/maximum"} of everything in force."""
        told = {}
        for one in self.model("assess", "list")["evidence"]:
            said = one["state"]
            if said == "scored":
                said = f"{one['score']:g}"
                if one["maximum"] is not None:
                    said += f"/{one['maximum']:g}"
            told.setdefault((one["name"], one["item"]), []).append(said)
        return {key: ", ".join(all_of_it) for key, all_of_it in told.items()}


def differences(what, expected, actual):
    if expected == actual:
        return []
    return [f"{what}:\n    expected {expected}\n    got      {actual}"]


def check_import(trial, where, verb, files, options, expected):
    """Imports, compares the counts that `expected` names, and imports again: that changes nothing."""
    problems = []
    words = [verb, "import", *files, *options]
    receipt = trial.model(*words)
    told = {"format": receipt["format"], "refused": [r["reason"] for r in receipt["refused"]], **{
        k: receipt["counts"][k] for k in ("new", "changed", "unchanged")}}
    told["skipped"] = len(receipt["skipped"])
    told["blank"] = receipt["blank"]
    for key, value in expected.items():
        actual = told[key]
        if key == "format" and isinstance(actual, str):
            actual = actual.split(" ")[0]
        problems += differences(f"{where}: {' '.join(words)}: {key}", value, actual)
    again = trial.model(*words)["counts"]
    for key in ("new", "changed", "moved"):
        problems += differences(f"{where}: a second time: {key}", 0, again[key])
    return problems


def run_cases(program, folder, cases):
    """Runs each case in a class of its own; gives the exit code."""
    problems = []
    for name, (steps, known) in cases.items():
        with Trial(program) as trial:
            for verb, files, options, expected in steps:
                paths = [os.path.join(folder, file) for file in files]
                problems += check_import(trial, name, verb, paths, options, expected)
            if known is not None:
                problems += differences(f"{name}: what is known", dict(sorted(known.items())),
                                        dict(sorted(trial.evidence().items())))
    for problem in problems:
        print(problem)
    print(f"{len(cases)} cases, {len(problems)} differences")
    return 1 if problems else 0
