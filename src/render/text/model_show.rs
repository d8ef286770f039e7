use super::table::{Cell, table};
use super::wrap::hanging;
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{MeasureWords, ModelShowReport, ShownDetails, ShownItem, ShownScale};

/// Columns of running text at most.
const WIDEST: usize = 100;

/// A model for people: what it is, how it is answered and scored, and its tree.
pub(in crate::render) fn model_show(report: &ModelShowReport, look: &Look) -> String {
    let page = Page {
        report,
        look,
        width: look.width.min(WIDEST),
    };
    let mut out = page.head();
    if report.node.is_none() {
        out.push_str(&page.levels());
        for scale in &report.scales {
            out.push_str(&page.scale(scale));
        }
        out.push_str(&page.measures());
        out.push_str(&page.bands());
    }
    out.push_str(&page.tree());
    out
}

struct Page<'p> {
    report: &'p ModelShowReport,
    look: &'p Look,
    width: usize,
}

impl Page<'_> {
    fn strong(&self, text: &str) -> String {
        self.look.paint(Paint::Strong, &escape::terminal(text))
    }

    fn faint(&self, text: &str) -> String {
        self.look.paint(Paint::Faint, &escape::terminal(text))
    }

    fn heading(&self, text: &str) -> String {
        format!("\n{}\n", self.strong(text))
    }

    /// A text that may have several paragraphs, below an indent.
    fn paragraphs(&self, text: &str, first: &str, indent: &str) -> String {
        let mut out = String::new();
        let mut start = first;
        for paragraph in text.split("\n\n") {
            let words: Vec<&str> = paragraph.split_whitespace().collect();
            let words = words.join(" ");
            if !words.is_empty() {
                let shown = hanging(&escape::terminal(&words), self.width, start, indent);
                out.push_str(&format!("{shown}\n"));
                start = indent;
            }
        }
        out
    }

    fn head(&self) -> String {
        let model = &self.report.model;
        let name = format!("{}@{}", model.id, model.version);
        let mut out = format!(
            "{} {}\n",
            self.strong(&model.title),
            escape::terminal(&name)
        );
        let licence = model
            .licence
            .as_ref()
            .map(|licence| format!("licence {licence}"));
        let place = match &model.path {
            None => "built in".to_owned(),
            Some(path) => path.clone(),
        };
        let facts = [
            &model.publisher,
            &model.edition,
            &licence,
            &model.source,
            &Some(place),
        ];
        let facts: Vec<&str> = facts.into_iter().filter_map(Option::as_deref).collect();
        out.push_str(&format!("{}\n", self.faint(&facts.join(" · "))));
        out.push_str(&format!("{}\n", self.faint(&model.digest)));
        if !model.other_versions.is_empty() {
            let others = escape::terminal(&model.other_versions.join(", ")).into_owned();
            out.push_str(&format!("the highest version there is; also {others}\n"));
        }
        let mut counts = wording::count(self.report.practices, "practice");
        if self.report.metrics > 0 {
            counts.push_str(&format!(
                ", {}",
                wording::count(self.report.metrics, "metric")
            ));
        }
        if let Some(node) = &self.report.node {
            counts.push_str(&format!(" in {}", escape::terminal(node)));
        }
        out.push_str(&format!("{counts}\n"));
        let terms = self.report.wording.as_ref();
        let wording = terms.and_then(|terms| terms.attribution.as_ref());
        for notice in model.attribution.iter().chain(wording) {
            out.push_str(&format!("\n{}", self.paragraphs(notice, "", "")));
        }
        if let Some(licence) = terms.and_then(|terms| terms.licence.as_ref()) {
            let licence = escape::terminal(licence);
            out.push_str(&format!("publisher's wording under {licence}\n"));
        }
        out
    }

    fn levels(&self) -> String {
        if self.report.levels.is_empty() {
            return String::new();
        }
        let mut out = self.heading("Levels");
        for level in &self.report.levels {
            let name = if level.name == level.id {
                ""
            } else {
                &level.name
            };
            let name = format!("{} {name}", level.id);
            out.push_str(&format!("  {}\n", self.strong(name.trim_end())));
            if let Some(text) = level.description.as_ref().filter(|_| !self.report.brief) {
                out.push_str(&self.paragraphs(text, "    ", "    "));
            }
        }
        out
    }

    fn scale(&self, scale: &ShownScale) -> String {
        let title = scale.title.as_deref().unwrap_or(&scale.id);
        let mut out = self.heading(&format!("Answers: {title}"));
        if let Some(steps) = &scale.steps {
            let text = format!(
                "  a number from {} to {} in steps of {}\n",
                steps.from, steps.to, steps.by
            );
            out.push_str(&text);
        }
        let width = |text: &String| escape::terminal(text).chars().count();
        let widest = scale.answers.iter().map(|answer| width(&answer.key)).max();
        let widest = widest.unwrap_or(0).min(24);
        for answer in &scale.answers {
            let key = escape::terminal(&answer.key);
            let room = " ".repeat(widest.saturating_sub(key.chars().count()));
            let points = wording::points(&answer.score);
            let title = escape::terminal(&answer.title);
            let title = if title == key {
                String::new()
            } else {
                format!("  {title}")
            };
            let key = self.look.paint(Paint::Strong, &key);
            out.push_str(&format!("  {key}{room}  {points}{title}\n"));
            if let Some(text) = answer.description.as_ref().filter(|_| !self.report.brief) {
                out.push_str(&self.paragraphs(text, "    ", "    "));
            }
        }
        let absent = if scale.not_applicable {
            "a practice may be not applicable, with a reason"
        } else {
            "a practice cannot be not applicable"
        };
        out.push_str(&format!("  {}\n", self.faint(absent)));
        out
    }

    fn measures(&self) -> String {
        if self.report.measures.is_empty() {
            return String::new();
        }
        let mut out = self.heading("Measures");
        for measure in &self.report.measures {
            out.push_str(&self.measure(measure));
        }
        out
    }

    fn measure(&self, measure: &MeasureWords) -> String {
        let mut marks = Vec::new();
        if measure.title != measure.id {
            marks.push(escape::terminal(&measure.title).into_owned());
        }
        if measure.derived {
            marks.push("derived, not the publisher's rule".to_owned());
        }
        if !measure.headline {
            marks.push("not shown first".to_owned());
        }
        if let Some(band) = &measure.band {
            marks.push(format!("band {}", escape::terminal(band)));
        }
        let name = self.strong(&measure.id);
        let marks = self.look.paint(Paint::Faint, &marks.join(" · "));
        let text = wording::measure(&measure.words);
        let head = format!("  {name} {marks}");
        let words = self.paragraphs(&text, "    ", "    ");
        format!("{}\n{words}", head.trim_end())
    }

    fn bands(&self) -> String {
        let mut out = String::new();
        for band in &self.report.bands {
            let edges = band.edges.iter();
            let edges = edges.map(|edge| format!("{} {}", edge.label, edge.holds));
            let edges: Vec<String> = edges.collect();
            let text = format!("{}: {}", band.id, edges.join(", "));
            out.push_str(&self.paragraphs(&text, "  ", "    "));
        }
        if out.is_empty() {
            return out;
        }
        format!("{}{out}", self.heading("Bands"))
    }

    fn tree(&self) -> String {
        let several = self.report.scales.len() > 1;
        let top = self.report.items.first().map_or(1, |item| item.depth);
        if self.report.brief {
            let rows = self.report.items.iter().map(|item| {
                let indent = "  ".repeat(item.depth - top);
                let marks = wording::marks(item, several).join(" · ");
                let paint = (!item.practice).then_some(Paint::Strong);
                let id = escape::terminal(&item.id);
                vec![
                    Cell::new(format!("{indent}{id}")).paint(paint),
                    Cell::new(escape::terminal(&item.title)).paint(paint),
                    Cell::new(escape::terminal(&marks)).paint(Some(Paint::Faint)),
                ]
            });
            let rows: Vec<Vec<Cell>> = rows.collect();
            return format!("\n{}", table(&rows, self.look));
        }
        let items = self.report.items.iter();
        items
            .map(|item| self.item(item, item.depth - top, several))
            .collect()
    }

    fn item(&self, item: &ShownItem, depth: usize, several: bool) -> String {
        let indent = "  ".repeat(depth);
        let inner = format!("{indent}    ");
        let mut marks = wording::marks(item, several);
        if !item.practice {
            marks.insert(0, item.kind.clone());
        }
        marks.extend(item.code.iter().cloned());
        let (id, title) = (self.strong(&item.id), escape::terminal(&item.title));
        let marks = self.faint(&marks.join(" · "));
        let mut out = format!("\n{indent}{id} {title}  {marks}");
        out.truncate(out.trim_end().len());
        out.push('\n');
        if let Some(more) = &item.more {
            out.push_str(&self.details(more, &inner));
        }
        out
    }

    fn details(&self, more: &ShownDetails, indent: &str) -> String {
        let mut out = String::new();
        let deeper = format!("{indent}  ");
        if let Some(wording) = &more.wording {
            let first = format!("{indent}publisher's wording: ");
            out.push_str(&self.paragraphs(wording, &first, indent));
        }
        for text in [&more.text, &more.guidance.text].into_iter().flatten() {
            out.push_str(&self.paragraphs(text, indent, indent));
        }
        let mut line = |label: &str, text: &str| {
            let first = format!("{indent}{label}: ");
            out.push_str(&self.paragraphs(text, &first, &deeper));
        };
        for (label, text) in wording::sides(&more.guidance) {
            line(label, text);
        }
        for (label, text) in &more.resources {
            line(&format!("needs, {label}"), text);
        }
        for metric in &more.metrics {
            line("metric", &wording::metric(metric));
        }
        for (label, text) in wording::links(more) {
            line(label, &text);
        }
        out
    }
}
