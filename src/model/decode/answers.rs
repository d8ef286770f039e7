use super::{text, written};
use crate::model::{Answer, At, Claim, Evidence, Review, Spanned, Wanted, Written};
use crate::yaml::{Entry, Node, Value};

/// Reads the entries of `answers`, in their order.
pub(super) fn answers(file: u32, node: Option<&Node<'_>>) -> Vec<Answer> {
    let entries = node.map(Node::entries).unwrap_or_default();
    entries.iter().map(|entry| answer(file, entry)).collect()
}

fn answer(file: u32, entry: &Entry<'_>) -> Answer {
    let node = &entry.value;
    let id = Spanned {
        value: entry.key.to_string(),
        at: At {
            file,
            span: entry.key_span,
        },
    };
    let short = value(file, Some(node));
    let target = node.get("target").and_then(|target| {
        Some(Wanted {
            answer: value(file, target.get("answer"))?,
            by: written(file, target.get("by")),
        })
    });
    Answer {
        id,
        at: At {
            file,
            span: node.span,
        },
        answer: short.or_else(|| value(file, node.get("answer"))),
        na: not_applicable(file, node),
        because: written(file, node.get("because")),
        evidence: evidence(file, node.get("evidence")),
        owner: written(file, node.get("owner")),
        target,
        impact: small(node.get("impact")),
        effort: small(node.get("effort")),
        supported_by: claim(file, node.get("supported_by")),
        review: node.get("review").map(|review| Review {
            was: text(review.get("was")),
            why: text(review.get("why")),
        }),
    }
}

/// The key `na` is there: with a reason, or with nothing.
fn not_applicable(file: u32, node: &Node<'_>) -> Option<Spanned<Option<String>>> {
    let entry = node.entry("na")?;
    let reason = entry.value.as_str().map(str::to_owned);
    let span = if entry.value.is_null() {
        entry.key_span
    } else {
        entry.value.span
    };
    Some(Spanned {
        value: reason,
        at: At { file, span },
    })
}

fn value(file: u32, node: Option<&Node<'_>>) -> Option<Spanned<Written>> {
    let node = node?;
    let value = Written {
        text: node.as_written()?.to_owned(),
        number: matches!(node.value, Value::Number(_)),
    };
    Some(Spanned {
        value,
        at: At {
            file,
            span: node.span,
        },
    })
}

fn claim(file: u32, node: Option<&Node<'_>>) -> Option<Claim> {
    let node = node?;
    Some(Claim {
        at: At {
            file,
            span: node.span,
        },
        metric: written(file, node.get("metric"))?,
        at_least: written(file, node.get("at_least")),
        at_most: written(file, node.get("at_most")),
    })
}

fn small(node: Option<&Node<'_>>) -> Option<u8> {
    node?.as_written()?.parse().ok()
}

fn evidence(file: u32, node: Option<&Node<'_>>) -> Vec<Evidence> {
    let items = node.map(Node::items).unwrap_or_default();
    let one = |node: &Node<'_>| Evidence {
        at: At {
            file,
            span: node.span,
        },
        reference: written(file, node.get("ref")),
        note: text(node.get("note")),
        recorded: written(file, node.get("recorded")),
        expires: written(file, node.get("expires")),
    };
    items.iter().map(one).collect()
}
