use std::sync::Arc;

use super::answers::answers;
use super::{text, written};
use crate::model::{
    Assessment, Assessor, At, Baseline, ModelRef, OutOfScope, Override, Spanned, Status, Target,
};
use crate::text::SourceFile;
use crate::yaml::Node;

/// Puts an assessment together from its head and its parts, each a file and its
/// tree; nothing when the head does not say which model it is about.
pub fn assessment(files: &[(Arc<SourceFile>, &Node<'_>)]) -> Option<Assessment> {
    let (_, head) = files.first()?;
    let nowhere = Spanned {
        value: String::new(),
        at: at(head),
    };
    let model = head.get("model")?;
    let mut assessment = Assessment {
        files: files.iter().map(|(file, _)| Arc::clone(file)).collect(),
        unit: written(0, head.get("unit")).unwrap_or(nowhere),
        model: Spanned {
            value: ModelRef::parse(model.as_str()?)?,
            at: at(model),
        },
        digest: written(0, head.get("model_digest")),
        status: match head.get("status").and_then(Node::as_str) {
            Some("draft") => Status::Draft,
            _ => Status::Final,
        },
        as_of: written(0, head.get("as_of")),
        assessed: assessed(head.get("assessed")),
        assessors: list(head.get("assessors"), assessor),
        out_of_scope: out_of_scope(head.get("scope").and_then(|scope| scope.get("out"))),
        targets: list(head.get("targets"), target),
        baselines: list(head.get("baselines"), baseline),
        answers: answers(0, head.get("answers")),
        retired: answers(0, head.get("retired")),
        overrides: list(head.get("overrides"), override_of),
        parts: Vec::new(),
    };
    for (file, (_, part)) in (1..).zip(files.iter().skip(1)) {
        if let Some(node) = written(file, part.get("node")) {
            assessment.parts.push((file, node));
        }
        assessment
            .answers
            .extend(answers(file, part.get("answers")));
    }
    Some(assessment)
}

fn at(node: &Node<'_>) -> At {
    At {
        file: 0,
        span: node.span,
    }
}

fn list<T>(node: Option<&Node<'_>>, read: impl Fn(&Node<'_>) -> Option<T>) -> Vec<T> {
    let items = node.map(Node::items).unwrap_or_default();
    items.iter().filter_map(read).collect()
}

fn assessed(node: Option<&Node<'_>>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let entries = node.map(Node::entries).unwrap_or_default();
    let pair = |entry: &crate::yaml::Entry<'_>| {
        let key = Spanned {
            value: entry.key.to_string(),
            at: At {
                file: 0,
                span: entry.key_span,
            },
        };
        Some((key, written(0, Some(&entry.value))?))
    };
    entries.iter().filter_map(pair).collect()
}

fn out_of_scope(node: Option<&Node<'_>>) -> Vec<OutOfScope> {
    let entries = node.map(Node::entries).unwrap_or_default();
    let one = |entry: &crate::yaml::Entry<'_>| OutOfScope {
        id: Spanned {
            value: entry.key.to_string(),
            at: At {
                file: 0,
                span: entry.key_span,
            },
        },
        reason: entry.value.as_str().unwrap_or_default().to_owned(),
    };
    entries.iter().map(one).collect()
}

fn target(node: &Node<'_>) -> Option<Target> {
    Some(Target {
        node: written(0, node.get("node"))?,
        measure: written(0, node.get("measure"))?,
        at_least: written(0, node.get("at_least"))?,
        by: written(0, node.get("by")),
        because: text(node.get("because")),
    })
}

fn assessor(node: &Node<'_>) -> Option<Assessor> {
    Some(Assessor {
        name: text(node.get("name"))?,
        email: text(node.get("email")),
        role: text(node.get("role")),
    })
}

fn baseline(node: &Node<'_>) -> Option<Baseline> {
    Some(Baseline {
        node: written(0, node.get("node"))?,
        measure: written(0, node.get("measure"))?,
        value: written(0, node.get("value"))?,
        recorded: written(0, node.get("recorded")),
    })
}

fn override_of(node: &Node<'_>) -> Option<Override> {
    Some(Override {
        at: at(node),
        node: written(0, node.get("node"))?,
        measure: written(0, node.get("measure"))?,
        value: written(0, node.get("value"))?,
        because: written(0, node.get("because")),
        by: text(node.get("by")),
    })
}
