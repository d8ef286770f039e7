use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{Group, Project};
use crate::model::ModelRef;
use crate::source::git::GitId;
use crate::yaml::MOST_BYTES;

/// Whose assessment a file is, told without parsing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whose {
    /// If it is an assessment at all, of this unit against this model.
    Told { unit: String, model: String },
    /// Only reading all of it tells.
    Unclear,
}

/// What a file has to belong to for being looked at.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Units, each with the id of a model.
    pub(super) assessments: BTreeSet<(String, String)>,
    /// Units against whatever model.
    pub(super) units: BTreeSet<String>,
    /// Models with their versions, whatever the unit.
    pub(super) models: BTreeSet<String>,
}

impl Wanted {
    fn nothing(&self) -> bool {
        self.assessments.is_empty() && self.units.is_empty() && self.models.is_empty()
    }

    /// Whether a file has to be looked at: it belongs there, or may.
    fn may_hold(&self, whose: Whose) -> bool {
        match whose {
            Whose::Unclear => true,
            Whose::Told { unit, model } => {
                self.units.contains(&unit)
                    || self.models.contains(&model)
                    || self
                        .assessments
                        .contains(&(unit, ModelRef::id_of(&model).to_owned()))
            }
        }
    }
}

/// Whose the files were that were asked about before, by the ids of their contents.
#[derive(Debug, Default)]
pub struct Owners(Mutex<HashMap<GitId, Whose>>);

impl Owners {
    /// Whether each of some groups has to be looked at.
    pub(super) fn wanted(
        &self,
        project: &Project,
        groups: &[&Group],
        wanted: &Wanted,
    ) -> Vec<bool> {
        if wanted.nothing() {
            return vec![false; groups.len()];
        }
        let asked = groups.par_iter();
        let asked = asked.map(|group| wanted.may_hold(self.whose(project, group)));
        asked.collect()
    }

    fn whose(&self, project: &Project, group: &Group) -> Whose {
        let Some(head) = group.files.first() else {
            return Whose::Unclear;
        };
        let id = project.files.id_at_hand(head);
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(whose) = id.and_then(|id| known().get(&id).cloned()) {
            return whose;
        }
        let text = project.files.read_text(head, MOST_BYTES);
        let whose = text.map_or(Whose::Unclear, |text| told(&text));
        if let Some(id) = id {
            known().insert(id, whose.clone());
        }
        whose
    }
}

impl Project {
    /// The groups that are of a unit, or may be.
    pub fn groups_of_unit(&self, groups: &[Group], unit: &str) -> Vec<Group> {
        let wanted = Wanted {
            units: BTreeSet::from([unit.to_owned()]),
            ..Wanted::default()
        };
        let asked: Vec<&Group> = groups.iter().collect();
        let found = Owners::default().wanted(self, &asked, &wanted);
        let found = asked.into_iter().zip(found).filter(|(_, found)| *found);
        found.map(|(group, _)| group.clone()).collect()
    }
}

/// Whose a text says that it is, where it says so as plainly as nearly all do.
fn told(text: &str) -> Whose {
    let told = || {
        let unit = plain_entry(text, "unit")?;
        let model = plain_entry(text, "model")?;
        Some(Whose::Told {
            unit: unit.to_owned(),
            model: model.to_owned(),
        })
    };
    told().unwrap_or(Whose::Unclear)
}

/// The value of an entry that stands on a line of its own at the left edge, if nothing
/// else in the text could be an entry of that name.
fn plain_entry<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    // A key may be written in escapes, or after a question mark.
    if text.contains('\\') || text.starts_with('?') || find(text, "\n?").next().is_some() {
        return None;
    }
    let mut entries = find(text, name).filter(|at| {
        let before = text
            .get(..*at)
            .and_then(|before| before.chars().next_back());
        let part_of_a_word =
            before.is_some_and(|before| before.is_alphanumeric() || "_-".contains(before));
        let after = text.get(at + name.len()..).unwrap_or_default();
        let after = after.trim_start_matches(['"', '\'', ' ', '\t', '\r', '\n']);
        !part_of_a_word && after.starts_with(':')
    });
    let at = entries.next()?;
    let alone = entries.next().is_none();
    let before = text.get(..at)?;
    let at_edge = before.is_empty() || before.ends_with('\n');
    let value = text.get(at..)?.strip_prefix(name)?.strip_prefix(": ")?;
    (alone && at_edge).then(|| plain(value)).flatten()
}

fn find<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    memchr::memmem::find_iter(text.as_bytes(), words)
}

/// A value that ends on its line, without quotes and comment; nothing where it may mean
/// anything but its own letters.
fn plain(value: &str) -> Option<&str> {
    let mut lines = value.lines();
    let line = lines.next()?.trim_matches([' ', '\t']);
    for quote in ['"', '\''] {
        if let Some(quoted) = line.strip_prefix(quote) {
            let (inner, after) = quoted.split_once(quote)?;
            let after = after.trim_start_matches([' ', '\t']);
            return (after.is_empty() || after.starts_with('#')).then_some(inner);
        }
    }
    let next = lines.find(|line| !line.is_empty());
    let goes_on = next.is_some_and(|next| next.starts_with([' ', '\t', '\r']));
    let word = line.split_once(" #").map_or(line, |(word, _)| word);
    let word = word.trim_end_matches([' ', '\t']);
    let letters = |one: char| one.is_alphanumeric() || " _-.@/+".contains(one);
    let starts = word.starts_with(char::is_alphanumeric);
    (starts && !goes_on && word.chars().all(letters)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::{Whose, told};

    fn of(text: &str) -> Option<(String, String)> {
        match told(text) {
            Whose::Told { unit, model } => Some((unit, model)),
            Whose::Unclear => None,
        }
    }

    #[test]
    fn what_is_said_plainly_is_told() {
        let acme = Some(("acme".to_owned(), "cti-cmm@1.3".to_owned()));
        assert_eq!(of("unit: acme\nmodel: cti-cmm@1.3\nanswers: []\n"), acme);
        assert_eq!(of("# x\nmodel: \"cti-cmm@1.3\" # y\nunit: 'acme'\n"), acme);
        assert_eq!(of("unit: acme  # ours\r\nmodel: cti-cmm@1.3\r\n"), acme);
        let prose = "unit: acme\nmodel: cti-cmm@1.3\nnote: a business unit, its model\n";
        assert_eq!(of(prose), acme);
        assert_eq!(of("unit: acme\nsub_unit: b\nmodel: cti-cmm@1.3\n"), acme);
    }

    #[test]
    fn what_could_be_said_otherwise_is_not() {
        for text in [
            "{unit: acme, model: cti-cmm}",
            "\"unit\": acme\nmodel: cti-cmm\n",
            "? unit\n: acme\nmodel: cti-cmm\n",
            "un\\u0069t: acme\nunit: b\nmodel: cti-cmm\n",
            "unit: acme\n  and more\nmodel: cti-cmm\n",
            "unit: acme\n\n  and more\nmodel: cti-cmm\n",
            "unit: 'it''s'\nmodel: cti-cmm\n",
            "unit: |\n  acme\nmodel: cti-cmm\n",
            "unit: acme\nunit: b\nmodel: cti-cmm\n",
            "x: {unit : b}\nunit: acme\nmodel: cti-cmm\n",
            "unit: acme\n",
            "unit: acme\rmodel: b\nmodel: cti-cmm\n",
            "  unit: acme\n  model: cti-cmm\n",
            "",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
