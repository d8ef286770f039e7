//! Which item of one side is which of the other, where names moved.

use std::sync::Arc;

use rungs::diff::{Alignment, Change, Field, Side, Subject, changes, unanswered};
use rungs::model::{self, Assessment, ItemIndex, Mapping, Model, Resolved};
use rungs::text::{RepoPath, SourceFile};
use rungs::yaml;

fn file(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text.to_owned()))
}

fn yard(version: u8, items: &str) -> Model {
    let text = format!(
        "rungs: model/1\nid: m\nversion: '{version}'\ntitle: M\nscales:\n  \
         two: {{answers: [{{key: no, score: 0}}, {{key: yes, score: 1}}]}}\n\
         measures: {{share: {{rule: combine, fn: ratio}}}}\nitems: [{items}]\n"
    );
    let file = file(&text);
    let parsed = yaml::parse(&file);
    let (model, findings) = model::model(&file, parsed.root.as_ref().unwrap());
    assert!(
        findings.iter().all(|finding| !finding.rule.breaks),
        "{findings:?}"
    );
    model.unwrap()
}

fn paper(version: u8, rest: &str) -> Assessment {
    let text = format!("rungs: assessment/1\nmodel: m@{version}\nunit: u\n{rest}");
    let file = file(&text);
    let parsed = yaml::parse(&file);
    model::assessment(&[(Arc::clone(&file), parsed.root.as_ref().unwrap())]).unwrap()
}

fn mapping(rows: &str) -> Mapping {
    let file = file(&format!(
        "rungs: mapping/1\nfrom: m@1\nto: m@2\nrows: [{rows}]\n"
    ));
    let parsed = yaml::parse(&file);
    model::mapping(&file, parsed.root.as_ref().unwrap()).unwrap()
}

/// The pairs of ids that belong together, from either side.
fn pairs(from: &Model, to: &Model, mapping: Option<&Mapping>) -> Vec<(String, String)> {
    let matched = |one: &Model, other: &Model| -> Vec<(String, String)> {
        let papers = [one, other]
            .map(|model| paper(model.reference.version.parse().unwrap(), "answers: {}\n"));
        let resolved = [Resolved::unanswered(one), Resolved::unanswered(other)];
        let side = |model, at: usize| Side {
            model,
            assessment: &papers[at],
            resolved: &resolved[at],
        };
        let (base, head) = (side(one, 0), side(other, 1));
        let alignment = Alignment::new(&base, &head, mapping).unwrap();
        let items = (0..one.items.len()).map(ItemIndex);
        let pair = |item: ItemIndex| {
            let there = alignment.head_of(item)?;
            assert_eq!(alignment.base_of(there), Some(item));
            Some((one.item(item).id.clone(), other.item(there).id.clone()))
        };
        items.filter_map(pair).collect()
    };
    let there = matched(from, to);
    let mut back: Vec<(String, String)> =
        matched(to, from).into_iter().map(|(a, b)| (b, a)).collect();
    let mut sorted = there.clone();
    sorted.sort();
    back.sort();
    assert_eq!(sorted, back, "the same the other way round");
    there
}

fn ids(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(one, other): &(&str, &str)| ((*one).to_owned(), (*other).to_owned());
    pairs.iter().map(owned).collect()
}

#[test]
fn an_id_counts_before_another_spelling() {
    let from = yard(
        1,
        "{id: X, title: P, scale: two}, {id: Y, title: P, scale: two}",
    );
    let to = yard(
        1,
        "{id: Y, title: P, scale: two, aliases: [X]}, {id: Z, title: P, scale: two}",
    );
    assert_eq!(pairs(&from, &to, None), ids(&[("m", "m"), ("Y", "Y")]));
    // Where nothing has it as its id, it counts.
    let renamed = yard(
        1,
        "{id: X-1, title: P, scale: two, aliases: [X]}, {id: Y, title: P, scale: two}",
    );
    assert_eq!(
        pairs(&from, &renamed, None),
        ids(&[("m", "m"), ("X", "X-1"), ("Y", "Y")])
    );
}

#[test]
fn of_two_that_became_one_the_same_is_taken_from_either_side() {
    let from = yard(
        1,
        "{id: X, title: P, scale: two}, {id: Y, title: P, scale: two}",
    );
    for aliases in ["[X, Y]", "[Y, X]"] {
        let to = yard(
            1,
            &format!("{{id: XY, title: P, scale: two, aliases: {aliases}}}"),
        );
        assert_eq!(pairs(&from, &to, None), ids(&[("m", "m"), ("X", "XY")]));
    }
}

#[test]
fn what_a_mapping_says_of_a_node_holds_in_both_directions() {
    let items = "{id: G, title: G, items: [{id: G-1, title: P, scale: two}]}";
    let (from, to) = (yard(1, items), yard(2, items));
    let same = "{from: [G-1], to: [G-1], relation: same}";
    assert_eq!(
        pairs(&from, &to, Some(&mapping(same))),
        ids(&[("m", "m"), ("G", "G"), ("G-1", "G-1")])
    );
    let dropped = format!("{same}, {{from: [G], relation: dropped}}");
    assert_eq!(
        pairs(&from, &to, Some(&mapping(&dropped))),
        ids(&[("m", "m"), ("G-1", "G-1")])
    );
}

#[test]
fn nodes_that_no_model_has_are_not_one() {
    let model = yard(1, "{id: X, title: P, scale: two}");
    let wants = |node: &str| {
        let text =
            format!("targets: [{{node: {node}, measure: share, at_least: 1}}]\nanswers: {{}}\n");
        paper(1, &text)
    };
    let (base, head) = (wants("GONE"), wants("NEW"));
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
    let found = changes(&base, &head, &alignment);
    let told = |change: &Change| {
        assert_eq!(change.field, Field::Target);
        let Subject::Named(name) = &change.subject else {
            panic!("{change:?}")
        };
        (name.clone(), change.from.is_some(), change.to.is_some())
    };
    let told: Vec<_> = found.iter().map(told).collect();
    assert_eq!(
        told,
        [
            ("NEW".to_owned(), false, true),
            ("GONE".to_owned(), true, false)
        ]
    );
}

#[test]
fn what_is_asked_anew_or_no_more_without_an_answer_is_told_apart() {
    let practice = |id: &str| format!("{{id: {id}, title: P, scale: two}}");
    let items = |ids: &[&str]| ids.iter().map(|id| practice(id)).collect::<Vec<_>>();
    let from = yard(1, &items(&["A", "B", "C"]).join(", "));
    let to = yard(1, &items(&["A", "D", "E", "F"]).join(", "));
    let base = paper(1, "answers: {A: yes, B: yes}\n");
    let head = paper(1, "answers: {A: yes, D: yes}\n");
    let resolved = [Resolved::new(&from, &base), Resolved::new(&to, &head)];
    let side = |model, assessment, resolved| Side {
        model,
        assessment,
        resolved,
    };
    let base = side(&from, &base, &resolved[0]);
    let head = side(&to, &head, &resolved[1]);
    let alignment = Alignment::new(&base, &head, None).unwrap();
    let name = |subject: &Subject| match subject {
        Subject::Item {
            base: Some(item),
            head: None,
        } => format!("-{}", from.item(*item).id),
        Subject::Item {
            base: None,
            head: Some(item),
        } => format!("+{}", to.item(*item).id),
        other => panic!("{other:?}"),
    };
    let open: Vec<String> = unanswered(&base, &head, &alignment)
        .iter()
        .map(name)
        .collect();
    assert_eq!(open, ["-C", "+E", "+F"]);
    // Those with an answer have a change, and only those.
    let found = changes(&base, &head, &alignment);
    let items = found.iter().filter(|change| change.field == Field::Item);
    let items: Vec<String> = items.map(|change| name(&change.subject)).collect();
    assert_eq!(items, ["-B", "+D"]);
}
