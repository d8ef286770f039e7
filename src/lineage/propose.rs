use super::compare::Comparison;
use super::row::{Basis, Row};
use crate::model::{ItemIndex, Model, Relation};
use crate::yaml::{emit_comment, emit_scalar};

/// A mapping between the two models as a `mapping/1` file: a row for each item,
/// with how sure it is and why. It is a proposal that a person goes through.
pub fn propose(comparison: &Comparison<'_>) -> String {
    let Comparison { from, to, .. } = comparison;
    let title = format!("{} to {}, proposed", from.reference, to.reference);
    let mut out = format!(
        "# Proposed by `rungs model diff`, by comparing {}.\n# Go through the rows before answers are carried over: confidence is how alike the\n# texts are, and for dropped and new how unlike the nearest one is.\n",
        by(comparison.basis)
    );
    out.push_str("rungs: mapping/1\n");
    out.push_str(&format!(
        "from: {}\n",
        emit_scalar(&from.reference.to_string())
    ));
    out.push_str(&format!("to: {}\n", emit_scalar(&to.reference.to_string())));
    out.push_str(&format!(
        "from_digest: {}\nto_digest: {}\n",
        from.digest, to.digest
    ));
    out.push_str(&format!("title: {}\nrows:\n", emit_scalar(&title)));
    let mut heading = String::new();
    let mut rows: Vec<&Row> = comparison
        .nodes
        .iter()
        .chain(&comparison.practices)
        .collect();
    rows.sort_by_cached_key(|row| place(comparison, row));
    for row in rows {
        let domain = domain(comparison, row);
        if domain != heading {
            out.push_str(&format!("\n  # {}\n", emit_comment(&domain)));
            heading = domain;
        }
        out.push_str(&format!("  - {}\n", entry(comparison, row)));
    }
    out
}

fn by(basis: Basis) -> &'static str {
    match basis {
        Basis::Publisher => "the publisher's wording",
        Basis::Text => "the models' texts",
        Basis::Summary | Basis::Practices => "titles and guidance",
    }
}

/// Where a row stands: in its domain, what was there before what is new.
fn place(comparison: &Comparison<'_>, row: &Row) -> (usize, bool, ItemIndex) {
    let domain = comparison.domain(row).unwrap_or(usize::MAX);
    let first = row.from.first().or(row.to.first());
    let first = first.copied().unwrap_or(ItemIndex::ROOT);
    (domain, row.from.is_empty(), first)
}

/// The id of the domain that a row stands in; that of the earlier model where it
/// has one.
fn domain(comparison: &Comparison<'_>, row: &Row) -> String {
    let position = comparison.domain(row);
    let nodes = position.and_then(|at| comparison.domains.nodes.get(at));
    let (from, to) = nodes.copied().unwrap_or_default();
    let from = from.map(|node| &comparison.from.item(node).id);
    let to = to.map(|node| &comparison.to.item(node).id);
    let neither = &comparison.to.reference.id;
    from.or(to).unwrap_or(neither).clone()
}

/// A row as a mapping on one line.
fn entry(comparison: &Comparison<'_>, row: &Row) -> String {
    let ids = |model: &Model, items: &[ItemIndex]| {
        let ids = items.iter().map(|item| emit_scalar(&model.item(*item).id));
        ids.collect::<Vec<_>>().join(", ")
    };
    let mut parts = Vec::new();
    if !row.from.is_empty() {
        parts.push(format!("from: [{}]", ids(comparison.from, &row.from)));
    }
    if !row.to.is_empty() {
        parts.push(format!("to: [{}]", ids(comparison.to, &row.to)));
    }
    parts.push(format!("relation: {}", relation(comparison, row).word()));
    parts.push(format!("confidence: {}", row.confidence().rounded(2)));
    if let Some(because) = comparison.because(row) {
        parts.push(format!("because: {}", emit_scalar(&because)));
    }
    format!("{{{}}}", parts.join(", "))
}

/// The relation of a row. In a mapping the same item has the same id; under an
/// alias it is renamed.
fn relation(comparison: &Comparison<'_>, row: &Row) -> Relation {
    let ids = |model: &Model, items: &[ItemIndex]| Some(model.item(*items.first()?).id.clone());
    let one_id = ids(comparison.from, &row.from) == ids(comparison.to, &row.to);
    match row.relation {
        Relation::Same if !one_id => Relation::Renamed,
        relation => relation,
    }
}
