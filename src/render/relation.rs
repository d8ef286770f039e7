use crate::report::{DiffedItem, ItemChange, MeaningReport, ModelDiffReport};

/// What a relation says, in words.
pub(super) fn meaning(relation: &str) -> &'static str {
    match relation {
        "same" => "the same words under the same id",
        "renamed" => "the same words under another id",
        "moved" => "the same words below another node",
        "reworded" => "other words that say nearly the same",
        "split" => "one became several",
        "merged" => "several became one",
        "dropped" => "nothing like it is there any more",
        "new" => "nothing like it was there before",
        _ => "",
    }
}

/// What texts were compared.
pub(super) fn compared_by(basis: &str) -> &'static str {
    match basis {
        "publisher" => "the publisher's wording",
        "text" => "the models' texts",
        _ => "titles and guidance",
    }
}

/// What the two models are called beside each other: by their versions where
/// both are versions of one.
pub(super) fn names(report: &ModelDiffReport) -> (String, String, String) {
    let (from, to) = (&report.from.model, &report.to.model);
    let short = from.id == to.id && from.version != to.version;
    if short {
        let both = format!("{} {} → {}", from.id, from.version, to.version);
        return (both, from.version.clone(), to.version.clone());
    }
    let name = |id: &str, version: &str| format!("{id}@{version}");
    let both = format!(
        "{} → {}",
        name(&from.id, &from.version),
        name(&to.id, &to.version)
    );
    (both, "was".to_owned(), "is".to_owned())
}

/// That scoring finds no difference; nothing where it does.
pub(super) fn same_meaning(report: &ModelDiffReport) -> Option<String> {
    let words = match report.other_words {
        0 => "so is the wording".to_owned(),
        1 => "wording differs in 1 item".to_owned(),
        count => format!("wording differs in {count} items"),
    };
    let same = report.same_meaning;
    same.then(|| format!("the same meaning, the digests are equal; {words}"))
}

/// How many ids stand for something else now.
pub(super) fn ids(report: &ModelDiffReport) -> String {
    let ids = &report.ids;
    let stand = match ids.both {
        0 => return "no id of a practice stands in both".to_owned(),
        1 => "1 id of a practice stands".to_owned(),
        count => format!("{count} ids of practices stand"),
    };
    match (ids.another, &ids.share) {
        (0, _) | (_, None) => format!("{stand} in both, each for the same practice"),
        (another, Some(share)) => format!(
            "{stand} in both; for {another} of them ({}) the practice is another one",
            share.shown
        ),
    }
}

/// Whether there is more to say about an item than that it is there.
pub(super) fn changed(item: &DiffedItem) -> bool {
    item.relation != "same" || !item.changes.is_empty()
}

/// What else is to be known about an item: what changed beside its words, where
/// it came from, whose id it has.
pub(super) fn remarks(item: &DiffedItem) -> Vec<String> {
    let mut remarks: Vec<String> = item.changes.iter().map(change).collect();
    if item.elsewhere && item.relation == "reworded" {
        remarks.push("moved".to_owned());
    }
    if item.id_reused {
        remarks.push("id reused".to_owned());
    }
    if let Some(nearest) = &item.nearest {
        let similarity = &nearest.similarity.shown;
        remarks.push(format!("near {} {similarity}", nearest.item));
    }
    remarks
}

/// A level stands for itself; other fields are named.
fn change(change: &ItemChange) -> String {
    let moved = moved(change.from.as_deref(), change.to.as_deref());
    let about = change
        .item
        .as_ref()
        .map_or(String::new(), |item| format!(" ({item})"));
    match change.field.as_str() {
        "level" => format!("{moved}{about}"),
        field => format!("{field} {moved}{about}"),
    }
}

/// What a change of a model's meaning is about, and what happened.
pub(super) fn meaning_change(change: &MeaningReport) -> (String, String) {
    let about = format!("{} {}", change.section, change.id);
    let part = change.part.as_ref();
    let values = change.from.is_some() || change.to.is_some();
    let happened = match (part, values && change.section != "level") {
        (Some(part), true) => format!(
            "{part}: {}",
            moved(change.from.as_deref(), change.to.as_deref())
        ),
        (Some(part), false) => format!(
            "{part} {}",
            moved(change.from.as_deref(), change.to.as_deref())
        ),
        (None, _) => change.change.to_owned(),
    };
    (about, happened)
}

/// Two values with an arrow between them.
pub(super) fn moved(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_owned(),
        (from, to) => format!("{} → {}", from.unwrap_or("–"), to.unwrap_or("–")),
    }
}
