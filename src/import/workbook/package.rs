//! The zip archive around a workbook, checked before anything else reads it.
//!
//! Every entry is unpacked once within bounds, and what was unpacked is put
//! into a new archive without compression. The next reader is given that copy,
//! so it can neither meet a byte that was not counted nor understand the
//! original archive in another way.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::{Limit, OpenError, complaint, shown};
use super::parts;

/// The largest file read, in bytes.
pub const MAX_PACKED: u64 = 20 * 1024 * 1024;
/// The most bytes all entries of the archive may unpack to; what is really
/// unpacked is counted, not what the archive declares.
pub const MAX_UNPACKED: u64 = 200 * 1024 * 1024;
/// How many times its packed size an entry may unpack to, once it is larger
/// than [`RATIO_FROM`].
pub const MAX_RATIO: u64 = 100;
/// The unpacked size from which [`MAX_RATIO`] holds.
pub const RATIO_FROM: u64 = 1024 * 1024;
/// The most entries in the archive.
pub const MAX_ENTRIES: usize = 4096;

const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
const ZIP: &[u8] = b"PK";

/// What the entries tell about the kind of file.
#[derive(Default)]
struct Signs {
    workbook: bool,
    binary: bool,
    open_document: bool,
    macros: bool,
}

/// Checks the archive and returns a copy, not compressed, of the XML in it.
pub(super) fn admit(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    check_start(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
    if archive.len() > MAX_ENTRIES {
        return Err(OpenError::TooLarge(Limit::Entries));
    }
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let mut signs = Signs::default();
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(refused)?;
        if entry.is_dir() {
            continue;
        }
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let packed = entry.compressed_size().min(bytes.len() as u64);
        let part = unpack(&mut entry, &name, packed, &mut unpacked)?;
        signs.note(&name, &part);
        if is_xml(&name) {
            parts::check(&name, &part)?;
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            copy.start_file(name, options).map_err(refused)?;
            copy.write_all(&part)
                .map_err(|error| refused(ZipError::Io(error)))?;
        }
    }
    signs.verdict()?;
    Ok(copy.finish().map_err(refused)?.into_inner())
}

fn check_start(bytes: &[u8]) -> Result<(), OpenError> {
    if bytes.is_empty() {
        Err(OpenError::Empty)
    } else if bytes.len() as u64 > MAX_PACKED {
        Err(OpenError::TooLarge(Limit::Packed))
    } else if bytes.starts_with(OLE) {
        Err(OpenError::EncryptedOrOld)
    } else if bytes.starts_with(ZIP) {
        Ok(())
    } else {
        Err(OpenError::NotAZip)
    }
}

fn refused(error: ZipError) -> OpenError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            OpenError::Password
        }
        // Its own words for these name the layer that the message names anyway.
        ZipError::InvalidArchive(detail) => OpenError::Damaged(complaint(detail)),
        ZipError::Io(detail) => OpenError::Damaged(complaint(detail)),
        other => OpenError::Damaged(complaint(other)),
    }
}

/// Everything in an entry, which ends at the first bound it crosses. Of an
/// entry that is no XML only the start is kept.
fn unpack(
    entry: &mut impl Read,
    name: &str,
    packed: u64,
    unpacked: &mut u64,
) -> Result<Vec<u8>, OpenError> {
    const KEPT_START: usize = 256;
    let keep_all = is_xml(name);
    let mut part = Vec::new();
    let mut size: u64 = 0;
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let read = match entry.read(&mut chunk) {
            Ok(0) => return Ok(part),
            Ok(read) => read,
            Err(error) => return Err(refused(ZipError::Io(error))),
        };
        size += read as u64;
        *unpacked += read as u64;
        if *unpacked > MAX_UNPACKED {
            return Err(OpenError::TooLarge(Limit::Unpacked));
        }
        if size > RATIO_FROM && size > packed.saturating_mul(MAX_RATIO) {
            return Err(OpenError::TooLarge(Limit::Ratio(shown(name))));
        }
        let bytes = chunk.get(..read).unwrap_or_default();
        let room = if keep_all {
            read
        } else {
            KEPT_START.saturating_sub(part.len())
        };
        part.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }
}

fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

impl Signs {
    fn note(&mut self, name: &str, part: &[u8]) {
        let name = name.replace('\\', "/").to_ascii_lowercase();
        match name.as_str() {
            "[content_types].xml" => {
                self.macros |= contains(part, b"macroEnabled");
                self.workbook |= contains(part, b"spreadsheetml.sheet.main")
                    || contains(part, b"spreadsheetml.template.main");
            }
            "xl/workbook.xml" => self.workbook = true,
            "xl/workbook.bin" => self.binary = true,
            "mimetype" => self.open_document |= contains(part, b"opendocument"),
            _ => self.macros |= name.ends_with("vbaproject.bin"),
        }
    }

    const fn verdict(&self) -> Result<(), OpenError> {
        if self.macros {
            Err(OpenError::Macros)
        } else if self.binary {
            Err(OpenError::Binary)
        } else if self.open_document {
            Err(OpenError::OpenDocument)
        } else if self.workbook {
            Ok(())
        } else {
            Err(OpenError::NotAWorkbook)
        }
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}
