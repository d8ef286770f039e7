use std::collections::HashSet;

use super::Which;
use super::edition::{Control, Edition};
use super::layout::{Findings, Row};
use super::pair::Pairs;
use crate::import::rules;
use crate::yaml::Written;

/// The id that the model gets.
pub(super) const ID: &str = "cti-mm";
/// The phases of the intelligence cycle, as values of a facet.
const PHASES: [&str; 5] = [
    "direction",
    "collection",
    "analysis",
    "dissemination",
    "feedback",
];
/// The intelligence levels, as values of a facet, with their letters in ids.
const INTELS: [(char, &str); 3] = [('A', "strategic"), ('B', "operational"), ('C', "tactical")];
/// What stands above the model.
const NOTE: &str = "\
# Written by `rungs import cti-mm-xlsx` from your copy of the author's workbook. The
# author states no licence: the wording is theirs, and nothing here allows you to
# pass it on. The measures are those of rungs; the workbook has none.
";

/// The model of an edition as a `model/1` file.
pub(super) fn to_yaml(
    which: Which,
    base: &Edition<'_>,
    other: &Edition<'_>,
    pairs: &Pairs,
    findings: &mut Findings<'_>,
) -> String {
    let items = Items {
        base,
        other,
        pairs,
        aliases: HashSet::new(),
        findings,
    };
    let text = Written::text;
    let model = Written::map([
        ("rungs", text("model/1")),
        ("id", text(ID)),
        ("version", text(which.word())),
        (
            "title",
            text("Cyber Threat Intelligence Maturity Model (CTI-MM)"),
        ),
        (
            "publisher",
            text("the author of Slavkey/CTI_Maturity_Model"),
        ),
        (
            "edition",
            Written::text(format!("sheets {}", which.edition())),
        ),
        ("licence", text("none stated by the author")),
        (
            "source",
            text("https://github.com/Slavkey/CTI_Maturity_Model"),
        ),
        ("language", text("en")),
        (
            "kinds",
            Written::texts(["phase", "intelligence level", "control"]),
        ),
        ("levels", levels(base)),
        ("scales", scales()),
        (
            "facets",
            Written::map([
                ("phase", Written::texts(PHASES)),
                ("intel", Written::texts(INTELS.map(|(_, name)| name))),
            ]),
        ),
        ("measures", measures()),
        ("headline", Written::texts(["share", "level"])),
        ("items", items.phases()),
    ]);
    format!("{NOTE}{}", model.to_yaml())
}

/// L1 to L5 above a ground that no control carries.
fn levels(base: &Edition<'_>) -> Written {
    let level = |id: String, name: String| {
        Written::map([("id", Written::text(id)), ("name", Written::text(name))])
    };
    let ground = level("L0".to_owned(), "Below level 1".to_owned());
    let named = (1..=5).map(|number| {
        let name = base.levels.get(&number).cloned();
        level(
            format!("L{number}"),
            name.unwrap_or_else(|| format!("Level {number}")),
        )
    });
    Written::List(std::iter::once(ground).chain(named).collect())
}

fn scales() -> Written {
    let answer = |key: &str, score: i32, title: &str| {
        Written::map([
            ("key", Written::text(key)),
            ("score", Written::Number(score)),
            ("title", Written::text(title)),
        ])
    };
    let answers = Written::List(vec![answer("no", 0, "No"), answer("yes", 1, "Yes")]);
    let scale = Written::map([
        ("answers", answers),
        ("not_applicable", Written::Flag(false)),
    ]);
    Written::map([("truth", scale)])
}

/// The share and the level; phases are nodes, so the shares along the two other
/// axes are measures of their own.
fn measures() -> Written {
    let share = |title: &str, only: Option<Written>| {
        let mut share = vec![
            ("rule", Written::text("combine")),
            ("fn", Written::text("ratio")),
            ("title", Written::text(title)),
        ];
        share.extend(only.map(|only| ("where", only)));
        share.extend([
            ("unanswered", Written::text("zero")),
            ("derived", Written::Flag(true)),
        ]);
        Written::map(share)
    };
    let level = Written::map([
        ("rule", Written::text("attain")),
        ("title", Written::text("Level")),
        ("items", Written::text("leaves")),
        ("at", Written::text("yes")),
        ("unanswered", Written::text("fail")),
        ("empty", Written::text("stop")),
        ("derived", Written::Flag(true)),
    ]);
    let mut measures = vec![
        ("share".to_owned(), share("Share", None)),
        ("level".to_owned(), level),
    ];
    for number in 1..=5 {
        let only = Written::map([("level", Written::text(format!("L{number}")))]);
        let title = format!("Share of level {number}");
        measures.push((format!("share-level-{number}"), share(&title, Some(only))));
    }
    for (_, name) in INTELS {
        let facets = Written::map([("intel", Written::text(name))]);
        let only = Written::map([("facets", facets)]);
        let title = format!("Share, {name}");
        measures.push((format!("share-{name}"), share(&title, Some(only))));
    }
    Written::map(measures)
}

struct Items<'i, 'w, 'r, 'f> {
    base: &'i Edition<'w>,
    other: &'i Edition<'w>,
    pairs: &'i Pairs,
    aliases: HashSet<String>,
    findings: &'r mut Findings<'f>,
}

impl Items<'_, '_, '_, '_> {
    /// The tree: phases, in each its intelligence levels, in each its controls
    /// from the lowest level up. Each node then climbs the levels by itself.
    fn phases(mut self) -> Written {
        let mut phases = Vec::new();
        for (number, name) in (1u8..).zip(PHASES) {
            let title = self.base.phases.get(&number).cloned();
            let title = title.unwrap_or_else(|| name.to_owned());
            let cells =
                INTELS.map(|(letter, intel)| self.cell(number, name, &title, letter, intel));
            let cells: Vec<Written> = cells.into_iter().flatten().collect();
            if !cells.is_empty() {
                phases.push(Written::map([
                    ("id", Written::text(format!("P{number}"))),
                    ("title", Written::text(title)),
                    ("items", Written::List(cells)),
                ]));
            }
        }
        Written::List(phases)
    }

    fn cell(
        &mut self,
        number: u8,
        phase: &str,
        title: &str,
        letter: char,
        intel: &str,
    ) -> Option<Written> {
        let base = self.base;
        let in_cell = |(_, control): &(usize, &Control<'_>)| {
            (control.place.phase, control.place.intel) == (number, letter)
        };
        let mut controls: Vec<(usize, &Control<'_>)> =
            base.controls.iter().enumerate().filter(in_cell).collect();
        controls.sort_by_key(|(at, control)| (control.place.order(), *at));
        let facets = Written::map([
            ("phase", Written::text(phase)),
            ("intel", Written::text(intel)),
        ]);
        let items: Vec<Written> = controls
            .into_iter()
            .map(|(_, control)| self.control(control, &facets))
            .collect();
        let name = base
            .intels
            .get(&letter)
            .cloned()
            .unwrap_or_else(|| intel.to_owned());
        (!items.is_empty()).then(|| {
            Written::map([
                ("id", Written::text(format!("P{number}.{letter}"))),
                ("title", Written::text(format!("{title}, {name}"))),
                ("items", Written::List(items)),
            ])
        })
    }

    fn control(&mut self, control: &Control<'_>, facets: &Written) -> Written {
        let mut item = vec![("id", Written::text(&control.id))];
        item.push(("title", Written::text(control.text())));
        let odd = control.rows.iter().map(|row| &row.written);
        let odd = odd.filter(|written| **written != control.place.to_string());
        let odd: Vec<String> = odd
            .filter(|written| self.aliases.insert((*written).clone()))
            .cloned()
            .collect();
        if let Some(code) = odd.first() {
            item.push(("code", Written::text(code)));
            item.push(("aliases", Written::texts(odd)));
        }
        if control.indicator {
            item.push(("kind", Written::text("indicator")));
        }
        item.push(("level", Written::text(format!("L{}", control.place.level))));
        if control.indicator {
            item.push(("polarity", Written::text("negative")));
        }
        item.push(("facets", facets.clone()));
        let resolved_by = self.resolved_by(control);
        if !resolved_by.is_empty() {
            item.push(("resolved_by", Written::texts(resolved_by)));
        }
        let resources = resources(&control.rows);
        if !resources.is_empty() {
            item.push(("resources", Written::map(resources)));
        }
        Written::map(item)
    }

    /// The controls that remove a deficiency: a link is meant for the edition
    /// that it stands in, so one from the other is followed there first.
    fn resolved_by(&mut self, control: &Control<'_>) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let here = control.links.iter().map(|link| (link, true));
        let at = self
            .base
            .controls
            .iter()
            .position(|known| std::ptr::eq(known, control));
        let pair = at.and_then(|at| *self.pairs.of_base.get(at)?);
        let there = pair.and_then(|pair| self.other.controls.get(pair.other));
        let there = there
            .into_iter()
            .flat_map(|there| &there.links)
            .map(|link| (link, false));
        for ((target, cell), own) in here.chain(there) {
            let position = if own {
                self.base.position(*target)
            } else {
                let there = self.other.position(*target);
                there.and_then(|there| *self.pairs.of_other.get(there)?)
            };
            match position.and_then(|at| self.base.controls.get(at)) {
                Some(target) if !found.contains(&target.id) => found.push(target.id.clone()),
                Some(_) => {}
                None => {
                    let message = format!(
                        "no control of the edition that is read answers to the link {target}; it was dropped"
                    );
                    self.findings
                        .report(&rules::WORKBOOK_LINK, cell, message, None);
                }
            }
        }
        found
    }
}

/// What a control needs, where the workbook says so.
fn resources(rows: &[Row<'_>]) -> Vec<(&'static str, Written)> {
    let said = |column: fn(&Row<'_>) -> Option<u32>| {
        let mut cells = rows.iter().filter_map(|row| row.line(column(row)));
        cells.find(|held| !matches!(held.to_lowercase().as_str(), "n/a" | "na" | "-"))
    };
    let all = [
        ("process", said(|row| row.columns.process)),
        ("people", said(|row| row.columns.people)),
        ("technology", said(|row| row.columns.technology)),
    ];
    all.into_iter()
        .filter_map(|(name, held)| Some((name, Written::text(held?))))
        .collect()
}
