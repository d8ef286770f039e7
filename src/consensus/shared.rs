/// Names with what they say alike, in the order in which it was first said.
pub(super) fn grouped<'n, T: PartialEq>(
    said: impl IntoIterator<Item = (&'n str, T)>,
) -> Vec<(Vec<&'n str>, T)> {
    let mut groups: Vec<(Vec<&'n str>, T)> = Vec::new();
    for (name, what) in said {
        match groups.iter_mut().find(|(_, known)| *known == what) {
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], what)),
        }
    }
    groups
}

/// Who says what, on one line: `Ann, Bob fully; Cid partially`.
pub(super) fn listed<T>(groups: &[(Vec<&str>, T)], text: impl Fn(&T) -> String) -> String {
    let groups = groups
        .iter()
        .map(|(names, what)| format!("{} {}", names.join(", "), text(what)));
    groups.collect::<Vec<_>>().join("; ")
}

/// Texts under the names of those who wrote them, one after the other; nothing
/// when there is none.
pub(super) fn signed<'n>(texts: impl IntoIterator<Item = (&'n str, String)>) -> Option<String> {
    let texts = texts
        .into_iter()
        .map(|(name, text)| (name, text.trim().to_owned()))
        .filter(|(_, text)| !text.is_empty());
    let signed = grouped(texts)
        .into_iter()
        .map(|(names, text)| format!("{}: {text}", names.join(", ")));
    let signed: Vec<String> = signed.collect();
    (!signed.is_empty()).then(|| signed.join("\n"))
}
