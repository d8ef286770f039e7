#!/usr/bin/env python3
"""Measures `rungs check` of 1,000 assessments with ten gates against a base where 3
files changed, beside `validate` and `score` of the same tree, and what a gate of an
expression adds: whole processes in turn, medians.

    cargo build --release
    python3 benches/check.py [--runs N] [--files N]
"""
import argparse, os, pathlib, statistics, subprocess, sys, tempfile, time

root = pathlib.Path(__file__).resolve().parent.parent
options = argparse.ArgumentParser()
options.add_argument("--runs", type=int, default=7)
options.add_argument("--files", type=int, default=1000)
options = options.parse_args()
target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "release"
rungs = str(target / "rungs")
if not os.path.exists(rungs):
    sys.exit(__doc__)

GATES = """gates:
  - {rule: no-regression, lost_evidence: true}
  - {rule: minimum, node: THREAT, measure: share, at_least: 0.2}
  - {rule: minimum, measure: share, at_least: 0.3}
  - {rule: minimum, node: ASSET, measure: level, at_least: CTI0}
  - {rule: target-overdue}
  - {rule: evidence-required, answer: fully, node: THREAT}
  - {rule: evidence-expired, days: 30}
  - {rule: review-age, days: 365}
  - {rule: complete, node: THREAT}
  - {rule: rationale-required}
"""
EXPRESSION = """profiles:
  expression:
    gates:
      - {rule: expression, name: honest, require: "practices.all(p, p.state != 'value' || p.because != '')"}
"""


def git(*words):
    names = ["-c", "user.name=A Team", "-c", "user.email=team@example.org"]
    subprocess.run(["git", "-C", place, *names, *words], check=True, stdout=subprocess.DEVNULL)


def run(command, folder):
    """Wall seconds, the peak of resident memory in MiB, and the exit code."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


with tempfile.TemporaryDirectory() as place:
    place = pathlib.Path(place)
    subprocess.run([sys.executable, root / "benches/generate.py", place, str(options.files)], check=True)
    with open(place / "rungs.yaml", "a") as config:
        config.write(GATES + EXPRESSION)
    git("init", "--quiet", "-b", "main")
    git("add", ".")
    git("commit", "--quiet", "-m", "Begin")
    git("switch", "--quiet", "--create", "change")
    for at in (7, options.files // 2, options.files - 1):
        path = place / f"assessments/unit-{at:04}.yaml"
        path.write_text(path.read_text().replace("answer: partially", "answer: largely", 4))
    git("commit", "--quiet", "-a", "-m", "Raise")
    # Both from git's objects, both from the disk: the same bytes the same way.
    commands = {
        "validate": [rungs, "validate", "--at", "HEAD"],
        "score": [rungs, "score", "--at", "HEAD"],
        "check": [rungs, "check", "--base", "main", "--at", "HEAD", "--format", "json"],
        "check --profile expression": [rungs, "check", "--base", "main", "--at", "HEAD", "--format", "json", "--profile", "expression"],
    }
    results = {name: [] for name in commands}
    for at in range(options.runs + 1):
        for name, command in commands.items():
            result = run(command, place)
            assert result[2] in (0, 1), (name, result)
            if at:  # the first round warms up
                results[name].append(result)
    walls = {name: [wall for wall, _, _ in runs] for name, runs in results.items()}
    both = [one + other for one, other in zip(walls["validate"], walls["score"])]
    print(f"{options.files} assessments, 3 changed, ten gates, {options.runs} runs in turn\n")
    print("| command | wall s, median (min–max) | ratio to `validate` + `score` | peak MiB |")
    print("|---|---|---|---|")
    for name, runs in results.items():
        ratio = statistics.median(wall / other for wall, other in zip(walls[name], both))
        peak = max(peak for _, peak, _ in runs)
        print(f"| `{name}` | {statistics.median(walls[name]):.3f} ({min(walls[name]):.3f}–{max(walls[name]):.3f}) | {ratio:.2f} | {peak:.0f} |")
    added = statistics.median(one / other for one, other in zip(walls["check --profile expression"], walls["check"]))
    print(f"\nan expression over every practice: {added:.2f} times `check` without it")
