use std::fmt;

/// The id of a control: level, intelligence level, phase, letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Id {
    /// 1 to 5.
    pub(super) level: u8,
    /// `A` to `C`.
    pub(super) intel: char,
    /// 1 to 5.
    pub(super) phase: u8,
    /// `a` to `z`.
    pub(super) letter: char,
}

impl Id {
    /// Reads `1.B.3.a` whatever its dots, its spaces and its case.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let mut parts = written
            .chars()
            .filter(|found| *found != '.' && !found.is_whitespace());
        let mut next = || parts.next();
        let id = Self {
            level: digit(next()?)?,
            intel: Some(next()?.to_ascii_uppercase())
                .filter(|found| ('A'..='C').contains(found))?,
            phase: digit(next()?)?,
            letter: Some(next()?.to_ascii_lowercase()).filter(char::is_ascii_lowercase)?,
        };
        next().is_none().then_some(id)
    }

    /// Where it stands in the tree: by phase and intelligence level, then from
    /// the lowest level up.
    pub(super) fn order(self) -> (u8, char, u8, char) {
        (self.phase, self.intel, self.level, self.letter)
    }
}

fn digit(found: char) -> Option<u8> {
    let digit = u8::try_from(found.to_digit(10)?).ok()?;
    (1..=5).contains(&digit).then_some(digit)
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            level,
            intel,
            phase,
            letter,
        } = self;
        write!(formatter, "{level}.{intel}.{phase}.{letter}")
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn dots_spaces_and_case_do_not_count() {
        for written in ["1.B.3.a", "1.B.3a", "1.B.3.a.", " 1.b.3.A ", "1 . B.3.a"] {
            assert_eq!(
                Id::parse(written).unwrap().to_string(),
                "1.B.3.a",
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_id_is_not_read_as_one() {
        for written in [
            "", "1.B.3", "1.B.3.ab", "6.A.1.a", "1.D.1.a", "1.A.0.a", "1-A-1-a", "A.1.1.a",
        ] {
            assert_eq!(Id::parse(written), None, "{written}");
        }
    }
}
