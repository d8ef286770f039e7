use std::cell::OnceCell;

use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::model::{Answer, Assessment, At, ItemIndex, Lookup, Model, Resolved, Spanned, Target};
use crate::score::{Engine, measure_reached};
use crate::value::{Date, Rational};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "target-overdue",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A target whose day (`by`) is over and that is not reached: of a practice, or of a measure at a node.",
            why: "A promise was not kept, or was kept and not recorded.",
            example: "ASSET-1.b: {answer: partially, target: {answer: largely, by: 2025-12-31}}",
            instead: "raise the answer on evidence, or agree on a new day",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let Scene {
        assessment,
        model,
        resolved,
        today,
        ..
    } = *scene;
    let due = Due {
        model,
        assessment,
        resolved,
        today,
    };
    let engine = OnceCell::new();
    let engine = || engine.get_or_init(|| Engine::new(model, assessment, resolved));
    for found in due.of_practices().chain(due.of_measures(engine)) {
        findings.push(
            Diagnostic::new(&LINT.rule, scene.place(found.at), found.message).help(found.help),
        );
    }
}

/// An assessment whose targets may be due.
pub(crate) struct Due<'d> {
    pub(crate) model: &'d Model,
    pub(crate) assessment: &'d Assessment,
    pub(crate) resolved: &'d Resolved,
    pub(crate) today: Date,
}

/// A target whose day is over and that is not reached.
pub(crate) struct Overdue<'d> {
    /// The practice, or the node whose measure is wanted.
    pub(crate) item: ItemIndex,
    /// What is wanted of a measure, where it is about a node.
    pub(crate) target: Option<&'d Target>,
    /// Where its day stands.
    pub(crate) at: At,
    /// What was wanted, in words.
    pub(crate) message: String,
    /// How to mend it.
    pub(crate) help: &'static str,
}

impl<'d> Due<'d> {
    /// Targets of practices.
    pub(crate) fn of_practices(&self) -> impl Iterator<Item = Overdue<'d>> {
        let answers = self.assessment.answers.iter().zip(&self.resolved.items);
        answers.filter_map(|(answer, item)| self.of_practice(answer, (*item)?))
    }

    fn of_practice(&self, answer: &'d Answer, item: ItemIndex) -> Option<Overdue<'d>> {
        let target = answer.target.as_ref()?;
        let day = self.past(target.by.as_ref())?;
        if self.resolved.out.get(item.0).copied().unwrap_or(false) {
            return None;
        }
        let wanted = self.score_of(item, &target.answer.value.text)?;
        let current = answer.answer.as_ref();
        let current = current.and_then(|value| self.score_of(item, &value.value.text));
        let reached = match current {
            Some(current) if self.model.item(item).negative => current <= wanted,
            Some(current) => current >= wanted,
            None => answer.na.is_some(),
        };
        let message = format!(
            "`{}` was to be `{}` by {day}",
            answer.id.value, target.answer.value.text
        );
        (!reached).then_some(Overdue {
            item,
            target: None,
            at: target.by.as_ref().map_or(target.answer.at, |by| by.at),
            message,
            help: "raise the answer on evidence, or agree on a new day",
        })
    }

    /// Targets of measures at nodes; the numbers are asked for where one is due.
    pub(crate) fn of_measures<'e, 'm: 'e>(
        &self,
        engine: impl Fn() -> &'e Engine<'m>,
    ) -> impl Iterator<Item = Overdue<'d>> {
        let targets = self.assessment.targets.iter();
        targets.filter_map(move |target| {
            let day = self.past(target.by.as_ref())?;
            let item = self.model.find(&target.node.value)?;
            if measure_reached(engine(), target)? {
                return None;
            }
            let message = format!(
                "`{}` of {} was to be at least {} by {day}",
                target.measure.value, target.node.value, target.at_least.value
            );
            Some(Overdue {
                item,
                target: Some(target),
                at: target.by.as_ref().map_or(target.at_least.at, |by| by.at),
                message,
                help: "reach it, or agree on a new day",
            })
        })
    }

    fn past(&self, by: Option<&Spanned<String>>) -> Option<Date> {
        Date::parse(&by?.value).filter(|day| *day < self.today)
    }

    fn score_of(&self, item: ItemIndex, written: &str) -> Option<Rational> {
        let scale = self.model.scale_of(item)?;
        match scale.look_up(written) {
            Lookup::Found(choice) => scale.choices.get(choice).map(|choice| choice.score.clone()),
            Lookup::Ambiguous | Lookup::Unknown => None,
        }
    }
}
