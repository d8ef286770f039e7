use crate::value::Rational;

/// Labels for stretches of numbers.
#[derive(Debug, Clone)]
pub struct Band {
    /// The band's id.
    pub id: String,
    /// Which end of each stretch belongs to it.
    pub closed: Closed,
    /// Decimals to round to before the label is looked up, for models whose
    /// published stretches leave gaps between rounded numbers.
    pub round: Option<u32>,
    /// The stretches from low to high; the last has no end.
    pub edges: Vec<Edge>,
}

/// Which end of a stretch belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The lower one: an edge itself belongs to the stretch above.
    Lower,
    /// The upper one: an edge itself belongs to the stretch below.
    Upper,
}

/// One stretch.
#[derive(Debug, Clone)]
pub struct Edge {
    /// Where it ends; nothing for the last.
    pub to: Option<Rational>,
    /// Its label.
    pub label: String,
}

impl Band {
    /// The position of the stretch a number lies in.
    pub fn position(&self, number: &Rational) -> Option<usize> {
        let rounded = self
            .round
            .and_then(|digits| Rational::parse(&number.rounded(digits)));
        let number = rounded.as_ref().unwrap_or(number);
        self.edges
            .iter()
            .position(|edge| match (&edge.to, self.closed) {
                (None, _) => true,
                (Some(to), Closed::Lower) => number < to,
                (Some(to), Closed::Upper) => number <= to,
            })
    }

    /// The label of the stretch a number lies in.
    pub fn label(&self, number: &Rational) -> Option<&str> {
        let position = self.position(number)?;
        self.edges.get(position).map(|edge| edge.label.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Band, Closed, Edge};
    use crate::value::Rational;

    fn band(closed: Closed) -> Band {
        let edge = |to: Option<&str>, label: &str| Edge {
            to: to.and_then(Rational::parse),
            label: label.to_owned(),
        };
        Band {
            id: "b".to_owned(),
            closed,
            round: None,
            edges: vec![
                edge(Some("0.33"), "red"),
                edge(Some("0.66"), "amber"),
                edge(None, "green"),
            ],
        }
    }

    #[test]
    fn an_edge_belongs_to_the_closed_side() {
        let number = |text| Rational::parse(text).unwrap();
        let labels = |closed| {
            ["0.3299", "0.32995", "0.33", "0.66", "1.2"]
                .map(|text| band(closed).label(&number(text)).unwrap().to_owned())
        };
        assert_eq!(
            labels(Closed::Lower),
            ["red", "red", "amber", "green", "green"]
        );
        assert_eq!(
            labels(Closed::Upper),
            ["red", "red", "red", "amber", "green"]
        );
    }
}
