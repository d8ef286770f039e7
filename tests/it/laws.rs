//! What holds whatever the input is.

use std::sync::Arc;

use proptest::prelude::*;
use rungs::model::{self, Resolved};
use rungs::project::built_in_models;
use rungs::score::{Engine, score};
use rungs::text::{RepoPath, SourceFile};
use rungs::value::Rational;
use rungs::{schema, yaml};

use crate::support::{copy_of, files_below, root, run};

fn file(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text.to_owned()))
}

/// All measures at all nodes of an assessment of the built-in model, as texts.
fn numbers(text: &str) -> Vec<String> {
    let file = file(text);
    let parsed = yaml::parse(&file);
    let root = parsed.root.expect("it is YAML");
    let assessment = model::assessment(&[(Arc::clone(&file), &root)]).expect("it is an assessment");
    let model = built_in_models()[0].model().expect("it is built in");
    let resolved = Resolved::new(&model, &assessment);
    let scored = score(&model, &assessment, &resolved);
    let shown = |outcome: &Option<rungs::score::Outcome>| {
        outcome
            .as_ref()
            .map_or("none".to_owned(), |outcome| outcome.number.to_string())
    };
    scored
        .nodes
        .iter()
        .flat_map(|node| node.measures.iter().map(shown))
        .collect()
}

const ANSWERS: [&str; 8] = [
    "not",
    "partially",
    "largely",
    "fully",
    "{na: outsourced}",
    "",
    "NI",
    "2",
];

fn document(answers: &[(String, usize)]) -> String {
    let mut text = String::from("rungs: assessment/1\nmodel: cti-cmm@1.3\nunit: u\nanswers:\n");
    for (id, answer) in answers {
        text.push_str(&format!("  {id}: {}\n", ANSWERS[*answer]));
    }
    text
}

fn practices() -> Vec<String> {
    let model = built_in_models()[0].model().expect("it is built in");
    model
        .items
        .iter()
        .filter(|item| item.leaf)
        .map(|item| item.id.clone())
        .collect()
}

fn some_answers() -> impl Strategy<Value = Vec<(String, usize)>> {
    let ids = practices();
    proptest::collection::vec(0..ANSWERS.len(), ids.len())
        .prop_map(move |answers| ids.iter().cloned().zip(answers).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_with_a_place(text in any::<String>()) {
        let file = file(&text);
        let parsed = yaml::parse(&file);
        prop_assert!(parsed.root.is_some() || !parsed.findings.is_empty());
        if let Some(root) = &parsed.root {
            let _ = schema::kind_of(&file, root);
            for kind in schema::Kind::ALL {
                let _ = schema::validate(kind, &file, root);
            }
        }
    }

    #[test]
    fn any_yaml_like_text_is_read_or_refused(text in "[-a-z:#&*!?|>{}\\[\\],'\"%@ \n\t0-9.~<]{0,200}") {
        let file = file(&text);
        let parsed = yaml::parse(&file);
        prop_assert!(parsed.root.is_some() || !parsed.findings.is_empty());
        for finding in &parsed.findings {
            if let rungs::diagnostic::Place::Text(_, span) = &finding.place {
                prop_assert!(text.get(span.range()).is_some(), "{span:?} lies in the text");
            }
        }
    }

    #[test]
    fn the_order_of_answers_and_comments_change_no_number(answers in some_answers(), seed in any::<u64>()) {
        let before = numbers(&document(&answers));
        let mut shuffled = answers.clone();
        shuffled.sort_by_key(|(id, _)| rungs::value::Digest::of(format!("{seed}{id}").as_bytes()));
        let text = document(&shuffled).replace("answers:\n", "# a comment\nanswers: # another\n");
        prop_assert_eq!(before, numbers(&text));
    }

    #[test]
    fn raising_an_answer_lowers_nothing(answers in some_answers(), at in 0usize..199) {
        let model = built_in_models()[0].model().expect("it is built in");
        let mut lower = answers.clone();
        lower[at].1 = 0;
        let mut higher = answers;
        higher[at].1 = 3;
        let all = |answers: &[(String, usize)]| {
            let file = file(&document(answers));
            let parsed = yaml::parse(&file);
            let root = parsed.root.expect("it is YAML");
            let assessment = model::assessment(&[(Arc::clone(&file), &root)]).expect("it is an assessment");
            let resolved = Resolved::new(&model, &assessment);
            let engine = Engine::new(&model, &assessment, &resolved);
            let nodes = (0..model.items.len()).map(rungs::model::ItemIndex);
            nodes.flat_map(|node| [0, 1].map(|measure| engine.value(measure, node).map(|value| value.number))).collect::<Vec<_>>()
        };
        for (low, high) in all(&lower).iter().zip(all(&higher)) {
            prop_assert!(low.as_ref() <= high.as_ref());
            let within = |value: &Rational| *value >= Rational::ZERO && *value <= Rational::from_int(3);
            prop_assert!(high.as_ref().is_none_or(within));
        }
    }

    #[test]
    fn the_canonical_form_scores_the_same_and_is_its_own_canonical_form(answers in some_answers(), seed in any::<u64>()) {
        let mut shuffled = answers;
        shuffled.sort_by_key(|(id, _)| rungs::value::Digest::of(format!("{seed}{id}").as_bytes()));
        let text = document(&shuffled);
        let once = formatted(&text);
        prop_assert_eq!(numbers(&text), numbers(&once));
        prop_assert_eq!(formatted(&once), once);
    }
}

fn formatted(text: &str) -> String {
    let file = file(text);
    let model = built_in_models()[0].model().expect("it is built in");
    let job = rungs::format::Job {
        file: &file,
        kind: schema::Kind::Assessment,
        model: &model,
        accept_model: false,
    };
    rungs::format::format(&job).expect("it says the same")
}

#[test]
fn the_same_input_gives_the_same_bytes_anywhere() {
    let (here, there) = (
        copy_of(&root().join("examples/cti-team")),
        copy_of(&root().join("examples/cti-team")),
    );
    for words in [
        ["score", "--format", "json"],
        ["score", "--format", "csv"],
        ["validate", "--format", "json"],
    ] {
        let first = run(here.path(), &words);
        let mut elsewhere = crate::support::rungs(&there.path().join("docs"));
        elsewhere
            .args(words)
            .env("TZ", "Pacific/Kiritimati")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("RAYON_NUM_THREADS", "1");
        let second = elsewhere.output().unwrap();
        assert_eq!(
            first.stdout,
            String::from_utf8(second.stdout).unwrap(),
            "{words:?}"
        );
    }
}

#[test]
fn the_exit_code_does_not_depend_on_the_format() {
    let cases = root().join("tests/cases/lint");
    for case in std::fs::read_dir(cases).unwrap().flatten() {
        let place = copy_of(&case.path().join("tree"));
        let files = files_below(place.path());
        let named: Vec<&str> = files
            .iter()
            .map(String::as_str)
            .filter(|file| file.ends_with(".yaml") && *file != "rungs.yaml")
            .collect();
        let exits: Vec<i32> = ["text", "json", "github"]
            .iter()
            .map(|format| {
                run(
                    place.path(),
                    &[vec!["validate", "--format", format], named.clone()].concat(),
                )
                .exit
            })
            .collect();
        assert!(
            exits.iter().all(|exit| *exit == exits[0]),
            "{}: {exits:?}",
            case.path().display()
        );
    }
}
