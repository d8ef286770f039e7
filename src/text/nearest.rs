use strsim::damerau_levenshtein;

/// Texts longer than this are not compared: no typing slip is that long.
const LONGEST: usize = 80;

/// The candidate most like `wanted`, when one is close enough to be meant.
///
/// Case does not count; ties go to the text that sorts first, so the order of the
/// candidates does not matter.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wanted.len() > LONGEST {
        return None;
    }
    let wanted = wanted.to_lowercase();
    let allowed = (wanted.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| {
            (
                damerau_levenshtein(&wanted, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_word_and_noise_does_not() {
        let ids = ["ASSET-1.a", "ASSET-1.b", "THREAT-1.a"];
        assert_eq!(nearest("asset-1-b", ids), Some("ASSET-1.b"));
        assert_eq!(nearest("quite different", ids), None);
    }
}
