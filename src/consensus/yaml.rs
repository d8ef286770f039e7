use super::{Merged, MergedAnswer, MergedEvidence, Rule};
use crate::model::{Assessor, ItemIndex, Model, SupportedBy};
use crate::yaml::{emit_comment, emit_scalar, emit_text};

impl Merged {
    /// The draft as a file in canonical form, every practice listed. `sources`
    /// are the paths of what it was merged from.
    pub fn to_yaml(&self, model: &Model, sources: &[&str], rule: Rule) -> String {
        let mut out = String::new();
        let sources = sources.join(", ");
        let rule = rule.word();
        comment(
            &mut out,
            "",
            &format!("merged from {sources}; rule: {rule}"),
        );
        let of_head = |key: &str| ["targets", "baselines", "overrides", "retired"].contains(&key);
        for one in self.contested.iter().filter(|one| of_head(one.key)) {
            let text = format!("{} not merged: {}: {}", one.key, one.about, one.said);
            comment(&mut out, "", &text);
        }
        out.push_str("rungs: assessment/1\n");
        line(&mut out, "model", &model.reference.to_string());
        out.push_str(&format!("model_digest: {}\n", model.digest));
        line(&mut out, "unit", &self.unit);
        out.push_str("status: draft\n");
        if let Some(day) = &self.as_of {
            line(&mut out, "as_of", day);
        }
        self.head(&mut out);
        out.push_str("answers:\n");
        self.answers(model, &mut out);
        if !self.retired.is_empty() {
            out.push_str("retired:\n");
        }
        for (id, answer) in &self.retired {
            entry(&mut out, &emit_scalar(id), "", answer);
        }
        if !self.overrides.is_empty() {
            out.push_str("overrides:\n");
        }
        for one in &self.overrides {
            let fields = [
                ("node", Some(&one.node)),
                ("measure", Some(&one.measure)),
                ("value", Some(&one.value)),
                ("because", one.because.as_ref()),
                ("by", one.by.as_ref()),
            ];
            out.push_str(&format!("  - {}\n", flow(&fields)));
        }
        out
    }

    fn head(&self, out: &mut String) {
        let pairs = |list: &[(String, String)], indent: &str| {
            let pairs = list.iter();
            let pairs = pairs.map(|(key, text)| {
                let text = emit_text(text, &format!("{indent}  "));
                format!("{indent}{}: {text}\n", emit_scalar(key))
            });
            pairs.collect::<String>()
        };
        if !self.assessed.is_empty() {
            out.push_str(&format!("assessed:\n{}", pairs(&self.assessed, "  ")));
        }
        if !self.assessors.is_empty() {
            out.push_str("assessors:\n");
        }
        for Assessor { name, email, role } in &self.assessors {
            let fields = [
                ("name", Some(name)),
                ("email", email.as_ref()),
                ("role", role.as_ref()),
            ];
            out.push_str(&format!("  - {}\n", flow(&fields)));
        }
        if !self.out_of_scope.is_empty() {
            let nodes = pairs(&self.out_of_scope, "    ");
            out.push_str(&format!("scope:\n  out:\n{nodes}"));
        }
        if !self.targets.is_empty() {
            out.push_str("targets:\n");
        }
        for one in &self.targets {
            let fields = [
                ("node", Some(&one.node)),
                ("measure", Some(&one.measure)),
                ("at_least", Some(&one.at_least)),
                ("by", one.by.as_ref()),
                ("because", one.because.as_ref()),
            ];
            out.push_str(&format!("  - {}\n", flow(&fields)));
        }
        if !self.baselines.is_empty() {
            out.push_str("baselines:\n");
        }
        for one in &self.baselines {
            let fields = [
                ("node", Some(&one.node)),
                ("measure", Some(&one.measure)),
                ("value", Some(&one.value)),
                ("recorded", one.recorded.as_ref()),
            ];
            out.push_str(&format!("  - {}\n", flow(&fields)));
        }
    }

    /// Each practice beside its title, under a comment that names its parent.
    fn answers(&self, model: &Model, out: &mut String) {
        let mut heading = ItemIndex::ROOT;
        for item in model.leaves(ItemIndex::ROOT) {
            let practice = model.item(item);
            let parent = practice.parent.unwrap_or(ItemIndex::ROOT);
            if parent != heading {
                heading = parent;
                let node = model.item(parent);
                out.push('\n');
                comment(out, "  ", &format!("{} {}", node.id, node.title));
            }
            let none = MergedAnswer::default();
            let answer = self.answers.get(&item).unwrap_or(&none);
            entry(out, &emit_scalar(&practice.id), &practice.title, answer);
        }
    }
}

fn entry(out: &mut String, key: &str, title: &str, answer: &MergedAnswer) {
    for remark in &answer.remarks {
        comment(out, "  ", remark);
    }
    let title = if title.is_empty() {
        String::new()
    } else {
        format!(" # {}", emit_comment(title))
    };
    let short = MergedAnswer {
        answer: answer.answer.clone(),
        remarks: answer.remarks.clone(),
        ..MergedAnswer::default()
    };
    if *answer == short {
        let value = answer.answer.as_ref();
        let value = value.map_or(String::new(), |value| format!(" {}", emit_scalar(value)));
        out.push_str(&format!("  {key}:{value}{title}\n"));
    } else {
        out.push_str(&format!("  {key}:{title}\n"));
        fields(out, answer);
    }
}

fn fields(out: &mut String, answer: &MergedAnswer) {
    let texts = [
        ("answer", &answer.answer),
        ("na", &answer.na),
        ("because", &answer.because),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            out.push_str(&format!("    {key}: {}\n", emit_text(text, "      ")));
        }
    }
    if !answer.evidence.is_empty() {
        out.push_str("    evidence:\n");
    }
    for one in &answer.evidence {
        evidence(out, one);
    }
    if let Some(owner) = &answer.owner {
        out.push_str(&format!("    owner: {}\n", emit_scalar(owner)));
    }
    if let Some((wanted, by)) = &answer.target {
        let fields = [("answer", Some(wanted)), ("by", by.as_ref())];
        out.push_str(&format!("    target: {}\n", flow(&fields)));
    }
    for (key, number) in [("impact", answer.impact), ("effort", answer.effort)] {
        if let Some(number) = number {
            out.push_str(&format!("    {key}: {number}\n"));
        }
    }
    if let Some(supported) = &answer.supported_by {
        out.push_str(&format!("    supported_by: {}\n", metric(supported)));
    }
    if let Some(review) = &answer.review {
        let fields = [("was", review.was.as_ref()), ("why", review.why.as_ref())];
        out.push_str(&format!("    review: {}\n", flow(&fields)));
    }
}

fn evidence(out: &mut String, evidence: &MergedEvidence) {
    let texts = [
        ("ref", &evidence.reference),
        ("note", &evidence.note),
        ("recorded", &evidence.recorded),
        ("expires", &evidence.expires),
    ];
    if !evidence
        .note
        .as_ref()
        .is_some_and(|note| note.contains('\n'))
    {
        let texts = texts.map(|(key, text)| (key, text.as_ref()));
        out.push_str(&format!("      - {}\n", flow(&texts)));
        return;
    }
    let mut mark = "-";
    for (key, text) in texts {
        if let Some(text) = text {
            let text = emit_text(text, "          ");
            out.push_str(&format!("      {mark} {key}: {text}\n"));
            mark = " ";
        }
    }
}

/// A metric with its bounds, which stay the numbers they are.
fn metric(supported: &SupportedBy) -> String {
    let bounds = [
        ("at_least", &supported.at_least),
        ("at_most", &supported.at_most),
    ];
    let bounds = bounds
        .iter()
        .filter_map(|(key, bound)| Some(format!(", {key}: {}", bound.as_ref()?)));
    let metric = emit_scalar(&supported.metric);
    format!("{{metric: {metric}{}}}", bounds.collect::<String>())
}

/// A mapping on one line.
fn flow(fields: &[(&str, Option<&String>)]) -> String {
    let fields = fields
        .iter()
        .filter_map(|(key, text)| Some(format!("{key}: {}", emit_scalar(text.as_ref()?))));
    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
}

fn line(out: &mut String, key: &str, text: &str) {
    out.push_str(&format!("{key}: {}\n", emit_scalar(text)));
}

fn comment(out: &mut String, indent: &str, text: &str) {
    out.push_str(&format!("{indent}# {}\n", emit_comment(text)));
}
