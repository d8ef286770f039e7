//! The typed things: models (the yardsticks) and assessments (the answers),
//! each part with the place it came from.
//!
//! This layer says what stands in the files. It judges nothing and computes no
//! score.

mod assessment;
mod bands;
mod config;
mod decode;
mod digest;
mod gate;
mod item;
mod mapping;
mod measure;
mod metric;
mod observations;
mod priority;
mod reference;
mod resolve;
mod review;
mod rules;
mod scale;
mod texts;
mod vocabulary;
mod yardstick;

pub use assessment::{
    Answer, Assessment, Assessor, At, Baseline, Claim, Evidence, OutOfScope, Override, Review,
    Spanned, Status, SupportedBy, Target, Wanted, Written,
};
pub use bands::{Band, Closed, Edge};
pub use config::{Config, DEEPEST_UNIT, UnitDeclaration};
pub use decode::{assessment, config, mapping, model, observations, texts, waiver};
pub use digest::{DigestParts, model_digest};
pub use gate::{GateDeclaration, Profile, Waiver, Waiving};
pub use item::{Facets, Guidance, Item, ItemIndex, Resources};
pub use mapping::{Mapping, MappingRow, Relation};
pub use measure::{
    Attain, Combine, Empty, Function, Measure, Over, Required, Rule, Substitute, Where,
};
pub use metric::{Direction, Metric};
pub use observations::{Observation, Observations};
pub use priority::priority;
pub use reference::ModelRef;
pub use resolve::{Resolved, State};
pub use review::review;
pub use rules::{MODEL_SUPERSEDES, RULES};
pub use scale::{Choice, Lookup, Scale};
pub use texts::Texts;
pub use vocabulary::vocabulary;
pub use yardstick::{Leaves, Level, Model};
