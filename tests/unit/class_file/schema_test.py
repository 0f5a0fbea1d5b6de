"""Holds the schema for editors to the loader: what the loader accepts the schema accepts.

Asked of every file of the corpus, of the examples, and of a full class file with one value after another replaced by
values of other types. Usage: schema_test.py PROBE CORPUS EXAMPLES
"""

import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

# Values the loader refuses on purpose although YAML editors read them as numbers that fit.
STRICTER = ["040", "1e1", "+5", "20.0"]

MARKS = [
    None, True, "", " ", "words", "with space", "2026-09-14", "2026-9-14", "session 3", "session 0", "session 12345",
    "end of hello", "end of", "monday", "Monday", "must", "class", "retake", "tool", "a.csv", 0, 1, 3, -1, 0.1, 0.5,
    0.9, 2.5, 100000, 1e9, [], [None], ["x"], ["x", 5], [[]], {}, {"x": 1}, {"any_of": ["names"]}, {"any_of": []},
    {"id": "x"}, [{"id": "x"}], [{"id": "x", "zzz": 1}], [{}],
]


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: "yes" is a text, 010 a number, and a date is a text."""


Core.yaml_implicit_resolvers = {}
for kind, pattern, first in [
    ("null", r"~|null|Null|NULL|", list("~nN") + [""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{pattern})$"), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value.lstrip("+"), 10)
                     if "x" not in node.value and "o" not in node.value else int(node.value, 0))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def tag_of(text):
    kind, _, codes = text.split("\n", 1)[0].removeprefix("# ").partition(":")
    return kind, codes.split()


def places(value, path=()):
    """The path of every value in a document."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


def changed(document, path, value):
    if not path:
        return value
    document = copy.deepcopy(document)
    parent = document
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value
    return document


def without(document, path):
    document = copy.deepcopy(document)
    parent = document
    for key in path[:-1]:
        parent = parent[key]
    del parent[path[-1]]
    return document


def ask_loader(probe, paths):
    """(accepted, stages of what was said) for every path."""
    answers = {}
    for start in range(0, len(paths), 500):
        words = [str(path) for path in paths[start:start + 500]]
        out = subprocess.run([probe, "check", *words], check=True, capture_output=True, text=True).stdout
        for line in out.splitlines():
            path, verdict, *said = line.split("\t")
            answers[pathlib.Path(path)] = verdict == "accepted", [one.split(" ")[0] for one in said]
    return answers


def main(probe, corpus, examples):
    schema = json.loads(subprocess.run([probe, "schema"], check=True, capture_output=True, text=True).stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    validators = [jsonschema.Draft7Validator(schema), jsonschema.Draft202012Validator(schema)]
    faults = []

    def fits(document, name, asked=validators):
        answers = {validator.is_valid(document) for validator in asked}
        if len(answers) > 1:
            faults.append(f"{name}: drafts disagree")
        return answers == {True}

    seen = set()
    for path in sorted([*corpus.glob("*.yaml"), *corpus.glob("*/class.yaml"), *examples.glob("*/class.yaml")]):
        text = path.read_text(encoding="utf-8")
        kind, _ = tag_of(text)
        if kind == "yaml":
            continue
        seen.add(kind)
        expected = kind != "shape"
        try:
            accepted = fits(yaml.load(text, Core), path.name)
        except yaml.YAMLError:
            accepted = False
        if accepted != expected:
            faults.append(f"{path}: the schema should {'accept' if expected else 'refuse'} it")
    if not {"shape", "meaning", "advice", "valid"} <= seen:
        faults.append("the corpus has no file of some kind")

    full = yaml.load((corpus / "every-key.yaml").read_text(encoding="utf-8"), Core)
    documents = []
    for path in places(full):
        if path:
            documents.append(without(full, path))
        documents += [changed(full, path, value) for value in MARKS]
        if isinstance(path[-1] if path else None, str):
            documents.append(changed(full, (*path[:-1], path[-1] + "_"), 1))
    # A third of them, the same ones every time, keeps this under a few seconds.
    documents = documents[::3]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, document in enumerate(documents):
            paths.append(pathlib.Path(folder) / f"{number}.yaml")
            # JSON is YAML, and leaves no doubt about types.
            paths[-1].write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
        answers = ask_loader(probe, paths)
    both = {True: 0, False: 0}
    for document, path in zip(documents, paths):
        accepted, stages = answers[path]
        schema_accepts = fits(document, "a changed class", validators[:1])
        shape_refused = "shape" in stages or "yaml" in stages
        both[schema_accepts] += 1
        if schema_accepts == shape_refused:
            faults.append(f"schema {'accepts' if schema_accepts else 'refuses'}, loader says {stages}: "
                          f"{json.dumps(document)}")
        if accepted and not schema_accepts:
            faults.append(f"only the loader accepts {json.dumps(document)}")
    if min(both.values()) < 100:
        faults.append(f"too few documents on one side: {both}")

    for number in STRICTER:
        if not isinstance(yaml.load(number, Core), (int, float)):
            faults.append(f"{number} should be a number for editors")
    for fault in faults[:20]:
        print(fault[-1500:])
    print(f"{len(documents)} changed classes, {both}; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])))
