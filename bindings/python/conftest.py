import importlib.util

# spaCy is optional: without it its component cannot be imported for its docstrings.
collect_ignore = [] if importlib.util.find_spec("spacy") else ["python/nisba/spacy.py"]
