use std::fmt::Write;

/// How text for a terminal looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether to use colours.
    pub colour: bool,
    /// Columns there are.
    pub width: usize,
    /// Whether to leave out what is only nice to know.
    pub quiet: bool,
}

/// Colours, by what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    Strong,
    Faint,
    Good,
    Middling,
    Bad,
    Accent,
}

impl Look {
    /// A text in a colour, when there are colours.
    pub(super) fn paint(&self, paint: Paint, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Strong => "1",
            Paint::Faint => "2",
            Paint::Good => "32",
            Paint::Middling => "33",
            Paint::Bad => "31",
            Paint::Accent => "36",
        };
        let mut out = String::with_capacity(text.len() + 8);
        let _ = write!(out, "\x1b[{code}m{text}\x1b[0m");
        out
    }

    /// A bar of some columns, filled from 0 to 1.
    pub(super) fn bar(&self, fill: f64, columns: usize, paint: Paint) -> String {
        let eighths = (fill.clamp(0.0, 1.0) * columns as f64 * 8.0).round() as usize;
        let (whole, rest) = (eighths / 8, eighths % 8);
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
            .get(rest)
            .copied()
            .unwrap_or("");
        let filled = format!("{}{part}", "█".repeat(whole));
        let empty = columns - whole - usize::from(rest > 0);
        format!(
            "{}{}",
            self.paint(paint, &filled),
            self.paint(Paint::Faint, &"·".repeat(empty))
        )
    }

    /// The colour of a position among so many, the first being the worst.
    pub(super) fn rank(position: usize, count: usize) -> Paint {
        match position {
            0 if count > 1 => Paint::Bad,
            position if position + 1 >= count => Paint::Good,
            _ => Paint::Middling,
        }
    }
}
