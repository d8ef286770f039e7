//! The yardstick of the budgets: a bare single-threaded event pass of the YAML
//! parser over every file of a folder, nothing kept.
//!
//! `cargo bench --bench event_pass -- FOLDER` prints files, bytes and events.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads files itself")]
#![expect(clippy::disallowed_macros, reason = "a benchmark prints its figures")]

use saphyr_parser::{Event, Parser};

fn main() {
    let Some(folder) = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"))
    else {
        println!("usage: cargo bench --bench event_pass -- FOLDER");
        return;
    };
    let (mut files, mut bytes, mut events) = (0, 0, 0_u64);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path()) else {
            continue;
        };
        files += 1;
        bytes += text.len();
        let mut parser = Parser::new_from_str(&text);
        while let Some(Ok((event, _))) = parser.next_event() {
            events += 1;
            if matches!(event, Event::StreamEnd) {
                break;
            }
        }
    }
    println!("{files} files, {bytes} bytes, {events} events");
}
