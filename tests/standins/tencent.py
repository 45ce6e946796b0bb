"""Tencent Media Lab's gateway on loopback; it fetches songs by their address and puts stems into a bucket."""

from __future__ import annotations

import json
import urllib.request
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.standins.http import Reply, Seen, StandIn, as_json
from tests.standins.songs import stem_of

SECRET_ID, SECRET_KEY, CONTENT_ID = "AKID-id", "tencent-secret-key", "content-1"
_STEMS = {1: (1, 5), 2: (1, 2, 3, 5), 3: (1, 2, 3, 4, 5)}


class Tencent(StandIn):
    """`put` stores a stem in the bucket. `charges` counts jobs by customId."""

    def __init__(self, put: Callable[[str, bytes], None]) -> None:
        super().__init__()
        self.put = put
        self.jobs: dict[str, dict[str, Any]] = {}
        self.charges: Counter[str] = Counter()
        self.looks = 1
        self.next_state = 3
        self.forgets = False
        self.route("POST", r"/release/job", self._job)

    def read_form(self, seen: Seen, body: bytes) -> None:
        seen.form = {"body": body.decode()}

    def _job(self, seen: Seen) -> Reply:
        body = json.loads(seen.form["body"])
        if (body.get("secretId"), body.get("secretKey")) != (SECRET_ID, SECRET_KEY):
            return as_json(
                {"requestId": "r", "errorResponse": {"message": "AuthFailure: secretId or secretKey is wrong"}}
            )
        match body["action"]:
            case "CreateJob":
                return self._create(body["createJobRequest"])
            case "GetJob":
                return as_json({"getJobResponse": {"job": self._look(self.jobs[body["getJobRequest"]["id"]])}})
            case _:
                custom = body["listJobsRequest"]["customId"]
                jobs = [] if self.forgets else [job for job in self.jobs.values() if job["customId"] == custom]
                return as_json({"requestId": "r", "listJobsResponse": {"jobs": jobs, "total": len(jobs)}})

    def _create(self, request: dict[str, Any]) -> Reply:
        if request["outputs"][0]["contentId"] != CONTENT_ID:
            return as_json({"errorResponse": {"message": "content not found"}})
        assert len(request["customId"]) < 64
        self.charges[request["customId"]] += 1
        job = {"id": f"job-{len(self.jobs) + 1}", "state": 1, "left": self.looks, **request}
        self.jobs[job["id"]] = job
        return as_json({"requestId": "r", "createJobResponse": {"job": job}})

    def _look(self, job: dict[str, Any]) -> dict[str, Any]:
        job["left"] -= 1
        if job["left"] >= 0:
            job["state"] = 2
        elif job["state"] < 3:
            job["state"] = self.next_state
            if self.next_state != 3:
                job["message"] = "the input has no audio"
            elif not self._finish(job):
                job["state"], job["message"] = 4, "the input cannot be fetched"
        return job

    def _finish(self, job: dict[str, Any]) -> bool:
        """False for a song that is not there any more."""
        try:
            with urllib.request.urlopen(job["inputs"][0]["url"]) as answer:
                song = answer.read()
        except OSError:
            return False
        output = job["outputs"][0]
        method = output["smartContentDescriptor"]["musicSeperate"]["method"]
        parts = []
        for tone in _STEMS[method]:
            name = f"{job['id']}_{tone}.wav"
            self.put(output["destination"].strip("/") + "/" + name, stem_of(song, "wav", tone / 10))
            parts.append({"tone": tone, "fileName": name})
        output["smartContentResult"] = {"musicSeperate": parts}
        return True
