use std::collections::{BTreeMap, HashSet};

use rungs::diagnostic::Diagnostic;
use rungs::lint::{Head, check_heads};
use rungs::model::Model;
use rungs::project::{Loaded, Material};

use crate::context::{Context, Place};
use crate::failure::Failure;

/// The findings that leave open what a file means.
pub(super) fn breaking(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let breaking = findings.iter().filter(|finding| finding.rule.breaks);
    breaking.cloned().collect()
}

/// What can be migrated: an assessment of another version of the same model.
pub(super) fn to_migrate<'l>(loaded: &'l Loaded, new: &Model) -> Option<&'l Material> {
    let material = loaded.material.as_ref()?;
    let old = &material.model.reference;
    (old.id == new.reference.id && *old != new.reference).then_some(material)
}

/// What is wrong with assessments that are to be migrated, or may be.
pub(super) fn blocked(loaded: &[Loaded], new: &Model) -> Vec<Diagnostic> {
    let concerned = |one: &&Loaded| {
        let head = one.head.as_ref();
        let other = head
            .is_none_or(|head| head.model.id == new.reference.id && head.model != new.reference);
        one.assessment && one.broken && other
    };
    let broken = loaded.iter().filter(concerned);
    broken.flat_map(|one| breaking(&one.findings)).collect()
}

/// What is wrong between those to be migrated and all of the project: two final
/// assessments of one unit.
pub(super) fn seconds(
    place: &Place,
    context: &Context,
    loaded: &[Loaded],
    new: &Model,
) -> Result<Vec<Diagnostic>, Failure> {
    let project = &place.project;
    let mut heads: BTreeMap<String, Head> = BTreeMap::new();
    if project.config_file.is_some() {
        let all = project.load(&project.groups()?, context.today, |one| {
            (one.path, one.head)
        });
        let all = all.into_iter();
        heads.extend(all.filter_map(|(path, head)| Some((path.to_string(), head?))));
    }
    let here = loaded.iter();
    heads.extend(here.filter_map(|one| Some((one.path.to_string(), one.head.clone()?))));
    let moved = loaded.iter().filter(|one| to_migrate(one, new).is_some());
    let moved: HashSet<&str> = moved.map(|one| one.path.as_str()).collect();
    let concerns = |finding: &Diagnostic| {
        let places = finding.related.iter().map(|(place, _)| place);
        let mut places = places.chain([&finding.place]);
        places.any(|place| {
            place
                .path()
                .is_some_and(|path| moved.contains(path.as_str()))
        })
    };
    let heads: Vec<Head> = heads.into_values().collect();
    let mut found = breaking(&check_heads(&heads));
    found.retain(concerns);
    Ok(found)
}
