#!/usr/bin/env python3
"""Measures `rungs diff` on a pull request that changes 3 of 1,000 assessments in a
repository of 20,000 commits, with `git diff --stat` of the same two commits beside
it: whole processes in turn, medians.

    cargo build --release
    python3 benches/pull_request.py [--runs N] [--commits N] [--files N] [--keep FOLDER]
"""
import argparse, os, pathlib, statistics, subprocess, sys, tempfile, time

root = pathlib.Path(__file__).resolve().parent.parent
options = argparse.ArgumentParser()
options.add_argument("--runs", type=int, default=21)
options.add_argument("--commits", type=int, default=20_000)
options.add_argument("--files", type=int, default=1000)
options.add_argument("--keep", type=pathlib.Path, help="make the repository here, or use the one that is here")
options = options.parse_args()
target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "release"
rungs = str(target / "rungs")
if not os.path.exists(rungs):
    sys.exit(__doc__)


def make(place):
    """The repository: `main` with a long history of other files, `change` on it."""
    source = place / "source"
    subprocess.run([sys.executable, root / "benches/generate.py", source, str(options.files)], check=True)
    repository = place / "repository"
    subprocess.run(["git", "init", "--quiet", "-b", "main", repository], check=True)
    stream = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=repository, stdin=subprocess.PIPE)
    write = stream.stdin.write
    day = 1_600_000_000

    def commit(branch, at, files, parent=None):
        write(f"commit refs/heads/{branch}\n".encode())
        write(f"committer A Team <team@example.org> {day + at * 600} +0000\ndata 4\nwork".encode() + b"\n")
        if parent:
            write(f"from {parent}\n".encode())
        for path, content in files:
            write(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")

    files = [path for path in sorted(source.rglob("*")) if path.is_file()]
    commit("main", 0, [(str(path.relative_to(source)), path.read_bytes()) for path in files])
    for at in range(1, options.commits):
        commit("main", at, [(f"notes/{at % 20}/{at % 2000}.md", f"note {at}\n".encode())])
    changed = []
    for at in (7, options.files // 2, options.files - 1):
        path = f"assessments/unit-{at:04}.yaml"
        text = (source / path).read_text()
        changed.append((path, text.replace("answer: partially", "answer: largely", 4).encode()))
    commit("change", options.commits, changed, "refs/heads/main")
    stream.stdin.close()
    assert stream.wait() == 0
    subprocess.run(["git", "-C", repository, "checkout", "--quiet", "change"], check=True)
    return repository


def run(command, folder):
    """Wall milliseconds and the peak of resident memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss / 1024


with tempfile.TemporaryDirectory() as scratch:
    place = options.keep or pathlib.Path(scratch)
    repository = place / "repository" if (place / "repository").exists() else make(place)
    commands = {
        "git diff --stat main...change": ["git", "diff", "--stat", "main...change"],
        "rungs diff --base main --at change": [rungs, "diff", "--base", "main", "--at", "change"],
        "rungs diff --base main": [rungs, "diff", "--base", "main"],
        "rungs diff … --format markdown": [rungs, "diff", "--base", "main", "--at", "change", "--format", "markdown"],
    }
    results = {name: [] for name in commands}
    for at in range(options.runs + 1):
        for name, command in commands.items():
            result = run(command, repository)
            if at:  # the first round warms up
                results[name].append(result)
    print(f"3 of {options.files} assessments changed, {options.commits} commits, {options.runs} runs in turn\n")
    print("| command | wall ms, median (min–max) | peak MiB |")
    print("|---|---|---|")
    for name, runs in results.items():
        walls = [wall for wall, _ in runs]
        print(f"| `{name}` | {statistics.median(walls):.0f} ({min(walls):.0f}–{max(walls):.0f}) | {max(peak for _, peak in runs):.0f} |")
