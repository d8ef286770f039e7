//! What holds of every comparison, on projects made at random.

mod apply;
mod house;
mod rendered;
mod sides;
mod trees;

use std::collections::BTreeSet;

use proptest::prelude::*;
use rungs::diff::{Change, Direction, Ingredient, Subject};
use rungs::model::ItemIndex;
use rungs::report::{AssessmentStatus, ChangeReport};
use rungs::score::{Engine, Outcome};
use rungs::value::Rational;

use apply::applied;
use house::{Turn, style, two};
use sides::{Read, read};

const ALL: &[Turn] = &[
    Turn::Same,
    Turn::Same,
    Turn::Edited,
    Turn::Mapped,
    Turn::MappedBack,
    Turn::Foreign,
];
const COMPARABLE: &[Turn] = &[Turn::Same, Turn::Edited, Turn::Mapped, Turn::MappedBack];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_differs_from_itself(two in two(ALL)) {
        let folder = tempfile::tempdir().unwrap();
        two.write(0, folder.path());
        let all = read(folder.path(), folder.path(), true);
        for one in all.report().assessments {
            prop_assert_eq!(one.status, AssessmentStatus::Unchanged);
            prop_assert!(one.changes.is_empty() && one.measures.is_empty(), "{one:#?}");
        }
        // Nor is it read.
        prop_assert_eq!(read(folder.path(), folder.path(), false).pairs.unread, 2);
    }

    #[test]
    fn the_parts_add_up(two in two(COMPARABLE)) {
        for typed in Read::of(&two).typed() {
            for movement in &typed.movements {
                let ends = movement.from.as_ref().zip(movement.to.as_ref());
                let delta = ends.map(|(from, to)| &to.number - &from.number);
                let parts = movement.parts.as_ref();
                prop_assert_eq!(parts.map(|parts| parts.delta.clone()), delta, "{:?}", movement);
                let Some(parts) = parts else { continue };
                let sum: Rational = parts.each.iter().flatten().cloned().sum();
                prop_assert_eq!(&sum, &parts.delta, "{:?}", movement);
                let without = Ingredient::ALL.into_iter().filter(|one| parts.each[*one as usize].is_none());
                prop_assert_eq!(parts.merged(), without.collect::<Vec<_>>());
                // No rule looks at the day.
                prop_assert_eq!(parts.each[Ingredient::Time as usize].as_ref(), Some(&Rational::ZERO), "{:?}", movement);
                if !movement.items.is_empty() {
                    let items: Rational = movement.items.iter().map(|(_, part)| part.clone()).sum();
                    prop_assert_eq!(Some(&items), parts.each[Ingredient::Answers as usize].as_ref(), "{:?}", movement);
                }
            }
        }
    }

    #[test]
    fn a_report_says_the_parts_as_they_are(two in two(COMPARABLE)) {
        for movement in Read::of(&two).report().assessments.iter().flat_map(|one| &one.measures) {
            let Some(explained) = &movement.explained else {
                prop_assert!(movement.delta.is_none());
                continue;
            };
            let number = |text: &str| Rational::parse(text).unwrap_or_else(|| fraction(text));
            let parts = explained.parts();
            let sum: Rational = parts.iter().filter_map(|(_, part)| Some(number(&part.as_ref()?.exact))).sum();
            prop_assert_eq!(Some(sum), movement.delta.as_deref().map(number));
            let without = parts.iter().filter(|(_, part)| part.is_none()).map(|(word, _)| *word);
            prop_assert_eq!(without.collect::<Vec<_>>(), movement.merged.clone());
        }
    }

    #[test]
    fn back_is_there_mirrored(two in two(ALL)) {
        let (there, back) = (Read::of(&two), Read::of(&two.turned()));
        for (there, back) in there.typed().iter().zip(back.typed()) {
            let mirrored: BTreeSet<String> = there.changes.iter().map(|change| format!("{:#?}", mirrored(change))).collect();
            let back: BTreeSet<String> = back.changes.iter().map(|change| format!("{:#?}", Change { regression: false, ..change.clone() })).collect();
            let more = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>().join("\n");
            prop_assert!(mirrored == back, "only there: {}\nonly back: {}", more(&mirrored, &back), more(&back, &mirrored));
        }
    }

    #[test]
    fn back_has_the_lines_swapped(two in two(ALL)) {
        let (there, back) = (Read::of(&two).report(), Read::of(&two.turned()).report());
        for (there, back) in there.assessments.iter().zip(&back.assessments) {
            let places = |change: &ChangeReport| (change.field, [(change.base_path.clone(), change.base_line), (change.path.clone(), change.line)]);
            let mut back: Vec<_> = back.changes.iter().map(places).collect();
            let there = there.changes.iter().map(places);
            let mut there: Vec<_> = there.map(|(field, [base, head])| (field, [head, base])).collect();
            back.sort();
            there.sort();
            prop_assert_eq!(there, back);
        }
    }

    #[test]
    fn the_changes_of_answers_lead_to_the_numbers(two in two(&[Turn::Same])) {
        for typed in Read::of(&two).typed() {
            let applied = applied(&typed);
            let resolved = rungs::model::Resolved::new(typed.head.model, &applied);
            let there = Engine::new(typed.head.model, &applied, &resolved);
            let head = Engine::new(typed.head.model, typed.head.assessment, typed.head.resolved);
            for (at, measure) in typed.head.model.measures.iter().enumerate() {
                for item in (0..typed.head.model.items.len()).map(ItemIndex) {
                    let number = |engine: &Engine<'_>| engine.value(at, item).map(|outcome| outcome.number);
                    prop_assert_eq!(number(&there), number(&head), "{} at {}", measure.id, typed.head.model.item(item).id);
                }
            }
        }
    }

    #[test]
    fn what_moved_is_all_that_is_not_the_same(two in two(COMPARABLE)) {
        for typed in Read::of(&two).typed() {
            let engines = [&typed.base, &typed.head].map(|side| Engine::new(side.model, side.assessment, side.resolved));
            let value = |side: usize, measure: &str, node: Option<ItemIndex>| -> Option<Outcome> {
                let engine: &Engine<'_> = &engines[side];
                engine.value(engine.model.measure(measure)?, node?)
            };
            let mut moved = BTreeSet::new();
            for movement in &typed.movements {
                let from = value(0, &movement.measure, movement.base_node);
                let to = value(1, &movement.measure, movement.head_node);
                prop_assert_eq!(&movement.from, &from);
                prop_assert_eq!(&movement.to, &to);
                prop_assert!(moved.insert((movement.base_node, movement.head_node, movement.measure.clone())));
            }
            for (at, item) in typed.head.model.items.iter().enumerate().filter(|(_, item)| !item.leaf) {
                let node = ItemIndex(at);
                let was = typed.alignment.base_of(node);
                for measure in &typed.head.model.measures {
                    let same = value(0, &measure.id, was).map(|one| one.number) == value(1, &measure.id, Some(node)).map(|one| one.number);
                    prop_assert!(same || moved.contains(&(was, Some(node), measure.id.clone())), "{} at {}", measure.id, item.id);
                }
            }
        }
    }

    #[test]
    fn a_line_holds_what_it_is_named_for(two in two(ALL)) {
        let read = Read::of(&two);
        for (typed, one) in read.typed().iter().zip(read.report().assessments.iter().filter(|one| one.incomparable.is_none())) {
            for change in &one.changes {
                let sides = [
                    (&typed.base, &change.base_path, change.base_line, change.base_item.as_ref().or(change.item.as_ref())),
                    (&typed.head, &change.path, change.line, change.item.as_ref()),
                ];
                for (side, path, line, item) in sides {
                    let (Some(path), Some(line)) = (path, line) else { continue };
                    let file = side.assessment.files.iter().find(|file| file.path().as_str() == path).unwrap();
                    let lines: Vec<&str> = file.text().lines().collect();
                    let named = lines[line as usize - 1];
                    let holds = |line: &str| match item {
                        Some(id) => side.model.find(id).is_none_or(|item| {
                            let item = side.model.item(item);
                            item.aliases.iter().chain([&item.id]).any(|name| line.contains(name.as_str()))
                        }),
                        None => true,
                    };
                    let good = match change.field {
                        "evidence" => named.contains("ref:") || named.contains("note:"),
                        // A judgement is a block that begins with its measure.
                        "override" => holds(lines[line as usize]),
                        _ => holds(named),
                    };
                    prop_assert!(good, "{change:#?}\n{named}");
                }
                if let (Some(line), Some(end)) = (change.line, change.end_line) {
                    prop_assert!(line <= end);
                }
            }
        }
    }

    #[test]
    fn how_it_is_written_is_no_change(two in two(&[Turn::Same]), other in style()) {
        let folder = tempfile::tempdir().unwrap();
        let [base, head] = ["base", "head"].map(|name| folder.path().join(name));
        two.write(0, &base);
        two.write_as(0, other, &head);
        for one in read(&base, &head, true).report().assessments {
            prop_assert!(one.changes.is_empty() && one.measures.is_empty(), "{:#?}{:#?}", one.changes, one.measures);
            prop_assert!(matches!(one.status, AssessmentStatus::Unchanged | AssessmentStatus::Moved), "{:?}", one.status);
        }
    }
}

/// An exact number that is no decimal.
fn fraction(text: &str) -> Rational {
    let (above, below) = text.split_once('/').unwrap();
    let number = |text: &str| Rational::parse(text.trim()).unwrap();
    number(above).checked_div(&number(below)).unwrap()
}

/// A change the other way round. A regression is one in one direction only.
fn mirrored(change: &Change) -> Change {
    Change {
        subject: match &change.subject {
            Subject::Item { base, head } => Subject::Item {
                base: *head,
                head: *base,
            },
            other => other.clone(),
        },
        from: change.to.clone(),
        to: change.from.clone(),
        direction: match change.direction {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
            Direction::Neither => Direction::Neither,
        },
        regression: false,
        base_at: change.head_at,
        head_at: change.base_at,
        field: change.field,
    }
}
