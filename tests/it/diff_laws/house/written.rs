//! Assessments as files, in any style.

use std::fs;
use std::path::Path;

use super::yard::mapping;
use super::{Entry, Paper, Practice, Said, Style, Turn, Two, Yard};

const UNITS: [&str; 2] = ["acme", "roof.2"];
const SENTENCES: [&str; super::WORDS] = [
    "alerts reach us a day late",
    "alerts reach us the same day, mostly",
    "it's \\\"agreed\\\" # in the review",
    "| a <b>bold</b> claim @team #12",
    "größer – 更好 👩‍👩‍👧",
    "two\\nlines\\n/close",
];
const DAYS: [&str; 4] = ["2025-03-01", "2026-09-01", "2026-10-01", "2026-10-14"];
const LATER: [&str; 3] = ["2026-09-30", "2027-01-01", "2028-06-30"];
const REFERENCES: [&str; 4] = [
    "https://wiki.example/a?b=1&c=2",
    "docs/plan.md",
    "https://wiki.example/(x)",
    "docs/other plan.md",
];
/// What can be wanted, set or judged: measure and value.
const JUDGED: [(&str, [&str; 3]); 4] = [
    ("ratio", ["0.25", "0.5", "1"]),
    ("level", ["L0", "L1", "L2"]),
    ("mean", ["1", "2", "2.5"]),
    ("first", ["0", "0.5", "0.75"]),
];

impl Two {
    /// Writes one side into a folder.
    pub(crate) fn write(&self, side: usize, folder: &Path) {
        self.write_as(side, self.styles[side], folder);
    }

    pub(crate) fn write_as(&self, side: usize, style: Style, folder: &Path) {
        let put = |path: String, text: String| {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put(
            "rungs.yaml".to_owned(),
            "rungs: config/1\nmodels: [models/*.yaml]\nassessments: [assessments/**/*.yaml]\n"
                .to_owned(),
        );
        // Two versions stand side by side; two contents of one cannot.
        let [was, is] = &self.yards;
        let own = &self.yards[side];
        for yard in [was, is] {
            if was.version != is.version || std::ptr::eq(yard, own) {
                put(format!("models/m-{}.yaml", yard.version), yard.text());
            }
        }
        if matches!(self.turn, Turn::Mapped | Turn::MappedBack) {
            let [from, to] = match self.turn {
                Turn::Mapped => [&self.yards[0], &self.yards[1]],
                _ => [&self.yards[1], &self.yards[0]],
            };
            put("models/mapping.yaml".to_owned(), mapping(from, to));
        }
        for (at, unit) in UNITS.into_iter().enumerate() {
            let written = Writing {
                yard: &self.yards[side],
                paper: &self.papers[side][at],
                style,
                unit,
                name: ["acme", "roof"][at],
            };
            for (path, text) in written.files() {
                put(path, text);
            }
        }
    }
}

/// A paper about to be written.
struct Writing<'w> {
    yard: &'w Yard,
    paper: &'w Paper,
    style: Style,
    unit: &'w str,
    name: &'w str,
}

impl Writing<'_> {
    /// A decision that depends on what it is about only.
    fn choose(&self, about: &str, of: usize) -> usize {
        let text = format!("{}{about}", self.style.seed);
        let digest = rungs::value::Digest::of(text.as_bytes()).to_string();
        let digits = &digest[digest.len() - 6..];
        usize::from_str_radix(digits, 16).unwrap() % of
    }

    /// The same things in another order.
    fn shuffled(&self, mut things: Vec<String>) -> Vec<String> {
        things.sort_by_key(|thing| {
            let text = format!("{}{thing}", self.style.seed);
            rungs::value::Digest::of(text.as_bytes()).to_string()
        });
        things
    }

    /// A plain word, perhaps in quotes.
    fn word(&self, text: &str) -> String {
        let odd = text.contains([':', '#', '"', '(', ' ']) || text.parse::<f64>().is_ok();
        match (self.choose(text, 3), odd) {
            (0, _) => format!("'{text}'"),
            (_, true) => format!("\"{}\"", text.replace('"', "\\\"")),
            _ => text.to_owned(),
        }
    }

    fn spelled(&self, node: &[String; 2]) -> String {
        let id = &node[self.choose(&node[0], 2)];
        self.word(id)
    }

    fn comment(&self, about: &str, indent: usize) -> String {
        match self.choose(&format!("{about} comment"), 4) {
            0 => format!("{}# about {about}\n", " ".repeat(indent)),
            _ => String::new(),
        }
    }

    fn list(&self, key: &str, entries: Vec<String>) -> String {
        if entries.is_empty() {
            return String::new();
        }
        let comment = self.comment(key, 0);
        format!("{comment}{key}:\n{}", self.shuffled(entries).concat())
    }

    /// Nodes of positions, each once.
    fn at<T: Copy>(
        &self,
        entries: &[T],
        position: impl Fn(T) -> (usize, usize),
    ) -> Vec<([String; 2], T)> {
        let nodes = self.yard.nodes();
        let mut seen = Vec::new();
        let mut found = Vec::new();
        for entry in entries {
            let (node, kind) = position(*entry);
            let node = node % nodes.len();
            if !seen.contains(&(node, kind)) {
                seen.push((node, kind));
                found.push((nodes[node].clone(), *entry));
            }
        }
        found
    }

    fn head(&self) -> String {
        let Paper { out, assessed, .. } = self.paper;
        let mut text = format!("rungs: assessment/1\nmodel: m@{}\n", self.yard.version);
        let unit = self.word(self.unit);
        text.push_str(&format!(
            "unit: {unit}\nas_of: {}\n",
            self.word(DAYS[self.paper.day])
        ));
        let people = [
            "{name: Ada, email: ada@example.org}",
            "{name: Bo, role: \"lead, of all\"}",
        ];
        let people = people
            .iter()
            .take(self.paper.assessors)
            .map(|one| format!("  - {one}\n"));
        text.push_str(&self.list("assessors", people.collect()));
        let day = |(node, (_, day)): ([String; 2], (usize, usize))| {
            format!("  {}: {}\n", self.spelled(&node), DAYS[day])
        };
        text.push_str(
            &self.list(
                "assessed",
                self.at(assessed, |one| (one.0, 0))
                    .into_iter()
                    .map(day)
                    .collect(),
            ),
        );
        // The root cannot be out of scope.
        let out = self
            .at(out, |one| (one.0, 0))
            .into_iter()
            .filter(|(node, _)| node[0] != "m");
        let out = out.map(|(node, (_, word))| {
            format!("    {}: \"{}\"\n", self.spelled(&node), SENTENCES[word])
        });
        let out = self.shuffled(out.collect());
        if !out.is_empty() {
            text.push_str(&format!("scope:\n  out:\n{}", out.concat()));
        }
        text + &self.wanted() + &self.judged()
    }

    fn wanted(&self) -> String {
        let Paper {
            targets, baselines, ..
        } = self.paper;
        let wanted = self.at(targets, |one| (one.0, one.1)).into_iter().map(
            |(node, (_, measure, value, by))| {
                let (measure, values) = JUDGED[measure];
                let by = by.map_or(String::new(), |by| {
                    format!(", by: {}", self.word(LATER[by]))
                });
                format!(
                    "  - {{node: {}, measure: {measure}, at_least: {}{by}}}\n",
                    self.spelled(&node),
                    values[value]
                )
            },
        );
        let wanted = self.list("targets", wanted.collect());
        let were = self.at(baselines, |one| (one.0, one.1)).into_iter().map(
            |(node, (_, measure, value))| {
                let (measure, values) = JUDGED[measure];
                format!(
                    "  - {{node: {}, measure: {measure}, value: {}}}\n",
                    self.spelled(&node),
                    values[value]
                )
            },
        );
        wanted + &self.list("baselines", were.collect())
    }

    fn judged(&self) -> String {
        let overrides = &self.paper.overrides;
        let judged = self.at(overrides, |one| (one.0, one.1)).into_iter().map(|(node, (_, measure, value, word))| {
            let (measure, values) = JUDGED[measure];
            format!(
                "  - measure: {measure}\n    node: {}\n    value: {}\n    because: \"{}\"\n    by: Ada\n",
                self.spelled(&node), values[value], SENTENCES[word]
            )
        });
        let judged = self.list("overrides", judged.collect());
        let retired = [
            ("OLD-1@0", "some"),
            ("OLD-2@0", "{answer: all, because: long gone}"),
            ("OLD-3@0", "{na: bought}"),
        ];
        let mut kept: Vec<usize> = self.paper.retired.clone();
        kept.sort_unstable();
        kept.dedup();
        let retired = kept
            .into_iter()
            .map(|at| format!("  {}: {}\n", retired[at].0, retired[at].1));
        judged + &self.list("retired", retired.collect())
    }

    fn files(&self) -> Vec<(String, String)> {
        let folder = if self.style.elsewhere {
            "assessments/moved/away"
        } else {
            "assessments"
        };
        let areas = self.yard.areas.iter();
        let answers = areas.map(|(area, practices)| {
            let entries = practices.iter().filter_map(|practice| self.entry(practice));
            (area, self.list("answers", entries.collect()))
        });
        if !self.style.split {
            let entries = self.yard.areas.iter().flat_map(|(_, practices)| practices);
            let entries = entries.filter_map(|practice| self.entry(practice));
            let text = self.head() + &self.list("answers", entries.collect());
            return vec![(format!("{folder}/{}.yaml", self.name), text)];
        }
        let folder = format!("{folder}/{}", self.name);
        let mut files = vec![(format!("{folder}/assessment.yaml"), self.head())];
        for (area, text) in answers.filter(|(_, text)| !text.is_empty()) {
            let text = format!("rungs: answers/1\nnode: {area}\n{text}");
            files.push((format!("{folder}/{area}.yaml"), text));
        }
        files
    }

    fn entry(&self, practice: &Practice) -> Option<String> {
        let entry = self.paper.entries.get(practice.origin)?.as_ref()?;
        let id = self.spelled(&[practice.id.clone(), format!("p.{}", practice.id)]);
        let above = self.comment(&practice.id, 2);
        let fields = self.fields(practice, entry);
        let answer = fields.iter().find(|(key, _)| *key == "answer");
        if let (Some((_, answer)), 1, 0) = (answer, fields.len(), self.choose(&practice.id, 2)) {
            return Some(format!("{above}  {id}: {answer} # short\n"));
        }
        if fields.is_empty() {
            return Some(format!("{above}  {id}:\n"));
        }
        let fields = fields
            .into_iter()
            .map(|(key, value)| format!("    {key}: {value}\n"));
        let fields = self.shuffled(fields.collect()).concat();
        Some(format!("{above}  {id}:\n{fields}"))
    }

    fn fields(&self, practice: &Practice, entry: &Entry) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        match entry.said {
            Said::Value(at) => fields.push(("answer", self.answer(practice, at))),
            Said::NotApplicable(at) => fields.push(("na", format!("\"{}\"", SENTENCES[at]))),
            Said::Unanswered => {}
        }
        if let Some(word) = entry.because {
            fields.push(("because", format!("\"{}\"", SENTENCES[word])));
        }
        if let Some(owner) = entry.owner {
            fields.push((
                "owner",
                self.word(["crew", "cti-lead", "ops: night"][owner]),
            ));
        }
        if !entry.evidence.is_empty() {
            let pieces = entry.evidence.iter().map(|(what, recorded, expires)| {
                let what = match what {
                    0..4 => format!("ref: {}", self.word(REFERENCES[*what])),
                    what => format!("note: \"{}\"", SENTENCES[*what - 4]),
                };
                let recorded = recorded.map_or(String::new(), |day| {
                    format!(", recorded: {}", self.word(DAYS[day]))
                });
                let expires =
                    expires.map_or(String::new(), |day| format!(", expires: {}", LATER[day]));
                format!("      - {{{what}{recorded}{expires}}}\n")
            });
            let pieces = self.shuffled(pieces.collect()).concat();
            fields.push(("evidence", format!("\n{}", pieces.trim_end())));
        }
        if let Some((at, by)) = entry.target {
            let by = by.map_or(String::new(), |by| format!(", by: {}", LATER[by]));
            fields.push((
                "target",
                format!("{{answer: {}{by}}}", self.answer(practice, at)),
            ));
        }
        if let Some(impact) = entry.impact {
            fields.push(("impact", impact.to_string()));
            fields.push(("effort", (4 - impact).to_string()));
        }
        if entry.review {
            fields.push(("review", "{was: Z-1, why: reworded}".to_owned()));
        }
        if let Some(claim) = entry.claim {
            let least = [["0.9", "0.90"], ["1", "1.0"], ["12.5", "12.50"]][claim];
            let least = least[self.choose(&practice.id, 2)];
            fields.push((
                "supported_by",
                format!("{{metric: M.1, at_least: {least}}}"),
            ));
        }
        fields
    }

    /// An answer in one of its spellings.
    fn answer(&self, practice: &Practice, at: usize) -> String {
        let answers = practice.answers();
        let [key, also, score] = answers[at.min(answers.len() - 1)];
        match self.choose(&practice.id, 4) {
            0 => format!("'{key}'"),
            1 => self.word(also),
            2 => score.to_owned(),
            _ => self.word(key),
        }
    }
}
