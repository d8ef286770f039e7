use std::collections::BTreeMap;

use super::layout::{DomainSheet, text};
use super::practices::{Placed, shown};
use crate::diagnostic::{Diagnostic, Rule};
use crate::import::workbook::{CellRef, Value};
use crate::import::{Draft, DraftAnswer, rules};
use crate::model::{ItemIndex, Model};
use crate::text::RepoPath;
use crate::value::Date;

/// The reason written where a workbook has none; the lint `na-unexplained` lists
/// it.
const NO_REASON: &str = "no reason given in the workbook";

/// What a score cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Score {
    /// 0 to 3, and whether the cell holds it as text.
    Points {
        points: i64,
        as_text: bool,
    },
    NotApplicable,
    Blank,
    Unreadable,
}

/// The answers of a workbook.
pub(super) struct Read {
    pub(super) draft: Draft,
    /// The score cell of each recognised row, in the order of the rows.
    pub(super) scores: Vec<Score>,
}

/// Reads cells and keeps what could not be read.
pub(super) struct Reader<'r, 'w> {
    sheets: &'r [DomainSheet<'w>],
    pub(super) model: &'r Model,
    file: &'r RepoPath,
    findings: &'r mut Vec<Diagnostic>,
}

/// Reads scores and what stands beside them, dates and flags.
pub(super) fn read(
    sheets: &[DomainSheet<'_>],
    placed: &[Placed],
    model: &Model,
    file: &RepoPath,
    findings: &mut Vec<Diagnostic>,
) -> Read {
    let mut reader = Reader {
        sheets,
        model,
        file,
        findings,
    };
    let mut answers = BTreeMap::new();
    let mut scores = Vec::with_capacity(placed.len());
    for row in placed {
        let (score, answer) = reader.row(row);
        scores.push(score);
        answers.insert(model.item(row.item).id.clone(), answer);
    }
    let dates = reader.dates();
    let newest = dates.iter().map(|(_, day)| *day).max();
    let id = |domain: ItemIndex| model.item(domain).id.clone();
    let draft = Draft {
        unit: String::new(),
        as_of: newest,
        assessed: dates
            .into_iter()
            .filter(|(_, day)| Some(*day) != newest)
            .map(|(domain, day)| (id(domain), day))
            .collect(),
        out_of_scope: reader
            .out_of_scope()
            .into_iter()
            .map(|domain| {
                (
                    id(domain),
                    "marked as not relevant in the workbook".to_owned(),
                )
            })
            .collect(),
        answers,
    };
    Read { draft, scores }
}

impl Reader<'_, '_> {
    fn row(&mut self, row: &Placed) -> (Score, DraftAnswer) {
        let Some(sheet) = self.sheets.get(row.sheet) else {
            return (Score::Blank, DraftAnswer::default());
        };
        let cell = |column: Option<u32>| {
            column.and_then(|column| shown(sheet.sheet.value(CellRef::new(row.row, column))))
        };
        let at = CellRef::new(row.row, sheet.columns.score);
        let value = sheet.sheet.value(at);
        let score = score(value);
        let mut answer = DraftAnswer {
            answer: match score {
                Score::Points { points, .. } => self.key(row.item, points),
                _ => None,
            },
            na: (score == Score::NotApplicable).then(|| NO_REASON.to_owned()),
            because: cell(sheet.columns.notes),
            evidence: cell(sheet.columns.evidence),
            owner: cell(sheet.columns.owner)
                .map(|owner| owner.split_whitespace().collect::<Vec<_>>().join(" ")),
            ..DraftAnswer::default()
        };
        self.plan(row, sheet, score, &mut answer);
        let id = &self.model.item(row.item).id;
        match score {
            Score::Unreadable => {
                let held = shown(value).unwrap_or_default();
                let message =
                    format!("expected 0, 1, 2, 3 or N/A for {id}, found `{held}`; left unanswered");
                self.report(
                    &rules::WORKBOOK_SCORE,
                    sheet,
                    at,
                    message,
                    Some("answer the practice in the assessment"),
                );
            }
            Score::Points {
                points,
                as_text: true,
            } => {
                let message = format!(
                    "the score of {id} is held as text, so the sheet does not count it; imported as {points}"
                );
                self.report(&rules::WORKBOOK_TEXT_NUMBER, sheet, at, message, None);
            }
            Score::Blank if sheet.sheet.has_formula(at) => {
                let message =
                    format!("a formula without a stored result for {id}; left unanswered");
                let help = "open the workbook, let it compute, save it, and import it again";
                self.report(&rules::WORKBOOK_SCORE, sheet, at, message, Some(help));
            }
            _ => {}
        }
        (score, answer)
    }

    /// The key of the answer that is worth these points.
    pub(super) fn key(&self, item: ItemIndex, points: i64) -> Option<String> {
        let scale = self.model.scale_of(item)?;
        let points = crate::value::Rational::from_int(points);
        scale
            .choices
            .iter()
            .find(|choice| choice.score == points)
            .map(|choice| choice.key.clone())
    }

    /// The day of each domain that has one.
    fn dates(&mut self) -> Vec<(ItemIndex, Date)> {
        let mut dates = Vec::new();
        for sheet in self.sheets {
            let Some(at) = sheet.date else { continue };
            let value = sheet.sheet.value_through_merge(at);
            match value {
                Value::Empty => {}
                Value::Date(day) => dates.push((sheet.domain, *day)),
                other => match Some(text(other)).and_then(written_date) {
                    Some(day) => dates.push((sheet.domain, day)),
                    None => {
                        let held = shown(other).unwrap_or_default();
                        let message = format!("`{held}` is not a date");
                        self.report(
                            &rules::WORKBOOK_DATE,
                            sheet,
                            at,
                            message,
                            Some("add the day under `assessed:` of the assessment"),
                        );
                    }
                },
            }
        }
        dates
    }

    /// The domains that the workbook marks as not relevant.
    fn out_of_scope(&mut self) -> Vec<ItemIndex> {
        let mut out = Vec::new();
        for sheet in self.sheets {
            let Some(at) = sheet.relevant else { continue };
            let value = sheet.sheet.value_through_merge(at);
            let flag = shown(value).unwrap_or_default().to_lowercase();
            match flag.as_str() {
                "no" | "n" | "false" => out.push(sheet.domain),
                "yes" | "y" | "true" | "" => {}
                other => {
                    let message = format!("expected Yes or No, found `{other}`; taken as relevant");
                    self.report(&rules::WORKBOOK_FLAG, sheet, at, message, None);
                }
            }
        }
        out
    }

    /// Keeps a finding at a cell.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        sheet: &DomainSheet<'_>,
        at: CellRef,
        message: String,
        help: Option<&str>,
    ) {
        let finding = Diagnostic::new(rule, sheet.place(self.file, at), message);
        self.findings
            .push(finding.maybe_help(help.map(str::to_owned)));
    }
}

/// What a cell holds, read as a score.
pub(super) fn score(value: &Value) -> Score {
    let points = |points: f64, as_text: bool| match points {
        0.0 => Score::Points { points: 0, as_text },
        1.0 => Score::Points { points: 1, as_text },
        2.0 => Score::Points { points: 2, as_text },
        3.0 => Score::Points { points: 3, as_text },
        _ => Score::Unreadable,
    };
    match value {
        Value::Empty => Score::Blank,
        Value::Number(number) => points(*number, false),
        Value::Text(_) => match text(value).to_lowercase().as_str() {
            "" => Score::Blank,
            "n/a" | "na" | "n.a." | "n/a." | "not applicable" => Score::NotApplicable,
            other => other
                .parse()
                .map_or(Score::Unreadable, |number| points(number, true)),
        },
        Value::Bool(_) | Value::Error(_) | Value::Date(_) => Score::Unreadable,
    }
}

/// A date as the workbook's publisher writes it in text: month, day, year; or as
/// ISO 8601.
pub(super) fn written_date(words: &str) -> Option<Date> {
    if let Some(day) = words.get(..10).and_then(Date::parse) {
        return Some(day);
    }
    let mut parts = words.split(['/', '-', '.']);
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let year: i16 = year.trim().parse().ok()?;
    let year = if year < 100 { year + 2000 } else { year };
    Date::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{Score, Value, score, written_date};
    use crate::value::Date;

    #[test]
    fn every_spelling_of_a_score_is_told_apart_from_a_blank() {
        let of = |text: &str| score(&Value::Text(text.to_owned()));
        assert_eq!(score(&Value::Empty), Score::Blank);
        assert_eq!(
            score(&Value::Number(0.0)),
            Score::Points {
                points: 0,
                as_text: false
            }
        );
        assert_eq!(
            of(" 2 "),
            Score::Points {
                points: 2,
                as_text: true
            }
        );
        assert_eq!(of("n/A"), Score::NotApplicable);
        assert_eq!(of("\u{a0}"), Score::Blank);
        assert_eq!(of("yes"), Score::Unreadable);
        assert_eq!(score(&Value::Number(1.5)), Score::Unreadable);
        assert_eq!(score(&Value::Bool(true)), Score::Unreadable);
    }

    #[test]
    fn dates_in_text_are_in_us_order() {
        assert_eq!(written_date("1/19/2026"), Date::new(2026, 1, 19));
        assert_eq!(written_date("2026-01-19 00:00"), Date::new(2026, 1, 19));
        assert_eq!(written_date("19/1/2026"), None);
        assert_eq!(written_date("last spring"), None);
    }
}
