mod changes;
mod measures;

use crate::render::comparison::{self, Tone, plain, toned};
use crate::render::html::tags::{phrases, table, tag, text};
use crate::report::{AssessmentStatus, DiffReport, DiffedAssessment, Finding};

/// Every rule of it is about `.rungs-diff`.
const STYLE: &str = include_str!("style.css");

/// What a reviewer wants to see: the verdict, the numbers, what needs a look
/// first, where the numbers come from, and every change.
pub(in crate::render) fn diff(report: &DiffReport) -> String {
    let mut out = tag("p", "verdict", &phrases(&comparison::verdict(report)));
    out.push('\n');
    for note in &report.notes {
        let said = [toned(Tone::Care, "note: "), plain(note.as_str())];
        out.push_str(&tag("p", "", &phrases(&said)));
    }
    if !report.narrowed.is_empty() {
        let said = format!("shown: {}", report.narrowed.join(", "));
        out.push_str(&text("p", "care", &said));
    }
    out.push_str(&findings(&report.findings));
    if report.assessments.len() > 1 {
        out.push_str(&measures::overview(report));
    }
    for one in &report.assessments {
        if one.status != AssessmentStatus::Unchanged {
            out.push_str(&assessment(report, one));
        }
    }
    out.push_str(&footer(report));
    format!("<section class=\"rungs-diff\">\n<style>\n{STYLE}</style>\n{out}</section>\n")
}

fn findings(findings: &[Finding]) -> String {
    let rows = findings.iter().map(|finding| {
        let path = finding.path.as_deref().unwrap_or_default();
        let line = finding
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        let cells = [
            text(
                "td",
                if finding.level == "deny" {
                    "bad"
                } else {
                    "care"
                },
                finding.rule,
            ),
            text("td", "", &finding.message),
            tag("td", "", &text("code", "", &format!("{path}{line}"))),
        ];
        tag("tr", "", &cells.concat())
    });
    let rows: Vec<String> = rows.collect();
    match rows.is_empty() {
        true => String::new(),
        false => table("stacked", &["finding", "what", "where"], &rows),
    }
}

fn assessment(report: &DiffReport, one: &DiffedAssessment) -> String {
    let unit = one.unit.as_deref().unwrap_or("(unknown unit)");
    let mut about = Vec::new();
    about.extend(comparison::models(one).map(|models| plain(format!(" · {models}"))));
    about.extend([plain(" · "), comparison::status(one)]);
    let mut out = tag(
        "h2",
        "",
        &format!("{}{}", text("span", "", unit), phrases(&about)),
    );
    out.push_str(&text("p", "faint", &comparison::files(one)));
    for said in comparison::troubles(one) {
        out.push_str(&tag("p", "", &phrases(&said)));
    }
    if one.status == AssessmentStatus::Moved {
        return out;
    }
    out.push_str(&measures::numbers(one));
    out.push_str(&changes::first(report, one));
    out.push_str(&measures::explained(one));
    out.push_str(&changes::all(report, one));
    out
}

fn footer(report: &DiffReport) -> String {
    let sides = comparison::sides(&report.base, &report.head);
    let sides = sides.map(|(side, name, why)| {
        let why = why.map_or(String::new(), |why| format!(" ({why})"));
        text("p", "", &format!("{side} {name}{why}"))
    });
    let again = format!("again: {}", text("code", "", &report.reproduce));
    let tool = format!(
        "{} {}, as of {}",
        report.tool.name, report.tool.version, report.as_of
    );
    let said = [sides.concat(), tag("p", "", &again), text("p", "", &tool)];
    format!("{}\n", tag("footer", "", &said.concat()))
}

#[cfg(test)]
mod tests {
    use html5gum::{Token, Tokenizer};

    use super::diff;
    use crate::report::{DiffReport, sample};

    const ELEMENTS: [&str; 28] = [
        "section", "style", "p", "strong", "span", "h2", "h3", "div", "table", "thead", "tbody",
        "tr", "th", "td", "ul", "li", "dl", "dt", "dd", "ins", "del", "code", "a", "svg", "rect",
        "details", "summary", "footer",
    ];
    const ATTRIBUTES: [&str; 10] = [
        "class",
        "href",
        "viewbox",
        "preserveaspectratio",
        "aria-hidden",
        "x",
        "y",
        "width",
        "height",
        "open",
    ];

    fn read(bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// What a reader of HTML sees: its elements are balanced and known, its
    /// addresses those of the web; its text comes back.
    fn judged(report: &DiffReport) -> String {
        let page = diff(report);
        let (mut open, mut said) = (Vec::new(), String::new());
        for token in Tokenizer::new(&page) {
            match token.unwrap() {
                Token::StartTag(tag) => {
                    let name = read(&tag.name);
                    assert!(ELEMENTS.contains(&name.as_str()), "{name}\n{page}");
                    for (attribute, value) in &tag.attributes {
                        let (attribute, value) = (read(attribute), read(value));
                        assert!(ATTRIBUTES.contains(&attribute.as_str()), "{attribute}");
                        if attribute == "href" {
                            assert!(value.starts_with("https://"), "{value}");
                        }
                    }
                    open.push(name);
                }
                Token::EndTag(tag) => assert_eq!(open.pop(), Some(read(&tag.name)), "{page}"),
                Token::String(text) => {
                    if open.last().is_some_and(|name| name != "style") {
                        said.push_str(&read(&text));
                    }
                }
                Token::Error(error) => panic!("{error:?}\n{page}"),
                other => panic!("{other:?}"),
            }
        }
        assert!(open.is_empty(), "{open:?}");
        let acts = |found: char| found.is_control() && found != '\n';
        assert!(!page.contains(acts), "{page}");
        said
    }

    #[test]
    fn a_piece_of_a_page_says_the_numbers_and_where_they_come_from() {
        let said = judged(&sample::one());
        for wanted in [
            "acme-cti: share 44.4 % → 52.3 % ▲ +7.9 pp (of 489 → 474 points); 12 changes",
            "RESPONSE share: +10.3 pp = scope +14.4 pp, answers −4.2 pp",
            "CTI1CTI0▼ −1 level (of 24 → 20 practices)",
            "3 unanswered practices are no longer in the model",
            "▼ regressionRESPONSE-2.b fully → not assessments/acme-cti.yaml:88",
            "looked at within a weeka day",
            "again: rungs diff --base 3f2a9c1d07 --at b81e44f2aa",
        ] {
            assert!(said.contains(wanted), "{wanted}\n{said}");
        }
        let page = diff(&sample::one());
        let link = "https&#58;//forge.example/acme/cti/blob/b81e44f2aab81e44f2aab81e44f2aab81e44f2aa/assessments/acme-cti.yaml&#35;L88-L91";
        assert!(page.contains(link), "{page}");
        assert!(page.contains("<del>a week</del><ins>a day</ins>"), "{page}");
        judged(&sample::several());
        let said = judged(&sample::restated());
        assert!(
            said.contains("not comparable") && !said.contains(" pp"),
            "{said}"
        );
        assert!(judged(&sample::nothing()).starts_with("\n\nno change in maturity: 12 "));
    }

    #[test]
    fn nothing_from_a_file_is_more_than_text() {
        for text in sample::HOSTILE {
            let report = sample::hostile(text);
            let said = judged(&report);
            let shown: String = text
                .chars()
                .map(|found| match found {
                    '\n' | '\t' => found.to_string(),
                    found => crate::render::escape::terminal(&found.to_string()).into_owned(),
                })
                .collect();
            assert!(said.contains(&shown), "{shown:?}\n{said}");
            let page = diff(&report);
            assert!(!page.contains("##[") && !page.contains("##vso["), "{page}");
            assert!(!page.lines().any(|line| line.trim_start().starts_with("::")));
        }
    }

    #[test]
    fn the_style_reaches_nothing_else_and_fetches_nothing() {
        let style = super::STYLE;
        assert!(!style.contains("url(") && !style.contains("@import") && !style.contains('<'));
        let selectors = style
            .split(['{', '}'])
            .filter(|part| part.contains("rungs-diff"));
        for selector in selectors {
            let each = selector.trim().split(',');
            assert!(
                each.into_iter()
                    .all(|one| one.trim().starts_with(".rungs-diff")),
                "{selector}"
            );
        }
    }
}
