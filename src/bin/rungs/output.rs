use std::io::{self, Write};

/// The only writers to standard output and standard error.
pub struct Streams<'s> {
    out: &'s mut dyn Write,
    err: &'s mut dyn Write,
    closed: bool,
}

impl<'s> Streams<'s> {
    /// Over two writers.
    pub fn new(out: &'s mut dyn Write, err: &'s mut dyn Write) -> Self {
        Self {
            out,
            err,
            closed: false,
        }
    }

    /// Writes a result. A reader that has gone away is no failure, and what the
    /// command found keeps its exit code.
    ///
    /// # Errors
    /// When the writer refuses for another reason.
    pub fn result(&mut self, text: &str) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let written = self
            .out
            .write_all(text.as_bytes())
            .and_then(|()| self.out.flush());
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            written => written,
        }
    }

    /// Writes a notice. There is nowhere left to tell that this failed.
    pub fn say(&mut self, text: &str) {
        let _ = self
            .err
            .write_all(text.as_bytes())
            .and_then(|()| self.err.flush());
    }
}
