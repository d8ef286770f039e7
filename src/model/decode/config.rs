use super::{number, text, texts_of, written};
use crate::diagnostic::{Level, Levels};
use crate::model::{At, Config, Spanned, UnitDeclaration};
use crate::value::Rational;
use crate::yaml::Node;

/// Reads `rungs.yaml`.
pub fn config(root: &Node<'_>) -> Config {
    let at = |span| At { file: 0, span };
    let mut levels = Levels::default();
    let mut level_entries = Vec::new();
    for entry in root.get("levels").map(Node::entries).unwrap_or_default() {
        let Some(word) = written(0, Some(&entry.value)) else {
            continue;
        };
        if let Some(level) = Level::from_word(&word.value) {
            levels.set(&entry.key, level);
        }
        level_entries.push((
            Spanned {
                value: entry.key.to_string(),
                at: at(entry.key_span),
            },
            word,
        ));
    }
    let units = root.get("units").map(Node::items).unwrap_or_default();
    let unit = |node: &Node<'_>| {
        let id = node.get("id")?;
        Some(UnitDeclaration {
            id: id.as_str()?.to_owned(),
            at: at(id.span),
            title: text(node.get("title")),
            parent: written(0, node.get("parent")),
            groups: node
                .get("groups")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .filter_map(|group| written(0, Some(group)))
                .collect(),
            weight: number(node.get("weight")).unwrap_or(Rational::ONE),
        })
    };
    Config {
        models: texts_of(root.get("models")),
        assessments: texts_of(root.get("assessments")),
        observations: texts_of(root.get("observations")),
        units: units.iter().filter_map(unit).collect(),
        levels,
        level_entries,
    }
}
