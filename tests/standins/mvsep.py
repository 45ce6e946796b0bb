"""MVSEP as its documentation describes it, on loopback: accounts, separations that move from state to state with every
look, results that can be downloaded, and a count of what was charged."""

from __future__ import annotations

import hashlib
import io
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import numpy as np
import soundfile

from tests.standins.http import Reply, Seen, StandIn, as_json, ranged
from tests.standins.mvsep_catalogue import CATALOGUE

TOKEN = "tok-secret-0123456789abcdef"
FREE_TOKEN = "tok-free-abcdef0123456789"
_CONTAINERS = {"0": ("WAV", "PCM_16", "wav"), "1": ("WAV", "PCM_16", "wav"), "2": ("FLAC", "PCM_16", "flac"),
               "3": ("WAV", "PCM_16", "wav"), "4": ("WAV", "FLOAT", "wav"), "5": ("FLAC", "PCM_24", "flac")}  # fmt: skip


@dataclass
class Account:
    name: str
    email: str
    password: str
    token: str | None
    premium_minutes: int = 0
    premium_enabled: int = 0
    long_filenames_enabled: int = 0
    history: list[str] = field(default_factory=list)


@dataclass
class Separation:
    hash: str
    owner: Account
    sep_type: str
    name: str
    states: list[dict[str, Any]]
    files: dict[str, bytes]
    credits: int = 0
    tag: str = '"v1"'
    ranges: bool = True
    heeds_if_range: bool = True
    shown_names: dict[str, str] = field(default_factory=dict)
    generation: int = 0


def working(*states: str) -> list[dict[str, Any]]:
    """Answers of "get result" before it is done."""
    known = {
        "waiting": {"success": True, "status": "waiting", "data": {"queue_count": 15, "current_order": 3}},
        "processing": {"success": True, "status": "processing", "data": {"message": "in work"}},
        "distributing": {"success": True, "status": "distributing", "data": {"finished_chunks": 2, "all_chunks": 6}},
        "large": {"success": False, "data": {"message": "Your audio is large: it was splitted and is distributed over "
                                                        "multiple GPUs"}},
        "merging": {"success": True, "data": {"status": "merging"}},
        "new": {"success": True, "status": "polishing", "data": {}},
        "failed": {"success": True, "status": "failed", "data": {"message": "The file has no sound"}},
    }  # fmt: skip
    return [known[state] for state in states]


class Mvsep(StandIn):
    """`next_states` is what the next separations go through; `charges` counts credits by account and song."""

    def __init__(self, catalogue: Sequence[dict[str, Any]] = CATALOGUE) -> None:
        super().__init__()
        self.catalogue = list(catalogue)
        self.premium = Account("Ada", "ada@example.com", "right horse", TOKEN, 120, 1)
        self.free = Account("Bob", "bob@example.com", "battery", FREE_TOKEN)
        self.unconfirmed = Account("Eve", "eve@example.com", "staple", None)
        self.accounts = [self.premium, self.free, self.unconfirmed]
        self.separations: dict[str, Separation] = {}
        self.remote: dict[str, str] = {}
        self.charges: Counter[tuple[str, str]] = Counter()
        self.created: Counter[str] = Counter()
        self.next_states: list[dict[str, Any]] = []
        self.next_files: dict[str, bytes] | None = None
        self.entries: list[dict[str, Any]] = [
            {"id": 7 - n, "dataset_type": 1, "date": "2026-05-0" + str(n + 1), "algo_name": f"MVSep model {n}",
             "main_text": f"words {n}", "proc": 1, "msg": "OK", "dataset_name": "Multi",
             "metrics": {"sdr_vocals": str(11.5 - n), "sdr_instrum": 17.5 - n}} for n in range(3)
        ]  # fmt: skip
        self._number = 0
        api = "/api"
        for method, path, handler in (
            ("POST", "/separation/create", self._create), ("GET", "/separation/get", self._get),
            ("GET", "/separation/get-remote", self._get_remote), ("POST", "/separation/cancel", self._cancel),
            ("GET", "/app/algorithms", self._algorithms), ("GET", "/app/news", self._news),
            ("GET", "/app/queue", self._queue), ("GET", "/app/demo", self._demo), ("POST", "/app/login", self._login),
            ("POST", "/app/register", self._register), ("GET", "/app/user", self._user),
            ("GET", "/app/separation_history", self._history),
            ("POST", "/app/(enable|disable)_(premium|long_filenames)", self._switch),
            ("GET", "/quality_checker/queue", lambda _: as_json(self.entries)),
            ("GET", "/quality_checker/leaderboard", self._board), ("GET", "/quality_checker/entry", self._entry),
            ("POST", "/quality_checker/add", self._add), ("POST", "/quality_checker/delete", self._delete),
        ):  # fmt: skip
            self.route(method, api + path, handler)
        self.route("GET", "/storage/.*", self._file)

    # --- separations -------------------------------------------------------------------------------------------------

    def _create(self, seen: Seen) -> Reply:
        account = self._owner(seen.form.get("api_token"))
        if account is None:
            return as_json({"success": False, "data": {"message": "Unknown or invalid api_token"}}, 401)
        refused = self._wrong(account, seen)
        if refused is not None:
            return as_json({"success": False} | refused, 400)
        song = next(iter(seen.files.values()), None)
        name = song.filename if song else seen.form.get("url", "speech").rsplit("/", 1)[-1]
        content = song.content if song else None
        made = self.start(account, seen.form["sep_type"], name, content, seen.form["output_format"])
        if "url" in seen.form:
            remote = f"remote{self._number:08}"
            self.remote[remote] = made.hash
            return as_json({"success": True, "data": {"link": f"{self.url}/api/separation/get-remote?hash={remote}",
                                                      "hash": remote}})  # fmt: skip
        return as_json({"success": True, "data": {"link": f"{self.url}/api/separation/get?hash={made.hash}",
                                                  "hash": made.hash}})  # fmt: skip

    def _wrong(self, account: Account, seen: Seen) -> dict[str, Any] | None:
        """What is wrong with a create, in one of the shapes in which the service says such things."""
        known = {str(entry["render_id"]): entry for entry in self.catalogue}
        sep_type = seen.form.get("sep_type", "11")
        if sep_type not in known or seen.form.get("output_format") not in _CONTAINERS:
            return {"errors": ["Invalid sep_type"]}
        if not account.premium_enabled and any(self._works(self.separations[h]) for h in account.history):
            return {"data": {"message": "You can have only one job at once"}}
        wanted = {"single_upload": {"audiofile"}, "matchering_upload": {"target_audiofile", "reference_audiofile"}}
        if "url" not in seen.form and set(seen.files) != wanted.get(known[sep_type]["audio_widget"], set()):
            return {"data": {"message": "audiofile is required"}}
        if any(not file.content for file in seen.files.values()):
            return {"errors": {"audiofile": ["The audiofile is <b>empty</b>"]}}
        return None

    def start(
        self, account: Account, sep_type: str, name: str, content: bytes | None = None, output_format: str = "1"
    ) -> Separation:
        """A separation, as the web page would start one, too. Premium accounts pay for it."""
        self._number += 1
        slug = "".join(c if c.isalnum() or c == "." else "-" for c in name.lower())
        hash_ = f"20261121{self._number:06}-{self._number:010x}-{slug}"
        files = self.next_files if self.next_files is not None else _stems(content, output_format, sep_type)
        made = Separation(hash_, account, sep_type, name, list(self.next_states), files)
        if account.premium_enabled:
            made.credits = max(1, math.floor(_seconds(content) / 60))
            account.premium_minutes -= made.credits
            self.charges[account.name, name] += made.credits
        self.created[name] += 1
        self.separations[hash_] = made
        account.history.insert(0, hash_)
        return made

    def _works(self, separation: Separation) -> bool:
        return bool(separation.states) and separation.states[0].get("status") != "failed"

    def _get(self, seen: Seen) -> Reply:
        separation = self.separations.get(seen.query.get("hash", ""))
        if separation is None:
            return as_json({"success": False, "status": "not_found", "data": {"message": "File not found"}})
        if seen.query.get("mirror") == "1":
            account = self._owner(seen.query.get("api_token"))
            if account is None:
                return as_json({"success": False, "message": "Invalid api_token"}, 401)
            account.premium_minutes -= 1
            self.charges[account.name, "mirror"] += 1
        if separation.states:
            state = separation.states[0]
            if state.get("status") != "failed":
                separation.states.pop(0)
            return as_json(state)
        return as_json(self._done(separation, "mirror" if seen.query.get("mirror") == "1" else "storage"))

    def _done(self, separation: Separation, place: str) -> dict[str, Any]:
        base = separation.hash.rsplit(".", 1)[0]
        files = []
        for name, content in separation.files.items():
            shown = separation.shown_names.get(
                name, f"{base}_{name.rsplit('.', 1)[0]}_[mvsep.com].{name.rsplit('.')[-1]}"
            )
            url = f"{self.url}/storage/{place}/{separation.generation}/{separation.hash}/{name}".replace("/", "\\/")
            files.append({"url": url, "download": shown, "size": f"{len(content) / 1024 / 1024:.2f} MB"})
        return {
            "success": True, "status": "done",
            "data": {"algorithm": "x", "output_format": "wav", "date": "2026-11-21 10:00:00", "files": files,
                     "input_file": {"url": f"{self.url}/storage/in", "download": f"{base}_[mvsep.com].mp3",
                                    "size": "0.10 MB"}},
        }  # fmt: skip

    def _get_remote(self, seen: Seen) -> Reply:
        hash_ = self.remote.get(seen.query.get("hash", ""))
        if hash_ is None:
            return as_json({"success": False, "status": "not_found"})
        link = f"{self.url}/api/separation/get?hash={hash_}"
        return as_json({"success": True, "status": "done", "data": {"hash": hash_, "link": link}})

    def _cancel(self, seen: Seen) -> Reply:
        account = self._owner(seen.form.get("api_token"))
        separation = self.separations.get(seen.form.get("hash", ""))
        if account is None or separation is None:
            return as_json({"success": False, "message": "not found"}, 400)
        if not separation.states or separation.states[0].get("status") != "waiting":
            return as_json({"success": False, "data": {"message": "It is being processed already"}}, 400)
        account.premium_minutes += separation.credits
        self.charges[account.name, separation.name] -= separation.credits
        del self.separations[separation.hash]
        account.history.remove(separation.hash)
        return as_json({"success": True, "data": {"message": "cancelled, credits are back"}})

    def _file(self, seen: Seen) -> Reply:
        _, _, _, generation, hash_, name = unquote(seen.path).split("/", 5)
        separation = self.separations.get(hash_)
        if separation is None or name not in separation.files or int(generation) != separation.generation:
            return Reply(404, b"gone")
        return ranged(
            separation.files[name], seen, tag=separation.tag, ranges=separation.ranges,
            heeds_if_range=separation.heeds_if_range,
        )  # fmt: skip

    # --- site and account ----------------------------------------------------------------------------------------------

    def _algorithms(self, seen: Seen) -> Reply:
        scopes = seen.query.get("scopes", "single_upload").split(",")
        return as_json([entry for entry in self.catalogue if entry["audio_widget"] in scopes])

    def _news(self, seen: Seen) -> Reply:
        items = [{"id": n, "title": f"News {n}", "lang": seen.query.get("lang", "en"), "created_at": f"2026-11-0{n}",
                  "text": f"<p>Text <b>{n}</b></p><script>x()</script>"} for n in range(5, 0, -1)]  # fmt: skip
        return as_json(_page(items, seen))

    def _queue(self, seen: Seen) -> Reply:
        account = self._owner(seen.query.get("api_token"))
        plan = "unregistered" if account is None else "premium" if account.premium_enabled else "registered"
        queues = {"in_process": 7, "premium": 2, "registered": "31", "unregistered": 118}
        return as_json({"queue": queues, "plan": {"plan": plan, "queue": queues[plan]}})

    def _demo(self, seen: Seen) -> Reply:
        found = [{"hash": s.hash, "date": "2026-11-20 09:00", "input_audio": f"{self.url}/storage/in", "size": "1.00 MB",
                  "algorithm": {"name": "BS Roformer (vocals, instrumental)", "render_id": int(s.sep_type)}}
                 for s in self.separations.values() if s.owner.name == "demo"]  # fmt: skip
        return as_json(_page(found, seen))

    def publish_demo(self, name: str) -> Separation:
        return self.start(Account("demo", "", "", None), "40", name, None)

    def _login(self, seen: Seen) -> Reply:
        if not seen.form.get("email"):
            return as_json({"success": False, "message": {"email": ["The email field is required."]}}, 400)
        for account in self.accounts:
            if (account.email, account.password) == (seen.form["email"], seen.form.get("password")):
                return as_json({"success": True, "data": self._profile(account)})
        return as_json({"success": False, "message": "Wrong email or password"}, 400)

    def _register(self, seen: Seen) -> Reply:
        form = seen.form
        if form.get("password") != form.get("password_confirmation") or "@" not in form.get("email", ""):
            return as_json({"success": False, "message": {"email": ["The email must be a valid email address."]}}, 400)
        if any(account.email == form["email"] for account in self.accounts):
            return as_json({"success": False, "message": {"email": ["The email has already been taken."]}}, 400)
        self.accounts.append(Account(form["name"], form["email"], form["password"], None))
        return as_json({"success": True, "message": f"Account verification email sent to {form['email']}"})

    def _user(self, seen: Seen) -> Reply:
        account = self._owner(seen.query.get("api_token"))
        if account is None:
            return as_json({"success": False, "message": "Invalid API key"}, 400)
        queue = [{"hash": h, "algorithm": {"name": "x"}} for h in account.history if self._works(self.separations[h])]
        return as_json({"success": True, "data": self._profile(account) | {"current_queue": queue}})

    def _profile(self, account: Account) -> dict[str, Any]:
        return {
            "name": account.name, "email": account.email, "api_token": account.token,
            "premium_minutes": account.premium_minutes, "premium_enabled": account.premium_enabled,
            "long_filenames_enabled": account.long_filenames_enabled,
        }  # fmt: skip

    def _history(self, seen: Seen) -> Reply:
        account = self._owner(seen.query.get("api_token"))
        if account is None:
            return as_json({"success": False, "message": "Invalid API key"}, 400)
        entries = [
            {"id": 1, "hash": s.hash, "created_at": "2026-11-21 09:51:34", "job_exists": bool(s.files),
             "credits": s.credits or None, "time_left": 70,
             "algorithm": {"name": f"algorithm {s.sep_type}", "render_id": int(s.sep_type)}}
            for s in map(self.separations.__getitem__, account.history)
        ]  # fmt: skip
        return as_json({"success": True, "data": _page(entries, seen)})

    def _switch(self, seen: Seen) -> Reply:
        account = self._owner(seen.form.get("api_token"))
        if account is None:
            return as_json({"success": False, "message": "Invalid API key"}, 400)
        verb, what = seen.path.rsplit("/", 1)[-1].split("_", 1)
        setattr(account, f"{what}_enabled", int(verb == "enable"))
        return as_json({"success": True, "message": f"successfully {verb}d"})

    # --- the quality checker -------------------------------------------------------------------------------------------

    def _board(self, seen: Seen) -> Reply:
        wanted = seen.query.get("algo_name_filter", "").lower()
        rows = [e for e in self.entries if str(e["dataset_type"]) == seen.query.get("dataset_type", "0")
                and wanted in e["algo_name"].lower()]  # fmt: skip
        sort = seen.query.get("sort") or "sdr_vocals"
        rows.sort(key=lambda e: -float(e["metrics"].get(sort, 0)))
        return as_json({"data": _page(rows, seen), "dataset_type": seen.query.get("dataset_type", "0"),
                        "sortables": ["sdr_vocals", "sdr_instrum"], "sort": sort})  # fmt: skip

    def _entry(self, seen: Seen) -> Reply:
        found = [entry for entry in self.entries if str(entry["id"]) == seen.query.get("id")]
        return as_json(found[0]) if found else as_json({"success": False, "message": "not found"}, 400)

    def _add(self, seen: Seen) -> Reply:
        if self._owner(seen.form.get("api_token")) is None:
            return as_json({"success": False, "message": "Unknown api_token"}, 401)
        if "zipfile" not in seen.files or not seen.form.get("password"):
            return as_json({"success": False, "errors": ["zipfile and password are required"]}, 400)
        entry = {"id": 7772, "dataset_type": int(seen.form["dataset_type"]), "date": "2026-11-21",
                 "algo_name": seen.form["algo_name"], "main_text": seen.form["main_text"], "proc": 0, "msg": "",
                 "metrics": {}, "password": seen.form["password"]}  # fmt: skip
        self.entries.append(entry)
        return as_json({"success": True, "data": {"id": 7772, "link": f"{self.url}/api/quality_checker/entry?id=7772"}})

    def _delete(self, seen: Seen) -> Reply:
        for entry in self.entries:
            if str(entry["id"]) == seen.form.get("id") and entry.get("password") == seen.form.get("password"):
                self.entries.remove(entry)
                return as_json({"success": True, "data": {"message": "successfully deleted"}})
        return as_json({"success": False, "data": {"message": "Wrong id or password"}}, 400)

    def _owner(self, token: str | None) -> Account | None:
        return next((account for account in self.accounts if token and account.token == token), None)


def _page(items: list[Any], seen: Seen) -> list[Any]:
    start, limit = int(seen.query.get("start", 0)), min(20, int(seen.query.get("limit", 10)))
    return items[start : start + limit]


def _seconds(content: bytes | None) -> float:
    return 0.0 if content is None else float(soundfile.info(io.BytesIO(content)).duration)


def _stems(content: bytes | None, output_format: str, sep_type: str) -> dict[str, bytes]:
    """Two stems that add up to the song; a short tone where there is no song; a text or notes for models that read."""
    if sep_type == "39":
        return {"text.txt": b"la la la", "words.json": b'{"words": ["la"]}'}
    if sep_type == "114":
        return {"notes.mid": b"MThd" + bytes(20)}
    if content is None:
        sound, rate = np.sin(np.arange(22050) / 20).astype(np.float32)[:, None].repeat(2, 1) * 0.2, 44100
    else:
        sound, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    container, subtype, ending = _CONTAINERS[output_format]
    names = ("mastered",) if sep_type == "68" else ("speech",) if sep_type == "115" else ("vocals", "instrum")
    made = {}
    for name in names:
        file = io.BytesIO()
        soundfile.write(file, sound / len(names), rate, format=container, subtype=subtype)
        made[f"{name}.{ending}"] = file.getvalue()
    return made


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
