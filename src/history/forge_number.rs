/// The number of the pull or merge request that a commit says it came from, with the
/// sign that its forge writes before it: `#12`, or `!12`. It is what the message says,
/// and nobody asked the forge.
pub fn forge_number(subject: &str, body: &str) -> Option<String> {
    // A squash merge ends with it; GitHub's and Gitea's merges name it in the middle.
    let squashed = subject
        .strip_suffix(')')
        .and_then(|subject| subject.rsplit_once(" ("))
        .map(|(_, last)| last);
    let merged = subject.strip_prefix("Merge pull request ");
    let azure = subject.strip_prefix("Merged PR ");
    let azure = azure.and_then(|rest| number(rest.split(':').next()?, ""));
    let gitlab = body
        .lines()
        .find_map(|line| line.strip_prefix("See merge request "));
    squashed
        .and_then(|last| number(last, "#").or_else(|| number(last, "!")))
        .or_else(|| merged.and_then(|rest| number(rest.split_whitespace().next()?, "#")))
        .or_else(|| azure.map(|azure| format!("#{azure}")))
        .or_else(|| gitlab.and_then(|rest| number(rest.get(rest.rfind('!')?..)?, "!")))
}

/// A sign and digits, and nothing else.
fn number(text: &str, sign: &str) -> Option<String> {
    let digits = text.strip_prefix(sign)?;
    let fits = !digits.is_empty()
        && digits.len() < 12
        && digits.bytes().all(|found| found.is_ascii_digit());
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::forge_number;

    #[test]
    fn each_forge_names_its_requests() {
        for (subject, body, wanted) in [
            ("Raise alerting (#12)", "", Some("#12")),
            ("Merge pull request #7 from a/b", "", Some("#7")),
            ("Raise (!9)", "", Some("!9")),
            (
                "Merge branch 'a' into 'main'",
                "Raise\n\nSee merge request team/cti!31\n",
                Some("!31"),
            ),
            ("Merged PR 44: Raise", "", Some("#44")),
            ("Raise (see #12)", "", None),
            ("Merge pull request #x from a/b", "", None),
            ("Raise ()", "See merge request", None),
        ] {
            assert_eq!(forge_number(subject, body).as_deref(), wanted, "{subject}");
        }
    }
}
