"""Tencent: whole jobs against the gateway's stand-in and a real S3 server (moto's), and what goes wrong."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import JobState
from stemdesk.http.signature_v4 import AWS, Signer
from stemdesk.providers.tencent.provider import TencentProvider, _base
from tests.providers.others.conftest import QUICK, AppContext, AtDesk, stems
from tests.standins.http import Reply, StandIn, as_json
from tests.standins.tencent import CONTENT_ID, SECRET_ID, SECRET_KEY, Tencent

BUCKET = "music-1250000000"


class S3:
    """moto's server, and a look into its bucket."""

    def __init__(self) -> None:
        from moto.server import ThreadedMotoServer

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.url = f"http://{host}:{port}"
        from obstore.store import S3Store

        self.store = S3Store(
            BUCKET, endpoint=self.url, region="us-east-1", access_key_id="x", secret_access_key="y",
            client_options={"allow_http": True},
        )  # fmt: skip
        import urllib.request

        urllib.request.urlopen(urllib.request.Request(f"{self.url}/moto-api/reset", method="POST")).read()
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/{BUCKET}", method="PUT")).read()

    def keys(self) -> list[str]:
        import obstore

        return sorted(str(entry["path"]) for batch in obstore.list(self.store) for entry in batch)

    def put(self, key: str, content: bytes) -> None:
        import obstore

        obstore.put(self.store, key, content)

    def get(self, key: str) -> bytes:
        import obstore

        return bytes(obstore.get(self.store, key).bytes())

    def unfinished(self) -> bytes:
        """Multipart uploads that wait for their end."""
        import boto3

        client = boto3.client("s3", endpoint_url=self.url, region_name="us-east-1", aws_access_key_id="x",
                              aws_secret_access_key="y")  # fmt: skip
        return (
            json.dumps(client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []), default=str)
            .encode()
            .strip(b"[]")
        )

    def stop(self) -> None:
        self._server.stop()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3]:
    made = S3()
    monkeypatch.setenv("STEMDESK_TENCENT_COS_URL", made.url)
    yield made
    made.stop()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, bucket: S3) -> Iterator[Tencent]:
    with Tencent(bucket.put) as made:
        monkeypatch.setenv("STEMDESK_TENCENT_URL", made.url)
        for name, value in (
            ("SECRET_ID", SECRET_ID), ("SECRET_KEY", SECRET_KEY), ("CONTENT_ID", CONTENT_ID), ("BUCKET", BUCKET),
            ("REGION", "us-east-1"),
        ):  # fmt: skip
            monkeypatch.setenv(f"STEMDESK_TENCENT_{name}", value)
        yield made


def tencent() -> TencentProvider:
    return TencentProvider(QUICK)


SPEC = {"format": "original", "name": "a song – 夏.wav"}


def test_a_song_is_staged_split_fetched_and_deleted_again(
    app_context: AtDesk, service: Tencent, bucket: S3, home: Path
) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("3", **SPEC))
        found = stems(job)
        assert set(found) == {"vocals", "drums", "bass", "piano", "other"}
        assert len(bucket.keys()) == 5
        for path in found.values():
            assert path.read_bytes() in map(bucket.get, bucket.keys())
        assert list(service.charges.values()) == [1]
        body = json.loads(service.asked("/release/job")[0].form["body"])
        request = body["createJobRequest"]
        assert body["action"] == "CreateJob"
        assert request["outputs"][0]["smartContentDescriptor"] == {"musicSeperate": {"method": 3}}
        assert request["outputs"][0]["inputSelectors"] == [0]
        assert request["customId"] in request["outputs"][0]["destination"]
        await context.engine.close()
        for path in [p for folder in (home, context.folder) for p in folder.rglob("*") if p.is_file()]:
            assert SECRET_KEY.encode() not in path.read_bytes(), path

    app_context(tencent, test)


def test_results_are_deleted_in_the_bucket_if_that_is_wanted(app_context: AtDesk, service: Tencent, bucket: S3) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", options={"tidy": "1"}, **SPEC))
        assert job.state is JobState.DONE
        assert bucket.keys() == []

    app_context(tencent, test)


def test_a_public_link_needs_no_staging(app_context: AtDesk, service: Tencent, bucket: S3) -> None:
    service.next_state = 4  # there is no internet to fetch it from

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", source="https://example.com/a.mp3", format="original"))
        assert job.error is not None
        assert job.error.kind is ErrorKind.REJECTED
        assert "no audio" in str(job.error.message)
        request = json.loads(service.asked("/release/job")[0].form["body"])["createJobRequest"]
        assert request["inputs"] == [{"url": "https://example.com/a.mp3"}]
        assert bucket.keys() == []

    app_context(tencent, test)


@pytest.mark.parametrize("state", [4, 5])
def test_a_failed_job_leaves_no_song_in_the_bucket(
    app_context: AtDesk, service: Tencent, bucket: S3, state: int
) -> None:
    service.next_state = state

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", **SPEC))
        assert job.state is JobState.FAILED
        assert bucket.keys() == []

    app_context(tencent, test)


@pytest.mark.parametrize("reply", [None, Reply(500, b"oops"), Reply(200, b'{"createJobResp')])
def test_a_lost_answer_is_found_again_by_our_own_id(app_context: AtDesk, service: Tencent, reply: Reply | None) -> None:
    service.fail("/release/job", after=True, reply=reply)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", **SPEC))
        assert job.state is JobState.DONE
        assert list(service.charges.values()) == [1]

    app_context(tencent, test)


@pytest.mark.parametrize(
    "reply",
    [as_json({"errorResponse": {"message": "timeout"}}, 504), Reply(408, b"{}"), Reply(303, b"", {"Location": "/done"}),
     Reply(403, b"<html>"), as_json({"message": "slow down"}, 429), as_json({"errorResponse": {"message": "x"}}, 429)],
    ids=lambda reply: f"{reply.status}-{len(reply.body)}",
)  # fmt: skip
@pytest.mark.parametrize("knows", [True, False], ids=["known", "forgotten"])
def test_only_a_no_in_tencents_own_form_is_a_no(
    app_context: AtDesk, service: Tencent, reply: Reply, knows: bool
) -> None:
    service.forgets = not knows
    service.fail("/release/job", after=True, reply=reply)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", **SPEC))
        if not knows and reply.status != 429:
            assert job.state is JobState.ATTENTION
            service.forgets = False
            job = await context.again(job)
        if knows or reply.status != 429:
            assert job.state is JobState.DONE, job.error
            assert list(service.charges.values()) == [1]

    app_context(tencent, test)


def test_the_job_of_another_song_is_not_taken_for_a_lost_one(app_context: AtDesk, service: Tencent) -> None:
    """A list that is not filtered and names no ids of ours."""

    def unfiltered(reply: Reply) -> Reply:
        jobs = [
            {key: value for key, value in job.items() if key not in ("customId", "outputs")}
            for job in service.jobs.values()
        ]
        return as_json({"listJobsResponse": {"jobs": jobs}})

    async def test(context: AppContext) -> None:
        (first,) = await context.run(context.spec("1", **SPEC))
        assert first.state is JobState.DONE
        service.fail("/release/job", reply=Reply(504, b"<html>"))
        service.fail("/release/job", change=unfiltered, times=100)
        (second,) = await context.run(context.spec("1", name="another.wav", format="original"))
        assert second.state is JobState.ATTENTION
        assert sum(service.charges.values()) == 1

    app_context(tencent, test)


def test_an_upload_that_is_killed_leaves_nothing_of_the_song_in_the_bucket(
    app_context: AtDesk, service: Tencent, bucket: S3
) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.engine.add([context.spec("1", name="long.wav", seconds=60.0, format="original")])
        await context.until(lambda: any("uploading" in detail and "100" not in detail for detail in context.details))
        await context.reopen()  # in the middle of it
        assert bucket.unfinished() == b""
        await context.engine.cancel(job.id)
        assert bucket.keys() == []
        assert bucket.unfinished() == b""
        assert not service.charges

    app_context(tencent, test)


def test_an_upload_cut_off_by_the_end_of_the_program_leaves_no_song_behind(
    app_context: AtDesk, service: Tencent, bucket: S3
) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.engine.add([context.spec("1", name="long.wav", seconds=60.0, format="original")])
        await context.until(lambda: any("uploading" in detail for detail in context.details))
        await context.reopen()
        await context.engine.resume()
        (job,) = await context.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert "input" not in str(bucket.keys())
        assert list(service.charges.values()) == [1]

    app_context(tencent, test)


def test_what_the_environment_says_of_amazon_does_not_reach_the_bucket_or_tencent(
    app_context: AtDesk, service: Tencent, bucket: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT", "AWS_REGION"):
        monkeypatch.setenv(name, "of-somebody-else")

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", **SPEC))
        assert job.state is JobState.DONE, job.error
        assert "of-somebody-else" not in str([seen.form for seen in service.seen])

    app_context(tencent, test)


def test_the_bucket_that_sends_us_elsewhere_is_not_followed(
    app_context: AtDesk, service: Tencent, monkeypatch: pytest.MonkeyPatch
) -> None:
    with StandIn() as thief, StandIn() as gate:
        for method in ("GET", "HEAD", "PUT", "DELETE"):
            gate.route(method, ".*", lambda seen: Reply(307, b"", {"Location": f"{thief.url}{seen.path}"}))
        monkeypatch.setenv("STEMDESK_TENCENT_COS_URL", gate.url)

        async def test(context: AppContext) -> None:
            (job,) = await context.run(context.spec("1", **SPEC))
            assert job.state is JobState.FAILED
            assert gate.seen
            assert thief.seen == []

        app_context(tencent, test)


def test_a_result_with_a_stem_missing_is_not_done_and_stays_in_the_bucket(
    app_context: AtDesk, service: Tencent, bucket: S3
) -> None:
    def one_less(reply: Reply) -> Reply:
        found = json.loads(reply.body)
        parts = found["getJobResponse"]["job"]["outputs"][0].get("smartContentResult", {}).get("musicSeperate", [])
        del parts[1:2]
        return as_json(found)

    async def test(context: AppContext) -> None:
        service.looks = 0
        service.fail("/release/job", change=lambda reply: reply)
        service.fail("/release/job", change=one_less)
        (job,) = await context.run(context.spec("2", options={"tidy": "1"}, **SPEC))
        assert job.state is JobState.FAILED
        assert "names no file for drums" in str(job.error and job.error.message)
        assert len(bucket.keys()) == 4
        assert set(stems(await context.again(job))) == {"vocals", "drums", "bass", "other"}
        assert sum(service.charges.values()) == 1
        assert bucket.keys() == []

    app_context(tencent, test)


def test_results_that_are_no_sound_are_not_deleted_in_the_bucket(
    app_context: AtDesk, service: Tencent, bucket: S3
) -> None:
    whole = service.put
    service.put = lambda key, _: whole(key, b'{"error": "busy"}')

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", options={"tidy": "1"}, **SPEC))
        assert job.state is JobState.FAILED
        assert len(bucket.keys()) == 2

    app_context(tencent, test)


def test_a_job_that_nobody_knows_is_a_question(app_context: AtDesk, service: Tencent) -> None:
    service.forgets = True
    service.fail("/release/job", after=True)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", **SPEC))
        assert job.state is JobState.ATTENTION
        await context.reopen()
        await context.engine.resume()
        service.forgets = False
        done = await context.again(job, "go_on")
        assert done.state is JobState.DONE
        assert sum(service.charges.values()) == 1

    app_context(tencent, test)


def test_a_cancelled_upload_leaves_nothing_in_the_bucket(app_context: AtDesk, service: Tencent, bucket: S3) -> None:
    service.looks = 10**6

    async def test(context: AppContext) -> None:
        (job,) = await context.engine.add([context.spec("1", **SPEC)])
        await asyncio.to_thread(service.wait_until, lambda: bool(service.jobs))
        await context.engine.cancel(job.id)
        (job,) = await context.engine.finished([job.id])
        assert job.state is JobState.CANCELLED
        assert bucket.keys() == []

    app_context(tencent, test)


def test_the_account_is_checked_with_calls_that_cost_nothing(app_context: AtDesk, service: Tencent) -> None:
    credentials = {"secret_id": SECRET_ID, "secret_key": SECRET_KEY, "content_id": CONTENT_ID, "bucket": BUCKET,
                   "region": "us-east-1"}  # fmt: skip

    async def test(context: AppContext) -> None:
        assert isinstance(context.provider, TencentProvider)
        assert (await context.provider.account(credentials)).name == BUCKET
        assert not service.charges
        with pytest.raises(Exception, match="SecretId or SecretKey"):
            await context.provider.account(credentials | {"secret_key": "wrong"})
        with pytest.raises(Exception, match="Bucket, Region"):
            await context.provider.account({**credentials, "bucket": "", "region": ""})

    app_context(tencent, test)


def test_a_refused_key_names_what_to_check(
    app_context: AtDesk, service: Tencent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_TENCENT_SECRET_KEY", "wrong")

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", **SPEC))
        assert job.error is not None
        assert job.error.kind is ErrorKind.AUTH

    app_context(tencent, test)


def test_a_refused_job_leaves_no_song_in_the_bucket(
    app_context: AtDesk, service: Tencent, bucket: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_TENCENT_CONTENT_ID", "somebody else's")

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", **SPEC))
        assert job.error is not None
        assert "content not found" in str(job.error.message)
        assert bucket.keys() == []

    app_context(tencent, test)


def test_too_many_requests_are_waited_out(app_context: AtDesk, service: Tencent) -> None:
    service.fail("/release/job", reply=as_json({"message": "slow down"}, 429), times=2)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("1", **SPEC))
        assert job.state is JobState.DONE

    app_context(tencent, test)


def test_the_secret_travels_over_plain_http_only_when_somebody_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STEMDESK_TENCENT_URL", raising=False)
    assert _base(False)[0].startswith("https://")
    assert _base(True)[0].startswith("http://")
    monkeypatch.setenv("STEMDESK_TENCENT_URL", "https://example.com/release/job")
    assert _base(True) == ("https://example.com", "/release/job")


def test_the_signature_of_an_address_is_that_of_amazons_own_package() -> None:
    from botocore.auth import S3SigV4QueryAuth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    address = "https://music-1.cos.ap-beijing.myqcloud.com"
    for method, path, query in (
        ("GET", "/stemdesk/a song – 夏 (1)+~.wav", []), ("PUT", "/x", []),
        ("GET", "/", [("list-type", "2"), ("prefix", "a b/ü")]),
    ):  # fmt: skip
        theirs = AWSRequest(method, address + quote(path, safe="/-_.~"), params=dict(query))
        S3SigV4QueryAuth(Credentials("AK", "SK"), "s3", "ap-beijing", expires=3600).add_auth(theirs)
        given = dict(parse_qsl(urlsplit(theirs.url).query))
        now = datetime.strptime(given["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        signer = Signer(AWS, "AK", "SK", "ap-beijing", "s3")
        ours = signer.presigned(method, urlsplit(address).netloc, path, query, seconds=3600, now=now)
        assert dict(parse_qsl(urlsplit(ours).query)) == given
        assert urlsplit(ours).path == urlsplit(theirs.url).path


def test_the_check_writes_into_the_bucket_clears_it_again_and_says_so(
    app_context: AtDesk, service: Tencent, bucket: S3
) -> None:
    credentials = {"secret_id": SECRET_ID, "secret_key": SECRET_KEY, "content_id": CONTENT_ID, "bucket": BUCKET,
                   "region": "us-east-1"}  # fmt: skip

    async def test(context: AppContext) -> None:
        assert isinstance(context.provider, TencentProvider)
        found = [str(sentence) for sentence in await context.provider.check_account(credentials)]
        assert any(f"“{BUCKET}” was written to and cleared" in sentence for sentence in found)
        assert bucket.keys() == []
        assert not service.charges
        with pytest.raises(Exception, match="bucket refuses"):
            await context.provider.check_account(credentials | {"bucket": "nobodys-1250000000"})

    app_context(tencent, test)
