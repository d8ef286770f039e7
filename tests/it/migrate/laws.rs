//! What holds for any assessment and any mapping.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rungs::lineage::{Fate, Plan, rewrite};
use rungs::lint::{self, Scene};
use rungs::model::{self, Answer, Model, Relation, Resolved};
use rungs::project::built_in_mappings;

use super::small::{
    EARLIER, NEW, OLD, comments, content, formatted, house, mapping_of, mapping_text, model_of,
    old, read, said, silent, text, turns,
};
use crate::support::root;

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_is_carried_or_retired_as_it_was(
        said in said(), turns in turns(), indent in 1usize..5, head in any::<bool>()
    ) {
        let (old, new) = (old(), model_of(&house("2", NEW)));
        let mapping = mapping_of(&mapping_text(&turns), &old, &new);
        let before = formatted(&text(&said, indent, head), &old);
        let assessment = read(&before);
        let resolved = Resolved::new(&old, &assessment);
        let plan = Plan::new(&assessment, &resolved, &old, &new, &mapping);
        let rewritten = rewrite(&plan, &mapping).unwrap_or_else(|no| panic!("{no:?}\n{before}"));
        let after_text = &rewritten.texts[0];
        let after = read(after_text);

        prop_assert_eq!(plan.told.len(), assessment.answers.len(), "each is told once");
        let rows = mapping.by_earlier();
        let mut reached = BTreeSet::new();
        for told in &plan.told {
            let answer = &assessment.answers[told.answer];
            let row = rows.get(answer.id.value.as_str());
            let retired: Vec<&Answer> = after.retired.iter().filter(|one| one.id.value == format!("{}@1", answer.id.value)).collect();
            let carried: Vec<&Answer> = told.to.iter().filter_map(|to| {
                let id = &new.item(*to).id;
                after.answers.iter().find(|one| one.id.value == *id)
            }).collect();
            match told.fate {
                Fate::Empty => prop_assert!(silent(answer)),
                Fate::Retired => {
                    prop_assert_eq!(retired.len(), 1);
                    prop_assert_eq!(content(retired[0]), content(answer));
                    prop_assert_eq!(&retired[0].review, &answer.review);
                    prop_assert!(told.to.is_empty());
                }
                Fate::Carried | Fate::ToConfirm => {
                    prop_assert!(retired.is_empty());
                    prop_assert!(!told.to.is_empty() && carried.len() == told.to.len());
                    for (found, to) in carried.iter().zip(&told.to) {
                        prop_assert_eq!(content(found), content(answer));
                        prop_assert!(reached.insert(*to), "no item has two answers");
                        let marked = told.fate == Fate::ToConfirm || answer.review.is_some();
                        prop_assert_eq!(found.review.is_some(), marked);
                        if let (Some(known), Some(now)) = (&answer.review, &found.review) {
                            prop_assert_eq!(&known.was, &now.was);
                            let (why, now) = (known.why.clone().unwrap_or_default(), now.why.clone().unwrap_or_default());
                            prop_assert!(now.contains(&why), "a reason is lost: {now}");
                            prop_assert_eq!(now.contains("; then, of "), told.fate == Fate::ToConfirm);
                        }
                    }
                    let relation = row.map(|row| row.relation);
                    prop_assert_eq!(told.fate == Fate::ToConfirm, relation.is_some_and(Relation::needs_review));
                }
            }
        }
        for found in after.answers.iter().filter(|found| !silent(found)) {
            prop_assert!(reached.contains(&new.find(&found.id.value).unwrap()), "nothing is invented");
        }
        prop_assert!(after.retired.iter().any(|one| one.id.value == "OLD-1@0") || assessment.answers.is_empty());

        let titles = |model: &Model| model.items.iter().map(|item| format!("# {}", item.title)).collect::<Vec<_>>();
        let lost: Vec<String> = comments(&before).into_iter().filter(|comment| !after_text.contains(comment.as_str()) && !titles(&old).contains(comment)).collect();
        prop_assert!(lost.is_empty(), "{lost:?}\n{before}\n{after_text}");

        let reread = Resolved::new(&new, &after);
        let scene = Scene { assessment: &after, model: &new, resolved: &reread, today: rungs::value::Date::parse("2026-10-15").unwrap(), exists: &|_| true, observed: None };
        let breaking: Vec<String> = lint::check(&scene).into_iter().filter(|finding| finding.rule.breaks).map(|finding| finding.message).collect();
        prop_assert!(breaking.is_empty(), "{breaking:?}\n{after_text}");
        prop_assert_eq!(&formatted(after_text, &new), after_text, "it is in canonical form");
    }

    #[test]
    fn of_merged_answers_the_lowest_stands(said in proptest::collection::vec(0usize..3, 3), order in Just(vec![0usize, 1, 2]).prop_shuffle()) {
        let (old, new) = (old(), model_of(&house("2", NEW)));
        let mapping = mapping_of("rungs: mapping/1\nfrom: house@1\nto: house@2\nrows:\n  - {from: [A-1, A-2, B-3], to: [A-4], relation: merged}\n", &old, &new);
        let ids = ["A-1", "A-2", "B-3"];
        let answers: Vec<String> = order.iter().map(|at| format!("  {}: {}\n", ids[*at], ["no", "partly", "yes"][said[*at]])).collect();
        let before = formatted(&format!("rungs: assessment/1\nmodel: house@1\nunit: u\nanswers:\n{}", answers.concat()), &old);
        let assessment = read(&before);
        let resolved = Resolved::new(&old, &assessment);
        let plan = Plan::new(&assessment, &resolved, &old, &new, &mapping);
        let after = read(&rewrite(&plan, &mapping).expect("it can be").texts[0]);
        let lowest = ["no", "partly", "yes"][*said.iter().min().unwrap()];
        prop_assert_eq!(&after.answers[0].answer.as_ref().unwrap().value.text, lowest);
        prop_assert_eq!(after.retired.len(), 2);
    }

    #[test]
    fn the_same_model_under_another_version_changes_its_name_only(said in said(), head in any::<bool>()) {
        let (old, new) = (old(), model_of(&house("2", OLD)));
        let rows: String = EARLIER.iter().map(|id| format!("  - {{from: [{id}], to: [{id}], relation: same}}\n")).collect();
        let mapping = mapping_of(&format!("rungs: mapping/1\nfrom: house@1\nto: house@2\nrows:\n{rows}"), &old, &new);
        let before = formatted(&text(&said, 2, head), &old);
        let assessment = read(&before);
        let resolved = Resolved::new(&old, &assessment);
        let plan = Plan::new(&assessment, &resolved, &old, &new, &mapping);
        let rewritten = rewrite(&plan, &mapping).expect("it can be");
        let named = before.replace("house@1", "house@2").replace(&old.digest.to_string(), &new.digest.to_string());
        // A comment between a key and its value moves above the key.
        let lines = |text: &str| {
            let mut lines: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(lines(&rewritten.texts[0]), lines(&named));
        prop_assert!(plan.retired.is_empty() && rewritten.commented.is_empty());
    }
}

#[test]
fn a_yes_that_was_bad_news_is_no_yes_to_what_it_became_part_of() {
    let (old, new) = (old(), model_of(&house("2", NEW)));
    let mapping = "rungs: mapping/1\nfrom: house@1\nto: house@2\nrows:\n  - {from: [B-1, B-3], to: [C-2], relation: merged}\n";
    let mapping = mapping_of(mapping, &old, &new);
    let before =
        "rungs: assessment/1\nmodel: house@1\nunit: u\nanswers:\n  B-1: yes\n  B-3: partly\n";
    let assessment = read(&formatted(before, &old));
    let resolved = Resolved::new(&old, &assessment);
    let plan = Plan::new(&assessment, &resolved, &old, &new, &mapping);
    let fates: Vec<Fate> = plan.told.iter().map(|told| told.fate).collect();
    assert_eq!(fates, [Fate::Retired, Fate::ToConfirm]);
    assert!(plan.told[0].because.as_ref().unwrap().contains("opposite"));
}

#[test]
fn built_in_mappings_are_sound_and_name_every_practice_once() {
    let project = rungs::project::Project::bare(&root());
    for built_in in built_in_mappings() {
        let mapping = built_in.mapping().expect("it is one");
        let find = |name: &model::ModelRef| project.library.find(name).expect("it is built in");
        let (old, new) = (find(&mapping.from.0), find(&mapping.to.0));
        assert_eq!(
            (built_in.from, built_in.to),
            (
                mapping.from.0.to_string().as_str(),
                mapping.to.0.to_string().as_str()
            )
        );
        let again = mapping_of(built_in.text, &old, &new);
        type Side = fn(&model::MappingRow) -> &Vec<(String, rungs::text::Span)>;
        let sides: [(&Model, Side); 2] = [(&old, |row| &row.from), (&new, |row| &row.to)];
        for (model, side) in sides {
            let mut named: BTreeMap<&str, usize> = BTreeMap::new();
            for (id, _) in again.rows.iter().flat_map(side) {
                *named.entry(id).or_default() += 1;
            }
            let leaves = model.leaves(model::ItemIndex::ROOT);
            let expected: BTreeMap<&str, usize> = leaves
                .map(|leaf| (model.item(leaf).id.as_str(), 1))
                .collect();
            assert_eq!(named, expected, "{}", model.reference);
        }
    }
}
