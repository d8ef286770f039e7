use indexmap::IndexMap;

use super::{
    BranchReport, Change, DepartingChange, DueReport, GoalReport, LeftOutTarget, PlanNode,
    PlanReport, PlanValue, PlannedAssessment, StandingReport, StepReport, WayItem, WayReport,
    WorthReport,
};
use crate::report::{ModelReport, Tool};

/// A plan of each kind with one text wherever a file, a branch or a path can put
/// one.
pub(crate) fn plans(text: &str) -> Vec<PlanReport> {
    ["targets", "reach", "branch"]
        .map(|source| plan(source, text))
        .into()
}

fn plan(source: &'static str, text: &str) -> PlanReport {
    let said = || text.to_owned();
    let mut none = planned(source, text);
    none.steps.clear();
    let mut incomparable = planned(source, text);
    incomparable.incomparable = Some(said());
    let mut broken = planned(source, text);
    broken.broken = true;
    PlanReport {
        schema: PlanReport::SCHEMA,
        tool: Tool::SELF,
        revision: Some(said()),
        as_of: "2026-10-15".to_owned(),
        source,
        branch: (source == "branch").then(|| BranchReport {
            name: said(),
            revision: said(),
        }),
        notes: vec![said()],
        assessments: vec![planned(source, text), none, incomparable, broken],
    }
}

fn planned(source: &str, text: &str) -> PlannedAssessment {
    let said = || text.to_owned();
    let by_targets = source == "targets";
    PlannedAssessment {
        path: Some(said()),
        unit: Some(said()),
        broken: false,
        incomparable: None,
        model: Some(ModelReport {
            id: said(),
            version: said(),
            title: said(),
            digest: said(),
            licence: Some(said()),
            attribution: Some(said()),
        }),
        headline: vec![said()],
        nodes: vec![node(text)],
        goals: vec![goal(text, true), goal(text, false)],
        more_goals: 1,
        steps: vec![step(text, true), step(text, false)],
        due: by_targets.then(|| vec![due(text, None), due(text, Some(0))]),
        met: by_targets.then_some(1),
        left_out: ["not_applicable", "out_of_scope"]
            .map(|state| LeftOutTarget {
                item: said(),
                state,
            })
            .into(),
        worse: vec![departing(text)],
        other: vec![departing(text)],
    }
}

fn value(text: &str) -> PlanValue {
    PlanValue {
        value: text.to_owned(),
        number: 0.5,
        shown: text.to_owned(),
        fill: None,
    }
}

fn change() -> Change {
    Change {
        value: "1/2".to_owned(),
        number: 0.5,
        shown: "+50.0 pp".to_owned(),
    }
}

fn node(text: &str) -> PlanNode {
    let standing = StandingReport {
        now: Some(value(text)),
        after: Some(value(text)),
        delta: Some(change()),
        there: Some(Some(value(text))),
        judged: Some(value(text)),
    };
    PlanNode {
        id: text.to_owned(),
        title: text.to_owned(),
        depth: 0,
        measures: IndexMap::from([(text.to_owned(), standing)]),
    }
}

fn goal(text: &str, way: bool) -> GoalReport {
    let said = || text.to_owned();
    GoalReport {
        node: said(),
        title: said(),
        measure: said(),
        at_least: value(text),
        set: true,
        by: Some(said()),
        days: Some(-1),
        because: Some(said()),
        now: Some(value(text)),
        after: Some(value(text)),
        reached: false,
        reached_after: way,
        way: way.then(|| WayReport {
            practices: 1,
            none_to_spare: true,
            items: vec![WayItem {
                item: said(),
                from: Some(said()),
                to: said(),
            }],
        }),
        best: Some(value(text)),
        out_of_reach: !way,
        proven: way,
    }
}

fn step(text: &str, worth: bool) -> StepReport {
    let said = || text.to_owned();
    StepReport {
        item: said(),
        title: said(),
        path: Some(said()),
        line: Some(1),
        from: Some(said()),
        from_state: "value",
        to: said(),
        priority: Some(6),
        impact: Some(3),
        effort: Some(1),
        owner: Some(said()),
        due: Some(said()),
        days: Some(-1),
        overdue: true,
        target: Some(format!("{text} ")).filter(|_| worth),
        goals: vec![0],
        worth: worth.then(|| {
            let moved = WorthReport {
                node: format!("{text} "),
                measure: said(),
                before: Some(value(text)),
                after: Some(value(text)),
                delta: Some(change()),
            };
            vec![moved]
        }),
    }
}

fn due(text: &str, goal: Option<usize>) -> DueReport {
    let said = || Some(text.to_owned());
    DueReport {
        by: said(),
        days: Some(-1),
        overdue: true,
        item: said(),
        title: said(),
        owner: said(),
        goal,
        from: said(),
        to: said(),
        points: Some("1".to_owned()),
    }
}

fn departing(text: &str) -> DepartingChange {
    let said = || Some(text.to_owned());
    DepartingChange {
        item: said(),
        title: said(),
        field: "answer",
        from: said(),
        to: said(),
    }
}
