use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::{DigestParts, Model};
use crate::value::Rational;

/// What happened to a part of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// It is there now.
    Added,
    /// It is gone.
    Removed,
    /// It is another one.
    Changed,
}

impl Happened {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A change of what scoring uses beside the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeaningChange {
    /// `level`, `scale`, `measure` or `band`.
    pub section: &'static str,
    /// The id of the level, scale, measure or band.
    pub id: String,
    /// What happened to it, or to the part named.
    pub happened: Happened,
    /// The part of it, such as `answers fully score`; nothing for all of it.
    pub part: Option<String>,
    /// What it was, where that is one value.
    pub from: Option<String>,
    /// What it is, where that is one value.
    pub to: Option<String>,
}

/// Everything that changed in levels, scales, measures and bands.
pub(super) fn meaning_changes(from: &Model, to: &Model) -> Vec<MeaningChange> {
    let mut changes = levels(from, to);
    let (earlier, later) = (DigestParts::new(from), DigestParts::new(to));
    for (section, earlier, later) in [
        ("scale", &earlier.scales, &later.scales),
        ("measure", &earlier.measures, &later.measures),
        ("band", &earlier.bands, &later.bands),
    ] {
        changes.extend(section_changes(section, earlier, later));
    }
    changes
}

/// Levels by id; one that is there still has changed when others stand below it.
fn levels(from: &Model, to: &Model) -> Vec<MeaningChange> {
    let change = |id: &String, happened, from: Option<usize>, to: Option<usize>| MeaningChange {
        section: "level",
        id: id.clone(),
        happened,
        part: (happened == Happened::Changed).then(|| "place".to_owned()),
        from: from.map(|at| (at + 1).to_string()),
        to: to.map(|at| (at + 1).to_string()),
    };
    let mut changes = Vec::new();
    for (at, level) in from.levels.iter().enumerate() {
        match to.level(&level.id) {
            None => changes.push(change(&level.id, Happened::Removed, Some(at), None)),
            Some(now) if now != at => {
                changes.push(change(&level.id, Happened::Changed, Some(at), Some(now)));
            }
            Some(_) => {}
        }
    }
    for (at, level) in to.levels.iter().enumerate() {
        if from.level(&level.id).is_none() {
            changes.push(change(&level.id, Happened::Added, None, Some(at)));
        }
    }
    changes
}

fn section_changes(
    section: &'static str,
    from: &Map<String, Value>,
    to: &Map<String, Value>,
) -> Vec<MeaningChange> {
    let mut changes = Vec::new();
    let whole = |id: &String, happened| MeaningChange {
        section,
        id: id.clone(),
        happened,
        part: None,
        from: None,
        to: None,
    };
    for (id, earlier) in from {
        let Some(later) = to.get(id) else {
            changes.push(whole(id, Happened::Removed));
            continue;
        };
        let (earlier, later) = (parts(earlier), parts(later));
        let names: BTreeMap<&String, ()> = earlier
            .keys()
            .chain(later.keys())
            .map(|name| (name, ()))
            .collect();
        for name in names.into_keys() {
            let (was, is) = (earlier.get(name), later.get(name));
            if was != is {
                changes.push(MeaningChange {
                    happened: match (was, is) {
                        (None, _) => Happened::Added,
                        (_, None) => Happened::Removed,
                        _ => Happened::Changed,
                    },
                    // A measure's digest holds its rule in a member of that name.
                    part: Some(name.strip_prefix("rule ").unwrap_or(name).to_owned()),
                    from: was.cloned(),
                    to: is.cloned(),
                    ..whole(id, Happened::Changed)
                });
            }
        }
    }
    let added = to.keys().filter(|id| !from.contains_key(*id));
    changes.extend(added.map(|id| whole(id, Happened::Added)));
    changes
}

/// A part of a digest as a flat list: where a value stands, and the value.
fn parts(value: &Value) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    flatten(value, String::new(), &mut parts);
    parts
}

fn flatten(value: &Value, path: String, parts: &mut BTreeMap<String, String>) {
    let below = |name: &str| match path.is_empty() {
        true => name.to_owned(),
        false => format!("{path} {name}"),
    };
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                flatten(member, below(name), parts);
            }
        }
        Value::Array(entries) if entries.iter().any(Value::is_object) => {
            for (at, entry) in entries.iter().enumerate() {
                let (mut name, key) = name_of(entry).unzip();
                let twice = |other: &&Value| name_of(other).unzip().0 == name;
                if entries.iter().filter(twice).count() > 1 {
                    name = None;
                }
                let place = below(&name.map_or_else(|| (at + 1).to_string(), str::to_owned));
                let before = parts.len();
                let members = entry.as_object().into_iter().flatten();
                for (member, value) in members.filter(|(member, _)| Some(member.as_str()) != key) {
                    flatten(value, format!("{place} {member}"), parts);
                }
                if parts.len() == before {
                    parts.insert(place, "there".to_owned());
                }
            }
        }
        Value::Array(entries) if entries.is_empty() => {}
        Value::Array(entries) => {
            let entries: Vec<String> = entries.iter().filter_map(shown).collect();
            parts.insert(path, entries.join(", "));
        }
        value => {
            if let Some(text) = shown(value) {
                parts.insert(path, text);
            }
        }
    }
}

/// What an entry of a list goes by, and the key of that.
fn name_of(entry: &Value) -> Option<(&str, &'static str)> {
    let mut keys = ["key", "id", "label"].into_iter();
    keys.find_map(|key| Some((entry.get(key)?.as_str()?, key)))
}

/// A value as a text; nothing for nothing. A fraction is a decimal where that is
/// exact.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => {
            let decimal = || {
                let (over, under) = text.split_once('/')?;
                let number = Rational::parse(over)?.checked_div(&Rational::parse(under)?)?;
                number.to_decimal()
            };
            Some(decimal().unwrap_or_else(|| text.clone()))
        }
        Value::Bool(true) => Some("yes".to_owned()),
        Value::Bool(false) => Some("no".to_owned()),
        other => Some(other.to_string()),
    }
}
