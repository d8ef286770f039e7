use gix::objs::Kind;

use super::entry::Trouble;
use super::{GitId, Repository};
use crate::source::ReadError;

impl Repository {
    /// The content of a file, counted among those read.
    pub(super) fn blob(&self, id: GitId, most: usize) -> Result<Vec<u8>, ReadError> {
        let header = self.with(|git| git.try_find_header(id.0));
        let header = match header {
            Ok(Some(header)) if header.kind() == Kind::Blob => header,
            Ok(None) => {
                self.note_missing(id);
                return Err(ReadError::from(&Trouble::Missing(id)));
            }
            Ok(Some(_)) | Err(_) => return Err(ReadError::from(&Trouble::Broken(id))),
        };
        if header.size() > most as u64 {
            return Err(ReadError::TooLarge {
                bytes: header.size(),
                most: most as u64,
            });
        }
        let bytes = self.object(id, Kind::Blob);
        self.count_blob();
        bytes.map_err(|trouble| ReadError::from(&trouble))
    }

    /// The bytes of an object of a kind.
    pub(super) fn object(&self, id: GitId, kind: Kind) -> Result<Vec<u8>, Trouble> {
        self.with(|git| match git.try_find_object(id.0) {
            Ok(Some(object)) if object.kind == kind => Ok(object.detach().data),
            Ok(None) => Err(Trouble::Missing(id)),
            Ok(Some(_)) | Err(_) => Err(Trouble::Broken(id)),
        })
    }
}
