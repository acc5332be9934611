"""What was shown, as a page of the docs: no word in it differs from one run to the next."""

import os
from collections import Counter
from typing import NamedTuple

from harness.provider import PROJECT

PAGE = PROJECT / "src/docs/infra-results.md"
WRITE = "DOCS=write infra/test/run"
HEAD = f"""# Results of the infrastructure's tests

The module, deployed into a local AWS with the native zip and simulated providers, and driven ([how](deploy.md#how-this-is-tested)).
Written by `infra/test/run` (`{WRITE}`), which fails when anything comes to something else.
"""

PARTS = {
    "text": "Files",
    "redrive": "Dead letters",
    "release": "Releases",
    "forms": "Terraform and SAM against each other",
    "rules": "Rules over what Terraform makes",
    "callers": "Callers and operators",
    "keys": "Keys",
    "options": "Every option on, and other regions and partitions",
    "flows": "Flows",
    "control": "What people decide",
    "steps": "Step Functions",
    "documents": "What the documents say",
    "rights": "Rights",
    "end": "The end of the stack",
}


class Shown(NamedTuple):
    """One test that has ended. A test that fills a row of a table of its own gives that row."""

    part: str
    words: str
    outcome: str
    row: tuple | None = None


def is_written():
    return os.environ.get("DOCS") == "write"


def page(shown):
    return "\n".join([HEAD, *counts(shown), *[line for part in PARTS for line in section(part, [one for one in shown if one.part == part])], ""])


def counts(shown):
    yield from table("part", "tests", "result")
    for part, title in PARTS.items():
        of_part = [one.outcome for one in shown if one.part == part]
        yield line(title, len(of_part), outcomes(of_part))
    yield line("**all**", len(shown), outcomes([one.outcome for one in shown]))


def section(part, shown):
    if not shown:
        return
    yield from ("", f"## {PARTS[part]}", "", *table("what", "result"))
    plain = [one for one in shown if not one.row]
    for words in dict.fromkeys(one.words for one in plain):
        of_words = [one.outcome for one in plain if one.words == words]
        yield line(words, outcomes(of_words))
    if part == "rights":
        yield from ("", "Every function under its own role; each right taken away in turn, with what then happens. Nothing else was refused meanwhile.", "")
        yield from table("function", "right", "on", "without it", "result")
        yield from (line(*one.row, one.outcome) for one in shown if one.row)


def outcomes(found):
    return ", ".join(f"{count} {outcome}" for outcome, count in Counter(found).items()) or "none ran"


def table(*titles):
    return line(*titles), "|" + "---|" * len(titles)


def line(*cells):
    return "| " + " | ".join(map(str, cells)) + " |"
