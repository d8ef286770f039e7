use super::Unwritable;
use super::sheet::Sheet;
use crate::lineage::Plan;
use crate::model::{ItemIndex, Mapping};
use crate::text::Span;
use crate::yaml::{Edits, Node, Value, emit_scalar};

/// What the head says about the model and its nodes, under the new version.
/// What is about nodes or measures that are gone becomes a comment.
pub(super) fn edits(
    plan: &Plan<'_>,
    mapping: &Mapping,
    sheet: &Sheet<'_, '_>,
    commented: &mut Vec<String>,
) -> Result<Edits, Unwritable> {
    let mut head = Head {
        plan,
        mapping,
        sheet,
        edits: Edits::default(),
        commented,
    };
    head.model();
    head.keyed("assessed", sheet.root.get("assessed"))?;
    let out = sheet.root.get("scope").and_then(|scope| scope.get("out"));
    head.keyed("scope", out)?;
    for list in ["targets", "baselines", "overrides"] {
        head.list(list)?;
    }
    Ok(head.edits)
}

struct Head<'h, 's, 'a> {
    plan: &'h Plan<'h>,
    mapping: &'h Mapping,
    sheet: &'h Sheet<'s, 'a>,
    edits: Edits,
    commented: &'h mut Vec<String>,
}

impl Head<'_, '_, '_> {
    fn model(&mut self) {
        let root = self.sheet.root;
        let reference = emit_scalar(&self.plan.new.reference.to_string());
        let digest = self.plan.new.digest.to_string();
        let Some(model) = root.get("model") else {
            return;
        };
        self.edits.replace(model.span, reference);
        match root.get("model_digest") {
            Some(old) => self.edits.replace(old.span, digest),
            None => {
                let end = self.sheet.line_end(model.span.end);
                self.edits
                    .replace(Span::at(end), format!("\nmodel_digest: {digest}"));
            }
        }
    }

    /// The id of a node or practice under the new version; nothing when it has no
    /// single counterpart.
    fn renamed(&self, id: &str) -> Option<String> {
        let item = self.plan.old.find(id)?;
        if item == ItemIndex::ROOT {
            return Some(self.plan.new.item(ItemIndex::ROOT).id.clone());
        }
        let id = &self.plan.old.item(item).id;
        match self.mapping.row_of(id) {
            Some(row) if row.relation.carries() => match row.to.as_slice() {
                [(only, _)] => Some(only.clone()),
                _ => None,
            },
            Some(_) => None,
            None => {
                let inner = !self.plan.old.item(item).leaf;
                let there = self.plan.new.ids.contains_key(id);
                (inner && there).then(|| id.clone())
            }
        }
    }

    /// A mapping whose keys are nodes.
    fn keyed(&mut self, top: &str, node: Option<&Node<'_>>) -> Result<(), Unwritable> {
        let entries = node.map(Node::entries).unwrap_or_default();
        let mut gone = Vec::new();
        for entry in entries {
            match self.renamed(&entry.key) {
                Some(id) if id == entry.key => {}
                Some(id) => self.edits.replace(entry.key_span, emit_scalar(&id)),
                None => gone.push((entry.key.to_string(), entry.key_span, entry.value.span)),
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
            match (self.renamed(id).filter(|_| there), node) {
                (Some(new), Some(node)) if new != id => {
                    self.edits.replace(node.span, emit_scalar(&new));
                }
                (Some(_), _) => {}
                (None, _) => {
                    let name = format!("{measure} of {id}");
                    gone.push((name, item.span, item.span));
                }
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
        gone: Vec<(String, Span, Span)>,
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
                let end = last(&entry.value).max(entry.key_span.end);
                (sheet.line_start(entry.key_span.start), sheet.line_end(end))
            }));
        } else {
            for (_, start, end) in &gone {
                let (from, to) = (sheet.line_start(start.start), sheet.line_end(end.end));
                let before = sheet
                    .text
                    .get(from..start.start as usize)
                    .unwrap_or_default();
                if !before.chars().all(|found| matches!(found, ' ' | '-')) {
                    let message = format!(
                        "`{top}` speaks of something that {reference} does not have, beside other things"
                    );
                    return Err(sheet.unwritable(start.start, &message));
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
            self.edits.replace(Span::new(from, to), out);
        }
        let names = gone
            .into_iter()
            .map(|(name, _, _)| format!("{top}: {name}"));
        self.commented.extend(names);
        Ok(())
    }
}

/// Where the last of a value ends: the parser lets a block end where the next
/// one starts.
fn last(node: &Node<'_>) -> u32 {
    match &node.value {
        Value::Mapping(entries) => entries.last().map_or(node.span.end, |entry| {
            last(&entry.value).max(entry.key_span.end)
        }),
        Value::Sequence(items) => items.last().map_or(node.span.end, last),
        _ => node.span.end,
    }
}
