use crate::model::Assessment;

/// What became of an assessment's files, in words, when they are others: moved,
/// split or joined.
pub fn files(base: &Assessment, head: &Assessment) -> Option<String> {
    let paths = |assessment: &Assessment| -> Vec<String> {
        let files = assessment.files.iter();
        files.map(|file| file.path().to_string()).collect()
    };
    let (from, to) = (paths(base), paths(head));
    let (mut was, mut is) = (from.clone(), to.clone());
    was.sort();
    is.sort();
    if was == is {
        return None;
    }
    let named = |paths: &[String]| paths.first().cloned().unwrap_or_default();
    let gone = from.iter().find(|path| !to.contains(path));
    let gone = gone.cloned().unwrap_or_default();
    Some(match (from.len(), to.len()) {
        (1, 1) => format!("moved from {gone}"),
        (1, count) => format!("split from {} into {count} files", named(&from)),
        (count, 1) => format!("joined from {count} files into {}", named(&to)),
        (was, is) if was == is => format!("moved from {gone}"),
        (was, is) => format!("in {is} files, was in {was}"),
    })
}
