"""Reading MVSEP's answers: the shapes of the documentation, what other clients have met, and anything at all."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.models import Audience, InputKind, Model, OptionKind
from stemdesk.http.request import Response
from stemdesk.providers.mvsep import account, answers, separation, site
from stemdesk.providers.mvsep.catalogue import FORMATS, models_in
from stemdesk.providers.mvsep.separation import Status
from stemdesk.providers.mvsep.stem_names import stems_in_name, stems_of_files
from stemdesk.providers.mvsep.ticket import MvsepTicket, decided, recovery_actions
from tests.standins.mvsep_catalogue import CATALOGUE, algorithm, field

SHARED = Path(__file__).resolve().parents[4] / "shared"
RECORDINGS = SHARED / "recordings" / "mvsep"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)


def answer(data: Any, status: int = 200) -> Response:
    return Response(status, json.dumps(data).encode())


def models(*entries: dict[str, Any]) -> Any:
    return models_in(json.dumps(list(entries)).encode())


# --- the catalogue -----------------------------------------------------------------------------------------------------


def test_every_active_algorithm_is_a_model_with_all_its_options() -> None:
    found = {model.id: model for model in models(*CATALOGUE)}
    assert set(found) == {str(entry["render_id"]) for entry in CATALOGUE} - {"11"}
    roformer = found["40"]
    assert roformer.stems == ("vocals", "instrumental")
    assert (roformer.rating, roformer.votes, roformer.usage, roformer.price_per_minute) == (4.42, 311, 1200, 1.0)
    assert [(choice.value, str(choice.label)) for choice in roformer.options[0].choices][2] == (
        "81", "ver 2025.07 (SDR vocals: 11.89, SDR instrum: 18.20)"
    )  # fmt: skip
    assert roformer.options[0].default == "81"
    assert found["26"].audience is Audience.PREMIUM
    assert [option.key for option in found["26"].options] == ["add_opt1", "add_opt2"]
    assert found["26"].options[1].default == "7"  # a number in the answer
    assert (found["20"].price_per_minute, found["20"].options[0].default) == (0.5, "0")  # a null default is the first
    assert found["9"].options[1].default == "0.3"  # keys need not be whole numbers
    assert [choice.value for choice in found["49"].options[1].choices] == ["0", "1"]  # a list of labels
    assert found["68"].input is InputKind.PAIR
    assert found["115"].input is InputKind.NONE
    prompt, speaker = found["115"].options
    assert (prompt.kind, prompt.required, prompt.default) == (OptionKind.TEXT, True, "")
    assert speaker.choices[0].value == "v2/en_speaker_6"
    assert str(found["0"].group) == "Old models"
    assert found["0"].stems == ("vocals", "instrumental", "drums", "bass", "other")
    assert found["12"].options[0].kind is OptionKind.TEXT  # malformed choices can still be typed
    assert [format_.id for format_ in roformer.formats] == list(FORMATS)


def test_groups_stay_together_in_the_sites_order() -> None:
    groups = [str(model.group) for model in models(*CATALOGUE)]
    assert groups[0] == "Vocals and instrumental"
    assert len([i for i in range(1, len(groups)) if groups[i] != groups[i - 1]]) == len(set(groups)) - 1


def test_descriptions_come_in_the_users_language_and_else_in_english() -> None:
    roformer = next(model for model in models(*CATALOGUE) if model.id == "40")
    assert roformer.details_in("zh_CN").short == "最好的人声模型"
    assert roformer.details_in("ja").short == "最高のボーカルモデル"
    assert roformer.details_in("de").short == "The best of the vocal models."


@pytest.mark.parametrize(
    "conditions",
    [{"add_opt1": "3"}, {"add_opt1": ["3", 4]}, [{"field": "add_opt1", "value": "3"}], '{"add_opt1": "3"}',
     [{"name": "add_opt1", "values": ["3"]}]],
)  # fmt: skip
def test_fields_with_conditions_count_only_when_they_hold(conditions: Any) -> None:
    (model,) = models(algorithm(1, "X", algorithm_fields=[
        field("add_opt1", "A", {"3": "x", "5": "y"}, "5"),
        field("add_opt2", "B", {"0": "x", "1": "y"}, "1", conditions=conditions),
    ]))  # fmt: skip
    assert model.complete({}) == {"add_opt1": "5", "is_demo": "0"}
    assert model.complete({"add_opt1": "3"}) == {"add_opt1": "3", "add_opt2": "1", "is_demo": "0"}


@pytest.mark.parametrize("conditions", [None, "", [], "nonsense", 7, [{"when": "moon"}], {"full": {"moon": 1}}])
def test_conditions_that_cannot_be_read_never_hide_a_field(conditions: Any) -> None:
    (model,) = models(algorithm(1, "X", algorithm_fields=[field("add_opt1", "A", {"1": "x"}, "1",
                                                                conditions=conditions)]))  # fmt: skip
    assert "add_opt1" in model.complete({})


@given(st.lists(ANYTHING, max_size=5))
def test_no_answer_makes_the_catalogue_stumble(entries: list[Any]) -> None:
    with suppress(StemDeskError):
        models_in(json.dumps(entries).encode())


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(algorithm(1, "x"), ANYTHING)))
def test_no_entry_makes_the_catalogue_stumble(entry: dict[str, Any]) -> None:
    found: tuple[Model, ...] = ()
    with suppress(StemDeskError):
        found = models_in(json.dumps([{"render_id": 5, "name": "X (vocals, other)"} | entry]).encode())
    for model in found:
        json.dumps(model.as_json())
        assert model.price_per_minute is None or model.price_per_minute >= 0


@given(st.binary(max_size=60))
def test_no_bytes_make_the_catalogue_stumble(body: bytes) -> None:
    with pytest.raises(StemDeskError):
        models_in(body)


def test_every_model_of_the_documentation_gets_the_stems_that_its_name_tells() -> None:
    if not SHARED.is_dir():
        pytest.skip("the documentation is not beside this checkout")
    page = (SHARED / "seeds" / "mvsep-api-2026-zh.txt").read_text("utf-8")
    table = page.split("| 名称 | 值 | Additional fields |")[1].split("| 名称 | 值 |")[0]
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \|", table, re.MULTILINE)
    assert len(rows) > 100
    found = models(*(algorithm(int(number), name) for name, number in rows))
    assert len(found) == len(rows)
    told = re.compile(r"\((?:[\d-]+ stems: )?([a-z-]+ ?(?:, ?[a-z/ -]+)+)\)")
    for model in found:
        names = told.search(str(model.name))
        assert bool(model.stems) >= bool(names), model.name
        if names:
            assert len(model.stems) >= names[1].count(",") + 1, model.name


# --- prices --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "coefficient", "price"),
    [(180, 1, 3), (179.9, 1, 2), (10, 1, 1), (0, 1, 1), (240, 2.5, 10), (3600, 0.5, 30), (60, 0, 1)],
)
def test_prices_follow_the_documented_formula(seconds: float, coefficient: float, price: int) -> None:
    (model,) = models(algorithm(1, "X", price_coefficient=coefficient))
    assert model.credits_for(seconds) == price


def test_a_batch_costs_what_its_songs_cost_each_for_itself() -> None:
    (model,) = models(algorithm(1, "X", price_coefficient=1))
    assert model.batch_credits([100.0, 100.0, 30.0]) == 3


@given(st.floats(0, 1e6), st.floats(0, 100))
def test_a_price_is_never_below_one(seconds: float, coefficient: float) -> None:
    (model,) = models(algorithm(1, "X", price_coefficient=coefficient))
    price = model.credits_for(seconds)
    assert price is not None
    assert price >= 1


# --- separations ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"success": True, "status": "waiting", "data": {"queue_count": "15", "current_order": 3}}, Status.WAITING),
        ({"success": True, "data": {"status": "Merging"}}, Status.MERGING),
        ({"success": False, "data": {"message": "Your large file was split and distributed over several GPUs"}},
         Status.DISTRIBUTING),
        ({"success": True, "status": "polishing"}, Status.PROCESSING), ({"success": True, "data": []}, Status.PROCESSING),
        ({"success": False, "status": "not_found"}, Status.NOT_FOUND), ({"success": False, "status": "not found"},
                                                                        Status.NOT_FOUND),
        ({"success": False, "status": "failed", "data": {"message": "x"}}, Status.FAILED),
        ({"success": True, "status": "done", "data": {"files": []}}, Status.DONE),
    ],
)  # fmt: skip
def test_states_are_read_wherever_they_are(data: Any, status: Status) -> None:
    assert separation.status(answer(data)).status is status


def test_numbers_of_the_queue_may_be_text() -> None:
    data = {"success": True, "status": "waiting", "data": {"queue_count": "15", "current_order": "3"}}
    status = separation.status(answer(data))
    assert (status.place, status.queue) == (3, 15)


def test_result_files_have_addresses_names_and_sizes() -> None:
    files = [{"url": "https:\\/\\/mvsep.com\\/a_vocals.mp3", "download": "a_vocals_[mvsep.com].mp3", "size": "5.70 MB"},
             {"link": "https://mvsep.com/b.mid?x=1", "type": "midi"}, {"name": "no address"}, "nonsense"]  # fmt: skip
    status = separation.status(answer({"success": True, "status": "done", "data": {"files": files}}))
    first, second = status.files
    assert (first.url, first.name, first.size) == (
        "https://mvsep.com/a_vocals.mp3", "a_vocals_[mvsep.com].mp3", int(5.70 * 1024**2)
    )  # fmt: skip
    assert (second.name, second.stem) == ("b.mid", "")


@given(ANYTHING, st.integers(100, 599))
def test_no_answer_makes_a_separation_stumble(data: Any, status: int) -> None:
    for read in (separation.status, separation.created, separation.cancelled):
        with suppress(StemDeskError):
            read(answer(data, status))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8), st.text(max_size=40))
def test_stems_of_files_are_all_different_and_never_empty(names: list[str], source: str) -> None:
    stems = stems_of_files(names, source)
    assert len(stems) == len(names) == len(set(stems))
    assert all(stems)


@given(st.text(max_size=80))
def test_any_name_may_promise_stems(name: str) -> None:
    assert all(stems_in_name(name))


@pytest.mark.parametrize(
    ("names", "source", "stems"),
    [
        (["x-song_vocals_[mvsep.com].mp3", "x-song_instrum_[mvsep.com].mp3"], "x-song_[mvsep.com].mp3",
         ["vocals", "instrumental"]),
        (["a_vocals.wav", "a_back-vocals.wav", "a_lead-vocals.wav"], "", ["vocals", "back vocals", "lead vocals"]),
        (["s_bs_vocals.wav", "s_mel_vocals.wav"], "s.wav", ["vocals", "mel vocals"]),
        (["bass drum_bass.wav", "bass drum_drums.wav"], "bass drum.mp3", ["bass", "drums"]),
        (["s_hh.flac", "s_kick.flac"], "s.flac", ["hi-hat", "kick"]), (["only.wav"], "only.wav", ["stem"]),
        (["s_harp.wav", "s_other.wav"], "s.mp3", ["harp", "other"]),
    ],
)  # fmt: skip
def test_which_stem_a_file_is(names: list[str], source: str, stems: list[str]) -> None:
    assert stems_of_files(names, source) == stems


# --- refusals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "status", "kind", "words"),
    [
        ({"success": False, "data": {"message": "No such sep_type"}}, 400, ErrorKind.REJECTED, "No such sep_type"),
        ({"success": False, "errors": ["first", "second"]}, 200, ErrorKind.REJECTED, "first second"),
        ({"success": False, "message": {"email": ["The email is <b>wrong</b>"]}}, 400, ErrorKind.REJECTED, "is wrong"),
        ({"message": "Unauthenticated."}, 401, ErrorKind.AUTH, "Unauthenticated"),
        ({"success": False, "data": {"message": "Unknown api_token"}}, 200, ErrorKind.AUTH, "Unknown api_token"),
        ({"success": False, "data": {"message": "Insufficient credits"}}, 400, ErrorKind.QUOTA, "Insufficient"),
        ({"success": False, "data": {"message": "Too big"}}, 413, ErrorKind.TOO_LARGE, "Too big"),
        ({"success": False, "data": {"message": "Maintenance"}}, 503, ErrorKind.SERVER, "Maintenance"),
    ],
)  # fmt: skip
def test_refusals_reach_the_user_in_the_servers_words(data: Any, status: int, kind: ErrorKind, words: str) -> None:
    with pytest.raises(StemDeskError) as caught:
        answers.read(answer(data, status))
    assert caught.value.kind is kind
    assert words in str(caught.value)
    assert "<" not in str(caught.value)


def test_a_page_of_html_is_a_servers_trouble_not_the_users() -> None:
    with pytest.raises(StemDeskError) as caught:
        answers.read(Response(502, b"<html>Bad gateway</html>"))
    assert caught.value.kind is ErrorKind.SERVER


# --- account and site ----------------------------------------------------------------------------------------------------


def test_an_account_without_a_token_yet_is_told_what_to_do() -> None:
    with pytest.raises(StemDeskError, match="Confirm your e-mail"):
        account.token_of_login(answer({"success": True, "data": {"name": "x", "api_token": None}}))


@pytest.mark.parametrize(
    ("credits_", "enabled", "plan", "at_once"),
    [(54, 1, Audience.PREMIUM, 10), ("54", "1", Audience.PREMIUM, 10), (54, 0, Audience.REGISTERED, 1),
     (0, 1, Audience.REGISTERED, 1), (None, None, Audience.REGISTERED, 1)],
)  # fmt: skip
def test_what_an_account_may_do(credits_: Any, enabled: Any, plan: Audience, at_once: int) -> None:
    state = account.account(
        answer({"success": True, "data": {"premium_minutes": credits_, "premium_enabled": enabled}})
    )
    assert (state.plan, state.at_once, state.free_queue) == (plan, at_once, plan is Audience.REGISTERED)


@given(ANYTHING)
def test_no_answer_makes_account_and_site_stumble(data: Any) -> None:
    for read in (account.account, account.token_of_login, account.registered, account.history, account.switched,
                 site.news, site.queue, site.demos, site.entries, site.board, site.added):  # fmt: skip
        for whole in (data, {"success": True, "data": data}):
            with suppress(StemDeskError):
                read(answer(whole))


@given(ANYTHING)
def test_tickets_of_any_kind_can_be_read_and_gone_on_from(data: Any) -> None:
    ticket = MvsepTicket.read(data if isinstance(data, dict) else {"hash": "h", "files": data, "phase": data})
    for decision in recovery_actions(ticket):
        after = decided(ticket, decision.id)
        assert MvsepTicket.read(json.loads(json.dumps(after.as_ticket()))) == after


# --- recorded answers ----------------------------------------------------------------------------------------------------


def recording(name: str, status: int = 200) -> Response:
    if not RECORDINGS.is_dir():
        pytest.skip("the recordings are not beside this checkout")
    return Response(status, (RECORDINGS / name).read_bytes())


def test_recorded_separations() -> None:
    waiting = separation.status(recording("separation_get_waiting.json"))
    assert (waiting.status, waiting.place, waiting.queue) == (Status.WAITING, 2, 3)
    done = separation.status(recording("separation_get_done.json"))
    assert done.status is Status.DONE
    assert "luke-s-theme" in done.input_name


def test_recorded_accounts() -> None:
    with pytest.raises(StemDeskError, match="Confirm"):
        account.token_of_login(recording("login_200.json"))
    with pytest.raises(StemDeskError, match=r"email field is required\. The password"):
        account.token_of_login(recording("login_400.json", 400))
    assert "verification email" in str(account.registered(recording("register_200.json")))
    assert "successfully enabled" in str(account.switched(recording("enable_premium.json")))
    first, second = account.history(recording("separation_history.json"))
    assert (first.title, first.model, first.credits, first.exists, first.hours_left) == (
        "10-luke-s-theme-a-madman-s-symphony.mp3", "Demucs4 HT (vocals, drums, bass, other)", 2.0, True, None
    )  # fmt: skip
    assert second.model_id == "20"


def test_recorded_site() -> None:
    assert site.news(recording("news_en_or_ru.json"))[0].date
    assert site.demos(recording("demo.json"))[0].title == "lxst-cxntury-carbon-mist.mp3"
    assert site.added(recording("quality_add.json"))[0] == "7772"
    assert separation.cancelled(recording("quality_delete.json")) == "successfully deleted"
