//! Scoring alone: parsed assessments in memory, all measures at all nodes, on
//! one core.
//!
//! `cargo bench --bench scoring -- FOLDER` takes a folder that
//! `benches/generate.py` made and prints assessments a second.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and files"
)]
#![expect(clippy::disallowed_macros, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use rungs::project::Project;
use rungs::score::score;
use rungs::value::Date;

/// The time this thread has had a core for, where the system tells: on a busy
/// machine the clock on the wall measures the others.
fn on_core() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_millis(700);

fn main() {
    let folder = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    let project = folder.and_then(|folder| Project::open(Path::new(&folder)).ok());
    let (Some(project), Some(today)) = (project, Date::parse("2026-10-15")) else {
        println!("usage: cargo bench --bench scoring -- FOLDER");
        return;
    };
    let groups = project.groups().unwrap_or_default();
    let loaded = project.load(&groups, today, |loaded| loaded.material);
    let materials: Vec<_> = loaded.into_iter().flatten().take(200).collect();
    let mut rates: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let (start, busy, mut scored) = (Instant::now(), on_core(), 0_u32);
            while start.elapsed() < ROUND {
                for one in &materials {
                    black_box(score(&one.model, &one.assessment, &one.resolved));
                    scored += 1;
                }
            }
            let elapsed = on_core().zip(busy).map(|(now, then)| now - then);
            f64::from(scored) / elapsed.unwrap_or(start.elapsed()).as_secs_f64()
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    let (first, middle, last) = (rates.first(), rates.get(ROUNDS / 2), rates.last());
    if let (Some(first), Some(middle), Some(last)) = (first, middle, last) {
        println!(
            "{} assessments: median {middle:.0} a second ({first:.0} to {last:.0})",
            materials.len()
        );
    }
}
