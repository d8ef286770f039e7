use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::Finding;

/// Bytes of the digest that are written.
const BYTES: usize = 8;

/// Gives every finding its identity. It is made of what a finding is about, so
/// words, lines and unrelated items do not move it; those that are about the very
/// same are told apart by their order.
pub(super) fn stamp(findings: &mut [Finding]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in findings {
        let identity = identity(finding);
        let count = seen.entry(identity.clone()).or_default();
        finding.fingerprint = digest(&identity, *count);
        finding.value_fingerprint = digest(&with_value(finding), 0);
        *count += 1;
    }
}

fn identity(finding: &Finding) -> String {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    // What is about no unit is about a file.
    let place = match (&finding.unit, finding.diagnostic.place.path()) {
        (None, Some(path)) => path.to_string(),
        _ => String::new(),
    };
    [
        finding.diagnostic.rule.id.to_owned(),
        text(&finding.unit),
        text(&finding.model),
        text(&finding.node),
        text(&finding.item),
        finding.aspect.clone(),
        place,
    ]
    .join("\u{0}")
}

/// The identity with what is found, for those who except one state only.
fn with_value(finding: &Finding) -> String {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    [
        finding.fingerprint.clone(),
        text(&finding.value),
        text(&finding.answer),
    ]
    .join("\u{0}")
}

fn digest(identity: &str, count: usize) -> String {
    let mut hash = Sha256::new();
    hash.update(identity.as_bytes());
    if count > 0 {
        hash.update(count.to_string().as_bytes());
    }
    let mut text = String::new();
    for byte in hash.finalize().iter().take(BYTES) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
