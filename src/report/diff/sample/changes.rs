use super::change;
use crate::report::{ChangeDirection, ChangeReport, EvidenceReport, WordKind, WordRun};

/// A change of every sort.
pub(super) fn changes(path: &str) -> Vec<ChangeReport> {
    let mut all = head();
    all.extend(raised());
    all.extend(worse());
    for change in &mut all {
        change.path = Some(path.to_owned());
        change.base_path = Some(path.to_owned());
    }
    all
}

fn head() -> Vec<ChangeReport> {
    let (down, neither) = (ChangeDirection::Down, ChangeDirection::Neither);
    let judged = "level of RESPONSE is CTI1: agreed in the review";
    let asset = Some("ASSET-2.b");
    vec![
        at(
            None,
            "as_of",
            (Some("2026-06-01"), Some("2026-10-01")),
            neither,
            4,
        ),
        at(None, "override", (None, Some(judged)), neither, 7),
        ChangeReport {
            regression: true,
            ..at(
                Some("FRAUD"),
                "scope",
                (None, Some("moved to the fraud desk")),
                down,
                12,
            )
        },
        at(
            asset,
            "target",
            (Some("fully by 2026-06-30"), Some("largely by 2026-12-31")),
            down,
            30,
        ),
        ChangeReport {
            remark: Some("overdue since 2026-09-30".to_owned()),
            ..at(
                asset,
                "owner",
                (Some("@infra"), Some("@cti-lead")),
                neither,
                30,
            )
        },
    ]
}

fn raised() -> Vec<ChangeReport> {
    let (up, neither) = (ChangeDirection::Up, ChangeDirection::Neither);
    let (item, page) = (Some("THREAT-1.a"), "https://wiki.example/cti/sources");
    let because = "every source has an owner,\nand each alert is looked at within a day";
    let evidence = |said: &str, recorded: &str, expired| EvidenceReport {
        said: said.to_owned(),
        recorded: Some(recorded.to_owned()),
        expired,
    };
    let run = |kind, text: &str| WordRun {
        kind,
        text: text.to_owned(),
    };
    let words = vec![
        run(WordKind::Removed, "most sources have "),
        run(WordKind::Added, "every source has "),
        run(
            WordKind::Same,
            "an owner, and each alert is looked at within ",
        ),
        run(WordKind::Removed, "a week"),
        run(WordKind::Added, "a day"),
    ];
    let before = "most sources have an owner, and each alert is looked at within a week";
    vec![
        ChangeReport {
            because: Some(because.to_owned()),
            evidence: vec![
                evidence(page, "2026-09-02", false),
                evidence("review of the collection plan", "2024-11", true),
            ],
            ..at(item, "answer", (Some("partially"), Some("fully")), up, 41)
        },
        at(item, "evidence", (None, Some(page)), up, 44),
        ChangeReport {
            words,
            ..at(item, "because", (Some(before), Some(because)), neither, 41)
        },
        at(
            Some("THREAT-2.c"),
            "answer",
            (None, Some("largely")),
            up,
            52,
        ),
    ]
}

fn worse() -> Vec<ChangeReport> {
    let (down, neither) = (ChangeDirection::Down, ChangeDirection::Neither);
    let item = Some("RESPONSE-2.b");
    let provider = (None, Some("done by our provider"));
    vec![
        at(Some("ACCESS-3.c"), "na", provider, neither, 60),
        ChangeReport {
            regression: true,
            because: Some("nobody took over after the hand-over".to_owned()),
            ..at(item, "answer", (Some("fully"), Some("not")), down, 88)
        },
        ChangeReport {
            base_line: Some(93),
            line: None,
            end_line: None,
            ..at(
                item,
                "evidence",
                (Some("INC-2044: after-action report"), None),
                down,
                88,
            )
        },
    ]
}

fn at(
    item: Option<&str>,
    field: &'static str,
    (from, to): (Option<&str>, Option<&str>),
    direction: ChangeDirection,
    line: u32,
) -> ChangeReport {
    ChangeReport {
        item: item.map(str::to_owned),
        title: item.map(|_| "Watch the sources that name our suppliers".to_owned()),
        direction,
        base_line: Some(line - 1),
        line: Some(line),
        end_line: Some(line + 3),
        ..change(item.unwrap_or_default(), field, from, to)
    }
}
