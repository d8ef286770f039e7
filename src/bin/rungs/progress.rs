//! How far a long reading of history is, for who waits at a terminal.
#![expect(
    clippy::disallowed_methods,
    reason = "how long something takes is told by a clock, and no result depends on it"
)]

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What takes less is not told.
const PATIENCE: Duration = Duration::from_millis(500);

/// Time between two lines.
const PACE: Duration = Duration::from_millis(100);

/// Tells on standard error how far something is: once it takes its time, now and then, in
/// one line that is gone when it ends. Where nobody waits, nothing is told.
#[derive(Debug)]
pub struct Progress {
    what: &'static str,
    total: Option<usize>,
    done: AtomicUsize,
    started: Instant,
    shown: Option<Mutex<Option<Instant>>>,
}

impl Progress {
    /// Of so many, where that is known.
    pub fn new(what: &'static str, total: Option<usize>, waiting: bool) -> Self {
        Self {
            what,
            total,
            done: AtomicUsize::new(0),
            started: Instant::now(),
            shown: waiting.then(Mutex::default),
        }
    }

    /// That one more is done.
    pub fn one_more(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.tell(done);
    }

    /// That so many are done.
    pub fn reached(&self, done: usize) {
        self.tell(done.max(self.done.fetch_max(done, Ordering::Relaxed)));
    }

    fn tell(&self, done: usize) {
        let Some(shown) = &self.shown else {
            return;
        };
        let taken = self.started.elapsed();
        // Who tells already is not waited for.
        let Ok(mut last) = shown.try_lock() else {
            return;
        };
        if taken < PATIENCE || last.is_some_and(|last| last.elapsed() < PACE) {
            return;
        }
        *last = Some(Instant::now());
        let line = line(self.what, done, self.total, taken);
        let _ = write!(std::io::stderr(), "\r\x1b[K{line}");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let shown = self.shown.as_ref();
        let told = shown.and_then(|shown| shown.lock().ok().map(|last| last.is_some()));
        if told == Some(true) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

/// What is told, with an estimate of what is left where the whole is known.
fn line(what: &str, done: usize, total: Option<usize>, taken: Duration) -> String {
    let Some(total) = total.filter(|total| *total >= done && done > 0) else {
        return format!("{what}: {done}");
    };
    let left = taken.as_secs_f64() / done as f64 * (total - done) as f64;
    format!("{what}: {done} of {total}, about {left:.0} s left")
}

#[cfg(test)]
mod tests {
    use super::line;
    use std::time::Duration;

    #[test]
    fn what_is_left_is_estimated_from_what_was_done() {
        let taken = Duration::from_secs(10);
        assert_eq!(
            line("steps", 50, Some(200), taken),
            "steps: 50 of 200, about 30 s left"
        );
        assert_eq!(line("commits", 7, None, taken), "commits: 7");
        assert_eq!(line("steps", 0, Some(9), taken), "steps: 0");
    }
}
