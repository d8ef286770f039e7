use super::said;

/// Characters a comment may have; forges refuse at 65,536.
pub(in crate::render::markdown) const MOST_CHARACTERS: usize = 60_000;
/// Bytes a comment may have.
pub(in crate::render::markdown) const MOST_BYTES: usize = 240_000;
/// Characters kept free for saying what was left out.
const NOTE: usize = 1_500;
/// Rows that are worth a heading; with fewer, a block is left out as a whole.
const FEWEST_ROWS: usize = 3;

/// How much a block matters, the first most; the last are left out first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render::markdown) enum Rank {
    Verdict,
    Summary,
    Look,
    Notice,
    Scores,
    Title,
    Cause,
    Chart,
    DeepCause,
    Changes,
    Measures,
}

/// A part of a page that stays or goes, or loses rows at its end.
#[derive(Debug, Clone)]
pub(in crate::render::markdown) struct Block {
    /// How much it matters.
    pub(in crate::render::markdown) rank: Rank,
    /// What it is, for saying that it was left out.
    pub(in crate::render::markdown) kind: &'static str,
    /// What stands before the rows.
    pub(in crate::render::markdown) head: String,
    /// Rows, each a line with its end.
    pub(in crate::render::markdown) rows: Vec<String>,
    /// What stands after the rows.
    pub(in crate::render::markdown) tail: String,
    /// Columns of the table that the rows are of; 0 for a list.
    pub(in crate::render::markdown) columns: usize,
    /// What the rows are, where a list holds rows of several blocks.
    of: &'static str,
    /// How many rows were left out.
    left_out: usize,
    dropped: bool,
}

impl Block {
    /// A block without rows.
    pub(in crate::render::markdown) fn text(rank: Rank, kind: &'static str, text: String) -> Self {
        Self::rows(rank, kind, text, Vec::new(), 0)
    }

    /// A block with rows.
    pub(in crate::render::markdown) fn rows(
        rank: Rank,
        kind: &'static str,
        head: String,
        rows: Vec<String>,
        columns: usize,
    ) -> Self {
        Self {
            rank,
            kind,
            head,
            rows,
            tail: String::new(),
            columns,
            of: "",
            left_out: 0,
            dropped: false,
        }
    }

    /// The same with something after the rows.
    pub(in crate::render::markdown) fn closed(self, tail: String) -> Self {
        Self { tail, ..self }
    }

    /// The same with a word for its rows.
    pub(in crate::render::markdown) fn of(self, word: &'static str) -> Self {
        Self { of: word, ..self }
    }

    /// Folded away under a title.
    pub(in crate::render::markdown) fn folded(self, title: &str) -> Self {
        let head = format!("{}{}", unfold(title), self.head);
        let tail = format!("{}\n</details>\n\n", self.tail);
        Self { head, tail, ..self }
    }

    /// At most so many rows, the others counted.
    pub(in crate::render::markdown) fn at_most(mut self, rows: usize) -> Self {
        if self.rows.len() > rows {
            self.left_out += self.rows.len() - rows;
            self.rows.truncate(rows);
        }
        self
    }

    fn more(&self) -> String {
        let said = format!("… and {} more", said::number(self.left_out));
        match (self.left_out, self.columns) {
            (0, _) => String::new(),
            (_, 0) if !self.of.is_empty() => format!("- {said}: {}\n", self.of),
            (_, 0) => format!("- {said}\n"),
            (_, columns) => format!("| {said} |{}\n", " |".repeat(columns - 1)),
        }
    }

    fn size(&self) -> Size {
        let texts = self.rows.iter().map(String::as_str);
        let more = self.more();
        let texts = texts.chain([self.head.as_str(), self.tail.as_str(), more.as_str()]);
        texts.fold(Size::default(), |size, text| size.plus(Size::of(text)))
    }

    fn print(&self, out: &mut String) {
        out.push_str(&self.head);
        self.rows.iter().for_each(|row| out.push_str(row));
        out.push_str(&self.more());
        out.push_str(&self.tail);
    }
}

/// What opens something folded away.
pub(in crate::render::markdown) fn unfold(title: &str) -> String {
    format!("<details>\n<summary>{title}</summary>\n\n")
}

/// Blocks that stand together, or not at all.
#[derive(Debug, Default)]
pub(in crate::render::markdown) struct Section {
    /// What opens it.
    pub(in crate::render::markdown) open: String,
    /// What it holds.
    pub(in crate::render::markdown) blocks: Vec<Block>,
    /// What closes it.
    pub(in crate::render::markdown) close: String,
}

impl Section {
    /// A section without a frame.
    pub(in crate::render::markdown) fn of(blocks: Vec<Block>) -> Self {
        Self {
            blocks,
            ..Self::default()
        }
    }

    fn empty(&self) -> bool {
        self.blocks.iter().all(|block| block.dropped)
    }

    fn frame(&self) -> Size {
        Size::of(&self.open).plus(Size::of(&self.close))
    }
}

/// What was left out of a page, so that it can be said.
#[derive(Debug, Default)]
pub(in crate::render::markdown) struct LeftOut {
    /// Blocks as a whole, by what they are, in order of first mention.
    pub(in crate::render::markdown) blocks: Vec<(&'static str, usize)>,
    /// Rows.
    pub(in crate::render::markdown) rows: usize,
}

impl LeftOut {
    fn block(&mut self, kind: &'static str) {
        match self.blocks.iter_mut().find(|(name, _)| *name == kind) {
            Some((_, count)) => *count += 1,
            None => self.blocks.push((kind, 1)),
        }
    }
}

/// The sections within the limits, with a note where something had to go; the
/// last section stays whole and below the note.
pub(in crate::render::markdown) fn fit(
    mut page: Vec<Section>,
    note: impl Fn(&LeftOut) -> String,
) -> String {
    let mut size = page.iter().fold(Size::default(), |size, section| {
        let blocks = section.blocks.iter().map(Block::size);
        blocks.fold(size.plus(section.frame()), Size::plus)
    });
    let note = match size.within(0) {
        true => String::new(),
        false => note(&shrink(&mut page, &mut size)),
    };
    let last = page.len().saturating_sub(1);
    let mut out = String::new();
    for (at, section) in page.iter().enumerate() {
        if at == last {
            out.push_str(&note);
        }
        if section.empty() {
            continue;
        }
        out.push_str(&section.open);
        let blocks = section.blocks.iter().filter(|block| !block.dropped);
        blocks.for_each(|block| block.print(&mut out));
        out.push_str(&section.close);
    }
    let lines = out.trim_end();
    format!("{lines}\n")
}

fn shrink(page: &mut [Section], size: &mut Size) -> LeftOut {
    let mut order: Vec<(Rank, usize, usize)> = Vec::new();
    for (at, section) in page.iter().enumerate() {
        let blocks = section.blocks.iter().enumerate();
        order.extend(blocks.map(|(block, it)| (it.rank, at, block)));
    }
    order.sort_by(|a, b| b.cmp(a));
    let mut left_out = LeftOut::default();
    for (rank, at, block) in order {
        if size.within(NOTE) {
            break;
        }
        let Some(section) = page.get_mut(at) else {
            continue;
        };
        let frame = section.frame();
        if let Some(block) = section.blocks.get_mut(block) {
            let gone = cut(block, size);
            left_out.rows += gone;
            if !size.within(NOTE) && rank != Rank::Verdict {
                block.dropped = true;
                left_out.rows -= gone;
                left_out.block(block.kind);
                *size = size.minus(block.size());
            }
        }
        if section.empty() {
            *size = size.minus(frame);
        }
    }
    left_out
}

/// Takes rows from the end until the page fits or too few are left.
fn cut(block: &mut Block, size: &mut Size) -> usize {
    let mut gone = 0;
    while !size.within(NOTE) && block.rows.len() > FEWEST_ROWS {
        let before = Size::of(&block.more());
        let row = block.rows.pop().unwrap_or_default();
        block.left_out += 1;
        gone += 1;
        let after = Size::of(&block.more());
        *size = size.minus(Size::of(&row)).minus(before).plus(after);
    }
    gone
}

/// How long a text is. Forges count characters in ways of their own; UTF-16 units
/// are the most that any of them counts.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    units: usize,
    bytes: usize,
}

impl Size {
    fn of(text: &str) -> Self {
        Self {
            units: text.encode_utf16().count(),
            bytes: text.len(),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            units: self.units + other.units,
            bytes: self.bytes + other.bytes,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            units: self.units.saturating_sub(other.units),
            bytes: self.bytes.saturating_sub(other.bytes),
        }
    }

    fn within(self, spare: usize) -> bool {
        self.units + spare <= MOST_CHARACTERS && self.bytes + 3 * spare <= MOST_BYTES
    }
}
