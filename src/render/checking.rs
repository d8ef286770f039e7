//! What every medium says of a finding of a check in the same words. Each phrase is
//! plain text with foreign words in it, to be escaped as a whole.

use crate::report::CheckFinding;

/// What had to hold, where a gate asked for it.
pub(super) fn condition(finding: &CheckFinding) -> Option<String> {
    let condition = finding.condition.as_ref()?;
    Some(format!("the gate asks that {condition}"))
}

/// Why a finding does not count, where something excepts it.
pub(super) fn excepted(finding: &CheckFinding) -> Option<String> {
    match (&finding.waived, finding.accepted) {
        (Some(waived), _) => Some(format!(
            "waived until {} by {}: {}",
            waived.expires, waived.owner, waived.reason
        )),
        (None, true) => Some(format!("let through by `--accept {}`", finding.fingerprint)),
        (None, false) => None,
    }
}

/// Whether a finding blocks, and why it does not where something excepts it.
pub(super) fn blocking(finding: &CheckFinding) -> String {
    match (finding.blocking, excepted(finding)) {
        (true, _) => "this blocks".to_owned(),
        (false, Some(why)) => format!("this does not block: {why}"),
        (false, None) => "this does not block".to_owned(),
    }
}

/// What stands before the command that waives a finding.
pub(super) const TO_WAIVE: &str = "to waive it";

/// The command that waives a finding that blocks, where a waiver can help.
pub(super) fn waive(finding: &CheckFinding) -> Option<String> {
    let command = finding.waive.as_ref()?;
    Some(format!("{TO_WAIVE}: `{command}`"))
}
