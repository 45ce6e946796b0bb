"""Every argument of the command line. Imports next to nothing of ours, so that it is there at once."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, NoReturn

from stemdesk import __version__
from stemdesk.core.untrusted.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """There may be file names in it, of `stemdesk separate *.wav` for instance."""
        super().error(plain_words(message))


def parser() -> argparse.ArgumentParser:
    top: argparse.ArgumentParser = _Parser(
        prog="stemdesk",
        description="Splits songs into stems and plays them side by side. Without a command, the window opens.",
        epilog="stemdesk [FILE…] opens the window with those files.",
    )
    top.add_argument("--version", action="version", version=f"stemdesk {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    json_output = argparse.ArgumentParser(add_help=False)
    json_output.add_argument("--json", action="store_true", help="one JSON object per line on standard output")

    separate = commands.add_parser("separate", parents=[json_output], help="split songs into stems")
    separate.add_argument(
        "sources", nargs="*", metavar="FILE|URL",
        help="songs, folders of songs, or public links; target and reference for models that take a pair",
    )  # fmt: skip
    separate.add_argument("--provider", default="local", metavar="ID", help="who splits (default: local)")
    separate.add_argument("--model", metavar="ID", help="how to split (default: the provider's first model)")
    separate.add_argument(
        "-o", "--option", action="append", default=[], metavar="KEY=VALUE", help="an option of the model"
    )
    separate.add_argument("--format", metavar="ID", help="the stems' format (default: the model's first)")
    separate.add_argument("--output", metavar="DIR", help="where the stems go (default: Stems in your music folder)")

    separate.add_argument("--price", action="store_true", help="only say what it would cost, and do nothing")

    commands.add_parser("providers", parents=[json_output], help="who can split songs")
    models = commands.add_parser(
        "models", parents=[json_output], help="the models of a provider; what they need on this computer",
        description="Lists the models of a provider; gets or removes what one of them needs on this computer.",
    )  # fmt: skip
    models.add_argument("action", nargs="?", choices=("get", "remove"), help="instead of listing them")
    models.add_argument("model", nargs="?", metavar="MODEL", help="the model that is got or removed")
    models.add_argument("--provider", default="local", metavar="ID")
    models.add_argument("--search", metavar="TEXT", help="only models with this in their name, group or stems")

    account = commands.add_parser(
        "account", parents=[json_output], help="keep, show or forget a provider's credentials"
    )
    account.add_argument("action", choices=("set", "login", "register", "show", "forget"))
    account.add_argument("provider", metavar="PROVIDER")

    commands.add_parser("jobs", parents=[json_output], help="all jobs, the newest first")
    commands.add_parser("resume", parents=[json_output], help="go on with every unfinished job")
    for name, what in (("cancel", "stop a job"), ("retry", "start a failed or cancelled job again")):
        command = commands.add_parser(name, parents=[json_output], help=what)
        command.add_argument("job", metavar="JOB")
        if name == "retry":
            command.add_argument(
                "--how", metavar="ID", help="one of the ways on that the job offers (default: the first)"
            )
            command.add_argument("--output", metavar="DIR", help="another folder for the stems")

    mvsep = commands.add_parser("mvsep", help="what only MVSEP has: history, queue, news, demos, quality checker")
    _add_mvsep(mvsep, [json_output])
    mix = commands.add_parser(
        "mix", parents=[json_output], help="render stems to one file, as the player would play them"
    )
    mix.add_argument("stems", nargs="+", metavar="DIR|STEM", help="a folder of stems, or stem files")
    mix.add_argument("--mute", action="append", default=[], metavar="NAME")
    mix.add_argument("--solo", action="append", default=[], metavar="NAME")
    mix.add_argument("--gain", action="append", default=[], metavar="NAME=DB")
    mix.add_argument("--pan", action="append", default=[], metavar="NAME=-1..1")
    mix.add_argument("--start", type=_number, default=0.0, metavar="S", help="seconds into the song")
    mix.add_argument("--end", type=_number, metavar="S")
    mix.add_argument("--tempo", type=_number, default=1.0, metavar="0.5..2")
    mix.add_argument("--pitch", type=_number, default=0.0, metavar="SEMITONES", help="from -12.5 to 12.5")
    mix.add_argument("--output", required=True, metavar="FILE", help="the ending decides the format")
    listen = commands.add_parser(
        "listen", parents=[json_output], help="what is played: beats, key, chords, sections, loudness"
    )
    listen.add_argument("source", metavar="FILE|FOLDER", help="a song, or a folder of its stems")
    _add_lyrics(commands.add_parser(
        "lyrics", parents=[json_output], help="the words of a song, with their times where these are known",
        description="Prints the words of a song: those that were kept, of an .lrc or .txt beside it, of its tags, or of what "
        "a service has written down. Nothing is sent anywhere without --online.",
    ))  # fmt: skip
    notes = commands.add_parser("notes", parents=[json_output], help="write down what stems play, as a MIDI file")
    notes.add_argument("stems", nargs="+", metavar="STEM|FOLDER", help="stem files, or folders of stems")
    notes.add_argument("--output", required=True, metavar="FILE.mid")
    return top


def _add_lyrics(lyrics: argparse.ArgumentParser) -> None:
    lyrics.add_argument("path", metavar="FILE|FOLDER", help="a song, a result, or a folder of stems")
    lyrics.add_argument(
        "--online", action="store_true",
        help="where there are none, ask LRCLIB (lrclib.net): title, artist, album and length are sent there, nothing else",
    )  # fmt: skip


def _number(words: str) -> float:
    try:
        number = float(words)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise argparse.ArgumentTypeError(f"{words!r} is not a number")
    return number


def _add_mvsep(mvsep: argparse.ArgumentParser, parents: Sequence[argparse.ArgumentParser]) -> None:
    whats = mvsep.add_subparsers(dest="what", required=True, metavar="WHAT")

    def what(name: str, words: str) -> argparse.ArgumentParser:
        return whats.add_parser(name, parents=list(parents), help=words)

    what("user", "the account: name, credits, plan, switches, running jobs")
    switch = what("switch", "turn a switch of the account")
    switch.add_argument("name", choices=("premium", "long-filenames"))
    switch.add_argument("state", choices=("on", "off"))
    _start(what("history", "earlier separations, also those of the web page"))
    fetch = what("fetch", "download results of earlier separations into the library")
    fetch.add_argument("hashes", nargs="+", metavar="HASH", help="as `history` lists them")
    fetch.add_argument("--output", metavar="DIR", help="where the stems go")
    what("queue", "how many jobs wait at the service")
    news = what("news", "what is new at the service")
    news.add_argument("--lang", default="en", choices=("en", "ru"))
    _start(news)
    _start(what("demos", "published separations"))
    _add_quality(what("quality", "the quality checker: models measured against each other"), parents)


def _add_quality(quality: argparse.ArgumentParser, parents: Sequence[argparse.ArgumentParser]) -> None:
    actions = quality.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, words: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, parents=list(parents), help=words)

    action("datasets", "the kinds of leaderboards")
    _start(action("queue", "the newest entries"))
    board = action("leaderboard", "the best models of a dataset")
    board.add_argument("--dataset", default="1", metavar="N", help="as `quality datasets` lists them (default: 1)")
    board.add_argument("--sort", default="", metavar="COLUMN", help="one of the columns")
    board.add_argument("--filter", default="", metavar="TEXT", help="only names with this in them")
    _start(board)
    action("entry", "one entry").add_argument("id", metavar="ID")
    add = action("add", "have a separation measured; the entry's password is asked for or read from standard input")
    add.add_argument("zip", metavar="ZIP")
    add.add_argument("--name", required=True, help="of the model")
    add.add_argument("--text", required=True, help="what the model is")
    add.add_argument("--dataset", default="0", metavar="N")
    add.add_argument("--ensemble", action="store_true", help="it is made of several models")
    action("delete", "delete an entry with its password").add_argument("id", metavar="ID")


def _start(command: argparse.ArgumentParser) -> None:
    command.add_argument("--start", type=int, default=0, metavar="N", help="skip so many")
