"""The local AWS: its clients, its functions' processes and their logs."""

import os
import signal
import sys
from pathlib import Path
from typing import NamedTuple

import boto3
import requests
from botocore.config import Config

from harness.processes import PATIENCE, Running, await_true, children, environment, free_port

REGION = "us-east-1"
ACCOUNT = "123456789012"
HERE = Path(__file__).parent


class Judgement(NamedTuple):
    role: str
    action: str
    resource: str
    verdict: str


class Cloud:
    def __init__(self, folder):
        self.logs = folder / "logs"
        self.logs.mkdir()
        self.port, self.front_port = free_port(), free_port()
        self.url, self.front = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.front_port}"
        self.keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        self.judgements = folder / "judgements.txt"
        self.judgements.touch()
        self.deployer_calls = folder / "deployer-calls.txt"
        self.deployer_calls.touch()
        env = inherited | {
            "JUDGEMENTS": str(self.judgements),
            "DEPLOYER_CALLS": str(self.deployer_calls),
            "PYTHONPATH": str(HERE.parent),
            "MOTO_PORT": str(self.port),
            "FRONT_PORT": str(self.front_port),
            "LAMBDA_LOGS": str(self.logs),
            "ASYNC_RETRY_SECONDS": "0.2",
            "NO_PROXY": "127.0.0.1,localhost",
        }
        command = [sys.executable, str(HERE / "aws_main.py"), os.environ["DARKROOM_LOCALAWS"]]
        self.running = Running(command, folder / "localaws.out", self.port, env)

    def client(self, service):
        config = Config(retries={"max_attempts": 0}, read_timeout=PATIENCE)
        return boto3.client(service, endpoint_url=self.url, region_name=REGION, config=config, **self.keys)

    def environment(self, region=REGION):
        """For a program that takes this for AWS."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": region,
            "AWS_ACCESS_KEY_ID": self.keys["aws_access_key_id"],
            "AWS_SECRET_ACCESS_KEY": self.keys["aws_secret_access_key"],
        }

    def run_schedule(self, name):
        assert requests.post(f"{self.front}/_local/run/{name}", timeout=PATIENCE).status_code == 202

    def enforce_iam(self):
        """From here on every function runs under its own role; there is no way back."""
        self.keys = requests.post(f"{self.front}/_local/enforce-iam", timeout=PATIENCE).json()

    def judged(self):
        """Every call of a function since rights are enforced, in order."""
        whole_lines, _, _ = self.judgements.read_text().rpartition("\n")
        return [Judgement(*line.split(" ")) for line in whole_lines.splitlines()]

    def log(self, function):
        path = self.logs / f"{function}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def kill(self, function):
        """The execution environments of a function die, as after a crash; the next invocation starts one."""
        alive = [pid for pid in children(self.running.process.pid) if environment(pid).get("AWS_LAMBDA_FUNCTION_NAME") == function]
        for pid in alive:
            try:
                os.killpg(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        await_true(lambda: all(environment(pid) == {} for pid in alive), f"the environments of {function} are dead")

    def stop(self):
        self.running.stop()
