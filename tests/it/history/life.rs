//! Histories made at random, of which every state is known.

use std::collections::BTreeMap;

use crate::diff_git::{CONFIG, MODEL};
use crate::git::Repo;

/// What is said of a practice: answer, rationale, piece of evidence.
pub(super) type Says = [Option<String>; 3];

/// The facets, in the order of what is said.
pub(super) const FACETS: [&str; 3] = ["answer", "because", "evidence"];

/// The practices of the two versions of the model.
const ITEMS: [[&str; 3]; 2] = [
    ["DOOR-1", "DOOR-2", "ROOF-1"],
    ["DOOR-10", "DOOR-2", "ROOF-1"],
];

/// The states of a unit: the version of its model, and what is said of each practice, by
/// position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) version: usize,
    pub(super) says: [Says; 3],
    path: String,
    /// How it is written, which means nothing.
    style: usize,
    /// Whether its file cannot be read.
    pub(super) broken: bool,
}

impl Unit {
    pub(super) fn item(&self, at: usize) -> &'static str {
        ITEMS[self.version][at]
    }

    fn text(&self, name: &str) -> String {
        let mut out = format!(
            "rungs: assessment/1\nmodel: house@{}\nunit: {name}\n",
            self.version + 1
        );
        if self.broken {
            out.push_str("answers: {DOOR-2: [\n");
            return out;
        }
        out.push_str("answers:\n");
        let mut order = [0, 1, 2];
        order.rotate_left(self.style % 3);
        for at in order {
            let [answer, because, evidence] = &self.says[at];
            let item = self.item(at);
            let mut parts = Vec::new();
            if let Some(answer) = answer {
                // By key or by number.
                let number = ["no", "partly", "yes"].iter().position(|key| key == answer);
                match number.filter(|_| self.style >= 3) {
                    Some(number) => parts.push(format!("answer: {number}")),
                    None => parts.push(format!("answer: '{answer}'")),
                }
            }
            parts.extend(because.as_ref().map(|text| format!("because: {text}")));
            parts.extend(
                evidence
                    .as_ref()
                    .map(|text| format!("evidence: [{{note: {text}, recorded: 2026-01-01}}]")),
            );
            match self.style % 2 {
                0 => out.push_str(&format!("  {item}: {{{}}} # said\n", parts.join(", "))),
                _ => out.push_str(&format!("  {item}:\n    {}\n", parts.join("\n    "))),
            }
        }
        out
    }
}

/// The state of a commit.
pub(super) type State = BTreeMap<String, Unit>;

/// A history with the state of each of its commits.
pub(super) struct Life {
    pub(super) repo: Repo,
    pub(super) states: BTreeMap<String, State>,
}

/// A small generator of numbers, the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

impl Life {
    /// A history of so many commits.
    pub(super) fn new(seed: u64, commits: usize) -> Self {
        let repo = Repo::new();
        repo.write("rungs.yaml", CONFIG);
        repo.write("models/one.yaml", MODEL);
        let second = MODEL
            .replace("version: '1'", "version: '2'")
            .replace("id: DOOR-1,", "id: DOOR-10,");
        repo.write("models/two.yaml", &second);
        repo.write("models/map.yaml", "rungs: mapping/1\nfrom: house@1\nto: house@2\nrows:\n  - {from: [DOOR], to: [DOOR], relation: same}\n  - {from: [ROOF], to: [ROOF], relation: same}\n  - {from: [DOOR-1], to: [DOOR-10], relation: renamed}\n  - {from: [DOOR-2], to: [DOOR-2], relation: same}\n  - {from: [ROOF-1], to: [ROOF-1], relation: same}\n");
        let mut life = Self {
            repo,
            states: BTreeMap::new(),
        };
        let mut chance = Chance(seed.wrapping_add(7));
        let mut state = State::new();
        for name in ["acme", "bolt"] {
            let unit = Unit {
                version: 0,
                says: std::array::from_fn(|_| [Some("no".to_owned()), None, None]),
                path: format!("assessments/{name}.yaml"),
                style: chance.below(6),
                broken: false,
            };
            state.insert(name.to_owned(), unit);
        }
        life.commit("Begin", &state);
        for at in 0..commits {
            if at % 7 == 5 {
                state = life.merged(at, state, &mut chance);
            } else {
                let name = ["acme", "bolt"][chance.below(2)];
                let said = life.happen(&mut state, name, at, &mut chance);
                life.commit(&said, &state);
            }
        }
        life
    }

    /// A branch in which one unit goes on while the other does on `main`.
    fn merged(&mut self, at: usize, state: State, chance: &mut Chance) -> State {
        let branch = format!("side-{at}");
        let (mut side, mut main) = (state.clone(), state);
        self.repo.git(&["switch", "--quiet", "--create", &branch]);
        for more in 0..2 {
            let said = self.happen(&mut side, "acme", at * 10 + more, chance);
            self.commit(&said, &side);
        }
        self.repo.git(&["switch", "--quiet", "main"]);
        let said = self.happen(&mut main, "bolt", at, chance);
        self.commit(&said, &main);
        let words = ["merge", "--quiet", "--no-ff", "-m", "Merge a side", &branch];
        self.repo.git(&words);
        if let Some(acme) = side.remove("acme") {
            main.insert("acme".to_owned(), acme);
        }
        let id = self.repo.git(&["rev-parse", "HEAD"]);
        self.states.insert(id, main.clone());
        main
    }

    /// Something happens to a unit, or beside it.
    fn happen(&self, state: &mut State, name: &str, at: usize, chance: &mut Chance) -> String {
        let unit = state.get_mut(name).unwrap();
        let item = chance.below(3);
        if unit.broken {
            // It is mended, mostly with another answer.
            unit.broken = false;
            unit.says[item][0] = Some(["no", "partly", "yes"][chance.below(3)].to_owned());
            return format!("Mend {name}");
        }
        match chance.below(12) {
            0 => unit.broken = true,
            1 => unit.style = chance.below(6),
            2 => {
                self.repo.git(&["rm", "--quiet", "--cached", &unit.path]);
                std::fs::remove_file(self.repo.folder().join(&unit.path)).unwrap();
                unit.path = format!("assessments/{at}/{name}.yaml");
            }
            3 => unit.version = 1 - unit.version,
            4 => self.repo.write("notes.md", &format!("note {at}\n")),
            5 => unit.says[item][1] = (chance.below(3) > 0).then(|| format!("reason {at}")),
            6 => unit.says[item][2] = (chance.below(3) > 0).then(|| format!("paper {at}")),
            _ => {
                unit.says[item][0] = match chance.below(4) {
                    3 => None,
                    key => Some(["no", "partly", "yes"][key].to_owned()),
                };
                // What nothing is said of is not written at all.
                if unit.says[item].iter().all(Option::is_none) {
                    unit.says[item][1] = Some("open".to_owned());
                }
            }
        }
        if unit.says[item].iter().all(Option::is_none) {
            unit.says[item][0] = Some("no".to_owned());
        }
        format!("Change {name} {at}")
    }

    fn commit(&mut self, subject: &str, state: &State) {
        for (name, unit) in state {
            self.repo.write(&unit.path, &unit.text(name));
        }
        let id = self.repo.commit(subject);
        self.states.insert(id, state.clone());
    }

    /// The parents of a commit.
    pub(super) fn parents(&self, id: &str) -> Vec<String> {
        let parents = self.repo.git(&["log", "-1", "--format=%P", id]);
        parents.split_whitespace().map(str::to_owned).collect()
    }

    /// What is said of a practice at a commit; a file that cannot be read says what it said
    /// before, along first parents.
    pub(super) fn says(&self, id: &str, unit: &str, at: usize) -> Says {
        let state = &self.states[id][unit];
        if state.broken
            && let Some(parent) = self.parents(id).first()
        {
            return self.says(parent, unit, at);
        }
        state.says[at].clone()
    }
}
