//! What the pull requests of the gallery do to files.

use std::fs;
use std::path::Path;

use crate::support::run;

/// One step of a pull request.
pub(super) enum Edit {
    /// A text of a file is another one.
    Replace(&'static str, &'static str, &'static str),
    /// A file is new, or another one altogether.
    Write(&'static str, &'static str),
    Remove(&'static str),
    Rungs(&'static [&'static str]),
    /// An assessment becomes a folder of parts, one for each domain.
    Split(&'static str),
    /// An assessment with other comments, quotes and order of answers.
    Reformat(&'static str),
}

impl Edit {
    pub(super) fn make(&self, root: &Path) {
        match self {
            Self::Replace(path, from, to) => {
                let path = root.join(path);
                let text = fs::read_to_string(&path).unwrap();
                assert_eq!(text.matches(from).count(), 1, "once: {from}");
                fs::write(path, text.replacen(from, to, 1)).unwrap();
            }
            Self::Write(path, text) => write(root, path, text),
            Self::Remove(path) => fs::remove_file(root.join(path)).unwrap(),
            Self::Rungs(words) => {
                let ran = run(root, words);
                assert_eq!(ran.exit, 0, "{}{}", ran.stdout, ran.stderr);
            }
            Self::Split(path) => split(root, path),
            Self::Reformat(path) => reformat(root, path),
        }
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// An assessment in pieces: what stands before the answers, one piece for each
/// answer with the comments before it, what stands after them.
fn pieces(text: &str) -> (String, Vec<(String, String)>, String) {
    let (start, rest) = text.split_once("\nanswers:\n").unwrap();
    let lines: Vec<&str> = rest.lines().collect();
    let of_answers = |line: &&&str| line.is_empty() || line.starts_with("  ");
    let end = lines.iter().take_while(of_answers).count();
    let (answers, after) = lines.split_at(end);
    let mut pieces: Vec<(String, String)> = Vec::new();
    for line in answers {
        let key = line
            .strip_prefix("  ")
            .filter(|line| !line.starts_with([' ', '#']));
        if let Some(id) = key.and_then(|line| line.split_once(':')) {
            pieces.push((id.0.to_owned(), String::new()));
        }
        let heading = line.is_empty() || line.trim_start().starts_with('#');
        if let Some((_, piece)) = pieces.last_mut().filter(|_| !heading) {
            piece.push_str(&format!("{line}\n"));
        }
    }
    (format!("{start}\n"), pieces, after.join("\n"))
}

fn split(root: &Path, path: &str) {
    let text = fs::read_to_string(root.join(path)).unwrap();
    fs::remove_file(root.join(path)).unwrap();
    let folder = path.strip_suffix(".yaml").unwrap();
    let (start, pieces, after) = pieces(&text);
    write(
        root,
        &format!("{folder}/assessment.yaml"),
        &format!("{start}{after}\n"),
    );
    let domain = |id: &str| id.rsplit_once('-').unwrap().0.to_owned();
    for parts in pieces.chunk_by(|(one, _), (other, _)| domain(one) == domain(other)) {
        let node = domain(&parts[0].0);
        let answers: String = parts.iter().map(|(_, piece)| piece.as_str()).collect();
        let text = format!("rungs: answers/1\nnode: {node}\nanswers:\n{answers}");
        write(
            root,
            &format!("{folder}/{}.yaml", node.to_lowercase()),
            &text,
        );
    }
}

fn reformat(root: &Path, path: &str) {
    let text = fs::read_to_string(root.join(path)).unwrap();
    let (start, mut pieces, after) = pieces(&text);
    pieces.reverse();
    let head = start.lines().filter(|line| !line.starts_with('#'));
    let head: String = head.map(|line| format!("{line}\n")).collect();
    let mut answers = String::new();
    for (id, piece) in &pieces {
        let mut piece = piece.replace("    ", "        ").replacen("  ", "    ", 1);
        for word in ["not", "partially", "largely", "fully"] {
            piece = piece.replace(&format!(": {word}\n"), &format!(": \"{word}\"\n"));
        }
        answers.push_str(&format!("    # {id}\n{piece}"));
    }
    let text = format!("# Sorted anew.\n{after}\n{head}\nanswers:\n{answers}");
    fs::write(root.join(path), text).unwrap();
}
