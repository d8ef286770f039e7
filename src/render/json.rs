use std::io::{Result, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::escape;

/// What lines are indented with.
const SPACES: &[u8] = &[b' '; 64];

/// A report as indented JSON with a line end. Keys stand in the order of the
/// structures, so the same report gives the same bytes. Characters that a
/// terminal or a log would act on are written as escapes.
pub fn json(report: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let written = report.serialize(&mut Serializer::with_formatter(
        &mut bytes,
        Indented::default(),
    ));
    let text = written.ok().and_then(|()| String::from_utf8(bytes).ok());
    let mut text = escape::json(text.unwrap_or_default());
    text.push('\n');
    text
}

/// Indents by two spaces for each level, as `serde_json` does too, but writes them at once;
/// a long report consists of them to a good part.
#[derive(Default)]
struct Indented {
    depth: usize,
    filled: bool,
}

impl Indented {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> Result<()> {
        self.depth += 1;
        self.filled = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(writer, true)?;
        }
        writer.write_all(bracket)
    }

    fn line<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> Result<()> {
        writer.write_all(if first { b"\n" } else { b",\n" })?;
        let mut left = 2 * self.depth;
        while let Some(spaces) = SPACES.get(..left.min(SPACES.len())).filter(|_| left > 0) {
            writer.write_all(spaces)?;
            left -= spaces.len();
        }
        Ok(())
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.line(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.line(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn it_looks_as_json_is_indented_everywhere() {
        let deep = (0..80).fold(
            json!({}),
            |inner, _| json!({ "a": [inner, [], {}, 1, "x"] }),
        );
        for value in [json!([]), json!({}), json!(["ä\n"]), Value::Null, deep] {
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            assert_eq!(super::json(&value), pretty + "\n");
        }
    }
}
