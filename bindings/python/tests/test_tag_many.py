"""Many documents: order, laziness, failures, threads, interrupts."""

import gc
import itertools
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import nisba

NAMES = ["Ghassem Suleimani", "Ali Khamenei", "Kirman", "nobody"]


@pytest.mark.parametrize("threads", [None, 1, 2, 7])
@pytest.mark.parametrize("length", [1, 40, 1000], ids=lambda n: f"{n} words")
def test_order(tagger, threads, length):
    # Lengths differ, so that threads are done in another order than they began in.
    texts = [f"é {NAMES[i % 4]} " + "word " * (length * (i % 5)) for i in range(200)]
    assert list(tagger.tag_many(texts, threads=threads)) == [tagger.tag(text) for text in texts]


@pytest.mark.parametrize("texts", [[], (), iter([]), {}])
def test_no_documents(tagger, texts):
    assert list(tagger.tag_many(texts)) == []


def test_any_iterable(tagger):
    expected = [tagger.tag(name) for name in NAMES]
    for texts in (NAMES, tuple(NAMES), iter(NAMES), (name for name in NAMES), dict.fromkeys(NAMES)):
        assert list(tagger.tag_many(texts)) == expected


def test_endless_documents_are_read_ahead_within_bounds(tagger):
    read = itertools.count()
    texts = (f"Ali Khamenei {next(read)} " + "word " * 1000 for _ in itertools.repeat(None))
    found = tagger.tag_many(texts, threads=2)
    assert all(m.entity == "person/ali-khamenei" for (m,) in itertools.islice(found, 100))
    assert next(read) < 100 + 100, "about 13 documents a batch, two batches a thread"


def test_what_stands_before_a_failure_is_given(tagger):
    def texts():
        yield "Ali Khamenei"
        yield "Kirman"
        raise RuntimeError("the disk is gone")

    found = tagger.tag_many(texts())
    assert [m.text for m in next(found)] == ["Ali Khamenei"]
    assert [m.text for m in next(found)] == ["Kirman"]
    with pytest.raises(RuntimeError, match="the disk is gone"):
        next(found)
    assert list(found) == []


@pytest.mark.parametrize(
    "texts, threads, error, message",
    [
        ("Ali Khamenei", None, TypeError, "takes an iterable of texts, not one text: use tag"),
        (3, None, TypeError, "not iterable"),
        (["x", b"y"], None, TypeError, r"document 1 \(from 0\) is of type bytes, not str"),
        (["x", None], 1, TypeError, r"document 1 \(from 0\) is of type NoneType, not str"),
        (["x"], 0, ValueError, "threads is 0: 1 to 1024, or None"),
        (["x"], -1, ValueError, "threads is -1: 1 to 1024"),
        (["x"], 9999, ValueError, "threads is 9999: 1 to 1024"),
    ],
)
def test_bad_arguments(tagger, texts, threads, error, message):
    with pytest.raises(error, match=message):
        list(tagger.tag_many(texts, threads=threads))


def test_documents_that_ask_for_mentions(tagger):
    def texts():
        yield "Ali Khamenei"
        next(found)

    found = tagger.tag_many(texts())
    assert len(next(found)) == 1
    with pytest.raises(ValueError, match="already executing"):
        next(found)


def test_documents_that_are_tagged_as_they_are_made(tagger):
    # The thread that reads uses the tagger itself.
    texts = (m.text for text in NAMES for m in tagger.tag(text))
    assert [len(found) for found in tagger.tag_many(texts)] == [1, 1, 1]


def test_documents_that_come_slowly_do_not_wait_for_many(tagger):
    read = 0

    def texts():
        nonlocal read
        for _ in range(12):
            read += 1
            yield "Ali Khamenei"
            time.sleep(0.1)

    found = tagger.tag_many(texts(), threads=4)
    assert len(next(found)) == 1
    assert read <= 6
    assert [len(mentions) for mentions in found] == [1] * 11


@pytest.mark.parametrize("way", ["tag", "tag_many"])
def test_other_threads_run_while_it_tags(tagger, way):
    ticks, done = 0, threading.Event()

    def count():
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    text, took, ticked = "Nobody has ever been there. ", 0, 0
    while took < 0.5:
        text *= 4
        begun, before = time.monotonic(), ticks
        tagger.tag(text) if way == "tag" else list(tagger.tag_many([text, text]))
        took, ticked = time.monotonic() - begun, ticks - before
    done.set()
    counter.join()
    assert ticked > 20


def test_one_tagger_in_many_threads(tagger):
    texts = [f"{i} Ghassem Suleimani, Ali Khamenei, Kirman" for i in range(100)]
    expected, found = [tagger.tag(text) for text in texts], {}

    def work(number):
        found[number] = [tagger.tag(text) for text in texts]

    workers = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [found[i] for i in range(8)] == [expected] * 8


def test_results_outlive_the_tagger(lexicon):
    tagger = nisba.Tagger(lexicon)
    (m,) = tagger.tag("Ali Khamenei")
    found = tagger.tag_many(["Kirman"] * 10)
    del tagger
    gc.collect()
    assert m.entity == "person/ali-khamenei"
    assert [[m.entity for m in ms] for ms in found] == [["place/kerman"]] * 10


def test_taggers_come_and_go(lexicon):
    for least in range(50):
        tagger = nisba.Tagger(lexicon, min_confidence=least / 100)
        assert len(tagger.tag("Ali Khamenei")) == 1


ENDLESS = """
import itertools, nisba
tagger = nisba.Tagger()
texts = itertools.repeat({text!r})
print("begun", flush=True)
try:
    for mentions in tagger.tag_many({texts}, threads=2):
        pass
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    "texts, text",
    [
        ("texts", "Ali Khamenei " * 10),
        # One document that takes long: the interrupt comes while it is waited for.
        ("[next(texts) * 5_000]", "Ghassem Suleimani, Ali Khamenei; Kirman and Washington. " * 20),
        # An iterable that never gives anything.
        ("(t for t in texts if t == 'x')", "Ali Khamenei"),
    ],
    ids=["endless documents", "a long document", "endless waiting"],
)
def test_keyboard_interrupt(texts, text):
    program = ENDLESS.format(texts=texts, text=text)
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "begun\n"
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    assert out == "interrupted\n"
    assert process.returncode == 0
