use std::fs;
use std::io;

use super::Folder;
use crate::text::RepoPath;

/// Folders inside each other that a listing goes into.
pub(super) const MOST_DEPTH: usize = 64;

impl Folder {
    /// The regular files below a folder whose paths pass, sorted. Symbolic links
    /// to folders are not followed, and `.git` is left alone.
    pub fn list(&self, below: &str, passes: &dyn Fn(&str) -> bool) -> Vec<RepoPath> {
        let mut found = Vec::new();
        self.collect(below.trim_end_matches('/'), 0, passes, &mut found);
        found.sort();
        found
    }

    fn collect(
        &self,
        folder: &str,
        depth: usize,
        passes: &dyn Fn(&str) -> bool,
        found: &mut Vec<RepoPath>,
    ) {
        let entries = match fs::read_dir(self.root().join(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            // Reading it will say why it cannot be listed.
            Err(_) => return found.push(RepoPath::given(folder)),
        };
        for entry in entries.flatten() {
            // A name that is not UTF-8 is found under another one, so that
            // reading it fails and is reported.
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() {
                name.clone()
            } else {
                format!("{folder}/{name}")
            };
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() {
                if name != ".git" && depth < MOST_DEPTH {
                    self.collect(&path, depth + 1, passes, found);
                }
            } else if passes(&path) {
                found.push(RepoPath::given(&path));
            }
        }
    }
}
