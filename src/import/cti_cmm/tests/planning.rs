use super::{book, domain, import, told};
use crate::import::{DraftAnswer, DraftTarget, Imported};
use crate::value::Date;

fn answer<'i>(imported: &'i Imported, id: &str) -> &'i DraftAnswer {
    &imported.draft.answers[id]
}

#[test]
fn a_planned_row_becomes_target_impact_and_effort() {
    let mut asset = domain(6);
    let row = [
        ("E7", "1"),
        ("H7", "https://wiki.example.org/a"),
        ("I7", "Asset team"),
        ("J7", "2"),
        ("K7", "3"),
        ("L7", "1"),
        ("M7", "6"),
        ("N7", "3/31/2027"),
        ("O7", "alerts reach us late"),
        ("J8", "3"),
        ("N8", "2027-06-30"),
        ("K9", "2"),
    ];
    for (at, value) in row {
        asset.put(at, value);
    }
    let imported = import(&book(&asset));
    assert_eq!(told(&imported, "workbook-planning"), Vec::<String>::new());
    let target = |answer: &str, by| {
        Some(DraftTarget {
            answer: answer.to_owned(),
            by,
        })
    };
    assert_eq!(
        *answer(&imported, "ASSET-1.a"),
        DraftAnswer {
            answer: Some("partially".to_owned()),
            na: None,
            because: Some("alerts reach us late".to_owned()),
            evidence: Some("https://wiki.example.org/a".to_owned()),
            owner: Some("Asset team".to_owned()),
            target: target("largely", Date::new(2027, 3, 31)),
            impact: Some(3),
            effort: Some(1),
        }
    );
    let unanswered = answer(&imported, "ASSET-1.b");
    assert_eq!(unanswered.answer, None);
    assert_eq!(unanswered.target, target("fully", Date::new(2027, 6, 30)));
    // Half a plan is kept as far as it goes.
    let half = answer(&imported, "ASSET-1.c");
    assert_eq!(
        (half.impact, half.effort, &half.target),
        (Some(2), None, &None)
    );
    let yaml = imported.draft.to_yaml(&imported.model, None);
    assert!(yaml.contains(
        "    owner: Asset team\n    target: {answer: largely, by: 2027-03-31}\n    impact: 3\n    effort: 1\n"
    ));
}

#[test]
fn what_a_plan_cannot_mean_is_left_out_and_told() {
    let mut asset = domain(6);
    let cells = [
        ("E7", "3"),
        ("J7", "1"),
        ("E8", "2"),
        ("J8", "N/A"),
        ("N8", "2027-03-31"),
        ("K9", "4"),
        ("L9", "0"),
        ("J9", "2.5"),
        ("J10", "3"),
        ("N10", "MM/DD/YYYY"),
        ("E11", "N/A"),
        ("J11", "n/a"),
        ("M11", "5"),
        ("J12", "2"),
        ("N12", "31/3/2027"),
        ("K12", "High"),
    ];
    for (at, value) in cells {
        asset.put(at, value);
    }
    let imported = import(&book(&asset));
    assert_eq!(
        told(&imported, "workbook-planning"),
        [
            "J7: the target of ASSET-1.a, 1, is below its score 3; imported as it is",
            "J8: the target of ASSET-1.b is N/A, and a target is an answer on the scale; left out",
            "N8: the target date 2027-03-31 of ASSET-1.b stands beside no target score that could be imported; left out",
            "J9: expected 0, 1, 2 or 3 as the target of ASSET-1.c, found `2.5`; left out",
            "K9: expected 1, 2 or 3 as the impact of ASSET-1.c, found `4`; left out",
            "L9: expected 1, 2 or 3 as the effort of ASSET-1.c, found `0`; left out",
            "N10: `MM/DD/YYYY` is not a date for the target of ASSET-1.d; left out",
            "M11: the priority `5` of ASSET-1.e is not what impact and effort make; left out",
            "N12: `31/3/2027` is not a date for the target of ASSET-1.f; left out",
            "K12: expected 1, 2 or 3 as the impact of ASSET-1.f, found `High`; left out",
        ]
    );
    let target = |id: &str| answer(&imported, id).target.clone();
    assert_eq!(target("ASSET-1.a").unwrap().answer, "partially");
    assert_eq!(target("ASSET-1.b"), None);
    assert_eq!(target("ASSET-1.d").unwrap().by, None);
    assert_eq!(target("ASSET-1.e"), None);
    assert_eq!(answer(&imported, "ASSET-1.c").impact, None);
}
