use super::answer::target_direction;
use super::entry::{self, Entry};
use super::item;
use crate::diff::{Alignment, Change, Direction, Field, Side, Subject};
use crate::model::{Answer, Assessor, At, ItemIndex, Spanned, State, Target};
use crate::value::Rational;

type Pair = (Option<ItemIndex>, Option<ItemIndex>);

/// Compares what stands in the head of an assessment, scope aside.
pub(super) fn compare(
    base: &Side<'_>,
    head: &Side<'_>,
    alignment: &Alignment,
    changes: &mut Vec<Change>,
) {
    plain(base, head, alignment, changes);
    let at_base = |id: &str| {
        let node = base.model.find(id);
        (node, node.and_then(|node| alignment.head_of(node)))
    };
    let at_head = |id: &str| {
        let node = head.model.find(id);
        (node.and_then(|node| alignment.base_of(node)), node)
    };
    let none = |_: Option<&_>, _: Option<&_>| Direction::Neither;
    let (was, is) = (assessed(base, &at_base), assessed(head, &at_head));
    entry::compare(Field::Assessed, &was, &is, none, changes);
    let (was, is) = (targets(base, &at_base), targets(head, &at_head));
    let score = |side: &Side<'_>, entry: &Entry<Key>| number(side, entry);
    let direction = |was: Option<&Entry<_>>, is: Option<&Entry<_>>| {
        let scores = (
            was.and_then(|entry| score(base, entry)),
            is.and_then(|entry| score(head, entry)),
        );
        let due_was = was.and_then(|entry| due(base, entry));
        target_direction(scores, due_was, is.and_then(|entry| due(head, entry)))
    };
    entry::compare(Field::Target, &was, &is, direction, changes);
    let none = |_: Option<&_>, _: Option<&_>| Direction::Neither;
    let (was, is) = (baselines(base, &at_base), baselines(head, &at_head));
    entry::compare(Field::Baseline, &was, &is, none, changes);
    let (was, is) = (overrides(base, &at_base), overrides(head, &at_head));
    entry::compare(Field::Override, &was, &is, none, changes);
}

/// What there is one of.
fn plain(base: &Side<'_>, head: &Side<'_>, alignment: &Alignment, changes: &mut Vec<Change>) {
    let (was, is) = (base.assessment, head.assessment);
    let mut one = |field, from: Option<String>, to: Option<String>, at: [Option<At>; 2]| {
        if from != to {
            let [base_at, head_at] = at;
            changes.push(Change {
                subject: Subject::Head,
                field,
                from,
                to,
                direction: Direction::Neither,
                regression: false,
                base_at,
                head_at,
            });
        }
    };
    let places = [Some(was.model.at), Some(is.model.at)];
    if !alignment.same_model {
        let (from, to) = (base.model, head.model);
        let named = |model: &crate::model::Model| match from.reference == to.reference {
            true => Some(format!("{} ({})", model.reference, model.digest)),
            false => Some(model.reference.to_string()),
        };
        one(Field::Model, named(from), named(to), places);
    }
    let status = |side: &crate::model::Assessment| Some(side.status.word().to_owned());
    one(Field::Status, status(was), status(is), places);
    let days = [&was.as_of, &is.as_of];
    let [from, to] = days.map(|day| entry::text(day.as_ref()));
    one(
        Field::AsOf,
        from,
        to,
        days.map(|day| day.as_ref().map(|day| day.at)),
    );
    let people = [&was.assessors, &is.assessors].map(|people| {
        let mut people: Vec<String> = people.iter().map(person).collect();
        // In which order they are listed says nothing.
        people.sort();
        (!people.is_empty()).then(|| people.join(", "))
    });
    let [from, to] = people;
    one(Field::Assessors, from, to, places);
}

fn person(assessor: &Assessor) -> String {
    let email = assessor.email.iter().map(|email| format!(" <{email}>"));
    let role = assessor.role.iter().map(|role| format!(" ({role})"));
    let more: String = email.chain(role).collect();
    format!("{}{more}", assessor.name)
}

type PairOf<'f> = &'f dyn Fn(&str) -> Pair;

/// What a node is, and which measure at it is spoken of.
type Key = (Subject, String);

fn assessed(side: &Side<'_>, pair: PairOf<'_>) -> Vec<Entry<Key>> {
    let days = side.assessment.assessed.iter();
    let entries = days.map(|(node, day)| entry_of(pair, node, None, day.value.clone(), node.at));
    entries.collect()
}

fn targets(side: &Side<'_>, pair: PairOf<'_>) -> Vec<Entry<Key>> {
    let targets = side.assessment.targets.iter();
    let entries = targets.map(|target| {
        let Target {
            node,
            measure,
            at_least,
            by,
            ..
        } = target;
        let by = by
            .as_ref()
            .map_or(String::new(), |by| format!(" by {}", by.value));
        let said = format!(
            "{} at least {}{by}",
            measure.value,
            value(side, &at_least.value)
        );
        entry_of(pair, node, Some(measure), said, node.at)
    });
    entries.collect()
}

fn baselines(side: &Side<'_>, pair: PairOf<'_>) -> Vec<Entry<Key>> {
    let baselines = side.assessment.baselines.iter();
    let entries = baselines.map(|baseline| {
        let measure = &baseline.measure;
        let said = format!(
            "{} was {}",
            measure.value,
            value(side, &baseline.value.value)
        );
        entry_of(pair, &baseline.node, Some(measure), said, baseline.node.at)
    });
    entries.collect()
}

fn overrides(side: &Side<'_>, pair: PairOf<'_>) -> Vec<Entry<Key>> {
    let judgements = side.assessment.overrides.iter();
    let entries = judgements.map(|judged| {
        let because = judged.because.as_ref();
        let because = because.map_or(String::new(), |text| format!(": {}", text.value));
        let by = judged
            .by
            .as_ref()
            .map_or(String::new(), |by| format!(" by {by}"));
        let said = format!(
            "{} is {}{by}{because}",
            judged.measure.value,
            value(side, &judged.value.value)
        );
        entry_of(pair, &judged.node, Some(&judged.measure), said, judged.at)
    });
    entries.collect()
}

/// A level, or a number however it is spelled.
fn value(side: &Side<'_>, written: &str) -> String {
    match side.model.level(written) {
        Some(_) => written.to_owned(),
        None => entry::amount(written),
    }
}

fn entry_of(
    pair: PairOf<'_>,
    node: &Spanned<String>,
    measure: Option<&Spanned<String>>,
    said: String,
    at: At,
) -> Entry<Key> {
    let items = pair(&node.value);
    let subject = match items {
        (None, None) => Subject::Named(node.value.clone()),
        (base, head) => item(base, head),
    };
    let measure = measure.map_or(String::new(), |measure| measure.value.clone());
    Entry {
        key: (subject.clone(), measure),
        subject,
        said,
        at,
    }
}

/// What a target wants, as a number.
fn number(side: &Side<'_>, entry: &Entry<Key>) -> Option<Rational> {
    let target = of_place(side, entry)?;
    let written = &target.at_least.value;
    let level = side.model.level(written).map(Rational::from_count);
    level.or_else(|| Rational::parse(written))
}

fn of_place<'s>(side: &Side<'s>, entry: &Entry<Key>) -> Option<&'s Target> {
    let targets = &side.assessment.targets;
    targets.iter().find(|target| target.node.at == entry.at)
}

fn due<'s>(side: &Side<'s>, entry: &Entry<Key>) -> Option<&'s str> {
    let by = of_place(side, entry)?.by.as_ref()?;
    Some(&by.value)
}

/// Compares the answers to what an earlier version of the model asked.
pub(super) fn retired(base: &Side<'_>, head: &Side<'_>, changes: &mut Vec<Change>) {
    let entries = |side: &Side<'_>| -> Vec<Entry<String>> {
        let entry = |answer: &Answer| Entry {
            key: answer.id.value.clone(),
            subject: Subject::Named(answer.id.value.clone()),
            said: kept(answer),
            at: entry::whole(answer.id.at, answer.at),
        };
        side.assessment.retired.iter().map(entry).collect()
    };
    let none = |_: Option<&Entry<String>>, _: Option<&Entry<String>>| Direction::Neither;
    entry::compare(
        Field::Retired,
        &entries(base),
        &entries(head),
        none,
        changes,
    );
}

fn kept(answer: &Answer) -> String {
    let written = answer.answer.as_ref().map(|written| &written.value.text);
    match (written, &answer.na) {
        (Some(written), _) => written.clone(),
        (None, Some(_)) => "n/a".to_owned(),
        (None, None) => State::Unanswered.word().to_owned(),
    }
}
