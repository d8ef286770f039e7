use super::pieces::{denominator, movement};
use super::{level, part, share};
use crate::report::{
    BlockedLevel, CountedPractices, Explained, ItemPart, MovedPractices, MovementReport,
};

/// Every sort of movement: of an additive measure by practice, with another
/// denominator, of levels both ways, further down.
pub(super) fn movements() -> Vec<MovementReport> {
    let deep = movement(("THREAT-1", 2), "share", (share(3, 9), share(6, 9)));
    let mut all = vec![whole()];
    all.extend(threat());
    all.push(deep);
    all.extend(response());
    all
}

fn whole() -> MovementReport {
    MovementReport {
        delta: Some("6133/77262".to_owned()),
        delta_shown: Some("+7.9 pp".to_owned()),
        denominator: denominator(489, 474),
        explained: explained(("31/489", "+6.3 pp"), ("41/2561", "+1.6 pp")),
        ..movement(("cti-cmm", 0), "share", (share(217, 489), share(248, 474)))
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
        explained: all,
        ..movement(("THREAT", 1), "share", (share(37, 87), share(68, 87)))
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
        explained: all,
        ..movement(("THREAT", 1), "level", sides)
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
        denominator: denominator(72, 60),
        explained: all,
        ..movement(("RESPONSE", 1), "share", sides)
    };
    let all = explained(("-1", "−1 level"), ("0", "±0"));
    let sides = (level("CTI1", 1.0), level("CTI0", 0.0));
    let level = MovementReport {
        delta: Some("-1".to_owned()),
        delta_shown: Some("−1 level".to_owned()),
        practices: Some(MovedPractices {
            from: counted(24),
            to: counted(20),
        }),
        by: vec!["RESPONSE-2.b".to_owned()],
        explained: all,
        ..movement(("RESPONSE", 1), "level", sides)
    };
    [share, level]
}

fn counted(counting: usize) -> CountedPractices {
    CountedPractices {
        counting,
        total: 24,
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
