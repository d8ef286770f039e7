#!/usr/bin/env python3
"""Makes two repositories with git, runs `rungs check` on them once for all
formats, and lets readers that rungs did not write judge every file:

- SARIF: Microsoft's multitool with GitHub's rules, and the JSON Schema it ships;
- JUnit: the schema that Jenkins publishes (junit-10.xsd), and junitparser;
- Code Quality: GitLab's documented format as a schema (code-quality.schema.json);
- OpenMetrics: the parser of prometheus_client, numbers against `rungs score`;
- GitHub annotations: decoded here by the rules of actions/toolkit;
- the badge: an XML parser; the endpoint badge: the shape that shields.io states.

    pip install lxml junitparser prometheus_client jsonschema
    npm install @microsoft/sarif-multitool-linux        (or -darwin, -win32)
    python3 tests/official/check_formats.py RUNGS [FOLDER_WITH_NODE_MODULES]

A reader that is not installed is named as missing, at its place and at the end.
Every judge has to refuse a spoilt file as well: one that takes everything is none.
"""
import collections, copy, datetime, importlib.metadata, json, math, os, pathlib, re, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
FORMATS = ["json", "sarif", "junit", "gitlab-codequality", "openmetrics", "github", "svg", "shields", "markdown", "text"]
TODAY = "2026-10-15"
# What the multitool remarks beyond what a consumer needs; the rest of its rules has to hold.
REMARKS = {
    "SARIF2005": "there is no address of the tool",
    "SARIF2006": "the schema's address cannot be reached from here",
}
GITHUB_MOST = 10

MODEL = """rungs: model/1
id: house
version: '1'
title: House
levels: [{id: L0}, {id: L1}]
scales:
  three: {answers: [{key: no, score: 0}, {key: partly, score: 1}, {key: yes, score: 2}], not_applicable: true}
measures: {share: {rule: combine, fn: ratio}, level: {rule: attain, at: yes}}
items:
  - id: DOOR
    title: Doors
    items:
      - {id: DOOR-1, title: Doors close, level: L1, scale: three}
      - {id: DOOR-2, title: Doors lock, level: L1, scale: three}
  - id: ROOF
    title: Roof
    items:
      - {id: ROOF-1, title: The roof is tight, level: L1, scale: three}
"""
CONFIG = """rungs: config/1
models: [models/*.yaml]
assessments: ['assessments/**/*.yaml']
gates:
  - {rule: no-regression}
  - {rule: minimum, node: DOOR, measure: share, at_least: 0.5, level: warn}
  - {rule: minimum, node: house, measure: share, at_least: 0.1}
"""
WAIVERS = """waivers:
  - {rule: no-regression, unit: waived, item: DOOR-1, reason: 'a reason; "with" <marks> & %25 ]]>', owner: lead, expires: 2026-12-31}
  - {rule: no-regression, unit: lapsed, item: DOOR-1, reason: over, owner: lead, expires: 2026-01-31}
"""


class Wrong(Exception):
    """What a reader refuses."""


class Missing(Exception):
    """A reader that is not here."""


def need(holds, said):
    if not holds:
        raise Wrong(said)


def package(name):
    try:
        return __import__(name, fromlist=["_"])
    except ImportError as error:
        raise Missing(f"the Python package {name.split('.')[0]}: {error}") from error


def corpus():
    """The hostile strings, with their escapes undone."""
    text = (HERE.parent / "corpus/hostile-strings.txt").read_text(encoding="utf-8")
    lines, heading = [], True
    for line in text.split("\n"):
        if not line:
            heading = True
        elif not (heading and line.startswith("# ")):
            heading = False
            lines.append(line)
    escape = re.compile(r"\\(?:(n)|(r)|(t)|(\\)|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]+)\})")
    plain = lambda m: "\n" if m[1] else "\r" if m[2] else "\t" if m[3] else "\\" if m[4] else chr(int(m[5] or m[6], 16))
    return [escape.sub(plain, line) for line in lines]


def assessment(unit, one, two, roof):
    return (f"rungs: assessment/1\nmodel: house@1\nunit: {json.dumps(unit)}\nanswers:\n"
            f"  DOOR-1: {one}\n  DOOR-2: {two}\n  ROOF-1: {roof}\n")


def units():
    """Each unit with its answers at the base and at the head."""
    plain = {
        "worse": (("yes", "yes", "yes"), ("partly", "yes", "yes")),
        "waived": (("yes", "yes", "yes"), ("partly", "yes", "yes")),
        "lapsed": (("yes", "yes", "yes"), ("partly", "yes", "yes")),
        "low": (("no", "no", "yes"), ("no", "no", "yes")),
        "same": (("yes", "yes", "yes"), ("yes", "yes", "yes")),
        'a "name" <with> & marks': (("yes", "yes", "yes"), ("no", "yes", "yes")),
        "\u00fcn\u00efc\u00f6de \u4e2d\u6587 \U0001f600": (("yes", "yes", "yes"), ("no", "yes", "yes")),
    }
    for position, text in enumerate(corpus()):
        reason = "{na: " + json.dumps(text) + "}"
        plain[f"h{position:03}"] = (("yes", "yes", "yes"), ("yes", "yes", reason))
    return plain


def make(folder, below, chosen):
    """A repository whose project lies at `below`, with a base and a change."""
    def git(*words):
        date = "2026-10-01T12:00:00Z"
        sealed = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
                  "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e@example.org", *words],
                       cwd=folder, check=True, env=sealed, stdout=subprocess.DEVNULL)

    def write(side):
        for at, (unit, sides) in enumerate(chosen.items()):
            name = f"{at:03}.yaml" if at else "s\u00e9 #1,a:b%20.yaml"
            (project / "assessments" / name).write_text(assessment(unit, *sides[side]), encoding="utf-8")

    git("init", "--quiet", "--initial-branch=main")
    project = folder / below
    for name in ("models", "assessments"):
        (project / name).mkdir(parents=True)
    (project / "models/house.yaml").write_text(MODEL, encoding="utf-8")
    (project / "rungs.yaml").write_text(CONFIG + (WAIVERS if "waived" in chosen else ""), encoding="utf-8")
    write(0)
    git("add", "--all")
    git("commit", "--quiet", "--message=base")
    git("switch", "--quiet", "--create=change")
    write(1)
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message=change")
    return project


class Run:
    """One run of `check` that feeds all formats."""

    def __init__(self, rungs, project, prefix):
        out = project.parent / f"out-{project.name}"
        out.mkdir()
        words = [f"--output={name}={out / name}" for name in FORMATS]
        ran = self.rungs(rungs, project, "check", "--base=main", "--at=HEAD", "--format=github", *words)
        self.exit, self.prefix, self.stdout, self.folder = ran.returncode, prefix, ran.stdout, out
        need(self.exit in (0, 1), f"exit code {self.exit}: {ran.stderr.decode()}")
        self.bytes = {name: (out / name).read_bytes() for name in FORMATS}
        self.report = json.loads(self.bytes["json"])
        self.findings = self.report["findings"]
        self.score = json.loads(self.rungs(rungs, project, "score", "--format=json").stdout)
        need((self.report["verdict"] == "failed") == (self.exit == 1), "exit code and verdict differ")
        need(self.stdout == self.bytes["github"], "standard output and the file differ")
        for name in FORMATS:
            one = self.rungs(rungs, project, "check", "--base=main", "--at=HEAD", f"--format={name}")
            need(one.returncode == self.exit, f"{name}: another exit code")
            need(one.stdout == self.bytes[name], f"{name}: another text than in the file")

    @staticmethod
    def rungs(rungs, folder, *words):
        sealed = {"PATH": os.environ["PATH"], "COLUMNS": "120"}
        return subprocess.run([rungs, *words, f"--today={TODAY}"], cwd=folder, env=sealed, capture_output=True)

    def path(self, finding):
        return self.prefix + (finding["path"] or "rungs.yaml")


# The judges. Each takes a run and the bytes of its format.

def sarif_places(run, data):
    log = json.loads(data)
    results, rules = log["runs"][0]["results"], log["runs"][0]["tool"]["driver"]["rules"]
    from urllib.parse import unquote
    need(len(results) == len(run.findings), f"{len(results)} results for {len(run.findings)} findings")
    need(log["runs"][0]["automationDetails"]["id"] == "rungs/check/", "another automation id")
    for result, finding in zip(results, run.findings):
        need(len(result["locations"]) == 1, "not exactly one location")
        place = result["locations"][0]["physicalLocation"]
        need(unquote(place["artifactLocation"]["uri"]) == run.path(finding), f"{place} is not {run.path(finding)}")
        need(place["region"]["startLine"] == (finding["line"] or 1), "another line")
        need(rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"], "another rule")
        need(result["partialFingerprints"]["primaryLocationLineHash"] == finding["fingerprint"] + ":1", "another hash")
        excepted = bool(finding["waived"]) or finding["accepted"]
        need(bool(result.get("suppressions")) == excepted, "suppressed, or not, against the report")


def sarif_multitool(run, data):
    tool = multitool()
    file = run.folder / "judged.sarif"
    file.write_bytes(data)
    ran = subprocess.run([tool, "validate", file, "--rule-kind", "Sarif;Ghas", "--kind", "Fail", "--level", "Error;Warning"],
                         capture_output=True, text=True, env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
    need("Analysis completed successfully" in ran.stdout, f"the multitool failed:\n{ran.stdout}\n{ran.stderr}")
    found = re.findall(r"\): (error|warning) ([A-Z]+[0-9]+): (.*)", ran.stdout)
    bad = [f"{kind} {rule}: {said}" for kind, rule, said in found if rule not in REMARKS]
    need(not bad, "\n".join(bad[:5]))


def sarif_schema(_run, data):
    schema = json.loads((multitool().parent / "sarif-2.1.0.json").read_bytes())
    by_schema(schema, json.loads(data))


def multitool():
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".") / "node_modules/@microsoft"
    system = {"linux": "linux", "darwin": "darwin", "win32": "win32"}.get(sys.platform, sys.platform)
    for name in ("Sarif.Multitool", "Sarif.Multitool.exe"):
        file = folder / f"sarif-multitool-{system}" / name
        if file.exists():
            return file
    raise Missing(f"the npm package @microsoft/sarif-multitool-{system}")


def by_schema(schema, value):
    jsonschema = package("jsonschema")
    kind = jsonschema.validators.validator_for(schema)
    errors = [f"{list(error.absolute_path)}: {error.message}" for error in kind(schema).iter_errors(value)]
    need(not errors, "\n".join(errors[:5]))


def own_schema(_run, data):
    by_schema(json.loads((HERE.parents[1] / "schema/report-check.v1.schema.json").read_bytes()), json.loads(data))


def junit_xsd(_run, data):
    etree = package("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(HERE / "junit-10.xsd")))
    try:
        document = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        raise Wrong(f"no XML: {error}") from error
    need(schema.validate(document), str(schema.error_log)[:500])


def junit_parser(run, data):
    junit = package("junitparser")
    try:
        suites = list(junit.JUnitXml.fromstring(data))
    except Exception as error:
        raise Wrong(f"no JUnit: {error}") from error
    cases = [(suite, case) for suite in suites for case in suite]
    kinds = collections.Counter()
    for _, case in cases:
        results = [type(result).__name__ for result in case.result]
        need(len(results) <= 1, "two results of one case")
        kinds[results[0] if results else "SystemOut" if case.system_out else "Passed"] += 1
    for suite in suites:
        own = list(suite)
        need((suite.tests, suite.errors) == (len(own), 0), f"{suite.name}: other counts than cases")
        need(suite.failures == sum(case.is_failure for case in own), f"{suite.name}: another count of failures")
        need(suite.skipped == sum(case.is_skipped for case in own), f"{suite.name}: another count of skipped")
    counts = run.report["counts"]
    need(kinds["Failure"] == counts["blocking"], f"{kinds} against {counts}")
    need(kinds["Skipped"] == counts["waived"] + counts["accepted"], f"{kinds} against {counts}")
    need(len(cases) - kinds["Passed"] == len(run.findings), f"{kinds} against {len(run.findings)} findings")
    need(kinds["Passed"] == len(run.report["passes"]), f"{kinds} against {len(run.report['passes'])} gates kept")
    named = {suite.name for suite in suites}
    need(named >= {one["assessment"] for one in run.findings if one["assessment"]}, "an assessment without a suite")


def code_quality(run, data):
    need(not data.startswith(b"\xef\xbb\xbf"), "a byte order mark")
    issues = json.loads(data)
    by_schema(json.loads((HERE / "code-quality.schema.json").read_bytes()), issues)
    need(len(issues) == len(run.findings), f"{len(issues)} issues for {len(run.findings)} findings")
    need(len({issue["fingerprint"] for issue in issues}) == len(issues), "fingerprints that collapse")
    for issue, finding in zip(issues, run.findings):
        need(issue["location"]["path"] == run.path(finding), "another path")
        need(issue["check_name"] == finding["rule"], "another rule")
        need((issue["severity"] in ("critical", "blocker")) == finding["blocking"], "grave without blocking, or the reverse")


def openmetrics(run, data):
    parser = package("prometheus_client.openmetrics.parser")
    try:
        families = list(parser.text_string_to_metric_families(data.decode("utf-8")))
    except ValueError as error:
        raise Wrong(f"no OpenMetrics: {error}") from error
    samples = collections.defaultdict(dict)
    for family in families:
        need(family.documentation and family.type == "gauge", f"{family.name} without a text or a type")
        for sample in family.samples:
            need(math.isfinite(sample.value), f"{sample} is no number")
            samples[sample.name][tuple(sorted(sample.labels.items()))] = sample.value
    need(sum(samples["rungs_check_findings"].values()) == len(run.findings), "another number of findings")
    need(samples["rungs_check_blocking"][()] == run.report["counts"]["blocking"], "another number that blocks")
    states = {dict(labels)["state"]: value for labels, value in samples["rungs_waivers"].items()}
    need(states == run.report["waiver_counts"], f"{states} against {run.report['waiver_counts']}")
    wanted = {}
    for one in run.score["assessments"]:
        for node in one["nodes"]:
            for measure, value in node["measures"].items():
                if value is not None:
                    wanted[(one["unit"], node["id"], measure)] = value["number"]
    got = {}
    for labels, value in samples["rungs_measure"].items():
        labels = dict(labels)
        got[(labels["unit"], labels["node"], labels["measure"])] = value
    need(wanted and got == wanted, f"measures differ from score: {set(wanted.items()) ^ set(got.items())}"[:500])


def annotations(run, data):
    """By the rules of actions/toolkit: in data %25 %0D %0A, in properties %3A %2C as well."""
    undo = lambda text, marks: re.sub("|".join(marks), lambda found: marks[found[0]], text)
    in_data = {"%25": "%", "%0D": "\r", "%0A": "\n"}
    in_property = {**in_data, "%3A": ":", "%2C": ","}
    shown, rest, order = [], [], {"error": 0, "warning": 1, "notice": 2}
    need(b"\r" not in data, "a carriage return")
    for line in data.decode("utf-8").removesuffix("\n").split("\n"):
        if not line.lstrip().startswith("::"):
            rest.append(line)
            continue
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        need(found, f"no annotation: {line}")
        pairs = dict(pair.split("=", 1) for pair in found[2].split(","))
        need(len(pairs) == found[2].count(",") + 1, f"a property twice: {line}")
        for text in (*pairs.values(), found[3]):
            need(not re.search(r"%(?!25|0D|0A|3A|2C)", text), f"a bare percent sign: {line}")
        shown.append((found[1], {key: undo(value, in_property) for key, value in pairs.items()}, undo(found[3], in_data)))
    kinds = [kind for kind, _, _ in shown]
    need(kinds == sorted(kinds, key=order.get), "not the worst first")
    need(all(count <= GITHUB_MOST for count in collections.Counter(kinds).values()), "more than GitHub shows")
    for kind, properties, message in shown:
        same = [one for one in run.findings
                if (run.path(one), one["line"], f"rungs: {one['rule']}") ==
                (properties.get("file"), int(properties["line"]) if "line" in properties else None, properties["title"])]
        need(same, f"an annotation of nothing: {properties}")
        need(any(kind != "error" or one["blocking"] for one in same), f"an error that does not block: {properties}")
    need(kinds.count("error") == min(GITHUB_MOST, run.report["counts"]["blocking"]), "another number of errors")
    need(len(rest) == 1, f"lines beside the annotations: {rest}")
    hidden = re.search(r"; (\d+) not shown", rest[0])
    need(len(shown) + int(hidden[1] if hidden else 0) == len(run.findings), "some are neither shown nor counted")


def badge(run, data):
    etree = package("lxml.etree")
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        raise Wrong(f"no XML: {error}") from error
    need(etree.QName(root).text == "{http://www.w3.org/2000/svg}svg", "no SVG")
    fetched = [value for element in root.iter() for key, value in element.attrib.items()
               if key.endswith("href") or re.search(r"url\((?!#)", value) or key.lower().startswith("on")]
    need(not fetched and not root.xpath("//*[local-name()='script']"), f"it reaches out: {fetched}")
    need(run.report["verdict"] in "".join(root.itertext()), "it does not say the verdict")


def shields(run, data):
    """https://shields.io/badges/endpoint-badge"""
    value = json.loads(data)
    known = {"schemaVersion", "label", "message", "color", "labelColor", "isError", "namedLogo", "logoSvg", "logoColor", "logoSize", "style"}
    need(set(value) <= known, f"unknown keys: {set(value) - known}")
    need(value["schemaVersion"] == 1 and isinstance(value["label"], str), "no version 1 or no label")
    need(value["message"] and run.report["verdict"] in value["message"], "it does not say the verdict")


def no_command(_run, data):
    text = data.decode("utf-8")
    for line in text.splitlines():
        need(not re.match(r"\s*::[A-Za-z]", line), f"a workflow command: {line}")
    for mark in ("##[", "##vso[", "##teamcity["):
        need(mark not in text, f"a command to a CI system: {mark}")


def spoil(old, new):
    def spoilt(data):
        assert old in data, f"{old!r} is not there to be spoilt"
        return data.replace(old, new, 1)
    return spoilt


def without(*keys):
    def spoilt(data):
        value = copy.deepcopy(json.loads(data))
        at = value
        for key in keys[:-1]:
            at = at[key]
        del at[keys[-1]]
        return json.dumps(value).encode()
    return spoilt


JUDGES = [
    ("json", "schema/report-check.v1.schema.json", own_schema, without("verdict")),
    ("sarif", "its JSON Schema", sarif_schema, without("runs", 0, "tool")),
    ("sarif", "the multitool with GitHub's rules", sarif_multitool, without("runs", 0, "tool", "driver", "rules", 0, "help")),
    ("sarif", "the report", sarif_places, spoil(b'"startLine": ', b'"startLine": 9')),
    ("junit", "junit-10.xsd", junit_xsd, spoil(b"<testcase ", b'<testcase file="a" ')),
    ("junit", "junitparser", junit_parser, spoil(b"<failure ", b"<skipped ")),
    ("gitlab-codequality", "the documented format", code_quality, spoil(b'"critical"', b'"grave"')),
    ("openmetrics", "prometheus_client", openmetrics, spoil(b"# EOF\n", b"")),
    ("github", "the escaping rules", annotations, spoil(b"::error ", b"::error file=%zz,")),
    ("svg", "an XML parser", badge, spoil(b"</svg>", b"</svg")),
    ("shields", "the endpoint's shape", shields, spoil(b'"schemaVersion": 1', b'"schemaVersion": 2')),
    *[(name, "no command to a CI system", no_command, lambda data: data + b"\n::error::x\n")
      for name in FORMATS if name != "github"],
]


def main():
    print(f"python {sys.version.split()[0]}, " + ", ".join(f"{name} {version(name)}" for name in
          ("jsonschema", "lxml", "junitparser", "prometheus_client")) + f", sarif-multitool {multitool_version()}")
    rungs = str(pathlib.Path(sys.argv[1]).resolve())
    missing, wrong = [], 0
    with tempfile.TemporaryDirectory() as place:
        for name, below, chosen in (
            ("at the root of its repository", "", units()),
            ("in a folder of its repository", "p\u00e4ths/of it", dict(list(units().items())[:12])),
            ("with nothing wrong", "fine", {"same": units()["same"]}),
        ):
            folder = pathlib.Path(place) / name.replace(" ", "-")
            folder.mkdir()
            project = make(folder, below, chosen)
            run = Run(rungs, project, f"{below}/" if below else "")
            counts = run.report["counts"]
            print(f"\na project {name}: {run.report['verdict']}, {len(run.findings)} findings, {counts}")
            for format, by, judge, spoilt in JUDGES:
                wrong += judged(run, format, by, judge, spoilt, missing)
    for said in sorted(set(missing)):
        print(f"missing: {said}, so its judgement was not heard")
    print(f"{wrong} judgements are against rungs, {len(set(missing))} readers are missing")
    return 1 if wrong else 0


def judged(run, format, by, judge, spoilt, missing):
    data = run.bytes[format]
    try:
        judge(run, data)
        refused = run.exit == 0
        if not refused:
            try:
                judge(run, spoilt(data))
            except (Wrong, KeyError):
                refused = True
        print(f"  {format}: {by}: {'holds' if refused else 'TAKES WHAT IS SPOILT'}")
        return 0 if refused else 1
    except Missing as error:
        print(f"  {format}: {by}: MISSING {error}")
        missing.append(str(error))
        return 0
    except Wrong as error:
        print(f"  {format}: {by}: WRONG\n{error}")
        return 1


def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def multitool_version():
    try:
        return json.loads((multitool().parent / "package.json").read_bytes())["version"]
    except Missing:
        return "missing"


if __name__ == "__main__":
    sys.exit(main())
