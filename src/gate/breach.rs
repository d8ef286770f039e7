use crate::diagnostic::{Level, Place, Rule};
use crate::model::{ItemIndex, Model};

/// What does not keep a condition.
#[derive(Debug, Clone)]
pub struct Breach {
    /// What it is about.
    pub subject: Subject,
    /// What tells it apart from other breaches of one gate at one subject, such as
    /// a measure's id; it lasts when words and lines change. Often empty.
    pub aspect: String,
    /// What was found and what was expected.
    pub message: String,
    /// How to mend it, when that can be said.
    pub help: Option<String>,
    /// Where, in a file of the head; in one of the base where the head has none.
    pub place: Place,
    /// Other places that matter, each with its own short text.
    pub related: Vec<(Place, String)>,
    /// What it is now, such as `CTI1`, when one word says it.
    pub value: Option<String>,
    /// The level that it has instead of the gate's, such as a warning before the
    /// first day.
    pub level: Option<Level>,
    /// The rule of a lint that says the same at the same place; it is then said
    /// once.
    pub instead_of: Option<&'static Rule>,
}

/// What a breach is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The assessment as a whole.
    Assessment,
    /// A node, by its id.
    Node(String),
    /// A practice, by its id.
    Practice(String),
}

impl Subject {
    /// An item of a model.
    pub fn item(model: &Model, item: ItemIndex) -> Self {
        let found = model.item(item);
        match found.leaf {
            true => Self::Practice(found.id.clone()),
            false => Self::Node(found.id.clone()),
        }
    }
}

impl Breach {
    /// A breach at a place.
    pub fn new(subject: Subject, place: Place, message: impl Into<String>) -> Self {
        Self {
            subject,
            aspect: String::new(),
            message: message.into(),
            help: None,
            place,
            related: Vec::new(),
            value: None,
            level: None,
            instead_of: None,
        }
    }

    /// With what tells it apart.
    #[must_use]
    pub fn aspect(mut self, aspect: impl Into<String>) -> Self {
        self.aspect = aspect.into();
        self
    }

    /// With a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With what it is now.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// With another place that matters.
    #[must_use]
    pub fn related(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related.push((place, text.into()));
        self
    }

    /// At another level than the gate's.
    #[must_use]
    pub fn level(mut self, level: Option<Level>) -> Self {
        self.level = level;
        self
    }

    /// In place of what a lint says.
    #[must_use]
    pub fn instead_of(mut self, rule: &'static Rule) -> Self {
        self.instead_of = Some(rule);
        self
    }
}
