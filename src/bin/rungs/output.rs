use std::io::{self, Write};

/// The only writers to standard output and standard error.
pub struct Streams<'s> {
    out: &'s mut dyn Write,
    err: &'s mut dyn Write,
}

impl<'s> Streams<'s> {
    /// Over two writers.
    pub fn new(out: &'s mut dyn Write, err: &'s mut dyn Write) -> Self {
        Self { out, err }
    }

    /// Writes a result.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn result(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Writes a notice. There is nowhere left to tell that this failed.
    pub fn say(&mut self, text: &str) {
        let _ = self
            .err
            .write_all(text.as_bytes())
            .and_then(|()| self.err.flush());
    }
}
