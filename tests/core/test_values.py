from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.app_paths import app_paths
from stemdesk.core.descriptions import Limits
from stemdesk.core.errors import UsageError
from stemdesk.core.jobs import JobSpec, JobState, new_job_id
from stemdesk.core.limits import limit_error
from stemdesk.core.models import Choice, Format, Model, OptionField, OptionKind
from stemdesk.core.song_files import SongFile
from stemdesk.core.text import Text, text

MODEL = Model(
    "m", text("M"), text("G"), text(""), ("vocals", "other"),
    (Format("flac24", text("FLAC"), ".flac"), Format("mp3", text("MP3"), ".mp3")),
    (OptionField("q", text("Q"), OptionKind.CHOICE, "a", (Choice("a", text("A")), Choice("b", text("B")))),
     OptionField("n", text("N"), OptionKind.NUMBER, "1")),
)  # fmt: skip


def test_missing_options_get_their_defaults() -> None:
    assert MODEL.complete({"q": "b"}) == {"q": "b", "n": "1"}


@pytest.mark.parametrize("given", [{"zz": "1"}, {"q": "c"}, {"n": "many"}])
def test_a_wrong_option_is_named(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(given))):
        MODEL.complete(given)


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="flac24, mp3"):
        MODEL.format("ogg")


def test_a_file_has_as_many_megabytes_in_a_refusal_as_everywhere_else() -> None:
    song = SongFile(Path("x.wav"), 100, 44_100, 2, "wav pcm_16")
    refusal = limit_error(Limits(bytes=100_000_000), song, 104_857_600, text("Studio"))
    assert refusal is not None
    assert "at most 100 MB" in str(refusal.message)
    assert "would have 105." in str(refusal.message)


def test_models_json_has_exactly_the_keys_of_the_contract() -> None:
    assert set(MODEL.as_json()) == {
        "id", "name", "group", "stems", "options", "formats", "price_per_minute", "audience", "rating", "input",
        "download",
    }  # fmt: skip
    assert set(MODEL.as_json()["options"][0]) == {"key", "label", "kind", "choices", "default"}


def test_a_link_shows_its_name_and_never_its_query() -> None:
    spec = JobSpec("https://files.example/a/My%20Song.mp3?token=secret", "x", "m", "f", Path("out"))
    assert spec.title == "My Song.mp3"


def test_what_is_over_is_not_resumed() -> None:
    over = {JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.ATTENTION}
    assert {state for state in JobState if not state.is_active} == over


def test_ids_do_not_repeat() -> None:
    assert len({new_job_id() for _ in range(1000)}) == 1000


@given(st.text(), st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.integers())))
def test_a_sentence_survives_storage_and_odd_braces(template: str, values: dict[str, str | int]) -> None:
    sentence = Text(template, values)
    assert str(Text.from_json(sentence.as_json())) == str(sentence)


def test_home_moves_everything_under_one_folder(tmp_path: Path) -> None:
    found = app_paths({"STEMDESK_HOME": str(tmp_path)})
    for folder in (found.config, found.state, found.cache, found.logs, found.stems, found.database):
        assert folder.is_relative_to(tmp_path)
