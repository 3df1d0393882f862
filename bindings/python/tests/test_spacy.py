"""The spaCy component, where spaCy is installed."""

import pickle

import pytest
from conftest import LEXICON

spacy = pytest.importorskip("spacy")

TEXTS = ["😀 General Ghassem Suleimani’s car left Kirman.", "Nobody.", "Ne\u0301e: Ali Khamenei", ""]
ENTS = [
    [("Ghassem Suleimani", "PERSON", "person/qasem-soleimani"), ("Kirman", "GPE", "place/kerman")],
    [],
    [("Ali Khamenei", "PERSON", "person/ali-khamenei")],
    [],
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "people.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return str(path)


def pipeline(path, **config):
    nlp = spacy.blank("en")
    nlp.add_pipe("nisba", config={"lexicons": [path], **config})
    return nlp


def ents(doc):
    return [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents]


def test_one_by_one_and_many(path):
    nlp = pipeline(path)
    assert [ents(nlp(text)) for text in TEXTS] == ENTS
    assert [ents(doc) for doc in nlp.pipe(TEXTS * 50)] == ENTS * 50
    assert [ents(doc) for doc in pickle.loads(pickle.dumps(nlp.get_pipe("nisba"))).pipe(map(nlp, TEXTS))] == ENTS


def test_built_in_lexicons():
    nlp = spacy.blank("xx")
    nlp.add_pipe("nisba")
    assert nlp("Ghassem Suleimani").ents[0].kb_id_ == "person/qasem-soleimani"


def test_what_is_known_of_a_mention_survives_storing(path):
    nlp = pipeline(path)
    doc = nlp(TEXTS[0])
    stored = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for ent in (*doc.ents, *stored.ents):
        assert ent._.nisba["entity"] == ent.kb_id_ and ent._.nisba["text"] == ent.text
        assert 0.5 <= ent._.nisba["confidence"] <= 1


def test_a_stored_pipeline(path, tmp_path):
    pipeline(path, spans_key="found").to_disk(tmp_path / "nlp")
    doc = spacy.load(tmp_path / "nlp")(TEXTS[0])
    assert ents(doc) == ENTS[0] and [span.text for span in doc.spans["found"]] == [text for text, _, _ in ENTS[0]]


def test_labels(path):
    doc = pipeline(path, labels={"place": "LOC"})(TEXTS[0])
    assert [ent.label_ for ent in doc.ents] == ["PERSON", "LOC"]


def test_mentions_within_tokens_take_the_token(path):
    nlp = pipeline(path)
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)  # at spaces only
    (ent,) = nlp("The man (Ali Khamenei) left.").ents
    assert (ent.text, ent._.nisba["text"]) == ("(Ali Khamenei)", "Ali Khamenei")


# Which entities stand in "General Ghassem Suleimani’s car left Kirman." where "Suleimani" and "car" stood already.
@pytest.mark.parametrize(
    "way, expected",
    [
        ("replace", ["Ghassem Suleimani", "car", "Kirman"]),
        ("keep", ["Suleimani", "car", "Kirman"]),
        ("none", ["Suleimani", "car"]),
    ],
)
def test_entities_that_stand_already(path, way, expected):
    nlp = pipeline(path, ents=way, spans_key="found")
    ruler = nlp.add_pipe("entity_ruler", first=True)
    ruler.add_patterns([{"label": "X", "pattern": word} for word in ("Suleimani", "car")])
    doc = nlp("General Ghassem Suleimani’s car left Kirman.")
    assert [ent.text for ent in doc.ents] == expected
    assert [span.text for span in doc.spans["found"]] == ["Ghassem Suleimani", "Kirman"]


def test_bad_settings(path):
    with pytest.raises(ValueError, match="ents is 'some', none of 'replace', 'keep', 'none'"):
        pipeline(path, ents="some")
    with pytest.raises(FileNotFoundError, match="nowhere.toml"):
        pipeline("nowhere.toml")
