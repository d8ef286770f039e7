use super::shared::{grouped, listed, signed};
use super::{Contested, MergedAnswer, MergedEvidence, Practice, Rater, Verdict};
use crate::model::{Answer, Claim, ItemIndex, Lookup, Model, Review, State, SupportedBy, Wanted};

/// All that assessors say about a practice but for the answer itself. What they
/// differ about is left out and said.
pub(super) fn fields(
    model: &Model,
    raters: &[Rater<'_>],
    practice: &Practice,
    contested: &mut Vec<Contested>,
) -> MergedAnswer {
    if practice.verdict == Verdict::OutOfScope {
        return MergedAnswer::default();
    }
    let said = raters.iter().zip(&practice.states);
    let said = said.filter(|(_, state)| **state != State::OutOfScope);
    let said: Vec<(&str, &Answer)> = said
        .filter_map(|(rater, _)| {
            let answer = rater.resolved.answer(rater.assessment, practice.item)?;
            Some((rater.name.as_str(), answer))
        })
        .collect();
    let only_na = !practice
        .states
        .iter()
        .any(|state| matches!(state, State::Value(_)));
    let mut fields = Fields {
        model,
        item: practice.item,
        said: &said,
        contested,
    };
    MergedAnswer {
        answer: None,
        na: only_na.then(|| fields.reason()).flatten(),
        because: fields.because(!only_na),
        evidence: evidence(&said),
        owner: fields.shared(
            "owner",
            |one| Some(one.owner.as_ref()?.value.clone()),
            Clone::clone,
        ),
        target: fields.target(),
        impact: fields.shared("impact", |one| one.impact, u8::to_string),
        effort: fields.shared("effort", |one| one.effort, u8::to_string),
        supported_by: fields.shared("supported_by", claimed, metric),
        review: review(&said),
        remarks: Vec::new(),
    }
}

/// What one assessor alone says in an answer to an earlier version's question.
pub(super) fn retired(answer: &Answer) -> MergedAnswer {
    let na = answer.na.as_ref();
    MergedAnswer {
        answer: answer.answer.as_ref().map(|one| one.value.text.clone()),
        na: na.map(|na| na.value.clone().unwrap_or_default()),
        because: answer.because.as_ref().map(|one| one.value.clone()),
        evidence: evidence(&[("", answer)]),
        owner: answer.owner.as_ref().map(|one| one.value.clone()),
        target: answer.target.as_ref().map(|one| wanted(one, None)),
        impact: answer.impact,
        effort: answer.effort,
        supported_by: claimed(answer),
        review: answer.review.clone(),
        remarks: Vec::new(),
    }
}

/// What assessors say about one practice.
struct Fields<'f, 's> {
    model: &'f Model,
    item: ItemIndex,
    said: &'f [(&'s str, &'s Answer)],
    contested: &'f mut Vec<Contested>,
}

impl Fields<'_, '_> {
    /// What they agree on among those who say it.
    fn shared<T: PartialEq>(
        &mut self,
        key: &'static str,
        of: impl Fn(&Answer) -> Option<T>,
        text: impl Fn(&T) -> String,
    ) -> Option<T> {
        let said = self.said.iter();
        let mut groups = grouped(said.filter_map(|(name, one)| Some((*name, of(one)?))));
        if groups.len() > 1 {
            self.contested.push(Contested {
                key,
                about: self.model.item(self.item).id.clone(),
                said: listed(&groups, text),
            });
            return None;
        }
        groups.pop().map(|(_, what)| what)
    }

    fn target(&mut self) -> Option<(String, Option<String>)> {
        let (model, item) = (self.model, self.item);
        let of = |one: &Answer| Some(wanted(one.target.as_ref()?, Some((model, item))));
        self.shared("target", of, |(answer, by)| match by {
            Some(by) => format!("{answer} by {by}"),
            None => answer.clone(),
        })
    }

    /// Why it is not applicable: the reason, or the reasons under their names.
    fn reason(&self) -> Option<String> {
        let reasons = self.said.iter().filter_map(|(name, one)| {
            let reason = one.na.as_ref()?.value.clone();
            Some((*name, reason.unwrap_or_default()))
        });
        let reasons: Vec<(&str, String)> = reasons.collect();
        match grouped(reasons.clone()).as_slice() {
            [] => None,
            [(_, reason)] => Some(reason.clone()),
            _ => Some(signed(reasons).unwrap_or_default()),
        }
    }

    /// The rationales, under their names unless all are the same; with the reasons of those who say that it is not
    /// applicable, where the merged answer is a value.
    fn because(&self, reasons: bool) -> Option<String> {
        let texts = self.said.iter().flat_map(|(name, one)| {
            let reason = one.na.as_ref().and_then(|na| na.value.as_ref());
            let reason = reason.filter(|_| reasons);
            let reason = reason.map(|reason| format!("not applicable: {reason}"));
            let because = one.because.as_ref().map(|because| because.value.clone());
            let texts = reason.into_iter().chain(because);
            texts.map(|text| (*name, text))
        });
        let texts: Vec<(&str, String)> = texts.collect();
        // What all have written is usually what stood there before.
        match grouped(texts.clone()).as_slice() {
            [(names, text)] if names.len() > 1 && names.len() == self.said.len() => {
                Some(text.clone())
            }
            _ => signed(texts),
        }
    }
}

fn wanted(wanted: &Wanted, on: Option<(&Model, ItemIndex)>) -> (String, Option<String>) {
    let written = &wanted.answer.value.text;
    let key = on.and_then(|(model, item)| {
        let scale = model.scale_of(item)?;
        match scale.look_up(written) {
            Lookup::Found(choice) => scale.choices.get(choice).map(|choice| choice.key.clone()),
            _ => None,
        }
    });
    let by = wanted.by.as_ref().map(|by| by.value.clone());
    (key.unwrap_or_else(|| written.clone()), by)
}

fn claimed(answer: &Answer) -> Option<SupportedBy> {
    answer.supported_by.as_ref().map(Claim::words)
}

fn metric(supported: &SupportedBy) -> String {
    let bounds = [
        (" at least ", &supported.at_least),
        (" at most ", &supported.at_most),
    ];
    let bounds = bounds
        .iter()
        .filter_map(|(words, bound)| Some(format!("{words}{}", bound.as_ref()?)));
    format!("{}{}", supported.metric, bounds.collect::<String>())
}

fn evidence(said: &[(&str, &Answer)]) -> Vec<MergedEvidence> {
    let all = said.iter().flat_map(|(_, one)| &one.evidence);
    let all = all.map(|one| {
        let merged = MergedEvidence {
            reference: one.reference.as_ref().map(|one| one.value.clone()),
            note: one.note.clone(),
            recorded: one.recorded.as_ref().map(|one| one.value.clone()),
            expires: one.expires.as_ref().map(|one| one.value.clone()),
        };
        ("", merged)
    });
    grouped(all).into_iter().map(|(_, one)| one).collect()
}

/// Marks that were there before stay until a person takes them away.
fn review(said: &[(&str, &Answer)]) -> Option<Review> {
    let marks: Vec<(&str, &Review)> = said
        .iter()
        .filter_map(|(name, one)| Some((*name, one.review.as_ref()?)))
        .collect();
    let (_, first) = marks.first()?;
    let same_was = marks.iter().all(|(_, mark)| mark.was == first.was);
    let whys = marks
        .iter()
        .filter_map(|(name, mark)| Some((*name, mark.why.clone()?)));
    Some(Review {
        was: first.was.clone().filter(|_| same_was),
        why: match grouped(whys.clone()).as_slice() {
            [(_, why)] => Some(why.clone()),
            _ => signed(whys),
        },
    })
}
