//! Whole formulas; numbers, words and faults are tested beside their code.

use super::{Evaluator, Fault, MAX_DEPTH, Outcome};
use crate::import::workbook::{Cell, CellRef, Sheet, Value, Workbook};
use crate::value::Date;

fn at(text: &str) -> CellRef {
    text.parse().unwrap()
}

fn cell(value: Value) -> Cell {
    let formula = None;
    Cell { value, formula }
}

fn with_formula(formula: &str) -> Cell {
    Cell {
        value: Value::Number(-99.0),
        formula: Some(formula.to_owned()),
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn sheet(name: &str, cells: Vec<(&str, Cell)>) -> Sheet {
    Sheet {
        name: name.to_owned(),
        cells: cells.into_iter().map(|(to, cell)| (at(to), cell)).collect(),
        ..Sheet::default()
    }
}

fn data() -> Workbook {
    let date = Date::new(2026, 1, 19).unwrap();
    let main = sheet(
        "Main",
        vec![
            ("A1", cell(Value::Number(3.0))),
            ("A2", cell(text("2"))),
            // A3 is empty.
            ("A4", cell(text("N/A"))),
            ("A5", cell(Value::Bool(true))),
            ("A6", cell(Value::Number(0.0))),
            ("A7", cell(text(""))),
            ("A8", cell(text("abc"))),
            ("A9", cell(text("n/a"))),
            ("A10", cell(Value::Number(1.5))),
            ("B1", cell(Value::Error("#N/A".to_owned()))),
            ("B2", cell(Value::Date(date))),
        ],
    );
    let other = sheet("Domain 1 - it's", vec![("D25", cell(Value::Number(7.0)))]);
    let sheets = vec![main, other];
    Workbook { sheets }
}

/// What a formula in the cell Z1 of the data comes to.
fn eval(formula: &str) -> Outcome {
    let mut book = data();
    book.sheets
        .first_mut()
        .unwrap()
        .cells
        .insert(at("Z1"), with_formula(formula));
    Evaluator::new(&book).value("main", at("Z1"))
}

fn number(formula: &str, expected: f64) {
    assert_eq!(eval(formula), Outcome::Number(expected), "{formula}");
}

fn truth(formula: &str, expected: bool) {
    assert_eq!(eval(formula), Outcome::Bool(expected), "{formula}");
}

fn reads(formula: &str, expected: &str) {
    assert_eq!(eval(formula), Outcome::text(expected), "{formula}");
}

fn fails(formula: &str, expected: &Fault) {
    assert_eq!(eval(formula), Outcome::Error(expected.clone()), "{formula}");
}

fn unsupported(formula: &str) {
    let outcome = eval(formula);
    assert!(
        matches!(outcome, Outcome::Error(Fault::Unsupported(_))),
        "{formula}: {outcome:?}"
    );
}

#[test]
fn arithmetic_keeps_its_order() {
    number("1+2*3", 7.0);
    number("=(1+2)*3", 9.0);
    number("2-3-4", -5.0);
    number("12/3/2", 2.0);
    number("-2*-3", 6.0);
    number("--3", 3.0);
    number("+-+3", -3.0);
    number("1.5e2+.5", 150.5);
    number("0.3-0.1-0.2", 0.0);
    number(" 1 +\n2 ", 3.0);
    reads("1&2+3", "15");
    reads("\"Total : \"&586/3", "Total : 195.333333333333");
    fails("1/0", &Fault::DivideByZero);
    fails("1E308*10", &Fault::Number);
}

#[test]
fn operands_become_numbers() {
    number("A1+A2", 5.0);
    number("A1+A3", 3.0);
    number("A5+1", 2.0);
    number("\" 2 \"+1", 3.0);
    number("-A2", -2.0);
    reads("+A4", "N/A");
    fails("A1+A4", &Fault::Value);
    fails("-A4", &Fault::Value);
    fails("A7+1", &Fault::Value);
    fails("\"inf\"+1", &Fault::Value);
}

#[test]
fn comparisons_follow_the_kinds() {
    truth("A3=0", true);
    truth("A3=\"\"", true);
    truth("A3=FALSE", true);
    truth("A4=0", false);
    truth("A2=2", false);
    truth("A5=1", false);
    truth("\"a\"=\"A\"", true);
    truth("\"Ä\"=\"ä\"", true);
    truth("\"a\"<\"B\"", true);
    truth("1<\"a\"", true);
    truth("\"a\"<TRUE", true);
    truth("1=1=TRUE", true);
    truth("\"x\"&1=\"X1\"", true);
    truth("0.1+0.2=0.3", true);
    truth("3<>3", false);
    truth("3<=3", true);
    truth("3>=4", false);
    truth("2>1", true);
    truth("\"abc\"<>A8", false);
}

#[test]
fn texts_keep_their_quotes() {
    reads("\"a\"\"b\"", "a\"b");
    reads("\"\"", "");
    reads("\"\"\"\"", "\"");
    reads("\"A1+(\"&TRUE", "A1+(TRUE");
    reads("B2", "2026-01-19");
    reads("A3&A1", "3");
}

#[test]
fn sum_takes_only_numbers_from_cells() {
    number("SUM(A1:A10)", 4.5);
    number("sum( A1 , A2, $A$10 )", 4.5);
    number("SUM((A2))", 0.0);
    number("SUM(A2+0)", 2.0);
    number("SUM(\"2\",TRUE,1)", 4.0);
    number("SUM(A:A)", 4.5);
    number("SUM(4:10)", 1.5);
    number("SUM(A10:A1)", 4.5);
    number("SUM(C1:C9)", 0.0);
    number("SUM(A1,,)", 3.0);
    fails("SUM(\"x\")", &Fault::Value);
    fails("SUM(A1:B1)", &Fault::NotAvailable);
    fails("SUM(1/0,A1)", &Fault::DivideByZero);
}

#[test]
fn countif_counts_equal_cells() {
    number("COUNTIF(A1:B10,\"N/A\")", 2.0);
    number("CountIf($A$1:$A$10,A9)", 2.0);
    number("COUNTIF(A1:A10,3)", 1.0);
    number("COUNTIF(A1:A10,0)", 1.0);
    number("COUNTIF(A1:A10,\"2\")", 1.0);
    number("COUNTIF(A1:A10,A3)", 1.0);
    number("COUNTIF(A1:A10,TRUE)", 1.0);
    number("COUNTIF(A4,\"n/A\")*3", 3.0);
    fails("COUNTIF(A1:A10,B1)", &Fault::NotAvailable);
    fails("COUNTIF(Nowhere!A1:A2,1)", &Fault::Reference);
    for formula in [
        "COUNTIF(A1:A10,\"<3\")",
        "COUNTIF(A1:A10,\"N*\")",
        "COUNTIF(A1:A10,\"\")",
        "COUNTIF(3,3)",
        "COUNTIF(A1:A10)",
    ] {
        unsupported(formula);
    }
}

#[test]
fn if_computes_only_what_it_chooses() {
    number("IF(A1=3,1,1/0)", 1.0);
    number("IF(A1=4,1/0,2)", 2.0);
    number("IF(A3,1,2)", 2.0);
    number("IF(\"true\",1,2)", 1.0);
    number("IF(A1,,3)", 0.0);
    number("IF(A6,1,)", 0.0);
    number("IF(TRUE(),IF(FALSE(),1,2),3)", 2.0);
    number("IF(A1>2,A3)", 0.0);
    reads("IF(A1>2,A3)&\"x\"", "x");
    reads("IF(A4=\"N/A\",\"N/A\",3)", "N/A");
    truth("IF(A1>5,1)", false);
    fails("IF(A4,1,2)", &Fault::Value);
    fails("IF(1/0,1,2)", &Fault::DivideByZero);
    number("SUM(IF(A1=3,A1,0),1)", 4.0);
}

#[test]
fn references_reach_other_sheets() {
    number("'Domain 1 - it''s'!D25", 7.0);
    number("'DOMAIN 1 - IT''S'!$D$25+Main!A1", 10.0);
    number("SUM('Domain 1 - it''s'!A1:D25)", 7.0);
    number("A3", 0.0);
    fails("Nowhere!A1", &Fault::Reference);
    fails("SUM(Nowhere!A1:A3)", &Fault::Reference);
    fails("'Main'!#REF!>=3", &Fault::Reference);
    fails("#REF!+1", &Fault::Reference);
    fails("#NAME?", &Fault::Name);
    fails("B1&\"x\"", &Fault::NotAvailable);
}

#[test]
fn what_is_not_computed_is_told() {
    for formula in [
        "",
        "=",
        "1+",
        "(1",
        "1)",
        "IF(1)",
        "SUM(1",
        "1 2",
        "A1 A2",
        "A1:A3",
        "A1:A3+1",
        "{1,2}",
        "50%",
        "2^3",
        "AVERAGE(A1:A3)",
        "some_name",
        "TODAY()-A1",
        "[1]Main!A1",
        "'[book.xlsx]Main'!A1",
        "Main:Other!A1",
        "Main!",
        "'Main",
        "\"open",
        "A1048577",
        "1..2",
        "XFE1",
        "A1:B2:C3",
        "\u{0}",
        "TRUE(1)",
    ] {
        unsupported(formula);
    }
    unsupported(&format!("{}1{}", "(".repeat(65), ")".repeat(65)));
    unsupported(&"(".repeat(8000));
    unsupported(&format!("1{}", "+1".repeat(5000)));
    number(&format!("{}1{}", "(".repeat(64), ")".repeat(64)), 1.0);
    number(&format!("1{}", "+1".repeat(4000)), 4001.0);
    number(&format!("{}1", "-".repeat(8000)), 1.0);
    let shown = eval("_xlfn.XLOOKUP(A1)").to_string();
    assert_eq!(shown, "unsupported formula: function `_xlfn.XLOOKUP`");
}

fn column_of(formulas: impl IntoIterator<Item = String>) -> Workbook {
    let cells = (1..)
        .zip(formulas)
        .map(|(row, formula)| (CellRef::new(row, 1), with_formula(&formula)))
        .collect();
    let name = "S".to_owned();
    let sheets = vec![Sheet {
        name,
        cells,
        ..Sheet::default()
    }];
    Workbook { sheets }
}

#[test]
fn a_cycle_is_told_from_wherever_it_is_entered() {
    // A3 hides errors of the spreadsheet; a cycle is not hidden.
    let formulas = [
        "1/0+A2",
        "A1",
        "COUNTIF(A1:A2,\"x\")",
        "A4",
        "IF(FALSE,A5,8)",
    ];
    let book = column_of(formulas.map(str::to_owned));
    let cycle = Outcome::Error(Fault::Cycle);
    for order in [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [2, 1, 3, 4, 5]] {
        let mut evaluator = Evaluator::new(&book);
        for row in order {
            let expected = if row == 5 {
                Outcome::Number(8.0)
            } else {
                cycle.clone()
            };
            assert_eq!(evaluator.value("S", CellRef::new(row, 1)), expected);
        }
    }
}

#[test]
fn a_chain_is_followed_for_so_long() {
    let rows = 5000;
    let book = column_of((1..=rows).map(|row| match row {
        1 => "1".to_owned(),
        _ => format!("A{}+1", row - 1),
    }));
    let mut evaluator = Evaluator::new(&book);
    let last = CellRef::new(rows, 1);
    assert_eq!(evaluator.value("S", last), Outcome::Error(Fault::TooDeep));
    let longest = u32::try_from(MAX_DEPTH).unwrap();
    let deepest = evaluator.value("S", CellRef::new(longest, 1));
    assert_eq!(deepest, Outcome::Number(f64::from(longest)));
    // Asked from its start, any chain is followed.
    for row in 1..=rows {
        let value = evaluator.value("S", CellRef::new(row, 1));
        assert_eq!(value, Outcome::Number(f64::from(row)));
    }
}

#[test]
fn a_text_grows_no_longer_than_a_cell() {
    let book = column_of((1..=60).map(|row| match row {
        1 => "\"0123456789\"".to_owned(),
        _ => format!("A{0}&A{0}", row - 1),
    }));
    let outcome = Evaluator::new(&book).value("S", CellRef::new(60, 1));
    assert_eq!(outcome, Outcome::Error(Fault::Value));
}

#[test]
fn a_cell_without_formula_has_its_value() {
    let book = data();
    let mut evaluator = Evaluator::new(&book);
    assert_eq!(evaluator.value("Main", at("A1")), Outcome::Number(3.0));
    assert_eq!(evaluator.value("Main", at("A3")), Outcome::Empty);
    assert_eq!(evaluator.value("Main", at("A8")), Outcome::text("abc"));
    assert_eq!(
        evaluator.value("Main", at("B1")),
        Outcome::Error(Fault::NotAvailable)
    );
    assert_eq!(
        evaluator.value("None", at("A1")),
        Outcome::Error(Fault::Reference)
    );
}
