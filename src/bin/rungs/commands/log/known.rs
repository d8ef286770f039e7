use rungs::history::{History, Narrowing, Timeline};

use crate::context::Context;
use crate::failure::Failure;

/// Refuses units, nodes and practices that no commit of the history knows, since nothing
/// listed of them would be taken for nothing that happened.
///
/// # Errors
/// When there is one, or something that is needed is not in this clone.
pub(super) fn check_known(
    context: &Context,
    history: &History<'_>,
    narrowing: &Narrowing<'_>,
    timeline: &mut Timeline,
) -> Result<(), Failure> {
    let newest = history.newest;
    let groups = newest.groups()?;
    let stands = |unit: &str| {
        let heads = newest.load(
            &newest.groups_of_unit(&groups, unit),
            context.today,
            |loaded| loaded.head,
        );
        let mut units = heads.into_iter().flatten().map(|head| head.unit);
        units.any(|one| one == unit)
    };
    let units: Vec<&str> = narrowing
        .unmet_units()
        .filter(|unit| !stands(unit))
        .collect();
    let ids: Vec<&str> = narrowing.unmet_ids().collect();
    if units.is_empty() && ids.is_empty() {
        return Ok(());
    }
    let prepared = context.progress("reading steps", Some(timeline.walk.touches.len()));
    let known = timeline.known(history, &|| prepared.one_more())?;
    let missing = units.into_iter().find(|unit| !known.units.contains(*unit));
    let (failure, asked, names) = match missing {
        Some(unit) => {
            let message = format!("there was never an assessment of the unit `{unit}`");
            (Failure::new(message), unit, &known.units)
        }
        None => {
            let Some(id) = ids.into_iter().find(|id| !known.ids.contains(*id)) else {
                return Ok(());
            };
            let message = format!("there was never a node or practice `{id}`");
            (Failure::new(message), id, &known.ids)
        }
    };
    let failure = match timeline.walk.cut_at.is_empty() {
        true => failure,
        false => failure.hint("history is cut off: git fetch --unshallow origin"),
    };
    Err(failure.near(asked, names.iter().map(String::as_str)))
}
