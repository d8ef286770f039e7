use super::gate::{declarations, waiver};
use super::{count, key, number, text, texts_of, written};
use crate::diagnostic::{Level, Levels};
use crate::model::{At, Config, Profile, Spanned, UnitDeclaration, Waiving};
use crate::value::Rational;
use crate::yaml::{Entry, Node};

/// Reads `rungs.yaml`.
pub fn config(root: &Node<'_>) -> Config {
    let (levels, level_entries) = levels(root);
    let items = |key| root.get(key).map(Node::items).unwrap_or_default();
    let waiving = root.get("waiving");
    let days = |key| count(waiving.and_then(|waiving| waiving.get(key)));
    let profiles = root.get("profiles").map(Node::entries).unwrap_or_default();
    Config {
        models: texts_of(root.get("models")),
        assessments: texts_of(root.get("assessments")),
        observations: texts_of(root.get("observations")),
        units: items("units").iter().filter_map(unit).collect(),
        levels,
        level_entries,
        gates: declarations(root),
        waivers: items("waivers").iter().filter_map(waiver).collect(),
        waiving: Waiving {
            longest_days: days("longest_days"),
            warn_days: days("warn_days"),
        },
        profiles: profiles.iter().map(profile).collect(),
    }
}

type LevelEntries = Vec<(Spanned<String>, Spanned<String>)>;

fn levels(node: &Node<'_>) -> (Levels, LevelEntries) {
    let mut levels = Levels::default();
    let mut entries = Vec::new();
    for entry in node.get("levels").map(Node::entries).unwrap_or_default() {
        let Some(word) = written(0, Some(&entry.value)) else {
            continue;
        };
        if let Some(level) = Level::from_word(&word.value) {
            levels.set(&entry.key, level);
        }
        entries.push((key(entry), word));
    }
    (levels, entries)
}

fn profile(entry: &Entry<'_>) -> Profile {
    let (levels, level_entries) = levels(&entry.value);
    Profile {
        name: key(entry),
        levels,
        level_entries,
        gates: declarations(&entry.value),
    }
}

fn unit(node: &Node<'_>) -> Option<UnitDeclaration> {
    let id = node.get("id")?;
    let groups = node.get("groups").map(Node::items).unwrap_or_default();
    let groups = groups.iter().filter_map(|group| written(0, Some(group)));
    Some(UnitDeclaration {
        id: id.as_str()?.to_owned(),
        at: At {
            file: 0,
            span: id.span,
        },
        title: text(node.get("title")),
        parent: written(0, node.get("parent")),
        groups: groups.collect(),
        weight: number(node.get("weight")).unwrap_or(Rational::ONE),
    })
}
