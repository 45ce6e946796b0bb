"""MP3 that is encoded in parts is what LAME makes of it in one go."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from stemdesk.audio.dsp.mixer import TrackSettings
from stemdesk.audio.export import mp3_in_parts
from stemdesk.audio.export.mixdown import Mixdown, render
from stemdesk.audio.export.mp3_in_parts import Encoded, Mp3InParts, checksum, joint, reservoir, spliced, split
from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.audio.files.tags import Tags, read_tags, write_tags
from stemdesk.audio.files.writer import create_audio
from tests.demo import demo_song
from tests.sounds import Floats, music, read, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MP3 = ENCODINGS["mp3"]


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of five seconds, on a machine with three cores."""
    monkeypatch.setattr(mp3_in_parts, "_PART", 49 * 4)
    monkeypatch.setattr(mp3_in_parts, "cores", lambda: 3)


def in_parts(path: Path, sound: Floats, rate: int = 44_100) -> Path:
    writer = Mp3InParts(path, rate, sound.shape[1])
    for at in range(0, len(sound), 65_536):
        writer.write(sound[at : at + 65_536])
    writer.close()
    return path


def in_one_go(path: Path, sound: Floats, rate: int = 44_100) -> Path:
    writer = create_audio(path, MP3, rate, sound.shape[1])
    writer.write(sound)
    writer.close()
    return path


def loud_and_silent() -> Floats:
    """Where a joint is, it is silent, or very loud, or both."""
    sound = np.tile(music(6.0), (3, 1))
    sound[5 * 44_100 : round(5.2 * 44_100)] = 0.0
    sound[10 * 44_100 : 11 * 44_100] = np.random.default_rng(3).uniform(-1, 1, (44_100, 2))
    return sound


def song() -> Floats:
    return demo_song()[: 18 * 44_100]


@pytest.mark.slow
@pytest.mark.parametrize("made", [song, loud_and_silent])
def test_it_is_heard_to_the_last_bit_as_encoded_in_one_go(made: Callable[[], Floats], tmp_path: Path) -> None:
    sound = made()
    ours, theirs = in_parts(tmp_path / "parts.mp3", sound), in_one_go(tmp_path / "whole.mp3", sound)
    assert soundfile.info(ours).frames == len(sound)
    assert np.array_equal(read(ours), read(theirs))
    assert ours.stat().st_size == theirs.stat().st_size


@pytest.mark.parametrize(("rate", "channels"), [(48_000, 1), (32_000, 2)])
def test_other_sample_rates_and_one_channel_too(rate: int, channels: int, tmp_path: Path) -> None:
    sound = music(14.0, rate, channels)
    assert np.array_equal(
        read(in_parts(tmp_path / "parts.mp3", sound, rate)), read(in_one_go(tmp_path / "whole.mp3", sound, rate))
    )


@pytest.mark.parametrize("frames", [1, 1152, 60_000])
def test_a_song_of_one_part_is_the_same_file_byte_by_byte(frames: int, tmp_path: Path) -> None:
    """The tag of the whole (lengths, places, checksums, delay) is made anew: of one part it has to be LAME's own."""
    sound = music(2.0)[:frames]
    assert in_parts(tmp_path / "a.mp3", sound).read_bytes() == in_one_go(tmp_path / "b.mp3", sound).read_bytes()


@pytest.mark.parametrize("beyond", [-1, 0, 1, 1152])
def test_a_song_that_ends_where_a_part_does_keeps_its_length(beyond: int, tmp_path: Path) -> None:
    sound = music(6.0)[: (49 * 4 + 12) * 1152 + beyond]
    assert soundfile.info(in_parts(tmp_path / "a.mp3", sound)).frames == len(sound)


@pytest.mark.slow
def test_the_tag_knows_the_checksum_of_what_follows(tmp_path: Path) -> None:
    tag, *frames = split(in_parts(tmp_path / "a.mp3", music(8.0)).read_bytes())
    lame = tag.index(b"Info") + 120
    assert int.from_bytes(tag[lame + 32 : lame + 34], "big") == checksum([b"".join(frames)])


@pytest.mark.slow
def test_a_part_that_never_settles_is_encoded_from_where_the_one_before_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mp3_in_parts, "joint", lambda *_: None)
    sound = demo_song()[: 13 * 44_100]
    assert np.array_equal(read(in_parts(tmp_path / "a.mp3", sound)), read(in_one_go(tmp_path / "b.mp3", sound)))


def frame(bits_before: int, content: int = 0) -> bytes:
    return b"\xff\xfb\xe0\x00" + (bits_before << 7).to_bytes(2, "big") + bytes([content]) * 1038


def test_parts_are_joined_where_both_have_written_the_same() -> None:
    before = [frame(500, 1)] * 3 + [frame(500, 2)] * 40
    after = [frame(500, 9)] * 8 + [frame(500, 2)] * 30
    assert joint(before, after, 3, 9) == 12  # the eighth of `after` is the first that both have
    assert joint(before, [frame(500, 9)] * 38, 3, 9) == 9


def test_a_frame_whose_bits_begin_earlier_than_there_is_room_is_no_joint() -> None:
    assert joint([frame(100)] * 40, [frame(200, 9)] * 40, 0, 20) is None
    assert joint([frame(200)] * 40, [frame(100, 9)] * 40, 0, 20) == 20


def test_the_bits_before_a_joint_are_those_of_what_follows() -> None:
    joined = spliced(frame(300, 1), [frame(0, 2), frame(200, 2)], 1)
    assert len(joined) == 1044
    assert reservoir(joined) == 300
    assert joined[-201:] == b"\1" + b"\2" * 200


@pytest.mark.slow
def test_a_long_song_is_not_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mixing is many times as fast as encoding: it has to wait."""
    begun, most = [0], [0]
    plain = mp3_in_parts.encoded

    def counted(*given: object) -> Encoded:
        begun[0] += 1
        return plain(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(mp3_in_parts, "encoded", counted)
    writer = Mp3InParts(tmp_path / "long.mp3", 44_100, 1)
    for _ in range(60):
        writer.write(np.zeros((44_100, 1), np.float32))
        most[0] = max(most[0], len(writer._waiting))
    assert begun[0] >= 6
    assert most[0] == 3
    writer.close()
    assert soundfile.info(tmp_path / "long.mp3").frames == 60 * 44_100


@pytest.fixture
def stem(tmp_path: Path) -> Path:
    write(tmp_path / "stem.wav", music(20.0), 44_100)
    return tmp_path / "stem.wav"


def test_export_of_an_mp3_uses_all_cores_and_keeps_its_tags(
    stem: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set()
    plain = mp3_in_parts.encoded

    def counted(*given: object) -> Encoded:
        threads.add(threading.current_thread().name)
        return plain(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(mp3_in_parts, "encoded", counted)
    told: list[float] = []
    target = tmp_path / "mix.mp3"
    render(
        Mixdown([stem], [TrackSettings()]),
        target,
        MP3,
        told.append,
        lambda path: write_tags(path, Tags({"title": "It"})),
    )
    assert len(threads) == 3
    assert threading.main_thread().name not in threads
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert read_tags(target).fields["title"] == "It"
    assert soundfile.info(target).frames == 20 * 44_100


def test_on_one_core_there_are_no_parts(stem: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mp3_in_parts, "cores", lambda: 1)
    monkeypatch.setattr(mp3_in_parts, "encoded", None)
    assert render(Mixdown([stem], [TrackSettings()], end=1.0), tmp_path / "mix.mp3", MP3) == 44_100


@pytest.mark.parametrize("at", [0.0, 0.5])
def test_a_cancelled_export_leaves_no_file_and_no_thread(stem: Path, tmp_path: Path, at: float) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: float) -> None:
        if done >= at:
            raise Cancelled

    with pytest.raises(Cancelled):
        render(Mixdown([stem], [TrackSettings()]), tmp_path / "mix.mp3", MP3, cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["stem.wav"]
    for thread in threading.enumerate():
        if thread.name.startswith("mp3"):
            thread.join(30)
            assert not thread.is_alive()
