"""Checks rows with the dataclasses that quicktype generated.

Takes the module's name, and a file with lines of [class, row]. Prints a line of JSON for each: the row
as the class writes it, or null if the class rejects it.
"""

import importlib
import json
import sys

module = importlib.import_module(sys.argv[1])
classes = {name.lower(): value for name, value in vars(module).items() if isinstance(value, type)}

with open(sys.argv[2], encoding="utf-8") as lines:
    for line in lines:
        name, row = json.loads(line)
        try:
            print(json.dumps(classes[name.lower()].from_dict(row).to_dict()))
        except AssertionError:
            print("null")
