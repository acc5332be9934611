"""Processes that a test starts, and ports for them. None outlives tests that end or are interrupted."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

PATIENCE = 240  # seconds: on a busy machine everything takes long, and only what is broken takes for ever
PR_SET_PDEATHSIG = 1  # Linux's prctl(2)

of_linux = ctypes.CDLL(None)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def await_true(question, what, seconds=PATIENCE):
    """Asks until the answer is true, and gives it back."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        assert time.monotonic() < end, f"not within {seconds} s: {what() if callable(what) else what}"
        time.sleep(0.05)


def is_listening(port):
    with socket.socket() as one:
        one.settimeout(0.2)
        return one.connect_ex(("127.0.0.1", port)) == 0


def dies_with_us():
    """In a new process: it is told to end when the tests are gone, even if these were killed."""
    of_linux.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command, **how):
    """A process in a session of its own: what is typed at the tests does not reach it."""
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=dies_with_us, **how)


def end(process):
    """Asks it to end, as it may have something to put away, and has it ended if it does not."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            break_off(process)


def break_off(process):
    """With all that it has started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def run(command, seconds=PATIENCE, **how):
    """Runs a program to its end: its exit status, and what it said on both streams. If we do not wait that long, it is broken off."""
    process = start(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)
    try:
        said, complained = process.communicate(timeout=seconds)
    finally:
        break_off(process)
    return process.returncode, said, complained


class Running:
    """A process of our own, with its log, until it is stopped."""

    ALL = []

    def __init__(self, command, log, port, env=None, cwd=None):
        self.log = Path(log)
        with open(log, "wb") as out:
            self.process = start(command, stdout=out, stderr=subprocess.STDOUT, env=env, cwd=cwd)
        Running.ALL.append(self)
        await_true(lambda: self.is_up(port), f"{command[0]} listens on {port}", 600)

    def is_up(self, port):
        assert self.process.poll() is None, f"{self.process.args} ended early:\n{self.log.read_text()[-2000:]}"
        return is_listening(port)

    def stop(self):
        end(self.process)


def stop_all(folder):
    """Every process that still runs, those included that our own have started in that folder."""
    for one in Running.ALL:
        one.stop()
    while left := [pid for pid in processes() if working_folder(pid).startswith(f"{folder}/")]:
        for pid in left:
            kill(pid)
        time.sleep(0.05)


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def processes():
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def working_folder(pid):
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:  # it has ended, or is not ours
        return ""


def children(pid):
    """Ids of the processes that it has started."""
    return [one for one in processes() if parent(one) == pid]


def parent(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return int(stat.rsplit(")", 1)[1].split()[1])


def environment(pid):
    try:
        pairs = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    return dict(pair.decode(errors="replace").split("=", 1) for pair in pairs if b"=" in pair)
