//! Small workbooks in words of our own, each with one of the odd things that
//! the author's has.

use std::fmt::Write as _;

use super::{IMPORTER, MOST_CONTROLS, answers};
use crate::import::workbook::CellRef;
use crate::import::workbook::forge::Book;
use crate::import::{Imported, Input, Refusal};
use crate::model::Item;
use crate::text::RepoPath;

const INDICATORS: &str = "Maturity Level|Intel Cycle Phase|Intel Level|Indicators (Description)|Links to|True?|Remarks|Process|People|Technology|Value";
const ACTIONS: &str = "Maturity Level|Intel Cycle Phase|Intel Level|(Action) Controls ID, Description|Links to|True?|Remarks|Process|People|Technology|Value";

/// A sheet of rows whose cells are parted by bars; TRUE and FALSE are truth
/// values, what starts with `=` is a formula that nothing has computed, and
/// everything else is text.
fn sheet(rows: &[&str]) -> String {
    let mut data = String::new();
    for (row, line) in (1..).zip(rows) {
        write!(data, "<row r=\"{row}\">").unwrap();
        for (column, held) in (1..).zip(line.split('|')) {
            let at = CellRef::new(row, column);
            match held {
                "" => {}
                "TRUE" | "FALSE" => {
                    let truth = u8::from(held == "TRUE");
                    write!(data, "<c r=\"{at}\" t=\"b\"><v>{truth}</v></c>").unwrap();
                }
                formula if formula.starts_with('=') => {
                    write!(data, "<c r=\"{at}\"><f>{}</f></c>", &formula[1..]).unwrap();
                }
                text => {
                    let text = text.replace('&', "&amp;").replace('<', "&lt;");
                    write!(
                        data,
                        "<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"
                    )
                    .unwrap();
                }
            }
        }
        data.push_str("</row>");
    }
    data
}

/// A row of level, phase and intelligence level as its id says.
fn row(id: &str, rest: &str) -> String {
    let mut parts = id.chars().filter(|part| part.is_alphanumeric());
    let [level, intel, phase] = [(); 3].map(|()| parts.next().unwrap());
    format!("Level {level}|Phase {phase}|Side {intel}|{id} / {rest}")
}

fn import(book: &Book, edition: Option<&str>) -> Result<Imported, Refusal> {
    let bytes = book.bytes();
    (IMPORTER.run)(&Input {
        bytes: &bytes,
        file: RepoPath::given("w.xlsx"),
        unit: "u",
        edition,
        model: &|_| None,
    })
}

fn all_levels(rows: &[String]) -> Imported {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    import(&Book::new().cells("All Levels", &sheet(&rows)), None).unwrap()
}

fn item<'i>(imported: &'i Imported, id: &str) -> &'i Item {
    imported.model.item(imported.model.find(id).unwrap())
}

fn answer<'i>(imported: &'i Imported, id: &str) -> Option<&'i str> {
    imported.draft.answers[id].answer.as_deref()
}

/// Rule and cell of each finding.
fn found(imported: &Imported) -> Vec<String> {
    let findings = imported.findings.iter();
    let found = findings.map(|finding| match &finding.place {
        crate::diagnostic::Place::Cell { cell, .. } => format!("{} {cell}", finding.rule.id),
        _ => finding.rule.id.to_owned(),
    });
    found.collect()
}

#[test]
fn an_odd_id_is_made_regular_and_stays_an_alias() {
    let imported = all_levels(&[
        ACTIONS.into(),
        row("1.B.3a", "One;"),
        row("2.B.2.b.", "Two;"),
    ]);
    assert_eq!(
        found(&imported),
        ["workbook-id All Levels!D2", "workbook-id All Levels!D3"]
    );
    assert_eq!(item(&imported, "1.B.3a").id, "1.B.3.a");
    assert_eq!(item(&imported, "2.B.2.b.").id, "2.B.2.b");
    assert_eq!(item(&imported, "1.B.3.a").title, "One");
}

#[test]
fn rows_of_one_id_are_one_control_only_when_something_says_so() {
    let joined = all_levels(&[
        INDICATORS.into(),
        row("1.C.1.d", "No habits;|3.C.1.c |||||||FALSE"),
        ACTIONS.into(),
        row("1.C.1.d", "Habits are absent;|3.C.1.c |Yes"),
        row("3.C.1.c", "Habits are shared;"),
    ]);
    assert_eq!(found(&joined), ["workbook-id-twice All Levels!D4"]);
    assert_eq!(joined.draft.answers.len(), 2);
    assert_eq!(answer(&joined, "1.C.1.d"), Some("yes"));
    assert!(item(&joined, "1.C.1.d").negative);
    assert_eq!(item(&joined, "1.C.1.d").resolved_by, ["3.C.1.c"]);

    let apart = all_levels(&[
        ACTIONS.into(),
        row("1.C.1.d", "One|"),
        row("1.C.1.d", "Another||Yes"),
    ]);
    assert_eq!(found(&apart), ["workbook-id-twice All Levels!D3"]);
    assert_eq!(answer(&apart, "1.C.1.d"), None);
    assert_eq!(answer(&apart, "1.C.1.d-2"), Some("yes"));
}

#[test]
fn a_box_that_is_not_ticked_is_no_answer() {
    let imported = all_levels(&[
        INDICATORS.into(),
        row("1.A.1.a", "One|||||||TRUE"),
        row("1.A.1.b", "Two|||||||FALSE"),
        row("1.A.1.c", "Three||No|||||FALSE"),
        row("1.A.1.d", "Four||No|||||TRUE"),
        row("1.A.1.e", "Five|||||||see above"),
    ]);
    assert_eq!(
        found(&imported),
        [
            "workbook-answer All Levels!K5",
            "workbook-stray All Levels!K6",
            "workbook-box All Levels!K3"
        ]
    );
    let answers =
        ["a", "b", "c", "d", "e"].map(|letter| answer(&imported, &format!("1.A.1.{letter}")));
    assert_eq!(answers, [Some("yes"), None, Some("no"), None, None]);
}

#[test]
fn a_formula_that_nothing_has_computed_is_told() {
    let imported = all_levels(&[
        INDICATORS.into(),
        row("1.A.1.a", "One|||||||=F2"),
        row("1.A.1.b", "Two||=NOT(K3)|||||FALSE"),
        row("1.A.1.c", "Three||No"),
    ]);
    assert_eq!(
        found(&imported),
        [
            "workbook-answer All Levels!K2",
            "workbook-answer All Levels!F3",
            "workbook-box All Levels!K3"
        ]
    );
    let answers = ["a", "b", "c"].map(|letter| answer(&imported, &format!("1.A.1.{letter}")));
    assert_eq!(answers, [None, None, Some("no")]);
}

#[test]
fn blank_rows_second_headers_and_stray_rows_are_told_apart() {
    let imported = all_levels(&[
        INDICATORS.into(),
        "||||||||Process|People".into(),
        row("1.A.1.a", "One;"),
        String::new(),
        ACTIONS.into(),
        row("1.A.1.b", "Two;|||||none"),
        row("2.A.1.a", "  ;"),
        "Level 2|||no id here".into(),
        "|||||Yes".into(),
        row("2.A.1.b", "Three||perhaps"),
    ]);
    let rows = ["D7", "D8", "F9"].map(|cell| format!("workbook-row All Levels!{cell}"));
    let expected = [
        rows.as_slice(),
        &["workbook-answer All Levels!F10".to_owned()],
    ]
    .concat();
    assert_eq!(found(&imported), expected);
    assert!(item(&imported, "1.A.1.a").negative);
    assert!(!item(&imported, "1.A.1.b").negative);
    assert_eq!(imported.draft.answers.len(), 3);
}

/// Two editions: an id names one control here and another there, one indicator
/// stands among the actions, and links and answers are in one edition only.
fn two_editions() -> Book {
    let all = [
        INDICATORS.into(),
        row("1.A.1.a", "Nobody is in charge;|2.A.1.b"),
        row("1.A.1.b", "Nobody writes reports;|2.A.1.a"),
        ACTIONS.into(),
        row("1.C.4.a", "Nobody knows the readers of a report;"),
        row("2.A.1.a", "A report is bought now and then;||Yes"),
        row(
            "2.A.1.b",
            "One person of the TI team is in charge of the work;||Yes",
        ),
    ];
    let first = [
        INDICATORS.into(),
        row("1.A.1.a", "Nobody is in charge;"),
        row("1.A.1.b", "Nobody writes reports;"),
        row("1.C.4.a", "Nobody knows the readers of a report;"),
    ];
    let second = [
        ACTIONS.into(),
        row(
            "2.A.1.a",
            "One person of the CTI team is in charge of all the work;| ",
        ),
    ];
    let lines = |rows: &[String]| sheet(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let empty = sheet(&[ACTIONS]);
    Book::new()
        .cells("Level 1", &lines(&first))
        .cells("Level 2", &lines(&second))
        .cells("Level 3", &empty)
        .cells("Level 4", &empty)
        .cells("Level 5", &empty)
        .cells("All Levels", &lines(&all))
}

#[test]
fn an_indicator_of_one_edition_is_one_in_the_other() {
    let imported = import(&two_editions(), None).unwrap();
    assert_eq!(imported.model.reference.to_string(), "cti-mm@all-levels");
    assert!(found(&imported).contains(&"workbook-place All Levels!D5".to_owned()));
    assert!(item(&imported, "1.C.4.a").negative);
    assert_eq!(item(&imported, "1.A.1.a").resolved_by, ["2.A.1.b"]);
    assert_eq!(answer(&imported, "2.A.1.a"), Some("yes"));
}

#[test]
fn links_and_answers_follow_the_words_into_the_other_edition() {
    let imported = import(&two_editions(), Some("levels")).unwrap();
    assert_eq!(imported.model.reference.to_string(), "cti-mm@levels");
    let found = found(&imported);
    for finding in [
        "workbook-link All Levels!E3",
        "workbook-reworded All Levels!F7",
        "workbook-row All Levels!F6",
    ] {
        assert!(
            found.contains(&finding.to_owned()),
            "{finding} in {found:?}"
        );
    }
    assert_eq!(item(&imported, "1.A.1.a").resolved_by, ["2.A.1.a"]);
    assert!(item(&imported, "1.A.1.b").resolved_by.is_empty());
    assert_eq!(answer(&imported, "2.A.1.a"), Some("yes"));
}

#[test]
fn the_answers_that_the_workbook_comes_with_are_recognised() {
    let sample = |(id, yes): &(&str, bool)| {
        row(
            id,
            &format!("Number {id};||{}", if *yes { "Yes" } else { "No" }),
        )
    };
    let mut rows = vec![ACTIONS.to_owned()];
    rows.extend(answers::SAMPLES.iter().map(sample));
    let untouched = all_levels(&rows);
    assert_eq!(found(&untouched), ["workbook-sample All Levels!F"]);
    assert!(
        untouched.findings[0]
            .message
            .starts_with("the answers are those")
    );
    assert_eq!(untouched.read[0].place, "All Levels!F");
    assert_eq!(untouched.read[0].answers, 24);

    rows.push(row("5.C.5.b", "One more;||No"));
    let added = all_levels(&rows);
    assert!(added.findings[0].message.contains("still among these"));
    rows[1] = row("1.A.1.b", "Number one;||No");
    assert!(found(&all_levels(&rows)).is_empty());
}

#[test]
fn any_text_survives_the_way_into_the_model() {
    let odd = "a: \"b\" # c <d> \\ 'e' {f}, - *g é\u{202e} yes";
    let imported = all_levels(&[ACTIONS.into(), row("1.A.1.a", odd), row("1.A.1.b", "no")]);
    assert_eq!(item(&imported, "1.A.1.a").title, odd);
    assert_eq!(item(&imported, "1.A.1.b").title, "no");
}

#[test]
fn what_is_no_such_workbook_is_refused() {
    let refused = |book: &Book, edition| import(book, edition).unwrap_err();
    let other = Book::new().cells("Data", &sheet(&["a|b"]));
    assert!(
        refused(&other, None)
            .message
            .starts_with("not a CTI-MM workbook")
    );
    let only_one = Book::new().cells("All Levels", &sheet(&[ACTIONS, &row("1.A.1.a", "One")]));
    let help = refused(&only_one, Some("levels")).help.unwrap();
    assert!(help.contains("--edition all-levels"), "{help}");
    let empty = Book::new().cells("All Levels", &sheet(&[ACTIONS]));
    assert!(
        refused(&empty, None)
            .message
            .starts_with("no control was found")
    );
    let many: Vec<String> = (0..=MOST_CONTROLS).map(|_| row("1.A.1.a", "One")).collect();
    let mut rows = vec![ACTIONS];
    rows.extend(many.iter().map(String::as_str));
    let many = Book::new().cells("All Levels", &sheet(&rows));
    assert!(
        refused(&many, None)
            .message
            .contains("more than 1000 controls")
    );
}
