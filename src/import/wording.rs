use std::collections::BTreeMap;

use crate::model::{ItemIndex, Model, Texts};
use crate::yaml::emit_scalar;

/// A publisher's wording as a `texts/1` file, with the notice that its licence
/// asks for and a digest over the items.
pub fn wording_to_yaml(model: &Model, source: &str, wording: &BTreeMap<String, String>) -> String {
    let mut out = String::from(
        "# The publisher's wording, taken from your own copy of its workbook. It has a\n\
         # licence of its own, named below; keep the notice with it.\n\
         rungs: texts/1\n",
    );
    out.push_str(&format!(
        "model: {}\n",
        emit_scalar(&model.reference.to_string())
    ));
    let fields = [
        ("licence", &model.licence),
        ("attribution", &model.attribution),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {}\n", emit_scalar(value.trim())));
        }
    }
    out.push_str(&format!("source: {}\n", emit_scalar(source)));
    out.push_str(&format!("digest: {}\n", Texts::digest_of(wording.iter())));
    out.push_str("items:\n");
    for item in model.leaves(ItemIndex::ROOT) {
        let id = &model.item(item).id;
        if let Some(text) = wording.get(id) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            out.push_str(&format!("  {}: {}\n", emit_scalar(id), emit_scalar(&text)));
        }
    }
    out
}
