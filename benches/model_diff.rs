//! Comparing two models alone: 246 practices with 197, full texts of about 30
//! words, in memory, on one core.
//!
//! `cargo bench --bench model_diff` prints how long one comparison takes. A third
//! of the practices are the same, a third are worded anew, the rest are others.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::disallowed_macros, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use rungs::lineage::compare;
use rungs::model::{self, Model};
use rungs::text::{RepoPath, SourceFile};
use rungs::yaml;

const ROUNDS: usize = 21;
/// Practices of the earlier and of the later model.
const PRACTICES: [usize; 2] = [246, 197];
/// Practices below one node.
const BELOW_A_NODE: usize = 8;
/// Words of a language, the first of them in most sentences.
const WORDS: u64 = 900;

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }

    /// A word, a frequent one half of the time.
    fn word(&mut self) -> String {
        let most = if self.below(2) == 0 { 40 } else { WORDS };
        format!("word{}", self.below(most))
    }

    fn sentence(&mut self) -> Vec<String> {
        let length = 20 + self.below(21);
        (0..length).map(|_| self.word()).collect()
    }
}

/// The texts of the earlier model, and of the later one.
fn texts() -> [Vec<Vec<String>>; 2] {
    let mut numbers = Numbers(7);
    let [many, fewer] = PRACTICES;
    let earlier: Vec<Vec<String>> = (0..many).map(|_| numbers.sentence()).collect();
    let later = earlier.iter().take(fewer).enumerate();
    let later = later.map(|(at, text)| match at % 3 {
        0 => text.clone(),
        1 => {
            let reworded = text.iter().map(|word| match numbers.below(6) {
                0 => numbers.word(),
                _ => word.clone(),
            });
            reworded.collect()
        }
        _ => numbers.sentence(),
    });
    let later = later.collect();
    [earlier, later]
}

fn read(version: usize, texts: &[Vec<String>]) -> Option<Model> {
    let mut text = format!(
        "rungs: model/1\nid: bench\nversion: '{version}'\ntitle: Bench\nscales: {{s: {{answers: [{{key: a, score: 0}}, {{key: b, score: 1}}]}}}}\nmeasures: {{share: {{rule: combine, fn: ratio}}}}\nitems:\n"
    );
    for (node, below) in texts.chunks(BELOW_A_NODE).enumerate() {
        text.push_str(&format!(
            "  - id: N-{node}\n    title: Node {node}\n    items:\n"
        ));
        for (at, words) in below.iter().enumerate() {
            text.push_str(&format!(
                "      - {{id: N-{node}.{at}, title: Practice, text: {}}}\n",
                words.join(" ")
            ));
        }
    }
    let file = Arc::new(SourceFile::new(RepoPath::given("bench.yaml"), text));
    let parsed = yaml::parse(&file);
    model::model(&file, &parsed.root?).0
}

fn main() {
    let [earlier, later] = texts();
    let (Some(from), Some(to)) = (read(1, &earlier), read(2, &later)) else {
        println!("the models cannot be read");
        return;
    };
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let compared = black_box(compare((&from, None), (&to, None)));
            if compared.is_err() {
                println!("the models are too large");
            }
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (first, middle, last) = (times.first(), times.get(ROUNDS / 2), times.last());
    if let (Some(first), Some(middle), Some(last)) = (first, middle, last) {
        let [many, fewer] = PRACTICES;
        println!("{many} with {fewer} practices: median {middle:.1} ms ({first:.1} to {last:.1})");
    }
}
