//! Files made to do harm, or damaged on the way.

use zip::CompressionMethod;

use super::forge::{Book, packed, repeated};
use super::{Limit, MAX_RECORDS, OpenError, Value, Workbook};

fn refused(bytes: &[u8]) -> OpenError {
    Workbook::open(bytes).unwrap_err()
}

fn too_large(limit: Limit) -> OpenError {
    OpenError::TooLarge(limit)
}

fn cells(text: &str) -> Vec<u8> {
    Book::new().cells("S", text).bytes()
}

#[test]
fn what_is_no_archive_is_refused() {
    assert_eq!(refused(b""), OpenError::Empty);
    assert_eq!(refused(b"\n"), OpenError::NotAZip);
    assert_eq!(refused(b"id,score\nA,3\n"), OpenError::NotAZip);
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and the rest";
    let error = refused(ole);
    assert_eq!(error, OpenError::EncryptedOrOld);
    assert_eq!(error.message(), "an encrypted or old .xls workbook");
    assert!(matches!(refused(b"PK"), OpenError::Damaged(_)));
    let large = vec![b'P'; 20 * 1024 * 1024 + 1];
    assert_eq!(refused(&large), too_large(Limit::Packed));
}

#[test]
fn a_truncated_archive_is_refused() {
    let whole = cells("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    assert!(Workbook::open(&whole).is_ok());
    for length in (2..whole.len()).step_by(7) {
        let part = whole.get(..length).unwrap();
        assert!(matches!(refused(part), OpenError::Damaged(_)), "{length}");
    }
}

#[test]
fn an_archive_of_another_kind_is_refused() {
    let kind = |parts: &[(&str, &[u8])]| refused(&packed(parts, CompressionMethod::Stored));
    let types = b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let docx = kind(&[
        ("[Content_Types].xml", types),
        ("word/document.xml", b"<document/>"),
        ("word/embeddings/sheet.xlsx", b"PK"),
    ]);
    assert_eq!(docx, OpenError::NotAWorkbook);
    assert_eq!(kind(&[]), OpenError::NotAWorkbook);
    assert_eq!(kind(&[("a/", b"")]), OpenError::NotAWorkbook);
    assert_eq!(kind(&[("xl/workbook.bin", b"")]), OpenError::Binary);
    let ods: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    assert_eq!(kind(&[("mimetype", ods)]), OpenError::OpenDocument);
    let macros: &[u8] = b"<Types><Override ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>";
    assert_eq!(kind(&[("[Content_Types].xml", macros)]), OpenError::Macros);
    let hidden = Book::new().cells("S", "").part("XL\\vbaProject.bin", b"x");
    assert_eq!(refused(&hidden.bytes()), OpenError::Macros);
    assert_eq!(refused(&Book::new().bytes()), OpenError::NoSheets);
    let bare = kind(&[("xl/workbook.xml", b"<workbook/>")]);
    assert!(matches!(bare, OpenError::Unreadable(_)), "{bare:?}");
}

#[test]
fn an_entry_that_explodes_is_refused() {
    let bomb = vec![b' '; 3 * 1024 * 1024];
    let book = Book::new().cells("S", "").part("xl/media/a.png", &bomb);
    assert_eq!(
        refused(&book.bytes()),
        too_large(Limit::Ratio("xl/media/a.png".to_owned()))
    );
}

#[test]
fn the_declared_size_is_not_believed() {
    let bomb = vec![b' '; 3 * 1024 * 1024];
    let book = Book::new().cells("S", "").part("xl/media/a.png", &bomb);
    let mut bytes = book.bytes();
    let true_size = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    let places: Vec<_> = bytes
        .windows(4)
        .enumerate()
        .filter_map(|(place, window)| (window == true_size).then_some(place))
        .collect();
    assert!(!places.is_empty());
    for place in places {
        let slot = bytes.get_mut(place..place + 4).unwrap();
        slot.copy_from_slice(&10_u32.to_le_bytes());
    }
    // The archive reader may notice before the limit; it is refused either way.
    let refused = Workbook::open(&bytes);
    assert!(
        matches!(refused, Err(OpenError::Damaged(_) | OpenError::TooLarge(_))),
        "{refused:?}"
    );
}

#[test]
fn many_entries_together_are_counted() {
    // Each is just small enough to pack as tightly as it likes.
    let piece = vec![b' '; 1024 * 1024];
    let bytes = repeated("p", &piece, 201);
    assert_eq!(refused(&bytes), too_large(Limit::Unpacked));

    let names: Vec<String> = (0..4097).map(|number| number.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let bytes = packed(&parts, CompressionMethod::Stored);
    assert_eq!(refused(&bytes), too_large(Limit::Entries));
}

#[test]
fn two_far_cells_are_no_sheet() {
    let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(
        refused(&cells(far)),
        too_large(Limit::Cells("S".to_owned()))
    );
    let formula = far.replace("<v>1</v>", "<f>1</f>");
    assert!(matches!(
        refused(&cells(&formula)),
        OpenError::TooLarge(Limit::Cells(_))
    ));
    // A declared size alone does no harm.
    let lying = Book::new().cells("S", "<dimension ref=\"A1:XFD1048576\"/>");
    assert!(Workbook::open(&lying.bytes()).is_ok());
}

#[test]
fn cells_are_counted_over_all_sheets() {
    let row = format!("<row r=\"1\">{}</row>", "<c/>".repeat(16_385));
    let book = Book::new().stored().cells("A", &row);
    // Nothing in them, but past the last column.
    assert!(matches!(refused(&book.bytes()), OpenError::Unreadable(_)));
    let rows = "<row><c/><c/><c/><c/></row>".repeat(84_000);
    let mut book = Book::new().stored();
    for name in ["A", "B", "C"] {
        book = book.cells(name, &rows);
    }
    assert_eq!(
        refused(&book.bytes()),
        too_large(Limit::Cells("C".to_owned()))
    );
}

#[test]
fn entities_do_not_grow() {
    let strings = "<!DOCTYPE sst [<!ENTITY a \"0123456789\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst uniqueCount=\"1\"><si><t>&c;&x;</t></si></sst>";
    let book = Book::new()
        .cells("S", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
        .part("xl/sharedStrings.xml", strings.as_bytes());
    match Workbook::open(&book.bytes()) {
        Ok(book) => {
            let value = book.sheets.first().unwrap().value("A1".parse().unwrap());
            assert!(
                matches!(value, Value::Text(text) if text.len() < 20),
                "{value:?}"
            );
        }
        Err(error) => assert!(matches!(error, OpenError::Unreadable(_)), "{error:?}"),
    }
}

#[test]
fn sheets_are_counted() {
    let with = |count: usize| {
        let mut book = Book::new();
        for number in 1..=count {
            book = book.cells(&format!("S{number}"), "");
        }
        Workbook::open(&book.bytes())
    };
    assert_eq!(with(100).map(|book| book.sheets.len()), Ok(100));
    assert_eq!(with(101), Err(too_large(Limit::Sheets)));
}

#[test]
fn a_declared_count_takes_no_memory() {
    let with = |table: &str| {
        let book = Book::new()
            .cells("S", "")
            .part("XL/SharedStrings.xml", table.as_bytes());
        Workbook::open(&book.bytes()).map(|_| ())
    };
    let limit = Err(too_large(Limit::Strings));
    assert_eq!(with("<sst uniqueCount=\"100000000000000000\"/>"), limit);
    assert_eq!(with("<sst a=\"\" a=\"\" uniqueCount=\"1000001\"/>"), limit);
    assert_eq!(
        with("<x:sst uniqueCount=' 99999999999999999999999 '/>"),
        limit
    );
    assert_eq!(with("<sst uniqueCount=\"-1\"/>"), limit);
    assert_eq!(with("<sst uniqueCount=\"1000000\"/>"), Ok(()));
}

#[test]
fn records_are_counted() {
    let many = "<definedName name=\"a\">b</definedName>".repeat(MAX_RECORDS + 1);
    let book = Book::new()
        .stored()
        .cells("S", "")
        .part("xl/other.xml", many.as_bytes());
    assert_eq!(
        refused(&book.bytes()),
        too_large(Limit::Records("definedName"))
    );
    // A long name copied into each cell format.
    let styles = format!(
        "<styleSheet><fonts><font><name val=\"{}\"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>",
        "x".repeat(100_000),
        "<xf fontId=\"0\"/>".repeat(1000)
    );
    let book = Book::new()
        .stored()
        .cells("S", "")
        .part("xl/Styles.xml", styles.as_bytes());
    assert_eq!(refused(&book.bytes()), too_large(Limit::Styles));
}

#[test]
fn text_in_cells_is_counted_each_time() {
    let text = "x".repeat(1024 * 1024);
    let strings = format!("<sst uniqueCount=\"1\"><si><t>{text}</t></si></sst>");
    let row: String = (1..=65)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let book = Book::new()
        .stored()
        .cells("S", &row)
        .part("xl/sharedStrings.xml", strings.as_bytes());
    assert_eq!(refused(&book.bytes()), too_large(Limit::Text));

    let shared: String = (2..=65)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><f t=\"shared\" si=\"7\"/></c></row>"))
        .collect();
    let first = format!(
        "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A65\" si=\"7\">\"{text}\"</f></c></row>"
    );
    let book = Book::new().stored().cells("S", &(first + &shared));
    assert_eq!(refused(&book.bytes()), too_large(Limit::Text));
}

#[test]
fn malformed_addresses_are_refused() {
    for address in [
        "AAAAAAAAAAAAAA1",
        "A99999999999999999999",
        "XFE1",
        "A1048577",
        "1",
        "A",
        "A1:B2",
    ] {
        let row = format!("<row r=\"1\"><c r=\"{address}\"><v>1</v></c></row>");
        let error = refused(&cells(&row));
        // The reader overflows where the build checks for it.
        assert!(
            matches!(error, OpenError::Crashed | OpenError::Unreadable(_)),
            "{address}: {error:?}"
        );
    }
    let merges = "<mergeCells><mergeCell ref=\"B9:A1\"/></mergeCells>";
    let book = Book::new().sheet("S", "visible", "", merges);
    let opened = Workbook::open(&book.bytes());
    let harmless = opened.map_or_else(
        |error| error == OpenError::Crashed,
        |book| book.sheets.iter().all(|sheet| sheet.merges.is_empty()),
    );
    assert!(harmless);
}

#[test]
fn damage_anywhere_is_survived() {
    const SHEET: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"B1\"><f t=\"shared\" ref=\"B1:B2\" si=\"0\">A1+'S'!C9</f><v>1</v></c></row><row r=\"2\"><c r=\"B2\" s=\"1\"><f t=\"shared\" si=\"0\"/><v>46041</v></c></row>";
    const STRINGS: &str = "<sst uniqueCount=\"1\"><si><r><t>zero</t></r></si></sst>";
    const STYLES: &str = "<styleSheet><fonts><font><name val=\"A\"/></font></fonts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\" fontId=\"0\"/></cellXfs></styleSheet>";
    let mut seed: u64 = 1;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut opened = 0;
    for _ in 0..400 {
        let mut parts = [SHEET, STRINGS, STYLES].map(|part| part.as_bytes().to_vec());
        for _ in 0..=random(3) {
            let part = parts.get_mut(random(3)).unwrap();
            let place = random(part.len());
            let harm = b"<>/\"=09AZ: \xff".get(random(12)).unwrap();
            *part.get_mut(place).unwrap() = *harm;
        }
        let [sheet, strings, styles] = parts;
        let book = Book::new()
            .cells("S", &String::from_utf8_lossy(&sheet))
            .part("xl/sharedStrings.xml", &strings)
            .part("xl/styles.xml", &styles);
        // Any answer will do, as long as there is one.
        opened += usize::from(Workbook::open(&book.bytes()).is_ok());
    }
    assert!((1..400).contains(&opened), "{opened}");
}
