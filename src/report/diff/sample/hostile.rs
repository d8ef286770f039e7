use super::several;
use crate::report::{ChangeReport, DiffReport, LineLinks, MeasureReport};

/// A text in every place that a file, a branch or a path can fill.
pub(crate) fn hostile(text: &str) -> DiffReport {
    let mut report = several();
    let said = || text.to_owned();
    report.notes = vec![said()];
    report.narrowed = vec![said()];
    report.reproduce = said();
    for side in [&mut report.base, &mut report.head] {
        side.revision = Some(said());
        side.name = said();
        side.why = Some(said());
        side.links = Some(LineLinks {
            before: said(),
            after: said(),
        });
    }
    for one in &mut report.assessments {
        one.unit = Some(said());
        one.path = one.path.as_ref().map(|_| said());
        one.base_path = one.base_path.as_ref().map(|_| format!("{text} "));
        one.files = Some(said());
        one.incomparable = one.incomparable.as_ref().map(|_| said());
        for model in one.model.iter_mut().chain(&mut one.base_model) {
            (model.id, model.version, model.title) = (said(), said(), said());
        }
        one.headline = vec![said()];
        for row in &mut one.restated {
            (row.node, row.title, row.measure) = (said(), said(), said());
            row.from
                .iter_mut()
                .chain(&mut row.to)
                .for_each(|side| hostile_value(side, text));
        }
        for moved in &mut one.measures {
            (moved.node, moved.title, moved.measure) = (said(), said(), said());
            moved.kind = Some(said());
            moved.by = vec![said()];
            moved
                .from
                .iter_mut()
                .chain(&mut moved.to)
                .for_each(|side| hostile_value(side, text));
            moved.items.iter_mut().for_each(|item| item.item = said());
            if let Some(next) = &mut moved.next {
                (next.level, next.by) = (said(), vec![said()]);
            }
        }
        one.changes
            .iter_mut()
            .for_each(|change| hostile_change(change, text));
    }
    report
}

fn hostile_value(value: &mut MeasureReport, text: &str) {
    value.value = text.to_owned();
    value.shown = text.to_owned();
    value.band = Some(text.to_owned());
}

pub(crate) fn hostile_change(change: &mut ChangeReport, text: &str) {
    let said = || text.to_owned();
    let texts = [
        &mut change.item,
        &mut change.title,
        &mut change.domain,
        &mut change.from,
        &mut change.to,
        &mut change.base_path,
        &mut change.path,
        &mut change.because,
        &mut change.remark,
    ];
    for found in texts.into_iter().flatten() {
        *found = said();
    }
    change.base_item = Some(said());
    change.words.iter_mut().for_each(|run| run.text = said());
    for evidence in &mut change.evidence {
        (evidence.said, evidence.recorded) = (said(), Some(said()));
    }
}

/// Texts that act somewhere: in a terminal, a log, a page, a table.
pub(crate) const HOSTILE: [&str; 16] = [
    "\u{1b}[31mred\u{1b}[0m \u{9b}2J",
    "\u{1b}]8;;https://evil.example\u{7}here\u{1b}]8;;\u{7}",
    "a\u{202e}cba\u{2066} \u{200b}\u{feff}",
    "one\ntwo\r\n::error::three\n##[error]four ##vso[x]",
    "\0\u{8}\u{7f}\u{85}\u{2028}",
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"onload=\"alert(1)\" x='",
    "javascript:alert(1)//",
    "https://evil.example/\"><b>",
    "</section></details></td></table>",
    "<!-- --!> ]]> <![CDATA[ &lt; &#60; &amp",
    "漢字カタカナ한국어👩‍👩‍👧‍👦 عربى | a | b",
    "{{7*7}} ${x} %s %n `x` @org/team #1",
    "x\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}",
    "",
];
