//! Workbooks made by tests, honest and hostile.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Packs parts into a zip archive.
pub(super) fn packed(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Packs a part once and puts it into an archive many times.
pub(super) fn repeated(name: &str, content: &[u8], times: usize) -> Vec<u8> {
    let once = packed(&[(name, content)], CompressionMethod::Deflated);
    let mut from = ZipArchive::new(Cursor::new(once)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..times {
        let entry = from.by_index_raw(0).unwrap();
        zip.raw_copy_file_rename(entry, format!("{name}{number}"))
            .unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook under construction.
pub(in crate::import) struct Book {
    sheets: Vec<String>,
    parts: Vec<(String, Vec<u8>)>,
    properties: &'static str,
    method: CompressionMethod,
}

impl Book {
    pub(in crate::import) fn new() -> Self {
        Self {
            sheets: Vec::new(),
            parts: Vec::new(),
            properties: "",
            method: CompressionMethod::Deflated,
        }
    }

    /// Adds a sheet; `data` is what stands inside `sheetData`, `after` what
    /// follows it.
    pub(in crate::import) fn sheet(
        mut self,
        name: &str,
        state: &str,
        data: &str,
        after: &str,
    ) -> Self {
        let number = self.sheets.len() + 1;
        self.sheets.push(format!(
            "<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"rId{number}\"/>"
        ));
        let xml =
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData>{after}</worksheet>");
        self.part(&format!("xl/worksheets/sheet{number}.xml"), xml.as_bytes())
    }

    /// Adds a visible sheet that holds only these cells.
    pub(in crate::import) fn cells(self, name: &str, data: &str) -> Self {
        self.sheet(name, "visible", data, "")
    }

    /// Adds any other part.
    pub(super) fn part(mut self, name: &str, content: &[u8]) -> Self {
        self.parts.push((name.to_owned(), content.to_vec()));
        self
    }

    /// Sets what stands inside `<workbookPr>`.
    pub(super) fn properties(mut self, properties: &'static str) -> Self {
        self.properties = properties;
        self
    }

    /// Packs without compression.
    pub(super) fn stored(mut self) -> Self {
        self.method = CompressionMethod::Stored;
        self
    }

    pub(in crate::import) fn bytes(&self) -> Vec<u8> {
        let mut relations = String::new();
        for number in 1..=self.sheets.len() {
            write!(
                relations,
                "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            )
            .unwrap();
        }
        let types = format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
        );
        let root = format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        );
        let book = format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><workbookPr {}/><sheets>{}</sheets></workbook>",
            self.properties,
            self.sheets.concat()
        );
        let relations =
            format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>");
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ];
        for (name, content) in &self.parts {
            parts.push((name, content));
        }
        packed(&parts, self.method)
    }
}
