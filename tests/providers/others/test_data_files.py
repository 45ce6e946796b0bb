"""The data files of the static pickers, against the tables of the services' documentation."""

from __future__ import annotations

import pytest

from stemdesk.core.models import Model
from stemdesk.providers.dango.description import DESCRIPTION as DANGO
from stemdesk.providers.dango.description import MULTI_TRACK, STATIC
from stemdesk.providers.sami.description import DESCRIPTION as SAMI
from stemdesk.providers.sami.description import MODELS as SAMI_MODELS
from stemdesk.providers.static_models import static_models
from stemdesk.providers.tencent.description import MODELS as TENCENT_MODELS


@pytest.mark.parametrize("provider", ["dango", "tencent", "sami"])
def test_every_name_is_there_in_three_languages(provider: str) -> None:
    found = static_models(provider)
    words = [word for model in found.models for word in (model.name, model.group, model.price_note)]
    words += [format_.label for model in found.models for format_ in model.formats]
    for word in words:
        assert set(word.versions) == {"en", "zh_CN", "ja"}
        assert all(word.versions.values())
        assert str(word) == word.versions["en"]
    ids = [model.id for model in found.models]
    assert len(ids) == len(set(ids))


def ids(models: tuple[Model, ...]) -> list[str]:
    return [model.id for model in models]


def test_dango_has_all_nine_styles_and_the_deprecated_ones_last() -> None:
    assert sorted(ids(STATIC.models), key=int) == ["0", "5", "6", "7", "8", "9", "10", "11", "12"]
    old = [model for model in STATIC.models if "Deprecated" in str(model.group)]
    assert ids(STATIC.models)[-4:] == [model.id for model in old] == ["6", "7", "8", "0"]
    for model in STATIC.models:
        assert len(model.stems) == (4 if model.id in MULTI_TRACK else 2)
    assert DANGO.limits.seconds == 12 * 60
    assert DANGO.limits.suffixes == frozenset({".mp3", ".flac", ".wav"})
    assert (STATIC.manners["calls_per_second"], STATIC.manners["downloads"], STATIC.manners["link_seconds"]) == (
        5,
        7,
        1200,
    )
    assert STATIC.manners["first_poll"] == 40
    assert STATIC.manners["poll"][0] == 5


def test_tencent_has_its_three_methods() -> None:
    assert [(model.id, len(model.stems)) for model in TENCENT_MODELS] == [("1", 2), ("2", 4), ("3", 5)]


def test_sami_has_four_models_as_two_choices_of_three() -> None:
    assert ids(SAMI_MODELS) == ["2track", "bs_4track"]
    (option,) = SAMI_MODELS[0].options
    assert [choice.value for choice in option.choices] == ["both", "vocals", "instrumental"]
    assert (SAMI.limits.seconds, SAMI.limits.bytes) == (600, 100 << 20)
