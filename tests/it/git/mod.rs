//! Reading from git, on repositories that git itself made, compared with what
//! git itself says wherever it says something.

mod bases;
mod garbled;
mod jobs;
mod made;
mod refused;
mod repository;
mod snapshots;

pub(crate) use repository::Repo;
