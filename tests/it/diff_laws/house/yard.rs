//! A model and a mapping as files.

use super::{Practice, Yard};
use crate::scoring_laws::MEASURES;

/// What became of each practice.
pub(super) fn mapping(from: &Yard, to: &Yard) -> String {
    let all = |yard: &Yard| -> Vec<Practice> {
        let areas = yard.areas.iter();
        areas.flat_map(|(_, practices)| practices.clone()).collect()
    };
    let (was, is) = (all(from), all(to));
    let mut rows = String::new();
    for practice in &was {
        let there = is.iter().find(|other| other.origin == practice.origin);
        let id = &practice.id;
        rows.push_str(&match there {
            Some(there) if there.id == *id => {
                format!("  - {{from: [{id}], to: [{id}], relation: same}}\n")
            }
            Some(there) => format!(
                "  - {{from: [{id}], to: [{}], relation: renamed}}\n",
                there.id
            ),
            None => format!("  - {{from: [{id}], relation: dropped}}\n"),
        });
    }
    for practice in &is {
        if !was.iter().any(|other| other.origin == practice.origin) {
            rows.push_str(&format!("  - {{to: [{}], relation: new}}\n", practice.id));
        }
    }
    format!(
        "rungs: mapping/1\nfrom: m@{}\nto: m@{}\nrows:\n{rows}",
        from.version, to.version
    )
}

impl Practice {
    /// The answers of its scale: key, another spelling, score.
    pub(super) fn answers(&self) -> &'static [[&'static str; 3]] {
        match self.five {
            true => &[
                ["1", "one", "1"],
                ["2", "two", "2"],
                ["3", "three", "3"],
                ["4", "four", "4"],
                ["5", "five", "5"],
            ],
            false => &[
                ["none", "N", "0"],
                ["some", "S", "1"],
                ["most", "M", "2"],
                ["all", "A", "3"],
            ],
        }
    }
}

impl Yard {
    pub(super) fn text(&self) -> String {
        let list = |five: bool| {
            let practice = Practice {
                id: String::new(),
                origin: 0,
                weight: "1",
                negative: false,
                level: 0,
                five,
            };
            let answers = practice.answers().iter();
            let answers = answers.map(|[key, also, score]| {
                format!("{{key: '{key}', score: {score}, also: ['{also}']}}")
            });
            answers.collect::<Vec<_>>().join(", ")
        };
        let mut text = format!(
            "rungs: model/1\nid: m\nversion: '{}'\ntitle: M\nkinds: [group, area, practice]\n\
             levels: [{{id: L0}}, {{id: L1}}, {{id: L2}}, {{id: L3}}]\nscales:\n  \
             four: {{answers: [{}], not_applicable: true}}\n  five: {{answers: [{}], not_applicable: true}}\n\
             bands:\n  halves: {{closed: lower, edges: [{{to: 0.5, label: low}}, {{label: high}}]}}\nmeasures:\n",
            self.version,
            list(false),
            list(true)
        );
        let first_area = &self.areas[0].0;
        let first = &self.areas[0].1[0].id;
        for (id, definition, ..) in MEASURES {
            // The measures of a turned model want something else.
            let definition = match (self.turn, *id) {
                (1, "mean") => "rule: combine, fn: sum",
                (2, "level") => "rule: attain, at: {four: some, five: '2'}",
                (2, "of-areas") => "rule: combine, fn: min, over: children, of: ratio",
                (3, "max") | (_, "worst-shown-high") => continue,
                _ => definition,
            };
            let definition = definition
                .replace("A0-0", first)
                .replace("{A0:", &format!("{{{first_area}:"));
            text.push_str(&format!("  {id}: {{{definition}}}\n"));
        }
        text.push_str("  done: {rule: combine, fn: progress, of: ratio}\n");
        if self.turn == 3 {
            text.push_str("  more: {rule: combine, fn: max, over: children, of: mean}\n");
        }
        text.push_str("headline: [ratio, level]\nitems:\n");
        text + &self.items()
    }

    fn items(&self) -> String {
        let mut text = String::new();
        for (at, (area, practices)) in self.areas.iter().enumerate() {
            if at % 2 == 0 {
                text.push_str(&format!(
                    "  - id: G{}\n    title: Group\n    items:\n",
                    at / 2
                ));
            }
            text.push_str(&format!("      - id: {area}\n        title: Area\n        aliases: [area-{at}]\n        items:\n"));
            for practice in practices {
                let Practice { id, weight, .. } = practice;
                let scale = if practice.five { "five" } else { "four" };
                let polarity = if practice.negative {
                    ", polarity: negative"
                } else {
                    ""
                };
                let level = match practice.level {
                    0 => String::new(),
                    level => format!(", level: L{level}"),
                };
                text.push_str(&format!(
                    "          - {{id: {id}, title: P, scale: {scale}, weight: {weight}{polarity}{level}, aliases: [p.{id}]}}\n"
                ));
            }
        }
        text
    }

    /// Every node and practice: id and another spelling.
    pub(super) fn nodes(&self) -> Vec<[String; 2]> {
        let mut nodes = vec![["m".to_owned(), "m".to_owned()]];
        for (at, (area, practices)) in self.areas.iter().enumerate() {
            if at % 2 == 0 {
                let group = format!("G{}", at / 2);
                nodes.push([group.clone(), group]);
            }
            nodes.push([area.clone(), format!("area-{at}")]);
            nodes.extend(
                practices
                    .iter()
                    .map(|one| [one.id.clone(), format!("p.{}", one.id)]),
            );
        }
        nodes
    }
}
