use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::modeline::rename_schema;
use super::sheet::{INDENT, Sheet};
use super::{NewSchema, Unwritable};
use crate::lineage::Plan;
use crate::lineage::counterpart::Counterparts;
use crate::text::Span;
use crate::yaml::{Edits, Entry, Node, Value, emit_scalar};

/// What is to become of everything in a file but its answers.
#[derive(Default)]
pub(super) struct Changes {
    /// The edits that make it so.
    pub(super) edits: Edits,
    /// What was turned into comments, in words.
    pub(super) commented: Vec<String>,
    /// The lines that name a schema to editors, as they were and are to be.
    pub(super) modelines: Vec<(String, String)>,
    /// The schemas that they name now.
    pub(super) schemas: Vec<NewSchema>,
    /// Texts by where they stand, with what they are to be.
    renamed: HashMap<Span, String>,
    /// Where the entries and items stand that become comments.
    gone: HashSet<Span>,
}

/// What the head says about the model and its nodes, under the new version.
/// What is about nodes or measures that are gone becomes a comment.
///
/// # Errors
/// When that shares a line with something that stays.
pub(super) fn of_head(
    plan: &Plan<'_>,
    counterparts: &Counterparts<'_>,
    sheet: &Sheet<'_, '_>,
) -> Result<Changes, Unwritable> {
    let mut head = Head {
        plan,
        counterparts,
        sheet,
        changes: Changes::default(),
    };
    head.model();
    rename_schema(plan, sheet, &mut head.changes);
    head.keyed("assessed", sheet.root.get("assessed"))?;
    let out = sheet.root.get("scope").and_then(|scope| scope.get("out"));
    head.keyed("scope", out)?;
    for list in ["targets", "baselines", "overrides"] {
        head.list(list)?;
    }
    Ok(head.changes)
}

/// The same of a part, which names its node only.
///
/// # Errors
/// When the node is gone.
pub(super) fn of_part(
    plan: &Plan<'_>,
    counterparts: &Counterparts<'_>,
    sheet: &Sheet<'_, '_>,
) -> Result<Changes, Unwritable> {
    let mut changes = Changes::default();
    rename_schema(plan, sheet, &mut changes);
    let Some(node) = sheet.root.get("node") else {
        return Ok(changes);
    };
    let id = node.as_str().unwrap_or_default();
    match counterparts.of(id) {
        Some(new) if new == id => {}
        Some(new) => changes.rename(node.span, new),
        None => {
            let message = format!(
                "this part is about `{id}`, which has no counterpart in {}",
                plan.new.reference
            );
            let help = "move its answers to `assessment.yaml`, delete the part, and migrate again";
            return Err(sheet.unwritable(node.span.start, &message, help));
        }
    }
    Ok(changes)
}

impl Changes {
    fn rename(&mut self, span: Span, id: String) {
        self.edits.replace(span, emit_scalar(&id));
        self.renamed.insert(span, id);
    }

    /// A value as it is to be; nothing when all that stands in it is gone.
    pub(super) fn expected<'a>(&self, node: &Node<'a>) -> Option<Node<'a>> {
        let value = match &node.value {
            Value::Mapping(entries) => {
                let stays = entries.iter().filter_map(|entry| self.entry(entry));
                let stays: Vec<Entry<'a>> = stays.collect();
                if stays.is_empty() && !entries.is_empty() {
                    return None;
                }
                Value::Mapping(stays)
            }
            Value::Sequence(items) => {
                let stays = items.iter().filter(|item| !self.gone.contains(&item.span));
                let stays: Vec<Node<'a>> = stays.filter_map(|item| self.expected(item)).collect();
                if stays.is_empty() && !items.is_empty() {
                    return None;
                }
                Value::Sequence(stays)
            }
            other => match self.renamed.get(&node.span) {
                Some(id) => Value::String(Cow::Owned(id.clone())),
                None => other.clone(),
            },
        };
        let span = node.span;
        Some(Node { span, value })
    }

    fn entry<'a>(&self, entry: &Entry<'a>) -> Option<Entry<'a>> {
        let key = self.renamed.get(&entry.key_span);
        (!self.gone.contains(&entry.key_span)).then_some(())?;
        Some(Entry {
            key: key.map_or_else(|| entry.key.clone(), |key| Cow::Owned(key.clone())),
            key_span: entry.key_span,
            value: self.expected(&entry.value)?,
        })
    }
}

struct Head<'h, 's, 'a> {
    plan: &'h Plan<'h>,
    counterparts: &'h Counterparts<'h>,
    sheet: &'h Sheet<'s, 'a>,
    changes: Changes,
}

impl Head<'_, '_, '_> {
    fn model(&mut self) {
        let root = self.sheet.root;
        let reference = emit_scalar(&self.plan.new.reference.to_string());
        let digest = self.plan.new.digest.to_string();
        let Some(model) = root.get("model") else {
            return;
        };
        self.changes.edits.replace(model.span, reference);
        match root.get("model_digest") {
            Some(old) => self.changes.edits.replace(old.span, digest),
            None => {
                let end = self.sheet.line_end(model.span.end);
                let pad = " ".repeat(self.sheet.indent() - INDENT);
                let line = format!("\n{pad}model_digest: {digest}");
                self.changes.edits.replace(Span::at(end), line);
            }
        }
    }

    /// A mapping whose keys are nodes.
    fn keyed(&mut self, top: &str, node: Option<&Node<'_>>) -> Result<(), Unwritable> {
        let entries = node.map(Node::entries).unwrap_or_default();
        let mut gone = Vec::new();
        for entry in entries {
            match self.counterparts.of(&entry.key) {
                Some(id) if id == entry.key => {}
                Some(id) => self.changes.rename(entry.key_span, id),
                None => {
                    let end = entry.value.span.end.max(entry.key_span.end);
                    gone.push((entry.key.to_string(), entry.key_span, end));
                }
            }
        }
        self.comment_out(top, gone, entries.len())
    }

    /// A list of mappings that each name a node and a measure.
    fn list(&mut self, top: &str) -> Result<(), Unwritable> {
        let items = self
            .sheet
            .root
            .get(top)
            .map(Node::items)
            .unwrap_or_default();
        let mut gone = Vec::new();
        for item in items {
            let node = item.get("node");
            let id = node.and_then(Node::as_str).unwrap_or_default();
            let measure = item
                .get("measure")
                .and_then(Node::as_str)
                .unwrap_or_default();
            let there = self.plan.new.measure(measure).is_some() && self.value_fits(item, measure);
            // A judgement is about what was asked; nobody has judged what is asked now.
            let there = there && (top != "overrides" || self.counterparts.unchanged(id));
            match (self.counterparts.of(id).filter(|_| there), node) {
                (Some(new), Some(node)) if new != id => self.changes.rename(node.span, new),
                (Some(_), _) => {}
                (None, _) => gone.push((format!("{measure} of {id}"), item.span, item.span.end)),
            }
        }
        self.comment_out(top, gone, items.len())
    }

    /// Whether a level that is named is one of the new version.
    fn value_fits(&self, item: &Node<'_>, measure: &str) -> bool {
        let value = item.get("at_least").or_else(|| item.get("value"));
        let written = value.and_then(Node::as_written).unwrap_or_default();
        let levels = self.plan.new.measure(measure);
        let levels = levels.is_some_and(|measure| self.plan.new.yields_levels(measure));
        !levels || self.plan.new.level(written).is_some()
    }

    /// Turns the lines of what is gone into comments; the whole key when nothing
    /// else stands below it.
    fn comment_out(
        &mut self,
        top: &str,
        gone: Vec<(String, Span, u32)>,
        all: usize,
    ) -> Result<(), Unwritable> {
        if gone.is_empty() {
            return Ok(());
        }
        let sheet = self.sheet;
        let reference = &self.plan.new.reference;
        let mut spans: Vec<(usize, usize)> = Vec::new();
        if gone.len() == all {
            let entry = sheet.root.entry(top).into_iter();
            spans.extend(entry.map(|entry| {
                let end = entry.value.span.end.max(entry.key_span.end);
                (sheet.line_start(entry.key_span.start), sheet.line_end(end))
            }));
        } else {
            for (_, start, end) in &gone {
                let (from, to) = (sheet.line_start(start.start), sheet.line_end(*end));
                let before = sheet
                    .text
                    .get(from..start.start as usize)
                    .unwrap_or_default();
                let mut after = sheet.text.get(*end as usize..to).unwrap_or_default().trim();
                if after.starts_with('#') {
                    after = "";
                }
                if !after.is_empty() || !before.chars().all(|found| matches!(found, ' ' | '-')) {
                    let message = format!(
                        "`{top}` speaks of something that {reference} does not have, on one line with other things"
                    );
                    let help = "put each of them on a line of its own, and migrate again";
                    return Err(sheet.unwritable(start.start, &message, help));
                }
                spans.push((from, to));
            }
        }
        for (from, to) in spans {
            let lines = sheet.text.get(from..to).unwrap_or_default();
            let mut out = format!("# not carried over to {reference}:");
            for line in lines.lines() {
                out.push_str(&format!("\n# {line}"));
            }
            self.changes.edits.replace(Span::new(from, to), out);
        }
        for (name, span, _) in gone {
            self.changes.gone.insert(span);
            self.changes.commented.push(format!("{top}: {name}"));
        }
        Ok(())
    }
}
