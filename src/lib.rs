//! Maturity assessments as code.
//!
//! An assessment is YAML in a git repository: the answers of a unit (a team, an
//! organisation) against a model, the yardstick. This library reads such files
//! with their places, checks them, and computes exact scores; the binary of the
//! same name puts it on the command line.
//!
//! The way of a file is a line of modules: [`source`] reads bytes, [`text`] knows
//! lines, [`yaml`] makes a tree of spans, [`schema`] and [`lint`] find what is
//! wrong with it, [`model`] types it, [`score`] computes, [`report`] puts results
//! into plain structures and [`render`] shows them. Nothing but [`source`] touches
//! the disk, and nothing reads a clock: today is an argument.
//!
//! # Example
//!
//! ```
//! use std::sync::Arc;
//!
//! use rungs::model::{self, ItemIndex, Resolved};
//! use rungs::project::built_in_models;
//! use rungs::score::Engine;
//! use rungs::text::{RepoPath, SourceFile};
//! use rungs::yaml;
//!
//! let text = "
//! rungs: assessment/1
//! model: cti-cmm@1.3
//! unit: acme-cti
//! answers:
//!   SITUATION-1.a: fully
//!   SITUATION-1.b: {na: done by our provider}
//! ";
//! let file = Arc::new(SourceFile::new(RepoPath::given("acme.yaml"), text.to_owned()));
//! let parsed = yaml::parse(&file);
//! assert!(parsed.findings.is_empty());
//! let root = parsed.root.expect("the text is YAML");
//!
//! let yardstick = built_in_models()[0].model().expect("it is built in");
//! let assessment = model::assessment(&[(Arc::clone(&file), &root)]).expect("it names a model");
//! let answers = Resolved::new(&yardstick, &assessment);
//!
//! // One of eight practices is answered, one is not applicable: 3 of 21 points.
//! let engine = Engine::new(&yardstick, &assessment, &answers);
//! let share = yardstick.measure("share").expect("the model has it");
//! let situation = yardstick.find("SITUATION").expect("the model has it");
//! let value = engine.value(share, situation).expect("something is applicable");
//! assert_eq!(value.number.to_string(), "1/7");
//! assert_ne!(situation, ItemIndex::ROOT);
//! ```

pub mod check;
pub mod consensus;
pub mod diagnostic;
pub mod diff;
pub mod format;
pub mod gate;
pub mod history;
pub mod import;
pub mod lineage;
pub mod lint;
pub mod model;
pub mod observe;
pub mod plan;
pub mod project;
pub mod render;
pub mod report;
pub mod schema;
pub mod score;
pub mod source;
pub mod text;
pub mod value;
pub mod yaml;
