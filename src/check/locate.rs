use super::Finding;
use super::assess::{above, answer_of, side};
use crate::diagnostic::{Diagnostic, Place};
use crate::project::Loaded;
use crate::text::Span;
use crate::yaml;

/// What a finding of a file is about: the unit and the item it stands at, and the
/// keys that lead to it, which last when lines move.
pub(super) fn finding(diagnostic: Diagnostic, of: Option<&Loaded>) -> Finding {
    let keys = keys(&diagnostic.place);
    let mut finding = Finding::new(diagnostic);
    if let Some(head) = of.and_then(|loaded| loaded.head.as_ref()) {
        finding.unit = Some(head.unit.clone());
        finding.model = Some(head.model.id.clone());
    }
    finding.assessment = of
        .filter(|loaded| loaded.assessment)
        .map(|loaded| loaded.path.to_string());
    let material = of.and_then(|loaded| loaded.material.as_ref());
    if let (Some(material), [section, id, ..]) = (material, &keys[..]) {
        let item = material.model.find(id);
        if let Some(item) = item.filter(|_| section == "answers") {
            let id = material.model.item(item).id.clone();
            finding.within = above(&material.model, &id);
            finding.answer = Some(answer_of(&side(material), item));
            finding.item = Some(id);
        }
    }
    let rest = keys.iter().skip(if finding.item.is_some() { 2 } else { 0 });
    finding.aspect = rest.cloned().collect::<Vec<_>>().join("/");
    finding
}

fn keys(place: &Place) -> Vec<String> {
    match place {
        Place::Text(file, span) if *span != Span::default() => {
            let parsed = yaml::parse(file);
            let root = parsed.root.as_ref();
            root.map_or_else(Vec::new, |root| yaml::keys_to(root, span.start))
        }
        Place::Cell { cell, .. } => vec![cell.clone()],
        _ => Vec::new(),
    }
}
