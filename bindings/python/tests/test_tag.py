"""What is found in texts, and where: the rows of texts.toml by every way of tagging."""

import json
import pickle
from pathlib import Path

import pytest

import nisba

try:
    import tomllib
except ModuleNotFoundError:  # before Python 3.11
    import tomli as tomllib

ROWS = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))["row"]

WAYS = {
    "tag": lambda tagger, text: tagger.tag(text),
    "tag_many": lambda tagger, text: list(tagger.tag_many([text]))[0],
    "tag_many, one thread": lambda tagger, text: list(tagger.tag_many(["x", text], threads=1))[1],
    "pickled": lambda tagger, text: pickle.loads(pickle.dumps(tagger.tag(text))),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_rows(tagger, row, way):
    text = row["text"]
    found = WAYS[way](tagger, text)
    assert [[m.text, m.entity.split("/")[-1]] for m in found] == row["mentions"]
    for m in found:
        assert text[m.start : m.end] == m.text
        assert text.encode()[m.start_byte : m.end_byte].decode() == m.text


@pytest.mark.parametrize("row", [r for r in ROWS if r["mentions"]], ids=lambda row: row["name"])
def test_explanations_have_offsets_in_characters(tagger, row):
    text = row["text"]
    explained = tagger.explain(text)
    chosen = [s for s in explained["spans"] if s["candidates"][0]["fate"]["is"] == "chosen"]
    assert [s["text"] for s in chosen] == [words for words, _ in row["mentions"]]
    for span in explained["spans"]:
        at = span["span"]
        assert text[at["start"] : at["end"]] == span["text"]
        assert text.encode()[at["start_byte"] : at["end_byte"]].decode() == span["text"]


def test_explanations_of_characters(tagger):
    text = "é Kermаn"  # with a Cyrillic а
    (character,) = tagger.explain(text)["characters"]
    assert text[character["offset"]] == "а" == character["character"]
    assert character["offset_byte"] == len("é Kerm".encode())


def test_explanation_of_one_entity(tagger):
    why = tagger.explain("é Ali Khamanei", entity="person/qasem-soleimani")
    assert "missing" in why
    with pytest.raises(KeyError, match="no lexicon has person/qasem-solemani; near: person/qasem-soleimani"):
        tagger.explain("x", entity="person/qasem-solemani")


@pytest.mark.parametrize("surrogate", ["\ud800", "\udc80", "\udfff\ud800"])
def test_lone_surrogates_count_as_characters(tagger, surrogate):
    text = f"é{surrogate} Ali Khamenei{surrogate}"
    (m,) = tagger.tag(text)
    assert text[m.start : m.end] == m.text == "Ali Khamenei"
    assert next(tagger.tag_many([text])) == [m]
    assert nisba.romanize(f"Иран{surrogate}") == "Iran" + "?" * len(surrogate)


def test_fields(tagger):
    (m,) = tagger.tag("Ghassem Suleimani")
    assert (m.entity, m.type, m.name, m.variant, m.reason) == (
        "person/qasem-soleimani",
        "person",
        "Qasem Soleimani",
        "Qasem Soleimani",
        "spelling",
    )
    assert 0.9 < m.confidence <= 1
    assert m.alternatives == []
    assert m.evidence["words"] == 2 and all(isinstance(v, float) for v in m.evidence.values())
    assert repr(m).startswith("Mention(0, 17, 'Ghassem Suleimani', 'person/qasem-soleimani', confidence=0.9")


def test_mentions_are_values(tagger):
    (m,) = tagger.tag("Ghassem Suleimani")
    (same,), (other,) = tagger.tag("Ghassem Suleimani"), tagger.tag("Kassem Suleimani")
    assert m == same != other
    as_dict = m.to_dict()
    assert pickle.loads(pickle.dumps(as_dict)) == json.loads(json.dumps(as_dict)) == as_dict
    assert list(as_dict)[:4] == ["start", "end", "start_byte", "end_byte"]
    assert {k: getattr(m, k) for k in as_dict} == as_dict
    with pytest.raises(AttributeError):
        m.start = 3


def test_alternatives_and_overlaps():
    homonyms = [f'[[entity]]\nid = "person/{i}"\nname = "Zbigniew Brzezinski"\ntype = "person"\n' for i in "ab"]
    lexicon = nisba.Lexicon.parse("homonyms.toml", "".join(homonyms))
    text = "Zbigniew Brzezinski said so."
    (m,) = found = nisba.Tagger(lexicon, min_confidence=0, alternatives=3).tag(text)
    (alternative,) = m.alternatives
    assert {m.entity, alternative.entity} == {"person/a", "person/b"}
    assert alternative.to_dict() == {
        "entity": alternative.entity,
        "name": "Zbigniew Brzezinski",
        "confidence": alternative.confidence,
    }
    assert m.to_dict()["alternatives"] == [alternative.to_dict()]
    assert found == pickle.loads(pickle.dumps(found))
    every = nisba.Tagger(lexicon, min_confidence=0, overlaps="all").tag(text)
    assert [(m.entity, m.text) for m in every] == [("person/a", m.text), ("person/b", m.text)]


def test_min_confidence(lexicon):
    text = "Ghassem Suleimani of Kirman"
    (first, second) = nisba.Tagger(lexicon).tag(text)
    between = (first.confidence + second.confidence) / 2
    assert len(nisba.Tagger(lexicon, min_confidence=between).tag(text)) == 1


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({"min_confidence": 1.5}, "min_confidence is 1.5, not between 0 and 1"),
        ({"min_confidence": float("nan")}, "min_confidence is NaN"),
        ({"alternatives": -1}, "alternatives is -1, not 0 or more"),
        ({"overlaps": "some"}, "overlaps is 'some', neither 'best' nor 'all'"),
    ],
)
def test_bad_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        nisba.Tagger(**arguments)


@pytest.mark.parametrize("lexicons", [3, [3], "people.toml", ["people.toml"], [None]])
def test_only_lexicons_make_a_tagger(lexicons):
    with pytest.raises(TypeError):
        nisba.Tagger(lexicons)


def test_defaults_are_the_built_in_lexicons():
    assert repr(nisba.Tagger()).startswith(f"<nisba.Tagger of {len(nisba.Lexicon.built_in())} entities, min_confid")
    assert nisba.Tagger([]).tag("Ali Khamenei") == []


def test_version():
    assert nisba.__version__.count(".") == 2
