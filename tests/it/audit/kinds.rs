//! What is said of answers and of single commits.

use super::{ANN, BOB, By, answers, by, commit_by, commits, items, noon, of, say, started, told};
use crate::diff_git::ACME;

const REASONED: &str =
    "{answer: yes, because: all of them since May, evidence: [{ref: 'https://example.org/e'}]}";

#[test]
fn an_answer_needs_new_words_and_evidence() {
    let repo = started();
    let old = "{answer: partly, because: half of them}";
    say(&repo, by(ANN, 1), "One (#1)", [old, "no", "no"]);
    let stale = "{answer: yes, because: 'Half  of them'}";
    let bare = say(&repo, by(ANN, 2), "Two (#2)", [stale, "partly", REASONED]);
    let told = told(&repo, &["--since", "2026-01-03"]);
    let without = "answer-without-rationale";
    assert_eq!(items(&told, without), ["DOOR-1", "DOOR-2"]);
    assert_eq!(commits(&told, without), [bare.clone(), bare]);
    let said = of(&told, without);
    assert_eq!(
        said[0]["message"],
        "`DOOR-1` went from partly to yes with the rationale of the answer before"
    );
    assert_eq!(
        said[1]["message"],
        "`DOOR-2` went from no to partly without a rationale"
    );
    assert_eq!(said[1]["changes"][0]["path"], ACME);
    assert_eq!(said[1]["changes"][0]["line"], 6);
    assert_eq!(said[1]["changes"][0]["from"], "no");
    assert_eq!(
        items(&told, "answer-without-evidence"),
        ["DOOR-1", "DOOR-2"]
    );
}

#[test]
fn what_is_taken_away_or_does_not_apply_needs_no_evidence() {
    let repo = started();
    say(&repo, by(ANN, 1), "Up (#1)", [REASONED, REASONED, "no"]);
    let na = "{na: we have no roof}";
    say(
        &repo,
        by(ANN, 2),
        "Down (#2)",
        ["", "{answer: no, because: it broke}", na],
    );
    let told = told(&repo, &["--since", "2026-01-03"]);
    assert!(of(&told, "answer-without-rationale").is_empty(), "{told:#}");
    // A lower answer claims less.
    assert_eq!(items(&told, "answer-without-evidence"), ["DOOR-2"]);
    assert_eq!(of(&told, "answer-without-evidence")[0]["level"], "note");
}

#[test]
fn what_rose_and_fell_back_is_told_with_both_commits() {
    let repo = started();
    let raise = say(
        &repo,
        by(ANN, 10),
        "Up (#1)",
        ["partly", "partly", "partly"],
    );
    say(
        &repo,
        by(ANN, 20),
        "Higher (#2)",
        ["yes", "partly", "partly"],
    );
    // Below the first raise, to the height of it, and not below it.
    let fall = say(&repo, by(BOB, 40), "Down (#3)", ["no", "no", "partly"]);
    let all = told(&repo, &[]);
    let kind = "answer-raised-and-lowered";
    assert_eq!(items(&all, kind), ["DOOR-1", "DOOR-2"]);
    let first = of(&all, kind)[0];
    assert_eq!(first["level"], "deny");
    assert_eq!(
        first["message"],
        "`DOOR-1` was raised from no to yes and after 30 days it is no"
    );
    assert_eq!(first["commit"]["id"], fall.as_str());
    assert_eq!(first["related"][0]["commit"]["id"], raise.as_str());
    // Either of the two in the period is enough, and the days between them count.
    for (words, found) in [
        (&["--until", "2026-01-12"][..], 2),
        (&["--since", "2026-02-01"], 2),
        (&["--since", "2026-01-13", "--until", "2026-01-15"], 0),
        (&["--within", "29"], 1),
        (&["--within", "19"], 0),
        (&["--unit", "acme"], 2),
    ] {
        assert_eq!(of(&told(&repo, words), kind).len(), found, "{words:?}");
    }
}

#[test]
fn a_fall_that_keeps_some_of_a_raise_is_none() {
    let repo = started();
    say(&repo, by(ANN, 1), "Up (#1)", ["yes", "no", "no"]);
    say(&repo, by(ANN, 2), "Down (#2)", ["partly", "no", "no"]);
    assert!(of(&told(&repo, &[]), "answer-raised-and-lowered").is_empty());
    say(&repo, by(ANN, 3), "Down again (#3)", ["", "no", "no"]);
    let told = told(&repo, &[]);
    let found = of(&told, "answer-raised-and-lowered");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["changes"][0]["to"], serde_json::Value::Null);
}

#[test]
fn dates_that_are_apart_are_told() {
    let repo = started();
    let apart = |authored: i64, committed: i64| By {
        authored,
        committed,
        ..by(ANN, 0)
    };
    let late = say(
        &repo,
        apart(noon(1), noon(9)),
        "Late (#1)",
        ["yes", "no", "no"],
    );
    say(
        &repo,
        apart(noon(10), noon(17)),
        "A week (#2)",
        ["yes", "yes", "no"],
    );
    let after = say(
        &repo,
        apart(noon(30), noon(20)),
        "After (#3)",
        ["yes", "yes", "yes"],
    );
    say(
        &repo,
        apart(noon(21) + 60, noon(21)),
        "Clocks (#4)",
        ["no", "yes", "yes"],
    );
    repo.write("README.md", "nothing of it\n");
    commit_by(&repo, apart(noon(1), noon(60)), "Elsewhere");
    let kind = "commit-backdated";
    let all = told(&repo, &[]);
    assert_eq!(commits(&all, kind), [late, after]);
    assert_eq!(
        of(&all, kind)[0]["message"],
        "it is dated 2026-01-02 and was committed on 2026-01-10, 8 days later"
    );
    assert_eq!(
        of(&all, kind)[1]["message"],
        "it is dated 2026-01-31, after it was committed on 2026-01-21"
    );
    assert_eq!(commits(&told(&repo, &["--backdated", "8"]), kind).len(), 1);
    assert_eq!(commits(&told(&repo, &["--backdated", "6"]), kind).len(), 3);
}

#[test]
fn a_broken_file_is_told_from_when_to_when() {
    let repo = started();
    repo.write(ACME, "rungs: assessment/1\nmodel: house@1\nunit: [\n");
    let broke = commit_by(&repo, by(ANN, 5), "Break (#1)");
    repo.write(ACME, "rungs: assessment/1\nmodel: house@1\nunit: {\n");
    commit_by(&repo, by(ANN, 6), "Break more (#2)");
    let mended = say(&repo, by(BOB, 9), "Mend (#3)", ["yes", "no", "no"]);
    let kind = "assessment-unreadable";
    let all = told(&repo, &[]);
    assert_eq!(commits(&all, kind), [broke]);
    let found = of(&all, kind)[0];
    assert!(
        found["message"]
            .as_str()
            .unwrap()
            .starts_with("it could not be read from here on: assessments/acme.yaml:")
    );
    assert_eq!(found["related"][0]["commit"]["id"], mended.as_str());
    // What changed meanwhile is the mending commit's.
    assert_eq!(commits(&all, "answer-without-rationale"), [mended.as_str()]);
    let later = told(&repo, &["--since", "2026-01-08"]);
    assert_eq!(commits(&later, kind), [mended]);
}

#[test]
fn a_raise_is_told_with_its_height_and_what_does_not_apply_is_not_lower() {
    let repo = started();
    say(&repo, by(ANN, 1), "Up (#1)", ["yes", "yes", "yes"]);
    say(
        &repo,
        by(ANN, 2),
        "Down (#2)",
        ["partly", "{na: no}", "yes"],
    );
    say(&repo, by(ANN, 3), "Further (#3)", ["no", "{na: no}", ""]);
    let told = told(&repo, &[]);
    let kind = "answer-raised-and-lowered";
    assert_eq!(items(&told, kind), ["DOOR-1", "ROOF-1"]);
    assert_eq!(
        of(&told, kind)[0]["message"],
        "`DOOR-1` was raised from no to yes and after 2 days it is no"
    );
}

#[test]
fn an_assessment_that_was_away_is_held_against_what_it_said_before() {
    let kind = "assessment-removed";
    let paper = |of: [&str; 3], status: &str| {
        let [one, two, three] = of;
        answers(one, two, three).replace("unit: acme\n", &format!("unit: acme\n{status}"))
    };
    let other = |text: &str| text.replace("unit: acme", "unit: bolt");
    let before = ["no", "no", "no"];
    let after = ["yes", "no", "no"];
    for (away, said) in [
        (None, "assessments/acme.yaml is gone"),
        (
            Some(paper(before, "status: draft\n")),
            "assessments/acme.yaml is a draft now",
        ),
        (
            Some(other(&paper(before, ""))),
            "assessments/acme.yaml is an assessment of `bolt` now",
        ),
    ] {
        let repo = started();
        match away {
            Some(text) => repo.write(ACME, &text),
            None => std::fs::remove_file(repo.folder().join(ACME)).unwrap(),
        }
        let gone = commit_by(&repo, by(ANN, 5), "Away (#1)");
        let back = say(&repo, by(BOB, 9), "Back (#2)", after);
        let told = told(&repo, &["--unit", "acme"]);
        let found = of(&told, kind);
        assert_eq!(commits(&told, kind), [gone], "{told:#}");
        let heir = said.contains("bolt");
        let said = if heir {
            "assessments/acme.yaml is gone"
        } else {
            said
        };
        assert_eq!(found[0]["message"], said);
        assert_eq!(found[0]["related"][0]["commit"]["id"], back.as_str());
        assert_eq!(items(&told, "answer-without-rationale"), ["DOOR-1"]);
        if heir {
            let all = super::told(&repo, &[]);
            let message = of(&all, kind)[0]["message"].to_string();
            assert!(message.contains("of `bolt` now"), "{message}");
        }
    }
}

#[test]
fn what_an_answer_rested_on_is_not_taken_away_unsaid() {
    let kind = "grounds-removed";
    let repo = started();
    say(
        &repo,
        by(ANN, 1),
        "Begin (#1)",
        [REASONED, REASONED, REASONED],
    );
    let bare = "{answer: yes, because: all of them since May}";
    let unsaid = REASONED.replace("because: all of them since May, ", "");
    let anew = REASONED.replace("since May", "by now");
    say(&repo, by(ANN, 2), "Less (#2)", [bare, &unsaid, &anew]);
    let one = told(&repo, &[]);
    assert_eq!(items(&one, kind), ["DOOR-1", "DOOR-2", "ROOF-1"]);
    let levels: Vec<&str> = of(&one, kind)
        .iter()
        .map(|one| one["level"].as_str().unwrap())
        .collect();
    assert_eq!(levels, ["warn", "warn", "note"]);
    assert_eq!(of(&one, kind)[0]["changes"][0]["field"], "evidence");
    // Newer evidence is as good, and an answer that changed has findings of its own.
    let newer = bare.replace('}', ", evidence: [{ref: 'https://example.org/f'}]}");
    say(&repo, by(ANN, 3), "Newer (#3)", [bare, &newer, "no"]);
    let two = told(&repo, &["--since", "2026-01-04"]);
    assert!(
        items(&two, kind).iter().all(|item| item == "DOOR-2"),
        "{two:#}"
    );
}

#[test]
fn a_switch_to_a_model_without_a_mapping_hides_nothing_unsaid() {
    let repo = started();
    let other = crate::diff_git::MODEL.replace("id: house", "id: keep");
    repo.write("models/keep.yaml", &other);
    let paper = answers("no", "no", "no").replace("house@1", "keep@1");
    repo.write(ACME, &paper);
    let switched = commit_by(&repo, by(ANN, 3), "Another model (#1)");
    let back = say(&repo, by(ANN, 6), "And back (#2)", ["yes", "yes", "yes"]);
    let told = told(&repo, &[]);
    let kind = "change-incomparable";
    assert_eq!(commits(&told, kind), [switched, back], "{told:#}");
    let change = &of(&told, kind)[0]["changes"][0];
    assert_eq!(
        (&change["from"], &change["to"]),
        (&"house@1".into(), &"keep@1".into())
    );
}
