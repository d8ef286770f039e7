use super::{LogEntry, LoggedAssessment, LoggedMeasure, LoggedValue, PersonReport};
use crate::history::{Altered, Fate, Figures, Moved, Step, forge_number};
use crate::report::ChangeReport;
use crate::report::diff::counts;
use crate::score::Figure;
use crate::source::git::{CommitDetails, Person};
use crate::value::moment;

/// A commit and what it did, with the changes themselves where they are asked for.
pub fn log_entry(details: &CommitDetails, short: String, step: &Step, patch: bool) -> LogEntry {
    LogEntry {
        commit: details.id.to_string(),
        short,
        parents: details.parents.iter().map(ToString::to_string).collect(),
        author: person_report(&details.author),
        committer: person_report(&details.committer),
        date: details.committer.date.map(|date| date.to_string()),
        subject: details.subject.clone(),
        pull_request: forge_number(&details.subject, &details.body),
        notes: step.notes.clone(),
        assessments: step
            .moved
            .iter()
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

fn assessment(one: &Moved, patch: bool) -> LoggedAssessment {
    let changes: Vec<ChangeReport> = one.changes.iter().map(change_report).collect();
    LoggedAssessment {
        unit: one.unit.clone(),
        path: one.path.clone(),
        base_path: one.base_path.clone().filter(|_| one.path != one.base_path),
        model: one.model.clone(),
        base_model: one.base_model.clone(),
        status: match one.fate {
            Fate::Added => "added",
            Fate::Removed => "removed",
            Fate::Changed | Fate::Unchanged => "changed",
            Fate::Moved => "moved",
        },
        broken: one.broken.is_some(),
        because: one.broken.clone(),
        base_broken: one.base_broken,
        since: one.since.clone(),
        incomparable: one.incomparable.clone(),
        files: one.files.clone(),
        answered: one.answered,
        counts: counts(&changes),
        headline: one.headline.clone(),
        measures: one.values.iter().map(measure).collect(),
        changes: patch.then_some(changes),
    }
}

fn measure(figures: &Figures) -> LoggedMeasure {
    LoggedMeasure {
        node: figures.node.clone(),
        depth: figures.depth,
        measure: figures.measure.clone(),
        from: figures.from.as_ref().map(value),
        to: figures.to.as_ref().map(value),
    }
}

fn value(figure: &Figure) -> LoggedValue {
    LoggedValue {
        value: figure.value.clone(),
        number: figure.number,
        points: figure.points.clone(),
        max: figure.max.clone(),
        band: figure.band.clone(),
        judged: figure.judged,
        shown: figure.shown.clone(),
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
