use std::collections::BTreeMap;

use super::items::Tree;
use super::{Names, number, text};
use crate::model::{
    Attain, Band, Combine, Empty, Function, ItemIndex, Lookup, Measure, Over, Required, Rule,
    Scale, Substitute, Where, rules,
};
use crate::value::Rational;
use crate::yaml::{Entry, Node};

/// What measures refer to.
pub(super) struct Yard<'y> {
    pub(super) levels: &'y [&'y str],
    pub(super) scales: &'y [Scale],
    pub(super) bands: &'y [Band],
    pub(super) tree: &'y Tree,
}

/// Reads the measures of a model, in their order.
pub(super) fn measures(
    node: Option<&Node<'_>>,
    yard: &Yard<'_>,
    names: &mut Names<'_>,
) -> Vec<Measure> {
    let entries = node.map(Node::entries).unwrap_or_default();
    let ids: Vec<&str> = entries.iter().map(|entry| entry.key.as_ref()).collect();
    let mut reader = Reader {
        yard,
        ids: &ids,
        names,
    };
    entries
        .iter()
        .filter_map(|entry| reader.measure(entry))
        .collect()
}

struct Reader<'r, 'f> {
    yard: &'r Yard<'r>,
    ids: &'r [&'r str],
    names: &'r mut Names<'f>,
}

impl Reader<'_, '_> {
    fn measure(&mut self, entry: &Entry<'_>) -> Option<Measure> {
        let node = &entry.value;
        let rule = match node.get("rule")?.as_str()? {
            "combine" => Rule::Combine(self.combine(node)?),
            "attain" => Rule::Attain(self.attain(node)),
            "pick" => Rule::Pick(self.item(node.get("item"))),
            "band" => Rule::Band { of: self.of(node)? },
            _ => return None,
        };
        let bands: Vec<&str> = self
            .yard
            .bands
            .iter()
            .map(|band| band.id.as_str())
            .collect();
        Some(Measure {
            id: entry.key.to_string(),
            title: text(node.get("title")).unwrap_or_else(|| entry.key.to_string()),
            rule,
            band: self.names.position(node.get("band"), &bands, "band"),
            derived: flag(node, "derived", false),
        })
    }

    fn combine(&mut self, node: &Node<'_>) -> Option<Combine> {
        let function = match node.get("fn")?.as_str()? {
            "sum" => Function::Sum,
            "mean" => Function::Mean,
            "ratio" => Function::Ratio,
            "min" => Function::Min,
            "max" => Function::Max,
            "to-target" => Function::ToTarget,
            "progress" => Function::Progress,
            _ => return None,
        };
        let over = match node.get("over") {
            None => Over::Leaves,
            Some(over) => match (over.as_str(), text(over.get("descendants"))) {
                (_, Some(kind)) => Over::Descendants(kind),
                (Some("children"), _) => Over::Children,
                (Some("units"), _) => Over::Units,
                _ => Over::Leaves,
            },
        };
        let missing = node.get("unanswered");
        if let Some(missing) = missing.filter(|said| said.as_str() == Some("zero"))
            && over == Over::Units
        {
            let message = "a unit without a value cannot count as 0".to_owned();
            let help = "leave it out with `exclude`, or say `fail`".to_owned();
            let rule = &rules::MODEL_REFERENCE;
            self.names.report(rule, missing.span, message, Some(help));
        }
        let bounds = node.get("range").map(Node::items).unwrap_or_default();
        let range = number(bounds.first()).zip(number(bounds.get(1)));
        Some(Combine {
            function,
            over,
            filter: self.filter(node.get("where")),
            weighted: node.get("weight").and_then(Node::as_bool).unwrap_or(true),
            weights: self.by_item(node.get("weight")),
            multipliers: self.by_item(node.get("multipliers")),
            na: substitute(node.get("na"), Substitute::Exclude),
            unanswered: substitute(node.get("unanswered"), Substitute::Zero),
            range,
            of: self.of(node),
        })
    }

    /// Numbers by the item they are for.
    fn by_item(&mut self, node: Option<&Node<'_>>) -> BTreeMap<ItemIndex, Rational> {
        let entries = node.map(Node::entries).unwrap_or_default();
        let numbers = entries.iter().filter_map(|entry| {
            let item = self.item_named(&entry.key, entry.key_span)?;
            Some((item, number(Some(&entry.value))?))
        });
        numbers.collect()
    }

    fn attain(&mut self, node: &Node<'_>) -> Attain {
        let levels = node.get("levels").map(Node::items).unwrap_or_default();
        let levels: Vec<usize> = levels
            .iter()
            .filter_map(|level| self.level(Some(level)))
            .collect();
        let all: Vec<usize> = (0..self.yard.levels.len()).collect();
        if node.get("at").is_none() && node.get("thresholds").is_none() {
            let span = node.get("rule").map_or(node.span, |rule| rule.span);
            let message =
                "`attain` says neither `at` nor `thresholds`, so nothing could ever meet it";
            let help = "say which answer an item must at least have, such as `at: largely`";
            self.names.report(
                &rules::MODEL_REFERENCE,
                span,
                message.to_owned(),
                Some(help.to_owned()),
            );
        }
        let at = self.required(node.get("at"));
        let below = node.get("below").map(|below| self.required(Some(below)));
        let thresholds = node.get("thresholds").map(Node::items).unwrap_or_default();
        let thresholds = thresholds
            .iter()
            .filter_map(|step| self.threshold(step))
            .collect();
        let levels = if levels.is_empty() { all } else { levels };
        let carried = |level: &usize| {
            let items = self.yard.tree.items.iter();
            items.clone().any(|item| item.level == Some(*level))
        };
        Attain {
            ground: levels.first().copied().filter(|level| !carried(level)),
            levels,
            below: below.unwrap_or_else(|| at.clone()),
            at,
            cumulative: flag(node, "cumulative", true),
            na_blocks: node.get("na").and_then(Node::as_str) == Some("block"),
            unanswered_blocks: node.get("unanswered").and_then(Node::as_str) != Some("pass"),
            empty: match node.get("empty").and_then(Node::as_str) {
                Some("fail") => Empty::Fail,
                Some("stop") => Empty::Stop,
                _ => Empty::Pass,
            },
            floor: self.level(node.get("floor")),
            thresholds,
            of: self.of(node),
            children: node.get("items").and_then(Node::as_str) == Some("children"),
        }
    }

    fn threshold(&mut self, step: &Node<'_>) -> Option<(usize, Vec<(ItemIndex, Rational)>)> {
        let level = self.level(step.get("id"))?;
        let wanted = step.get("require").map(Node::entries).unwrap_or_default();
        let wanted = wanted.iter().filter_map(|entry| {
            let item = self.item_named(&entry.key, entry.key_span)?;
            let written = entry.value.as_written()?;
            let scale = self.yard.tree.items.get(item.0).and_then(|item| item.scale);
            let scale = scale.and_then(|scale| self.yard.scales.get(scale));
            let on_scale = scale.and_then(|scale| score_of(scale, written));
            Some((item, on_scale.or_else(|| Rational::parse(written))?))
        });
        Some((level, wanted.collect()))
    }

    /// The answer wanted: a key that every scale in reach has, one by scale, or
    /// a number of another measure.
    fn required(&mut self, node: Option<&Node<'_>>) -> Required {
        let Some(node) = node else {
            return Required {
                scores: vec![None; self.yard.scales.len()],
                number: None,
            };
        };
        let score = |scale: &Scale| {
            let by_scale = node.get(&scale.id).and_then(Node::as_written);
            score_of(scale, by_scale.or_else(|| node.as_written())?)
        };
        let scores: Vec<Option<Rational>> = self.yard.scales.iter().map(score).collect();
        let number = node.as_written().and_then(Rational::parse);
        if scores.iter().all(Option::is_none) && number.is_none() {
            let message = "no scale of the model has this answer".to_owned();
            self.names
                .report(&rules::MODEL_REFERENCE, node.span, message, None);
        }
        Required { scores, number }
    }

    fn filter(&mut self, node: Option<&Node<'_>>) -> Where {
        let Some(node) = node else {
            return Where::default();
        };
        let scales: Vec<&str> = self
            .yard
            .scales
            .iter()
            .map(|scale| scale.id.as_str())
            .collect();
        let facets = node.get("facets").map(Node::entries).unwrap_or_default();
        let facets = facets.iter().map(|entry| {
            let values = one_or_more(&entry.value)
                .iter()
                .filter_map(|value| text(Some(value)));
            (entry.key.to_string(), values.collect())
        });
        let levels = node.get("level").map(one_or_more).unwrap_or_default();
        Where {
            facets: facets.collect(),
            scale: self.names.position(node.get("scale"), &scales, "scale"),
            levels: levels
                .iter()
                .filter_map(|level| self.level(Some(level)))
                .collect(),
        }
    }

    fn level(&mut self, node: Option<&Node<'_>>) -> Option<usize> {
        self.names.position(node, self.yard.levels, "level")
    }

    fn of(&mut self, node: &Node<'_>) -> Option<usize> {
        self.names.position(node.get("of"), self.ids, "measure")
    }

    fn item(&mut self, node: Option<&Node<'_>>) -> Option<ItemIndex> {
        let node = node?;
        self.item_named(node.as_str()?, node.span)
    }

    fn item_named(&mut self, id: &str, span: crate::text::Span) -> Option<ItemIndex> {
        let found = self.yard.tree.ids.get(id).copied();
        if found.is_none() {
            let close = crate::text::nearest(id, self.yard.tree.ids.keys().map(String::as_str));
            let help = close.map(|close| format!("did you mean `{close}`?"));
            self.names.report(
                &rules::MODEL_REFERENCE,
                span,
                format!("the model has no item `{id}`"),
                help,
            );
        }
        found
    }
}

fn score_of(scale: &Scale, written: &str) -> Option<Rational> {
    match scale.look_up(written) {
        Lookup::Found(choice) => scale.choices.get(choice).map(|choice| choice.score.clone()),
        _ => None,
    }
}

fn one_or_more<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match node.items() {
        [] => std::slice::from_ref(node),
        items => items,
    }
}

fn substitute(node: Option<&Node<'_>>, default: Substitute) -> Substitute {
    match node.and_then(Node::as_str) {
        Some("exclude") => Substitute::Exclude,
        Some("zero") => Substitute::Zero,
        Some("full") => Substitute::Full,
        Some("fail") => Substitute::Fail,
        _ => default,
    }
}

fn flag(node: &Node<'_>, key: &str, default: bool) -> bool {
    node.get(key).and_then(Node::as_bool).unwrap_or(default)
}
