use std::path::Path;

use rungs::project::{Project, Snapshot};
use rungs::report::SideReport;

use super::{BaseConfig, Sides, snapshot};
use crate::context::{Context, sound};
use crate::failure::Failure;

/// A project outside of git, which has nothing to be compared with.
pub(super) fn alone(context: &Context) -> Result<Sides, Failure> {
    let side = |name: &str, why: Option<&str>| SideReport {
        revision: None,
        name: name.to_owned(),
        why: why.map(str::to_owned),
        links: None,
    };
    Ok(Sides {
        base: snapshot(Project::bare(&context.folder))?,
        head: snapshot(Project::open(&context.folder)?)?,
        base_report: side("nothing", Some("there is no git repository")),
        head_report: side("the folder", None),
        named: false,
        base_config: BaseConfig::Absent,
        strayed: None,
        notes: vec![
            "there is no git repository: the policy of the folder counts, and gates that compare have nothing to compare with"
                .to_owned(),
        ],
        reproduce: String::new(),
    })
}

/// Two files, or two folders.
pub(super) fn on_disk(old: &Path, new: &Path, context: &Context) -> Result<Sides, Failure> {
    let (base, head) = (named(old, context)?, named(new, context)?);
    // A file of another moment, such as `git difftool` hands over, stands outside
    // of the project whose models it needs.
    let (base, head) = match (
        base.project.config_file.is_some(),
        head.project.config_file.is_some(),
    ) {
        (false, true) => (beside(base, &head.project), head),
        (true, false) => {
            let head = beside(head, &base.project);
            (base, head)
        }
        // Two of another moment: git hands them over from within the project.
        (false, false) => match Project::open(&context.folder) {
            Ok(project) => (beside(base, &project), beside(head, &project)),
            Err(_) => (base, head),
        },
        (true, true) => (base, head),
    };
    let side = |path: &Path| SideReport {
        revision: None,
        name: path.display().to_string(),
        why: None,
        links: None,
    };
    Ok(Sides {
        base,
        head,
        base_report: side(old),
        head_report: side(new),
        named: true,
        base_config: BaseConfig::Own,
        strayed: None,
        notes: Vec::new(),
        reproduce: format!(
            " {} {}",
            quoted(&old.display().to_string()),
            quoted(&new.display().to_string())
        ),
    })
}

/// A word as a shell takes it for one.
pub fn quoted(word: &str) -> String {
    let plain = |found: char| found.is_ascii_alphanumeric() || "-_./:@=+".contains(found);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// What a path names; nothing for the empty file that stands for one that is not
/// there.
fn named(path: &Path, context: &Context) -> Result<Snapshot, Failure> {
    if path == Path::new("/dev/null") || path == Path::new("NUL") {
        return Ok(Snapshot {
            project: Project::bare(&context.folder),
            groups: Vec::new(),
        });
    }
    let place = context.place(&[path.to_path_buf()], true)?;
    sound(&place.project)?;
    Ok(Snapshot {
        project: place.project,
        groups: place.groups,
    })
}

fn beside(snapshot: Snapshot, other: &Project) -> Snapshot {
    Snapshot {
        project: snapshot.project.with_models_of(other),
        groups: snapshot.groups,
    }
}
