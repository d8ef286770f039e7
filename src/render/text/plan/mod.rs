mod due;
mod standings;
mod steps;

use super::wrap::hanging;
use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::render::planning::{self, MOST_LISTED};
use crate::report::{DepartingChange, PlanReport, PlannedAssessment};

/// The road of each assessment: its steps with their worth, where they lead to,
/// what is wanted, and what falls due.
pub(in crate::render) fn plan(report: &PlanReport, look: &Look) -> String {
    let mut sections: Vec<String> = report
        .assessments
        .iter()
        .map(|one| assessment(one, report, look))
        .collect();
    let notes = report.notes.iter();
    let notes: Vec<String> = notes
        .map(|note| format!("{}\n", escape::terminal(note)))
        .collect();
    if !notes.is_empty() {
        sections.push(notes.concat());
    }
    sections.join("\n")
}

fn assessment(one: &PlannedAssessment, report: &PlanReport, look: &Look) -> String {
    let mut out = heading(one, look);
    if let Some(why) = &one.incomparable {
        let why = format!("there is no way from here: {why}");
        return format!("{out}\n{}\n", escape::terminal(&why));
    }
    if one.broken {
        let broken = look.paint(Paint::Bad, "broken");
        out.push_str(&format!(
            "\n{broken}: no plan, because the file's meaning is not clear; `rungs validate` says where\n"
        ));
        return out;
    }
    if report.source == "reach" {
        out.push_str(&goals(one, look));
    }
    match one.steps.is_empty() {
        true => out.push_str(&format!(
            "\n{}\n",
            hanging(
                &escape::terminal(&planning::nothing(one, report)),
                look.width,
                "",
                ""
            )
        )),
        false => out.push_str(&steps::steps(one, report, look)),
    }
    if !one.steps.is_empty() || report.branch.is_some() {
        out.push_str(&standings::standings(one, look));
    }
    if report.source != "reach" {
        out.push_str(&goals(one, look));
    }
    out.push_str(&due::due(one, look));
    if report.branch.is_some() {
        out.push_str(&listed("Worse there", &one.worse, look));
        out.push_str(&listed("Different there, and no step", &one.other, look));
    }
    out.push_str(&remarks(one, look));
    out
}

fn heading(one: &PlannedAssessment, look: &Look) -> String {
    let unit = one.unit.as_deref().unwrap_or("(unknown unit)");
    let mut parts = vec![look.paint(Paint::Strong, &escape::terminal(unit))];
    if let Some(model) = &one.model {
        parts.push(escape::terminal(&format!("{} {}", model.title, model.version)).into_owned());
    }
    let path = one.path.as_deref().unwrap_or_default();
    format!(
        "{}\n{}\n",
        parts.join(" · "),
        look.paint(Paint::Faint, &escape::terminal(path))
    )
}

fn goals(one: &PlannedAssessment, look: &Look) -> String {
    if one.goals.is_empty() {
        return String::new();
    }
    let title = if one.goals.len() == 1 {
        "Goal"
    } else {
        "Goals"
    };
    let mut out = format!("\n{}\n", look.paint(Paint::Strong, title));
    for goal in &one.goals {
        let said = escape::terminal(&planning::goal(goal)).into_owned();
        out.push_str(&format!("  {said}\n"));
        for line in planning::standing(goal) {
            let line = escape::terminal(&line).into_owned();
            out.push_str(&format!(
                "{}\n",
                hanging(&line, look.width, "    ", "      ")
            ));
        }
    }
    out
}

fn listed(title: &str, changes: &[DepartingChange], look: &Look) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", look.paint(Paint::Strong, title));
    for change in changes.iter().take(MOST_LISTED) {
        let said = escape::terminal(&planning::departing(change)).into_owned();
        out.push_str(&format!("{}\n", hanging(&said, look.width, "  ", "    ")));
    }
    let more = changes.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        out.push_str(&format!("  … and {more} more\n"));
    }
    out
}

fn remarks(one: &PlannedAssessment, look: &Look) -> String {
    if look.quiet {
        return String::new();
    }
    let met = planning::met(one).filter(|_| !one.steps.is_empty());
    let mut said: Vec<String> = met.into_iter().collect();
    said.extend(planning::more_goals(one));
    said.extend(planning::left_out(&one.left_out));
    said.extend(planning::judged(one));
    if said.is_empty() {
        return String::new();
    }
    let lines = said.iter().map(|line| {
        let line = hanging(&escape::terminal(line), look.width, "", "  ");
        let painted = line.lines().map(|line| look.paint(Paint::Faint, line));
        painted.collect::<Vec<String>>().join("\n")
    });
    format!("\n{}\n", lines.collect::<Vec<String>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::plan;
    use crate::render::paint::Look;
    use crate::report::{plan_sample, sample};

    #[test]
    fn nothing_acts_in_a_terminal() {
        let look = Look {
            colour: false,
            width: 100,
            quiet: false,
        };
        for text in sample::HOSTILE {
            for report in plan_sample::plans(text) {
                let shown = plan(&report, &look);
                let quiet = |found: char| found == '\n' || !found.is_control();
                assert!(shown.chars().all(quiet), "{text:?}");
                assert!(
                    !shown.contains('\u{202e}') && !shown.contains("##["),
                    "{text:?}"
                );
                assert!(
                    !shown.lines().any(|line| line.starts_with("::")),
                    "{text:?}"
                );
            }
        }
    }
}
