use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use rungs::check::{Check, Checked, Finding, Policy, PolicySource};
use rungs::diagnostic::Level;
use rungs::project::{Project, Snapshot};
use rungs::report::rules;
use rungs::value::Date;

const MODEL: &str = "rungs: model/1
id: house
version: '1'
title: House
levels: [{id: L0}, {id: L1}, {id: L2}]
scales:
  three: {answers: [{key: no, score: 0}, {key: partly, score: 1}, {key: yes, score: 2}], not_applicable: true}
measures: {share: {rule: combine, fn: ratio}, level: {rule: attain, at: yes}}
items:
  - id: DOOR
    title: Doors
    items:
      - {id: DOOR-1, title: Doors close, level: L1, scale: three}
      - {id: DOOR-2, title: Doors lock, level: L2, scale: three}
  - id: ROOF
    title: Roof
    items:
      - {id: ROOF-1, title: The roof is tight, level: L1, scale: three}
";

/// One key of a gate, or none.
fn key(name: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = String> {
    let said = move |value: Option<&str>| {
        value.map_or(String::new(), |value| format!(", {name}: {value}"))
    };
    prop::option::weighted(0.4, select(values)).prop_map(said)
}

fn gate() -> impl Strategy<Value = String> {
    let place = || {
        prop_oneof![
            key("node", &["DOOR", "ROOF"]),
            key(
                "items",
                &["[DOOR-1]", "[DOOR-1, ROOF-1]", "[DOOR-1, DOOR-2]"]
            ),
        ]
    };
    let common = (
        key("units", &["[acme]", "[beta]", "[acme, beta]"]),
        key("level", &["deny", "warn"]),
        key("from", &["2026-01-01", "2027-01-01"]),
        key("name", &["one", "two"]),
        key("levels", &["[L1]", "[L2]", "[L1, L2]"]),
    );
    let common =
        common.prop_map(|(one, two, three, four, five)| [one, two, three, four, five].concat());
    let share = (
        key("nodes", &["[DOOR]", "[DOOR, ROOF]"]),
        select(&["0", "0.25", "0.5", "1"][..]),
        key("without_value", &["pass", "fail"]),
    );
    let share = share.prop_map(|(place, least, without)| {
        format!("minimum, measure: share, at_least: {least}{place}{without}")
    });
    let level = (
        key("node", &["DOOR", "ROOF"]),
        select(&["L0", "L1", "L2"][..]),
    );
    let level = level
        .prop_map(|(place, least)| format!("minimum, measure: level, at_least: {least}{place}"));
    let answer = (place(), select(&["no", "partly", "yes"][..]));
    let answer = answer.prop_map(|(place, answer)| format!("minimum, answer: {answer}{place}"));
    let evidence = (place(), key("answer", &["no", "partly", "yes"]));
    let evidence = evidence.prop_map(|(place, answer)| format!("evidence-required{place}{answer}"));
    let complete = place().prop_map(|place| format!("complete{place}"));
    let age = (place(), select(&["30", "100", "1000"][..]));
    let age = age.prop_map(|(place, days)| format!("review-age, days: {days}{place}"));
    let asked = prop_oneof![share, level, answer, evidence, complete, age];
    (asked, common).prop_map(|(asked, common)| format!("  - {{rule: {asked}{common}}}\n"))
}

fn gates() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(gate(), 0..5)
}

fn levels() -> impl Strategy<Value = String> {
    let rule = || select(&["allow", "warn", "deny"][..]);
    let some = (
        prop::option::weighted(0.2, rule()),
        prop::option::weighted(0.2, rule()),
    );
    some.prop_map(|(minimum, complete)| {
        let minimum = minimum.map(|level| format!("minimum: {level}"));
        let complete = complete.map(|level| format!("complete: {level}"));
        let said: Vec<String> = minimum.into_iter().chain(complete).collect();
        format!("levels: {{{}}}\n", said.join(", "))
    })
}

fn config(gates: &[String], levels: &str) -> String {
    let gates = match gates {
        [] => String::new(),
        gates => format!("gates:\n{}", gates.concat()),
    };
    format!("rungs: config/1\nmodels: [models/*.yaml]\n{levels}{gates}")
}

fn assessment() -> impl Strategy<Value = String> {
    let answers = [
        "no",
        "partly",
        "yes",
        "{na: rented}",
        "{answer: yes, evidence: [{note: seen}]}",
    ];
    let answer = prop::option::weighted(0.8, select(answers.to_vec()));
    let answers = prop::collection::vec(answer, 3);
    let looked = prop::option::of(select(&["2026-10-01", "2026-06-01", "2024-01-01"][..]));
    (answers, looked).prop_map(|(answers, looked)| {
        let mut text = "rungs: assessment/1\nmodel: house@1\nunit: acme\n".to_owned();
        text.extend(looked.map(|day| format!("as_of: {day}\n")));
        let ids = ["DOOR-1", "DOOR-2", "ROOF-1"].iter().zip(answers);
        let said: Vec<String> = ids
            .filter_map(|(id, answer)| Some(format!("{id}: {}", answer?)))
            .collect();
        text.push_str(&format!("answers: {{{}}}\n", said.join(", ")));
        text
    })
}

fn write(folder: &Path, config: &str, assessment: &str) {
    for (path, text) in [
        ("rungs.yaml", config),
        ("models/house.yaml", MODEL),
        ("assessments/acme.yaml", assessment),
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn snapshot(folder: &Path) -> Snapshot {
    let project = Project::open(folder).unwrap();
    let groups = project.groups().unwrap();
    Snapshot { project, groups }
}

/// Two configurations and two assessments, held against the policy of one side.
fn checked(configs: [&str; 2], assessments: [&str; 2], source: PolicySource) -> Checked {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for ((folder, config), text) in folders.iter().zip(configs).zip(assessments) {
        write(folder.path(), config, text);
    }
    let [base, head] = folders.each_ref().map(|folder| snapshot(folder.path()));
    let policy = match source {
        PolicySource::Base => Policy::of(&base.project, source),
        PolicySource::Head => Policy::of(&head.project, source),
    };
    let check = Check {
        base: &base,
        head: &head,
        policy: &policy,
        rules: &rules(),
        accepted: &[],
        today: Date::parse("2026-10-15").unwrap(),
    };
    check.run()
}

fn of<'f>(checked: &'f Checked, rule: &'f str) -> impl Iterator<Item = &'f Finding> {
    let findings = checked.findings.iter();
    findings.filter(move |finding| finding.diagnostic.rule.id == rule)
}

fn said(checked: &Checked) -> Vec<String> {
    let findings = checked.findings.iter();
    let said =
        findings.map(|found| format!("{}: {}", found.diagnostic.rule.id, found.diagnostic.message));
    said.collect()
}

/// Whether a gate blocks.
fn blocked(checked: &Checked) -> bool {
    let mut findings = checked.findings.iter();
    findings.any(|found| found.gate.is_some() && found.diagnostic.level == Level::Deny)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_less_than_itself(gates in gates(), levels in levels(), text in assessment()) {
        let config = config(&gates, &levels);
        let checked = checked([&config, &config], [&text, &text], PolicySource::Base);
        for rule in ["no-regression", "gate-weakened", "policy-changed", "model-changed"] {
            prop_assert_eq!(of(&checked, rule).count(), 0, "{:?}", said(&checked));
        }
    }

    #[test]
    fn the_order_of_gates_says_nothing(gates in gates(), levels in levels(), text in assessment()) {
        let turned: Vec<String> = gates.iter().rev().cloned().collect();
        let configs = [config(&gates, &levels), config(&turned, &levels)];
        let checked = checked([&configs[0], &configs[1]], [&text, &text], PolicySource::Base);
        prop_assert_eq!(of(&checked, "gate-weakened").count(), 0, "{:?}", said(&checked));
        prop_assert_eq!(of(&checked, "policy-changed").count(), 0, "{:?}", said(&checked));
    }

    /// The promise itself: whatever the head may turn its policy into without being
    /// told that it asks less, what fails by the base fails by the head.
    #[test]
    fn what_is_not_said_to_be_weaker_is_not(
        before in gates(),
        after in gates(),
        kept in any::<bool>(),
        levels in (levels(), levels()),
        text in assessment(),
    ) {
        let after = if kept { [after, before.clone()].concat() } else { after };
        let configs = [config(&before, &levels.0), config(&after, &levels.1)];
        let configs = [configs[0].as_str(), configs[1].as_str()];
        let by_base = checked(configs, [&text, &text], PolicySource::Base);
        if of(&by_base, "gate-weakened").next().is_none() {
            let by_head = checked(configs, [&text, &text], PolicySource::Head);
            prop_assert!(
                !blocked(&by_base) || blocked(&by_head),
                "{}\n{}\n{}\n{:?}\n{:?}", configs[0], configs[1], text, said(&by_base), said(&by_head)
            );
        }
    }

    #[test]
    fn a_gate_more_never_lets_more_through(
        gates in gates(),
        more in gate(),
        at in any::<prop::sample::Index>(),
        texts in (assessment(), assessment()),
    ) {
        let mut with = gates.clone();
        with.insert(at.index(gates.len() + 1), more);
        let texts = [texts.0.as_str(), texts.1.as_str()];
        let [less, more] = [config(&gates, ""), config(&with, "")].map(|config| {
            checked([&config, &config], texts, PolicySource::Base)
        });
        prop_assert!(!less.failed() || more.failed(), "{:?}\n{:?}", said(&less), said(&more));
        // Nor is it less than what was asked.
        let added = checked([&config(&gates, ""), &config(&with, "")], texts, PolicySource::Base);
        prop_assert_eq!(of(&added, "gate-weakened").count(), 0, "{:?}", said(&added));
    }
}
