use super::flow::{line, width};
use super::measures::{phrase, value};
use crate::render::comparison::{self, Phrase, Row, Standing, plain};
use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::render::text::table::{Cell, fit, table};
use crate::report::{AssessmentStatus, DiffReport, DiffedAssessment};

/// Measures that an assessment shows in its line; one where there is little room.
const MOST_MEASURES: usize = 2;

/// A line for each assessment: what happened to it and the whole of it.
pub(super) fn overview(report: &DiffReport, look: &Look) -> String {
    let shown: Vec<&DiffedAssessment> = report.assessments.iter().collect();
    let measures = if look.width < 100 { 1 } else { MOST_MEASURES };
    let several = several_models(&shown);
    let rows = shown.iter().map(|one| row(one, measures, several, look));
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    rows.insert(0, head(&shown, measures));
    let mut out = table(&rows, look);
    let roots = shown.iter().flat_map(|one| comparison::root(one));
    if roots.filter_map(|row| row.denominator()).next().is_some() {
        let note = "* the points or practices it is counted of changed";
        out.push_str(&format!("{}\n", look.paint(Paint::Faint, note)));
    }
    out
}

/// Whether the model has to be told to know which assessment is meant.
fn several_models(shown: &[&DiffedAssessment]) -> bool {
    let id = |one: &DiffedAssessment| {
        let model = one.model.as_ref().or(one.base_model.as_ref());
        model.map(|model| model.id.clone())
    };
    let mut ids = shown.iter().filter_map(|one| id(one));
    let first = ids.next();
    ids.any(|id| Some(id) != first)
}

fn head(shown: &[&DiffedAssessment], measures: usize) -> Vec<Cell> {
    let faint = |text: &str| Cell::new(text).paint(Some(Paint::Faint));
    let mut head = vec![faint("unit"), Cell::default(), Cell::default()];
    for at in 0..measures {
        let mut names = shown.iter().filter_map(|one| one.headline.get(at));
        let first = names.next();
        let same = names.all(|name| Some(name) == first);
        let name = first.filter(|_| same).map_or("", String::as_str);
        let name = fit(&escape::terminal(name), 12);
        head.extend([
            Cell::right(name).paint(Some(Paint::Faint)),
            Cell::default(),
            Cell::default(),
            Cell::default(),
        ]);
    }
    head.push(Cell::right("changes").paint(Some(Paint::Faint)));
    head.push(Cell::right("worse").paint(Some(Paint::Faint)));
    head
}

fn row(one: &DiffedAssessment, measures: usize, several: bool, look: &Look) -> Vec<Cell> {
    let unit = one.unit.as_deref().unwrap_or("(unknown unit)");
    let model = one.model.as_ref().or(one.base_model.as_ref());
    let model = model.filter(|_| several).map_or("", |model| &model.id);
    let status = [comparison::status(one)];
    let mut row = vec![
        Cell::new(fit(&escape::terminal(unit), look.width / 4)),
        Cell::new(fit(&escape::terminal(model), 16)).paint(Some(Paint::Faint)),
        Cell::painted(width(&status), line(&status, look)),
    ];
    let root = comparison::root(one);
    for at in 0..measures {
        let name = one.headline.get(at);
        let found = root
            .iter()
            .find(|row| Some(row.measure) == name.map(String::as_str));
        row.extend(cells(one, found));
    }
    let plain_changes = one.status == AssessmentStatus::Changed;
    let count = |count: usize, paint: Option<Paint>| match count {
        0 => Cell::right("·").paint(Some(Paint::Faint)),
        _ if !plain_changes => Cell::right("·").paint(Some(Paint::Faint)),
        count => Cell::right(count.to_string()).paint(paint),
    };
    row.push(count(one.counts.all, None));
    row.push(count(one.counts.regressions, Some(Paint::Bad)));
    row
}

/// One measure of the whole: both values, and how it moved.
fn cells(one: &DiffedAssessment, row: Option<&Row<'_>>) -> [Cell; 4] {
    let Some(row) = row else {
        let none = Cell::right("–").paint(Some(Paint::Faint));
        return [Cell::default(), Cell::default(), none, Cell::default()];
    };
    let compared = comparison::standing(one) == Standing::Compared;
    if compared && row.moved.is_none() {
        return [
            Cell::default(),
            Cell::default(),
            Cell::right(value(row.to)),
            Cell::new("=").paint(Some(Paint::Faint)),
        ];
    }
    let between = match (compared, row.from.is_some(), row.to.is_some()) {
        (true, ..) => "→",
        (false, true, true) => "|",
        (false, ..) => "",
    };
    let mut delta: Vec<Phrase> = row.delta().into_iter().collect();
    delta.extend(row.denominator().map(|_| plain("*")));
    let text: String = delta.iter().map(|phrase| phrase.text.as_str()).collect();
    let tone = delta.first().cloned();
    let side = |side, there: bool| match there || compared {
        true => Cell::right(value(side)),
        false => Cell::default(),
    };
    [
        side(row.from, row.from.is_some()),
        Cell::new(between).paint(Some(Paint::Faint)),
        side(row.to, row.to.is_some()),
        phrase(tone.map(|phrase| Phrase { text, ..phrase })),
    ]
}
