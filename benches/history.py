#!/usr/bin/env python3
"""Measures `rungs log` and `rungs blame` on a long history: 20,000 commits with 499
merges, 50 assessments of 31 KB in about 412 versions, 2,000 other files; beside it
`git log` of the same paths, `git blame` of a file, and a bare event pass of
`saphyr-parser` over the distinct versions: whole processes in turn, medians.

    cargo build --release && cargo build --release --benches
    python3 benches/history.py [--runs N] [--commits N] [--bloom] [--keep FOLDER]
"""
import argparse, glob, os, pathlib, random, shutil, statistics, subprocess, sys, tempfile, time

root = pathlib.Path(__file__).resolve().parent.parent
options = argparse.ArgumentParser()
options.add_argument("--runs", type=int, default=9)
options.add_argument("--commits", type=int, default=20_000)
options.add_argument("--bloom", action="store_true", help="write filters of changed paths, too")
options.add_argument("--keep", type=pathlib.Path, help="make the repository here, or use the one that is here")
options = options.parse_args()
target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "release"
rungs = str(target / "rungs")
if not os.path.exists(rungs):
    sys.exit(__doc__)
ASSESSMENTS, OTHERS, VERSIONS = 50, 2000, 362


def make(place):
    """Work on other files, every 40th commit in a branch that is merged, and 362 changes of
    an assessment spread over it."""
    source = place / "source"
    subprocess.run([sys.executable, root / "benches/generate.py", source, str(ASSESSMENTS)], check=True)
    repository = place / "repository"
    subprocess.run(["git", "init", "--quiet", "-b", "main", repository], check=True)
    stream = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=repository, stdin=subprocess.PIPE)
    write, chance, mark = stream.stdin.write, random.Random(1), 0
    texts = {path.name: path.read_text() for path in sorted((source / "assessments").glob("*.yaml"))}

    def commit(branch, files, parents=()):
        nonlocal mark
        mark += 1
        write(f"commit refs/heads/{branch}\nmark :{mark}\n".encode())
        write(f"committer A Team <team@example.org> {1_600_000_000 + mark * 600} +0000\ndata 4\nwork\n".encode())
        if parents:
            write(f"from :{parents[0]}\n".encode())
            write("".join(f"merge :{other}\n" for other in parents[1:]).encode())
        for path, content in files:
            write(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
        return mark

    files = [path for path in sorted(source.rglob("*")) if path.is_file()]
    last = commit("main", [(str(path.relative_to(source)), path.read_bytes()) for path in files])
    touching = set(chance.sample(range(2, options.commits), VERSIONS))
    while mark < options.commits:
        files = [(f"notes/{mark % 20}/{mark % OTHERS}.md", f"note {mark}\n".encode())]
        if mark in touching:
            name = chance.choice(sorted(texts))
            lines = texts[name].split("\n")
            for at in chance.sample([at for at, line in enumerate(lines) if "answer:" in line], 8):
                lines[at] = "    answer: " + chance.choice(["not", "partially", "largely", "fully"])
            texts[name] = "\n".join(lines)
            files.append((f"assessments/{name}", texts[name].encode()))
        if mark % 40 == 20 and mark + 2 < options.commits:
            side = commit("side", [(f"side/{mark % 50}.md", b"%d\n" % mark)], (last,))
            last = commit("main", files, (last, side))
        else:
            last = commit("main", files, (last,))
    write(b"done\n")
    stream.stdin.close()
    assert stream.wait() == 0
    git = ["git", "-C", repository]
    subprocess.run([*git, "branch", "-D", "side", "--quiet"], check=True)
    subprocess.run([*git, "checkout", "--quiet", "main"], check=True)
    subprocess.run([*git, "repack", "-adq", "--depth=50", "--window=50"], check=True)
    graph = [*git, "commit-graph", "write", "--reachable", "--no-progress"]
    subprocess.run([*graph, *(["--changed-paths"] if options.bloom else [])], check=True)
    return repository


def versions(repository, place):
    """The distinct versions of the assessments, as files."""
    folder = place / "versions"
    if not folder.exists():
        folder.mkdir()
        raw = subprocess.run(["git", "-C", repository, "log", "--raw", "--no-abbrev", "--format=", "-m", "--", "assessments/"], capture_output=True, text=True, check=True).stdout
        blobs = {line.split()[3] for line in raw.splitlines() if line.startswith(":")} - {"0" * 40}
        for blob in blobs:
            (folder / f"{blob}.yaml").write_bytes(subprocess.run(["git", "-C", repository, "cat-file", "blob", blob], capture_output=True, check=True).stdout)
    return folder


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
    folder = versions(repository, place)
    events = max(glob.glob(str(target / "deps/event_pass-*[!.d]")), key=os.path.getmtime)
    file = "assessments/unit-0007.yaml"
    cache = repository / ".git/rungs"
    clear = lambda: shutil.rmtree(cache, ignore_errors=True)
    once = lambda: run([rungs, "blame", "unit-0007"], repository)
    git = ["git", "-C", repository]
    newest = subprocess.run([*git, "log", "-1", "--format=%H", "--", "assessments/"], capture_output=True, text=True, check=True).stdout.strip()
    # What is kept of the history before the newest commit that changed an assessment.
    clear()
    run([rungs, "log", "--at", f"{newest}~1", "--format", "json"], repository)
    kept = place / "kept-before"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(cache, kept)

    def one_behind():
        clear()
        shutil.copytree(kept, cache)

    commands = {
        "git log --raw --no-renames -- assessments/": (None, ["git", "log", "--raw", "--no-renames", "--", "assessments/"]),
        "event pass over the distinct versions": (None, [events, str(folder)]),
        "rungs log --format json, cold": (clear, [rungs, "log", "--format", "json"]),
        "rungs log --format json, warm": (None, [rungs, "log", "--format", "json"]),
        "rungs log --format json, one commit later": (one_behind, [rungs, "log", "--at", newest, "--format", "json"]),
        "rungs log --format json --no-cache": (None, [rungs, "log", "--format", "json", "--no-cache"]),
        f"git blame {file}": (None, ["git", "blame", file]),
        "rungs blame unit-0007, warm": (once, [rungs, "blame", "unit-0007"]),
    }
    results = {name: [] for name in commands}
    for at in range(options.runs + 1):
        for name, (before, command) in commands.items():
            if before:
                before()
            result = run(command, repository)
            if at:  # the first round warms up
                results[name].append(result)
    walls = {name: statistics.median(wall for wall, _ in runs) for name, runs in results.items()}
    print(f"{options.commits} commits, {len(list(folder.iterdir()))} versions of {ASSESSMENTS} assessments, {OTHERS} other files, {'with' if options.bloom else 'without'} filters of changed paths, {options.runs} runs in turn\n")
    print("| command | wall ms, median (min–max) | peak MiB |")
    print("|---|---|---|")
    for name, runs in results.items():
        shown = [wall for wall, _ in runs]
        print(f"| `{name}` | {walls[name]:.0f} ({min(shown):.0f}–{max(shown):.0f}) | {max(peak for _, peak in runs):.0f} |")
    log, passed, cold, warm, later, _, blame, ours = walls.values()
    print(f"\ncold: {cold / (log + passed):.2f} times `git log` and the event pass; warm: {warm / log:.2f} times `git log`, one commit later {later / log:.2f}; blame, warm: {ours / blame:.2f} times `git blame`")
