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
}

impl fmt::Display for ModelRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.id, self.version)
    }
}
