#!/usr/bin/env python3
"""Fills a workbook of the publisher, v1.0 or v1.3, with random answers and
plans, lets LibreOffice recalculate it, imports it, and compares cell for cell:

- the workbook's figures that rungs recomputes with those LibreOffice shows,
- rungs' points and maxima with the true ones counted here from the answers,
- that every difference between the two comes with a reason,
- what was planned, where the workbook has columns for it, with what rungs wrote.

    pip install openpyxl pyyaml; apt-get install libreoffice-calc
    python3 tests/official/compare_with_libreoffice.py WORKBOOK.xlsx RUNGS [FILLINGS]

Filling 0 has every practice at 3 and every domain in use; 1 has no answer at
all; 2 has every practice of the first domain not applicable.
"""
import datetime, json, pathlib, random, re, subprocess, sys, tempfile
import openpyxl, yaml

KEYS = ["not", "partially", "largely", "fully"]
# Points by domain that the workbook has no rows for, and which stay unanswered.
ABSENT = {"v1.3": {"ACCESS": 6}, "v1.0": {}}
# Rows whose levels disagree, and the summary that lacks rows.
ALWAYS = {"v1.3": 0, "v1.0": 16}


def columns(sheet):
    """The header row and its columns by their names in lower case."""
    for row in sheet.iter_rows(max_row=10):
        named = {str(cell.value).strip().lower(): cell.column for cell in row if cell.value is not None}
        if "score" in named and "max" in named:
            return row[0].row, named


def random_plan(chance, row, named, sheet, score):
    """Fills the cells for planning; returns what is to come of them, and how
    many of the cells cannot be kept as they are."""
    plan, odd, now = {}, 0, int(score) if str(score).isdigit() else None
    put = lambda name, value: setattr(sheet.cell(row, named[name]), "value", value)
    target = chance.choice([None, None, 0, 1, 2, 3, "3", "N/A", "soon"])
    put("target score", target)
    if target in ("N/A", "soon"):
        odd += not (target == "N/A" and str(score).lower() == "n/a")
    elif target is not None:
        plan["target"] = {"answer": KEYS[int(target)]}
        odd += now is not None and int(target) < now
    for name, key in (("est. impact", "impact"), ("est. loe", "effort")):
        grade = chance.choice([None, 1, 2, 3, "2", 0, 4])
        put(name, grade)
        if grade in (0, 4):
            odd += 1
        elif grade is not None:
            plan[key] = int(grade)
    day = datetime.date(2027, chance.randint(1, 12), chance.randint(1, 28))
    written = chance.choice([None, None, day, f"{day.month}/{day.day}/{day.year}", "MM/DD/YYYY", "next year"])
    put("target date", written)
    if written in ("MM/DD/YYYY", "next year"):
        odd += 1
    elif written is not None and "target" in plan:
        plan["target"]["by"] = day
    elif written is not None:
        odd += 1
    return plan, odd


def fill(source, target, seed):
    """Writes random answers; returns them by practice with the domain's flag,
    the plans, and how many cells are to be told."""
    chance, truth, plans = random.Random(seed), {}, {}
    book = openpyxl.load_workbook(source)
    edition = "v1.0" if "Priorities Summary" in book.sheetnames else "v1.3"
    told = ALWAYS[edition]
    for number, sheet in enumerate(sheet for sheet in book if re.match(r"Domain \d+ - ", sheet.title)):
        code, objective, nth = sheet.title.split(" - ", 1)[1], None, 0
        header, named = columns(sheet)
        labels = [cell for row in sheet.iter_rows(max_row=header) for cell in row if isinstance(cell.value, str)]
        flag = next(cell for cell in labels if cell.value.startswith("Domain is Relevant"))
        relevant = seed < 3 or chance.random() < 0.85
        sheet.cell(flag.row, flag.column + 1).value = "Yes" if relevant else "No"
        for row in range(header + 1, sheet.max_row + 1):
            left, text = sheet.cell(row, 2).value, sheet.cell(row, named["score"] - 1).value
            if isinstance(left, str) and re.match(r"^\d+\.\s", left):
                objective, nth = f"{code}-{left.split('.')[0]}", 0
            elif isinstance(text, str) and "Domain Total" in text:
                break
            elif isinstance(text, str) and re.match(r"^[a-z]\.", text):
                pools = {0: [3], 1: [None], 2: ["N/A"] if number == 0 else [0, 1, 2, 3]}
                answer = chance.choice(pools.get(seed, [0, 1, 2, 3, 2, 3, None, "N/A", "n/a", "2"]))
                sheet.cell(row, named["score"]).value = answer
                item = f"{objective}.{chr(97 + nth)}"
                truth[item] = (code, answer, relevant)
                told += answer == "2"
                if "target score" in named and seed > 0:
                    plans[item], odd = random_plan(chance, row, named, sheet, answer)
                    told += odd
                nth += 1
    book.save(target)
    return edition, truth, plans, told


def true_points(edition, truth):
    """Points and maximum by domain, counted from the answers alone."""
    points = {}
    for code, answer, relevant in truth.values():
        earned, possible = points.setdefault(code, (0, 0))
        if relevant and not (isinstance(answer, str) and answer.lower() == "n/a"):
            points[code] = (earned + int(answer or 0), possible + 3)
    for code, absent in ABSENT[edition].items():
        if any(relevant for domain, _, relevant in truth.values() if domain == code):
            points[code] = (points[code][0], points[code][1] + absent)
    points["cti-cmm"] = tuple(map(sum, zip(*points.values())))
    return points


def compare(report, shown, points):
    """Disagreements, and how many cells were compared."""
    wrong, cells = [], 0
    for node in report["reconciliation"]:
        ours = (node["ours"]["points"], node["ours"]["max"])
        if node["node"] in points and tuple(map(str, points[node["node"]])) != ours:
            wrong.append(f"{node['node']}: rungs {ours}, true {points[node['node']]}")
        if not node["agrees"] and not node["differences"]:
            wrong.append(f"{node['node']}: differs without a reason")
        for kind, key in (("points", "points"), ("max", "max"), ("share", "number")):
            sheet, at = node["workbook"]["cells"][kind].rsplit("!", 1)
            theirs, mine = shown[sheet][at].value, node["workbook"][key]
            cells += 1
            if kind == "share":
                both = isinstance(theirs, (int, float)) and mine is not None
                same = abs(theirs - mine) < 1e-6 if both else isinstance(theirs, str) and mine is None
            else:
                same = str(theirs) == str(mine)
            if not same:
                wrong.append(f"{sheet}!{at}: LibreOffice {theirs}, rungs {mine}")
    return wrong, cells


def compare_plans(written, plans, told, report):
    """Plans that were not written as they stand, and findings too many or too few."""
    wrong = []
    for item, plan in plans.items():
        answer = written["answers"][item]
        answer = answer if isinstance(answer, dict) else {}
        found = {key: answer[key] for key in ("target", "impact", "effort") if key in answer}
        if found != plan:
            wrong.append(f"{item}: planned {plan}, rungs {found}")
    if len(report["findings"]) != told:
        wrong.append(f"{told} cells are to be told, rungs tells {len(report['findings'])}")
    return wrong


source, rungs = map(pathlib.Path, sys.argv[1:3])
failed = False
with tempfile.TemporaryDirectory() as place:
    place = pathlib.Path(place)
    for seed in range(int(sys.argv[3]) if len(sys.argv) > 3 else 6):
        edition, truth, plans, told = fill(source, place / "filled.xlsx", seed)
        convert = ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", place / "out", place / "filled.xlsx"]
        subprocess.run(convert, check=True, capture_output=True)
        book = place / "out" / "filled.xlsx"
        command = [rungs.resolve(), "import", "cti-cmm-xlsx", book, "--unit", "u", "--out", "-", "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=place)
        report = json.loads(done.stderr)
        wrong, cells = compare(report, openpyxl.load_workbook(book, data_only=True), true_points(edition, truth))
        wrong += compare_plans(yaml.safe_load(done.stdout), plans, told, report)
        print(f"workbook {edition}, filling {seed}: {len(truth)} answers, {sum(map(bool, plans.values()))} plans, "
              f"{cells} cells compared, {len(wrong)} disagreements")
        print("\n".join(wrong), end="\n" if wrong else "")
        failed |= bool(wrong)
sys.exit(failed)
