//! A project as it stands at one place: configuration, models, assessments,
//! loaded through `source` and read through `yaml`, `schema` and `model`.
//!
//! Loading collects findings and never stops at the first; it scores nothing.

mod authoring;
mod built_in;
mod checked;
mod groups;
mod library;
mod load;
mod mappings;
mod observed;
mod open;
mod pairs;
mod patterns;
mod rules;
mod snapshot;
mod succession;
mod units;
mod waivers;
mod whose;

pub use authoring::{CheckedModel, model_of};
pub use built_in::{BuiltIn, BuiltInMapping, built_in_mappings, built_in_models};
pub use groups::Group;
pub use library::{Library, Shelved};
pub use load::{Loaded, Material};
pub use observed::MOST_OBSERVATIONS;
pub use open::{CONFIG_FILE, OpenError, Project};
pub use pairs::{Pair, Pairing, Pairs, Reader, Snapshot};
pub use rules::{RULES, check_levels};
pub use waivers::{PlacedWaiver, WAIVER_FOLDER};
pub use whose::Owners;
