use std::collections::BTreeSet;

use cel::common::ast::{EntryExpr, Expr, IdedExpr, operators};

use super::cost::text_of;

/// What an expression mentions of the document, so that nothing else is computed.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    names: BTreeSet<String>,
    /// Ids of nodes and measures; nothing when any of them can be meant.
    nodes: Option<BTreeSet<String>>,
    measures: Option<BTreeSet<String>>,
}

impl Mentions {
    pub(super) fn of(expression: &IdedExpr) -> Self {
        let mut mentions = Self {
            names: BTreeSet::new(),
            nodes: Some(BTreeSet::new()),
            measures: Some(BTreeSet::new()),
        };
        mentions.part(expression);
        mentions
    }

    /// Whether a name of the document is used.
    pub(super) fn name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub(super) fn node(&self, id: &str) -> bool {
        self.nodes.as_ref().is_none_or(|nodes| nodes.contains(id))
    }

    pub(super) fn measure(&self, id: &str) -> bool {
        let measures = self.measures.as_ref();
        measures.is_none_or(|measures| measures.contains(id))
    }

    fn part(&mut self, part: &IdedExpr) {
        match &part.expr {
            // One named place of a map needs no other.
            Expr::Select(select) if self.of_map(&select.operand, &select.field) => {}
            Expr::Call(call) if call.func_name == operators::INDEX && call.args.len() == 2 => {
                if let [map, key] = call.args.as_slice() {
                    let named = text_of(key).is_some_and(|key| self.of_map(map, key));
                    if !named {
                        self.part(map);
                        self.part(key);
                    }
                }
            }
            Expr::Ident(name) => self.whole(name),
            Expr::Select(select) => {
                if select.field == "measures" {
                    self.measures = None;
                }
                self.part(&select.operand);
            }
            _ => children(part)
                .into_iter()
                .for_each(|child| self.part(child)),
        }
    }

    /// Whether a key is looked up in what holds nodes or measures by id.
    fn of_map(&mut self, map: &IdedExpr, key: &str) -> bool {
        match &map.expr {
            Expr::Ident(name) if name == "nodes" => add(&mut self.nodes, key),
            Expr::Ident(name) if name == "measures" => add(&mut self.measures, key),
            Expr::Select(select) if select.field == "measures" => {
                add(&mut self.measures, key);
                self.part(&select.operand);
                return true;
            }
            _ => return false,
        }
        if let Expr::Ident(name) = &map.expr {
            self.names.insert(name.clone());
        }
        true
    }

    fn whole(&mut self, name: &str) {
        self.names.insert(name.to_owned());
        match name {
            "nodes" => self.nodes = None,
            "measures" => self.measures = None,
            _ => {}
        }
    }
}

fn add(ids: &mut Option<BTreeSet<String>>, id: &str) {
    if let Some(ids) = ids {
        ids.insert(id.to_owned());
    }
}

fn children(part: &IdedExpr) -> Vec<&IdedExpr> {
    match &part.expr {
        Expr::Call(call) => {
            let target = call.target.iter().map(AsRef::as_ref);
            target.chain(&call.args).collect()
        }
        Expr::Comprehension(of) => vec![
            &of.iter_range,
            &of.accu_init,
            &of.loop_cond,
            &of.loop_step,
            &of.result,
        ],
        Expr::List(list) => list.elements.iter().collect(),
        Expr::Map(map) => {
            let entries = map.entries.iter();
            let parts = entries.flat_map(|entry| match &entry.expr {
                EntryExpr::MapEntry(entry) => vec![&entry.key, &entry.value],
                EntryExpr::StructField(field) => vec![&field.value],
            });
            parts.collect()
        }
        Expr::Select(select) => vec![&select.operand],
        Expr::Struct(_) | Expr::Literal(_) | Expr::Ident(_) | Expr::Unspecified => Vec::new(),
    }
}

/// The first part that selects a field, uses a text, or calls a function of a name.
pub(super) fn part_named(part: &IdedExpr, name: &str) -> Option<u64> {
    let found = match &part.expr {
        Expr::Select(select) => select.field == name,
        Expr::Call(call) => call.func_name == name,
        _ => text_of(part) == Some(name),
    };
    if found {
        return Some(part.id);
    }
    let mut children = children(part).into_iter();
    children.find_map(|child| part_named(child, name))
}
