use crate::model::Answer;

/// What is said in favour of an answer: its rationale and why it is not applicable,
/// with spaces and case made alike, so that other words are other reasons.
pub fn reasons(answer: Option<&Answer>) -> Vec<String> {
    let because = answer.and_then(|answer| answer.because.as_ref());
    let na = answer.and_then(|answer| answer.na.as_ref());
    let na = na.and_then(|na| na.value.as_ref());
    let texts = because.map(|because| &because.value).into_iter().chain(na);
    let words = texts.map(|text| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    });
    words.filter(|words| !words.is_empty()).collect()
}
