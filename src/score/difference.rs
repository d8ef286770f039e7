use crate::model::{Measure, Model};
use crate::value::Rational;

/// What differences of a measure are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceUnit {
    /// Percentage points.
    Points,
    /// Steps of the model's levels.
    Levels,
    /// Plain numbers.
    Numbers,
}

impl DifferenceUnit {
    /// What those of a measure are counted in; nothing where the model has none
    /// such.
    pub fn of(model: &Model, measure: &str) -> Option<Self> {
        let position = model.measure(measure)?;
        let share = model.measures.get(position).is_some_and(Measure::is_share);
        Some(match (model.yields_levels(position), share) {
            (true, _) => Self::Levels,
            (false, true) => Self::Points,
            (false, false) => Self::Numbers,
        })
    }

    /// A difference with its sign and unit.
    pub fn difference(self, number: &Rational) -> String {
        let amount = self.amount(number);
        match self {
            _ if number.is_zero() => "±0".to_owned(),
            Self::Points => format!("{amount} pp"),
            Self::Levels if matches!(amount.as_str(), "+1" | "−1") => format!("{amount} level"),
            Self::Levels => format!("{amount} levels"),
            Self::Numbers => amount,
        }
    }

    /// A number with its sign, and so many decimals that it is not shown as zero.
    fn amount(self, number: &Rational) -> String {
        let (scaled, decimals) = match self {
            Self::Points => (number * &Rational::from_int(100), 1),
            Self::Levels => (number.clone(), 0),
            Self::Numbers => (number.clone(), 2),
        };
        let zero = |text: &str| !text.contains(|digit: char| ('1'..='9').contains(&digit));
        let shown = (decimals..=6)
            .map(|decimals| scaled.rounded(decimals))
            .find(|text| !zero(text));
        let shown = shown.unwrap_or_else(|| scaled.to_string());
        match shown.strip_prefix('-') {
            Some(rest) => format!("−{rest}"),
            None => format!("+{shown}"),
        }
    }
}
