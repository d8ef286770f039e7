#!/usr/bin/env python3
"""Measures the budgets of `docs/benchmarks.md`: whole processes, medians of runs
in turn, ratios against a bare event pass over the same bytes in the same run.

    cargo build --release && cargo bench --no-run --bench event_pass
    python3 benches/budgets.py [--runs N] [--check-jsonschema]
"""
import argparse, glob, os, pathlib, resource, shutil, statistics, subprocess, sys, tempfile, time

root = pathlib.Path(__file__).resolve().parent.parent
options = argparse.ArgumentParser()
options.add_argument("--runs", type=int, default=7)
options.add_argument("--files", type=int, default=1000)
options.add_argument("--check-jsonschema", action="store_true")
options = options.parse_args()
target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "release"
rungs = str(target / "rungs")
passes = [path for path in glob.glob(str(target / "deps/event_pass-*")) if os.access(path, os.X_OK) and not path.endswith(".d")]
if not passes or not os.path.exists(rungs):
    sys.exit(__doc__)
event_pass = max(passes, key=os.path.getmtime)


def run(command, folder):
    """Wall seconds and the peak of resident memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


with tempfile.TemporaryDirectory() as place:
    place = pathlib.Path(place)
    subprocess.run([sys.executable, root / "benches/generate.py", place, str(options.files)], check=True)
    commands = {
        "event pass": [event_pass, "assessments"],
        "validate": [rungs, "validate"],
        "score": [rungs, "score"],
        "score --format json": [rungs, "score", "--format", "json"],
    }
    results = {name: [] for name in commands}
    for at in range(options.runs + 1):
        for name, command in commands.items():
            result = run(command, place)
            if at:  # the first round warms up
                results[name].append(result)
    base = [wall for wall, _ in results["event pass"]]
    size = sum(path.stat().st_size for path in (place / "assessments").iterdir())
    print(f"{options.files} assessments, {size / 1e6:.1f} MB, {options.runs} runs in turn\n")
    print("| command | wall s, median (min–max) | ratio to the event pass, median | peak MiB |")
    print("|---|---|---|---|")
    for name, runs in results.items():
        walls = [wall for wall, _ in runs]
        ratio = statistics.median(wall / other for wall, other in zip(walls, base))
        peak = max(peak for _, peak in runs)
        print(f"| {name} | {statistics.median(walls):.3f} ({min(walls):.3f}–{max(walls):.3f}) | {ratio:.2f} | {peak:.0f} |")
    one = place / "one"
    shutil.copytree(root / "examples/cti-team", one)
    print("\n| whole process | wall ms, median (min–max) |")
    print("|---|---|")
    for name, words in {"score of one assessment": ["score"], "--help": ["--help"]}.items():
        walls = [run([rungs, *words], one)[0] * 1000 for _ in range(4 * options.runs)]
        print(f"| {name} | {statistics.median(walls):.1f} ({min(walls):.1f}–{max(walls):.1f}) |")
    print(f"\nbinary: {os.path.getsize(rungs) / 1e6:.2f} MB")
    if options.check_jsonschema:
        files = sorted(str(path) for path in (place / "assessments").iterdir())
        schema = str(root / "schema/assessment.v1.schema.json")
        ours, _ = run([rungs, "validate", *files], place)
        theirs, _ = run(["check-jsonschema", "--schemafile", schema, *files], place)
        print(f"\ncheck-jsonschema over the same {len(files)} files and schema: {theirs:.1f} s, rungs validate {ours:.2f} s, {theirs / ours:.0f} times")
