"""How a job that has stopped can go on: what its provider offers, and what every job can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import UsageError
from stemdesk.core.jobs import RecoveryAction, ResultCheck
from stemdesk.core.text import text
from stemdesk.providers.contract import CanRecover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.jobs import Job
    from stemdesk.providers.registry import Registry

#: The ids of what every job can do.
RETRY: Final = ""
TAKE_AS_IT_IS: Final = "as_is"

_RETRY: Final = RecoveryAction(RETRY, text("Retry"))
_AS_IT_IS: Final = RecoveryAction(
    TAKE_AS_IT_IS, text("Use anyway"), text("Keeps the stems although their length differs from the song's.")
)


def ways_on(job: Job, registry: Registry) -> Sequence[RecoveryAction]:
    """The first is the safe one, but for jobs that can only be paid for again. Nothing for a job that may not be retried
    and for one whose provider is gone."""
    if not job.state.may_retry:
        return ()
    try:
        provider = registry.get(job.spec.provider)
    except UsageError:  # it came from another package
        return ()
    offered = list(provider.recovery_actions(job.ticket)) if isinstance(provider, CanRecover) else [_RETRY]
    if job.result_check is ResultCheck.REFUSED:
        offered.insert(1, _AS_IT_IS)
    return offered
