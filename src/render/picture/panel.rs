use super::labels::{Area, Labels};
use super::scale::Scale;
use crate::render::badge::text_width;
use crate::render::{escape, wording};
use crate::report::{LoggedValue, SeriesPoint, SeriesTarget, TimeAxis, TrendSeries};

const TOP: f64 = 44.0;
const BOTTOM: f64 = 34.0;
const RIGHT: f64 = 26.0;
/// Pixels that the names of marks may take.
const FEWEST_LEFT: f64 = 44.0;
const MOST_LEFT: f64 = 110.0;
/// How much wider than another a name is, which is larger and bold.
const BOLD: f64 = 1.28;
/// With more changes than this no dots are drawn.
const MOST_DOTS: usize = 60;
/// Targets drawn of one measure.
const MOST_TARGETS: usize = 4;
/// Pixels from the middle of the ring of a target to its line.
const RING: f64 = 4.0;
/// Values that the words name, from the first on and up to the last.
const MOST_TOLD: usize = 12;

/// One measure at the root of one unit.
pub(super) struct Panel<'p> {
    series: &'p TrendSeries,
    axis: &'p TimeAxis,
    scale: Scale,
    width: f64,
    height: f64,
    left: f64,
}

impl<'p> Panel<'p> {
    pub(super) fn new(
        series: &'p TrendSeries,
        axis: &'p TimeAxis,
        width: f64,
        height: f64,
    ) -> Self {
        let scale = Scale::of(series);
        let widest = scale
            .marks
            .iter()
            .map(|(_, label)| text_width(label))
            .fold(0.0, f64::max);
        Self {
            series,
            axis,
            scale,
            width,
            height,
            left: (widest + 16.0).clamp(FEWEST_LEFT, MOST_LEFT),
        }
    }

    pub(super) fn drawn(&self) -> String {
        let mut out = self.heading();
        out.push_str(&self.grid());
        out.push_str(&self.road());
        out.push_str(&self.line());
        out.push_str(&self.labels());
        out
    }

    fn x(&self, seconds: i64) -> f64 {
        let span = (self.axis.to - self.axis.from).max(1) as f64;
        let share = (seconds - self.axis.from) as f64 / span;
        self.left + share.clamp(0.0, 1.0) * (self.width - self.left - RIGHT)
    }

    fn y(&self, number: f64) -> f64 {
        TOP + (1.0 - self.scale.at(number)) * (self.height - TOP - BOTTOM)
    }

    /// The unit and the measure; what is too long is cut, and whole in its title.
    fn heading(&self) -> String {
        let measure = format!(" {}", self.series.measure);
        let room = self.width - 30.0;
        let behind = shortened(&measure, room / 2.0);
        let unit = shortened(&self.series.unit, (room - text_width(&behind)) / BOLD);
        format!(
            "<text x=\"4\" y=\"20\"><title>{}{}</title><tspan class=\"name\">{}</tspan><tspan class=\"faint\">{}</tspan></text>\n",
            escape::xml(&self.series.unit),
            escape::xml(&measure),
            escape::xml(&unit),
            escape::xml(&behind),
        )
    }

    fn grid(&self) -> String {
        let mut out = String::new();
        let right = self.width - RIGHT;
        for (number, label) in &self.scale.marks {
            let (y, label) = (self.y(*number), shortened(label, self.left - 12.0));
            out.push_str(&format!(
                "<path class=\"grid\" d=\"M{:.1} {y:.1}H{right:.1}\"/><text class=\"faint\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\n",
                self.left,
                self.left - 7.0,
                y + 4.0,
                escape::xml(&label)
            ));
        }
        let floor = self.height - BOTTOM;
        for (seconds, label) in &self.axis.ticks {
            let x = self.x(*seconds);
            let half = text_width(label) / 2.0;
            let at = x.clamp(half, (self.width - half).max(half));
            out.push_str(&format!(
                "<path class=\"grid\" d=\"M{x:.1} {floor:.1}v5\"/><text class=\"faint\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\n",
                floor + 18.0,
                escape::xml(label)
            ));
        }
        out
    }

    /// Steps, as a value holds until the next; a gap where there is none.
    fn line(&self) -> String {
        let mut path = String::new();
        let mut dots = Vec::new();
        let mut drawing = false;
        for point in moved(self.series) {
            let x = self.x(point.seconds);
            let Some(value) = &point.value else {
                if drawing {
                    path.push_str(&format!("H{x:.1}"));
                }
                drawing = false;
                continue;
            };
            let y = self.y(value.number);
            path.push_str(&match drawing {
                true => format!("H{x:.1}V{y:.1}"),
                false => format!("M{x:.1} {y:.1}"),
            });
            drawing = true;
            let day = point.date.as_deref().unwrap_or_default();
            dots.push(format!(
                "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"><title>{}: {}</title></circle>\n",
                escape::xml(day),
                escape::xml(&value.shown)
            ));
        }
        if drawing {
            path.push_str(&format!("H{:.1}", self.x(self.axis.now)));
        }
        if dots.len() > MOST_DOTS {
            dots.clear();
        }
        format!("<path class=\"line\" d=\"{path}\"/>\n{}", dots.concat())
    }

    fn last(&self) -> Option<&LoggedValue> {
        self.series.points.last()?.value.as_ref()
    }

    fn targets(&self) -> impl Iterator<Item = &SeriesTarget> {
        self.series.targets.iter().take(MOST_TARGETS)
    }

    /// Those that are to come.
    fn coming(&self) -> impl Iterator<Item = &SeriesTarget> {
        let now = self.axis.now;
        self.targets().filter(move |target| target.seconds > now)
    }

    /// From what holds now to each target that is to come, in the order of their days.
    fn road(&self) -> String {
        let mut out = String::new();
        if let Some(last) = self.last() {
            let mut path = format!("M{:.1} {:.1}", self.x(self.axis.now), self.y(last.number));
            let before = path.len();
            for target in self.coming() {
                path.push_str(&format!(
                    "L{:.1} {:.1}",
                    self.x(target.seconds),
                    self.y(target.number)
                ));
            }
            if path.len() > before {
                out.push_str(&format!("<path class=\"road\" d=\"{path}\"/>\n"));
            }
        }
        for target in self.targets() {
            out.push_str(&format!(
                "<circle class=\"goal\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{RING}\"><title>target {} by {}</title></circle>\n",
                self.x(target.seconds),
                self.y(target.number),
                escape::xml(&target.shown),
                escape::xml(&target.by)
            ));
        }
        out
    }

    /// What holds now, and the last and the first target, each beside its mark.
    fn labels(&self) -> String {
        let room = Area {
            left: 0.0,
            top: TOP - 20.0,
            right: self.width - 2.0,
            bottom: self.height - BOTTOM + 1.0,
        };
        let rings = self.targets().map(|target| {
            let (x, y) = (self.x(target.seconds), self.y(target.number));
            Area {
                left: x - RING,
                top: y - RING,
                right: x + RING,
                bottom: y + RING,
            }
        });
        let drawn = self.steps().into_iter().chain(rings).collect();
        let mut labels = Labels::new(room, drawn);
        let mut out = String::new();
        if let Some(last) = self.last() {
            let (x, y) = (self.x(self.axis.now), self.y(last.number));
            // The way to a target begins there.
            let beside = match self.coming().next() {
                Some(_) => Beside::Before(x),
                None => Beside::Over(x),
            };
            out.push_str(&self.label(&last.shown, "last", (beside, y), (&mut labels, true)));
        }
        let targets: Vec<&SeriesTarget> = self.targets().collect();
        let ends = [
            targets.last(),
            targets.first().filter(|_| targets.len() > 1),
        ];
        for (target, needed) in ends.into_iter().flatten().zip([true, false]) {
            let said = format!("{} by {}", target.shown, target.by);
            let (x, y) = (self.x(target.seconds), self.y(target.number));
            out.push_str(&self.label(&said, "aim", (Beside::Over(x), y), (&mut labels, needed)));
        }
        out
    }

    /// The line in its pieces.
    fn steps(&self) -> Vec<Area> {
        let ends = self.series.points.iter().skip(1).map(|point| point.seconds);
        let ends = ends.chain([self.axis.now]);
        let mut pieces = Vec::new();
        let mut before: Option<f64> = None;
        for (point, end) in self.series.points.iter().zip(ends) {
            let y = point.value.as_ref().map(|value| self.y(value.number));
            if let Some(y) = y {
                let (left, from) = (self.x(point.seconds), before.unwrap_or(y));
                pieces.push(Area {
                    left,
                    top: y.min(from),
                    right: left,
                    bottom: y.max(from),
                });
                pieces.push(Area {
                    left,
                    top: y,
                    right: self.x(end),
                    bottom: y,
                });
            }
            before = y;
        }
        pieces
    }

    /// A label; nothing where there is no room for it, as its mark tells it, too.
    fn label(
        &self,
        said: &str,
        class: &str,
        (beside, y): (Beside, f64),
        (labels, needed): (&mut Labels, bool),
    ) -> String {
        let said = shortened(said, self.width / 2.0);
        let wide = text_width(&said) + 4.0;
        let right = match beside {
            Beside::Before(x) => x.max(wide),
            Beside::Over(x) => (x + wide / 2.0).min(self.width - 2.0),
        };
        let spot = labels.place((right - wide, right), y, needed);
        spot.map_or_else(String::new, |spot| {
            format!(
                "<text class=\"{class} halo\" x=\"{:.1}\" y=\"{spot:.1}\" text-anchor=\"end\">{}</text>\n",
                right - 2.0,
                escape::xml(&said)
            )
        })
    }
}

/// Where a label stands, from side to side.
#[derive(Debug, Clone, Copy)]
enum Beside {
    /// Up to an x.
    Before(f64),
    /// With an x in its middle.
    Over(f64),
}

/// The start of a text that would be wider.
pub(super) fn shortened(text: &str, room: f64) -> String {
    if text_width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut wide = text_width("…");
    for found in text.chars() {
        wide += text_width(found.encode_utf8(&mut [0; 4]));
        if wide > room {
            break;
        }
        kept.push(found);
    }
    format!("{}…", kept.trim_end())
}

/// The points at which the value is not what it was.
fn moved(series: &TrendSeries) -> impl Iterator<Item = &SeriesPoint> {
    let before = [None].into_iter().chain(series.points.iter().map(Some));
    let pairs = series.points.iter().zip(before);
    let moved = pairs.filter(|(point, before)| {
        let said = |point: &SeriesPoint| point.value.as_ref().map(|value| value.value.clone());
        before.is_none_or(|before| said(before) != said(point))
    });
    moved.map(|(point, _)| point)
}

/// The line in words.
pub(super) fn told(series: &TrendSeries) -> String {
    let points = moved(series).map(|point| {
        let day = point.date.as_deref().unwrap_or("an unknown day");
        let shown = point
            .value
            .as_ref()
            .map_or("no value", |value| value.shown.as_str());
        format!("{shown} from {day}")
    });
    let mut points: Vec<String> = points.collect();
    if points.len() > MOST_TOLD {
        let middle = points.len() - MOST_TOLD;
        let left_out = wording::count(middle, "value");
        points.splice(
            MOST_TOLD / 2..points.len() - MOST_TOLD / 2,
            [format!("{left_out} in between")],
        );
    }
    let targets = series.targets.iter().take(MOST_TARGETS);
    let targets: Vec<String> = targets
        .map(|one| format!("{} by {}", one.shown, one.by))
        .collect();
    let wanted = match targets.is_empty() {
        true => String::new(),
        false => format!(" Wanted: {}.", targets.join(", ")),
    };
    format!(
        "{} {}: {}.{wanted}",
        series.unit,
        series.measure,
        points.join(", ")
    )
}
