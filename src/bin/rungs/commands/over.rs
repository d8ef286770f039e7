use std::path::Path;

use rungs::project::Project;
use rungs::schema::{Kind, kind_of};
use rungs::text::RepoPath;
use rungs::yaml;

use crate::failure::Failure;

/// Refuses to replace a file that is not of a kind: a slip of the hand does not
/// put what is written where something else is. A file that is not there may be
/// written.
pub(super) fn only_over(kind: Kind, path: &Path, full: &Path) -> Result<(), Failure> {
    let (Some(folder), Some(name)) = (full.parent(), full.file_name()) else {
        return Ok(());
    };
    let place = Project::bare(folder);
    let name = RepoPath::given(&name.to_string_lossy());
    if !place.folder.exists(&name) {
        return Ok(());
    }
    let (shown, wanted) = (path.display(), described(kind));
    let message = match place.read(&name) {
        Ok(file) => {
            let root = yaml::parse(&file).root;
            match root.map(|root| kind_of(&file, &root)) {
                Some(Ok(found)) if found == kind => return Ok(()),
                Some(Ok(found)) => format!("`{shown}` is {}, not {wanted}", described(found)),
                Some(Err(finding)) => format!("`{shown}` is not {wanted}: {}", finding.message),
                None => format!("`{shown}` is not {wanted}: it cannot be read as YAML"),
            }
        }
        Err(finding) => format!("`{shown}` is not {wanted}: {}", finding.message),
    };
    Err(Failure::new(message).hint("nothing was written; name another file"))
}

/// What a file of a kind is called.
fn described(kind: Kind) -> &'static str {
    match kind {
        Kind::Assessment => "an assessment",
        Kind::Answers => "a part of a split assessment",
        Kind::Config => "a configuration",
        Kind::Mapping => "a mapping",
        Kind::Model => "a model",
        Kind::Observations => "a file of observations",
        Kind::Texts => "a publisher's wording",
        Kind::Waiver => "a waiver",
    }
}
