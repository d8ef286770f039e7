pub(super) mod changes;
pub(super) mod flow;
mod measures;
mod overview;

use super::findings;
use crate::render::comparison::{self, Tone, plain, toned};
use crate::render::escape;
use crate::render::paint::Look;
use crate::report::{AssessmentStatus, DiffReport, DiffedAssessment};
use flow::{flow, line};

/// Narrower than this nothing can be laid out.
const LEAST_WIDTH: usize = 40;

/// One line that says it all, what is compared, then each assessment: its
/// numbers, where they come from, what needs a look, and every change.
pub(in crate::render) fn diff(report: &DiffReport, look: &Look) -> String {
    let look = &Look {
        width: look.width.max(LEAST_WIDTH),
        ..*look
    };
    let mut out = flow(&comparison::verdict(report), look.width, "", "  ", look);
    out.push('\n');
    if !report.differs() && report.notes.is_empty() && report.findings.is_empty() {
        return finished(out);
    }
    if !look.quiet {
        out.push_str(&about(report, look));
        if !report.findings.is_empty() {
            out.push('\n');
            out.push_str(findings(&report.findings, look).trim_end());
            out.push('\n');
        }
    }
    if report.assessments.len() > 1 {
        out.push_str(&format!("\n{}", overview::overview(report, look)));
        if look.quiet {
            return finished(out);
        }
    }
    for assessment in report.assessments.iter().filter(|one| has_more(one)) {
        out.push_str(&format!("\n{}", one(assessment, look)));
    }
    finished(out)
}

/// Nothing that was put together from pieces is a command to a CI system: those
/// in brackets, and two colons before which a line was turned.
pub(super) fn finished(out: String) -> String {
    let out = escape::without_log_commands(&out);
    let lines = out.split('\n').map(|line| {
        let said = line.trim_start();
        match said.strip_prefix("::") {
            // Three with a blank stand before a second place, and name no command.
            Some(rest) if !rest.starts_with(": ") => {
                let indent = line.len() - said.len();
                format!("{}\\u{{3a}}:{rest}", " ".repeat(indent))
            }
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether an assessment has more to say than a line of the overview.
fn has_more(one: &DiffedAssessment) -> bool {
    one.status != AssessmentStatus::Unchanged
}

/// What is compared and why, and what has to be known about it.
fn about(report: &DiffReport, look: &Look) -> String {
    let mut out = String::new();
    for (side, name, why) in comparison::sides(&report.base, &report.head) {
        let mut said = vec![toned(Tone::Faint, side), plain("  "), plain(name)];
        said.extend(why.map(|why| toned(Tone::Faint, format!(" ({why})"))));
        out.push_str(&flow(&said, look.width, "", "      ", look));
        out.push('\n');
    }
    if !report.narrowed.is_empty() {
        let said = [toned(
            Tone::Care,
            format!("shown: {}", report.narrowed.join(", ")),
        )];
        out.push_str(&format!("{}\n", flow(&said, look.width, "", "  ", look)));
    }
    for note in &report.notes {
        let said = [toned(Tone::Care, "note: "), plain(note.as_str())];
        out.push_str(&format!(
            "{}\n",
            flow(&said, look.width, "", "      ", look)
        ));
    }
    out
}

fn one(one: &DiffedAssessment, look: &Look) -> String {
    let mut out = heading(one, look);
    if one.status == AssessmentStatus::Moved {
        return out;
    }
    out.push_str(&measures::table_of(one, look));
    if look.quiet {
        return out;
    }
    out.push_str(&measures::explained(one, look));
    out.push_str(&changes::first(one, look));
    out.push_str(&changes::all(one, look));
    out
}

fn heading(one: &DiffedAssessment, look: &Look) -> String {
    let unit = one.unit.as_deref().unwrap_or("(unknown unit)");
    let mut said = vec![toned(Tone::Strong, unit)];
    said.extend(comparison::models(one).map(|models| plain(format!(" · {models}"))));
    said.extend([plain(" · "), comparison::status(one)]);
    let mut out = flow(&said, look.width, "", "  ", look);
    out.push('\n');
    let files = [toned(Tone::Faint, comparison::files(one))];
    out.push_str(&format!("{}\n", line(&files, look)));
    for said in comparison::troubles(one) {
        out.push_str(&format!("{}\n", flow(&said, look.width, "", "  ", look)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::diff;
    use crate::render::paint::Look;
    use crate::report::sample;

    const PLAIN: Look = Look {
        colour: false,
        width: 80,
        quiet: false,
    };

    #[test]
    fn one_assessment_says_its_numbers_and_where_they_come_from() {
        let out = diff(&sample::one(), &PLAIN);
        for said in [
            "acme-cti: share 44.4 % → 52.3 % ▲ +7.9 pp (of 489 → 474 points); 12 changes,",
            "base origin/main 3f2a9c1d07 (merge base of HEAD and origin/main)",
            "  RESPONSE  share  76.4 %  →  86.7 %  △ +10.3 pp by scope  of 72 → 60 points\n",
            "▼ −1 level           of 24 → 20 practices\n",
            "\n3 unanswered practices are no longer in the model\n",
            "  cti-cmm share: +7.9 pp = scope +1.6 pp, answers +6.3 pp\n",
            "  ▼ regression        RESPONSE-2.b fully → not (assessments/acme-cti.yaml:88)\n",
            "alert is looked at within [-a week-]{+a day+}",
        ] {
            assert!(out.contains(said), "{said}\n{out}");
        }
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    }

    #[test]
    fn colours_add_nothing_but_colours() {
        for report in [sample::one(), sample::several(), sample::restated()] {
            for width in [80, 120] {
                let plain = diff(&report, &Look { width, ..PLAIN });
                let coloured = Look {
                    colour: true,
                    width,
                    quiet: false,
                };
                let mut stripped = diff(&report, &coloured);
                for code in ["0", "1", "2", "31", "32", "33", "36"] {
                    stripped = stripped.replace(&format!("\u{1b}[{code}m"), "");
                }
                assert_eq!(plain, stripped);
            }
        }
    }

    #[test]
    fn nothing_takes_one_line_and_sides_that_cannot_be_compared_no_difference() {
        let out = diff(&sample::nothing(), &PLAIN);
        assert_eq!(
            out,
            "no change in maturity: 12 assessments the same on both sides\n"
        );
        let out = diff(&sample::restated(), &PLAIN);
        assert!(out.starts_with("north: not comparable, "), "{out}");
        assert!(!out.contains(" pp"), "{out}");
    }

    #[test]
    fn several_are_told_in_a_table_and_quiet_stops_there() {
        let look = Look {
            quiet: true,
            width: 120,
            ..PLAIN
        };
        let out = diff(&sample::several(), &look);
        assert!(out.starts_with("4 assessments changed, 1 new, 1 removed, 1 moved, 993 the same"));
        assert!(
            out.ends_with("the points or practices it is counted of changed\n"),
            "{out}"
        );
        assert_eq!(out.lines().count(), 12, "{out}");
    }

    #[test]
    fn nothing_from_a_file_acts_in_a_terminal_or_a_log() {
        for text in sample::HOSTILE {
            for width in [0, 80, 400] {
                let out = diff(&sample::hostile(text), &Look { width, ..PLAIN });
                let acts = |found: char| {
                    (found.is_control() && found != '\n')
                        || matches!(found, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
                };
                assert!(!out.contains(acts), "{text:?}\n{out}");
                assert!(!out.contains("##[") && !out.contains("##vso["), "{out}");
                let command = |line: &str| line.trim_start().starts_with("::");
                assert!(!out.lines().any(command), "{out}");
            }
        }
    }
}
