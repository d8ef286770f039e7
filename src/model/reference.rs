use std::cmp::Ordering;
use std::fmt;

/// A model named as `id@version`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelRef {
    /// The model's id.
    pub id: String,
    /// The version, as the publisher writes it.
    pub version: String,
}

impl ModelRef {
    /// Reads `id@version`.
    pub fn parse(text: &str) -> Option<Self> {
        let (id, version) = text.split_once('@')?;
        let fits = !id.is_empty() && !version.is_empty();
        fits.then(|| Self {
            id: id.to_owned(),
            version: version.to_owned(),
        })
    }

    /// The id in `id@version`; all of a text that names no version.
    pub fn id_of(text: &str) -> &str {
        text.split_once('@').map_or(text, |(id, _)| id)
    }

    /// The order of people: by id, then by version, where 1.10 comes after 1.9.
    pub fn in_order(&self, other: &Self) -> Ordering {
        let by_version = || parts(&self.version).cmp(&parts(&other.version));
        let exact = || self.version.cmp(&other.version);
        self.id
            .cmp(&other.id)
            .then_with(by_version)
            .then_with(exact)
    }
}

impl fmt::Display for ModelRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.id, self.version)
    }
}

/// A stretch of a version; a word comes before a number, so that `2-beta` comes
/// before `2.1`, and nothing before either.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'v> {
    Word(&'v str),
    /// The digits without leading zeros, longer ones being greater.
    Number(usize, &'v str),
}

fn parts(version: &str) -> Vec<Part<'_>> {
    let stretches = version.split(['.', '_', '-', '+']);
    let part = |text| match str::trim_start_matches(text, '0') {
        digits if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Part::Number(digits.len(), digits)
        }
        _ => Part::Word(text),
    };
    stretches.map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::ModelRef;

    #[test]
    fn versions_stand_in_the_order_of_people() {
        let of = |version: &str| ModelRef::parse(&format!("m@{version}")).unwrap();
        let mut versions = ["1.10", "2", "1.9", "1.9.1", "2-beta", "10", "1.09"].map(of);
        versions.sort_by(ModelRef::in_order);
        let sorted = versions.each_ref().map(|one| one.version.as_str());
        assert_eq!(
            sorted,
            ["1.09", "1.9", "1.9.1", "1.10", "2", "2-beta", "10"]
        );
    }
}
