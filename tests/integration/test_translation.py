"""A translation that is shipped beside the code reaches every kind of reader, and a broken one harms nobody."""

from __future__ import annotations

import json
import logging
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation
from pytest_django import Settings

from chatxblock.domain.calls.rounds import parse_plan
from chatxblock.errors import BadPlan, RoomsRefused, gettext_noop
from chatxblock.testing import MemoryRooms
from chatxblock.web.responses import sentence
from chatxblock.web.sentences import translated
from tests.integration.conftest import Site
from tests.integration.test_views import Request, block_for, lobby_data

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {forms};\n"
PLURALS = {
    "de": "nplurals=2; plural=(n != 1)",
    "he": "nplurals=2; plural=(n != 1)",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
}
ROUNDS = (
    "The plan has {count} round, and at most {most} make sense.",
    "The plan has {count} rounds, and at most {most} make sense.",
)
QUESTION = (
    "Your question is too long: it has {count} character, and {limit} fit. Make it shorter.",
    "Your question is too long: it has {count} characters, and {limit} fit. Make it shorter.",
)
GERMAN = {
    "Ask a helper": "Hilfe holen",
    "Enroll in this course to ask or to help.": "Tritt diesem Kurs bei, um zu fragen oder zu helfen.",
    "Everyone in the course who agrees to help": "Alle im Kurs, die helfen möchten",
    "Helpers": "Wer hilft",
    "Most rooms a helper": "Höchstens so viele Räume",
    "Stuck on this problem?": "Kommst du nicht weiter?",
    "The chat server refused that request.": "Der Chat-Server hat das abgelehnt.",
    "This page cannot be shown": "Diese Seite lässt sich nicht zeigen",
    "To talk to a helper, switch JavaScript on in your browser and reload this page.": "Schalte JavaScript ein.",
    "Learners can type a question here and ask a helper. On your list: {count}.": "Auf deiner Liste: {count}.",
    "We do not know these people in this course: {names}. Check the spelling.": "Wer ist das: {names}?",
    "We cannot read the round “{line}”. Write how many, whom and how long, such as “3 peers 60s”.": (
        "Die Runde „{line}“ ist nicht zu lesen."
    ),
    "“{field}” has to be between 1 and 20.": "„{field}“ liegt zwischen 1 und 20.",
    "\0".join(QUESTION): "{count} Zeichen ist zu lang\0{count} Zeichen sind zu lang, {limit} gehen.",
}


def compiled(language: str, sentences: Mapping[str, str]) -> bytes:
    """A catalogue as `msgfmt` writes it (GNU gettext manual, "The Format of GNU MO Files")."""
    known = {"": HEADER.format(forms=PLURALS[language])} | dict(sentences)
    pairs = sorted((key.encode(), value.encode()) for key, value in known.items())
    tables, texts = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), 28 + 16 * len(pairs) + len(texts))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28 + 16 * len(pairs))
    return head + b"".join(tables) + texts


class Translations:
    """Where catalogues of a test are put."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings

    def put(self, language: str, sentences: Mapping[str, str]) -> None:
        file = self._folder / language / "LC_MESSAGES" / "django.mo"
        file.parent.mkdir(parents=True)
        file.write_bytes(compiled(language, sentences))
        self._settings.LOCALE_PATHS = [str(self._folder)]  # which makes Django read them anew


@pytest.fixture
def translations(tmp_path: Path, settings: Settings) -> Translations:
    return Translations(tmp_path, settings)


@pytest.fixture
def german(translations: Translations) -> Iterator[None]:
    """Everybody reads German."""
    translations.put("de", GERMAN)
    with translation.override("de"):
        yield


@pytest.mark.usefixtures("german")
def test_an_error_is_told_in_the_readers_language(site: Site) -> None:
    answer = site.post("stranger", "ask", {"request_id": str(uuid4()), "question": "Warum?"})
    assert (answer.status, answer.value["code"]) == (403, "not-enrolled")
    assert answer.value["error"] == "Tritt diesem Kurs bei, um zu fragen oder zu helfen."
    assert "Tritt diesem Kurs bei" in site.view("stranger")


@pytest.mark.usefixtures("german")
def test_numbers_are_written_as_the_readers_language_writes_them(site: Site) -> None:
    body = {"request_id": str(uuid4()), "question": "Warum? " * 1500}
    answer = site.post("learner", "ask", body)
    assert answer.value["error"] == "10.499 Zeichen sind zu lang, 2.000 gehen."


@pytest.mark.usefixtures("german")
def test_an_author_is_told_in_her_language(site: Site, usage: str) -> None:
    values = {"rounds": "3 Leute", "helpers": "niemand", "calls_cap": 21}
    said = block_for(usage, "staff").submit_studio_edits(Request(values))
    assert said.status_code == 400
    assert [finding["words"] for finding in json.loads(said.body)["findings"]] == [
        "Wer ist das: niemand?",
        "„Höchstens so viele Räume“ liegt zwischen 1 und 20.",
        "Die Runde „3 Leute“ ist nicht zu lesen.",
    ]


@pytest.mark.usefixtures("german")
def test_the_form_in_studio_has_translated_labels_and_choices(site: Site, usage: str) -> None:
    block = block_for(usage, "staff")
    # The workbench's own service translates nothing; the platform's asks Django.
    block.runtime._services["i18n"] = SimpleNamespace(ugettext=translation.gettext)
    form = json.loads(block.studio_view({}).json_init_args)
    assert "Wer hilft" in {field["label"] for field in form["fields"]}
    assert "Alle im Kurs, die helfen möchten" in [
        choice["label"] for field in form["fields"] for choice in field["choices"]
    ]
    assert "Auf deiner Liste: 3." in block.author_view({}).content


@pytest.mark.usefixtures("german")
def test_pages_have_translated_titles_and_words(site: Site) -> None:
    page = site.get("learner", "window", str(uuid4())).content.decode()
    assert '<html lang="de" dir="ltr">' in page
    assert "<title>Hilfe holen</title>" in page
    assert "Schalte JavaScript ein." in page
    assert "<title>Diese Seite lässt sich nicht zeigen</title>" in site.get("learner", "window").content.decode()


@pytest.mark.parametrize(
    ("wanted", "site_language", "shown"),
    [
        pytest.param("de", "en-us", 'lang="de" dir="ltr"', id="a language that we have"),
        pytest.param("de-at", "en-us", 'lang="de-at" dir="ltr"', id="a variety of one"),
        pytest.param("he", "en-us", 'lang="he" dir="rtl"', id="one from right to left"),
        pytest.param("ar", "en-us", 'lang="en" dir="ltr"', id="one that we have not: English"),
        pytest.param("fa", "en", 'lang="en" dir="ltr"', id="another that we have not"),
        pytest.param("fr", "de", 'lang="de" dir="ltr"', id="one that we have not: the site's"),
        pytest.param("fr", "he", 'lang="he" dir="rtl"', id="the site's from right to left"),
        pytest.param("en-gb", "en-us", 'lang="en-gb" dir="ltr"', id="a variety of English"),
    ],
)
def test_a_page_tells_the_language_that_is_shown_and_not_the_one_that_was_wished_for(
    site: Site, translations: Translations, settings: Settings, wanted: str, site_language: str, shown: str
) -> None:
    settings.LANGUAGE_CODE = site_language
    for language in ("de", "he"):
        translations.put(language, GERMAN | {"Ask a helper": f"Hilfe ({language})"})
    with translation.override(wanted):
        window = site.get("learner", "window", str(uuid4())).content.decode()
        broken = site.get("learner", "window").content.decode()
        lobby, refused = site.view("learner"), site.view("stranger")
    for page in (window, broken):
        assert f"<html {shown}>" in page
    assert f" {shown}>" in lobby
    assert f"<p {shown}>" in refused
    data = lobby_data(lobby)
    assert f'lang="{data["language"]}" dir="{data["direction"]}"' == shown


@pytest.mark.usefixtures("german")
def test_our_words_in_a_block_are_translated_and_an_authors_are_not(site: Site, usage: str) -> None:
    assert lobby_data(site.view("learner"))["title"] == "Kommst du nicht weiter?"
    block = block_for(usage, "staff")
    block.heading = "Helpers"
    block.save()
    assert lobby_data(site.view("learner"))["title"] == "Helpers"


def test_a_language_may_have_more_forms_than_english(translations: Translations) -> None:
    translations.put("pl", {"\0".join(ROUNDS): "{count} runda\0{count} rundy\0{count} rund, najwyżej {most}"})
    with translation.override("pl"), pytest.raises(BadPlan) as refused:
        parse_plan("1 peers 60s\n" * 25)
    with translation.override("pl"):
        assert sentence(refused.value) == "25 rund, najwyżej 10"


@pytest.mark.parametrize(
    "broken",
    ["Runde {lines}", "Runde", "Runde {line} {more}", "Runde {line} {size}"],
    ids=["renamed", "missing", "extra", "of another sentence"],
)
def test_a_translation_with_other_placeholders_is_told_of_and_not_used(
    translations: Translations, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    english = gettext_noop("Round {line}")
    translations.put("de", {english: broken})
    with translation.override("de"):
        assert translated(english, line="three") == "Round three"
    assert caplog.messages == ["the de translation of 'Round {line}' has other braces, the English sentence is used"]


@pytest.mark.parametrize("fine", ["{line}: Runde", "Runde {line}, {line}", "Runde { {line} } {"])
def test_a_translation_may_order_repeat_and_use_braces(translations: Translations, fine: str) -> None:
    english = gettext_noop("Round {line}")
    translations.put("de", {english: fine})
    with translation.override("de"):
        assert translated(english, line="three") == fine.replace("{line}", "three")


@pytest.mark.parametrize("line", ["{size}", "{line}", "{0}", "{", "}}", "{line.__class__}", "%s %(line)s"])
def test_what_somebody_typed_is_never_taken_for_a_placeholder(german: None, line: str) -> None:
    with pytest.raises(BadPlan) as refused:
        parse_plan(line)
    assert sentence(refused.value) == f"Die Runde „{line}“ ist nicht zu lesen."


@pytest.mark.usefixtures("german")
def test_a_detail_is_told_to_operators_alone(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert sentence(RoomsRefused("The HTTP API refused (status 599).")) == "Der Chat-Server hat das abgelehnt."
    assert caplog.messages == ["rooms-refused: The HTTP API refused (status 599)."]


def test_a_plan_that_an_author_mistyped_is_in_no_log(
    site: Site, usage: str, rooms: MemoryRooms, caplog: pytest.LogCaptureFixture
) -> None:
    typed = "three of my wombats please"
    block = block_for(usage, "staff")
    with caplog.at_level(logging.DEBUG):
        refused: Any = block.submit_studio_edits(Request({"rounds": typed}))
        block.rounds = typed
        block.save()
        site.ask()
    assert typed in json.loads(refused.body)["error"]
    assert any("the plan of a block cannot be read" in message for message in caplog.messages)
    assert "wombats" not in caplog.text
