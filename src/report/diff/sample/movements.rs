use super::{share, title, value};
use crate::report::{
    BlockedLevel, ChangeDirection, CountedPractices, Explained, ItemPart, MeasureReport,
    MovedDenominator, MovedPractices, MovementReport, PartReport,
};

/// Every sort of movement: of an additive measure by practice, with another
/// denominator, of levels both ways, further down.
pub(super) fn movements() -> Vec<MovementReport> {
    let deep = movement(("THREAT-1", 2), "share", (share(3, 9), share(6, 9)), None);
    let mut all = vec![whole()];
    all.extend(threat());
    all.push(deep);
    all.extend(response());
    all
}

fn whole() -> MovementReport {
    let explained = explained(("31/489", "+6.3 pp"), ("41/2561", "+1.6 pp"));
    MovementReport {
        delta: Some("6133/77262".to_owned()),
        delta_shown: Some("+7.9 pp".to_owned()),
        denominator: of("489", "474"),
        ..movement(
            ("cti-cmm", 0),
            "share",
            (share(217, 489), share(248, 474)),
            explained,
        )
    }
}

fn threat() -> [MovementReport; 2] {
    let items = [
        ("THREAT-2.c", "18/87", "+20.7 pp"),
        ("THREAT-1.a", "5/29", "+17.2 pp"),
        ("THREAT-1.b", "-2/87", "−2.3 pp"),
    ];
    let items = items.map(|(item, exact, shown)| ItemPart {
        item: item.to_owned(),
        part: part(exact, shown),
    });
    let all = explained(("31/87", "+35.6 pp"), ("0", "±0 pp"));
    let share = MovementReport {
        delta: Some("31/87".to_owned()),
        delta_shown: Some("+35.6 pp".to_owned()),
        items: items.to_vec(),
        ..movement(("THREAT", 1), "share", (share(37, 87), share(68, 87)), all)
    };
    let all = explained(("1", "+1 level"), ("0", "±0"));
    let sides = (level("CTI1", 1.0), level("CTI2", 2.0));
    let level = MovementReport {
        delta: Some("1".to_owned()),
        delta_shown: Some("+1 level".to_owned()),
        by: vec!["THREAT-1.a".to_owned(), "THREAT-2.c".to_owned()],
        next: Some(BlockedLevel {
            level: "CTI3".to_owned(),
            by: vec!["THREAT-3.a".to_owned(), "THREAT-3.d".to_owned()],
            more: 4,
        }),
        ..movement(("THREAT", 1), "level", sides, all)
    };
    [share, level]
}

fn response() -> [MovementReport; 2] {
    let all = explained(("-1/24", "−4.2 pp"), ("13/90", "+14.4 pp"));
    let sides = (share(55, 72), share(52, 60));
    let share = MovementReport {
        delta: Some("37/360".to_owned()),
        delta_shown: Some("+10.3 pp".to_owned()),
        merged: vec!["model"],
        mainly: vec!["scope"],
        denominator: of("72", "60"),
        ..movement(("RESPONSE", 1), "share", sides, all)
    };
    let all = explained(("-1", "−1 level"), ("0", "±0"));
    let sides = (level("CTI1", 1.0), level("CTI0", 0.0));
    let level = MovementReport {
        delta: Some("-1".to_owned()),
        delta_shown: Some("−1 level".to_owned()),
        direction: ChangeDirection::Down,
        practices: Some(MovedPractices {
            from: counted(24),
            to: counted(20),
        }),
        by: vec!["RESPONSE-2.b".to_owned()],
        ..movement(("RESPONSE", 1), "level", sides, all)
    };
    [share, level]
}

fn level(id: &str, number: f64) -> Option<MeasureReport> {
    Some(value(id, number, id, None))
}

fn counted(counting: usize) -> CountedPractices {
    CountedPractices {
        counting,
        total: 24,
    }
}

fn of(from: &str, to: &str) -> Option<MovedDenominator> {
    Some(MovedDenominator {
        from: from.to_owned(),
        to: to.to_owned(),
    })
}

fn part(exact: &str, shown: &str) -> PartReport {
    PartReport {
        exact: exact.to_owned(),
        shown: shown.to_owned(),
        zero: exact == "0",
    }
}

fn explained(answers: (&str, &str), scope: (&str, &str)) -> Option<Explained> {
    let none = || Some(part("0", "±0"));
    Some(Explained {
        model: None,
        rule: none(),
        scope: Some(part(scope.0, scope.1)),
        targets: none(),
        answers: Some(part(answers.0, answers.1)),
        overrides: none(),
        time: none(),
    })
}

fn movement(
    (node, depth): (&str, usize),
    measure: &str,
    (from, to): (Option<MeasureReport>, Option<MeasureReport>),
    explained: Option<Explained>,
) -> MovementReport {
    MovementReport {
        node: node.to_owned(),
        title: title(node),
        kind: Some("domain".to_owned()),
        depth,
        measure: measure.to_owned(),
        headline: true,
        from,
        to,
        delta: None,
        delta_shown: None,
        direction: ChangeDirection::Up,
        explained,
        merged: Vec::new(),
        rule_in_model: false,
        mainly: Vec::new(),
        items: Vec::new(),
        denominator: None,
        practices: None,
        by: Vec::new(),
        next: None,
    }
}
