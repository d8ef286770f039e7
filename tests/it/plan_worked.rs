//! Plans worked out by hand on a model small enough for it.

use std::sync::Arc;

use rungs::diff::Side;
use rungs::model::{self, Assessment, ItemIndex, Model, Resolved};
use rungs::plan::{
    Aim, Claim, Found, Goal, Road, Supposed, dues, left_out, reach, towards_targets,
};
use rungs::score::wanted_number;
use rungs::text::{RepoPath, SourceFile};
use rungs::value::{Date, Rational};
use rungs::yaml;

const MODEL: &str = "rungs: model/1
id: house
version: '1'
title: House
levels: [{id: L0}, {id: L1}, {id: L2}]
scales:
  three: {answers: [{key: no, score: 0}, {key: partly, score: 1}, {key: yes, score: 2}], not_applicable: true}
measures:
  share: {rule: combine, fn: ratio}
  mean: {rule: combine, fn: mean}
  known: {rule: combine, fn: ratio, unanswered: exclude}
  weakest: {rule: combine, fn: min, over: children, of: share}
  strongest: {rule: combine, fn: max, over: children, of: share}
  level: {rule: attain, at: partly}
  strict: {rule: attain, at: 'yes', na: block}
  alone: {rule: attain, at: 'yes', cumulative: false}
  stage: {rule: attain, of: share, thresholds: [{id: L1, require: {DOOR: 0.5}}, {id: L2, require: {DOOR: 0.5, ROOF: 0.5}}]}
  roof: {rule: pick, item: ROOF-1}
items:
  - id: DOOR
    title: Doors
    items:
      - {id: DOOR-1, title: Doors close, level: L1, scale: three}
      - {id: DOOR-2, title: Doors lock, level: L2, scale: three, weight: 3}
      - {id: DOOR-3, title: Doors are forced, level: L1, scale: three, polarity: negative}
  - id: ROOF
    title: Roof
    items:
      - {id: ROOF-1, title: The roof is tight, level: L1, scale: three}
      - {id: ROOF-2, title: The roof is high, level: L2, scale: three}
";

/// The practices whose answers are asked about most.
const ANSWERS: &str = "
  DOOR-1: partly
  DOOR-2: 'no'
  DOOR-3: {answer: 'yes', target: {answer: 'no', by: 2026-12-31}, impact: 2, effort: 1, owner: locksmith}
  ROOF-1: {target: {answer: partly, by: 2026-09-30}, impact: 3, effort: 1}
  ROOF-2: {na: it is a bungalow, target: {answer: 'yes'}}
";

struct House {
    model: Model,
    assessment: Assessment,
    resolved: Resolved,
}

fn file(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text.to_owned()))
}

fn house(head: &str, answers: &str) -> House {
    let of_model = file(MODEL);
    let parsed = yaml::parse(&of_model);
    let (model, findings) = model::model(&of_model, &parsed.root.unwrap());
    let model = model.unwrap_or_else(|| panic!("{findings:?}"));
    let text = format!("rungs: assessment/1\nmodel: house@1\nunit: u\n{head}answers:{answers}");
    let of_answers = file(&text);
    let parsed = yaml::parse(&of_answers);
    let root = parsed.root.unwrap();
    let assessment = model::assessment(&[(Arc::clone(&of_answers), &root)]).unwrap();
    let resolved = Resolved::new(&model, &assessment);
    House {
        model,
        assessment,
        resolved,
    }
}

impl House {
    fn now(&self) -> Supposed<'_> {
        Supposed::now(&Side {
            model: &self.model,
            assessment: &self.assessment,
            resolved: &self.resolved,
        })
    }

    fn goal(&self, measure: &str, node: &str, value: &str) -> Goal {
        let measure = self.model.measure(measure).unwrap();
        Goal {
            measure,
            node: self.model.find(node).unwrap(),
            at_least: wanted_number(&self.model, measure, value).unwrap(),
        }
    }

    /// A way in short: `=` for reached, `!best` for none, else the practices with
    /// their answers, after `~` where it may not be the smallest.
    fn way(&self, measure: &str, node: &str, value: &str) -> String {
        match reach(&self.now(), &self.goal(measure, node, value)) {
            Found::Reached => "=".to_owned(),
            Found::Never { best, .. } => {
                best.map_or("!none".to_owned(), |best| format!("!{}", best.number))
            }
            Found::By { raises, claim } => {
                let key = |raise: &rungs::plan::Raise| {
                    let scale = self.model.scale_of(raise.item).unwrap();
                    let id = &self.model.item(raise.item).id;
                    format!("{id} {}", scale.choices[raise.to].key)
                };
                let mut raises: Vec<String> = raises.iter().map(key).collect();
                raises.sort();
                let mark = if claim == Claim::Smallest { "" } else { "~" };
                format!("{mark}{}", raises.join(", "))
            }
        }
    }
}

fn number(text: &str) -> Rational {
    let (over, under) = text.split_once('/').unwrap_or((text, "1"));
    let number = |text: &str| Rational::parse(text).unwrap();
    number(over).checked_div(&number(under)).unwrap()
}

#[test]
fn each_step_is_worth_what_scoring_again_says() {
    // Points possible: DOOR 2 + 3·2 + 2, ROOF-1 2; ROOF-2 does not apply: 12.
    // Now 1 + 0 + 0 + 0 = 1; the roof brings 1 (priority 6), the doors that are no
    // longer forced 2 (priority 5).
    let house = house("", ANSWERS);
    let now = house.now();
    let course = towards_targets(&now, &[]);
    let door = house.model.find("DOOR").unwrap();
    let nodes = [ItemIndex::ROOT, door];
    let road = Road::walk(&now, &nodes, course.steps);
    let share = house.model.measure("share").unwrap();
    let level = house.model.measure("level").unwrap();
    let at = |stage: &rungs::plan::Stage, node: usize, measure: usize| {
        stage[node][measure].as_ref().map(|it| it.number.clone())
    };
    assert_eq!(at(&road.start, 0, share), Some(number("1/12")));
    let steps: Vec<_> = road
        .steps
        .iter()
        .map(|walked| {
            let after = walked.after.as_ref().unwrap();
            let id = house.model.item(walked.step.item).id.as_str();
            (
                id,
                walked.step.priority,
                at(after, 0, share),
                at(after, 1, share),
                at(after, 0, level),
            )
        })
        .collect();
    // `level` wants `partly` of the three practices of L1; a door that is not forced
    // has the best answer there is.
    let expected = vec![
        (
            "ROOF-1",
            Some(6),
            Some(number("2/12")),
            Some(number("1/10")),
            Some(number("0")),
        ),
        (
            "DOOR-3",
            Some(5),
            Some(number("4/12")),
            Some(number("3/10")),
            Some(number("1")),
        ),
    ];
    assert_eq!(steps, expected);
    assert_eq!(at(&road.end, 0, share), Some(number("1/3")));
}

#[test]
fn what_is_not_applicable_is_left_out_and_what_is_late_comes_first() {
    let head = "targets: [{node: DOOR, measure: share, at_least: 0.5, by: 2026-11-01}]\n";
    let house = house(head, ANSWERS);
    let now = house.now();
    let course = towards_targets(&now, &[]);
    let (dues, met) = dues(&now, &[], &course.aims);
    let days: Vec<Option<Date>> = dues.iter().map(|due| due.by).collect();
    let expected = ["2026-09-30", "2026-11-01", "2026-12-31"].map(Date::parse);
    assert_eq!(days, expected);
    assert_eq!(met, 0);
    let left: Vec<ItemIndex> = left_out(&now, &[]).iter().map(|one| one.item).collect();
    assert_eq!(left, [house.model.find("ROOF-2").unwrap()]);
}

#[test]
fn a_goal_of_the_assessment_asks_for_more_than_its_targets_do() {
    // With DOOR-3 at its target the doors have 3 of 10 points; half of them takes
    // DOOR-2, whose weight is 3, at `partly`: 6 of 10.
    let head = "targets: [{node: DOOR, measure: share, at_least: 0.5, by: 2026-11-01}]\n";
    let house = house(head, ANSWERS);
    let course = towards_targets(&house.now(), &[]);
    let steps: Vec<(&str, usize, &[usize])> = course
        .steps
        .iter()
        .map(|step| {
            (
                house.model.item(step.item).id.as_str(),
                step.to,
                &step.goals[..],
            )
        })
        .collect();
    let none: &[usize] = &[];
    // From what there is now, DOOR-2 alone would do at `yes`: 7 of 10. Nothing is
    // asked of a practice twice, so its answer is the least on top of the targets.
    assert_eq!(
        steps,
        [
            ("ROOF-1", 1, none),
            ("DOOR-3", 0, none),
            ("DOOR-2", 1, &[0][..])
        ]
    );
    let Aim { found, .. } = &course.aims[0];
    assert_eq!(found.raises().len(), 1);
}

#[test]
fn the_fewest_practices_reach_a_share() {
    let house = house("", ANSWERS);
    // 1 of 12: DOOR-2 brings 6, DOOR-3 and ROOF-1 2 each, DOOR-1 1.
    assert_eq!(house.way("share", "house", "0.05"), "=");
    assert_eq!(house.way("share", "house", "0.5"), "DOOR-2 yes");
    assert_eq!(house.way("share", "house", "0.3"), "DOOR-2 partly");
    // 9 of 12 by two; of DOOR-3 and ROOF-1 the one of priority 6 is taken.
    assert_eq!(
        house.way("share", "house", "0.75"),
        "DOOR-2 yes, ROOF-1 yes"
    );
    assert_eq!(
        house.way("share", "house", "0.9"),
        "DOOR-2 yes, DOOR-3 no, ROOF-1 yes"
    );
    assert_eq!(
        house.way("share", "house", "1"),
        "DOOR-1 yes, DOOR-2 yes, DOOR-3 no, ROOF-1 yes"
    );
    assert_eq!(house.way("share", "house", "1.1"), "!1");
    // 1 of 10 at the doors alone.
    assert_eq!(house.way("share", "DOOR", "0.35"), "DOOR-2 partly");
}

#[test]
fn a_level_takes_its_list_and_nothing_else() {
    let house = house("", ANSWERS);
    assert_eq!(house.way("level", "house", "L0"), "=");
    // L1: DOOR-1 has `partly`, DOOR-3 is at its worst, ROOF-1 is unanswered.
    assert_eq!(
        house.way("level", "house", "L1"),
        "DOOR-3 partly, ROOF-1 partly"
    );
    assert_eq!(
        house.way("level", "house", "L2"),
        "DOOR-2 partly, DOOR-3 partly, ROOF-1 partly"
    );
    assert_eq!(house.way("level", "ROOF", "L2"), "ROOF-1 partly");
    // ROOF-2 stands in the way as not applicable, which no answer mends: L1 at best.
    assert_eq!(
        house.way("strict", "house", "L1"),
        "DOOR-1 yes, DOOR-3 no, ROOF-1 yes"
    );
    assert_eq!(house.way("strict", "house", "L2"), "!1");
    // On its own, L2 asks for one practice, and what is at L2 is above L1.
    assert_eq!(house.way("alone", "DOOR", "L1"), "DOOR-2 yes");
}

#[test]
fn goals_of_nodes_are_goals_of_their_own() {
    let house = house("", ANSWERS);
    // Half of the doors takes 4 more of 10 points; half of the roof 1 of 2.
    assert_eq!(house.way("stage", "house", "L1"), "DOOR-2 yes");
    assert_eq!(
        house.way("stage", "house", "L2"),
        "DOOR-2 yes, ROOF-1 partly"
    );
    assert_eq!(
        house.way("weakest", "house", "0.5"),
        "DOOR-2 yes, ROOF-1 partly"
    );
    assert_eq!(house.way("strongest", "house", "0.5"), "DOOR-2 yes");
    assert_eq!(house.way("strongest", "house", "0.8"), "ROOF-1 yes");
    assert_eq!(house.way("roof", "house", "2"), "ROOF-1 yes");
    assert_eq!(house.way("roof", "house", "3"), "!2");
}

#[test]
fn a_rule_whose_denominator_moves_is_searched_and_says_so() {
    // 1 of 10 points are known. Answering the roof with `yes` makes that 3 of 12. Two
    // practices come to 8 of 10; nothing proves that one would not do.
    let house = house("", ANSWERS);
    assert_eq!(house.way("known", "house", "0.5"), "DOOR-2 yes");
    assert_eq!(
        house.way("known", "house", "0.75"),
        "~DOOR-2 yes, DOOR-3 partly"
    );
}

#[test]
fn what_is_out_of_scope_is_never_proposed() {
    let house = house("scope: {out: {DOOR: rented}}\n", "\n  ROOF-1: 'no'\n");
    assert_eq!(house.way("share", "DOOR", "0.1"), "!none");
    assert_eq!(house.way("share", "house", "0.5"), "ROOF-1 yes");
    assert_eq!(house.way("share", "house", "1"), "ROOF-1 yes, ROOF-2 yes");
}

#[test]
fn a_judgement_is_about_what_is_and_not_about_the_way() {
    let head = "overrides: [{node: house, measure: share, value: 0.9, because: seen, by: me}]\n";
    let house = house(head, ANSWERS);
    assert_eq!(house.way("share", "house", "0.5"), "DOOR-2 yes");
}
