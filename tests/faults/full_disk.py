#!/usr/bin/env python3
"""Lets the file size limit stand for a full disk, at many sizes: the command says so and changes nothing."""

import os
import resource
import shutil
import signal
import sys
import tempfile

from common import facts, ready_class, waymark


def limit(size):
    def set_limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return set_limit


def main():
    program = os.path.abspath(sys.argv[1])
    refused = 0
    with tempfile.TemporaryDirectory() as home:
        start = ready_class(program, home)
        before = facts(program, start)
        full = os.path.getsize(os.path.join(start, "class.db"))
        for size in range(4096, full * 6, 40960):
            folder = os.path.join(home, "full")
            shutil.copytree(start, folder)
            done = waymark(program, folder, "assess", "import", "results.csv", preexec_fn=limit(size))
            if done.returncode != 0:
                refused += 1
                assert done.returncode == 1, done.returncode
                assert "disk is full" in done.stderr and "nothing was changed" in done.stderr, done.stderr
                assert facts(program, folder) == before
            shutil.rmtree(folder)
    print(f"{refused} full disks, nothing changed by any")
    return 0 if refused > 5 else 1


if __name__ == "__main__":
    sys.exit(main())
