use super::similarity::Share;
use crate::model::{ItemIndex, Relation};
use crate::value::Rational;

/// What two items were compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The publisher's wording.
    Publisher,
    /// The model's own text.
    Text,
    /// Title and guidance.
    Summary,
    /// The practices below.
    Practices,
}

impl Basis {
    /// Those that are words, the best first.
    pub(super) const OF_WORDS: [Self; 3] = [Self::Publisher, Self::Text, Self::Summary];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Publisher => "publisher",
            Self::Text => "text",
            Self::Summary => "summary",
            Self::Practices => "practices",
        }
    }

    pub(super) fn position(self) -> usize {
        match self {
            Self::Publisher => 0,
            Self::Text => 1,
            Self::Summary => 2,
            Self::Practices => 3,
        }
    }
}

/// What became of one item, or of a few together.
#[derive(Debug, Clone)]
pub struct Row {
    /// What became of it.
    pub relation: Relation,
    /// The items of the earlier model; none when it is new.
    pub from: Vec<ItemIndex>,
    /// The items of the later model; none when it was dropped.
    pub to: Vec<ItemIndex>,
    /// How alike both sides are; of a split or merged item how much of it the
    /// several ones cover together.
    pub likeness: Option<Share>,
    /// What they were compared by.
    pub basis: Option<Basis>,
    /// Whether it stands below another node now.
    pub elsewhere: bool,
    /// Whether its id, of the earlier model where it has one, stands in the other
    /// model for something else.
    pub id_reused: bool,
    /// What scoring knows of the item and what changed.
    pub changes: Vec<Change>,
    /// The item of the other model that comes nearest, of a dropped or new one;
    /// nothing where none shares more than grammar.
    pub nearest: Option<(ItemIndex, Share)>,
}

/// From here on the nearest item is worth a look: in 1.2 to 1.3 of the CTI-CMM,
/// what a person called related starts about there.
const WORTH_A_LOOK: Share = Share::of(2, 5);

/// What changed about an item beside its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `level`, `scale`, `weight`, `polarity`, `kind`, or `facet` and its name.
    pub field: String,
    /// Of several items the one that this is about.
    pub item: Option<String>,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
}

impl Row {
    /// The nearest item, where it is worth a look.
    pub fn worth_a_look(&self) -> Option<(ItemIndex, Share)> {
        self.nearest.filter(|(_, share)| *share >= WORTH_A_LOOK)
    }

    /// How sure this is: of a pair how alike both are; of an item without one how
    /// unlike the nearest is.
    pub fn confidence(&self) -> Rational {
        let nearest = || self.nearest.map(|(_, share)| share.to_rational());
        match self.likeness {
            Some(share) => share.to_rational(),
            None => &Rational::ONE - &nearest().unwrap_or_default(),
        }
    }
}
