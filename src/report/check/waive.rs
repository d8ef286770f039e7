use crate::check::{Finding, longest_for};
use crate::model::Waiving;

/// Days that a suggested waiver holds, where no fewer are allowed.
const DAYS: i64 = 30;

/// The command that adds a waiver for a finding that blocks; nothing where none can
/// except it, or none would be for this unit alone.
pub(super) fn command(found: &Finding, waiving: &Waiving) -> Option<String> {
    if !found.waivable || !found.blocks() {
        return None;
    }
    let rule = found.diagnostic.rule.id;
    let mut said = format!(
        "rungs waiver add {rule} --unit {}",
        plain(found.unit.as_deref()?)?
    );
    if let Some(item) = &found.item {
        said.push_str(&format!(" --item {}", plain(item)?));
    } else if let Some(node) = &found.node {
        said.push_str(&format!(" --node {}", plain(node)?));
    }
    let days = longest_for(waiving).map_or(DAYS, |longest| longest.min(DAYS));
    said.push_str(&format!(" --reason \"…\" --owner \"…\" --days {days}"));
    Some(said)
}

/// A word that every shell takes for itself, as ids are.
fn plain(word: &str) -> Option<&str> {
    let fits = |found: char| found.is_ascii_alphanumeric() || "._-".contains(found);
    let starts = word.starts_with(|first: char| first.is_ascii_alphanumeric());
    (starts && word.chars().all(fits)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn only_what_every_shell_takes_for_a_word_is_proposed() {
        assert_eq!(plain("acme-cti_2.a"), Some("acme-cti_2.a"));
        for hostile in ["", "-o", "a b", "a;b", "$(x)", "a'b", "a\nb", "…"] {
            assert_eq!(plain(hostile), None, "{hostile}");
        }
    }
}
