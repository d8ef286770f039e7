use super::Shift;
use crate::check::Finding;
use crate::check::policy::Stray;
use crate::check::rules::POLICY_CHANGED;
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::project::Project;
use crate::text::RepoPath;

/// An assessment that the patterns of the base name and those of the head do not.
pub(in crate::check) fn no_longer_looked_at(path: &RepoPath) -> Shift {
    let message = format!("{path} is no longer among the assessments that are looked at");
    let head = Place::File(path.clone());
    Shift::weaker(format!("glob {path}"), message).at(None, Some(head))
}

/// That the configuration of the head is not what stands where that of the base does.
pub(in crate::check) fn strayed(stray: &Stray, base: &Project) -> Shift {
    let file = |path: &RepoPath| Place::File(path.clone());
    let before = base.config_file.as_ref().map(|before| file(before.path()));
    Shift::weaker("configuration", stray.how.as_str()).at(before, stray.path.as_ref().map(file))
}

/// That the base has a configuration nobody can read, so that of the head counts.
pub(in crate::check) fn broken(head: &Project) -> Finding {
    let place = head.config_file.as_ref();
    let place = place.map_or(Place::Nowhere, |file| Place::File(file.path().clone()));
    let message = "the policy of the base is broken, so that of the head counts";
    let mut found = Diagnostic::new(&POLICY_CHANGED, place, message)
        .help("mend rungs.yaml in a change of its own first");
    found.level = Level::Deny;
    Finding {
        aspect: "broken".to_owned(),
        fixed: true,
        ..Finding::new(found)
    }
}
