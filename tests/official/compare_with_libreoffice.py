#!/usr/bin/env python3
"""Fills the publisher's workbook with random answers, lets LibreOffice
recalculate it, imports it, and compares cell for cell:

- the workbook's figures that rungs recomputes with those LibreOffice shows,
- rungs' points and maxima with the true ones counted here from the answers,
- that every difference between the two comes with a reason.

    pip install openpyxl; apt-get install libreoffice-calc
    python3 tests/official/compare_with_libreoffice.py WORKBOOK.xlsx RUNGS [FILLINGS]
"""
import json, pathlib, random, re, subprocess, sys, tempfile
import openpyxl

ABSENT = 6  # points of ACCESS-1.h and .i, which the workbook lacks and which stay unanswered


def fill(source, target, seed):
    """Writes random answers; returns them by practice with the domain's flag."""
    chance, truth = random.Random(seed), {}
    book = openpyxl.load_workbook(source)
    for sheet in book:
        match = re.match(r"Domain \d+ - (.*)", sheet.title)
        if not match:
            continue
        code, objective, nth = match.group(1), None, 0
        labels = [cell for row in sheet.iter_rows(max_row=5) for cell in row if isinstance(cell.value, str)]
        flag = next(cell for cell in labels if cell.value.startswith("Domain is Relevant"))
        relevant = seed == 0 or chance.random() < 0.9
        sheet.cell(flag.row, flag.column + 1).value = "Yes" if relevant else "No"
        for row in range(6, sheet.max_row + 1):
            left, text = sheet.cell(row, 2).value, sheet.cell(row, 3).value
            if isinstance(left, str) and re.match(r"^\d+\.\s", left):
                objective, nth = f"{code}-{left.split('.')[0]}", 0
            elif isinstance(text, str) and "Domain Total" in text:
                break
            elif isinstance(text, str) and re.match(r"^[a-z]\.", text):
                pool = [3] if seed == 0 else [0, 1, 2, 3, 2, 3, None, "N/A", "n/a", "2"]
                answer = chance.choice(pool)
                sheet.cell(row, 4).value = answer
                truth[f"{objective}.{chr(97 + nth)}"] = (code, answer, relevant)
                nth += 1
    book.save(target)
    return truth


def true_points(truth):
    """Points and maximum by domain, counted from the answers alone."""
    points = {}
    for code, answer, relevant in truth.values():
        earned, possible = points.setdefault(code, (0, 0))
        if relevant and not (isinstance(answer, str) and answer.lower() == "n/a"):
            points[code] = (earned + int(answer or 0), possible + 3)
    if any(relevant for code, _, relevant in truth.values() if code == "ACCESS"):
        points["ACCESS"] = (points["ACCESS"][0], points["ACCESS"][1] + ABSENT)
    points["cti-cmm"] = tuple(map(sum, zip(*points.values())))
    return points


def compare(report, shown, truth):
    """Disagreements, and how many cells were compared."""
    wrong, cells, points = [], 0, true_points(truth)
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


source, rungs = map(pathlib.Path, sys.argv[1:3])
failed = False
with tempfile.TemporaryDirectory() as place:
    place = pathlib.Path(place)
    for seed in range(int(sys.argv[3]) if len(sys.argv) > 3 else 5):
        truth = fill(source, place / "filled.xlsx", seed)
        convert = ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", place / "out", place / "filled.xlsx"]
        subprocess.run(convert, check=True, capture_output=True)
        book = place / "out" / "filled.xlsx"
        command = [rungs.resolve(), "import", "cti-cmm-xlsx", book, "--unit", "u", "--out", "-", "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=place)
        wrong, cells = compare(json.loads(done.stderr), openpyxl.load_workbook(book, data_only=True), truth)
        print(f"filling {seed}: {len(truth)} answers, {cells} cells compared, {len(wrong)} disagreements")
        print("\n".join(wrong), end="\n" if wrong else "")
        failed |= bool(wrong)
sys.exit(failed)
