use std::path::{Path, PathBuf};

/// The nearest folder from `start` upwards that holds a file of this name.
pub fn find_upwards(start: &Path, name: &str) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join(name).is_file())
        .map(Path::to_path_buf)
}
