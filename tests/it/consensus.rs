//! What holds for any assessors: who comes first changes nothing, who says the
//! same agrees, and nobody is merged upwards.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use rungs::consensus::{Comparison, Merged, Rater, Rule, compare, merge, names};
use rungs::model::{self, Assessment, ItemIndex, Model, Resolved, State};
use rungs::score::Engine;
use rungs::text::{RepoPath, SourceFile};
use rungs::value::Rational;
use rungs::{format, schema, yaml};

use crate::support::{copy_of, root, run};

/// Two scales, an answer that is bad news, two answers of one score.
const MODEL: &str = "
rungs: model/1
id: small
version: '1'
title: Small
kinds: [domain, practice]
levels: [{id: S1, name: First}]
scales:
  four: {answers: [{key: a, score: 0}, {key: b, score: 1}, {key: c, score: 2}, {key: d, score: 3}], not_applicable: true}
  odd: {answers: [{key: a, score: 5}, {key: b, score: 0}, {key: c, score: 0}, {key: d, score: 0.5}], not_applicable: true}
measures: {share: {rule: combine, fn: ratio}}
items:
  - id: A
    title: First things
    items:
      - {id: A-1, title: One, scale: four}
      - {id: A-2, title: Two, scale: four, polarity: negative}
      - {id: A-3, title: Three, scale: odd}
  - id: B
    title: Second things
    items:
      - {id: B-1, title: Four, scale: odd, polarity: negative}
      - {id: B-2, title: Five, scale: four}
      - {id: B-3, title: Six, scale: odd}
";
const ITEMS: [&str; 6] = ["A-1", "A-2", "A-3", "B-1", "B-2", "B-3"];
const ANSWERS: [&str; 7] = [
    "a",
    "b",
    "c",
    "d",
    "{na: bought in}",
    "",
    "{answer: b, because: \"x: y\\u202e\\nz \", owner: crew}",
];

fn file(text: String) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text))
}

fn small() -> Model {
    let file = file(MODEL.to_owned());
    let parsed = yaml::parse(&file);
    let (model, findings) = model::model(&file, &parsed.root.expect("it is YAML"));
    assert!(findings.is_empty(), "{findings:?}");
    model.expect("it is a model")
}

/// What one assessor says, and whether B-2 is out of scope.
type Said = (Vec<usize>, bool);

fn text(name: &str, (answers, out): &Said) -> String {
    let scope = if *out {
        "scope: {out: {B-2: no}}\n"
    } else {
        ""
    };
    let mut text = format!(
        "rungs: assessment/1\nmodel: small@1\nunit: u\nassessors: [{{name: {name}}}]\n{scope}answers:\n"
    );
    for (item, answer) in ITEMS.iter().zip(answers) {
        text.push_str(&format!("  {item}: {}\n", ANSWERS[*answer]));
    }
    text
}

fn read(model: &Model, text: String) -> (Assessment, Resolved) {
    let file = file(text);
    let parsed = yaml::parse(&file);
    let root = parsed.root.expect("it is YAML");
    let assessment = model::assessment(&[(Arc::clone(&file), &root)]).expect("it is one");
    let resolved = Resolved::new(model, &assessment);
    (assessment, resolved)
}

/// Compares assessors, and hands over what comes of it.
fn with<T>(said: &[(String, Said)], then: impl Fn(&Model, &[Rater<'_>], &Comparison) -> T) -> T {
    let model = small();
    let read: Vec<(Assessment, Resolved)> = said
        .iter()
        .map(|(name, said)| read(&model, text(name, said)))
        .collect();
    let heads: Vec<&Assessment> = read.iter().map(|(assessment, _)| assessment).collect();
    let raters: Vec<Rater<'_>> = names(&heads)
        .into_iter()
        .zip(&read)
        .map(|(name, (assessment, resolved))| Rater {
            name,
            assessment,
            resolved,
        })
        .collect();
    then(&model, &raters, &compare(&model, &raters))
}

fn some() -> impl Strategy<Value = Vec<(String, Said)>> {
    let said = (
        proptest::collection::vec(0..ANSWERS.len(), ITEMS.len()),
        any::<bool>(),
    );
    proptest::collection::vec(said, 2..5).prop_map(|all| {
        let named = all.into_iter().enumerate();
        named.map(|(at, said)| (format!("N{at}"), said)).collect()
    })
}

fn answers(merged: &Merged) -> BTreeMap<ItemIndex, (Option<String>, bool)> {
    let answers = merged.answers.iter();
    answers
        .map(|(item, one)| (*item, (one.answer.clone(), one.na.is_some())))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_comes_first_changes_nothing(said in some(), by in 1usize..4) {
        let seen = |model: &Model, raters: &[Rater<'_>], comparison: &Comparison| {
            let practices: Vec<_> = comparison
                .practices
                .iter()
                .map(|one| (one.item, one.verdict, one.spread.clone()))
                .collect();
            let scope: Vec<_> = comparison.scope.iter().map(|one| one.node).collect();
            let merged = [Rule::Lower, Rule::Median].map(|rule| {
                let merged = merge(model, raters, comparison, rule);
                (answers(&merged), merged.out_of_scope.len())
            });
            (practices, scope, comparison.nodes.clone(), comparison.kappa.clone(), merged)
        };
        let mut turned = said.clone();
        turned.rotate_left(by % said.len());
        turned.swap(0, 1);
        prop_assert_eq!(with(&said, seen), with(&turned, seen));
    }

    #[test]
    fn nobody_is_merged_upwards(said in some()) {
        let fits = with(&said, |model, raters, comparison| {
            let merged = merge(model, raters, comparison, Rule::Lower);
            let text = merged.to_yaml(model, &["t.yaml"], Rule::Lower);
            let (assessment, resolved) = read(model, text);
            let own = Engine::new(model, &assessment, &resolved);
            let below = |rater: &Rater<'_>, item: ItemIndex| {
                let theirs = Engine::new(model, rater.assessment, rater.resolved);
                let theirs = theirs.leaf_score(item);
                theirs.is_none_or(|theirs| own.leaf_score(item).is_some_and(|own| own <= theirs))
            };
            let mut items = model.leaves(ItemIndex::ROOT);
            items.all(|item| raters.iter().all(|rater| below(rater, item)))
        });
        prop_assert!(fits);
    }

    #[test]
    fn who_says_the_same_agrees(said in some()) {
        let twice = vec![said[0].clone(), ("M".to_owned(), said[0].1.clone())];
        with(&twice, |_, _, comparison| {
            let root = &comparison.nodes[0];
            assert_eq!(root.agreement.same, root.agreement.compared);
            assert!(comparison.kappa.as_ref().is_none_or(|kappa| *kappa == Rational::ONE));
            assert!(!comparison.differs());
        });
    }

    #[test]
    fn the_merged_draft_is_in_order_and_in_canonical_form(said in some(), median in any::<bool>()) {
        let rule = if median { Rule::Median } else { Rule::Lower };
        with(&said, |model, raters, comparison| {
            let merged = merge(model, raters, comparison, rule);
            let file = file(merged.to_yaml(model, &["a\n.yaml"], rule));
            let parsed = yaml::parse(&file);
            assert!(parsed.findings.is_empty(), "{:?}\n{}", parsed.findings, file.text());
            let root = parsed.root.expect("it is YAML");
            let findings = schema::validate(schema::Kind::Assessment, &file, &root);
            assert!(findings.is_empty(), "{findings:?}\n{}", file.text());
            let job = format::Job { file: &file, kind: schema::Kind::Assessment, model, accept_model: false };
            assert_eq!(format::format(&job).expect("it says the same"), file.text());
            let assessment = model::assessment(&[(Arc::clone(&file), &root)]).expect("it is one");
            let resolved = Resolved::new(model, &assessment);
            for item in model.leaves(ItemIndex::ROOT) {
                let out = raters.iter().all(|one| one.resolved.state(item) == State::OutOfScope);
                assert_eq!(resolved.state(item) == State::OutOfScope, out);
            }
        });
    }
}

#[test]
fn a_merged_draft_that_is_made_final_is_scored() {
    let place = copy_of(&root().join("examples/cti-team"));
    let path = place.path().join("assessments/acme-cti.yaml");
    let ours = std::fs::read_to_string(&path).unwrap();
    let second = ours.replace(": fully\n", ": largely\n");
    assert_ne!(ours, second);
    std::fs::write(place.path().join("second.yaml"), second).unwrap();
    let words = [
        "reconcile",
        "assessments/acme-cti.yaml",
        "second.yaml",
        "--out",
        "merged.yaml",
    ];
    assert_eq!(run(place.path(), &words).exit, 0);
    let merged = std::fs::read_to_string(place.path().join("merged.yaml")).unwrap();
    let made_final = merged.replace("status: draft", "status: final");
    std::fs::write(&path, made_final).unwrap();
    let scored = run(place.path(), &["score"]);
    assert_eq!(scored.exit, 0, "{}", scored.stderr);
    let checked = run(place.path(), &["validate", "--fail-on", "warn"]);
    let pending = checked.stdout.matches("[review-pending]").count();
    assert!(pending > 0, "what they differ on is to be confirmed");
    assert_eq!(checked.stdout.matches("[").count(), pending);
    assert_eq!(run(place.path(), &["fmt", "--check"]).exit, 0);
}
