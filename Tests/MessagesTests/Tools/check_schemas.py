"""check_schemas.py SCHEMAS GOLDEN: validates each golden file against its schema with the library jsonschema.

Each schema must be one of draft 2020-12 itself; each golden file must be valid, and no longer be so once a required field
is taken away or any field's value is of another kind. Prints what differs, then how much was checked; exit code 1 where
anything differs.
"""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator

schemas, golden = (pathlib.Path(argument) for argument in sys.argv[1:3])
by_title: dict[str, list[tuple[str, Draft202012Validator]]] = {}
wrong: list[str] = []
valid = broken = 0

def members(pairs: list[tuple[str, object]]) -> dict:
    """An object, refused where a name stands in it twice, which the standard library passes over."""
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError(f"a name stands twice: {[name for name, _ in pairs]}")
    return dict(pairs)


def read(path: pathlib.Path) -> dict:
    return json.loads(path.read_text("utf-8"), object_pairs_hook=members)


def another_kind(value: object) -> object:
    """A value that no schema takes in the place of this one."""
    return {"": 1} if not isinstance(value, dict) else "text"


for path in sorted(schemas.glob("*.json")):
    schema = read(path)
    Draft202012Validator.check_schema(schema)
    version = path.stem.rsplit(".", 1)[1]
    by_title.setdefault(f"{schema['title']}.{version}", []).append((path.name, Draft202012Validator(schema)))

for path in sorted(golden.glob("*/*.json")):
    if len(by_title.get(path.stem, [])) != 1:
        wrong.append(f"{path.name}: not one schema has its title")
        continue
    name, validator = by_title.pop(path.stem)[0]
    value = read(path)
    wrong += [f"{path.name}: {'/'.join(map(str, error.path))}: {error.message[:200]}" for error in
              validator.iter_errors(value)]
    valid += 1
    for field in value:
        without = {key: other for key, other in value.items() if key != field}
        if validator.is_valid(without) == (field in validator.schema["required"]):
            wrong.append(f"{path.name}: {field} may be absent, or may not, against what {name} says")
        if validator.is_valid(value | {field: another_kind(value[field])}):
            wrong.append(f"{path.name}: {name} takes {field} with a value of another kind")
        broken += 2
wrong += [f"{schema}: no golden file" for found in by_title.values() for schema, _ in found]

print("\n".join(wrong + [f"{valid} golden files, {broken} broken ones"]))
sys.exit(1 if wrong else 0)
