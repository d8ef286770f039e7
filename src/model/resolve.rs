use super::{Answer, Assessment, ItemIndex, Lookup, Model};

/// The state of one practice: exactly one of four, never confused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// An answer, as its position on the item's scale.
    Value(usize),
    /// No answer yet.
    #[default]
    Unanswered,
    /// Not applicable, by the answer.
    NotApplicable,
    /// Not looked at, by the scope.
    OutOfScope,
}

impl State {
    /// The word for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Value(_) => "value",
            Self::Unanswered => "unanswered",
            Self::NotApplicable => "not_applicable",
            Self::OutOfScope => "out_of_scope",
        }
    }
}

/// An assessment's words matched to its model's items.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The item of each answer, by position of the answer.
    pub items: Vec<Option<ItemIndex>>,
    /// What each answer's value is on its item's scale.
    pub choices: Vec<Option<Lookup>>,
    /// The first answer of each item, by position of the item.
    pub answers: Vec<Option<usize>>,
    /// The state of each item, by position of the item; meaningful for leaves.
    pub states: Vec<State>,
    /// Whether each item is out of scope, by position of the item.
    pub out: Vec<bool>,
}

impl Resolved {
    /// Matches answers and scope to items. What matches nothing is left `None`
    /// and reported by lints.
    pub fn new(model: &Model, assessment: &Assessment) -> Self {
        let count = model.items.len();
        let mut resolved = Self {
            items: Vec::with_capacity(assessment.answers.len()),
            choices: Vec::with_capacity(assessment.answers.len()),
            answers: vec![None; count],
            states: vec![State::Unanswered; count],
            out: vec![false; count],
        };
        for (at, answer) in assessment.answers.iter().enumerate() {
            let item = model.find(&answer.id.value);
            let choice = item.and_then(|item| look_up(model, item, answer));
            resolved.items.push(item);
            resolved.choices.push(choice);
            if let Some(item) = item
                && let Some(first @ None) = resolved.answers.get_mut(item.0)
            {
                *first = Some(at);
                if let Some(state) = resolved.states.get_mut(item.0) {
                    *state = state_of(answer, choice);
                }
            }
        }
        resolved.apply_scope(model, assessment);
        resolved
    }

    /// No answers at all.
    pub fn unanswered(model: &Model) -> Self {
        let count = model.items.len();
        Self {
            items: Vec::new(),
            choices: Vec::new(),
            answers: vec![None; count],
            states: vec![State::Unanswered; count],
            out: vec![false; count],
        }
    }

    /// The same with every target of an answer reached: a practice that has a
    /// better answer already keeps it, and so does one that is not applicable or
    /// out of scope. Nothing when no answer has a target on its scale.
    pub fn at_targets(&self, model: &Model, assessment: &Assessment) -> Option<Self> {
        let targets = assessment.answers.iter().zip(&self.items);
        let targets = targets.filter_map(|(answer, item)| {
            let (item, target) = ((*item)?, answer.target.as_ref()?);
            match model.scale_of(item)?.look_up(&target.answer.value.text) {
                Lookup::Found(choice) => Some((item, choice)),
                _ => None,
            }
        });
        let targets: Vec<(ItemIndex, usize)> = targets.collect();
        if targets.is_empty() {
            return None;
        }
        let mut reached = self.clone();
        for (item, choice) in targets {
            let score = |choice| model.score_of_choice(item, choice);
            let rises = match self.state(item) {
                State::Unanswered => true,
                State::Value(current) => score(current) < score(choice),
                State::NotApplicable | State::OutOfScope => false,
            };
            if let Some(state) = reached.states.get_mut(item.0).filter(|_| rises) {
                *state = State::Value(choice);
            }
        }
        Some(reached)
    }

    fn apply_scope(&mut self, model: &Model, assessment: &Assessment) {
        for node in &assessment.out_of_scope {
            let Some(node) = model.find(&node.id.value) else {
                continue;
            };
            for index in node.0..model.item(node).end {
                if let (Some(out), Some(state)) =
                    (self.out.get_mut(index), self.states.get_mut(index))
                {
                    *out = true;
                    *state = State::OutOfScope;
                }
            }
        }
    }

    /// The state of a practice.
    pub fn state(&self, item: ItemIndex) -> State {
        self.states.get(item.0).copied().unwrap_or_default()
    }

    /// What the assessment says about an item, when it says something.
    pub fn answer<'a>(&self, assessment: &'a Assessment, item: ItemIndex) -> Option<&'a Answer> {
        let position = self.answers.get(item.0).copied().flatten()?;
        assessment.answers.get(position)
    }
}

fn look_up(model: &Model, item: ItemIndex, answer: &Answer) -> Option<Lookup> {
    let written = answer.answer.as_ref()?;
    Some(model.scale_of(item)?.look_up(&written.value.text))
}

fn state_of(answer: &Answer, choice: Option<Lookup>) -> State {
    match (&answer.na, choice) {
        (Some(_), _) => State::NotApplicable,
        (None, Some(Lookup::Found(choice))) => State::Value(choice),
        (None, _) => State::Unanswered,
    }
}
