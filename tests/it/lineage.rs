//! What holds of any two models: nothing changed between a model and itself,
//! the way back mirrors the way there, and the order of items decides nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use rungs::lineage::{Comparison, Row, compare, propose};
use rungs::model::{self, ItemIndex, Model, Relation};
use rungs::text::{RepoPath, SourceFile};
use rungs::{schema, yaml};

/// A practice: the number in its id, its node, what it says.
type Practice = (usize, usize, Vec<usize>);

const NODES: [(&str, &str); 3] = [
    ("A", "First things"),
    ("B", "Second things"),
    ("C", "What is left"),
];
const WORDS: [&str; 24] = [
    "alerts", "assets", "before", "brief", "calls", "check", "daily", "drill", "each", "feeds",
    "hunt", "known", "list", "logs", "note", "owner", "plan", "quick", "rank", "share", "teams",
    "track", "weekly", "write",
];

fn file(text: String) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text))
}

fn read(version: usize, practices: &[Practice], reversed: bool) -> Model {
    let mut text = format!(
        "rungs: model/1\nid: m\nversion: '{version}'\ntitle: M\nkinds: [node, practice]\nscales: {{s: {{answers: [{{key: a, score: 0}}, {{key: b, score: 1}}]}}}}\nmeasures: {{share: {{rule: combine, fn: ratio}}}}\nitems:\n"
    );
    let mut nodes: Vec<(usize, &(&str, &str))> = NODES.iter().enumerate().collect();
    if reversed {
        nodes.reverse();
    }
    for (at, (id, title)) in nodes {
        let mut here: Vec<&Practice> = practices.iter().filter(|one| one.1 == at).collect();
        if reversed {
            here.reverse();
        }
        if here.is_empty() {
            continue;
        }
        text.push_str(&format!("  - id: {id}\n    title: {title}\n    items:\n"));
        for (number, _, words) in here {
            let words: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
            text.push_str(&format!(
                "      - {{id: P-{number}, title: {}}}\n",
                words.join(" ")
            ));
        }
    }
    let file = file(text);
    let parsed = yaml::parse(&file);
    let (model, findings) = model::model(&file, &parsed.root.expect("it is YAML"));
    assert!(findings.is_empty(), "{findings:?}");
    model.expect("it is a model")
}

fn says() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..WORDS.len(), 4..14)
}

fn practices() -> impl Strategy<Value = Vec<Practice>> {
    let practices = proptest::collection::vec((0..NODES.len(), says()), 1..14);
    practices.prop_map(|all| {
        let all = all.into_iter().enumerate();
        all.map(|(at, (node, words))| (at, node, words)).collect()
    })
}

/// What happens to a practice on the way to the next version.
#[derive(Debug, Clone)]
enum Edit {
    Keep,
    Word(usize, usize),
    Cut(usize),
    Join,
    Move(usize),
    Drop,
    Replace(Vec<usize>),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => Just(Edit::Keep),
        2 => (0..14usize, 0..WORDS.len()).prop_map(|(at, word)| Edit::Word(at, word)),
        1 => (3..9usize).prop_map(Edit::Cut),
        1 => Just(Edit::Join),
        1 => (0..NODES.len()).prop_map(Edit::Move),
        1 => Just(Edit::Drop),
        1 => says().prop_map(Edit::Replace),
    ]
}

fn add(practices: &mut Vec<Practice>, node: usize, words: Vec<usize>) {
    practices.push((0, node, words));
}

/// A model and a later version of it, with ids lettered anew from some place on.
fn versions() -> impl Strategy<Value = (Vec<Practice>, Vec<Practice>)> {
    let edits = proptest::collection::vec(edit(), 14);
    (practices(), edits, 0..14usize, 0..3usize).prop_map(|(earlier, edits, from, by)| {
        let mut later: Vec<Practice> = Vec::new();
        for ((_, node, words), edit) in earlier.iter().zip(edits) {
            let last = later.pop();
            let mut added: Vec<Practice> = last.into_iter().collect();
            match edit {
                Edit::Keep => add(&mut added, *node, words.clone()),
                Edit::Word(at, word) => {
                    let mut words = words.clone();
                    let at = at % words.len();
                    words[at] = word;
                    add(&mut added, *node, words);
                }
                Edit::Cut(at) => {
                    let (one, other) = words.split_at(at.min(words.len() - 1));
                    add(&mut added, *node, one.to_vec());
                    add(&mut added, *node, other.to_vec());
                }
                Edit::Join => match added.last_mut() {
                    Some((_, _, last)) => last.extend(words),
                    None => add(&mut added, *node, words.clone()),
                },
                Edit::Move(node) => add(&mut added, node, words.clone()),
                Edit::Drop => {}
                Edit::Replace(words) => add(&mut added, *node, words),
            }
            later.extend(added);
        }
        if later.is_empty() {
            later.push((0, 0, vec![0, 1, 2, 3]));
        }
        for (at, one) in later.iter_mut().enumerate() {
            one.0 = if at < from { at } else { at + by };
        }
        (earlier, later)
    })
}

/// What a comparison says, without its order.
type Said = BTreeSet<(&'static str, BTreeSet<String>, BTreeSet<String>, String)>;

fn said(comparison: &Comparison<'_>, back: bool) -> Said {
    let ids = |model: &Model, items: &[ItemIndex]| -> BTreeSet<String> {
        items
            .iter()
            .map(|item| model.item(*item).id.clone())
            .collect()
    };
    let row = |row: &Row| {
        let (from, to) = (ids(comparison.from, &row.from), ids(comparison.to, &row.to));
        let sure = row.confidence().to_string();
        if !back {
            return (row.relation.word(), from, to, sure);
        }
        let mirrored = match row.relation {
            Relation::Split => Relation::Merged,
            Relation::Merged => Relation::Split,
            Relation::Dropped => Relation::New,
            Relation::New => Relation::Dropped,
            other => other,
        };
        (mirrored.word(), to, from, sure)
    };
    comparison
        .practices
        .iter()
        .chain(&comparison.nodes)
        .map(row)
        .collect()
}

fn compared<'m>(from: &'m Model, to: &'m Model) -> Comparison<'m> {
    compare((from, None), (to, None)).expect("they are small")
}

#[test]
fn what_would_take_too_long_is_refused() {
    let of = |version: usize, word: &str, count: usize| {
        let mut text = format!(
            "rungs: model/1\nid: m\nversion: '{version}'\ntitle: M\nscales: {{s: {{answers: [{{key: a, score: 0}}]}}}}\nitems:\n"
        );
        for at in 0..count {
            text.push_str(&format!("  - {{id: P-{at}, title: {word}{at}}}\n"));
        }
        let file = file(text);
        let parsed = yaml::parse(&file);
        let (model, _) = model::model(&file, &parsed.root.expect("it is YAML"));
        model.expect("it is a model")
    };
    let (one, two) = (of(1, "a", 2_100), of(2, "b", 2_100));
    let refused = compare((&one, None), (&two, None)).expect_err("4.41 million pairs");
    assert_eq!((refused.from, refused.to), (2_100, 2_100));
    assert!(compare((&one, None), (&of(2, "a", 2_100), None)).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_changed_between_a_model_and_itself(practices in practices()) {
        let model = read(1, &practices, false);
        let comparison = compared(&model, &model);
        prop_assert!(comparison.same_meaning);
        prop_assert_eq!(comparison.other_words, 0);
        prop_assert!(comparison.meaning.is_empty());
        prop_assert_eq!(comparison.ids.another, 0);
        for row in comparison.practices.iter().chain(&comparison.nodes) {
            prop_assert_eq!(row.relation, Relation::Same);
            prop_assert_eq!(&row.from, &row.to);
            prop_assert!(row.changes.is_empty());
        }
        let proposed = propose(&comparison);
        prop_assert_eq!(proposed.matches("relation: same").count(), proposed.matches("relation:").count());
    }

    #[test]
    fn the_way_back_mirrors_the_way_there((earlier, later) in versions()) {
        let (earlier, later) = (read(1, &earlier, false), read(2, &later, false));
        let (there, back) = (compared(&earlier, &later), compared(&later, &earlier));
        prop_assert_eq!(said(&there, false), said(&back, true));
        prop_assert_eq!(there.ids, back.ids);
    }

    #[test]
    fn the_order_of_items_decides_nothing((earlier, later) in versions()) {
        let (old, new) = (read(1, &earlier, false), read(2, &later, false));
        let (turned_old, turned_new) = (read(1, &earlier, true), read(2, &later, true));
        let plain = compared(&old, &new);
        prop_assert_eq!(said(&plain, false), said(&compared(&turned_old, &turned_new), false));
        prop_assert_eq!(said(&plain, false), said(&compared(&old, &turned_new), false));
    }

    #[test]
    fn every_item_stands_in_one_row_and_the_proposal_is_sound((earlier, later) in versions()) {
        let (old, new) = (read(1, &earlier, false), read(2, &later, false));
        let comparison = compared(&old, &new);
        let rows = || comparison.practices.iter().chain(&comparison.nodes);
        let mut from: Vec<ItemIndex> = rows().flat_map(|row| row.from.clone()).collect();
        let mut to: Vec<ItemIndex> = rows().flat_map(|row| row.to.clone()).collect();
        from.sort();
        to.sort();
        prop_assert_eq!(from, (1..old.items.len()).map(ItemIndex).collect::<Vec<_>>());
        prop_assert_eq!(to, (1..new.items.len()).map(ItemIndex).collect::<Vec<_>>());
        let file = file(propose(&comparison));
        let parsed = yaml::parse(&file);
        prop_assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
        let root = parsed.root.expect("it is YAML");
        let findings = schema::validate(schema::Kind::Mapping, &file, &root);
        prop_assert!(findings.is_empty(), "{findings:?}");
        let mapping = model::mapping(&file, &root).expect("it is a mapping");
        let findings = mapping.check(Some(&old), Some(&new));
        prop_assert!(findings.is_empty(), "{findings:?}");
    }
}
