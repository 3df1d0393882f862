import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, Optional, Union, final

__all__ = [
    "Alternative",
    "Comparison",
    "Lexicon",
    "LexiconError",
    "Match",
    "Mention",
    "Mentions",
    "Tagger",
    "__version__",
    "compare",
    "romanize",
]

__version__: str

_Path = Union[str, "os.PathLike[str]"]

class LexiconError(ValueError):
    """A lexicon does not hold what it should; the message names file, line, column and the repair."""

    path: Path
    line: Optional[int]
    column: Optional[int]

@final
class Lexicon:
    """A set of entities with their names, ready to be matched. It is immutable; threads share it."""

    @staticmethod
    def built_in() -> Lexicon:
        """The lexicons that the package ships."""

    @staticmethod
    def open(path: _Path) -> Lexicon:
        """Opens a compiled `.nisba` file, a curated `.toml`, a bulk `.jsonl`, or a folder of the latter two
        (hidden files aside).

        Raises OSError where the file cannot be read, LexiconError where it does not hold what it should.
        """

    @staticmethod
    def from_sources(paths: list[_Path]) -> Lexicon:
        """Reads several sources (`.toml`, `.jsonl`, folders of them) as one lexicon. Raises as `open` does."""

    @staticmethod
    def parse(name: str, toml: str) -> Lexicon:
        """Reads a lexicon from the text of a curated TOML file, which messages call `name`."""

    def save(self, path: _Path) -> None:
        """Writes the compiled form, which `open` maps into memory. Raises OSError."""

    def look_up(self, name: str, top: int = 5) -> list[Match]:
        """The entities that a name may be, likeliest first, at most `top`; none if it is not in the lexicon.

        For many names, `Tagger.look_up` is faster: it remembers words.
        """

    def verify(self) -> bool:
        """Whether a compiled lexicon is whole: reads all of it, which opening a large one does not."""

    def __len__(self) -> int: ...
    def __contains__(self, id: str, /) -> bool: ...

@final
class Match:
    """An entity that a name may be."""

    @property
    def entity(self) -> str:
        """The id of the entity."""

    @property
    def name(self) -> str:
        """Its canonical name."""

    @property
    def variant(self) -> str:
        """The listed form that fits best."""

    @property
    def confidence(self) -> float:
        """The probability that the name is this entity's."""

    @property
    def evidence(self) -> dict[str, float]:
        """What the confidence rests on."""

@final
class Tagger:
    """Finds mentions of the entities of one or several lexicons in text; threads share it.

    Without lexicons it has the built-in ones. It keeps what it learns of words from call to call.
    """

    def __new__(
        cls,
        lexicons: Union[Lexicon, Iterable[Lexicon], None] = None,
        min_confidence: float = 0.5,
        alternatives: int = 0,
        overlaps: Literal["best", "all"] = "best",
    ) -> Tagger: ...
    def tag(self, text: str, /) -> list[Mention]:
        """The mentions in one document, in order. Other threads run meanwhile."""

    def tag_many(self, texts: Iterable[str], /, threads: Optional[int] = None) -> Mentions:
        """The mentions of each of many documents: an iterator of lists, in the order of the documents.

        Documents are read ahead and tagged by `threads` threads, one for each processor if None. Where the iterable
        raises, what stands before is given first.
        """

    def explain(self, text: str, /, entity: Optional[str] = None) -> dict[str, Any]:
        """Why a text is tagged as it is, or what became of one entity in it: a dict, as `nisba explain` writes JSON,
        with offsets in characters and those in bytes beside them.

        Raises KeyError if no lexicon has the entity.
        """

    def look_up(self, name: str, top: int = 5) -> list[Match]:
        """The entities that a name field may be, of all lexicons, likeliest first, at most `top`."""

@final
class Mentions(Iterator[list[Mention]]):
    """The mentions of each of many documents, in their order: what `Tagger.tag_many` gives."""

    def __iter__(self) -> Mentions: ...
    def __next__(self) -> list[Mention]: ...

@final
class Mention:
    """A span of a text that names an entity.

    `start` and `end` count characters of the str, so that `text[m.start:m.end] == m.text`; `start_byte` and
    `end_byte` count bytes of its UTF-8. Mentions compare equal by value and can be pickled.
    """

    @property
    def start(self) -> int:
        """The first character of the mention."""

    @property
    def end(self) -> int:
        """The character behind its last."""

    @property
    def start_byte(self) -> int:
        """The first byte of the mention in the text's UTF-8."""

    @property
    def end_byte(self) -> int:
        """The byte behind its last."""

    @property
    def text(self) -> str:
        """What stands there."""

    @property
    def entity(self) -> str:
        """The id of the entity."""

    @property
    def type(self) -> str:
        """The type of the entity: person, org, place or what its lexicon says."""

    @property
    def name(self) -> str:
        """The canonical name of the entity."""

    @property
    def variant(self) -> str:
        """The listed form that fits best."""

    @property
    def confidence(self) -> float:
        """The probability that the span names the entity."""

    @property
    def reason(self) -> str:
        """How the mention was recognised: exact, spelling, script, partial, acronym, short, introduced-acronym."""

    @property
    def alternatives(self) -> list[Alternative]:
        """Other entities that the span may name, likeliest first."""

    @property
    def evidence(self) -> dict[str, float]:
        """What the confidence rests on, as a dict of numbers; the type `Evidence` of the Rust library says what each means."""

    def to_dict(self) -> dict[str, Any]:
        """All of it as a dict of plain values, ready for JSON."""

@final
class Alternative:
    """Another entity that a span may name."""

    @property
    def entity(self) -> str:
        """The id of the entity."""

    @property
    def name(self) -> str:
        """The canonical name of the entity."""

    @property
    def confidence(self) -> float:
        """The probability that the span names this entity."""

    def to_dict(self) -> dict[str, Any]:
        """All of it as a dict."""

@final
class Comparison:
    """How likely two names are one entity's, and why; `float()` gives the confidence."""

    @property
    def confidence(self) -> float:
        """The probability that both are names of one entity."""

    @property
    def evidence(self) -> dict[str, float]:
        """What the confidence rests on."""

    def __float__(self) -> float: ...

def compare(a: str, b: str, type: str = "") -> Comparison:
    """Compares two names, in any scripts, of an entity of a type: person, org or place; empty where it is not known."""

def romanize(text: str) -> str:
    """A Latin reading of a text in any script: words are read, all else stays."""
