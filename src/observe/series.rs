use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Place;
use crate::model::{Metric, Model, Observations};
use crate::text::{SourceFile, Span};
use crate::value::{Date, Rational};

/// What was observed in one unit against one model, whichever its version: the
/// values of each metric, from the earliest to the latest.
#[derive(Debug, Clone, Default)]
pub struct Series(BTreeMap<String, Vec<Point>>);

/// One observed value.
#[derive(Debug, Clone)]
pub struct Point {
    /// The day.
    pub date: Date,
    /// The value.
    pub value: Rational,
    /// The metric's unit in the version of the model that the file names.
    unit: Option<String>,
    file: Arc<SourceFile>,
    span: Span,
}

impl Point {
    /// Where the value stands.
    pub fn place(&self) -> Place {
        Place::Text(Arc::clone(&self.file), self.span)
    }
}

impl Series {
    /// Puts the values of files together, each with the model that it names. Of
    /// several values of one metric and day the first counts. Values of metrics
    /// that the file's model does not define, and those without a day, are left
    /// out.
    pub fn collect<'a>(files: impl IntoIterator<Item = (&'a Observations, &'a Model)>) -> Self {
        let mut series = Self::default();
        for (file, model) in files {
            for value in &file.values {
                let metric = model.metric(&value.metric.value);
                let (Some(metric), Some(date)) = (metric, Date::parse(&value.date.value)) else {
                    continue;
                };
                let points = series.0.entry(metric.id.clone()).or_default();
                points.push(Point {
                    date,
                    value: value.value.value.clone(),
                    unit: metric.unit.clone(),
                    file: Arc::clone(&file.file),
                    span: value.value.at.span,
                });
            }
        }
        for points in series.0.values_mut() {
            points.sort_by(|a, b| (a.date, &a.unit).cmp(&(b.date, &b.unit)));
            points.dedup_by(|a, b| (a.date, &a.unit) == (b.date, &b.unit));
        }
        series
    }

    /// The values of a metric up to a day. A value that was observed under a
    /// version of the model which gives the metric another unit is none of them.
    pub fn until<'s>(
        &'s self,
        metric: &'s Metric,
        today: Date,
    ) -> impl DoubleEndedIterator<Item = &'s Point> {
        let points = self.0.get(&metric.id).map(Vec::as_slice);
        let points = points.unwrap_or_default();
        let end = points.partition_point(|point| point.date <= today);
        let points = points.get(..end).unwrap_or_default().iter();
        points.filter(move |point| point.unit == metric.unit)
    }

    /// The value of a metric on a day.
    pub fn on<'s>(&'s self, metric: &'s Metric, day: Date) -> Option<&'s Point> {
        let points = self.until(metric, day).rev();
        let mut of_day = points.take_while(|point| point.date == day);
        of_day.next()
    }
}
