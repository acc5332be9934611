"""The docs say what was shown, no more and no less."""

import pytest

from harness.page import PAGE, WRITE, is_written, page


def test_the_page_in_the_docs_is_what_this_run_has_shown(request, shown):
    if not request.session.is_whole:
        pytest.skip("only a part of the tests was asked for")
    if any(one.outcome != "passed" for one in shown):
        pytest.skip("not everything was shown")
    if is_written():
        PAGE.write_text(page(shown))

    assert PAGE.exists() and PAGE.read_text() == page(shown), f"{PAGE.name} says something else; write it anew, and read it: {WRITE}"
