use std::time::{Duration, Instant};

use super::{Sizes, problem};

const SIZES: Sizes = Sizes {
    practices: 400,
    nodes: 60,
    measures: 6,
    changes: 30,
    facets: 3,
    name: 60,
    text: 200,
};

fn wrong(text: &str) -> String {
    let found = problem(text, SIZES);
    found.map_or_else(String::new, |found| {
        format!(
            "{}: {} {}",
            found.offset,
            found.message,
            found.help.unwrap_or_default()
        )
    })
}

#[test]
fn what_the_guide_shows_is_right() {
    for text in [
        "practices.all(p, p.state != \"not_applicable\")",
        "nodes[\"THREAT\"].measures.level.number >= 2",
        "measures.share.number >= 0.6 && unit != 'x'",
        "practices.filter(p, p.owner == null).size() == 0",
        "size(practices.filter(p, p.evidence.expired > 0)) <= 3",
        "!has_base || changes.all(c, c.direction != 'down')",
        "practices.all(p, p.target == null || p.score >= p.target_score)",
        "as_of == null || days(as_of, today) < 365",
        "practices.exists_one(p, p.id == 'A-1')",
        "nodes.all(id, nodes[id].unanswered == 0)",
        "practices.map(p, p.id).all(id, id.startsWith('A') || id in ['x', 'y'])",
        "practices.all(p, has(p.facets.sector) ? p.facets.sector == 'x' : true)",
        "practices.all(p, p.because != null && size(p.because) > 20)",
    ] {
        assert_eq!(wrong(text), "", "{text}");
    }
}

#[test]
fn what_is_not_there_is_found_at_its_place() {
    for (text, part) in [
        (
            "practices.all(p, p.owne != null)",
            "a practice has no `owne` did you mean `owner`?",
        ),
        (
            "practises.size() > 0",
            "0: there is no `practises` did you mean `practices`?",
        ),
        ("practices.al(p, true)", "there is no function `al`"),
        ("practices.owner == 1", "a list has no `owner`"),
        ("unit.matches('a+')", "there is no function `matches`"),
        ("model.name == 'x'", "the model has no `name`"),
        ("unit ==", "it cannot be read"),
        ("", "it cannot be read"),
        ("a.?b", "it cannot be read"),
        ("Thing{a: 1}", "there are no types"),
    ] {
        assert!(wrong(text).contains(part), "{text}: {}", wrong(text));
    }
}

/// Expressions that are to stop a program: too deep, too long, too slow.
#[expect(clippy::too_many_lines, reason = "a list")]
fn hostile() -> Vec<String> {
    let nested = |word: &str, range: &str| {
        let open: String = (0..6).map(|at| format!("{range}.{word}(v{at}, ")).collect();
        format!("{open}true{}", ")".repeat(6))
    };
    let doubled = "['aaaaaaaa']".to_owned() + &".map(x, x + x)".repeat(60);
    let lists = "[[1]]".to_owned() + &".map(x, x + x)".repeat(60);
    let literal = format!("[{}]", vec!["1"; 200].join(","));
    vec![
        nested("all", "practices"),
        nested("exists", "practices"),
        nested("map", "practices"),
        nested("filter", "practices"),
        nested("exists_one", "nodes"),
        nested("all", "changes"),
        nested(
            "all",
            "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]",
        ),
        nested(
            "map",
            "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]",
        ),
        "practices.map(a, practices.map(b, practices))".to_owned() + ".size() > 0",
        "(".repeat(100_000),
        format!("{}1{}", "(".repeat(900), ")".repeat(900)),
        "[".repeat(1_500),
        "{1:".repeat(600),
        "!".repeat(1_900) + "true",
        "-".repeat(1_900) + "1",
        "- ".repeat(900) + "1",
        "!-".repeat(900) + "1",
        "true?1:".repeat(280) + "2",
        "a?b:".repeat(100_000),
        "\"a\"+".repeat(450) + "\"a\"",
        "\"a\"+".repeat(100_000),
        "1+".repeat(240) + "1",
        "true&&".repeat(240) + "true",
        "1==".repeat(240) + "1",
        doubled.clone(),
        format!("size({doubled}[0]) > 0"),
        lists,
        format!("{literal}.all(a, {literal}.all(b, true))"),
        "x".to_owned() + &".x".repeat(240),
        "unit".to_owned() + &".size()".repeat(120),
        "a".to_owned() + &"[0]".repeat(160),
        "nodes".to_owned() + &"['a']".repeat(120),
        "size(".repeat(300) + &")".repeat(300),
        "\"unterminated".to_owned(),
        "'''unterminated".to_owned(),
        "r\"\\".to_owned(),
        "\"\\".to_owned(),
        "\0".to_owned(),
        "'\0'".to_owned(),
        "unit == '\u{202e}\u{1F600}'".to_owned(),
        "\u{1F600}".to_owned(),
        "ünit == 1".to_owned(),
        "'\\u{110000}'".to_owned(),
        "'\\UFFFFFFFF' == unit".to_owned(),
        "'\\xff' == '\\777'".to_owned(),
        "9999999999999999999999999".to_owned(),
        "1e999999999 > 0".to_owned(),
        "0xFFFFFFFFFFFFFFFFFF".to_owned(),
        "-9223372036854775808 / -1".to_owned(),
        "1 / 0 == 1".to_owned(),
        "`a`".to_owned(),
        "a.`b`".to_owned(),
        "/*".to_owned(),
        "// only a comment".to_owned(),
        "b'\\xff' == b''".to_owned(),
        "practices.all(p.q, true)".to_owned(),
        "has(practices)".to_owned(),
        "all(practices, true)".to_owned(),
        "practices.all()".to_owned(),
        "in in in".to_owned(),
        "for while if".to_owned(),
        ")".to_owned(),
        "]}{[".to_owned(),
        ",".repeat(400),
        ".".repeat(400),
        "?:".repeat(15),
        "@result".to_owned(),
        "__result__".to_owned(),
    ]
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "that it stops is what is held; the time is far above what it takes"
)]
fn what_is_hostile_is_refused_and_nothing_runs_on() {
    let began = Instant::now();
    for text in hostile() {
        let _ = problem(&text, SIZES);
    }
    assert!(began.elapsed() < Duration::from_secs(120));
}
