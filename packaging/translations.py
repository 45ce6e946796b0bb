"""Collects every sentence of the program into `resources/translations/*.ts` and compiles them to `.qm`.

    .venv/bin/python packaging/translations.py            brings the .ts files up to date and compiles them
    .venv/bin/python packaging/translations.py --check    only says whether something is missing or stale (exit code 1)

Sentences are the first arguments of `tr`, `tr_n` and `text`. Translators edit the .ts files (Qt Linguist reads them).
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = {"en": 2, "zh_CN": 1, "ja": 1}  # with how many plural forms each has
CALLS = ("tr", "tr_n", "text")


def collect() -> dict[str, bool]:
    """Every sentence of the source, and whether it has plural forms."""
    found: dict[str, bool] = {}
    for path in sorted((ROOT / "stemdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in CALLS:
                continue
            if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                sentence = node.args[0].value
                found[sentence] = found.get(sentence, False) or node.func.id == "tr_n"
    return dict(sorted(found.items()))


def read(language: str) -> dict[str, list[str]]:
    """What is translated already: a sentence to its forms."""
    path = FOLDER / f"stemdesk_{language}.ts"
    if not path.exists():
        return {}
    result = {}
    for message in ET.parse(path).getroot().iter("message"):
        source, translation = message.findtext("source") or "", message.find("translation")
        if translation is not None:
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            result[source] = forms
    return result


def wanted(language: str, sentences: dict[str, bool]) -> dict[str, bool]:
    """English is its own source; only its plurals need a file."""
    return {s: plural for s, plural in sentences.items() if plural} if language == "en" else sentences


def write(language: str, sentences: dict[str, bool], translated: dict[str, list[str]]) -> str:
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = "StemDesk"
    for sentence, plural in wanted(language, sentences).items():
        forms = translated.get(sentence, [])
        message = ET.SubElement(context, "message", numerus="yes") if plural else ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = sentence
        translation = ET.SubElement(message, "translation")
        if not forms or not all(forms):
            translation.set("type", "unfinished")
        if plural:
            for number in range(LANGUAGES[language]):
                form = ET.SubElement(translation, "numerusform")
                form.text = forms[min(number, len(forms) - 1)] if forms else ""
        else:
            translation.text = forms[0] if forms else ""
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, encoding="unicode") + "\n"


def compile_to(source: Path, target: Path) -> None:
    suffix = ".exe" if sys.platform == "win32" else ""
    lrelease = Path(PySide6.__file__).parent / f"lrelease{suffix}"
    subprocess.run([str(lrelease), "-silent", str(source), "-qm", str(target)], check=True)


def main() -> int:
    check = sys.argv[1:] == ["--check"]
    sentences, trouble = collect(), []
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        path, compiled = FOLDER / f"stemdesk_{language}.ts", FOLDER / f"stemdesk_{language}.qm"
        translated = read(language)
        missing = [s for s in wanted(language, sentences) if not all(translated.get(s, [""]))]
        trouble += [f"{language}: not translated: {sentence}" for sentence in missing]
        fresh = write(language, sentences, translated)
        if not check:
            path.write_text(fresh, "utf-8")
            compile_to(path, compiled)
        elif not path.exists() or path.read_text("utf-8") != fresh:
            trouble.append(f"{path.name} is stale: run packaging/translations.py")
        elif _compiled(path) != (compiled.read_bytes() if compiled.exists() else b""):
            trouble.append(f"{compiled.name} is stale: run packaging/translations.py")
    print("\n".join(trouble) or f"{len(sentences)} sentences in {len(LANGUAGES)} languages, all there")
    return 1 if trouble else 0


def _compiled(path: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "x.qm"
        compile_to(path, target)
        return target.read_bytes()


if __name__ == "__main__":
    raise SystemExit(main())
