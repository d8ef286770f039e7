//! Text for people at a terminal.

mod blame;
mod check;
mod diff;
mod explain;
mod import;
mod log;
mod log_graph;
mod metrics;
mod migrate;
mod model_diff;
mod model_show;
mod models;
mod plan;
mod reconcile;
mod roll_up;
mod score;
mod score_trend;
mod table;
mod validate;
mod waivers;
mod wrap;

pub(super) use blame::blame;
pub(super) use check::check;
pub(super) use diff::diff;
pub(super) use explain::explain;
pub(super) use import::import;
pub(super) use log::log;
pub(super) use migrate::migrate;
pub(super) use model_diff::model_diff;
pub(super) use model_show::model_show;
pub(super) use models::models;
pub(super) use plan::plan;
pub(super) use reconcile::reconcile;
pub(super) use score::score;
pub(super) use validate::{findings, validate};
pub(super) use waivers::waivers;
