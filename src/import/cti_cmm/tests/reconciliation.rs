use super::{book, domain, import};
use crate::import::{Fault, Imported, Reconciliation};

fn node<'i>(imported: &'i Imported, id: &str) -> &'i Reconciliation {
    let node = imported.model.find(id).unwrap();
    let mut nodes = imported.reconciliation.iter();
    nodes.find(|found| found.node == node).unwrap()
}

fn reasons(node: &Reconciliation) -> Vec<String> {
    let told = |fault: &Fault| format!("{}: {}", fault.cell, fault.reason);
    node.faults.iter().map(told).collect()
}

#[test]
fn ranges_that_begin_late_and_a_literal_maximum_are_named() {
    let mut asset = domain(6);
    for row in 7..13 {
        asset.put(&format!("E{row}"), "3");
    }
    asset.put("E13", "=SUM(E8:E12)").put("F13", "=SUM(F8:F12)");
    asset.put("E10", "N/A").put("F10", "3");
    let imported = import(&book(&asset));
    let objective = node(&imported, "ASSET-1");
    assert_eq!(
        (
            objective.theirs.points.as_str(),
            objective.theirs.possible.as_str()
        ),
        ("12", "15")
    );
    assert_eq!(
        reasons(objective),
        [
            "Domain 1 - ASSET!E13, F13: the ranges begin too late: row 7 (ASSET-1.a) never counted (−3 points, −3 of the maximum)",
            "Domain 1 - ASSET!F10: a literal 3 instead of a formula, so the maximum stays although the practice is not applicable (+3 of the maximum)",
        ]
    );
}

#[test]
fn an_objective_of_which_nothing_applies_has_no_share() {
    let mut asset = domain(6);
    for row in 7..13 {
        asset.put(&format!("E{row}"), "N/A");
    }
    let imported = import(&book(&asset));
    let objective = node(&imported, "ASSET-1");
    assert!(objective.ours.is_none() && objective.agrees());
    assert_eq!(
        reasons(objective),
        ["Domain 1 - ASSET!G13: the share is divided by a maximum of 0"]
    );
}

#[test]
fn a_flag_that_the_dashboard_looks_at_leaves_nothing_to_explain() {
    let mut asset = domain(6);
    asset.put("H3", "No").put("E7", "2");
    let imported = import(&book(&asset));
    let domain = node(&imported, "ASSET");
    assert!(domain.agrees() && domain.faults.is_empty());
    let objective = imported.model.find("ASSET-1").unwrap();
    assert!(
        imported
            .reconciliation
            .iter()
            .all(|node| node.node != objective)
    );
    assert_eq!(imported.draft.out_of_scope[0].0, "ASSET");
}
