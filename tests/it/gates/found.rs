//! What each gate finds, and what it lets pass.

use super::{HOUSE, found, house, in_answers, in_change, words};

#[test]
fn what_is_open_is_found_and_what_has_a_reason_is_not() {
    let answers = "DOOR-1: yes, DOOR-2: {na: one door}, CELLAR-1: ";
    assert_eq!(
        in_answers("rule: complete", answers),
        [
            "CELLAR-1 [] `CELLAR-1` is unanswered",
            "CELLAR-2 [] `CELLAR-2` is unanswered"
        ]
    );
    assert!(in_answers("rule: complete, node: DOOR", answers).is_empty());
    assert!(in_answers("rule: complete, levels: [L2]", answers).is_empty());
    assert!(in_answers("rule: complete, facets: {side: outer}", answers).is_empty());
    assert_eq!(
        in_answers("rule: complete, item: CELLAR-2", answers).len(),
        1
    );
    let model = house(HOUSE);
    let out = "scope: {out: {CELLAR: rented out}}\nanswers: {DOOR-1: yes, DOOR-2: no}\n";
    assert!(found("rule: complete", (&model, out), None).is_empty());
}

#[test]
fn evidence_is_asked_from_an_answer_on_after_polarity() {
    let answers = "DOOR-1: yes, DOOR-2: partly, CELLAR-1: {na: none}, CELLAR-2: no";
    let all = in_answers("rule: evidence-required", answers);
    assert_eq!(all.len(), 3, "{all:?}");
    // No water in the cellar is as good as a door that closes.
    let best = in_answers("rule: evidence-required, answer: no, node: CELLAR", answers);
    assert_eq!(best, ["CELLAR-2 [] `CELLAR-2` is no and has no evidence"]);
    let best = in_answers("rule: evidence-required, answer: yes, node: DOOR", answers);
    assert_eq!(best, ["DOOR-1 [] `DOOR-1` is yes and has no evidence"]);
    let shown = "DOOR-1: {answer: yes, evidence: [{note: seen}]}";
    assert!(in_answers("rule: evidence-required", shown).is_empty());
}

#[test]
fn evidence_warns_before_its_day_and_fails_after_it() {
    let until =
        |day: &str| format!("DOOR-1: {{answer: yes, evidence: [{{ref: a.md, expires: {day}}}]}}");
    let gate = "rule: evidence-expired, days: 14";
    let over = in_answers(gate, &until("2026-10-14"));
    let said = "the evidence for `DOOR-1` expired 1 day ago, on 2026-10-14";
    assert_eq!(over, [format!("DOOR-1 [a.md] {said}")]);
    let last = in_answers(gate, &until("2026-10-15"));
    let said = "the evidence for `DOOR-1` expires today, on 2026-10-15";
    assert_eq!(last, [format!("warn DOOR-1 [a.md] {said}")]);
    assert_eq!(in_answers(gate, &until("2026-10-29")).len(), 1);
    assert!(in_answers(gate, &until("2026-10-30")).is_empty());
    assert!(in_answers("rule: evidence-expired", &until("2026-10-15")).is_empty());
}

#[test]
fn a_minimum_is_of_a_measure_or_of_answers() {
    let answers = "DOOR-1: yes, DOOR-2: partly, CELLAR-2: yes";
    assert_eq!(
        in_answers(
            "rule: minimum, node: DOOR, measure: share, at_least: 0.8",
            answers
        ),
        ["DOOR [share] `share` of DOOR is 0.75, wanted is at least 0.8"]
    );
    let level = "rule: minimum, node: DOOR, measure: level, at_least: L2";
    assert_eq!(
        in_answers(level, answers),
        ["DOOR [level] `level` of DOOR is L1, wanted is at least L2"]
    );
    assert_eq!(
        in_answers("rule: minimum, answer: partly", answers),
        [
            "CELLAR-1 [answer] `CELLAR-1` is unanswered, wanted is at least `partly`",
            "CELLAR-2 [answer] `CELLAR-2` is yes, wanted is at least `partly`"
        ]
    );
    let none = "DOOR-1: {na: none}, DOOR-2: {na: none}";
    let share = "rule: minimum, node: DOOR, measure: share, at_least: 0.1";
    assert_eq!(
        in_answers(share, none),
        ["DOOR [share] `share` of DOOR has no value, wanted is at least 0.1"]
    );
    assert!(in_answers(&format!("{share}, without_value: pass"), none).is_empty());
}

#[test]
fn each_day_counts_for_what_has_no_nearer_one() {
    let model = house(HOUSE);
    let aged = |gate: &str, head: &str| words(&found(gate, (&model, head), None));
    let gate = "rule: review-age, days: 100";
    let head = "as_of: 2026-10-01\nassessed: {DOOR: 2026-07-07, DOOR-2: 2026-07-06}\n";
    assert_eq!(
        aged(gate, head),
        ["DOOR-2 [] `DOOR-2` was last looked at 101 days ago, on 2026-07-06"]
    );
    assert!(aged(&format!("{gate}, node: CELLAR"), head).is_empty());
    assert_eq!(
        aged(gate, "assessed: {DOOR: 2026-10-01}\n"),
        ["– [no day] nothing says when the assessment was last looked at"]
    );
    assert!(
        aged(
            &format!("{gate}, node: DOOR"),
            "assessed: {DOOR: 2026-10-01}\n"
        )
        .is_empty()
    );
    assert_eq!(
        aged(gate, "as_of: 2026-10-01\nassessed: {DOOR: 2026-02-30}\n"),
        ["DOOR [no day] nothing says when `DOOR` was last looked at"]
    );
    let out = "as_of: 2026-10-01\nassessed: {DOOR: 2020-01-01}\nscope: {out: {DOOR: gone}}\n";
    assert!(aged(gate, out).is_empty());
}

#[test]
fn a_target_is_overdue_once_its_day_is_over() {
    let model = house(HOUSE);
    let due = |gate: &str, text: &str| words(&found(gate, (&model, text), None));
    let gate = "rule: target-overdue";
    let practice = |answer: &str, by: &str| {
        format!(
            "answers: {{CELLAR-2: {{answer: {answer}, target: {{answer: partly, by: {by}}}}}}}\n"
        )
    };
    assert_eq!(
        due(gate, &practice("yes", "2026-10-14")),
        ["CELLAR-2 [] `CELLAR-2` was to be `partly` by 2026-10-14, it is yes"]
    );
    assert!(due(gate, &practice("yes", "2026-10-15")).is_empty());
    assert!(due(gate, &practice("no", "2026-10-14")).is_empty());
    assert!(
        due(
            &format!("{gate}, node: DOOR"),
            &practice("yes", "2026-10-14")
        )
        .is_empty()
    );
    let measure = "targets: [{node: DOOR, measure: share, at_least: 0.5, by: 2026-10-14}]\n";
    assert_eq!(
        due(gate, measure),
        ["DOOR [share 0.5] `share` of DOOR was to be at least 0.5 by 2026-10-14, it is no value"]
    );
    assert!(due(&format!("{gate}, levels: [L1]"), measure).is_empty());
}

#[test]
fn what_a_program_carried_over_waits_for_a_person() {
    let marked = "DOOR-1: {answer: yes, review: {was: GATE-1, why: reworded}}, DOOR-2: no";
    assert_eq!(
        in_answers("rule: reviewed-migration", marked),
        ["DOOR-1 [] `DOOR-1` waits to be confirmed, from `GATE-1`: reworded"]
    );
    assert!(in_answers("rule: reviewed-migration, node: CELLAR", marked).is_empty());
}

#[test]
fn an_answer_that_moves_needs_words_of_its_own() {
    let gate = "rule: rationale-required";
    let old = "DOOR-1: {answer: no, because: The lock  is old}";
    let moved = |head: &str| in_change(gate, old, head);
    let same = moved("DOOR-1: {answer: yes, because: the lock is old}");
    assert_eq!(same.len(), 1, "{same:?}");
    assert!(same[0].contains("in the words of before"), "{same:?}");
    assert!(moved("DOOR-1: {answer: yes, because: a new lock}").is_empty());
    assert!(moved("DOOR-1: {answer: no, because: x}").is_empty());
    assert!(moved("DOOR-1: {na: the door is gone}").is_empty());
    assert_eq!(moved("DOOR-1: {na: The lock is old}").len(), 1);
    let open = moved("");
    assert_eq!(
        open,
        ["DOOR-1 [] `DOOR-1` went from no to unanswered, and nothing says why"]
    );
    let first = in_change(gate, "DOOR-2: no", "DOOR-2: no, DOOR-1: yes");
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(
        in_answers(gate, "DOOR-1: yes").is_empty(),
        "a new assessment"
    );
    assert!(in_change(&format!("{gate}, node: CELLAR"), old, "DOOR-1: yes").is_empty());
}

#[test]
fn a_trip_out_of_scope_hides_no_move() {
    let model = house(HOUSE);
    let base = "scope: {out: {DOOR: shut}}\nanswers: {DOOR-1: no}\n";
    let back = |answer: &str| {
        let head = format!("answers: {{DOOR-1: {answer}}}\n");
        found(
            "rule: rationale-required",
            (&model, &head),
            Some((&model, base)),
        )
        .len()
    };
    assert_eq!((back("no"), back("yes")), (0, 1));
}

#[test]
fn another_model_lets_no_gate_pass_for_want_of_something_to_look_at() {
    let before = house(HOUSE);
    let after = HOUSE.replace("version: '1'", "version: '2'");
    let after = house(
        &after
            .replace("DOOR", "GATE")
            .replace("level:", "grade:")
            .replace("grade: L", "level: L"),
    );
    let (base, head) = ("answers: {DOOR-1: yes}\n", "answers: {GATE-1: no}\n");
    let asked = |gate: &str| words(&found(gate, (&after, head), Some((&before, base))));
    assert_eq!(
        asked("rule: minimum, node: DOOR, measure: share, at_least: 0.5"),
        ["– [lost DOOR] house@2 has no `DOOR`, which the gate looks at and house@1 has"]
    );
    assert_eq!(
        asked("rule: minimum, measure: level, at_least: L1").len(),
        1
    );
    assert_eq!(
        asked("rule: rationale-required").len(),
        1,
        "nothing tells which of them moved"
    );
}

#[test]
fn lost_evidence_is_a_regression_where_it_is_asked() {
    let base = "DOOR-1: {answer: yes, evidence: [{note: seen}]}";
    let gate = "rule: no-regression";
    assert!(in_change(gate, base, "DOOR-1: yes").is_empty());
    let lost = in_change(&format!("{gate}, lost_evidence: true"), base, "DOOR-1: yes");
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(in_change(gate, "DOOR-1: no", "DOOR-1: yes, DOOR-2: no").is_empty());
    assert_eq!(
        in_change(gate, "DOOR-1: no", "DOOR-1: {na: no door}").len(),
        1
    );
}
