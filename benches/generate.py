#!/usr/bin/env python3
"""Writes a project with many assessments of 197 answered practices each, about
31 KB a file, the same every time: generate.py FOLDER [COUNT]."""
import pathlib, random, re, sys

folder = pathlib.Path(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
model = pathlib.Path(__file__).parent.parent / "templates/models/cti-cmm/1.3/model.yaml"
ids = re.findall(r"^ {10}- id: (\S+)$", model.read_text(), re.M)[:199]
ids = [i for i in ids if i not in ("ACCESS-1.h", "ACCESS-1.i")]
assert len(ids) == 197, len(ids)
words = ("alerts reach the team a day late and are triaged by hand until the new feed is "
         "in place which the owners agreed on after the walkthrough in spring").split()
(folder / "assessments").mkdir(parents=True, exist_ok=True)
(folder / "docs").mkdir(exist_ok=True)
for n in range(8):
    (folder / f"docs/evidence-{n}.md").write_text("evidence\n")
(folder / "rungs.yaml").write_text("rungs: config/1\nassessments: [assessments/**/*.yaml]\nlevels: {model-digest-absent: allow}\n")
for n in range(count):
    chance = random.Random(n)
    lines = ["rungs: assessment/1", "model: cti-cmm@1.3", f"unit: unit-{n:04}", "as_of: 2026-10-01", "answers:"]
    for i in ids:
        answer = chance.choice(["not", "partially", "largely", "fully"])
        lines += [
            f"  {i}:",
            f"    answer: {answer}",
            "    because: " + " ".join(chance.choices(words, k=chance.randint(5, 12))),
            f"    evidence:",
            f"      - {{ref: docs/evidence-{chance.randint(0, 7)}.md, recorded: 2026-0{chance.randint(1, 9)}-12}}",
        ]
    (folder / f"assessments/unit-{n:04}.yaml").write_text("\n".join(lines) + "\n")
