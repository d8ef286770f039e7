//! One comparison of each sort of outcome.

use crate::report::sample::{
    answer, assessment, by_item, change, climbed, level, model, moved, part, report,
};
use crate::report::{
    AssessmentStatus, ChangeCounts, ChangeDirection, ChangeReport, CompletenessReport, DiffReport,
    DiffedAssessment, EvidenceReport, Finding, WordKind, WordRun,
};

pub(super) fn all() -> Vec<(&'static str, DiffReport)> {
    vec![
        ("rise", rise()),
        ("fall", fall()),
        ("scope", scope_cut()),
        ("migration", migration()),
        ("incomparable", incomparable()),
        ("added", added()),
        ("removed", report(vec![gone("blue")])),
        ("broken", broken()),
        ("draft", draft()),
        ("full", report(vec![full("blue")])),
        ("prose", prose()),
        (
            "three",
            report(vec![fallen("amber"), risen("blue"), new("crew")]),
        ),
        ("many", many(40)),
        ("huge", many(1_500)),
        ("nothing", nothing()),
    ]
}

pub(super) fn risen(unit: &str) -> DiffedAssessment {
    let mut one = assessment(unit);
    let mut root = moved("cti", 0, (16, 33), (18, 33), ("0", "+6.1 pp"));
    root.items = vec![
        by_item("ASSET-1.a", "+3.0 pp"),
        by_item("THREAT-2.b", "+3.0 pp"),
    ];
    one.measures = vec![
        root,
        climbed(("L1", 1.0), ("L2", 2.0)),
        moved("ASSET", 1, (5, 12), (6, 12), ("0", "+8.3 pp")),
        moved("THREAT", 1, (6, 10), (7, 10), ("0", "+10.0 pp")),
    ];
    let mut up = answer("ASSET-1.a", "partly", "yes");
    up.direction = ChangeDirection::Up;
    up.regression = false;
    up.because = Some("The inventory is rebuilt each night from three sources.".to_owned());
    up.evidence = vec![EvidenceReport {
        said: "https://wiki.example.org/inventory".to_owned(),
        recorded: Some("2026-10-01".to_owned()),
        expired: false,
    }];
    let other = ChangeReport {
        direction: ChangeDirection::Up,
        regression: false,
        ..answer("THREAT-2.b", "no", "partly")
    };
    one.changes = vec![
        up,
        change(
            "ASSET-1.a",
            "evidence",
            None,
            Some("https://wiki.example.org/inventory"),
        ),
        change("ASSET-1.b", "owner", Some("ops"), Some("platform")),
        other,
    ];
    one.counts = ChangeCounts {
        all: 4,
        up: 2,
        evidence_added: 1,
        ..ChangeCounts::default()
    };
    one
}

fn rise() -> DiffReport {
    report(vec![risen("blue")])
}

pub(super) fn fallen(unit: &str) -> DiffedAssessment {
    let mut one = assessment(unit);
    let mut level = climbed(("L2", 2.0), ("L1", 1.0));
    level.by = vec!["ASSET-1.b".to_owned()];
    if let Some(next) = &mut level.next {
        next.level = "L2".to_owned();
        next.by = level.by.clone();
        next.more = 0;
    }
    one.measures = vec![
        moved("cti", 0, (18, 33), (16, 33), ("0", "-6.1 pp")),
        level,
        moved("ASSET", 1, (6, 12), (4, 12), ("0", "-16.7 pp")),
    ];
    let mut down = answer("ASSET-1.b", "yes", "partly");
    down.direction = ChangeDirection::Down;
    down.regression = true;
    down.because = Some("Two systems lost their owner in the reorganisation.".to_owned());
    let mut target = change(
        "RISK-1.c",
        "target",
        Some("yes by 2026-12-31"),
        Some("yes by 2027-12-31"),
    );
    target.direction = ChangeDirection::Down;
    target.remark = Some("overdue since 2026-09-30".to_owned());
    let mut judged = change("ASSET", "override", None, Some("L1: audit of 2026"));
    judged.title = Some("Asset, Change and Configuration".to_owned());
    one.changes = vec![
        down,
        change(
            "ASSET-1.b",
            "evidence",
            Some("minutes of the asset board"),
            None,
        ),
        target,
        judged,
    ];
    one.counts = ChangeCounts {
        all: 4,
        regressions: 1,
        evidence_removed: 1,
        ..ChangeCounts::default()
    };
    one
}

fn fall() -> DiffReport {
    report(vec![fallen("blue")])
}

fn scope_cut() -> DiffReport {
    let mut one = assessment("blue");
    one.measures = vec![
        moved("cti", 0, (17, 33), (17, 30), ("+5.2 pp", "0")),
        moved("RISK", 1, (3, 9), (3, 6), ("+16.7 pp", "0")),
    ];
    let mut cut = change("RISK-1.c", "na", None, Some("no suppliers of that sort"));
    cut.regression = true;
    let mut out = change("RISK-2", "scope", None, Some("the parent company does it"));
    out.regression = true;
    one.changes = vec![cut, out];
    one.counts = ChangeCounts {
        all: 2,
        regressions: 2,
        scope_cuts: 2,
        ..ChangeCounts::default()
    };
    report(vec![one])
}

fn migration() -> DiffReport {
    let mut one = risen("blue");
    one.base_model = Some(model("1.2"));
    let mut root = moved("cti", 0, (16, 33), (18, 36), ("0", "+4.1 pp"));
    if let Some(explained) = &mut root.explained {
        explained.model = None;
        explained.rule = Some(part("-1/36", "−2.6 pp"));
    }
    root.merged = vec!["model"];
    one.measures = vec![root];
    let mut gone = change("RISK-1.c", "item", Some("Risks are written down"), None);
    gone.regression = true;
    one.changes.push(gone);
    one.changes.push(ChangeReport {
        item: None,
        title: None,
        ..change("", "model", Some("house@1.2"), Some("house@1.3"))
    });
    one.counts.all += 2;
    one.counts.regressions = 1;
    report(vec![one])
}

fn incomparable() -> DiffReport {
    let mut one = assessment("blue");
    one.comparable = false;
    one.incomparable = Some("house@1.2 and other@3 have no mapping".to_owned());
    one.base_model = Some(model("1.2"));
    report(vec![one])
}

pub(super) fn new(unit: &str) -> DiffedAssessment {
    let mut one = assessment(unit);
    one.status = AssessmentStatus::Added;
    one.base_path = None;
    one.base_completeness = None;
    one.restated.iter_mut().for_each(|it| it.from = None);
    one
}

fn added() -> DiffReport {
    report(vec![new("blue")])
}

pub(super) fn gone(unit: &str) -> DiffedAssessment {
    let mut one = assessment(unit);
    one.status = AssessmentStatus::Removed;
    one.path = None;
    one.completeness = None;
    one.restated.iter_mut().for_each(|it| it.to = None);
    one
}

fn draft() -> DiffReport {
    let mut one = assessment("blue");
    one.draft = true;
    one.restated.clear();
    one.changes = vec![ChangeReport {
        item: None,
        title: None,
        ..change("", "status", Some("final"), Some("draft"))
    }];
    one.counts.all = 1;
    report(vec![one])
}

fn broken() -> DiffReport {
    let mut one = assessment("blue");
    one.broken = true;
    let mut report = report(vec![one, risen("crew")]);
    report.findings = vec![finding(
        "`mostly` is not an answer on the scale `implementation`",
    )];
    report.counts.broken = 1;
    report
}

pub(super) fn finding(message: &str) -> Finding {
    Finding {
        rule: "answer-unknown",
        level: "deny",
        path: Some("assessments/blue.yaml".to_owned()),
        line: Some(9),
        column: Some(3),
        end_line: Some(9),
        end_column: Some(8),
        place: None,
        message: message.to_owned(),
        help: None,
        related: Vec::new(),
        excerpt: None,
        label: String::new(),
    }
}

fn prose() -> DiffReport {
    let run = |kind, text: &str| WordRun {
        kind,
        text: text.to_owned(),
    };
    let mut because = change("ASSET-1.a", "because", Some("old"), Some("new"));
    because.words = vec![
        run(
            WordKind::Same,
            "The inventory of all systems that the company runs is rebuilt ",
        ),
        run(WordKind::Removed, "once a week "),
        run(WordKind::Added, "each night "),
        run(
            WordKind::Same,
            "from three sources and then compared with invoices by two people.",
        ),
    ];
    let mut one = assessment("blue");
    one.base_completeness = one.completeness;
    one.changes = vec![because];
    one.counts.all = 1;
    report(vec![one])
}

pub(super) fn many(count: usize) -> DiffReport {
    let one = |at: usize| {
        let unit = format!("team-{at:04}");
        match at % 5 {
            0 => fallen(&unit),
            4 => new(&unit),
            _ => risen(&unit),
        }
    };
    report((0..count).map(one).collect())
}

fn nothing() -> DiffReport {
    let mut one = assessment("blue");
    one.status = AssessmentStatus::Moved;
    one.files = Some("split into 3 files".to_owned());
    let mut report = report(vec![one]);
    report.counts.unchanged = 11;
    report
}

/// Something of every field: counts that a value can lack, and levels.
pub(super) fn full(unit: &str) -> DiffedAssessment {
    let mut one = fallen(unit);
    one.completeness = Some(CompletenessReport {
        not_applicable: 2,
        ..one.completeness.unwrap_or_default()
    });
    let mut value = moved("RISK", 1, (1, 4), (2, 4), ("0", "+25.0 pp"));
    value.from = None;
    value.delta = None;
    value.delta_shown = None;
    value.explained = None;
    let mut deep = moved("RISK-2", 2, (1, 4), (2, 5), ("-5.0 pp", "+20.0 pp"));
    deep.headline = false;
    deep.to = Some(level("L9", 9.0));
    let third = moved("THREAT", 1, (6, 10), (5, 10), ("0", "-10.0 pp"));
    let fourth = moved("WORKFORCE", 1, (2, 10), (3, 10), ("0", "+10.0 pp"));
    one.measures.extend([value, third, fourth, deep]);
    one
}
