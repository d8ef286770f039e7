//! Workbooks as they should be; the hostile ones are in `hostile`.

use super::forge::Book;
use super::{Cell, CellRef, OpenError, Sheet, Value, Workbook};
use crate::value::Date;

fn at(text: &str) -> CellRef {
    text.parse().unwrap()
}

fn open(book: &Book) -> Workbook {
    Workbook::open(&book.bytes()).unwrap()
}

fn first(book: &Workbook) -> &Sheet {
    book.sheets.first().unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

const STYLES: &[u8] = b"<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"[h]:mm\"/></numFmts><fonts><font><name val=\"Arial\"/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"14\" fontId=\"0\"/><xf numFmtId=\"200\"/></cellXfs></styleSheet>";

#[test]
fn every_kind_of_value_is_read() {
    let cells = "<row r=\"1\">\
        <c r=\"A1\"><v>3</v></c>\
        <c r=\"B1\" t=\"s\"><v>1</v></c>\
        <c r=\"C1\" t=\"b\"><v>1</v></c>\
        <c r=\"D1\" t=\"e\"><v>#DIV/0!</v></c>\
        <c r=\"E1\" t=\"inlineStr\"><is><t>N/A</t></is></c>\
        <c r=\"F1\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>\
        <c r=\"G1\" s=\"1\"/>\
        <c r=\"H1\" t=\"d\"><v>2026-01-19T00:00:00</v></c>\
        <c r=\"I1\"><v>NaN</v></c>\
        </row><row r=\"14\"><c r=\"D14\"><f>SUM(A1:A9)</f></c></row>";
    let strings = b"<sst uniqueCount=\"2\"><si><t>zero</t></si><si><r><t>one</t></r><r><t xml:space=\"preserve\"> two</t></r></si></sst>";
    let book = open(
        &Book::new()
            .cells("Main", cells)
            .part("xl/sharedStrings.xml", strings)
            .part("xl/styles.xml", STYLES),
    );
    let sheet = first(&book);
    let date = Date::new(2026, 1, 19).unwrap();
    for (cell, value) in [
        ("A1", Value::Number(3.0)),
        ("B1", text("one two")),
        ("C1", Value::Bool(true)),
        ("D1", Value::Error("#DIV/0!".to_owned())),
        ("E1", text("N/A")),
        ("F1", text("ab")),
        ("G1", Value::Empty),
        ("H1", Value::Date(date)),
        ("I1", Value::Error("#NUM!".to_owned())),
        ("D14", Value::Empty),
    ] {
        assert_eq!(sheet.value(at(cell)), &value, "{cell}");
    }
    assert_eq!(sheet.cells.len(), 9);
    let formula = sheet.cell(14, 4).and_then(|cell| cell.formula.as_deref());
    assert_eq!(formula, Some("SUM(A1:A9)"));
    let formula = sheet.cell(1, 6).and_then(|cell| cell.formula.as_deref());
    assert_eq!(formula, Some("\"a\"&\"b\""));
}

#[test]
fn dates_follow_the_date_system() {
    let cells = "<row r=\"1\">\
        <c r=\"A1\" s=\"1\"><v>46041</v></c>\
        <c r=\"B1\" s=\"1\"><v>46041.75</v></c>\
        <c r=\"C1\" s=\"1\"><v>60</v></c>\
        <c r=\"D1\" s=\"1\"><v>0.5</v></c>\
        <c r=\"E1\" s=\"1\"><v>-3</v></c>\
        <c r=\"F1\" s=\"1\"><v>1e300</v></c>\
        <c r=\"G1\" s=\"2\"><v>1.5</v></c>\
        <c r=\"H1\" s=\"1\"><v>61</v></c></row>";
    let date = |y, m, d| Value::Date(Date::new(y, m, d).unwrap());
    let book = Book::new().cells("S", cells).part("xl/styles.xml", STYLES);
    let read = open(&book);
    for (cell, value) in [
        ("A1", date(2026, 1, 19)),
        ("B1", date(2026, 1, 19)),
        ("C1", Value::Number(60.0)),
        ("D1", Value::Number(0.5)),
        ("E1", Value::Number(-3.0)),
        ("F1", Value::Number(1e300)),
        ("G1", Value::Number(1.5)),
        ("H1", date(1900, 3, 1)),
    ] {
        assert_eq!(first(&read).value(at(cell)), &value, "{cell}");
    }
    let read = open(&book.properties("date1904=\"1\""));
    assert_eq!(first(&read).value(at("A1")), &date(2030, 1, 20));
    assert_eq!(first(&read).value(at("C1")), &date(1904, 3, 1));
}

#[test]
fn shared_formulas_are_written_out() {
    let cells = "<row r=\"7\"><c r=\"F7\"><f t=\"shared\" ref=\"F7:F9\" si=\"0\">IF(E7=\"N/A\",\"E7\",$E$7)</f><v>3</v></c></row>\
        <row r=\"9\"><c r=\"F9\"><f t=\"shared\" si=\"0\"/><v>3</v></c></row>\
        <row r=\"10\"><c r=\"F10\"><f t=\"shared\" si=\"99999999999999\"/><v>3</v></c></row>\
        <row r=\"11\"><c r=\"F11\"><f></f><v>3</v></c></row>";
    let book = open(&Book::new().cells("S", cells));
    let formula = |row| {
        let cell = first(&book).cell(row, 6).unwrap();
        cell.formula.as_deref()
    };
    assert_eq!(formula(7), Some("IF(E7=\"N/A\",\"E7\",$E$7)"));
    assert_eq!(formula(9), Some("IF(E9=\"N/A\",\"E7\",$E$7)"));
    assert_eq!(formula(10), Some("#REF!"));
    assert_eq!(formula(11), None);
}

#[test]
fn merged_regions_show_their_first_cell() {
    let cells = "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>CTI1</v></c></row>";
    let merges =
        "<mergeCells><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"ZZZ9:ZZZ10\"/></mergeCells>";
    let book = open(&Book::new().sheet("S", "visible", cells, merges));
    let sheet = first(&book);
    assert_eq!(sheet.merges, vec![(at("B2"), at("B4"))]);
    for cell in ["B2", "B3", "B4"] {
        assert_eq!(sheet.value_through_merge(at(cell)), &text("CTI1"));
    }
    assert_eq!(sheet.value(at("B3")), &Value::Empty);
    assert_eq!(sheet.value_through_merge(at("B5")), &Value::Empty);
    assert_eq!(sheet.merge_at(at("C2")), None);
}

#[test]
fn sheets_keep_order_name_and_state() {
    let book = open(
        &Book::new()
            .cells("Domain 1 - A&amp;B", "")
            .sheet("Hidden", "hidden", "", "")
            .sheet("Deep", "veryHidden", "", ""),
    );
    let names: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden))
        .collect();
    assert_eq!(
        names,
        [("Domain 1 - A&B", false), ("Hidden", true), ("Deep", true)]
    );
    assert!(book.sheet("domain 1 - a&b").is_some());
    assert!(book.sheet("Hidden").is_some_and(|sheet| sheet.hidden));
    assert!(book.sheet("Other").is_none());
}

#[test]
fn an_empty_far_cell_does_not_make_a_sheet_large() {
    let cells = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\" s=\"0\"/></row>";
    let book = open(&Book::new().cells("S", cells));
    assert_eq!(first(&book).cells.len(), 1);
}

#[test]
fn a_value_can_be_put_into_a_cell() {
    let cells = "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c></row>";
    let mut book = open(&Book::new().cells("S", cells));
    assert!(book.set("s", at("A1"), Value::Number(3.0)));
    let cell = Cell {
        value: Value::Number(3.0),
        formula: None,
    };
    assert_eq!(first(&book).cell(1, 1), Some(&cell));
    assert!(book.set("S", at("A1"), Value::Empty));
    assert_eq!(first(&book).cell(1, 1), None);
    assert!(!book.set("T", at("A1"), Value::Empty));
    assert!(!book.set("S", CellRef::new(0, 1), Value::Number(1.0)));
}

#[test]
fn a_broken_cell_names_its_sheet() {
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>Err:522</v></c></row>";
    let error = Workbook::open(&Book::new().cells("S", cells).bytes()).unwrap_err();
    assert_eq!(
        error,
        OpenError::Unreadable("sheet `S`: unsupported cell error value 'Err:522'".to_owned())
    );
}
