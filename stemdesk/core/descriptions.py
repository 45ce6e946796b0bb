"""How a provider introduces itself: plain data, from which the window's cards and the account forms are made."""

from __future__ import annotations

from dataclasses import dataclass

from stemdesk.core.text import NOTHING, Text


@dataclass(frozen=True, slots=True)
class CredentialField:
    """One thing that a service wants to know about the user. `secret` ones are never shown again in full; `advanced` is what
    most people leave as it is."""

    key: str
    label: Text
    secret: bool = True
    hint: Text = NOTHING
    needed: bool = True
    advanced: bool = False


@dataclass(frozen=True, slots=True)
class AccountGuide:
    """What somebody without an account wants to know: what the service is, what it costs, how to get what its fields ask
    for, what happens with the song there. `page` is where the steps begin."""

    about: Text
    cost: Text = NOTHING
    steps: tuple[Text, ...] = ()
    song: Text = NOTHING
    page: str = ""


@dataclass(frozen=True, slots=True)
class SizeAdvice:
    """How large a file a service is known to have taken, in MB: warned about before the upload, never enforced."""

    free: int
    paid: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service takes, said before anything is uploaded: seconds, bytes, and the kinds of files by their endings
    (None: everything). Other kinds are converted to FLAC first, which loses nothing."""

    seconds: float | None = None
    bytes: int | None = None
    suffixes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ProviderDescription:
    """Who splits. `takes_urls`: a public link can be its input. `parallel_jobs`: how many run at once. `default_model` is for
    whoever did not choose (by default the first one). `sends_songs`: a song leaves this computer; None where it is not said.
    """

    id: str
    name: Text
    tagline: Text
    credentials: tuple[CredentialField, ...] = ()
    takes_urls: bool = False
    parallel_jobs: int = 1
    size_advice: SizeAdvice | None = None
    limits: Limits = Limits()
    default_model: str = ""
    sends_songs: bool | None = None
    guide: AccountGuide | None = None

    def field(self, key: str) -> CredentialField | None:
        return next((field for field in self.credentials if field.key == key), None)
