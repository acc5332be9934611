"""The providers: the project's simulator, behind a door at which a test can stand."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

from harness.processes import PATIENCE, Running, await_true, free_port

PROJECT = Path(__file__).parents[3]


class Simulator:
    """Of all providers, as local mode has it."""

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        command = [str(PROJECT / "mvnw"), "-B", "-ntp", "-q", "-Plocal", "compile", "exec:java", f"-Dexec.args={self.port}"]
        self.running = Running(command, folder / "simulator.out", self.port, cwd=PROJECT)

    def state(self, provider="evolink"):
        return requests.get(f"{self.url}/{provider}/_simulator/state", timeout=PATIENCE).json()

    def accepted(self, prompt, provider="evolink"):
        """How often a wish with that prompt was taken, and would have been billed."""
        return self.state(provider)["prompts"].get(prompt, {}).get("accepted", 0)

    def await_done(self, task, key):
        """Until EvoLink's task has a result, whether it rings or not."""

        def status():
            headers = {"Authorization": f"Bearer {key}"}
            return requests.get(f"{self.url}/evolink/v1/tasks/{task}", headers=headers, timeout=PATIENCE).json()["status"] == "completed"

        await_true(status, f"{task} is completed")

    def stop(self):
        self.running.stop()


BUSY = "@door:busy"
LOST = "@door:lost"

# In EvoLink's own words: a 429 without them may come from any machine in between, and proves nothing.
THROTTLED = b'{"error": {"code": "rate_limit_exceeded", "message": "Too many requests", "type": "rate_limit_error"}}'


class Door:
    """Passes every call of ours on to the simulator. A test may have something happen when one has been answered.

    A wish whose prompt contains BUSY is not passed on: 429, every time. The answer to one that contains LOST is seen here, and by nobody else.
    """

    def __init__(self, target):
        self.target, self.waiting, self.seen = target, [], []
        self.lock = threading.Lock()
        door = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def pass_on(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if BUSY.encode() in body:
                    door.happened(self.command, self.path, body, b"")
                    self.send_response(429)
                    self.send_header("Retry-After", "1")
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(THROTTLED)))
                    self.end_headers()
                    self.wfile.write(THROTTLED)
                    return
                headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
                try:
                    answer = requests.request(self.command, door.target + self.path, data=body, headers=headers, timeout=PATIENCE)
                except requests.ConnectionError:  # the simulator breaks connections when it is asked to
                    self.close_connection = True
                    door.happened(self.command, self.path, body, b"")
                    return
                door.happened(self.command, self.path, body, answer.content)
                if LOST.encode() in body:
                    self.close_connection = True
                    return
                try:
                    self.send_response(answer.status_code)
                    for name, value in answer.headers.items():
                        if name.lower() not in HOP_BY_HOP:
                            self.send_header(name, value)
                    self.send_header("Content-Length", str(len(answer.content)))
                    self.end_headers()
                    self.wfile.write(answer.content)
                except OSError:  # whoever asked is dead
                    self.close_connection = True

            do_GET = do_POST = pass_on

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def once(self, is_wanted, action):
        """After the provider has answered the next call for which is_wanted(method, path, body) holds, before we hear it."""
        done = threading.Event()
        with self.lock:
            self.waiting.append((is_wanted, action, done))
        return done

    def happened(self, method, path, body, answer):
        with self.lock:
            self.seen.append((method, path, body.decode(errors="replace"), answer.decode(errors="replace")))
            found = next((one for one in self.waiting if one[0](method, path, body.decode(errors="replace"))), None)
            if found:
                self.waiting.remove(found)
        if found:
            found[1]()
            found[2].set()

    def creates(self, prompt):
        return [body for method, _, body, _ in self.seen if method == "POST" and json.dumps(prompt)[1:-1] in body]

    def stop(self):
        self.server.shutdown()


HOP_BY_HOP = {"host", "content-length", "connection", "transfer-encoding", "content-encoding", "accept-encoding"}
