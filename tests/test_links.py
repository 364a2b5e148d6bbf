"""What looks for dead links finds them, and no others."""

from __future__ import annotations

from pathlib import Path

from tests.links import dead


def test_a_link_that_leads_nowhere_is_found_with_its_page(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "index.html").write_text(
        '<p id="here"><a href="#here">1</a><a href="#gone">2</a><a href="below/a%20page.html#place">3</a>'
        '<a href="below/gone.html">4</a><a href="https://example.org/gone">5</a><img src="gone.png"></p>'
    )
    (tmp_path / "below" / "a page.html").write_text('<p id="place"><a href="../index.html#gone">6</a></p>')
    (tmp_path / "llms.txt").write_text("- [a](index.html)\n- [b](gone.txt)\n")
    assert sorted(dead(tmp_path)) == [
        "below/a page.html: ../index.html#gone",
        "index.html: #gone",
        "index.html: below/gone.html",
        "index.html: gone.png",
        "llms.txt: gone.txt",
    ]
