use std::collections::BTreeMap;

use crate::text::RepoPath;

/// The name of the head of a split assessment.
pub(super) const HEAD: &str = "assessment.yaml";

/// Files that are loaded together: one file, or a folder with a head and what
/// may be its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Group {
    /// The files, the head first.
    pub files: Vec<RepoPath>,
}

/// Puts files into groups, in the order of their first paths. Files beside an
/// `assessment.yaml` go with it; what among them is no part is told apart when
/// it is read.
pub(super) fn group(paths: Vec<RepoPath>) -> Vec<Group> {
    let mut folders: BTreeMap<String, Vec<RepoPath>> = BTreeMap::new();
    for path in paths {
        folders
            .entry(path.folder().to_owned())
            .or_default()
            .push(path);
    }
    let mut groups = Vec::new();
    for mut files in folders.into_values() {
        files.sort();
        files.dedup();
        if let Some(head) = files.iter().position(|path| path.name() == HEAD) {
            let head = files.remove(head);
            files.insert(0, head);
            groups.push(Group { files });
        } else {
            groups.extend(files.into_iter().map(|file| Group { files: vec![file] }));
        }
    }
    groups.sort_by(|a, b| a.files.cmp(&b.files));
    groups
}

#[cfg(test)]
mod tests {
    use super::group;
    use crate::text::RepoPath;

    #[test]
    fn files_beside_a_head_go_with_it() {
        let paths =
            ["a/asset.yaml", "a/assessment.yaml", "b.yaml", "a/risk.yaml"].map(RepoPath::given);
        let groups: Vec<Vec<String>> = group(paths.to_vec())
            .into_iter()
            .map(|group| group.files.iter().map(ToString::to_string).collect())
            .collect();
        assert_eq!(
            groups,
            [
                vec!["a/assessment.yaml", "a/asset.yaml", "a/risk.yaml"],
                vec!["b.yaml"]
            ]
        );
    }
}
