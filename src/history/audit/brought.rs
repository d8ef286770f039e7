use std::collections::BTreeMap;

use crate::source::git::{GitId, Walk};

/// Which commits of a walk over every parent each commit of the first-parent line
/// brought in: positions in that walk, the oldest first.
///
/// The line is given oldest first, so that what an earlier commit brought in is not
/// counted again, and every commit is looked at once.
pub(super) fn brought(every: &Walk, line: &[GitId]) -> BTreeMap<GitId, Vec<usize>> {
    let touches = every.touches.iter().enumerate();
    let at: BTreeMap<GitId, usize> = touches.map(|(at, touch)| (touch.commit, at)).collect();
    let mut seen = vec![false; every.touches.len()];
    let mut found = BTreeMap::new();
    for id in line {
        let Some((at, touch)) = at
            .get(id)
            .and_then(|at| Some((*at, every.touches.get(*at)?)))
        else {
            continue;
        };
        let mut leads = touch.parents.iter().map(|parent| parent.leads_to);
        // What the line had before is nothing that this commit brought.
        let _ = reached(every, leads.next().flatten(), &mut seen);
        if let Some(seen) = seen.get_mut(at) {
            *seen = true;
        }
        let mut own: Vec<usize> = Vec::new();
        for lead in leads {
            own.extend(reached(every, lead, &mut seen));
        }
        if !own.is_empty() {
            // Positions count from the newest on.
            own.sort_unstable_by(|one, other| other.cmp(one));
            found.insert(*id, own);
        }
    }
    found
}

/// The touches from one on that nobody has seen yet.
fn reached(every: &Walk, start: Option<usize>, seen: &mut [bool]) -> Vec<usize> {
    let mut open: Vec<usize> = start.into_iter().collect();
    let mut found = Vec::new();
    while let Some(at) = open.pop() {
        match seen.get_mut(at) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        found.push(at);
        let parents = every.touches.get(at).into_iter();
        let parents = parents.flat_map(|touch| &touch.parents);
        open.extend(parents.filter_map(|parent| parent.leads_to));
    }
    found
}
