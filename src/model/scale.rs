use crate::value::Rational;

/// The answers a practice may have.
#[derive(Debug, Clone)]
pub struct Scale {
    /// The scale's id.
    pub id: String,
    /// The scale's name.
    pub title: Option<String>,
    /// The answers in the order of the file.
    pub choices: Vec<Choice>,
    /// Whether an item may be not applicable.
    pub not_applicable: bool,
    lowest: Rational,
    highest: Rational,
}

/// One answer of a scale.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The key, which is what files hold.
    pub key: String,
    /// What it is worth.
    pub score: Rational,
    /// A title for people.
    pub title: String,
    /// What it means.
    pub description: Option<String>,
    /// Other spellings.
    pub also: Vec<String>,
}

/// What a written answer is on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// The position of the answer.
    Found(usize),
    /// A score that two answers share.
    Ambiguous,
    /// Not on the scale.
    Unknown,
}

impl Scale {
    /// Looks an answer up: as a key, then as another spelling, then as a score.
    pub fn look_up(&self, written: &str) -> Lookup {
        let position = |fits: &dyn Fn(&Choice) -> bool| self.choices.iter().position(fits);
        if let Some(at) = position(&|choice| choice.key == written) {
            return Lookup::Found(at);
        }
        if let Some(at) = position(&|choice| choice.also.iter().any(|also| also == written)) {
            return Lookup::Found(at);
        }
        let Some(score) = Rational::parse(written) else {
            return Lookup::Unknown;
        };
        let mut with_score = self
            .choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| choice.score == score);
        match (with_score.next(), with_score.next()) {
            (Some((at, _)), None) => Lookup::Found(at),
            (Some(_), Some(_)) => Lookup::Ambiguous,
            (None, _) => Lookup::Unknown,
        }
    }

    /// A scale; its bounds are looked up once.
    pub fn new(id: String, choices: Vec<Choice>, not_applicable: bool) -> Self {
        let scores = || choices.iter().map(|choice| &choice.score);
        let lowest = scores().min().cloned().unwrap_or_default();
        let highest = scores().max().cloned().unwrap_or_default();
        Self {
            id,
            title: None,
            choices,
            not_applicable,
            lowest,
            highest,
        }
    }

    /// The lowest score there is; 0 on an empty scale.
    pub fn lowest(&self) -> &Rational {
        &self.lowest
    }

    /// The highest score there is; 0 on an empty scale.
    pub fn highest(&self) -> &Rational {
        &self.highest
    }

    /// The keys, as a message lists them.
    pub fn listed(&self) -> String {
        let keys: Vec<String> = self
            .choices
            .iter()
            .map(|choice| format!("`{}`", choice.key))
            .collect();
        keys.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Lookup, Scale};
    use crate::value::Rational;

    fn scale(choices: &[(&str, i64, &[&str])]) -> Scale {
        let choices = choices.iter().map(|(key, score, also)| Choice {
            key: (*key).to_owned(),
            score: Rational::from_int(*score),
            title: (*key).to_owned(),
            description: None,
            also: also.iter().map(|text| (*text).to_owned()).collect(),
        });
        Scale::new("s".to_owned(), choices.collect(), true)
    }

    #[test]
    fn a_key_goes_before_a_spelling_and_a_spelling_before_a_score() {
        let scale = scale(&[("1", 3, &[]), ("low", 1, &["2"]), ("high", 2, &[])]);
        assert_eq!(scale.look_up("1"), Lookup::Found(0));
        assert_eq!(scale.look_up("2"), Lookup::Found(1));
        assert_eq!(scale.look_up("3.0"), Lookup::Found(0));
        assert_eq!(scale.look_up("4"), Lookup::Unknown);
    }

    #[test]
    fn a_score_that_two_keys_share_names_neither() {
        let scale = scale(&[("a", 1, &[]), ("b", 1, &[])]);
        assert_eq!(scale.look_up("1"), Lookup::Ambiguous);
    }
}
