"""What the fault tests share: a class to write into, and what its gradebook says."""

import os
import subprocess


def environment(program, folder):
    return {"PATH": os.path.dirname(program) + ":/usr/bin:/bin", "HOME": folder, "WAYMARK_TODAY": "2026-11-08"}


def waymark(program, folder, *words, **options):
    return subprocess.run([program, *words], cwd=folder, env=environment(program, folder), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60, **options)


def ready_class(program, home):
    """The example class with its roster; its results are what the tests write."""
    waymark(program, home, "init", "class", "--from", "spanish-1")
    folder = os.path.join(home, "class")
    done = waymark(program, folder, "roster", "import", "roster.csv")
    assert done.returncode == 0, done.stderr
    return folder


def facts(program, folder):
    """Everything that was recorded, as printed; fails when the gradebook cannot be read."""
    printed = []
    for words in (["log"], ["assess", "list"], ["roster", "list", "--all"]):
        done = waymark(program, folder, *words, "--format", "csv")
        assert done.returncode == 0, f"{words}: {done.stderr}"
        printed.append(done.stdout)
    return printed
