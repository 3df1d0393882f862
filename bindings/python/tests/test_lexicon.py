"""Lexicons: where they come from, what is said of bad ones; names without text."""

import os
from pathlib import Path

import pytest

import nisba

ENTITY = '[[entity]]\nid = "person/a"\nname = "Ali Khamenei"\ntype = "person"\n'
LINE = '{"id": "person/b", "type": "person", "name": "Ruhollah Khomeini"}\n'


@pytest.mark.parametrize("convert", [str, Path], ids=["str", "Path"])
def test_open_and_save(tmp_path, convert):
    source, compiled = tmp_path / "é.toml", tmp_path / "é.nisba"
    source.write_text(ENTITY, encoding="utf-8")
    lexicon = nisba.Lexicon.open(convert(source))
    lexicon.save(convert(compiled))
    opened = nisba.Lexicon.open(convert(compiled))
    assert opened.verify()
    for it in (lexicon, opened):
        assert len(it) == 1 and "person/a" in it and "person/b" not in it
        assert repr(it) == "<nisba.Lexicon of 1 entity>"
        assert [m.entity for m in nisba.Tagger(it).tag("Ali Khamanei")] == ["person/a"]


def test_sources_and_overlays(tmp_path):
    (tmp_path / "a.toml").write_text(ENTITY)
    (tmp_path / "b.jsonl").write_text(LINE)
    paths = [tmp_path / "a.toml", tmp_path / "b.jsonl"]
    together, folder = nisba.Lexicon.from_sources(paths), nisba.Lexicon.open(tmp_path)
    taggers = [nisba.Tagger(together), nisba.Tagger(folder), nisba.Tagger(nisba.Lexicon.open(p) for p in paths)]
    for tagger in taggers:
        assert [m.entity for m in tagger.tag("Ali Khamenei, Ruhollah Khomeini")] == ["person/a", "person/b"]


def test_built_in():
    lexicon = nisba.Lexicon.built_in()
    assert len(lexicon) > 9000 and "person/qasem-soleimani" in lexicon


# What the file holds, where the fault is, and what is said of it.
FAULTS = [
    ("m.toml", "entity = 1", (1, 10), "m.toml:1:10: invalid type: integer `1`"),
    ("m.toml", '[[entity]]\nidd = "x"', (2, 1), "m.toml:2:1: unknown field `idd`.*did you mean `id`"),
    ("m.toml", '[[entity]]\nid = "é" x', (2, 10), "m.toml:2:10: "),
    ("m.jsonl", "{", (1, 1), "m.jsonl:1:1: EOF"),
]


@pytest.mark.parametrize("name, content, place, message", FAULTS)
def test_faults(tmp_path, name, content, place, message):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(nisba.LexiconError, match=message) as raised:
        nisba.Lexicon.open(path)
    error = raised.value
    assert isinstance(error, ValueError)
    assert (error.path, (error.line, error.column)) == (path, place)
    assert str(error).startswith(f"{path}:{place[0]}:{place[1]}: ")
    if name.endswith(".toml"):
        with pytest.raises(nisba.LexiconError, match=f"^{message}"):
            nisba.Lexicon.parse(name, content)


def test_a_compiled_file_that_is_none(tmp_path):
    path = tmp_path / "m.nisba"
    path.write_bytes(b"nonsense")
    with pytest.raises(nisba.LexiconError) as raised:
        nisba.Lexicon.open(path)
    assert str(path) in str(raised.value) and raised.value.line is None


def test_files_that_cannot_be_read_or_written(tmp_path, lexicon):
    for missing in ("a.toml", "a.nisba", "a.jsonl", "a"):
        with pytest.raises(FileNotFoundError, match=missing):
            nisba.Lexicon.open(tmp_path / missing)
    with pytest.raises(OSError, match="nowhere"):
        lexicon.save(tmp_path / "nowhere" / "a.nisba")
    with pytest.raises(TypeError):
        nisba.Lexicon.open(3)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions of POSIX, and not root's")
def test_files_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(ENTITY)
    path.chmod(0)
    with pytest.raises(PermissionError):
        nisba.Lexicon.open(path)


NAMES = [
    ("Sulejmani, Kassem", "person/qasem-soleimani"),
    ("Сулеймани К.", "person/qasem-soleimani"),
    ("قاسم سلیمانی", "person/qasem-soleimani"),
    ("KHAMENEI ALI", "person/ali-khamenei"),
]


@pytest.mark.parametrize("name, entity", NAMES)
def test_look_up(lexicon, tagger, name, entity):
    found = lexicon.look_up(name)
    assert found[0].entity == entity and 0 < found[0].confidence <= 1
    assert sum(m.confidence for m in found) <= 1.0001
    assert found[0].evidence["words-total"] >= 1
    assert tagger.look_up(name) == found
    assert lexicon.look_up(name, top=0) == []
    with pytest.raises(ValueError, match="top is -1"):
        lexicon.look_up(name, top=-1)


def test_look_up_of_nobody(lexicon):
    assert lexicon.look_up("Zbigniew Brzezinski") == []
    assert lexicon.look_up("") == []


PAIRS = [
    ("Qasem Soleimani", "Касем Сулеймани", "person", True),
    ("Ali Khamenei", "Ruhollah Khomeini", "person", False),
    ("Islamic Republic of Iran", "Islamische Republik Iran", "place", True),
    ("Qasem Soleimani", "Kassem Sulejmani", "", True),
]


@pytest.mark.parametrize("a, b, type, is_same", PAIRS)
def test_compare(a, b, type, is_same):
    comparison = nisba.compare(a, b, type=type)
    assert (comparison.confidence > 0.5) == is_same
    assert float(comparison) == comparison.confidence == nisba.compare(a, b, type).confidence
    assert comparison.evidence.keys() >= {"spelling", "contradicted"}
    assert repr(comparison) == f"Comparison(confidence={comparison.confidence:.3f})"


@pytest.mark.parametrize("text, latin", [("Борис Ельцин, 1991", "Boris Yeltsin, 1991"), ("😀", "😀"), ("", "")])
def test_romanize(text, latin):
    assert nisba.romanize(text) == latin
