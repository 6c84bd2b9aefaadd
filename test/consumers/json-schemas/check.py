"""Dataclasses that quicktype made, and rows -> whether each row is taken, and what is written back.

Reads the module's name, and lines of [class, row] from a file. Prints a line of JSON each: the row as
the class writes it, or null where the class refuses it.
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
