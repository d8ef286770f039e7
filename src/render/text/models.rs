use super::table::{Cell, fit, table};
use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::report::{ListedModel, ModelsReport};

/// Digits of a digest that are shown.
const DIGITS: usize = 12;
/// Columns of a title, of a licence and of a path at most.
const WIDEST: (usize, usize, usize) = (44, 20, 40);

/// A line for each model.
pub(in crate::render) fn models(report: &ModelsReport, look: &Look) -> String {
    let heads = [
        "model",
        "title",
        "practices",
        "levels",
        "licence",
        "from",
        "digest",
    ];
    let faint = |text: &str| Cell::new(text).paint(Some(Paint::Faint));
    let mut rows = vec![heads.map(faint).to_vec()];
    rows.extend(report.models.iter().map(row));
    table(&rows, look)
}

fn row(model: &ListedModel) -> Vec<Cell> {
    let shown = |text: &str, columns| fit(&escape::terminal(text), columns);
    let or_nothing = |text: &Option<String>, columns| {
        text.as_ref()
            .map_or("–".to_owned(), |text| shown(text, columns))
    };
    let name = escape::terminal(&format!("{}@{}", model.id, model.version)).into_owned();
    let title = if model.broken {
        Cell::new("broken: cannot be used").paint(Some(Paint::Bad))
    } else {
        Cell::new(or_nothing(&model.title, WIDEST.0))
    };
    let levels = model.levels.as_deref().unwrap_or_default();
    let levels = match levels {
        [] => "–".to_owned(),
        [only] => shown(only, WIDEST.1),
        [first, .., last] => shown(&format!("{first} … {last}"), WIDEST.1),
    };
    let digest = model.digest.as_deref().unwrap_or_default();
    let digest = digest.strip_prefix("sha256:").unwrap_or(digest);
    let place = match &model.path {
        None => "built in".to_owned(),
        Some(path) => shown(path, WIDEST.2),
    };
    vec![
        Cell::new(name).paint(Some(Paint::Strong)),
        title,
        Cell::right(
            model
                .practices
                .map_or("–".to_owned(), |count| count.to_string()),
        ),
        Cell::new(levels),
        Cell::new(or_nothing(&model.licence, WIDEST.1)),
        Cell::new(place),
        Cell::new(digest.get(..DIGITS).unwrap_or(digest)).paint(Some(Paint::Faint)),
    ]
}
