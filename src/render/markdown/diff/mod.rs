//! A comparison as a comment on a pull request.
//!
//! The verdict comes first, then what moved, what needs a look, and why; the rest
//! is folded away. The comment is a list of blocks, and stays within what forges
//! take by leaving out whole blocks or rows, never a part of one.

mod causes;
mod chart;
mod details;
mod footer;
mod look;
pub(super) mod page;
mod place;
pub(super) mod said;
mod scores;
mod sign;
mod summary;
mod verdict;
mod words;

#[cfg(test)]
pub(super) mod tests;

use page::{Block, Rank, Section};
use sign::Course;

use crate::render::comparison;
use crate::report::{AssessmentStatus, CompletenessReport, DiffReport, DiffedAssessment};

/// Assessments whose sections stand open.
const MOST_OPEN: usize = 3;

/// The comment.
pub(in crate::render) fn diff(report: &DiffReport) -> String {
    let touched = verdict::touched(report);
    if touched.is_empty() && report.notes.is_empty() && report.findings.is_empty() {
        return verdict::nothing(report);
    }
    let first = match touched.as_slice() {
        [] => verdict::nothing(report) + "\n",
        _ => verdict::verdict(report, &touched),
    };
    let mut page = vec![Section::of(vec![Block::text(
        Rank::Verdict,
        "verdict",
        first,
    )])];
    let look = Section {
        blocks: look::look(report, &touched),
        close: "\n".to_owned(),
        ..Section::default()
    };
    match touched.as_slice() {
        [] => page.push(look),
        [one] => {
            let mut top = vec![title(one)];
            top.extend(scores::scores(one));
            page.push(Section::of(top));
            page.push(look);
            page.push(Section::of(body(report, one)));
        }
        many => {
            page.push(Section::of(vec![summary::summary(many)]));
            page.push(look);
            let open = many.len() <= MOST_OPEN;
            page.extend(many.iter().map(|one| section(report, one, open)));
        }
    }
    page.push(Section::of(footer::notices(&touched).into_iter().collect()));
    page.push(Section::of(vec![footer::footer(report)]));
    page::fit(page, |left_out| footer::left_out(report, left_out))
}

/// One of several assessments.
fn section(report: &DiffReport, one: &DiffedAssessment, open: bool) -> Section {
    let mut blocks = vec![title(one)];
    blocks.extend(scores::scores(one));
    blocks.extend(body(report, one));
    let sign = Course::of(one).sign();
    if open {
        let unit = said::name(said::unit(one));
        return Section {
            open: format!("#### {sign} {unit}\n\n"),
            blocks,
            close: String::new(),
        };
    }
    let unit = said::name_in_html(said::unit(one));
    Section {
        open: page::unfold(&format!("{sign} <b>{unit}</b>")),
        blocks,
        close: "</details>\n\n".to_owned(),
    }
}

fn body(report: &DiffReport, one: &DiffedAssessment) -> Vec<Block> {
    let blocks = [
        causes::root(one),
        chart::chart(one),
        details::changes(report, one),
        causes::below(one),
        details::measures(one),
    ];
    blocks.into_iter().flatten().collect()
}

/// Model, file and how much is answered.
fn title(one: &DiffedAssessment) -> Block {
    let mut parts = Vec::new();
    let models = comparison::models(one);
    parts.extend(models.map(|models| format!("Model: {}", said::prose(&models))));
    let unit = said::unit(one);
    let path = one.path.as_deref().or(one.base_path.as_deref());
    let path = path.filter(|path| *path != unit).map(said::name);
    parts.extend(path.map(|path| format!("file: {path}")));
    let files = one.files.as_deref().map(said::name);
    parts.extend(files.map(|files| format!("files: {files}")));
    if let (None, Some(from), Some(to)) = (&one.files, &one.base_path, &one.path)
        && from != to
    {
        parts.push(format!("was {}", said::name(from)));
    }
    parts.extend(answered(one));
    parts.extend(comparison::unanswered(one));
    if one.base_draft && !one.draft {
        parts.push("was a draft".to_owned());
    }
    let text = match parts.is_empty() {
        true => String::new(),
        false => format!("{}\n\n", parts.join(" · ")),
    };
    Block::text(Rank::Title, "headings", text)
}

fn answered(one: &DiffedAssessment) -> Option<String> {
    let said = |it: &CompletenessReport| {
        let asked = it.total.saturating_sub(it.not_applicable + it.out_of_scope);
        format!(
            "{} of {} answered",
            said::number(it.answered),
            said::number(asked)
        )
    };
    let base = one.base_completeness.as_ref();
    let base = base.filter(|_| one.status != AssessmentStatus::Added);
    match (base, &one.completeness) {
        (Some(base), Some(head)) if said(base) != said(head) => {
            let was = said(base);
            let was = was.trim_end_matches(" answered");
            Some(format!("{}, was {was}", said(head)))
        }
        (_, Some(head)) => Some(said(head)),
        (Some(base), None) => Some(said(base)),
        (None, None) => None,
    }
}
