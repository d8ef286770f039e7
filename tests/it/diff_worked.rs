//! Movements whose parts were worked out by hand.

use std::sync::Arc;

use rungs::diff::{Alignment, Ingredient, Movement, Side, changes, movements};
use rungs::model::{self, Assessment, Model, Resolved};
use rungs::text::{RepoPath, SourceFile};
use rungs::yaml;

const SHARE: &str = "{rule: combine, fn: ratio}";
/// Share at the root: (1 + 0 + 2 + 2) of 8.
const ANSWERS: &str = "A-1: partly, A-2: no, A-3: yes, B-1: yes";

fn file(text: String) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text))
}

/// A model whose first practice has a weight; `share` and more measures as given.
fn yard(weight: u8, share: &str, first: &str) -> Model {
    let text = format!(
        "rungs: model/1\nid: w\nversion: '1'\ntitle: W\nlevels: [{{id: L0}}, {{id: L1}}, {{id: L2}}]\n\
         scales:\n  three: {{answers: [{{key: no, score: 0}}, {{key: partly, score: 1}}, {{key: yes, score: 2}}], not_applicable: true}}\n\
         measures:\n  share: {share}\n  level: {{rule: attain, at: yes}}\n  plain: {SHARE}\n  \
         strict: {{rule: combine, fn: ratio, unanswered: fail}}\n  \
         basic: {{rule: combine, fn: mean, where: {{level: L1}}}}\n  \
         done: {{rule: combine, fn: progress, of: plain}}\n  first: {{rule: pick, item: {first}}}\n\
         items:\n  - id: A\n    title: A\n    items:\n      \
         - {{id: {first}, title: P, level: L1, scale: three, weight: {weight}}}\n      \
         - {{id: A-2, title: P, level: L1, scale: three}}\n      \
         - {{id: A-3, title: P, level: L2, scale: three}}\n  \
         - id: B\n    title: B\n    items: [{{id: B-1, title: P, level: L1, scale: three}}]\n"
    );
    let file = file(text);
    let parsed = yaml::parse(&file);
    let (model, findings) = model::model(&file, parsed.root.as_ref().expect("it is YAML"));
    assert!(
        findings.iter().all(|finding| !finding.rule.breaks),
        "{findings:?}"
    );
    model.expect("it is a model")
}

fn paper(answers: &str, head: &str) -> Assessment {
    let text = format!("rungs: assessment/1\nmodel: w@1\nunit: u\n{head}answers: {{{answers}}}\n");
    let file = file(text);
    let parsed = yaml::parse(&file);
    assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
    let root = parsed.root.as_ref().expect("it is YAML");
    model::assessment(&[(Arc::clone(&file), root)]).expect("it is an assessment")
}

/// A movement in words: the difference, and each part or `-` when it counts in
/// another.
struct Told {
    delta: String,
    parts: [String; 7],
    merged: Vec<Ingredient>,
    items: Vec<(String, String)>,
    by: Vec<String>,
    next: Option<(String, Vec<String>)>,
    possible: [Option<String>; 2],
    practices: Option<[usize; 2]>,
}

/// How a measure moved at the root.
fn moved(measure: &str, base: (&Model, &Assessment), head: (&Model, &Assessment)) -> Told {
    let [was, is] = [base, head].map(|(model, assessment)| Resolved::new(model, assessment));
    let side = |(model, assessment), resolved| Side {
        model,
        assessment,
        resolved,
    };
    let (base, head) = (side(base, &was), side(head, &is));
    let alignment = Alignment::new(&base, &head, None).unwrap();
    let all = movements(&base, &head, &alignment);
    let root = |one: &&Movement| {
        one.measure == measure && one.head_node == Some(rungs::model::ItemIndex::ROOT)
    };
    let one = all.iter().find(root).expect("it moved");
    let parts = one.parts.as_ref().expect("it has a difference");
    let id = |item: &rungs::model::ItemIndex| head.model.item(*item).id.clone();
    let possible = |outcome: &Option<rungs::score::Outcome>| {
        Some(outcome.as_ref()?.points.as_ref()?.possible.to_string())
    };
    Told {
        delta: parts.delta.to_string(),
        parts: parts
            .each
            .clone()
            .map(|part| part.map_or("-".to_owned(), |part| part.to_string())),
        merged: parts.merged(),
        items: one
            .items
            .iter()
            .map(|(item, part)| (id(item), part.to_string()))
            .collect(),
        by: one.by.iter().map(id).collect(),
        next: one.next.as_ref().map(|next| {
            let level = head.model.levels[next.level].id.clone();
            (level, next.by.iter().map(id).collect())
        }),
        possible: [possible(&one.from), possible(&one.to)],
        practices: one
            .practices
            .map(|(from, to)| [from.applicable(), to.applicable()]),
    }
}

/// The same model on both sides.
fn under(measure: &str, base: &Assessment, head: &Assessment) -> Told {
    let model = yard(1, SHARE, "A-1");
    moved(measure, (&model, base), (&model, head))
}

fn only(ingredient: Ingredient, part: &str) -> [String; 7] {
    Ingredient::ALL.map(|one| if one == ingredient { part } else { "0" }.to_owned())
}

#[test]
fn answers_alone() {
    let told = under(
        "share",
        &paper(ANSWERS, ""),
        &paper("A-1: yes, A-2: no, A-3: yes, B-1: yes", ""),
    );
    assert_eq!(told.delta, "1/8");
    assert_eq!(told.parts, only(Ingredient::Answers, "1/8"));
    assert_eq!(told.items, [("A-1".to_owned(), "1/8".to_owned())]);
    // What falls and what rises stand apart, the larger first.
    let told = under(
        "share",
        &paper(ANSWERS, ""),
        &paper("A-1: yes, A-2: no, A-3: yes, B-1: no", ""),
    );
    assert_eq!(told.delta, "-1/8");
    assert_eq!(
        told.items,
        [("B-1", "-1/4"), ("A-1", "1/8")].map(|(item, part)| (item.to_owned(), part.to_owned()))
    );
    assert_eq!(told.possible, [Some("8".to_owned()), Some("8".to_owned())]);
}

#[test]
fn scope_alone() {
    // 5/8, then 5/6.
    for head in [
        paper("A-1: partly, A-2: {na: bought}, A-3: yes, B-1: yes", ""),
        paper(ANSWERS, "scope: {out: {A-2: elsewhere}}\n"),
    ] {
        let told = under("share", &paper(ANSWERS, ""), &head);
        assert_eq!(told.delta, "5/24");
        assert_eq!(told.parts, only(Ingredient::Scope, "5/24"));
        assert!(told.items.is_empty());
        assert_eq!(told.possible, [Some("8".to_owned()), Some("6".to_owned())]);
    }
}

#[test]
fn scope_and_answers() {
    // 5/8, then 5/6, then 6/6.
    let head = paper("A-1: yes, A-2: {na: bought}, A-3: yes, B-1: yes", "");
    let told = under("share", &paper(ANSWERS, ""), &head);
    assert_eq!(told.delta, "3/8");
    assert_eq!(
        told.parts,
        ["0", "0", "5/24", "0", "1/6", "0", "0"].map(str::to_owned)
    );
    assert_eq!(told.items, [("A-1".to_owned(), "1/6".to_owned())]);
}

#[test]
fn a_judgement() {
    let judged = "overrides: [{node: w, measure: share, value: 0.9, because: agreed, by: all}]\n";
    let told = under("share", &paper(ANSWERS, ""), &paper(ANSWERS, judged));
    assert_eq!(told.parts, only(Ingredient::Overrides, "11/40"));
    // 5/8, then 6/8, then 9/10.
    let told = under(
        "share",
        &paper(ANSWERS, ""),
        &paper("A-1: yes, A-2: no, A-3: yes, B-1: yes", judged),
    );
    assert_eq!(told.delta, "11/40");
    assert_eq!(
        told.parts,
        ["0", "0", "0", "0", "1/8", "3/20", "0"].map(str::to_owned)
    );
    // While a value is judged, answers below it move nothing.
    let told = under(
        "share",
        &paper(ANSWERS, judged),
        &paper("A-1: yes, A-2: no, A-3: yes, B-1: yes", ""),
    );
    assert_eq!(
        told.parts,
        ["0", "0", "0", "0", "0", "-3/20", "0"].map(str::to_owned)
    );
}

#[test]
fn the_model_and_the_rule() {
    let (paper, plain) = (paper(ANSWERS, ""), yard(1, SHARE, "A-1"));
    // 5/8, then (3 + 0 + 2 + 2) of 12.
    let told = moved("share", (&plain, &paper), (&yard(3, SHARE, "A-1"), &paper));
    assert_eq!(told.parts, only(Ingredient::Model, "-1/24"));
    // 5/8, then 5 over 4.
    let mean = yard(1, "{rule: combine, fn: mean}", "A-1");
    let told = moved("share", (&plain, &paper), (&mean, &paper));
    assert_eq!(told.parts, only(Ingredient::Rule, "5/8"));
}

#[test]
fn everything_at_once() {
    let judged = "overrides: [{node: w, measure: share, value: 1.5, because: agreed, by: all}]\n";
    let head = paper("A-1: yes, A-2: {na: bought}, A-3: yes, B-1: yes", judged);
    let mean = yard(3, "{rule: combine, fn: mean}", "A-1");
    let base = paper(ANSWERS, "");
    let told = moved("share", (&yard(1, SHARE, "A-1"), &base), (&mean, &head));
    // 5/8, 7/12, 7/6, 7/5, 7/5, 10/5, 3/2.
    assert_eq!(
        told.parts,
        ["-1/24", "7/12", "7/30", "0", "3/5", "-1/2", "0"].map(str::to_owned)
    );
    assert_eq!(told.delta, "7/8");
    assert_eq!(told.merged, []);
    assert_eq!(told.items, [("A-1".to_owned(), "3/5".to_owned())]);
}

#[test]
fn targets_and_baselines() {
    let head = |least: &str| {
        format!(
            "targets: [{{node: w, measure: plain, at_least: {least}}}]\nbaselines: [{{node: w, measure: plain, value: 0.5}}]\n"
        )
    };
    let (far, near) = (head("1"), head("0.75"));
    // From 1/2 to 1, then to 3/4; the share is 5/8, then 6/8.
    let told = under("done", &paper(ANSWERS, &far), &paper(ANSWERS, &near));
    assert_eq!(told.parts, only(Ingredient::Targets, "1/4"));
    let told = under(
        "done",
        &paper(ANSWERS, &far),
        &paper("A-1: yes, A-2: no, A-3: yes, B-1: yes", &near),
    );
    assert_eq!(
        told.parts,
        ["0", "0", "0", "1/4", "1/2", "0", "0"].map(str::to_owned)
    );
}

#[test]
fn a_step_without_a_value_counts_in_the_next() {
    // With A out of scope 2 of 2; in scope A-2 is unanswered, so there is no
    // value; then 5 of 8.
    let base = paper(
        "A-1: partly, A-3: yes, B-1: yes",
        "scope: {out: {A: elsewhere}}\n",
    );
    let told = under("strict", &base, &paper(ANSWERS, ""));
    assert_eq!(told.delta, "-3/8");
    assert_eq!(told.merged, [Ingredient::Scope, Ingredient::Targets]);
    assert_eq!(
        told.parts,
        ["0", "0", "-", "-", "-3/8", "0", "0"].map(str::to_owned)
    );
    assert!(told.items.is_empty());
}

#[test]
fn a_rule_that_cannot_run_counts_in_the_model() {
    // The practice that the base's rule picks is gone.
    let head = paper("A-9: yes, A-2: no, A-3: yes, B-1: yes", "");
    let base = paper(ANSWERS, "");
    let sides = (yard(1, SHARE, "A-1"), yard(1, SHARE, "A-9"));
    let told = moved("share", (&sides.0, &base), (&sides.1, &head));
    // 5/8, then 4/8 without the answer, then 6/8.
    assert_eq!(told.merged, [Ingredient::Rule]);
    assert_eq!(
        told.parts,
        ["-1/8", "-", "0", "0", "1/4", "0", "0"].map(str::to_owned)
    );
    assert_eq!(told.items, [("A-9".to_owned(), "1/4".to_owned())]);
}

#[test]
fn a_level_names_what_moved_it_and_what_stops_the_next() {
    let low = paper("A-1: partly, A-2: yes, A-3: no, B-1: yes", "");
    let high = paper("A-1: yes, A-2: yes, A-3: no, B-1: yes", "");
    let rise = under("level", &low, &high);
    assert_eq!(
        (rise.delta.as_str(), &rise.by[..]),
        ("1", &["A-1".to_owned()][..])
    );
    assert_eq!(rise.next, Some(("L2".to_owned(), vec!["A-3".to_owned()])));
    let fall = under("level", &high, &low);
    assert_eq!(
        (fall.delta.as_str(), &fall.by[..]),
        ("-1", &["A-1".to_owned()][..])
    );
    assert_eq!(fall.next, Some(("L1".to_owned(), vec!["A-1".to_owned()])));
}

#[test]
fn what_is_no_share_says_how_many_practices_count() {
    let base = paper("A-1: yes, A-2: no, A-3: yes, B-1: partly", "");
    let cut = paper("A-1: yes, A-2: {na: not ours}, A-3: yes, B-1: yes", "");
    assert_eq!(under("level", &base, &cut).practices, Some([4, 3]));
    assert_eq!(under("basic", &base, &cut).practices, Some([3, 2]));
    // A mean looks at its own practices only: A-3 is none of them.
    let other = paper("A-1: yes, A-2: no, A-3: {na: not ours}, B-1: yes", "");
    assert_eq!(under("basic", &base, &other).practices, None);
    // What is answered no longer is still asked.
    let open = paper("A-2: no, A-3: yes, B-1: partly", "");
    assert_eq!(under("basic", &base, &open).practices, None);
}

#[test]
fn a_spelling_that_the_model_dropped_is_no_change_of_scope() {
    // Other spellings of ids are not part of what makes a model the same.
    let plain = yard(1, SHARE, "A-1");
    let mut spelled = plain.clone();
    let item = plain.find("A-2").unwrap();
    spelled.aliases.insert("a.2".to_owned(), item);
    let base = paper("A-1: partly, a.2: {na: bought}, A-3: yes, B-1: yes", "");
    let head = paper("A-1: yes, A-2: {na: bought}, A-3: yes, B-1: yes", "");
    // 5/6, then 6/6.
    let told = moved("share", (&spelled, &base), (&plain, &head));
    assert_eq!(told.parts, only(Ingredient::Answers, "1/6"));
}

#[test]
fn things_said_twice_are_told_apart_by_what_they_say() {
    let piece = |day: &str| format!("{{ref: docs/a.md, recorded: {day}}}");
    let (one, two, three) = (
        piece("2026-01-01"),
        piece("2026-02-01"),
        piece("2026-03-01"),
    );
    let model = yard(1, SHARE, "A-1");
    let said = |pieces: &[&String]| {
        let pieces: Vec<&str> = pieces.iter().map(|piece| piece.as_str()).collect();
        paper(
            &format!("A-1: {{answer: yes, evidence: [{}]}}", pieces.join(", ")),
            "",
        )
    };
    let count = |base: &Assessment, head: &Assessment| {
        let [was, is] = [base, head].map(|assessment| Resolved::new(&model, assessment));
        let side = |assessment, resolved| Side {
            model: &model,
            assessment,
            resolved,
        };
        let (base, head) = (side(base, &was), side(head, &is));
        let alignment = Alignment::new(&base, &head, None).unwrap();
        changes(&base, &head, &alignment).len()
    };
    assert_eq!(count(&said(&[&one, &two]), &said(&[&two, &one])), 0);
    assert_eq!(count(&said(&[&one, &two]), &said(&[&three, &one])), 1);
    assert_eq!(count(&said(&[&one, &two]), &said(&[&two])), 1);
}

#[test]
fn the_order_of_people_and_the_spelling_of_numbers_are_no_change() {
    let model = yard(1, SHARE, "A-1");
    let head = |people: &str, number: &str| {
        paper(
            &format!("A-1: {{answer: yes, supported_by: {{metric: M, at_least: {number}}}}}"),
            &format!(
                "assessors: [{people}]\ntargets: [{{node: A, measure: share, at_least: {number}}}]\n\
                 overrides: [{{node: B, measure: share, value: {number}, because: agreed, by: all}}]\n"
            ),
        )
    };
    let (base, head) = (
        head("{name: Ada}, {name: Bo}", "0.5"),
        head("{name: Bo}, {name: Ada}", "0.50"),
    );
    let [was, is] = [&base, &head].map(|assessment| Resolved::new(&model, assessment));
    let base = Side {
        model: &model,
        assessment: &base,
        resolved: &was,
    };
    let head = Side {
        model: &model,
        assessment: &head,
        resolved: &is,
    };
    let alignment = Alignment::new(&base, &head, None).unwrap();
    assert_eq!(changes(&base, &head, &alignment), []);
}
