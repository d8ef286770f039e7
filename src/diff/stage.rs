use std::borrow::Cow;

use super::{Alignment, Ingredient, Side, translate};
use crate::model::{Answer, Assessment, ItemIndex, Model, Resolved};

/// A state between base and head: the model, and what is said about it.
pub(super) struct Stage<'s> {
    pub(super) model: Cow<'s, Model>,
    pub(super) assessment: Cow<'s, Assessment>,
    pub(super) resolved: Cow<'s, Resolved>,
}

/// The states between two sides, one after each ingredient was replaced.
pub(super) struct Stages<'s> {
    /// The different states in their order, the base first.
    pub(super) states: Vec<Stage<'s>>,
    /// For each ingredient, the state once it was replaced.
    pub(super) after: [usize; 7],
    /// Whether the base's measures could be computed on the head's items.
    pub(super) rule_runs: bool,
}

impl<'s> Stages<'s> {
    /// Replaces one ingredient of the base after another by the head's.
    pub(super) fn new(base: &Side<'s>, head: &Side<'s>, alignment: &Alignment) -> Self {
        let mut stages = Self {
            states: vec![Stage::of(base)],
            after: [0; 7],
            rule_runs: true,
        };
        // Other spellings of ids are no part of what makes a model the same.
        let spelled = base.model.aliases == head.model.aliases;
        let carried = if alignment.same_model && spelled {
            Cow::Borrowed(base.assessment)
        } else {
            Cow::Owned(translate::assessment(base, head.model, alignment))
        };
        if !alignment.same_model {
            stages.replace_model(base, head, alignment, &carried);
        }
        stages.replace_words(head, &carried);
        stages
    }

    fn push(&mut self, ingredient: Ingredient, stage: Stage<'s>) {
        self.states.push(stage);
        self.reach(ingredient);
    }

    /// The last state is what an ingredient and all after it lead to.
    fn reach(&mut self, ingredient: Ingredient) {
        let last = self.states.len() - 1;
        let from = ingredient as usize;
        if let Some(after) = self.after.get_mut(from..) {
            after.fill(last);
        }
    }

    fn replace_model(
        &mut self,
        base: &Side<'s>,
        head: &Side<'s>,
        alignment: &Alignment,
        carried: &Assessment,
    ) {
        let between = translate::model(base.model, head.model, alignment);
        self.rule_runs = between.is_some();
        if let Some(between) = between {
            let stage = Stage::with(Cow::Owned(between), Cow::Owned(carried.clone()));
            self.push(Ingredient::Model, stage);
        }
        let stage = Stage::with(Cow::Borrowed(head.model), Cow::Owned(carried.clone()));
        self.states.push(stage);
        // Without a state between, the model's part is both.
        self.reach(match self.rule_runs {
            true => Ingredient::Rule,
            false => Ingredient::Model,
        });
    }

    /// Scope, targets, answers and judgements, under the head's model.
    fn replace_words(&mut self, head: &Side<'s>, carried: &Assessment) {
        let later = head.assessment;
        let model = head.model;
        let rows = Rows::new(model, carried, head);
        let with =
            |assessment: Assessment| Stage::with(Cow::Borrowed(model), Cow::Owned(assessment));
        let scoped = Assessment {
            out_of_scope: later.out_of_scope.clone(),
            answers: rows.pick(flipped),
            ..carried.clone()
        };
        if rows.differ(|from, to| is_na(from) != is_na(to)) || scope_differs(model, carried, later)
        {
            self.push(Ingredient::Scope, with(scoped.clone()));
        }
        let wanted = Assessment {
            targets: later.targets.clone(),
            baselines: later.baselines.clone(),
            answers: rows.pick(|from, to| retargeted(flipped(from, to), to)),
            ..scoped
        };
        if wants(carried) || wants(later) {
            self.push(Ingredient::Targets, with(wanted.clone()));
        }
        let answered = Assessment {
            overrides: carried.overrides.clone(),
            ..later.clone()
        };
        self.push(Ingredient::Answers, with(answered));
        if !carried.overrides.is_empty() || !later.overrides.is_empty() {
            self.push(Ingredient::Overrides, Stage::of(head));
        }
    }
}

impl<'s> Stage<'s> {
    fn of(side: &Side<'s>) -> Self {
        Self {
            model: Cow::Borrowed(side.model),
            assessment: Cow::Borrowed(side.assessment),
            resolved: Cow::Borrowed(side.resolved),
        }
    }

    fn with(model: Cow<'s, Model>, assessment: Cow<'s, Assessment>) -> Self {
        let resolved = Cow::Owned(Resolved::new(&model, &assessment));
        Self {
            model,
            assessment,
            resolved,
        }
    }
}

/// What both sides say about each practice, under one model.
struct Rows<'r> {
    rows: Vec<(&'r str, Option<&'r Answer>, Option<&'r Answer>)>,
}

impl<'r> Rows<'r> {
    fn new(model: &'r Model, carried: &'r Assessment, head: &Side<'r>) -> Self {
        let mut before = vec![None; model.items.len()];
        for answer in &carried.answers {
            let item = model.find(&answer.id.value);
            if let Some(slot @ None) = item.and_then(|item| before.get_mut(item.0)) {
                *slot = Some(answer);
            }
        }
        let row = |(at, from): (usize, Option<&'r Answer>)| {
            let item = ItemIndex(at);
            let to = head.resolved.answer(head.assessment, item);
            let any = from.is_some() || to.is_some();
            any.then(|| (model.item(item).id.as_str(), from, to))
        };
        let rows = before.into_iter().enumerate().filter_map(row);
        Self {
            rows: rows.collect(),
        }
    }

    fn differ(&self, differs: impl Fn(Option<&Answer>, Option<&Answer>) -> bool) -> bool {
        self.rows.iter().any(|(_, from, to)| differs(*from, *to))
    }

    fn pick(
        &self,
        each: impl Fn(Option<&Answer>, Option<&Answer>) -> Option<Answer>,
    ) -> Vec<Answer> {
        let rows = self.rows.iter();
        let picked = rows.filter_map(|(id, from, to)| {
            let mut answer = each(*from, *to)?;
            answer.id.value = (*id).to_owned();
            Some(answer)
        });
        picked.collect()
    }
}

fn is_na(answer: Option<&Answer>) -> bool {
    answer.is_some_and(|answer| answer.na.is_some())
}

/// The base's answer, or what is scored of the head's where either is not
/// applicable.
fn flipped(from: Option<&Answer>, to: Option<&Answer>) -> Option<Answer> {
    if is_na(from) == is_na(to) {
        return from.cloned();
    }
    let kept = from.or(to)?.clone();
    Some(Answer {
        answer: to.and_then(|to| to.answer.clone()),
        na: to.and_then(|to| to.na.clone()),
        target: from.and_then(|from| from.target.clone()),
        ..kept
    })
}

/// An answer with the head's target.
fn retargeted(answer: Option<Answer>, to: Option<&Answer>) -> Option<Answer> {
    let target = to.and_then(|to| to.target.clone());
    match (answer, to) {
        (Some(answer), _) => Some(Answer { target, ..answer }),
        (None, Some(to)) => Some(Answer {
            answer: None,
            na: None,
            ..to.clone()
        }),
        (None, None) => None,
    }
}

fn scope_differs(model: &Model, carried: &Assessment, later: &Assessment) -> bool {
    let out = |assessment: &Assessment| -> Vec<ItemIndex> {
        let nodes = assessment.out_of_scope.iter();
        let mut nodes: Vec<ItemIndex> = nodes.filter_map(|out| model.find(&out.id.value)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    };
    out(carried) != out(later)
}

/// Whether anything is wanted or counted from, so that measures can look at it.
fn wants(assessment: &Assessment) -> bool {
    let of_answers = || {
        assessment
            .answers
            .iter()
            .any(|answer| answer.target.is_some())
    };
    !assessment.targets.is_empty() || !assessment.baselines.is_empty() || of_answers()
}
