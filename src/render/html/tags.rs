use crate::render::comparison::{Phrase, Tone};
use crate::render::escape;

/// An element of a class around HTML that was made here.
pub(super) fn tag(name: &str, class: &str, inner: &str) -> String {
    match class {
        "" => format!("<{name}>{inner}</{name}>"),
        class => format!("<{name} class=\"{class}\">{inner}</{name}>"),
    }
}

/// The same around foreign text.
pub(super) fn text(name: &str, class: &str, text: &str) -> String {
    tag(name, class, &escape::html(text))
}

/// Pieces of a sentence; removed and added words are elements of that meaning.
pub(super) fn phrases(phrases: &[Phrase]) -> String {
    let pieces = phrases.iter().map(|phrase| {
        let said = phrase.text.as_str();
        match phrase.tone {
            Tone::Plain => escape::html(said),
            Tone::Strong => text("strong", "", said),
            Tone::Faint => text("span", "faint", said),
            Tone::Good => text("span", "good", said),
            Tone::Care => text("span", "care", said),
            Tone::Bad => text("span", "bad", said),
            Tone::Removed => text("del", "", said),
            Tone::Added => text("ins", "", said),
        }
    });
    pieces.collect()
}

/// A link to an address that was made from one of the web.
pub(super) fn link(address: Option<&str>, said: &str) -> String {
    let shown = text("code", "", said);
    match address {
        Some(address) => format!("<a href=\"{}\">{shown}</a>", escape::html(address)),
        None => shown,
    }
}

/// A table that scrolls by itself where there is no room for it.
pub(super) fn table(class: &str, head: &[&str], rows: &[String]) -> String {
    let cells: String = head.iter().map(|name| text("th", "", name)).collect();
    let head = match head.is_empty() {
        true => String::new(),
        false => tag("thead", "", &tag("tr", "", &cells)),
    };
    let body = tag("tbody", "", &rows.concat());
    let table = tag("table", class, &format!("{head}{body}"));
    format!("<div class=\"wide\">{table}</div>\n")
}
