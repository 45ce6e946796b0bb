"""What StemDesk hears in a file, kept beside the bands until the file or StemDesk's version of an analysis changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.audio.analysis.song_analysis import analysis_of
from stemdesk.core.stems import StemFile
from tests.benchmarks.listening.bands import cache

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.analysis.song_analysis import Analysis


def heard(song: Path) -> Analysis:
    found = analysis_of([StemFile("other", song)], None, cache() / "heard")
    assert found is not None
    return found
