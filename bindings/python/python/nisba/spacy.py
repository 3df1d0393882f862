"""A spaCy component: mentions as entities of a Doc.

    nlp = spacy.blank("en")
    nlp.add_pipe("nisba", config={"lexicons": ["mine.nisba"]})

An entity's label is its type, its `kb_id_` the id of the lexicon, and `span._.nisba` what `Mention.to_dict` gives.
A mention that begins or ends within a token takes the whole token.

The settings:

* `lexicons`: paths of lexicons; the built-in ones if not given.
* `min_confidence`: mentions less probable than that are left out; 0.5 unless given.
* `labels`: labels of types, `{"place": "LOC"}`; where not given, person is PERSON, org ORG, place GPE, and any other
  type in capitals.
* `ents`: what becomes of entities that stand in the text already, where mentions overlap them: they give way
  ("replace", unless given), they stay ("keep"), or `doc.ents` is left alone altogether ("none").
* `spans_key`: a key of `doc.spans` where all mentions are put besides; none unless given.

For many texts, `nlp.pipe` tags with all processors.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Optional

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nisba import Lexicon, Mention, Tagger

LABELS = {"person": "PERSON", "org": "ORG", "place": "GPE"}
ENTS = ("replace", "keep", "none")


class Nisba:
    """The component; `nlp.add_pipe("nisba")` makes it."""

    def __init__(
        self,
        lexicons: Optional[list[str]] = None,
        min_confidence: float = 0.5,
        labels: Optional[dict[str, str]] = None,
        ents: str = "replace",
        spans_key: Optional[str] = None,
    ) -> None:
        if ents not in ENTS:
            raise ValueError(f"ents is {ents!r}, none of {', '.join(map(repr, ENTS))}")
        opened = None if lexicons is None else [Lexicon.open(path) for path in lexicons]
        self.tagger = Tagger(opened, min_confidence=min_confidence)
        self.labels = {**LABELS, **(labels or {})}
        self.ents = ents
        self.spans_key = spans_key
        self._made_with = (lexicons, min_confidence, labels, ents, spans_key)
        if not Span.has_extension("nisba"):
            Span.set_extension("nisba", default=None)

    def __call__(self, doc: Doc) -> Doc:
        return self._annotate(doc, self.tagger.tag(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: Optional[int] = None) -> Iterator[Doc]:
        docs, read = itertools.tee(stream)
        found = self.tagger.tag_many(doc.text for doc in read)
        for doc, mentions in zip(docs, found):
            yield self._annotate(doc, mentions)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._made_with

    def _annotate(self, doc: Doc, mentions: list[Mention]) -> Doc:
        spans = [self._span(doc, mention) for mention in mentions]
        if self.spans_key is not None:
            doc.spans[self.spans_key] = spans
        if self.ents != "none":
            new, old = filter_spans(spans), list(doc.ents)
            first, second = (new, old) if self.ents == "replace" else (old, new)
            taken = {token.i for span in first for token in span}
            doc.ents = first + [span for span in second if taken.isdisjoint(token.i for token in span)]
        return doc

    def _span(self, doc: Doc, mention: Mention) -> Span:
        label = self.labels.get(mention.type, mention.type.upper())
        # Clitics and signs that the tokenizer does not part are no reason to lose a mention.
        span = doc.char_span(mention.start, mention.end, label, kb_id=mention.entity, alignment_mode="expand")
        assert span is not None, "mentions lie within the text"
        span._.nisba = mention.to_dict()
        return span


@Language.factory(
    "nisba",
    assigns=["doc.ents", "doc.spans", "span._.nisba"],
    default_config={"lexicons": None, "min_confidence": 0.5, "labels": None, "ents": "replace", "spans_key": None},
)
def create(
    nlp: Language,
    name: str,
    lexicons: Optional[list[str]],
    min_confidence: float,
    labels: Optional[dict[str, str]],
    ents: str,
    spans_key: Optional[str],
) -> Nisba:
    """Makes the component for `nlp.add_pipe("nisba")`."""
    return Nisba(lexicons, min_confidence, labels, ents, spans_key)
