use crate::diagnostic::Place;
use crate::model::{
    Answer, Assessment, At, Claim, ItemIndex, Model, ModelRef, Observations, Resolved, Spanned,
    State, Status,
};
use crate::observe::Series;
use crate::text::{RepoPath, nearest};
use crate::value::Date;

/// How many findings of one lint in one assessment look for a near id: beyond
/// that the file is not a slip away from being right.
const MOST_SUGGESTIONS: usize = 50;

/// What a lint may see of an assessment.
pub struct Scene<'s> {
    /// The assessment.
    pub assessment: &'s Assessment,
    /// Its model.
    pub model: &'s Model,
    /// Its words matched to the model's items.
    pub resolved: &'s Resolved,
    /// The day of the run.
    pub today: Date,
    /// Whether there is a file at a path of the project, in this snapshot.
    pub exists: &'s (dyn Fn(&RepoPath) -> bool + Sync),
    /// What was observed in its unit; nothing where there is no project that
    /// could hold observations.
    pub observed: Option<&'s Series>,
}

/// What a lint may see of a file of observations.
pub struct ObservationScene<'s> {
    /// The file.
    pub observations: &'s Observations,
    /// The model that it names.
    pub model: &'s Model,
    /// What was observed in its unit, in this file and in others.
    pub series: &'s Series,
    /// The assessments of the run; nothing where not all of them are known.
    pub heads: Option<&'s [Head]>,
    /// The day of the run.
    pub today: Date,
}

/// What lints across assessments see of each.
#[derive(Debug, Clone)]
pub struct Head {
    /// Whose answers.
    pub unit: String,
    /// Against which model.
    pub model: ModelRef,
    /// Whether they count.
    pub status: Status,
    /// Where the unit is named.
    pub place: Place,
}

impl<'s> Scene<'s> {
    /// The answers with the items they are about.
    pub fn answers(&self) -> impl Iterator<Item = (&'s Answer, Option<ItemIndex>, usize)> {
        let items = self.resolved.items.iter();
        let answers = self.assessment.answers.iter().zip(items).enumerate();
        answers.map(|(position, (answer, item))| (answer, *item, position))
    }

    /// The answers whose item is known.
    pub fn known_answers(&self) -> impl Iterator<Item = (&'s Answer, ItemIndex, usize)> {
        self.answers()
            .filter_map(|(answer, item, position)| Some((answer, item?, position)))
    }

    /// The claims that a metric supports an answer, whatever the answer.
    pub fn claims(&self) -> impl Iterator<Item = (&'s Answer, &'s Claim)> {
        let answers = self.assessment.answers.iter();
        answers.filter_map(|answer| Some((answer, answer.supported_by.as_ref()?)))
    }

    /// The claims behind answers that count.
    pub fn live_claims(&self) -> impl Iterator<Item = (&'s Answer, &'s Claim)> {
        let counts = |item: ItemIndex| matches!(self.resolved.state(item), State::Value(_));
        let answers = self.known_answers();
        answers.filter_map(move |(answer, item, _)| {
            Some((answer, answer.supported_by.as_ref()?)).filter(|_| counts(item))
        })
    }

    /// A place in the assessment.
    pub fn place(&self, at: At) -> Place {
        self.assessment.place(at)
    }

    /// A date as written, when it is one.
    pub fn date(&self, written: Option<&Spanned<String>>) -> Option<Date> {
        Date::parse(&written?.value)
    }

    /// The score of a written answer on an item's scale.
    pub fn score_of(&self, item: ItemIndex, written: &str) -> Option<crate::value::Rational> {
        let scale = self.model.scale_of(item)?;
        match scale.look_up(written) {
            crate::model::Lookup::Found(choice) => {
                scale.choices.get(choice).map(|choice| choice.score.clone())
            }
            _ => None,
        }
    }

    /// "did you mean" for an id that names no node; only the first findings of
    /// a lint look for one, `found` counts them.
    pub fn suggestion(&self, id: &str, found: usize) -> Option<String> {
        self.close_to(id, found, false)
    }

    /// The same for an id that names no practice.
    pub fn practice_suggestion(&self, id: &str, found: usize) -> Option<String> {
        self.close_to(id, found, true)
    }

    fn close_to(&self, id: &str, found: usize, leaves: bool) -> Option<String> {
        if found >= MOST_SUGGESTIONS {
            return None;
        }
        let ids = self.model.items.iter().filter(|item| !leaves || item.leaf);
        let close = nearest(id, ids.map(|item| item.id.as_str()));
        let close = close.map(str::to_owned).or_else(|| {
            let alias = nearest(id, self.model.aliases.keys().map(String::as_str))?;
            let item = self.model.find(alias)?;
            Some(self.model.item(item).id.clone())
        })?;
        Some(format!("did you mean `{close}`?"))
    }
}
