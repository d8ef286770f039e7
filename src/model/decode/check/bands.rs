use super::Checker;
use crate::value::Rational;
use crate::yaml::{Entry, Node};

impl Checker<'_, '_, '_> {
    /// Edges rise, and only the last has no end.
    pub(super) fn bands(&mut self) {
        let bands = self.root.get("bands");
        for band in bands.map(Node::entries).unwrap_or_default() {
            self.band(band);
        }
    }

    fn band(&mut self, band: &Entry<'_>) {
        let help = "write `to` rising, and none for the last edge";
        let edges = band.value.get("edges").map(Node::items).unwrap_or_default();
        let mut before: Option<(Rational, String)> = None;
        for (at, edge) in edges.iter().enumerate() {
            let last = at + 1 == edges.len();
            let end = edge.get("to");
            let number = end.and_then(|end| Rational::parse(end.as_written()?));
            let (span, message) = match (end, number) {
                (None, _) if last => continue,
                (None, _) => (
                    edge.span,
                    format!(
                        "an edge of the band `{}` has no end and is not the last",
                        band.key
                    ),
                ),
                (Some(end), _) if last => (
                    end.span,
                    format!("the last edge of the band `{}` has an end", band.key),
                ),
                (Some(end), Some(number)) => {
                    let written = end.as_written().unwrap_or_default().to_owned();
                    let low = before.replace((number.clone(), written.clone()));
                    match low {
                        Some((low, said)) if low >= number => (
                            end.span,
                            format!(
                                "the edges of the band `{}` do not rise: {written} after {said}",
                                band.key
                            ),
                        ),
                        _ => continue,
                    }
                }
                (Some(_), None) => continue,
            };
            self.wrong(span, message, help);
        }
    }
}
