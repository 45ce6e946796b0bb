"""What can go wrong on the wire, told apart by the one question that matters when calls cost money: did it arrive?

StemDeskError
├── Undelivered      it cannot have been accepted: nobody answered the door, or the body was not sent to its end
├── AnswerLost       it was sent whole, and nobody knows what became of it
├── Redirected       it arrived where nobody takes it: the service names another address, which is not followed
└── Unclear          it was answered, and the answer says neither yes nor no: half a JSON, a web page, a code without meaning
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.core.errors import ErrorKind, StemDeskError

if TYPE_CHECKING:
    from stemdesk.core.text import Text


class Undelivered(StemDeskError):
    def __init__(self, message: Text) -> None:
        super().__init__(ErrorKind.NETWORK, message)

    def __reduce__(self) -> tuple[type[Undelivered], tuple[Text]]:
        return (Undelivered, (self.message,))


class AnswerLost(StemDeskError):
    def __init__(self, message: Text) -> None:
        super().__init__(ErrorKind.NETWORK, message)

    def __reduce__(self) -> tuple[type[AnswerLost], tuple[Text]]:
        return (AnswerLost, (self.message,))


class Redirected(StemDeskError):
    def __init__(self, message: Text) -> None:
        super().__init__(ErrorKind.SERVER, message)

    def __reduce__(self) -> tuple[type[Redirected], tuple[Text]]:
        return (Redirected, (self.message,))


class Unclear(StemDeskError):
    def __init__(self, message: Text) -> None:
        super().__init__(ErrorKind.SERVER, message)

    def __reduce__(self) -> tuple[type[Unclear], tuple[Text]]:
        return (Unclear, (self.message,))
