use super::{LogEntry, LoggedAssessment, LoggedCause, LoggedMeasure, LoggedValue, PersonReport};
use crate::diff::Field;
use crate::history::{Altered, Cause, Fate, Figures, Moved, Step, forge_number};
use crate::report::ChangeReport;
use crate::report::diff::{Counted, counted};
use crate::score::Figure;
use crate::source::git::{CommitDetails, Person};
use crate::value::moment;

/// Answers that a line about a commit names.
const MOST_MOVES: usize = 3;

/// A commit and what it did, with the changes themselves where they are asked for. An
/// id that nobody reads need not be short.
pub fn log_entry(
    details: &CommitDetails,
    short: Option<String>,
    step: Step,
    patch: bool,
) -> LogEntry {
    let commit = details.id.to_string();
    LogEntry {
        short: short.unwrap_or_else(|| commit.clone()),
        commit,
        parents: details.parents.iter().map(ToString::to_string).collect(),
        author: person_report(&details.author),
        committer: person_report(&details.committer),
        date: details.committer.date.map(|date| date.to_string()),
        subject: details.subject.clone(),
        pull_request: forge_number(&details.subject, &details.body),
        notes: step.notes,
        assessments: step
            .moved
            .into_iter()
            .map(|one| assessment(one, patch))
            .collect(),
    }
}

/// A person as a commit names them.
pub fn person_report(person: &Person) -> PersonReport {
    PersonReport {
        name: person.name.clone(),
        email: person.email.clone(),
        time: moment(person.seconds, person.offset_seconds),
        seconds: person.seconds,
    }
}

fn assessment(one: Moved, patch: bool) -> LoggedAssessment {
    LoggedAssessment {
        counts: counted(one.changes.iter().map(countable)),
        moves: moves(&one.changes),
        changes: patch.then(|| one.changes.iter().map(change_report).collect()),
        base_path: one.base_path.filter(|base| one.path.as_ref() != Some(base)),
        unit: one.unit,
        path: one.path,
        model: one.model,
        base_model: one.base_model,
        status: match one.fate {
            Fate::Added => "added",
            Fate::Removed => "removed",
            Fate::Changed | Fate::Unchanged => "changed",
            Fate::Moved => "moved",
            Fate::Returned => "returned",
        },
        answered: one.broken.is_none().then_some(one.answered),
        broken: one.broken.is_some(),
        because: one.broken,
        base_broken: one.base_broken,
        since: one.since,
        incomparable: one.incomparable,
        files: one.files,
        headline: one.headline,
        causes: one.causes.into_iter().map(cause).collect(),
        measures: one.values.into_iter().map(measure).collect(),
    }
}

fn cause(cause: Cause) -> LoggedCause {
    LoggedCause {
        measure: cause.measure,
        ingredient: cause.ingredient,
        part: cause.exact,
        shown: cause.shown,
    }
}

fn measure(figures: Figures) -> LoggedMeasure {
    LoggedMeasure {
        node: figures.node,
        depth: figures.depth,
        measure: figures.measure,
        from: figures.from.map(value),
        to: figures.to.map(value),
    }
}

fn value(figure: Figure) -> LoggedValue {
    LoggedValue {
        value: figure.value,
        number: figure.number,
        points: figure.points,
        max: figure.max,
        band: figure.band,
        judged: figure.judged,
        shown: figure.shown,
    }
}

/// The first answers that moved, those that became worse before others.
fn moves(changes: &[Altered]) -> Vec<ChangeReport> {
    let of = |regression: bool| {
        let moved = changes
            .iter()
            .filter(move |one| one.regression == regression);
        moved.filter(|one| matches!(one.field, Field::Answer | Field::NotApplicable))
    };
    let first = of(true).chain(of(false)).take(MOST_MOVES);
    first.map(change_report).collect()
}

/// What of a change is counted.
fn countable(change: &Altered) -> Counted<'_> {
    Counted {
        field: change.field.word(),
        from: change.from.as_deref(),
        to: change.to.as_deref(),
        direction: change.direction.into(),
        regression: change.regression,
    }
}

/// A change as a comparison reports it; titles and words of prose are left out.
pub(in crate::report) fn change_report(change: &Altered) -> ChangeReport {
    let gone = change.to.is_none() && change.from.is_some();
    let grounds = change.grounds.as_ref();
    ChangeReport {
        item: change.item.clone(),
        base_item: change.base_item.clone(),
        title: None,
        domain: None,
        field: change.field.word(),
        from: change.from.clone(),
        to: change.to.clone(),
        direction: change.direction.into(),
        regression: change.regression,
        base_path: change.path.clone().filter(|_| gone),
        base_line: change.line.filter(|_| gone),
        path: change.path.clone().filter(|_| !gone),
        line: change.line.filter(|_| !gone),
        end_line: None,
        below: None,
        words: Vec::new(),
        because: grounds.and_then(|grounds| grounds.because.clone()),
        evidence: Vec::new(),
        remark: None,
    }
}
