"""check_asyncapi.py FILE: reads an AsyncAPI 3.0 document with the library asyncapi3, whose models refuse what the
specification does; follows every reference, to other files too; and breaks the document in a few ways, each of which the
library must refuse. Prints what differs, then how much was checked; exit code 1 where anything differs.
"""

import copy
import json
import pathlib
import sys

from asyncapi3.models.asyncapi import AsyncAPI3
from pydantic import ValidationError

file = pathlib.Path(sys.argv[1])
document = json.loads(file.read_text("utf-8"))
wrong: list[str] = []
references = 0


def refusal(candidate: dict) -> str | None:
    try:
        AsyncAPI3.model_validate(candidate)
    except ValidationError as error:
        return "; ".join(f"{'/'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()[:5])
    return None


def follow(node: object, place: str) -> None:
    global references
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            references += 1
            path, _, pointer = node["$ref"].partition("#")
            try:
                target = json.loads((file.parent / path).read_text("utf-8")) if path else document
                for part in pointer.split("/")[1:]:
                    target = target[part.replace("~1", "/").replace("~0", "~")]
            except (OSError, KeyError, ValueError):
                wrong.append(f"{place}: {node['$ref']} leads nowhere")
        for key, value in node.items():
            follow(value, f"{place}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            follow(value, f"{place}/{index}")


if found := refusal(document):
    wrong.append(found)
follow(document, "")

operation, channel = next(iter(document["operations"])), next(iter(document["channels"]))
breaks = {
    "another action": lambda d: d["operations"][operation].update(action="shout"),
    "an operation without a channel": lambda d: d["operations"][operation].pop("channel"),
    "another major version": lambda d: d.update(asyncapi="2.6.0"),
    "no information": lambda d: d.pop("info"),
    "a channel's address that is a number": lambda d: d["channels"][channel].update(address=7),
    "an unknown field of a Kafka binding": lambda d: d["channels"][channel]["bindings"]["kafka"].update(partition=1),
}
for name, break_it in breaks.items():
    candidate = copy.deepcopy(document)
    break_it(candidate)
    if refusal(candidate) is None:
        wrong.append(f"the library takes {name}: it proves nothing")

print("\n".join(wrong + [
    f"{len(document['channels'])} channels, {len(document['operations'])} operations, "
    f"{len(document['components']['messages'])} messages, {references} references, {len(breaks)} broken documents"
]))
sys.exit(1 if wrong else 0)
