use std::sync::Arc;

use super::{number, written};
use crate::model::{At, ModelRef, Observation, Observations, Spanned};
use crate::text::SourceFile;
use crate::yaml::Node;

/// Reads an `observations/1` file; nothing when it names no unit or no model.
pub fn observations(file: &Arc<SourceFile>, root: &Node<'_>) -> Option<Observations> {
    let model = root.get("model")?;
    let values = root.get("observations").map(Node::items);
    Some(Observations {
        file: Arc::clone(file),
        unit: written(0, root.get("unit"))?,
        model: spanned(model, ModelRef::parse(model.as_str()?)?),
        values: values
            .unwrap_or_default()
            .iter()
            .filter_map(observation)
            .collect(),
    })
}

fn observation(node: &Node<'_>) -> Option<Observation> {
    let value = node.get("value")?;
    Some(Observation {
        metric: written(0, node.get("metric"))?,
        date: written(0, node.get("date"))?,
        value: spanned(value, number(Some(value))?),
    })
}

fn spanned<T>(node: &Node<'_>, value: T) -> Spanned<T> {
    let at = At {
        file: 0,
        span: node.span,
    };
    Spanned { value, at }
}
