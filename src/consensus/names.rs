use crate::model::Assessment;

/// What each assessment's assessor is called: the first name it gives, where no
/// other assessment could be called the same, else its file, else its path.
pub fn names(assessments: &[&Assessment]) -> Vec<String> {
    let candidates: Vec<[String; 3]> = assessments.iter().map(|one| candidates(one)).collect();
    let taken = |at: usize, name: &String| {
        let mut others = candidates.iter().enumerate();
        others.any(|(other, names)| other != at && names.contains(name))
    };
    let name = |(at, [name, file, path]): (usize, &[String; 3])| {
        [name, file]
            .into_iter()
            .find(|name| !name.is_empty() && !taken(at, name))
            .unwrap_or(path)
            .clone()
    };
    candidates.iter().enumerate().map(name).collect()
}

/// The name, the file (for a split assessment its folder) and the path.
fn candidates(assessment: &Assessment) -> [String; 3] {
    let first = assessment.assessors.first();
    let name = first.map_or("", |assessor| assessor.name.trim());
    let path = assessment.path();
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let folder = parts.next().filter(|_| file == "assessment.yaml");
    [name, folder.unwrap_or(file), path].map(str::to_owned)
}
