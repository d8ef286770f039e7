use super::diff::flow::flow;
use crate::render::comparison::{Phrase, Tone, plain, toned};
use crate::render::paint::{Look, Paint};
use crate::render::wording;
use crate::report::{TrendReport, TrendTarget};

/// How measures have moved: a line for each, and one for what is wanted of it.
pub(super) fn trends(trends: &[TrendReport], look: &Look) -> String {
    let mut out = format!(
        "\n{}\n",
        look.paint(Paint::Faint, "trend, by the history in git")
    );
    for one in trends {
        let mut said = vec![toned(Tone::Strong, one.measure.clone()), plain(" ")];
        match &one.last {
            Some(last) => said.push(plain(format!("{} since {}", last.shown, last.since))),
            None => said.push(plain("– (no value in the history)")),
        }
        for change in &one.changes {
            let tone = match change.number {
                Some(number) if number > 0.0 => Tone::Good,
                Some(number) if number < 0.0 => Tone::Bad,
                _ => Tone::Faint,
            };
            said.push(plain(format!(" · {} days ", change.days)));
            said.push(toned(tone, change.shown.clone()));
        }
        out.push_str(&format!(
            "{}\n",
            flow(&said, look.width, "  ", "    ", look)
        ));
        if let Some(target) = &one.target {
            out.push_str(&format!(
                "{}\n",
                flow(&aim(target), look.width, "    ", "      ", look)
            ));
        }
    }
    out
}

fn aim(target: &TrendTarget) -> Vec<Phrase> {
    vec![plain(wording::trend_target(target))]
}
