use serde::Serialize;

/// Which program wrote a report.
#[derive(Debug, Clone, Serialize)]
pub struct Tool {
    /// Always `rungs`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Tool {
    /// This program.
    pub const SELF: Self = Self {
        name: "rungs",
        version: env!("CARGO_PKG_VERSION"),
    };
}
