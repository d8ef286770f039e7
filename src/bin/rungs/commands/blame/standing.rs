use std::collections::BTreeSet;
use std::sync::Arc;

use rungs::history::why_broken;
use rungs::lint::{Head, broken_across};
use rungs::model::Model;
use rungs::project::{Loaded, Material, Project};
use rungs::report::BrokenAssessment;

use crate::context::Context;
use crate::failure::Failure;

/// The assessments that count at a commit.
#[derive(Default)]
pub(super) struct Standing {
    /// Those that can be read, with the paths of their heads.
    pub(super) sound: Vec<(String, Material)>,
    /// Those whose meaning is broken.
    pub(super) broken: Vec<BrokenAssessment>,
    /// Whether a file of them could not be read at all.
    pub(super) unreadable: bool,
    /// The models of both, as far as they are known.
    pub(super) models: Vec<Arc<Model>>,
}

impl Standing {
    /// Those of a unit, or of all.
    ///
    /// # Errors
    /// When the unit that is asked for has none, or only broken ones.
    pub(super) fn of(
        unit: Option<&str>,
        context: &Context,
        newest: &Project,
    ) -> Result<Self, Failure> {
        let groups = newest.groups()?;
        let near = match unit {
            Some(unit) => newest.groups_of_unit(&groups, unit),
            None => groups.clone(),
        };
        let loaded = newest.load(&near, context.today, |loaded| loaded);
        let heads: Vec<Head> = loaded.iter().filter_map(|one| one.head.clone()).collect();
        let crossed = broken_across(&heads);
        let mut standing = Self::default();
        for one in loaded.into_iter().filter(|one| of_unit(one, unit)) {
            standing.add(one, &crossed);
        }
        let Some(unit) = unit else {
            return Ok(standing);
        };
        if standing.sound.is_empty() {
            return Err(standing.nothing_of(unit, context, newest)?);
        }
        standing.broken.retain(|one| one.unit.is_some());
        Ok(standing)
    }

    /// That a unit has no assessment that can be read.
    fn nothing_of(
        &self,
        unit: &str,
        context: &Context,
        newest: &Project,
    ) -> Result<Failure, Failure> {
        let hint = "`rungs validate` says what is wrong";
        if let Some(own) = self.broken.iter().find(|one| one.unit.is_some()) {
            let message = format!("`{unit}` is broken at that commit: {}", own.because);
            return Ok(Failure::new(message).hint(hint));
        }
        let missing = format!("there is no assessment of `{unit}` at that commit");
        // A file that does not say its unit may be of any that it mentions.
        if let Some(other) = self.broken.first() {
            let message = format!("{missing}, unless {} is one, which is broken", other.path);
            return Ok(Failure::new(message).hint(hint));
        }
        let groups = newest.groups()?;
        let heads = newest.load(&groups, context.today, |loaded| loaded.head);
        let units: Vec<String> = heads.into_iter().flatten().map(|head| head.unit).collect();
        Ok(Failure::new(missing).near(unit, units.iter().map(String::as_str)))
    }

    fn add(&mut self, one: Loaded, crossed: &BTreeSet<String>) {
        let path = one.path.to_string();
        self.unreadable |= one.unreadable();
        self.models
            .extend(one.material.iter().map(|of| Arc::clone(&of.model)));
        let because = (one.broken || crossed.contains(&path)).then(|| why_broken(&one));
        match (because, one.material) {
            (None, Some(material)) => self.sound.push((path, material)),
            (because, _) => self.broken.push(BrokenAssessment {
                unit: one.head.map(|head| head.unit),
                path,
                because: because.unwrap_or_default(),
            }),
        }
    }
}

fn of_unit(one: &Loaded, unit: Option<&str>) -> bool {
    let own = one.head.as_ref().map(|head| head.unit.as_str());
    one.counts() && (unit.is_none() || own.is_none() || own == unit)
}
