use super::values::{Valued, figures};
use super::{Altered, Cause, Fate, Grounds, Moved};
use crate::diagnostic::Place;
use crate::diff::{Alignment, Change, Field, Ingredient, Side, Subject, changes, movements};
use crate::gate::reasons;
use crate::model::{At, ItemIndex};
use crate::project::{Library, Loaded, Material, Pair};
use crate::score::{Completeness, DifferenceUnit};

/// What became of the assessment of a pair. Drafts count as not being there.
pub(super) fn compare(pair: &Pair, library: &Library) -> Option<Moved> {
    let counting = |side: &Option<_>| -> Option<_> {
        let loaded: &std::sync::Arc<Loaded> = side.as_ref()?;
        loaded.counts().then(|| std::sync::Arc::clone(loaded))
    };
    let (base, head) = (counting(&pair.base), counting(&pair.head));
    let (base, head) = (base.as_deref(), head.as_deref());
    let mut moved = frame(base, head, pair.untouched)?;
    moved.files = match (base, head) {
        (None, _) => pair.base.as_ref().map(|_| "a draft before".to_owned()),
        (_, None) => pair.head.as_ref().map(|_| "a draft now".to_owned()),
        _ => None,
    };
    let (from, to) = (base.and_then(sound), head.and_then(sound));
    moved.answered = to.map_or(0, |to| {
        Completeness::of(&to.model, &to.resolved, ItemIndex::ROOT).answered
    });
    let alignment = match (from, to) {
        (Some(from), Some(to)) => aligned(from, to, library, &mut moved),
        _ => None,
    };
    let valued = [from, to].map(|side| side.map(Valued::new));
    let [earlier, later] = &valued;
    moved.values = figures(earlier.as_ref(), later.as_ref(), alignment.as_ref());
    if moved.fate == Fate::Unchanged {
        let values = moved.values.iter().any(super::Figures::moved);
        if values || !moved.changes.is_empty() || moved.incomparable.is_some() {
            moved.fate = Fate::Changed;
        } else if moved.files.is_some() {
            moved.fate = Fate::Moved;
        }
    }
    Some(moved)
}

/// What has numbers.
fn sound(loaded: &Loaded) -> Option<&Material> {
    loaded.material.as_ref().filter(|_| !loaded.broken)
}

/// What can be said before anything is compared.
fn frame(base: Option<&Loaded>, head: Option<&Loaded>, untouched: bool) -> Option<Moved> {
    let shown = head.or(base)?;
    let unit = [head, base].into_iter().flatten();
    let unit = unit.filter_map(|loaded| loaded.head.as_ref()).next();
    let model =
        |loaded: Option<&Loaded>| Some(loaded?.material.as_ref()?.model.reference.to_string());
    let broken = |loaded: Option<&Loaded>| loaded.is_some_and(|one| one.broken);
    let path = |loaded: Option<&Loaded>| Some(loaded?.path.to_string());
    let first = shown.material.as_ref().map(|material| &material.model);
    Some(Moved {
        unit: unit.map(|head| head.unit.clone()),
        path: path(head),
        base_path: path(base),
        model: model(head).or_else(|| model(base)),
        base_model: None,
        fate: match (base, head) {
            (None, _) => Fate::Added,
            (_, None) => Fate::Removed,
            // What is broken may differ in what cannot be read.
            _ if (broken(base) || broken(head)) && !untouched => Fate::Changed,
            _ if broken(base) != broken(head) => Fate::Changed,
            _ => Fate::Unchanged,
        },
        broken: head.filter(|head| head.broken).map(why_broken),
        base_broken: broken(base),
        since: None,
        incomparable: None,
        files: None,
        headline: first.map_or_else(Vec::new, |model| {
            model.headline_ids().map(str::to_owned).collect()
        }),
        values: Vec::new(),
        changes: Vec::new(),
        causes: Vec::new(),
        renamed: Vec::new(),
        came: Vec::new(),
        answered: 0,
    })
}

/// The first thing that breaks an assessment, with its place.
pub fn why_broken(loaded: &Loaded) -> String {
    let Some(finding) = loaded.findings.iter().find(|finding| finding.rule.breaks) else {
        return format!(
            "{}: another assessment of its unit stands beside it",
            loaded.path
        );
    };
    let place = match &finding.place {
        Place::Text(file, span) => format!("{}:{}", file.path(), file.position(span.start).line),
        place => place.path().unwrap_or(&loaded.path).to_string(),
    };
    format!("{place}: {}", finding.message)
}

/// What both sides say, side by side.
fn aligned(
    from: &Material,
    to: &Material,
    library: &Library,
    moved: &mut Moved,
) -> Option<Alignment> {
    let [base, head] = [from, to].map(|material| Side {
        model: &material.model,
        assessment: &material.assessment,
        resolved: &material.resolved,
    });
    if base.model.digest != head.model.digest {
        moved.base_model = Some(base.model.reference.to_string());
    }
    moved.files = files(from, to);
    let (earlier, later) = (&base.model.reference, &head.model.reference);
    let mapping = library.mapping(earlier, later);
    let mapping = mapping.or_else(|| library.mapping(later, earlier));
    match Alignment::new(&base, &head, mapping.as_deref()) {
        Ok(alignment) => {
            moved.renamed = renamed(&base, &head, &alignment);
            moved.came = came(&head, &alignment);
            let found = changes(&base, &head, &alignment);
            if !alignment.same_model || !found.iter().all(by_answer) {
                moved.causes = causes(&base, &head, &alignment, &moved.headline);
            }
            moved.changes = found
                .iter()
                .map(|change| altered(&base, &head, change))
                .collect();
            Some(alignment)
        }
        Err(why) => {
            moved.incomparable = Some(why.to_string());
            None
        }
    }
}

/// Whether a change can move numbers as answers do, and not otherwise, or not at all.
fn by_answer(change: &Change) -> bool {
    !matches!(
        change.field,
        Field::Scope
            | Field::Counts
            | Field::NotApplicable
            | Field::Target
            | Field::Baseline
            | Field::Override
            | Field::Model
            | Field::Item
    )
}

/// Why the measures shown first moved at the root. That is not asked for where answers
/// alone did it, since it takes several scorings.
fn causes(
    base: &Side<'_>,
    head: &Side<'_>,
    alignment: &Alignment,
    headline: &[String],
) -> Vec<Cause> {
    let mut found = Vec::new();
    for moved in movements(base, head, alignment) {
        let shown = headline.contains(&moved.measure);
        let at_root = moved.head_node == Some(ItemIndex::ROOT);
        let Some(parts) = moved.parts.filter(|_| shown && at_root) else {
            continue;
        };
        let unit = DifferenceUnit::of(head.model, &moved.measure);
        let unit = unit.unwrap_or(DifferenceUnit::Numbers);
        for (ingredient, part) in Ingredient::ALL.into_iter().zip(&parts.each) {
            if let Some(part) = part.as_ref().filter(|part| !part.is_zero()) {
                found.push(Cause {
                    measure: moved.measure.clone(),
                    ingredient: ingredient.word().to_owned(),
                    exact: part.to_string(),
                    shown: unit.difference(part),
                });
            }
        }
    }
    // That answers alone did it goes without saying.
    let others = found
        .iter()
        .any(|cause| cause.ingredient != Ingredient::Answers.word());
    if others { found } else { Vec::new() }
}

/// The practices whose ids are others than before.
fn renamed(base: &Side<'_>, head: &Side<'_>, alignment: &Alignment) -> Vec<(String, String)> {
    if alignment.same_model {
        return Vec::new();
    }
    let practices = head.model.practices().iter();
    let pairs = practices.filter_map(|item| {
        let was = &base.model.item(alignment.base_of(*item)?).id;
        let is = &head.model.item(*item).id;
        (is != was).then(|| (is.clone(), was.clone()))
    });
    pairs.collect()
}

/// The practices that are nothing of what there was.
fn came(head: &Side<'_>, alignment: &Alignment) -> Vec<String> {
    if alignment.same_model {
        return Vec::new();
    }
    let practices = head.model.practices().iter();
    let new = practices.filter(|item| alignment.base_of(**item).is_none());
    new.map(|item| head.model.item(*item).id.clone()).collect()
}

/// What became of the files, when they are others.
fn files(base: &Material, head: &Material) -> Option<String> {
    crate::diff::files(&base.assessment, &head.assessment)
}

fn altered(base: &Side<'_>, head: &Side<'_>, change: &Change) -> Altered {
    let (earlier, later, named) = match &change.subject {
        Subject::Item { base, head } => (*base, *head, None),
        Subject::Head => (None, None, None),
        Subject::Named(name) => (None, None, Some(name.clone())),
    };
    let id = |side: &Side<'_>, item: ItemIndex| side.model.item(item).id.clone();
    let was = earlier.map(|item| id(base, item));
    let is = later.map(|item| id(head, item));
    let (path, line) = match change.head_at {
        Some(at) => place(head, at),
        None => change.base_at.map_or((None, None), |at| place(base, at)),
    };
    let moves = matches!(
        change.field,
        Field::Answer | Field::NotApplicable | Field::Item
    );
    Altered {
        base_item: was
            .clone()
            .filter(|was| is.as_ref().is_some_and(|is| is != was)),
        item: named.or(is).or(was),
        field: change.field,
        from: change.from.clone(),
        to: change.to.clone(),
        direction: change.direction,
        regression: change.regression,
        path,
        line,
        grounds: later
            .filter(|_| moves)
            .map(|later| grounds(base, head, earlier, later)),
    }
}

fn place(side: &Side<'_>, at: At) -> (Option<String>, Option<u32>) {
    let file = side.assessment.files.get(at.file as usize);
    let line = file.map(|file| file.position(at.span.start).line);
    (file.map(|file| file.path().to_string()), line)
}

fn grounds(
    base: &Side<'_>,
    head: &Side<'_>,
    earlier: Option<ItemIndex>,
    later: ItemIndex,
) -> Grounds {
    let was = earlier.and_then(|item| base.resolved.answer(base.assessment, item));
    let is = head.resolved.answer(head.assessment, later);
    let (old, new) = (reasons(was), reasons(is));
    let because = is.and_then(|answer| {
        let na = || answer.na.as_ref()?.value.clone();
        answer
            .because
            .as_ref()
            .map(|because| because.value.clone())
            .or_else(na)
    });
    Grounds {
        because,
        fresh: new.iter().any(|reason| !old.contains(reason)),
        evidence: is.map_or(0, |answer| answer.evidence.len()),
    }
}
