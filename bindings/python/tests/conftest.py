import pytest

import nisba

LEXICON = """
[[entity]]
id = "person/qasem-soleimani"
name = "Qasem Soleimani"
type = "person"
variants = ["قاسم سلیمانی"]

[[entity]]
id = "person/ali-khamenei"
name = "Ali Khamenei"
type = "person"

[[entity]]
id = "person/do-hoang-ngan"
name = "Đỗ Hoàng Ngân"
type = "person"
order = "family-first"

[[entity]]
id = "place/kerman"
name = "Kerman"
type = "place"
"""


@pytest.fixture(scope="session")
def lexicon():
    return nisba.Lexicon.parse("people.toml", LEXICON)


@pytest.fixture(scope="session")
def tagger(lexicon):
    return nisba.Tagger([lexicon])
