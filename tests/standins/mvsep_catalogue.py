"""A catalogue as MVSEP serves one: every shape that the documentation and other clients speak of, made up for tests."""

from __future__ import annotations

import json
from typing import Any


def field(name: str, text: str, options: Any, default: Any = None, **more: Any) -> dict[str, Any]:
    return {"id": 1, "name": name, "text": text, "options": options, "default_key": default} | more


def algorithm(render_id: Any, name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": 9000 + int(render_id), "render_id": render_id, "name": name, "algorithm_group_id": 2,
        "algorithm_group": {"id": 2, "name": "Vocals and instrumental"}, "audio_widget": "single_upload",
        "orientation": 0, "order_id": 10, "price_coefficient": 1, "usage": 1200,
        "rating": {"average": "4.42", "total": 311}, "is_active": 1, "algorithm_fields": [], "algorithm_descriptions": [],
    } | more  # fmt: skip


CATALOGUE: list[dict[str, Any]] = [
    algorithm(
        40, "BS Roformer (vocals, instrumental)", order_id=1,
        algorithm_fields=[field("add_opt1", "Vocal model type", json.dumps({
            "3": "ver. 2024.02 (SDR vocals: 10.42, SDR instrum: 16.73)", "29": "ver 2024.08 (SDR vocals: 11.31)",
            "81": "ver 2025.07 (SDR vocals: 11.89, SDR instrum: 18.20)"}), "81")],
        algorithm_descriptions=[
            {"lang": "en", "short_description": "The best of the vocal models.",
             "long_description": "<p>The <b>best</b> model.</p><script>alert(1)</script>"
                                 "<img src='https://tracker.example/x.png'>"},
            {"lang": "zh", "short_description": "最好的人声模型", "long_description": "<p>最好的</p>"},
            {"lang": "ja", "short_description": "最高のボーカルモデル", "long_description": "<p>最高</p>"},
        ],
    ),
    algorithm(26, "Ensemble (vocals, instrum)", order_id=2, algorithm_group={"id": 3, "name": "Ensembles"},
              algorithm_group_id=3, price_coefficient=2.5, orientation=2, algorithm_fields=[
        field("add_opt2", "Model Type", {"1": "SDR 10.44", "7": "SDR 11.93"}, 7),
        field("add_opt1", "Output files", "{\"0\": \"Standard set\", \"1\": \"Include intermediate results\"}", "0"),
    ]),
    algorithm(20, "Demucs4 HT (vocals, drums, bass, other)", order_id="3", orientation=1, price_coefficient="0.5",
              algorithm_fields=[field("add_opt1", "Model type", {"0": "htdemucs_ft", "1": "htdemucs",
                                      "2": "htdemucs_6s"}, None)]),
    algorithm(9, "Ultimate Vocal Remover VR (vocals, music)", order_id=4, price_coefficient=None, algorithm_fields=[
        field("add_opt1", "Model Type", json.dumps({"0": "HP2-4BAND", "1": "HP2-4BAND 2"}), "0"),
        field("add_opt2", "Agressiveness", json.dumps({"0.3": "0.3", "0.1": "0.1"}), "0.3"),
    ]),
    algorithm(37, "DrumSep (4-6 stems: kick, snare, cymbals, toms, ride, hh, crash)", order_id=5,
              algorithm_group={"id": 4, "name": "Drums"}, algorithm_group_id=4, usage=None, rating=None),
    algorithm(49, "MVSep Karaoke (lead/back vocals)", order_id=6, algorithm_fields=[
        field("add_opt1", "Karaoke model", {"0": "one", "3": "fused"}, "3"),
        field("add_opt2", "Extraction type", ["Use as is", "Extract vocals first"], "0",
              conditions={"add_opt1": ["3"]}),
    ]),
    algorithm(39, "Whisper (extract text from audio)", order_id=7, algorithm_group={"id": 6, "name": "Speech and text"},
              algorithm_group_id=6),
    algorithm(114, "Basic Pitch (MIDI Extraction)", order_id=8, algorithm_group={"id": 6, "name": "Speech and text"},
              algorithm_group_id=6),
    algorithm(68, "Matchering (by sergree)", order_id=9, audio_widget="matchering_upload",
              algorithm_group={"id": 7, "name": "Mastering"}, algorithm_group_id=7),
    algorithm(115, "Bark (Speech Gen)", order_id=10, audio_widget="no_upload",
              algorithm_group={"id": 6, "name": "Speech and text"}, algorithm_group_id=6, algorithm_fields=[
        field("add_opt1", "Text prompt", "", None),
        field("add_opt2", "Speaker", json.dumps({"v2/en_speaker_6": "English 6", "v2/zh_speaker_1": "Chinese 1"}),
              "v2/en_speaker_6"),
    ]),
    algorithm(0, "spleeter", order_id=90, algorithm_group=None, algorithm_group_id=1, algorithm_fields=[
        field("add_opt1", "Model type", json.dumps({"0": "2 stems (vocals, music)",
              "1": "4 stems (vocals, drums, bass, other)"}), "0")]),
    algorithm(11, "Retired (vocals, other)", order_id=91, is_active=False),
    algorithm(12, "Broken options (vocals, other)", order_id=92, algorithm_fields=[
        field("add_opt1", "Broken", "{not json", "0"), {"name": None}, "nonsense"]),
]  # fmt: skip
