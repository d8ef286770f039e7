use std::collections::HashMap;
use std::sync::Arc;

use super::items::{Known, Tree};
use super::{Names, text};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Direction, ItemIndex, Metric, rules};
use crate::text::Span;
use crate::yaml::Node;

/// Metrics of a model.
pub(super) const MOST_METRICS: usize = 20_000;

/// Reads the metrics of one item.
pub(super) fn metrics(
    node: Option<&Node<'_>>,
    known: &Known<'_>,
    names: &mut Names<'_>,
) -> Vec<Metric> {
    let nodes = node.map(Node::items).unwrap_or_default();
    let mut metric = |node: &Node<'_>| {
        let id = node.get("id")?;
        Some(Metric {
            id: text(Some(id))?,
            title: text(node.get("title")).unwrap_or_default(),
            unit: text(node.get("unit")),
            direction: match node.get("direction").and_then(Node::as_str) {
                Some("up") => Some(Direction::Up),
                Some("down") => Some(Direction::Down),
                _ => None,
            },
            cadence: text(node.get("cadence")),
            level: names.position(node.get("level"), known.levels, "level"),
            span: id.span,
        })
    };
    nodes.iter().filter_map(&mut metric).collect()
}

/// Where each metric is: its item, and its position there. An id names one thing
/// in a model, so that a metric shares it with no other and with no item.
pub(super) fn places(tree: &Tree, names: &mut Names<'_>) -> HashMap<String, (ItemIndex, usize)> {
    let mut places: HashMap<String, (ItemIndex, usize)> = HashMap::new();
    for (at, item) in tree.items.iter().enumerate() {
        for (position, metric) in item.metrics.iter().enumerate() {
            let named = tree.ids.get(&metric.id).or(tree.aliases.get(&metric.id));
            let span = |item: &ItemIndex| tree.items.get(item.0).map(|item| item.span);
            let metric_span = |(item, position): &(ItemIndex, usize)| {
                let item = tree.items.get(item.0)?;
                Some(item.metrics.get(*position)?.span)
            };
            let first = match named.and_then(span) {
                Some(item) => Some((item, "item")),
                None => places
                    .get(&metric.id)
                    .and_then(metric_span)
                    .map(|span| (span, "metric")),
            };
            match first {
                Some((first, what)) => twice(metric, first, what, names),
                None => {
                    places.insert(metric.id.clone(), (ItemIndex(at), position));
                }
            }
        }
    }
    if places.len() > MOST_METRICS {
        let message = format!("a model has at most {MOST_METRICS} metrics");
        let span = tree.items.first().map(|root| root.span).unwrap_or_default();
        names.report(&rules::MODEL_REFERENCE, span, message, None);
    }
    places
}

fn twice(metric: &Metric, first: Span, what: &str, names: &mut Names<'_>) {
    let line = names.file.position(first.start).line;
    let place = |span| Place::Text(Arc::clone(names.file), span);
    let message = format!("`{}` already names the {what} on line {line}", metric.id);
    let finding = Diagnostic::new(&rules::MODEL_DUPLICATE, place(metric.span), message)
        .related(place(first), format!("the {what}"))
        .help("give the metric an id of its own");
    names.findings.push(finding);
}
