use rungs::project::Project;
use rungs::source::replace;
use rungs::text::SourceFile;

use super::Change;
use crate::failure::Failure;

/// Replaces all files, or none: when one cannot be written, those before it get
/// their old content back.
pub(super) fn write_all(project: &Project, changes: &[Change]) -> Result<(), Failure> {
    for (done, change) in changes.iter().enumerate() {
        let Err(mut failure) = write(project, &change.file, &change.text) else {
            continue;
        };
        let undone = changes.iter().take(done);
        let stuck = undone.filter(|one| write(project, &one.file, one.file.text()).is_err());
        let stuck: Vec<String> = stuck.map(|one| one.file.path().to_string()).collect();
        if !stuck.is_empty() {
            failure.message.push_str(&format!(
                "; written before, and not to be put back: {}",
                stuck.join(", ")
            ));
            failure.hint = Some("get the old content of these files from git".to_owned());
        } else if failure.hint.is_none() {
            failure.hint = Some("nothing was written".to_owned());
        }
        return Err(failure);
    }
    Ok(())
}

fn write(project: &Project, file: &SourceFile, text: &str) -> Result<(), Failure> {
    let path = project.on_disk(file);
    let mark = if project.has_byte_order_mark(file) {
        "\u{feff}"
    } else {
        ""
    };
    Ok(replace(&path, format!("{mark}{text}").as_bytes())?)
}
