use super::scope_cuts::ScopeCuts;
use super::{
    ChangeCounts, ChangeDirection, ChangeReport, Counted, EvidenceReport, WordKind, WordRun,
};
use crate::diff::{Alignment, Change, Direction, Field, Kin, RunKind, Side, Subject, words};
use crate::model::{Answer, At, Evidence, Item, ItemIndex, Model, Relation, Spanned};
use crate::value::Date;

/// Changes with names and lines.
pub(super) fn change_reports(
    base: &Side<'_>,
    head: &Side<'_>,
    changes: &[Change],
    alignment: &Alignment,
    today: Date,
) -> Vec<ChangeReport> {
    let cuts = ScopeCuts::new([base.model, head.model], changes);
    let report = |change: &Change| {
        let [earlier, later] = items(change);
        let below = cuts.above(change);
        let named = named(base.model, head.model, earlier, later);
        let (path, line, end_line) = lines(head, change.head_at);
        let (base_path, base_line, _) = lines(base, change.base_at);
        let later_answer = later.and_then(|item| head.resolved.answer(head.assessment, item));
        let moved = matches!(
            change.field,
            Field::Answer | Field::NotApplicable | Field::Counts | Field::Item
        );
        let told = later_answer.filter(|_| moved && below.is_none());
        ChangeReport {
            item: match &change.subject {
                Subject::Named(name) => Some(name.clone()),
                _ => named.map(|item| item.id.clone()),
            },
            base_item: earlier
                .map(|item| base.model.item(item).id.clone())
                .filter(|id| later.is_some_and(|item| head.model.item(item).id != *id)),
            title: named.map(|item| item.title.clone()),
            domain: domain(base.model, head.model, earlier, later),
            field: change.field.word(),
            from: change.from.clone(),
            to: change.to.clone(),
            direction: change.direction.into(),
            regression: change.regression,
            base_path,
            base_line,
            path,
            line,
            end_line,
            below: below.map(|node| cuts.name(node)),
            words: prose(change),
            because: told.and_then(|answer| Some(answer.because.as_ref()?.value.clone())),
            evidence: told.map_or_else(Vec::new, |answer| pieces(answer, today)),
            remark: match change.field {
                Field::Scope => cuts.taken(change),
                Field::Item => Some(kin(alignment, earlier, later)),
                _ => remark(change, head, later_answer, today),
            },
        }
    };
    changes.iter().map(report).collect()
}

/// The item of a change on each side.
fn items(change: &Change) -> [Option<ItemIndex>; 2] {
    match &change.subject {
        Subject::Item { base, head } => [*base, *head],
        Subject::Head | Subject::Named(_) => [None, None],
    }
}

fn named<'m>(
    from: &'m Model,
    to: &'m Model,
    earlier: Option<ItemIndex>,
    later: Option<ItemIndex>,
) -> Option<&'m Item> {
    match (earlier, later) {
        (_, Some(item)) => Some(to.item(item)),
        (Some(item), None) => Some(from.item(item)),
        (None, None) => None,
    }
}

/// The node one below the root that an item is or stands in.
fn domain(
    from: &Model,
    to: &Model,
    earlier: Option<ItemIndex>,
    later: Option<ItemIndex>,
) -> Option<String> {
    let (model, item) = match (earlier, later) {
        (_, Some(item)) => (to, item),
        (Some(item), None) => (from, item),
        (None, None) => return None,
    };
    let below_root = |item: &ItemIndex| *item != ItemIndex::ROOT;
    let top = model.upwards(item).take_while(below_root).last()?;
    Some(model.item(top).id.clone())
}

/// The file, the first and the last line of a place.
fn lines(side: &Side<'_>, at: Option<At>) -> (Option<String>, Option<u32>, Option<u32>) {
    let found = at.and_then(|at| {
        let file = side.assessment.files.get(at.file as usize)?;
        let first = file.position(at.span.start).line;
        // A place may end just past its line, where the next one starts.
        let end = file
            .position(at.span.end.saturating_sub(1).max(at.span.start))
            .line;
        Some((file.path().to_string(), first, end.max(first)))
    });
    match found {
        Some((path, first, last)) => (Some(path), Some(first), Some(last)),
        None => (None, None, None),
    }
}

/// Prose word by word.
fn prose(change: &Change) -> Vec<WordRun> {
    let (Some(from), Some(to)) = (&change.from, &change.to) else {
        return Vec::new();
    };
    let reasons = change.field == Field::NotApplicable && both_reasons(from, to);
    if !matches!(change.field, Field::Because | Field::Scope) && !reasons {
        return Vec::new();
    }
    let run = |run: crate::diff::Run| WordRun {
        kind: match run.kind {
            RunKind::Same => WordKind::Same,
            RunKind::Removed => WordKind::Removed,
            RunKind::Added => WordKind::Added,
        },
        text: run.text,
    };
    words(from, to).into_iter().map(run).collect()
}

fn both_reasons(from: &str, to: &str) -> bool {
    from.starts_with("n/a") && to.starts_with("n/a")
}

fn pieces(answer: &Answer, today: Date) -> Vec<EvidenceReport> {
    let piece = |piece: &Evidence| {
        let reference = piece.reference.as_ref().map(|one| one.value.clone());
        EvidenceReport {
            said: reference.or_else(|| piece.note.clone()).unwrap_or_default(),
            recorded: piece.recorded.as_ref().map(|day| day.value.clone()),
            expired: expired(piece, today),
        }
    };
    answer.evidence.iter().map(piece).collect()
}

/// The last day counts.
fn expired(piece: &Evidence, today: Date) -> bool {
    past(piece.expires.as_ref(), today)
}

fn past(day: Option<&Spanned<String>>, today: Date) -> bool {
    let day = day.and_then(|day| Date::parse(&day.value));
    day.is_some_and(|day| day < today)
}

/// What a reviewer should see beside a change.
fn remark(
    change: &Change,
    head: &Side<'_>,
    answer: Option<&Answer>,
    today: Date,
) -> Option<String> {
    match change.field {
        Field::Evidence => {
            let mut pieces = answer?.evidence.iter();
            let piece = pieces.find(|piece| Some(piece.at) == change.head_at)?;
            let day = piece.expires.as_ref().filter(|_| expired(piece, today))?;
            Some(format!("expired after {}", day.value))
        }
        Field::Target => {
            let of_answer = answer.and_then(|answer| answer.target.as_ref()?.by.as_ref());
            let mut targets = head.assessment.targets.iter();
            let of_node = targets.find(|one| Some(one.node.at) == change.head_at);
            let by = of_node.and_then(|one| one.by.as_ref()).or(of_answer)?;
            past(Some(by), today).then(|| format!("overdue since {}", by.value))
        }
        _ => None,
    }
}

/// What a mapping says of a practice that only one of the models asks.
fn kin(alignment: &Alignment, earlier: Option<ItemIndex>, later: Option<ItemIndex>) -> String {
    let became = earlier.and_then(|item| alignment.became(item));
    let from = later.and_then(|item| alignment.came_from(item));
    let others = |kin: &Kin| kin.others.join(", ");
    match (became, from) {
        (Some(kin), _) => match kin.relation {
            Relation::Merged => format!("merged with others into {}", others(kin)),
            Relation::Split => format!("split into {}", others(kin)),
            _ => format!(
                "near to {} of the other version, and not the same",
                others(kin)
            ),
        },
        (None, Some(kin)) => match kin.relation {
            Relation::Merged => format!("merged from {}", others(kin)),
            Relation::Split => format!("split from {}", others(kin)),
            _ => format!(
                "near to {} of the other version, and not the same",
                others(kin)
            ),
        },
        (None, None) if later.is_none() => "the model does not ask it any more".to_owned(),
        (None, None) => "the model did not ask it before".to_owned(),
    }
}

/// How many changes there are of which sort.
pub(super) fn counts(changes: &[ChangeReport]) -> ChangeCounts {
    counted(changes.iter().map(ChangeReport::counted))
}

/// The same of what of each change is counted.
pub(in crate::report) fn counted<'c>(changes: impl Iterator<Item = Counted<'c>>) -> ChangeCounts {
    let mut counts = ChangeCounts::default();
    for one in changes {
        let moves = matches!(one.field, "answer" | "na" | "scope" | "item");
        let practice = moves && !one.names_scope();
        let evidence = one.field == "evidence";
        counts.all += 1;
        counts.up += usize::from(practice && one.direction == ChangeDirection::Up);
        counts.regressions += usize::from(one.regression);
        counts.evidence_added += usize::from(evidence && one.from.is_none());
        counts.evidence_removed += usize::from(evidence && one.to.is_none());
        counts.scope_cuts += usize::from(one.cuts());
    }
    counts
}

impl From<Direction> for ChangeDirection {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::Up => Self::Up,
            Direction::Down => Self::Down,
            Direction::Neither => Self::Neither,
        }
    }
}
