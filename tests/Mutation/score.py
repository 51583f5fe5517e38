"""What a report of Stryker says: usage score.py report.json. Mutants of static fields are left out: the test process is kept, so their first value stays."""
import collections
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    files = json.load(file)["files"]
judged, static = collections.Counter(), 0
for name, content in sorted(files.items()):
    lines = content["source"].split("\n")
    for mutant in content["mutants"]:
        if mutant["status"] not in ("Killed", "Timeout", "Survived", "NoCoverage"):
            continue
        if mutant.get("static"):
            static += 1
            continue
        judged[mutant["status"]] += 1
        if mutant["status"] in ("Survived", "NoCoverage"):
            start, end = mutant["location"]["start"], mutant["location"]["end"]
            line = lines[start["line"] - 1]
            original = line[start["column"] - 1 : end["column"] - 1 if start["line"] == end["line"] else None]
            print(f"{mutant['status']} {name.rsplit('/', 1)[-1]}:{start['line']}: {original.strip()} -> {mutant['replacement'].splitlines()[0]}")
killed, tried = judged["Killed"] + judged["Timeout"], sum(judged.values())
print(f"{tried} mutants: {judged['Killed']} killed, {judged['Timeout']} timeouts, {judged['Survived']} survived, {judged['NoCoverage']} not covered; {static} of static fields not judged")
print(f"score {100 * killed / max(1, tried):.1f} %, {100 * judged['Killed'] / max(1, tried):.1f} % without the timeouts")
