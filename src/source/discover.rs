use std::path::{Path, PathBuf};

/// The nearest folder from `start` upwards that holds a file of this name.
pub fn find_upwards(start: &Path, name: &str) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join(name).is_file())
        .map(Path::to_path_buf)
}

/// Where a folder lies in the git repository around it, as a path with a slash
/// at its end; empty at the repository's root and outside of any.
pub fn place_in_repository(folder: &Path) -> String {
    let root = folder.ancestors().find(|above| above.join(".git").exists());
    let below = root.and_then(|root| folder.strip_prefix(root).ok());
    match below.and_then(Path::to_str).unwrap_or_default() {
        "" => String::new(),
        below => format!("{}/", below.replace('\\', "/")),
    }
}
