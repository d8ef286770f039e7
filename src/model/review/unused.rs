use super::Review;
use crate::model::rules;

impl Review<'_, '_> {
    /// Scales and bands that are defined are used.
    pub(super) fn unused(&mut self) {
        let model = self.model;
        for (position, entry) in self.entries("scales").iter().enumerate() {
            if !self.leaves().any(|leaf| leaf.scale == Some(position)) {
                let message = format!("no practice has the scale `{}`", entry.key);
                let help = "name it as `scale:` of practices, or drop it";
                self.report(&rules::MODEL_UNUSED, entry.key_span, message, help);
            }
        }
        for (position, entry) in self.entries("bands").iter().enumerate() {
            if !model
                .measures
                .iter()
                .any(|measure| measure.band == Some(position))
            {
                let message = format!("no measure uses the band `{}`", entry.key);
                let help = "name it as `band:` of a measure, or drop it";
                self.report(&rules::MODEL_UNUSED, entry.key_span, message, help);
            }
        }
    }
}
