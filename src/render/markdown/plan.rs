use crate::render::escape;
use crate::render::planning::{self, MOST_LISTED};
use crate::report::{DepartingChange, PlanReport, PlannedAssessment};

/// A section for each assessment: its steps, where they lead to, what is wanted,
/// and what falls due.
pub(in crate::render) fn plan(report: &PlanReport) -> String {
    let mut sections: Vec<String> = report
        .assessments
        .iter()
        .map(|one| assessment(one, report))
        .collect();
    let notes = report
        .notes
        .iter()
        .map(|note| format!("- {}\n", shown(note)));
    let notes: String = notes.collect();
    if !notes.is_empty() {
        sections.push(notes);
    }
    sections.join("\n")
}

fn assessment(one: &PlannedAssessment, report: &PlanReport) -> String {
    let unit = one.unit.as_deref().unwrap_or("(unknown unit)");
    let mut out = format!("## {}\n", shown(unit));
    if let Some(model) = &one.model {
        let model = format!("{} {}", model.title, model.version);
        out.push_str(&format!("\nModel: {}\n", shown(&model)));
    }
    if let Some(why) = &one.incomparable {
        out.push_str(&format!("\nThere is no way from here: {}.\n", shown(why)));
        return out;
    }
    if one.broken {
        out.push_str("\n**Broken**: no plan, because the file's meaning is not clear; `rungs validate` says where.\n");
        return out;
    }
    if report.source == "reach" {
        out.push_str(&goals(one));
    }
    match one.steps.is_empty() {
        true => out.push_str(&format!(
            "\n{}.\n",
            sentence(&planning::nothing(one, report))
        )),
        false => out.push_str(&steps(one, report)),
    }
    if !one.steps.is_empty() || report.branch.is_some() {
        out.push_str(&standings(one));
    }
    if report.source != "reach" {
        out.push_str(&goals(one));
    }
    out.push_str(&due(one));
    if report.branch.is_some() {
        out.push_str(&listed("Worse there", &one.worse));
        out.push_str(&listed("Different there, and no step", &one.other));
    }
    out.push_str(&remarks(one));
    if let Some(notice) = one
        .model
        .as_ref()
        .and_then(|model| model.attribution.as_ref())
    {
        out.push_str(&format!("\n<sub>{}</sub>\n", shown(notice)));
    }
    out
}

/// A text of its own. Blanks around it would make it code in a list, or take the
/// marks of a bold one for text.
fn shown(text: &str) -> String {
    escape::markdown(escape::terminal(text).trim())
}

/// A fragment as the beginning of a sentence.
fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    shown(&format!("{}{}", first.unwrap_or_default(), rest.as_str()))
}

fn steps(one: &PlannedAssessment, report: &PlanReport) -> String {
    let root = one.nodes.first().map_or("", |node| node.id.as_str());
    let mut out = format!(
        "\n### {}\n\n| | priority | practice | answer | due | owner | worth |\n|---:|---:|---|---|---|---|---|\n",
        shown(&planning::heading(one, report))
    );
    for (at, step) in one.steps.iter().enumerate() {
        let due = match (&step.due, step.days) {
            (Some(due), Some(days)) if step.overdue => {
                format!("{}, **{}**", shown(due), planning::days(days))
            }
            (due, _) => shown(due.as_deref().unwrap_or_default()),
        };
        let target = step.target.as_ref().filter(|target| **target != step.to);
        let target = target.map(|target| format!("<br>its target is {}", shown(target)));
        let priority = step.priority.map_or("–".to_owned(), |it| it.to_string());
        let moves: Vec<String> = planning::moves(step, root)
            .iter()
            .map(|said| shown(said))
            .collect();
        out.push_str(&format!(
            "| {} | {priority}<br>{} | **{}**<br>{} | {}{} | {due} | {} | {} |\n",
            at + 1,
            shown(&planning::rating(step)),
            shown(&step.item),
            shown(&step.title),
            shown(&planning::change(step)),
            target.unwrap_or_default(),
            shown(step.owner.as_deref().unwrap_or_default()),
            moves.join("<br>")
        ));
    }
    out
}

fn standings(one: &PlannedAssessment) -> String {
    let mut standings = one.nodes.iter().flat_map(|node| node.measures.values());
    let there = standings.any(|standing| standing.there.is_some());
    let (head, line) = if there {
        (" there |", "---:|")
    } else {
        ("", "")
    };
    let title = planning::with_steps(one);
    let mut out = format!(
        "\n### {title}\n\n| | measure | now | after | |{head}\n|---|---|---:|---:|---|{line}\n"
    );
    for node in &one.nodes {
        for (measure, standing) in &node.measures {
            let (now, after, there, delta) = planning::columns(standing);
            let there = there.map_or(String::new(), |it| format!(" {} |", shown(&it)));
            out.push_str(&format!(
                "| {} | {} | {} | {} | {} |{there}\n",
                shown(&node.id),
                shown(measure),
                shown(&now),
                shown(&after),
                shown(&delta)
            ));
        }
    }
    out
}

fn goals(one: &PlannedAssessment) -> String {
    if one.goals.is_empty() {
        return String::new();
    }
    let title = if one.goals.len() == 1 {
        "Goal"
    } else {
        "Goals"
    };
    let mut out = format!("\n### {title}\n\n");
    for goal in &one.goals {
        out.push_str(&format!("- **{}**\n", shown(&planning::goal(goal))));
        for said in planning::standing(goal) {
            out.push_str(&format!("  - {}\n", shown(&said)));
        }
    }
    out
}

fn due(one: &PlannedAssessment) -> String {
    let Some(dues) = one.due.as_ref().filter(|dues| !dues.is_empty()) else {
        return String::new();
    };
    let mut out = "\n### What falls due\n\n| day | | what | | short of it | owner |\n|---|---|---|---|---|---|\n".to_owned();
    for due in dues {
        let [name, change, short] = planning::due(due, &one.goals);
        let away = due.days.map_or(String::new(), planning::days);
        let away = match due.overdue {
            true => format!("**{away}**"),
            false => away,
        };
        out.push_str(&format!(
            "| {} | {away} | {} | {} | {} | {} |\n",
            shown(due.by.as_deref().unwrap_or("no day")),
            shown(&name),
            shown(&change),
            shown(&short),
            shown(due.owner.as_deref().unwrap_or_default())
        ));
    }
    out
}

fn listed(title: &str, changes: &[DepartingChange]) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let mut out = format!("\n### {title}\n\n");
    for change in changes.iter().take(MOST_LISTED) {
        out.push_str(&format!("- {}\n", shown(&planning::departing(change))));
    }
    let more = changes.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        out.push_str(&format!("- … and {more} more\n"));
    }
    out
}

fn remarks(one: &PlannedAssessment) -> String {
    let met = planning::met(one).filter(|_| !one.steps.is_empty());
    let mut said: Vec<String> = met.into_iter().collect();
    said.extend(planning::more_goals(one));
    said.extend(planning::left_out(&one.left_out));
    said.extend(planning::judged(one));
    let lines = said.iter().map(|line| format!("\n{}.\n", sentence(line)));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::plan;
    use crate::render::escape;
    use crate::render::markdown::diff::tests::corpus;
    use crate::render::markdown::diff::tests::judge::{judge, plain};
    use crate::report::plan_sample::plans;

    const STANDING: &str = "Standing";

    #[test]
    fn every_string_is_shown_as_itself_in_every_field() {
        for (at, standing) in plans(STANDING).iter().enumerate() {
            let standing = judge(&plan(standing));
            assert!(standing.text.matches(STANDING).count() > 30);
            for text in corpus::strings() {
                let seen = judge(&plan(&plans(&text)[at]));
                let shown = escape::terminal(&text).into_owned();
                if shown.trim().is_empty() {
                    continue;
                }
                assert_eq!(seen.elements, standing.elements, "{text:?}");
                // What begins a sentence has a capital, and blanks at the edges of a
                // text go, so case and blanks are left aside.
                let bare = |text: &str| plain(text).replace(' ', "").to_lowercase();
                let expected = standing.text.replace(STANDING, &plain(&shown));
                assert_eq!(bare(&seen.text), bare(&expected), "{text:?}");
            }
        }
    }
}
