from __future__ import annotations

import asyncio
import threading

from stemdesk.gui.base.engine_bridge import at_keyring, in_thread


def test_an_export_begins_while_the_keyrings_dialog_stays_open() -> None:
    closed, asked = threading.Event(), threading.Semaphore(0)

    def ask() -> None:
        asked.release()
        closed.wait()

    async def day() -> str:
        questions = [asyncio.create_task(at_keyring(ask)) for _ in range(8)]
        await in_thread(asked.acquire)
        try:
            return await asyncio.wait_for(in_thread(lambda: "exported"), 60)
        finally:
            closed.set()
            await asyncio.gather(*questions)

    assert asyncio.run(day()) == "exported"
