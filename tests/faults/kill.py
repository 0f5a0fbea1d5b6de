#!/usr/bin/env python3
"""Kills writing commands at 200 moments: afterwards the gradebook is as before or as after, never between.

The moments are spread evenly over the time that the command takes, so that none of its parts is missed."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from common import environment, facts, ready_class, waymark

KILLS = 200


def counts(folder):
    """Operations and evidence; opening the file plays a hot journal back, as waymark does."""
    database = sqlite3.connect(os.path.join(folder, "class.db"))
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("operation", "evidence")]
    database.close()
    return found


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        start = ready_class(program, home)
        before = facts(program, start)
        finished = os.path.join(home, "finished")
        shutil.copytree(start, finished)
        began = time.monotonic()
        done = waymark(program, finished, "assess", "import", "results.csv")
        took = time.monotonic() - began
        assert done.returncode == 0, done.stderr
        after = facts(program, finished)
        assert before != after

        states = {"before": 0, "after": 0}
        for number in range(KILLS):
            folder = os.path.join(home, "killed")
            shutil.copytree(start, folder)
            process = subprocess.Popen([program, "assess", "import", "results.csv"], cwd=folder,
                                       env=environment(program, folder), stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(took * 1.2 * number / KILLS)
            process.send_signal(signal.SIGKILL)
            process.wait()
            # Every tenth is looked at with waymark's own eyes and imported again.
            closely = number % 10 == 0
            now = facts(program, folder) if closely else counts(folder)
            left = (before, after) if closely else (counts(start), counts(finished))
            if now not in left:
                print(f"kill {number} after {took * 1.2 * number / KILLS:.4f} s left the gradebook between")
                return 1
            states["before" if now == left[0] else "after"] += 1
            if closely:
                again = waymark(program, folder, "assess", "import", "results.csv")
                assert again.returncode == 0, again.stderr
                assert facts(program, folder)[1] == after[1]
            shutil.rmtree(folder)
        print(f"{KILLS} kills: {states['before']} before, {states['after']} after")
        return 0 if min(states.values()) > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
