use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// There is a file already.
    Exists(PathBuf),
    /// The file is a symbolic link, which would be replaced by a file.
    Link(PathBuf),
    /// There is something that is no file: a folder, a device, a pipe.
    NoFile(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(formatter, "`{}` exists already", path.display()),
            Self::Link(path) => write!(formatter, "`{}` is a symbolic link", path.display()),
            Self::NoFile(path) => write!(formatter, "`{}` is not a regular file", path.display()),
            Self::Io(path, error) => {
                write!(formatter, "cannot write `{}`: {error}", path.display())
            }
        }
    }
}

/// Writes a file that is not there yet, folders included.
///
/// # Errors
/// When there is a file already, or the system refuses; nothing is left behind.
pub fn create_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(WriteError::Exists(path.to_path_buf()));
    }
    let temporary = prepare(path, bytes)?;
    match temporary.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(WriteError::Exists(path.to_path_buf()))
        }
        Err(failed) => Err(WriteError::Io(path.to_path_buf(), failed.error)),
    }
}

/// Replaces a file, or writes a new one: at every moment the old or the new
/// content is there, whole.
///
/// # Errors
/// When there is a symbolic link or anything else that is no regular file, or the
/// system refuses; what was there is then untouched.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let old = fs::symlink_metadata(path).ok();
    if let Some(old) = &old {
        regular(path, old)?;
    }
    let failed = |error| WriteError::Io(path.to_path_buf(), error);
    let temporary = prepare(path, bytes)?;
    if let Some(old) = old {
        temporary
            .as_file()
            .set_permissions(old.permissions())
            .map_err(failed)?;
    }
    temporary
        .persist(path)
        .map_err(|error| failed(error.error))?;
    sync_folder(path);
    Ok(())
}

/// Adds to the end of a file, which others may add to as well, or writes a new one.
///
/// # Errors
/// When there is anything that is no regular file, or the system refuses.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(WriteError::NoFile(path.to_path_buf()));
    }
    let failed = |error| WriteError::Io(path.to_path_buf(), error);
    let mut file = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .map_err(failed)?;
    file.write_all(bytes).map_err(failed)
}

/// Removes a file.
///
/// # Errors
/// When there is a symbolic link or anything else that is no regular file, or the
/// system refuses; what was there is then untouched.
pub fn remove(path: &Path) -> Result<(), WriteError> {
    let failed = |error| WriteError::Io(path.to_path_buf(), error);
    regular(path, &fs::symlink_metadata(path).map_err(failed)?)?;
    fs::remove_file(path).map_err(failed)?;
    sync_folder(path);
    Ok(())
}

fn regular(path: &Path, there: &fs::Metadata) -> Result<(), WriteError> {
    match (there.is_symlink(), there.is_file()) {
        (true, _) => Err(WriteError::Link(path.to_path_buf())),
        (false, false) => Err(WriteError::NoFile(path.to_path_buf())),
        (false, true) => Ok(()),
    }
}

/// A complete, flushed temporary file in the folder of `path`.
fn prepare(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, WriteError> {
    let failed = |error| WriteError::Io(path.to_path_buf(), error);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rungs-").suffix(".tmp");
    set_mode(&mut builder);
    let mut temporary = builder.tempfile_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    Ok(temporary)
}

/// New files are readable as any others, not only by their owner.
#[cfg(unix)]
fn set_mode(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn set_mode(_: &mut tempfile::Builder<'_, '_>) {}

/// Makes the rename itself last; where folders cannot be opened there is nothing
/// to do.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_regular_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let inner = folder.path().join("folder");
        fs::create_dir(&inner).unwrap();
        for path in [&socket, &inner] {
            let before = fs::symlink_metadata(path).unwrap().file_type();
            let refused = replace(path, b"text");
            assert!(matches!(refused, Err(WriteError::NoFile(_))), "{refused:?}");
            assert_eq!(fs::symlink_metadata(path).unwrap().file_type(), before);
        }
    }
}
