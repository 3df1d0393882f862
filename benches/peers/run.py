#!/usr/bin/env python3
"""Python peers beside nisba on generated names and text; what is not installed is left out.

    python3 benches/peers/run.py [--nisba target/release/nisba] [--sizes 1000,10000] [--bytes 500000] [--write reports]

Spotters read a text, matchers score pairs of names. A peer is a function in PEERS or PAIRS: it gets the forms (or
nothing) and gives a function of one document (or of two names). Each has a limit of time; those too slow for the
whole text take as many documents as they can.
"""

import argparse
import importlib
import json
import os
import pathlib
import resource
import shlex
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = shlex.split(os.environ.get("NISBA_BENCH", "cargo bench --quiet --bench speed --"))
# No peer is given more seconds of processor time than this for one figure.
PATIENCE = 20.0


def flashtext2(forms):
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    processor.add_keywords_from_iter(forms)
    return lambda text: len(processor.extract_keywords_with_span(text))


def spacy_phrases(forms):
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("xx")
    nlp.max_length = 1 << 30
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("NAME", [nlp.make_doc(form) for form in forms])
    return lambda text: len(matcher(nlp.make_doc(text)))


def spaczz_fuzzy(forms):
    import spacy
    from spaczz.matcher import FuzzyMatcher

    nlp = spacy.blank("xx")
    matcher = FuzzyMatcher(nlp.vocab)
    matcher.add("NAME", [nlp.make_doc(form) for form in forms])
    return lambda text: len(matcher(nlp.make_doc(text)))


def rapidfuzz_windows(forms):
    """Windows of two words against all forms: what people write who have a list and a fuzzy matcher."""
    from rapidfuzz import fuzz, process

    def scan(text):
        words = text.split()
        windows = (" ".join(words[i : i + 2]) for i in range(len(words) - 1))
        return sum(process.extractOne(w, forms, scorer=fuzz.ratio, score_cutoff=85) is not None for w in windows)

    return scan


def rapidfuzz_pairs():
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity


def nomenklatura_logic():
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    from nomenklatura.matching.types import ScoringConfig

    config = ScoringConfig.defaults()

    def person(name, number):
        proxy = model.make_entity("Person")
        proxy.id = f"p{number}"
        proxy.add("name", name)
        return proxy

    return lambda a, b: LogicV2.compare(person(a, 1), person(b, 2), config).score


PEERS = [
    ("flashtext2", "flashtext2", flashtext2),
    ("spaCy PhraseMatcher", "spacy", spacy_phrases),
    ("spaczz FuzzyMatcher", "spaczz", spaczz_fuzzy),
    ("rapidfuzz, windows of two words", "rapidfuzz", rapidfuzz_windows),
]
PAIRS = [
    ("rapidfuzz Jaro-Winkler", "rapidfuzz", rapidfuzz_pairs),
    ("nomenklatura logic-v2", "nomenklatura", nomenklatura_logic),
]


def installed(module):
    try:
        importlib.import_module(module)
        return True
    except ImportError as error:
        print(f"left out: {module} ({error})", file=sys.stderr)
        return False


def rate(scan, documents):
    """Megabytes a second over as many documents as the patience allows; what is loaded at first is not counted."""
    scan(documents[0][:200])
    done, start = 0, time.process_time()
    for text in documents:
        scan(text)
        done += len(text.encode())
        if time.process_time() - start > PATIENCE:
            break
    return done / 1e6 / max(time.process_time() - start, 1e-9)


def child_seconds(command):
    """Processor time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def nisba_rate(nisba, lexicon, documents, folder):
    """The filter as a process, start-up taken off by a run with an empty input."""
    source = folder / "lines.txt"
    source.write_text("".join(text.replace("\n", " ") + "\n" for text in documents), encoding="utf-8")
    empty = folder / "empty.txt"
    empty.write_text("")

    def seconds(path):
        command = [nisba, "tag", "--threads", "1", "--input", "lines", "--output", "jsonl", "--lexicon", lexicon, path]
        return child_seconds(command)

    return source.stat().st_size / 1e6 / max(seconds(source) - seconds(empty), 1e-9)


def pair_rate(compare, pairs):
    compare(*pairs[0])
    done, start = 0, time.process_time()
    while time.process_time() - start < 2.0:
        for a, b in pairs:
            compare(a, b)
        done += len(pairs)
    return done / (time.process_time() - start)


def nisba_pairs(nisba, pairs, folder):
    source = folder / "pairs.tsv"
    source.write_text("".join(f"{a}\t{b}\n" for a, b in pairs * 50), encoding="utf-8")
    return len(pairs) * 50 / child_seconds([nisba, "compare", source])


def generated(size, count, folder):
    """The forms of a lexicon and the documents of a text about it, as `cargo bench` makes them."""
    command = [*BENCH, "--sizes", str(size), "--export", str(folder), str(count)]
    subprocess.run(command, cwd=ROOT, check=True)
    names = [json.loads(line) for line in (folder / "names.jsonl").open(encoding="utf-8")]
    forms = sorted({form for name in names for form in [name["name"], *name.get("variants", [])]})
    documents = [json.loads(line)["text"] for line in (folder / "text.jsonl").open(encoding="utf-8")]
    return forms, documents


def table(head, rows):
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows]) + "\n"


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def spotters(options, size, forms, documents, folder):
    own = nisba_rate(options.nisba, folder / "names.jsonl", documents, folder)
    rows = [("nisba, one process", figure(own), "1")]
    for name, module, make in PEERS:
        if installed(module):
            print(f"{size:,} names: {name}", file=sys.stderr)
            found = rate(make(forms), documents)
            rows.append((name, figure(found), figure(own / found)))
    return table((f"{size:,} names", "MB/s", "nisba is so many times as fast"), rows)


def matchers(options, forms, folder):
    pairs = list(zip(forms[::2], forms[1::2]))[:500]
    own = nisba_pairs(options.nisba, pairs, folder)
    rows = [("nisba compare, one process", figure(own), "1")]
    for name, module, make in PAIRS:
        if installed(module):
            print(f"pairs: {name}", file=sys.stderr)
            found = pair_rate(make(), pairs)
            rows.append((name, figure(found), figure(own / found)))
    return table(("neighbours in the sorted list of forms", "pairs/s", "nisba is so many times as fast"), rows)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--nisba", default=str(ROOT / "target/release/nisba"), help="the filter")
    options.add_argument("--sizes", default="1000,10000", help="names in the lexicons")
    options.add_argument("--bytes", type=int, default=500_000, help="bytes of text")
    options.add_argument("--write", type=pathlib.Path, help="write speed-python.md in this folder")
    options = options.parse_args()
    tables, pairs = [], ""
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            forms, documents = generated(size, options.bytes, folder)
            tables.append(spotters(options, size, forms, documents, folder))
            pairs = pairs or matchers(options, forms, folder)
    preface = (pathlib.Path(__file__).parent / "preface.md").read_text(encoding="utf-8")
    report = "\n".join([preface, *tables, pairs])
    print(report)
    if options.write:
        (options.write / "speed-python.md").write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
