"""Finds mentions of listed entities in raw text, in any script and any spelling.

>>> import nisba
>>> tagger = nisba.Tagger()
>>> text = "General Ghassem Suleimani was born near Kerman."
>>> for mention in tagger.tag(text):
...     print(text[mention.start:mention.end], "is", mention.entity)
Ghassem Suleimani is person/qasem-soleimani
Kerman is place/kerman

`Lexicon` says which entities there are, `Tagger` finds them in text, `Mention` is one finding. `compare` says how
likely two names are one entity's, `romanize` reads any script in Latin letters. `nisba.spacy` is a spaCy component.
"""

from nisba._core import (
    Alternative,
    Comparison,
    Lexicon,
    LexiconError,
    Match,
    Mention,
    Mentions,
    Tagger,
    __version__,
    compare,
    romanize,
)

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
