use std::collections::BTreeMap;

use super::{LogEntry, LoggedAssessment, LoggedValue};
use crate::model::{Assessment, ItemIndex, Model, ModelRef, Rule};
use crate::score::{Figure, written_value};
use crate::value::Date;

/// What a measure at a node of an assessment was over time.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendSeries {
    /// The unit.
    pub unit: String,
    /// The model's id, whichever its version.
    pub model: String,
    /// The node's id.
    pub node: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// The measure's id.
    pub measure: String,
    /// Its values, oldest first; each holds until the next.
    pub points: Vec<SeriesPoint>,
    /// The ids of the levels that there are, the lowest first; empty for a number.
    pub levels: Vec<String>,
    /// What it is wanted to be, what is due first comes first.
    pub targets: Vec<SeriesTarget>,
}

/// A value from a moment on.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPoint {
    /// Seconds since 1970, when it came into the history.
    pub seconds: i64,
    /// The day, where the committer was.
    pub date: Option<String>,
    /// The model, as `id@version`, by which it was scored.
    pub model: String,
    /// The value; nothing where it has none from here on.
    pub value: Option<LoggedValue>,
}

/// A value that is wanted by a day.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesTarget {
    /// Seconds since 1970, at the start of the day.
    pub seconds: i64,
    /// The day.
    pub by: String,
    /// The value; a level's is its position.
    pub number: f64,
    /// The same as it is shown to people.
    pub shown: String,
}

/// Of which measures series are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// Those shown first, at the root and one below.
    Headline,
    /// All, at every node that is no practice.
    Everything,
}

type Name = (String, String, usize, String, String);

#[derive(Default)]
struct Gathering {
    found: BTreeMap<Name, TrendSeries>,
    /// The nodes and measures of a unit, in the order in which they were met first.
    order: BTreeMap<(String, String, String, String), usize>,
}

/// What measures were over time, from the entries of a log, newest first. Clocks that
/// go back are held.
pub fn trend_series(entries: &[LogEntry], followed: Followed) -> Vec<TrendSeries> {
    let mut gathering = Gathering::default();
    for entry in entries.iter().rev() {
        for one in &entry.assessments {
            gathering.add(entry, one, followed);
        }
    }
    let Gathering { found, .. } = gathering;
    let told = |one: &TrendSeries| one.points.iter().any(|point| point.value.is_some());
    found.into_values().filter(told).collect()
}

impl Gathering {
    fn add(&mut self, entry: &LogEntry, one: &LoggedAssessment, followed: Followed) {
        let (Some(unit), Some(reference)) = (&one.unit, &one.model) else {
            // What cannot be read says neither, and has no value.
            return self.end(entry, one.unit.as_deref());
        };
        let model = ModelRef::id_of(reference);
        for measure in &one.measures {
            let first = measure.depth < 2 && one.headline.contains(&measure.measure);
            if !first && followed == Followed::Headline {
                continue;
            }
            let next = self.order.len();
            let place = (
                unit.clone(),
                model.to_owned(),
                measure.node.clone(),
                measure.measure.clone(),
            );
            let place = *self.order.entry(place).or_insert(next);
            let name = (
                unit.clone(),
                model.to_owned(),
                place,
                measure.node.clone(),
                measure.measure.clone(),
            );
            let series = self.found.entry(name).or_insert_with(|| TrendSeries {
                unit: unit.clone(),
                model: model.to_owned(),
                node: measure.node.clone(),
                depth: measure.depth,
                measure: measure.measure.clone(),
                points: Vec::new(),
                levels: Vec::new(),
                targets: Vec::new(),
            });
            series.add(entry, reference, measure.to.clone());
        }
        if one.base_model.is_some() {
            self.hold(entry, one, (unit, model, reference));
        }
    }

    /// What did not move with its model is listed in no entry.
    fn hold(
        &mut self,
        entry: &LogEntry,
        one: &LoggedAssessment,
        (unit, model, reference): (&str, &str, &str),
    ) {
        for series in self
            .found
            .values_mut()
            .filter(|one| one.unit == unit && one.model == model)
        {
            let listed = |measure: &super::LoggedMeasure| {
                measure.node == series.node && measure.measure == series.measure
            };
            if one.measures.iter().any(listed) {
                continue;
            }
            let last = series.points.iter().rev().take(2);
            let last = last.filter_map(|point| point.value.clone()).next();
            if last.is_some() {
                series.add(entry, reference, last);
            }
        }
    }

    fn end(&mut self, entry: &LogEntry, unit: Option<&str>) {
        for series in self
            .found
            .values_mut()
            .filter(|one| Some(one.unit.as_str()) == unit)
        {
            let reference = series.points.last().map(|point| point.model.clone());
            series.add(entry, &reference.unwrap_or_default(), None);
        }
    }
}

impl TrendSeries {
    fn add(&mut self, entry: &LogEntry, reference: &str, value: Option<LoggedValue>) {
        let last = self.points.last();
        if value.is_none() && last.is_some_and(|last| last.value.is_none()) {
            return;
        }
        let before = last.map_or(i64::MIN, |point| point.seconds);
        self.points.push(SeriesPoint {
            seconds: entry.committer.seconds.max(before),
            date: entry.date.clone(),
            model: reference.to_owned(),
            value,
        });
    }

    /// Adds what the newest assessment wants the measure to be, and the levels of its
    /// model, when the series is of it.
    pub fn add_aims(&mut self, model: &Model, assessment: &Assessment) {
        if self.unit != assessment.unit.value || self.model != model.reference.id {
            return;
        }
        let Some(position) = model.measure(&self.measure) else {
            return;
        };
        let (Some(node), Some(measure)) = (model.find(&self.node), model.measures.get(position))
        else {
            return;
        };
        if matches!(measure.rule, Rule::Attain(_)) {
            self.levels = model.levels.iter().map(|level| level.id.clone()).collect();
        }
        let at = |written: &str| model.find(written).unwrap_or(ItemIndex::ROOT);
        for target in &assessment.targets {
            if at(&target.node.value) != node
                || model.measure(&target.measure.value) != Some(position)
            {
                continue;
            }
            let by = target.by.as_ref().and_then(|by| Date::parse(&by.value));
            let wanted = written_value(model, position, &target.at_least.value);
            if let (Some(by), Some(wanted)) = (by, wanted) {
                let figure = Figure::new(model, measure, &wanted);
                self.targets.push(SeriesTarget {
                    seconds: by.unix_seconds(),
                    by: by.to_string(),
                    number: figure.number,
                    shown: figure.shown,
                });
            }
        }
        self.targets.sort_by_key(|target| target.seconds);
    }
}
