//! What the XML parts of a workbook may hold.
//!
//! The reader of workbooks keeps a record for each of some elements, trusts one
//! declared count, and copies the style records into every cell format. Those
//! are counted here first, with the same XML parser.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::{Limit, OpenError};
use super::read::MAX_SHEETS;

/// The most shared strings, declared or present.
pub const MAX_STRINGS: usize = 1_000_000;
/// The most records of each other kind that is kept: fonts, merged regions,
/// defined names and the like.
pub const MAX_RECORDS: usize = 65_536;
/// The most memory, in bytes, that the cell formats may take: their number
/// times the longest tag among the styles.
pub const MAX_STYLE_BYTES: u64 = 64 * 1024 * 1024;

/// The elements of which the reader keeps a record each.
const RECORDS: [&str; 8] = [
    "border",
    "definedName",
    "fill",
    "font",
    "mergeCell",
    "numFmt",
    "Relationship",
    "xf",
];

/// What was counted in one part.
#[derive(Default)]
struct Count {
    sheets: usize,
    strings: usize,
    records: [usize; RECORDS.len()],
    longest_tag: usize,
}

/// Counts the elements of a part and refuses more than is read. Malformed XML
/// ends the count: the reader stops at the same place.
pub(super) fn check(name: &str, xml: &[u8]) -> Result<(), OpenError> {
    let mut reader = Reader::from_reader(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    config.trim_text(false);

    let mut count = Count::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => count.add(&tag)?,
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    if name.to_ascii_lowercase().ends_with("styles.xml") {
        count.check_styles()?;
    }
    Ok(())
}

impl Count {
    fn add(&mut self, tag: &BytesStart<'_>) -> Result<(), OpenError> {
        self.longest_tag = self.longest_tag.max(tag.len());
        let local = tag.local_name();
        match local.as_ref() {
            "sst" => check_declared(tag),
            "si" => bump(&mut self.strings, MAX_STRINGS, Limit::Strings),
            "sheet" => bump(&mut self.sheets, MAX_SHEETS, Limit::Sheets),
            other => {
                for (kind, counted) in RECORDS.into_iter().zip(&mut self.records) {
                    if kind == other {
                        bump(counted, MAX_RECORDS, Limit::Records(kind))?;
                    }
                }
                Ok(())
            }
        }
    }

    fn check_styles(&self) -> Result<(), OpenError> {
        let formats = RECORDS
            .into_iter()
            .zip(self.records)
            .find_map(|(kind, counted)| (kind == "xf").then_some(counted))
            .unwrap_or_default();
        let bytes = (formats as u64).saturating_mul(self.longest_tag as u64);
        if bytes > MAX_STYLE_BYTES {
            return Err(OpenError::TooLarge(Limit::Styles));
        }
        Ok(())
    }
}

fn bump(counted: &mut usize, most: usize, limit: Limit) -> Result<(), OpenError> {
    *counted += 1;
    if *counted > most {
        return Err(OpenError::TooLarge(limit));
    }
    Ok(())
}

/// The reader makes room for as many strings as the table declares.
fn check_declared(tag: &BytesStart<'_>) -> Result<(), OpenError> {
    let too_many = OpenError::TooLarge(Limit::Strings);
    for attribute in tag.attributes().with_checks(false) {
        let Ok(attribute) = attribute else {
            return Err(too_many);
        };
        if attribute.key.as_ref() == "uniqueCount" {
            let declared = attribute.value.trim().parse::<usize>();
            if declared.is_ok_and(|declared| declared <= MAX_STRINGS) {
                continue;
            }
            return Err(too_many);
        }
    }
    Ok(())
}
