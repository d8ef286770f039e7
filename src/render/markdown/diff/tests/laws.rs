//! What holds of every comment.

use proptest::prelude::*;

use super::corpus;
use super::judge::judge;
use super::outcomes;
use crate::render::markdown::diff::diff;
use crate::report::{DiffReport, DiffedAssessment, sample};

/// A text of a file: of the corpus, or of any characters, short or long.
fn text() -> impl Strategy<Value = String> {
    let strings = corpus::strings();
    prop_oneof![
        proptest::sample::select(strings.clone()),
        proptest::collection::vec(proptest::sample::select(strings), 1..40)
            .prop_map(|parts| parts.concat()),
        any::<String>(),
        "[ -~]{0,600}",
    ]
}

fn assessment() -> impl Strategy<Value = DiffedAssessment> {
    let texts = proptest::collection::vec(text(), 4);
    (texts, 0..4_usize, 0..60_usize, 0..30_usize).prop_map(|(texts, sort, changes, measures)| {
        let said = |at: usize| texts.get(at).cloned().unwrap_or_default();
        let mut one = match sort {
            0 => outcomes::new(&said(0)),
            1 => outcomes::gone(&said(0)),
            2 => outcomes::risen(&said(0)),
            _ => outcomes::full(&said(0)),
        };
        let all = one.changes.clone();
        one.changes = all.into_iter().cycle().take(changes).collect();
        for change in &mut one.changes {
            change.title = Some(said(1));
            change.to = change.to.as_ref().map(|_| said(2));
            change.because = Some(said(3));
            change.path = Some(said(0));
        }
        let all = one.measures.clone();
        one.measures = all.into_iter().cycle().take(measures).collect();
        for (at, movement) in one.measures.iter_mut().enumerate() {
            movement.title = said(at % 4);
            movement.depth = at % 3;
        }
        one
    })
}

fn report() -> impl Strategy<Value = DiffReport> {
    let size = prop_oneof![1..4_usize, 4..60_usize];
    let all = size.prop_flat_map(|size| proptest::collection::vec(assessment(), size));
    (all, proptest::collection::vec(text(), 0..30)).prop_map(|(all, notes)| {
        let mut report = sample::report(all);
        report.findings = notes.iter().map(|note| outcomes::finding(note)).collect();
        report.narrowed = notes.clone();
        report.reproduce = notes.concat();
        report.notes = notes;
        report
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Within the limits, balanced, its rows whole, nothing alive, and the same each
    /// time.
    #[test]
    fn a_comment_is_sound(report in report()) {
        let comment = diff(&report);
        judge(&comment);
        prop_assert_eq!(comment, diff(&report));
    }
}
