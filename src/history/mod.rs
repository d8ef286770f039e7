//! History: what each commit did to each assessment, who last changed what is
//! said of each practice, and what an auditor asks of a period.
//!
//! It takes commits from `source`, reads their projects and compares neighbours
//! with `diff`; nothing here is written into the project, and no number is
//! computed but by `score`.

pub mod audit;
mod blame;
mod compare;
mod earlier;
mod forge_number;
mod kept;
mod known;
mod moment;
mod moved;
mod narrow;
mod paths;
mod remembered;
mod said;
mod steps;
mod timeline;
mod trend;
mod values;
mod walked;

pub use blame::{Facet, Told, blame};
pub use compare::why_broken;
pub use forge_number::forge_number;
pub use kept::Kept;
pub use known::Known;
use moment::Moment;
pub use moved::{Altered, Cause, Fate, Figures, Grounds, Moved, Step};
pub use narrow::Narrowing;
pub use paths::Paths;
pub use said::{Said, said};
use steps::Stretch;
pub use steps::{History, ScoredWith};
pub use timeline::{Timeline, Walking};
pub use trend::{Distance, Held, Moving, TREND_DAYS, Trend, held, trend};
