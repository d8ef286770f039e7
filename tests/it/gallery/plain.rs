//! A plain comparison of YAML: keys and positions, and nothing that they mean.

use std::collections::BTreeMap;

use serde_yaml::Value;

/// The comparison of the files of two folders.
pub(super) fn files(old: &[(String, String)], new: &[(String, String)]) -> String {
    let find = |files: &[(String, String)], path: &str| {
        let found = files.iter().find(|(file, _)| file == path);
        found.map(|(_, text)| text.clone())
    };
    let mut paths: Vec<&String> = old.iter().chain(new).map(|(path, _)| path).collect();
    paths.sort();
    paths.dedup();
    let mut out = String::new();
    for path in paths {
        let (from, to) = (find(old, path), find(new, path));
        let said = compare(from.as_deref(), to.as_deref());
        if !said.is_empty() {
            out.push_str(&format!("{path}\n{said}\n"));
        }
    }
    match out.is_empty() {
        true => "(nothing)\n".to_owned(),
        false => out.trim_end().to_owned() + "\n",
    }
}

/// The comparison of two files, either of which may not be there.
pub(super) fn compare(from: Option<&str>, to: Option<&str>) -> String {
    let (from, to) = (entries(from), entries(to));
    let mut out = String::new();
    for (path, old) in &from {
        match to.iter().find(|(other, _)| other == path) {
            Some((_, new)) if new == old => {}
            Some((_, new)) => out.push_str(&format!("~ {path}: {old} → {new}\n")),
            None => out.push_str(&format!("- {path}: {old}\n")),
        }
    }
    let known: BTreeMap<&String, &String> = from.iter().map(|(path, old)| (path, old)).collect();
    for (path, new) in to.iter().filter(|(path, _)| !known.contains_key(path)) {
        out.push_str(&format!("+ {path}: {new}\n"));
    }
    out
}

fn entries(text: Option<&str>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if let Some(text) = text {
        flatten("", &serde_yaml::from_str(text).unwrap(), &mut out);
    }
    out
}

fn flatten(path: &str, value: &Value, out: &mut Vec<(String, String)>) {
    match value {
        Value::Mapping(map) if !map.is_empty() => {
            for (key, value) in map {
                let key = scalar(key);
                let dot = if path.is_empty() { "" } else { "." };
                flatten(&format!("{path}{dot}{key}"), value, out);
            }
        }
        Value::Sequence(list) if !list.is_empty() => {
            for (at, value) in list.iter().enumerate() {
                flatten(&format!("{path}[{at}]"), value, out);
            }
        }
        value => out.push((path.to_owned(), scalar(value))),
    }
}

fn scalar(value: &Value) -> String {
    serde_yaml::to_string(value).unwrap().trim_end().to_owned()
}
