use std::cmp::Ordering;
use std::collections::HashMap;

use super::edition::{Control, Edition};
use super::layout::Findings;
use crate::import::rules;

/// How alike two texts must be to be taken for one, in parts of a hundred.
const ALIKE: usize = 70;
/// The same where their ids agree too.
const ALIKE_WITH_ID: usize = 50;
/// Words of a text that are compared.
const MOST_WORDS: usize = 200;

/// A control's counterpart in the other edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Its position there.
    pub(super) other: usize,
    /// Whether both have the same words.
    pub(super) verbatim: bool,
}

/// Which controls of two editions are the same. Ids do not decide: the letters
/// of one edition closed up where it left a control out.
pub(super) struct Pairs {
    /// The counterpart of each control of the edition that is read.
    pub(super) of_base: Vec<Option<Pair>>,
    /// The counterpart of each control of the other.
    pub(super) of_other: Vec<Option<usize>>,
}

impl Pairs {
    /// Pairs controls of one level by their texts, the most alike first, each
    /// with one other at most.
    pub(super) fn new(base: &Edition<'_>, other: &Edition<'_>) -> Self {
        let mut numbers = Words::default();
        let mut words = |edition: &Edition<'_>| {
            let texts = edition.controls.iter();
            let texts = texts.map(|control| numbers.of(control.text()));
            texts.collect::<Vec<_>>()
        };
        let (ours, theirs) = (words(base), words(other));
        let mut candidates = Vec::new();
        for (at, (one, words)) in base.controls.iter().zip(&ours).enumerate() {
            for (there, (two, others)) in other.controls.iter().zip(&theirs).enumerate() {
                if one.place.level != two.place.level {
                    continue;
                }
                let alike = alike(words, others);
                let same_id = one.place == two.place;
                if alike >= if same_id { ALIKE_WITH_ID } else { ALIKE } {
                    candidates.push((alike, same_id, near(one, two), at, there));
                }
            }
        }
        // Of equally good ones, the one with its id, then in its cell of the grid.
        candidates.sort_by_key(|(alike, same_id, near, at, there)| {
            (std::cmp::Reverse((*alike, *same_id, *near)), *at, *there)
        });
        let mut pairs = Self {
            of_base: vec![None; ours.len()],
            of_other: vec![None; theirs.len()],
        };
        for (_, _, _, at, there) in candidates {
            let (Some(one), Some(two)) = (pairs.of_base.get_mut(at), pairs.of_other.get_mut(there))
            else {
                continue;
            };
            if one.is_none() && two.is_none() {
                let verbatim = ours.get(at) == theirs.get(there);
                *one = Some(Pair {
                    other: there,
                    verbatim,
                });
                *two = Some(at);
            }
        }
        pairs
    }
}

fn near(one: &Control<'_>, two: &Control<'_>) -> bool {
    (one.place.intel, one.place.phase) == (two.place.intel, two.place.phase)
}

/// Numbers for words, so that texts are compared as sorted lists.
#[derive(Default)]
struct Words(HashMap<String, u32>);

impl Words {
    /// The words of a text, sorted. One edition says TI where the other says
    /// CTI.
    fn of(&mut self, text: &str) -> Vec<u32> {
        let words = text.split(|found: char| !found.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty()).take(MOST_WORDS);
        let mut numbers: Vec<u32> = words.map(|word| self.number(word.to_lowercase())).collect();
        numbers.sort_unstable();
        numbers
    }

    fn number(&mut self, word: String) -> u32 {
        let word = if word == "ti" { "cti".to_owned() } else { word };
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(word).or_insert(next)
    }
}

/// The words that two texts share, in parts of a hundred of all their words.
fn alike(one: &[u32], two: &[u32]) -> usize {
    let (mut ours, mut theirs) = (one.iter().peekable(), two.iter().peekable());
    let mut shared = 0usize;
    while let (Some(here), Some(there)) = (ours.peek(), theirs.peek()) {
        match here.cmp(there) {
            Ordering::Less => drop(ours.next()),
            Ordering::Greater => drop(theirs.next()),
            Ordering::Equal => {
                shared += 1;
                ours.next();
                theirs.next();
            }
        }
    }
    (200 * shared)
        .checked_div(one.len() + two.len())
        .unwrap_or(0)
}

/// An indicator in one edition is one in both: what tells of a deficiency does
/// so wherever it stands.
pub(super) fn agree_on_indicators(
    base: &mut Edition<'_>,
    other: &mut Edition<'_>,
    pairs: &Pairs,
    findings: &mut Findings<'_>,
) {
    for (control, pair) in base.controls.iter_mut().zip(&pairs.of_base) {
        let there = pair.and_then(|pair| other.controls.get_mut(pair.other));
        let Some(there) = there.filter(|there| there.indicator != control.indicator) else {
            continue;
        };
        let (action, indicator) = if control.indicator {
            (&*there, &*control)
        } else {
            (&*control, &*there)
        };
        let message = format!(
            "{} stands among the actions, its counterpart in {} among the indicators; taken for an indicator",
            action.id,
            indicator.cell()
        );
        findings.report(&rules::WORKBOOK_PLACE, action.cell(), message, None);
        control.indicator = true;
        there.indicator = true;
    }
    let linked = base
        .controls
        .iter_mut()
        .filter(|control| !control.indicator && !control.links.is_empty());
    for control in linked {
        let message = format!(
            "{} stands among the actions, but links to what removes it; taken for an indicator",
            control.id
        );
        findings.report(&rules::WORKBOOK_PLACE, control.cell(), message, None);
        control.indicator = true;
    }
}

/// Says how the editions differ, when the workbook has both. Each comes with its
/// sheets.
pub(super) fn report(
    base: (&str, &Edition<'_>),
    other: (&str, &Edition<'_>),
    pairs: &Pairs,
    findings: &mut Findings<'_>,
) {
    let ((here, base), (there, other)) = (base, other);
    if other.controls.is_empty() {
        return;
    }
    let paired = pairs.of_base.iter().flatten();
    let verbatim = paired.clone().filter(|pair| pair.verbatim).count();
    let reworded = paired.count() - verbatim;
    let message = format!(
        "another edition, which was not read: it has {} controls, {here} has {}; the words of {verbatim} are the same, those of {reworded} similar",
        other.controls.len(),
        base.controls.len()
    );
    let help = "name it with `--edition` to read it instead";
    findings.report(&rules::WORKBOOK_EDITION, there, message, Some(help));
    let only_here = unpaired(base, pairs.of_base.iter().map(Option::is_none));
    let only_there = unpaired(other, pairs.of_other.iter().map(Option::is_none));
    let renamed = renamed(base, other, pairs);
    let lists = [
        (here, format!("not in {there}"), only_here),
        (
            there,
            format!("not in {here}, and so not in the model"),
            only_there,
        ),
        (
            there,
            format!("ids that name other controls in {here}"),
            renamed,
        ),
    ];
    for (sheets, words, ids) in lists.into_iter().filter(|(_, _, ids)| !ids.is_empty()) {
        let message = format!("{words}: {}", ids.join(", "));
        findings.report(&rules::WORKBOOK_EDITION, sheets, message, None);
    }
}

fn unpaired(edition: &Edition<'_>, alone: impl Iterator<Item = bool>) -> Vec<String> {
    let controls = edition.controls.iter().zip(alone);
    let alone = controls.filter(|(_, alone)| *alone);
    alone.map(|(control, _)| control.id.clone()).collect()
}

/// The ids that both editions have, each for a control of its own.
fn renamed(base: &Edition<'_>, other: &Edition<'_>, pairs: &Pairs) -> Vec<String> {
    let mut ids = Vec::new();
    for (control, pair) in base.controls.iter().zip(&pairs.of_base) {
        let namesake = other.position(control.place);
        let own = control.id == control.place.to_string();
        if own && namesake.is_some() && namesake != pair.map(|pair| pair.other) {
            ids.push(control.id.clone());
        }
    }
    ids
}

/// Says which controls have one text; each is imported.
pub(super) fn report_twins(edition: &Edition<'_>, findings: &mut Findings<'_>) {
    let mut first: HashMap<String, &Control<'_>> = HashMap::new();
    for control in &edition.controls {
        let text = control.text().to_lowercase();
        if let Some(twin) = first.get(&text) {
            let message = format!(
                "{} has the text of {} in {}; both were imported",
                control.id,
                twin.id,
                twin.cell()
            );
            findings.report(&rules::WORKBOOK_TEXT_TWICE, control.cell(), message, None);
        } else {
            first.insert(text, control);
        }
    }
}
