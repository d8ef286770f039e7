use crate::text::Span;
use crate::value::Rational;

/// Something that is measured beside the answers. Metrics never enter a score,
/// and so they are no part of the model's digest.
#[derive(Debug, Clone)]
pub struct Metric {
    /// The stable id, which no item and no other metric of the model has.
    pub id: String,
    /// What is measured.
    pub title: String,
    /// The unit of its values.
    pub unit: Option<String>,
    /// The way its values should go.
    pub direction: Option<Direction>,
    /// How often it is measured, in the model's words.
    pub cadence: Option<String>,
    /// The position of its level in the model's levels.
    pub level: Option<usize>,
    /// Where its id stands in the model's file.
    pub span: Span,
}

/// The way that values should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

impl Direction {
    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

impl Metric {
    /// Whether its values are counted in hundredths of a whole.
    pub fn percent(&self) -> bool {
        let unit = self.unit.as_deref().unwrap_or_default().to_lowercase();
        matches!(unit.as_str(), "%" | "percent" | "per cent" | "percentage")
    }

    /// A value with the unit, for people.
    pub fn in_unit(&self, value: &Rational) -> String {
        let text = format!("{} {}", value.decimal(), self.shown_unit());
        text.trim_end().to_owned()
    }

    /// The unit as it stands behind a value; empty where the values only count
    /// something.
    pub fn shown_unit(&self) -> &str {
        match self.unit.as_deref() {
            _ if self.percent() => "%",
            Some("count") | None => "",
            Some(unit) => unit,
        }
    }

    /// The days that may pass from one value to the next; nothing where the
    /// cadence is not said, or not in a word that is known here.
    pub fn days(&self) -> Option<i64> {
        let cadence = self.cadence.as_deref()?.trim().to_lowercase();
        Some(match cadence.as_str() {
            "daily" => 1,
            "weekly" => 7,
            "fortnightly" | "biweekly" | "every two weeks" => 14,
            "monthly" => 31,
            "quarterly" => 92,
            "half-yearly" | "semi-annually" | "every six months" => 184,
            "yearly" | "annually" | "annual" => 366,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Metric;
    use crate::text::Span;
    use crate::value::Rational;

    fn metric(unit: &str, cadence: &str) -> Metric {
        Metric {
            id: "M".to_owned(),
            title: "M".to_owned(),
            unit: Some(unit.to_owned()),
            direction: None,
            cadence: Some(cadence.to_owned()),
            level: None,
            span: Span::default(),
        }
    }

    #[test]
    fn words_of_units_and_cadences_are_known_in_any_case() {
        assert!(metric("Percent", "").percent());
        assert!(!metric("percentile", "").percent());
        let number = |text| Rational::parse(text).unwrap();
        assert_eq!(metric("percent", "").in_unit(&number("93.50")), "93.5 %");
        assert_eq!(metric("count", "").in_unit(&number("12")), "12");
        assert_eq!(metric("hours", "").in_unit(&number("-4")), "-4 hours");
        assert_eq!(metric("", "Quarterly").days(), Some(92));
        assert_eq!(metric("", "after each incident").days(), None);
    }
}
