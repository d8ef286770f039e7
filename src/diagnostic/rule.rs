use super::Level;

/// Anything that yields findings: one id in one namespace.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The id in kebab-case, which is also the name of its file and test folder.
    pub id: &'static str,
    /// The level it has unless a configuration says otherwise.
    pub level: Level,
    /// Whether a file that breaks it has no meaning, so that its unit gets no
    /// numbers. Such a rule can be lowered to `warn`, never to `allow`.
    pub breaks: bool,
    /// What `rungs explain` says about it.
    pub docs: RuleDocs,
}

/// The documentation of a rule, under fixed headings.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleDocs {
    /// What it checks: one or two sentences.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// An excerpt that breaks it.
    pub example: &'static str,
    /// The excerpt mended, or what to do.
    pub instead: &'static str,
}
