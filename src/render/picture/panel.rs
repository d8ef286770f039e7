use super::scale::Scale;
use crate::render::badge::text_width;
use crate::render::{escape, wording};
use crate::report::{LoggedValue, SeriesTarget, TimeAxis, TrendSeries};

const TOP: f64 = 44.0;
const BOTTOM: f64 = 34.0;
const RIGHT: f64 = 26.0;
/// Pixels that the names of marks may take.
const FEWEST_LEFT: f64 = 44.0;
const MOST_LEFT: f64 = 110.0;
/// With more changes than this no dots are drawn.
const MOST_DOTS: usize = 60;
/// Targets drawn of one measure.
const MOST_TARGETS: usize = 4;
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

/// A box that a label takes: left, top, right, bottom.
type Taken = (f64, f64, f64, f64);

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
        let unit = shortened(&self.series.unit, (room - text_width(&behind)) / 1.15);
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
        let mut dots = String::new();
        let mut drawing = false;
        for point in &self.series.points {
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
            dots.push_str(&format!(
                "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"><title>{}: {}</title></circle>\n",
                escape::xml(day),
                escape::xml(&value.shown)
            ));
        }
        if drawing {
            path.push_str(&format!("H{:.1}", self.x(self.axis.now)));
        }
        if self.series.points.len() > MOST_DOTS {
            dots.clear();
        }
        format!("<path class=\"line\" d=\"{path}\"/>\n{dots}")
    }

    fn last(&self) -> Option<&LoggedValue> {
        self.series.points.last()?.value.as_ref()
    }

    fn targets(&self) -> impl Iterator<Item = &SeriesTarget> {
        self.series.targets.iter().take(MOST_TARGETS)
    }

    /// From what holds now to each target that is to come, in the order of their days.
    fn road(&self) -> String {
        let mut out = String::new();
        if let Some(last) = self.last() {
            let mut path = format!("M{:.1} {:.1}", self.x(self.axis.now), self.y(last.number));
            let coming = self
                .targets()
                .filter(|target| target.seconds > self.axis.now);
            let before = path.len();
            for target in coming {
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
                "<circle class=\"goal\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"><title>target {} by {}</title></circle>\n",
                self.x(target.seconds),
                self.y(target.number),
                escape::xml(&target.shown),
                escape::xml(&target.by)
            ));
        }
        out
    }

    /// What holds now, and the targets, each beside its mark.
    fn labels(&self) -> String {
        let mut out = String::new();
        let mut taken: Vec<Taken> = Vec::new();
        if let Some(last) = self.last() {
            let (x, y) = (self.x(self.axis.now), self.y(last.number));
            out.push_str(&self.label(&last.shown, "last", (x, y), &mut taken));
        }
        for target in self.targets() {
            let said = format!("{} by {}", target.shown, target.by);
            let at = (self.x(target.seconds), self.y(target.number));
            out.push_str(&self.label(&said, "aim", at, &mut taken));
        }
        out
    }

    /// A label above, or where something stands there, below a mark.
    fn label(&self, said: &str, class: &str, (x, y): (f64, f64), taken: &mut Vec<Taken>) -> String {
        let said = shortened(said, self.width / 2.0);
        let wide = text_width(&said) + 4.0;
        let right = (x + wide / 2.0).min(self.width - 2.0);
        let left = right - wide;
        let spots = [y - 8.0, y + 18.0, y - 22.0, y + 32.0];
        let free = |spot: &f64| {
            let (top, bottom) = (spot - 11.0, spot + 3.0);
            let inside = top > TOP - 18.0 && bottom < self.height - BOTTOM + 1.0;
            inside
                && taken
                    .iter()
                    .all(|(l, t, r, b)| *r < left || *l > right || *b < top || *t > bottom)
        };
        let spot = spots.into_iter().find(free).unwrap_or(y - 8.0);
        taken.push((left, spot - 11.0, right, spot + 3.0));
        format!(
            "<text class=\"{class} halo\" x=\"{:.1}\" y=\"{spot:.1}\" text-anchor=\"end\">{}</text>\n",
            right - 2.0,
            escape::xml(&said)
        )
    }
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

/// The line in words.
pub(super) fn told(series: &TrendSeries) -> String {
    let points = series.points.iter().map(|point| {
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
