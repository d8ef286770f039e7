use std::collections::BTreeMap;

use super::edition::{Control, Edition};
use super::layout::{Findings, Row, shown};
use super::pair::Pairs;
use crate::import::workbook::{CellRef, Value};
use crate::import::{DraftAnswer, ReadFrom, rules};

/// The answers that the author's workbook ships with.
pub(super) const SAMPLES: [(&str, bool); 24] = [
    ("1.A.1.b", true),
    ("1.C.1.a", true),
    ("1.C.1.b", false),
    ("1.C.1.c", false),
    ("1.C.1.d", true),
    ("2.C.1.d", true),
    ("2.B.2.a", true),
    ("2.C.4.c", false),
    ("3.B.2.a", true),
    ("3.B.2.f", true),
    ("3.C.2.c", false),
    ("3.A.3.b", false),
    ("3.B.5.b", true),
    ("3.C.5.c", false),
    ("4.A.1.d", true),
    ("4.A.2.d", false),
    ("4.B.2.b", false),
    ("4.C.3.a", true),
    ("4.A.4.c", true),
    ("4.A.5.a", true),
    ("4.C.5.a", false),
    ("5.B.3.a", true),
    ("5.B.4.a", true),
    ("5.C.5.a", false),
];

/// One answer where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    yes: bool,
    cell: String,
    column: String,
}

/// What was read.
pub(super) struct Answers {
    pub(super) by_id: BTreeMap<String, DraftAnswer>,
    pub(super) read: Vec<ReadFrom>,
}

struct Reader<'r, 'f> {
    findings: &'r mut Findings<'f>,
    read: Vec<ReadFrom>,
    /// Boxes beside unanswered controls, by sheet and column.
    unticked: BTreeMap<(String, u32), Vec<u32>>,
}

/// The answers of the edition that is read, and those of counterparts in the
/// other.
pub(super) fn read(
    base: &Edition<'_>,
    other: &Edition<'_>,
    pairs: &Pairs,
    findings: &mut Findings<'_>,
) -> Answers {
    let mut reader = Reader {
        findings,
        read: Vec::new(),
        unticked: BTreeMap::new(),
    };
    let mut by_id = BTreeMap::new();
    for (control, pair) in base.controls.iter().zip(&pairs.of_base) {
        let there = pair.and_then(|pair| other.controls.get(pair.other));
        let verbatim = pair.is_none_or(|pair| pair.verbatim);
        by_id.insert(control.id.clone(), reader.answer(control, there, verbatim));
    }
    for (control, pair) in other.controls.iter().zip(&pairs.of_other) {
        if pair.is_none() {
            reader.lost(control);
        }
    }
    reader.report_unticked();
    reader.report_samples(base, other);
    let mut read = reader.read;
    read.sort_by(|one, two| one.place.cmp(&two.place));
    Answers { by_id, read }
}

impl Reader<'_, '_> {
    fn answer(
        &mut self,
        control: &Control<'_>,
        there: Option<&Control<'_>>,
        verbatim: bool,
    ) -> DraftAnswer {
        let mut said = self.all_said(control);
        let carried = there.map(|there| self.all_said(there)).unwrap_or_default();
        if let Some(first) = carried.first().filter(|_| said.is_empty() && !verbatim) {
            let message = format!(
                "the answer was given to other words than those in {}",
                control.cell()
            );
            let help = format!("check that it holds for {}", control.id);
            self.findings
                .report(&rules::WORKBOOK_REWORDED, &first.cell, message, Some(&help));
        }
        said.extend(carried);
        let rows = || {
            control
                .rows
                .iter()
                .chain(there.into_iter().flat_map(|there| &there.rows))
        };
        let answer = self.agreed(&control.id, &said);
        if said.is_empty() {
            self.note_boxes(rows());
        }
        let mut remarks: Vec<String> = Vec::new();
        for remark in rows().filter_map(remark) {
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
        DraftAnswer {
            answer: answer.map(|yes| if yes { "yes" } else { "no" }.to_owned()),
            because: Some(remarks.join("\n")).filter(|remarks| !remarks.is_empty()),
            ..DraftAnswer::default()
        }
    }

    /// What all cells beside a control say.
    fn all_said(&mut self, control: &Control<'_>) -> Vec<Said> {
        let rows = control.rows.iter();
        rows.flat_map(|row| self.said(row)).collect()
    }

    fn said(&mut self, row: &Row<'_>) -> Vec<Said> {
        let columns = [
            (Some(row.columns.answer), true),
            (row.columns.ticked, false),
        ];
        let mut all = Vec::new();
        for (column, answers) in columns {
            let Some(column) = column else { continue };
            let value = row.value(Some(column));
            let box_unticked = !answers && *value == Value::Bool(false);
            match (yes_or_no(value), shown(value)) {
                _ if box_unticked => {}
                (Some(yes), _) => all.push(Said {
                    yes,
                    cell: row.cell(column),
                    column: row.column(column),
                }),
                (None, None) if row.computes_nothing(column) => {
                    let id = &row.id;
                    let message =
                        format!("a formula without a stored result for {id}; left unanswered");
                    let help = "open the workbook, let it compute, save it, and import it again";
                    let cell = row.cell(column);
                    self.findings
                        .report(&rules::WORKBOOK_ANSWER, cell, message, Some(help));
                }
                (None, None) => {}
                (None, Some(held)) if answers => {
                    let message = format!(
                        "expected Yes or No for {}, found `{held}`; left unanswered",
                        row.id
                    );
                    let help = "answer it in the assessment";
                    self.findings.report(
                        &rules::WORKBOOK_ANSWER,
                        row.cell(column),
                        message,
                        Some(help),
                    );
                }
                (None, Some(held)) => {
                    let message = format!("`{held}` is neither ticked nor an answer; left out");
                    self.findings
                        .report(&rules::WORKBOOK_STRAY, row.cell(column), message, None);
                }
            }
        }
        all
    }

    /// The answer that all cells give, counted at their columns.
    fn agreed(&mut self, id: &str, said: &[Said]) -> Option<bool> {
        let first = said.first()?;
        if let Some(other) = said.iter().find(|other| other.yes != first.yes) {
            let message = format!(
                "says otherwise than {} about {id}; left unanswered",
                first.cell
            );
            let help = "answer it in the assessment";
            self.findings
                .report(&rules::WORKBOOK_ANSWER, &other.cell, message, Some(help));
            return None;
        }
        for one in said {
            match self.read.iter_mut().find(|read| read.place == one.column) {
                Some(read) => read.answers += 1,
                None => self.read.push(ReadFrom {
                    place: one.column.clone(),
                    answers: 1,
                }),
            }
        }
        Some(first.yes)
    }

    /// Remembers the boxes of rows that nobody answered.
    fn note_boxes<'w>(&mut self, rows: impl Iterator<Item = &'w Row<'w>>) {
        for row in rows {
            let Some(column) = row.columns.ticked else {
                continue;
            };
            if *row.value(Some(column)) == Value::Bool(false) {
                let boxes = self.unticked.entry((row.sheet.name.clone(), column));
                boxes.or_default().push(row.row);
            }
        }
    }

    fn report_unticked(&mut self) {
        for ((sheet, column), rows) in &self.unticked {
            let ends = rows.iter().min().zip(rows.iter().max());
            let Some((first, last)) = ends else { continue };
            let (first, last) = (CellRef::new(*first, *column), CellRef::new(*last, *column));
            let boxes = match rows.len() {
                1 => "1 box is not ticked".to_owned(),
                many => format!("{many} boxes are not ticked"),
            };
            let message = format!(
                "{boxes}, which is no answer: it may be a no, or nobody looked; left unanswered"
            );
            let help = "answer `no` in the assessment where the deficiency is not there";
            self.findings.report(
                &rules::WORKBOOK_BOX,
                if first == last {
                    format!("{sheet}!{first}")
                } else {
                    format!("{sheet}!{first}:{last}")
                },
                message,
                Some(help),
            );
        }
    }

    /// Reports the answers of a control that the edition has not.
    fn lost(&mut self, control: &Control<'_>) {
        for said in self.all_said(control) {
            let message = format!(
                "the answer to {} is about words that no control of the edition read has; not imported",
                control.id
            );
            self.findings
                .report(&rules::WORKBOOK_ROW, said.cell, message, None);
        }
    }

    /// Says so when the answers that the workbook ships with are still there.
    fn report_samples(&mut self, base: &Edition<'_>, other: &Edition<'_>) {
        let controls = || base.controls.iter().chain(&other.controls);
        let holds = |(id, yes): &(&str, bool)| {
            let rows = controls().flat_map(|control| &control.rows);
            let mut rows = rows.filter(|row| row.id.to_string() == *id);
            rows.any(|row| yes_or_no(row.value(Some(row.columns.answer))) == Some(*yes))
        };
        if !SAMPLES.iter().all(holds) {
            return;
        }
        let rows = controls().flat_map(|control| &control.rows);
        let answered = rows.filter(|row| yes_or_no(row.value(Some(row.columns.answer))).is_some());
        let answered: Vec<&Row<'_>> = answered.collect();
        let message = if answered.len() == SAMPLES.len() {
            "the answers are those that the workbook comes with; nobody gave them for this unit"
        } else {
            "the answers that the workbook comes with are still among these; nobody gave them for this unit"
        };
        let help = "look at each, or clear them in the workbook and import again";
        if let Some(row) = answered.first() {
            let column = row.column(row.columns.answer);
            self.findings
                .report(&rules::WORKBOOK_SAMPLE, column, message, Some(help));
        }
    }
}

/// What was remarked beside a row, line by line.
fn remark(row: &Row<'_>) -> Option<String> {
    match row.value(row.columns.remarks) {
        Value::Text(text) => Some(text.trim().replace("\r\n", "\n")),
        other => shown(other),
    }
    .filter(|remark| !remark.is_empty())
}

/// Yes or no in the spellings that people use; nothing for anything else.
fn yes_or_no(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(1.0) => Some(true),
        Value::Number(0.0) => Some(false),
        Value::Text(_) => match shown(value)?.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Some(true),
            "no" | "n" | "false" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, yes_or_no};

    #[test]
    fn several_spellings_are_read_and_no_other() {
        let of = |text: &str| yes_or_no(&Value::Text(text.to_owned()));
        for yes in ["Yes", " YES ", "y", "True", "1"] {
            assert_eq!(of(yes), Some(true), "{yes}");
        }
        for no in ["No", "\u{a0}no", "N", "FALSE", "0"] {
            assert_eq!(of(no), Some(false), "{no}");
        }
        for other in ["", "n/a", "???", "partly", "yes, mostly"] {
            assert_eq!(of(other), None, "{other}");
        }
        assert_eq!(yes_or_no(&Value::Bool(false)), Some(false));
        assert_eq!(yes_or_no(&Value::Number(1.0)), Some(true));
        assert_eq!(yes_or_no(&Value::Number(2.0)), None);
    }
}
