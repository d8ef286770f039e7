//! Why a workbook is not opened.

use std::fmt;

use super::package::{MAX_ENTRIES, MAX_PACKED, MAX_RATIO, MAX_UNPACKED};
use super::parts::{MAX_RECORDS, MAX_STRINGS, MAX_STYLE_BYTES};
use super::read::{MAX_CELLS, MAX_SHEETS, MAX_TEXT};

const MIB: u64 = 1024 * 1024;

/// Why a workbook is not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// There are no bytes.
    Empty,
    /// An OLE container: a workbook with a password, or an `.xls`.
    EncryptedOrOld,
    /// The archive itself asks for a password.
    Password,
    /// The bytes are no zip archive.
    NotAZip,
    /// A zip archive that cannot be unpacked; what is wrong with it.
    Damaged(String),
    /// A zip archive, yet no workbook.
    NotAWorkbook,
    /// A workbook in the binary `.xlsb` format.
    Binary,
    /// An OpenDocument file.
    OpenDocument,
    /// A workbook with macros.
    Macros,
    /// A workbook without a worksheet.
    NoSheets,
    /// More of something than is read.
    TooLarge(Limit),
    /// The content breaks the rules of the format; which one.
    Unreadable(String),
    /// The reader gave up on the content in a way nobody foresaw.
    Crashed,
}

/// A bound that a workbook crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// The size of the file.
    Packed,
    /// The size of everything in it, unpacked.
    Unpacked,
    /// How much smaller packing made one entry; its name.
    Ratio(String),
    /// The number of entries.
    Entries,
    /// The number of sheets.
    Sheets,
    /// The cells read, or the box around those of one sheet; its name.
    Cells(String),
    /// The number of shared strings.
    Strings,
    /// The number of records of one kind; its name in the format.
    Records(&'static str),
    /// The memory that the cell styles would take.
    Styles,
    /// The text and formulas in cells.
    Text,
}

impl OpenError {
    /// What is wrong, as a lower-case fragment.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "an empty file".into(),
            Self::EncryptedOrOld => "an encrypted or old .xls workbook".into(),
            Self::Password => "a password-protected zip archive".into(),
            Self::NotAZip => "not a zip archive, so no .xlsx workbook".into(),
            Self::Damaged(detail) => format!("a damaged or truncated zip archive: {detail}"),
            Self::NotAWorkbook => "a zip archive that is no workbook".into(),
            Self::Binary => "a binary .xlsb workbook".into(),
            Self::OpenDocument => "an OpenDocument file".into(),
            Self::Macros => "a workbook with macros".into(),
            Self::NoSheets => "a workbook without worksheets".into(),
            Self::TooLarge(limit) => limit.message(),
            Self::Unreadable(detail) => format!("a workbook that cannot be read: {detail}"),
            Self::Crashed => "a workbook that cannot be read: its content is malformed".into(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn help(&self) -> Option<&'static str> {
        match self {
            Self::EncryptedOrOld | Self::Password => {
                Some("remove the password and save the workbook as .xlsx")
            }
            Self::Binary | Self::OpenDocument | Self::NotAZip | Self::NotAWorkbook => {
                Some("save the workbook as .xlsx")
            }
            Self::Macros => Some("save the workbook as .xlsx, which drops the macros"),
            Self::Damaged(_) | Self::Unreadable(_) | Self::Crashed => {
                Some("open the workbook in a spreadsheet program and save it again as .xlsx")
            }
            Self::TooLarge(_) => Some("keep only the assessment in the workbook"),
            Self::Empty | Self::NoSheets => None,
        }
    }
}

impl Limit {
    fn message(&self) -> String {
        match self {
            Self::Packed => format!("a file larger than {} MiB", MAX_PACKED / MIB),
            Self::Unpacked => format!("unpacks to more than {} MiB", MAX_UNPACKED / MIB),
            Self::Ratio(entry) => {
                format!("entry `{entry}` unpacks to more than {MAX_RATIO} times its size")
            }
            Self::Entries => format!("more than {MAX_ENTRIES} entries in the archive"),
            Self::Sheets => format!("more than {MAX_SHEETS} sheets"),
            Self::Cells(sheet) => format!("more than {MAX_CELLS} cells at sheet `{sheet}`"),
            Self::Strings => format!("more than {MAX_STRINGS} shared strings"),
            Self::Records(kind) => format!("more than {MAX_RECORDS} `{kind}` records"),
            Self::Styles => {
                format!(
                    "cell styles that take more than {} MiB",
                    MAX_STYLE_BYTES / MIB
                )
            }
            Self::Text => format!("more than {} MiB of text in cells", MAX_TEXT / MIB),
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for OpenError {}

/// A text from the file, short and on one line, fit for a message.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 120;
    let mut out: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if is_printable(c) { c } else { '?' })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

/// Neither a control character nor one that reorders or hides text.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Another library's complaint as a lower-case fragment.
pub(super) fn complaint(error: impl fmt::Display) -> String {
    let text = error.to_string();
    let text = text.trim().trim_end_matches('.');
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    shown(&first.into_iter().chain(chars).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{Limit, OpenError, complaint, shown};

    #[test]
    fn messages_are_lower_case_fragments() {
        let errors = [
            OpenError::Empty,
            OpenError::EncryptedOrOld,
            OpenError::Damaged(complaint("Invalid checksum.")),
            OpenError::NotAWorkbook,
            OpenError::TooLarge(Limit::Ratio("xl/a.xml".into())),
            OpenError::TooLarge(Limit::Unpacked),
            OpenError::Crashed,
        ];
        for error in errors {
            let message = error.message();
            assert!(message.starts_with(|c: char| c.is_lowercase()), "{message}");
            assert!(!message.ends_with('.'), "{message}");
            assert_eq!(error.to_string(), message);
        }
        assert!(OpenError::Macros.help().is_some());
    }

    #[test]
    fn text_from_the_file_cannot_disturb_a_message() {
        assert_eq!(shown("a\u{1b}[31m\n\u{202e}b"), "a?[31m??b");
        assert_eq!(shown(&"ä".repeat(500)).chars().count(), 121);
    }
}
