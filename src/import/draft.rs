use std::collections::BTreeMap;

use crate::model::{ItemIndex, Model};
use crate::value::Date;
use crate::yaml::{emit_scalar, emit_text};

/// An assessment about to be written, with every practice of its model listed.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Whose answers these are.
    pub unit: String,
    /// The day they describe.
    pub as_of: Option<Date>,
    /// The day by node, where it differs.
    pub assessed: Vec<(String, Date)>,
    /// Nodes out of scope, each with the reason.
    pub out_of_scope: Vec<(String, String)>,
    /// Answers by item id; an item without one is listed unanswered.
    pub answers: BTreeMap<String, DraftAnswer>,
}

/// One answer about to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftAnswer {
    /// The key on the item's scale.
    pub answer: Option<String>,
    /// Why it is not applicable.
    pub na: Option<String>,
    /// The rationale.
    pub because: Option<String>,
    /// A note, or a URL, on what it rests on.
    pub evidence: Option<String>,
    /// Who is responsible.
    pub owner: Option<String>,
    /// The answer that is wanted.
    pub target: Option<DraftTarget>,
    /// How much improving it would help, 1 to 3.
    pub impact: Option<u8>,
    /// How much work that would take, 1 to 3.
    pub effort: Option<u8>,
}

/// The answer wanted for a practice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftTarget {
    /// The key on the item's scale.
    pub answer: String,
    /// The day by which it is wanted.
    pub by: Option<Date>,
}

impl Draft {
    /// The file, each practice under a comment that names its objective and
    /// beside one that gives its title. `modeline` names the schema that editors
    /// complete from.
    pub fn to_yaml(&self, model: &Model, modeline: Option<&str>) -> String {
        let mut out = self.head_to_yaml(model, modeline);
        out.push_str("answers:\n");
        out.push_str(&self.answers(model, ItemIndex::ROOT));
        out
    }

    /// The head of a split assessment.
    pub fn head_to_yaml(&self, model: &Model, modeline: Option<&str>) -> String {
        let mut out = first_lines("assessment/1", modeline);
        out.push_str(&format!(
            "model: {}\n",
            emit_scalar(&model.reference.to_string())
        ));
        out.push_str(&format!("model_digest: {}\n", model.digest));
        out.push_str(&format!("unit: {}\n", emit_scalar(&self.unit)));
        if let Some(day) = self.as_of {
            out.push_str(&format!("as_of: {day}\n"));
        }
        let assessed = self.assessed.iter();
        block(
            &mut out,
            "assessed:",
            assessed.map(|(node, day)| format!("  {node}: {day}\n")),
        );
        let scope = self.out_of_scope.iter();
        let scope = scope.map(|(node, reason)| format!("    {node}: {}\n", emit_scalar(reason)));
        block(&mut out, "scope:\n  out:", scope);
        out
    }

    /// The part of a split assessment for a node.
    pub fn part_to_yaml(&self, model: &Model, node: ItemIndex, modeline: Option<&str>) -> String {
        let mut out = first_lines("answers/1", modeline);
        out.push_str(&format!(
            "node: {}\nanswers:\n",
            emit_scalar(&model.item(node).id)
        ));
        out.push_str(&self.answers(model, node));
        out
    }

    fn answers(&self, model: &Model, node: ItemIndex) -> String {
        let mut out = String::new();
        let mut heading = node;
        for item in model.leaves(node) {
            let parent = model.item(item).parent.unwrap_or(node);
            if parent != heading {
                heading = parent;
                let node = model.item(parent);
                out.push_str(&format!("\n  # {} {}\n", node.id, node.title));
            }
            out.push_str(&self.entry(model, item));
        }
        out
    }

    fn entry(&self, model: &Model, item: ItemIndex) -> String {
        let item = model.item(item);
        let key = emit_scalar(&item.id);
        let title = item.title.replace(['\n', '\r'], " ");
        match self.answers.get(&item.id) {
            None => format!("  {key}: # {title}\n"),
            Some(answer) if *answer == DraftAnswer::default() => format!("  {key}: # {title}\n"),
            Some(answer) => match answer.only_value() {
                Some(value) => format!("  {key}: {} # {title}\n", emit_scalar(value)),
                None => format!("  {key}: # {title}\n{}", answer.fields()),
            },
        }
    }
}

impl DraftAnswer {
    /// The answer, when nothing else is said.
    fn only_value(&self) -> Option<&str> {
        let alone = Self {
            answer: self.answer.clone(),
            ..Self::default()
        };
        if *self == alone {
            self.answer.as_deref()
        } else {
            None
        }
    }

    fn fields(&self) -> String {
        let fields = [
            ("answer", &self.answer),
            ("na", &self.na),
            ("because", &self.because),
        ];
        let mut out = String::new();
        for (name, text) in fields {
            if let Some(text) = text {
                out.push_str(&format!("    {name}: {}\n", emit_text(text, "      ")));
            }
        }
        if let Some(evidence) = &self.evidence {
            let url = evidence.starts_with("https://") || evidence.starts_with("http://");
            let name = if url && !evidence.contains(char::is_whitespace) {
                "ref"
            } else {
                "note"
            };
            let evidence = emit_text(evidence, "          ");
            out.push_str(&format!("    evidence:\n      - {name}: {evidence}\n"));
        }
        if let Some(owner) = &self.owner {
            out.push_str(&format!("    owner: {}\n", emit_scalar(owner)));
        }
        if let Some(target) = &self.target {
            let by = target.by.map(|day| format!(", by: {day}"));
            let (answer, by) = (emit_scalar(&target.answer), by.unwrap_or_default());
            out.push_str(&format!("    target: {{answer: {answer}{by}}}\n"));
        }
        for (name, grade) in [("impact", self.impact), ("effort", self.effort)] {
            if let Some(grade) = grade {
                out.push_str(&format!("    {name}: {grade}\n"));
            }
        }
        out
    }
}

fn first_lines(kind: &str, modeline: Option<&str>) -> String {
    let modeline = modeline.map(|schema| format!("# yaml-language-server: $schema={schema}\n"));
    format!("{}rungs: {kind}\n", modeline.unwrap_or_default())
}

fn block(out: &mut String, head: &str, lines: impl Iterator<Item = String>) {
    let lines: String = lines.collect();
    if !lines.is_empty() {
        out.push_str(&format!("{head}\n{lines}"));
    }
}
