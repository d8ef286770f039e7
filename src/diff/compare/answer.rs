use std::cmp::Ordering;

use super::entry::{amount, text, whole};
use super::{evidence, item};
use crate::diff::{Alignment, Change, Direction, Field, Kin, Side, Subject};
use crate::model::{Answer, At, Claim, ItemIndex, Lookup, Relation, Review, State, Wanted};
use crate::value::Rational;

/// What one side says about a practice.
pub(super) struct Said<'s> {
    side: &'s Side<'s>,
    item: ItemIndex,
    state: State,
    pub(super) answer: Option<&'s Answer>,
}

/// Compares what is said about one practice.
pub(super) fn compare<'s>(
    base: &'s Side<'s>,
    head: &'s Side<'s>,
    earlier: Option<ItemIndex>,
    later: Option<ItemIndex>,
    alignment: &Alignment,
    changes: &mut Vec<Change>,
) {
    let from = earlier.map(|item| Said::new(base, item));
    let to = later.map(|item| Said::new(head, item));
    let subject = item(earlier, later);
    let row = Row {
        subject,
        base_at: from.as_ref().and_then(Said::at),
        head_at: to.as_ref().and_then(Said::at),
    };
    let change = state_change(&row, from.as_ref(), to.as_ref());
    changes.extend(change.map(
        |change| match lives_on(base, head, earlier, later, alignment) {
            true => Change {
                direction: Direction::Neither,
                regression: false,
                ..change
            },
            false => change,
        },
    ));
    if from.is_some() && to.is_some() {
        let from = from.as_ref().and_then(|said| said.answer);
        let to = to.as_ref().and_then(|said| said.answer);
        row.fields(from, to, changes);
        changes.extend(row.target(base, head, (earlier, from), (later, to)));
        evidence::compare(&row.subject, from, to, changes);
    }
}

/// What all changes of one practice share.
struct Row {
    subject: Subject,
    base_at: Option<At>,
    head_at: Option<At>,
}

impl Row {
    fn change(&self, field: Field, from: Option<String>, to: Option<String>) -> Change {
        Change {
            subject: self.subject.clone(),
            field,
            from,
            to,
            direction: Direction::Neither,
            regression: false,
            base_at: self.base_at,
            head_at: self.head_at,
        }
    }

    fn fields(&self, from: Option<&Answer>, to: Option<&Answer>, changes: &mut Vec<Change>) {
        type Read = fn(&Answer) -> Option<String>;
        let fields: [(Field, Read); 6] = [
            (Field::Because, |answer| text(answer.because.as_ref())),
            (Field::Owner, |answer| text(answer.owner.as_ref())),
            (Field::Impact, |answer| {
                answer.impact.map(|of| of.to_string())
            }),
            (Field::Effort, |answer| {
                answer.effort.map(|of| of.to_string())
            }),
            (Field::SupportedBy, |answer| {
                answer.supported_by.as_ref().map(claim)
            }),
            (Field::Review, |answer| answer.review.as_ref().map(review)),
        ];
        for (field, read) in fields {
            let (from, to) = (from.and_then(read), to.and_then(read));
            if from != to {
                changes.push(self.change(field, from, to));
            }
        }
    }

    /// The answer that is wanted, and by when.
    fn target(
        &self,
        base: &Side<'_>,
        head: &Side<'_>,
        (earlier, from): (Option<ItemIndex>, Option<&Answer>),
        (later, to): (Option<ItemIndex>, Option<&Answer>),
    ) -> Option<Change> {
        let target = |answer: Option<&'_ Answer>| answer.and_then(|one| one.target.clone());
        let (from, to) = (target(from), target(to));
        let said = |side: &Side<'_>, item: Option<ItemIndex>, target: &Option<Wanted>| {
            target.as_ref().map(|target| wanted(side, item, target))
        };
        let (was, is) = (said(base, earlier, &from), said(head, later, &to));
        if was == is {
            return None;
        }
        let score = |side: &Side<'_>, item: Option<ItemIndex>, target: &Option<Wanted>| {
            let choice = choice(side, item?, &target.as_ref()?.answer.value.text)?;
            side.model.score_of_choice(item?, choice)
        };
        let scores = (score(base, earlier, &from), score(head, later, &to));
        Some(Change {
            direction: target_direction(scores, due(&from), due(&to)),
            ..self.change(Field::Target, was, is)
        })
    }
}

/// A target that is raised, set, or due earlier is for the better.
pub(super) fn target_direction(
    (was, is): (Option<Rational>, Option<Rational>),
    due_was: Option<&str>,
    due_is: Option<&str>,
) -> Direction {
    match was.cmp(&is) {
        Ordering::Equal => match (due_was, due_is) {
            (Some(was), Some(is)) => Direction::of(Some(is.cmp(was))),
            (None, Some(_)) => Direction::Up,
            (Some(_), None) => Direction::Down,
            (None, None) => Direction::Neither,
        },
        order => Direction::of(Some(order)),
    }
}

fn due(target: &Option<Wanted>) -> Option<&str> {
    let by = target.as_ref()?.by.as_ref()?;
    Some(&by.value)
}

fn choice(side: &Side<'_>, item: ItemIndex, written: &str) -> Option<usize> {
    match side.model.scale_of(item)?.look_up(written) {
        Lookup::Found(choice) => Some(choice),
        Lookup::Ambiguous | Lookup::Unknown => None,
    }
}

/// A target by the key of its answer, however it is written.
fn wanted(side: &Side<'_>, item: Option<ItemIndex>, target: &Wanted) -> String {
    let written = &target.answer.value.text;
    let scale = item.and_then(|item| side.model.scale_of(item));
    let choice = item.and_then(|item| choice(side, item, written));
    let key = scale.zip(choice);
    let key = key.and_then(|(scale, choice)| Some(&scale.choices.get(choice)?.key));
    let key = key.unwrap_or(written);
    match &target.by {
        Some(by) => format!("{key} by {}", by.value),
        None => key.clone(),
    }
}

fn claim(claim: &Claim) -> String {
    let words = claim.words();
    let mut said = words.metric;
    if let Some(least) = words.at_least {
        said.push_str(&format!(", at least {}", amount(&least)));
    }
    if let Some(most) = words.at_most {
        said.push_str(&format!(", at most {}", amount(&most)));
    }
    said
}

fn review(review: &Review) -> String {
    let said: Vec<&str> = [&review.was, &review.why]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    match said.as_slice() {
        [] => "to confirm".to_owned(),
        said => said.join(": "),
    }
}

impl<'s> Said<'s> {
    fn new(side: &'s Side<'s>, item: ItemIndex) -> Self {
        Self {
            side,
            item,
            state: side.resolved.state(item),
            answer: side.resolved.answer(side.assessment, item),
        }
    }

    fn at(&self) -> Option<At> {
        let answer = self.answer?;
        Some(whole(answer.id.at, answer.at))
    }

    /// The state in words; nothing for one that is unanswered.
    fn words(&self) -> Option<String> {
        match self.state {
            State::Value(choice) => {
                let scale = self.side.model.scale_of(self.item)?;
                Some(scale.choices.get(choice)?.key.clone())
            }
            State::Unanswered => None,
            State::NotApplicable => Some(match self.reason() {
                Some(reason) => format!("n/a: {reason}"),
                None => "n/a".to_owned(),
            }),
            State::OutOfScope => Some("out of scope".to_owned()),
        }
    }

    fn reason(&self) -> Option<&'s str> {
        self.answer?.na.as_ref()?.value.as_deref()
    }

    /// How far up its scale the answer is, after polarity, from 0 to 1.
    fn height(&self) -> Option<Rational> {
        let State::Value(choice) = self.state else {
            return None;
        };
        let scale = self.side.model.scale_of(self.item)?;
        let score = self.side.model.score_of_choice(self.item, choice)?;
        let span = scale.highest() - scale.lowest();
        (&score - scale.lowest()).checked_div(&span)
    }

    /// Its answer on the scale of the other side's item, by its key or another
    /// spelling of it.
    fn on(&self, other: &Self) -> Option<usize> {
        let State::Value(choice) = self.state else {
            return None;
        };
        let scale = self.side.model.scale_of(self.item)?;
        let key = &scale.choices.get(choice)?.key;
        match other.side.model.scale_of(other.item)?.look_up(key) {
            Lookup::Found(choice) => Some(choice),
            Lookup::Ambiguous | Lookup::Unknown => None,
        }
    }

    /// What a choice of its scale is worth, and what its own answer is.
    fn worth(&self, choice: usize) -> Option<(Rational, Rational)> {
        let State::Value(own) = self.state else {
            return None;
        };
        let score = |choice| self.side.model.score_of_choice(self.item, choice);
        score(choice).zip(score(own))
    }

    fn is(&self, wanted: State) -> bool {
        self.state == wanted
    }

    fn has_value(&self) -> bool {
        matches!(self.state, State::Value(_))
    }
}

/// Whether what one version asks is answered by what the other makes of it, as a
/// mapping says.
fn lives_on(
    base: &Side<'_>,
    head: &Side<'_>,
    earlier: Option<ItemIndex>,
    later: Option<ItemIndex>,
    alignment: &Alignment,
) -> bool {
    let (kin, other) = match (earlier, later) {
        (Some(item), None) => (alignment.became(item), head),
        (None, Some(item)) => (alignment.came_from(item), base),
        _ => return false,
    };
    let merges = |kin: &&Kin| matches!(kin.relation, Relation::Merged | Relation::Split);
    kin.filter(merges).is_some_and(|kin| {
        let items = kin.others.iter().filter_map(|id| other.model.find(id));
        items
            .into_iter()
            .any(|item| matches!(other.resolved.state(item), State::Value(_)))
    })
}

/// Which of two answers is better: as both would stand on one scale, the head's
/// or the base's, else by how far up its own scale each is. Where the two scales
/// disagree, neither.
fn better(from: &Said<'_>, to: &Said<'_>) -> Direction {
    let at_head = from.on(to).and_then(|choice| to.worth(choice));
    let at_head = at_head.map(|(was, is)| was.cmp(&is));
    let at_base = to.on(from).and_then(|choice| from.worth(choice));
    let at_base = at_base.map(|(is, was)| was.cmp(&is));
    match (at_head, at_base) {
        (Some(one), Some(other)) if one != other => Direction::Neither,
        (None, None) => {
            let heights = from.height().zip(to.height());
            Direction::of(heights.map(|(from, to)| from.cmp(&to)))
        }
        (order, other) => Direction::of(order.or(other)),
    }
}

/// Whether two answers are one whose key the model spells otherwise now.
fn respelt(from: &Said<'_>, to: &Said<'_>) -> bool {
    let own = |said: &Said<'_>| match said.state {
        State::Value(choice) => Some(choice),
        _ => None,
    };
    let score = |said: &Said<'_>| said.side.model.score_of_choice(said.item, own(said)?);
    let same = from.on(to).is_some_and(|choice| own(to) == Some(choice))
        || to.on(from).is_some_and(|choice| own(from) == Some(choice));
    same && score(from) == score(to)
}

/// How the state of a practice moved; nothing where it did not.
fn state_change(row: &Row, from: Option<&Said<'_>>, to: Option<&Said<'_>>) -> Option<Change> {
    let (was, is) = (from.and_then(Said::words), to.and_then(Said::words));
    let any = |test: &dyn Fn(&Said<'_>) -> bool| from.into_iter().chain(to).any(test);
    if was == is || any(&|said| said.is(State::OutOfScope)) && (was.is_none() || is.is_none()) {
        return None;
    }
    if from.zip(to).is_some_and(|(from, to)| respelt(from, to)) {
        return None;
    }
    let field = if from.is_none() || to.is_none() {
        Field::Item
    } else if any(&|said| said.is(State::OutOfScope)) {
        Field::Counts
    } else if any(&|said| said.is(State::NotApplicable)) {
        Field::NotApplicable
    } else {
        Field::Answer
    };
    let had = from.is_some_and(Said::has_value);
    let has = to.is_some_and(Said::has_value);
    let direction = match (had, has) {
        (true, true) => from
            .zip(to)
            .map_or(Direction::Neither, |(from, to)| better(from, to)),
        (true, false) => Direction::Down,
        (false, true) => Direction::Up,
        (false, false) => Direction::Neither,
    };
    Some(Change {
        direction,
        regression: had && direction == Direction::Down,
        ..row.change(field, was, is)
    })
}
