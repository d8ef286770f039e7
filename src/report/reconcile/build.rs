use super::{
    AgreementReport, ComparedAssessor, ComparedNode, ComparedPair, ComparedPractice, ComparedScope,
    ExactNumber, LeftOut, MergedReport, ModelReport, OutForAssessor, ReconcileReport, SpreadReport,
    Tool, VoteReport,
};
use crate::consensus::{
    Agreement, Comparison, Contested, Merged, NodeAgreement, Pair, Practice, Rater, Rule,
    ScopeDifference, Verdict,
};
use crate::diagnostic::Place;
use crate::model::{At, ItemIndex, Model, State};
use crate::value::Rational;

/// Decimals of the rounded numbers in JSON.
const DECIMALS: u32 = 6;

impl ReconcileReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/reconcile/1";

    /// The report on a comparison, before anything is merged.
    pub fn new(model: &Model, raters: &[Rater<'_>], comparison: &Comparison) -> Self {
        let root = comparison.nodes.first();
        let unit = raters
            .first()
            .map(|rater| rater.assessment.unit.value.clone());
        let practices = comparison.practices.iter();
        let pairs = comparison.pairs.iter();
        Self {
            schema: Self::SCHEMA,
            tool: Tool::SELF,
            unit: unit.unwrap_or_default(),
            model: ModelReport::new(model),
            assessors: (0..raters.len())
                .filter_map(|at| assessor(model, raters.get(at)?, at, comparison))
                .collect(),
            agreement: agreement(root.map(|root| root.agreement).unwrap_or_default()),
            kappa: comparison.kappa.as_ref().map(coefficient),
            pairs: pairs.map(|one| pair(raters, one)).collect(),
            nodes: comparison
                .nodes
                .iter()
                .map(|one| node(model, one))
                .collect(),
            scope: comparison
                .scope
                .iter()
                .map(|one| scope(model, raters, one))
                .collect(),
            practices: practices.map(|one| practice(model, raters, one)).collect(),
            merged: None,
        }
    }
}

impl MergedReport {
    /// The report on a merged draft.
    pub fn new(rule: Rule, merged: &Merged, comparison: &Comparison, path: Option<String>) -> Self {
        let answers = || merged.answers.values();
        let answered = answers().filter(|one| one.answer.is_some()).count();
        let not_applicable = answers().filter(|one| one.na.is_some()).count();
        let out = |one: &&Practice| one.verdict == Verdict::OutOfScope;
        let out_of_scope = comparison.practices.iter().filter(out).count();
        let left_out = |one: &Contested| LeftOut {
            key: one.key,
            about: one.about.clone(),
            said: one.said.clone(),
        };
        Self {
            rule: rule.word(),
            path,
            answered,
            unanswered: comparison.practices.len() - answered - not_applicable - out_of_scope,
            not_applicable,
            out_of_scope,
            review: answers().filter(|one| one.review.is_some()).count(),
            left_out: merged.contested.iter().map(left_out).collect(),
        }
    }
}

fn agreement(agreement: Agreement) -> AgreementReport {
    let percent = |share: &Rational| format!("{} %", (share * &Rational::from_int(100)).rounded(1));
    AgreementReport {
        same: agreement.same,
        compared: agreement.compared,
        share: agreement
            .share()
            .map(|share| exact(&share, percent(&share))),
    }
}

fn coefficient(number: &Rational) -> ExactNumber {
    exact(number, number.rounded(2))
}

fn exact(number: &Rational, shown: String) -> ExactNumber {
    ExactNumber {
        value: number.to_string(),
        number: number.rounded(DECIMALS).parse().unwrap_or_default(),
        shown,
    }
}

fn assessor(
    model: &Model,
    rater: &Rater<'_>,
    at: usize,
    comparison: &Comparison,
) -> Option<ComparedAssessor> {
    let practices = || comparison.practices.iter();
    let state = |one: &Practice| one.states.get(at).copied().unwrap_or_default();
    let count = |fits: &dyn Fn(State) -> bool| practices().filter(|one| fits(state(one))).count();
    let missing = |one: &&Practice| {
        state(one) == State::Unanswered && (one.verdict.compared() || one.verdict == Verdict::Alone)
    };
    let mut not_rated: Vec<ItemIndex> = practices().filter(missing).map(|one| one.item).collect();
    not_rated.sort();
    Some(ComparedAssessor {
        name: rater.name.clone(),
        path: rater.assessment.path().to_owned(),
        status: rater.assessment.status.word(),
        as_of: rater.assessment.as_of.as_ref().map(|day| day.value.clone()),
        answered: count(&|state| matches!(state, State::Value(_))),
        unanswered: count(&|state| state == State::Unanswered),
        not_applicable: count(&|state| state == State::NotApplicable),
        out_of_scope: count(&|state| state == State::OutOfScope),
        not_rated: not_rated
            .into_iter()
            .map(|item| model.item(item).id.clone())
            .collect(),
    })
}

fn pair(raters: &[Rater<'_>], pair: &Pair) -> ComparedPair {
    let name = |at: usize| raters.get(at).map(|rater| rater.name.clone());
    ComparedPair {
        assessors: [pair.first, pair.second].map(|at| name(at).unwrap_or_default()),
        agreement: agreement(pair.agreement),
        kappa: pair.kappa.as_ref().map(coefficient),
    }
}

fn node(model: &Model, node: &NodeAgreement) -> ComparedNode {
    let item = model.item(node.node);
    ComparedNode {
        id: item.id.clone(),
        title: item.title.clone(),
        depth: item.depth,
        total: node.total,
        agreement: agreement(node.agreement),
        apart: node.apart,
        applicability: node.applicability,
        not_compared: node.not_compared,
    }
}

fn scope(model: &Model, raters: &[Rater<'_>], difference: &ScopeDifference) -> ComparedScope {
    let item = model.item(difference.node);
    let sides = || raters.iter().zip(&difference.out);
    let out = sides().filter(|(_, out)| **out);
    let out = out.flat_map(|(rater, _)| out_for(model, rater, difference.node));
    let in_scope = sides().filter(|(_, out)| !**out);
    ComparedScope {
        node: item.id.clone(),
        title: item.title.clone(),
        out: out.collect(),
        in_scope: in_scope.map(|(rater, _)| rater.name.clone()).collect(),
    }
}

fn out_for(model: &Model, rater: &Rater<'_>, node: ItemIndex) -> Vec<OutForAssessor> {
    let entries = rater.scope_entries(model, node).into_iter();
    let entries = entries.filter_map(|at| rater.assessment.out_of_scope.get(at));
    let entries = entries.map(|entry| OutForAssessor {
        assessor: rater.name.clone(),
        reason: entry.reason.clone(),
        path: rater.assessment.path().to_owned(),
        line: place(rater, entry.id.at).map(|(_, line)| line),
    });
    entries.collect()
}

fn practice(model: &Model, raters: &[Rater<'_>], practice: &Practice) -> ComparedPractice {
    let item = model.item(practice.item);
    let states = raters.iter().zip(&practice.states);
    ComparedPractice {
        item: item.id.clone(),
        title: item.title.clone(),
        verdict: practice.verdict.word(),
        discuss: practice.verdict.differs(),
        spread: practice.spread.as_ref().map(|spread| SpreadReport {
            steps: spread.steps,
            score: spread.score.to_string(),
        }),
        votes: states
            .map(|(rater, state)| vote(model, rater, practice.item, *state))
            .collect(),
    }
}

fn vote(model: &Model, rater: &Rater<'_>, item: ItemIndex, state: State) -> VoteReport {
    let mut vote = VoteReport {
        assessor: rater.name.clone(),
        state: state.word(),
        answer: None,
        reason: None,
        because: None,
        path: None,
        line: None,
    };
    if state == State::OutOfScope {
        if let Some(out) = out_for(model, rater, item).into_iter().next() {
            vote.reason = Some(out.reason);
            (vote.path, vote.line) = (Some(out.path), out.line);
        }
        return vote;
    }
    if let State::Value(choice) = state {
        let scale = model.scale_of(item);
        let choice = scale.and_then(|scale| scale.choices.get(choice));
        vote.answer = choice.map(|choice| choice.key.clone());
    }
    if let Some(answer) = rater.resolved.answer(rater.assessment, item) {
        vote.reason = answer.na.as_ref().and_then(|na| na.value.clone());
        vote.because = answer.because.as_ref().map(|because| because.value.clone());
        (vote.path, vote.line) = place(rater, answer.id.at).unzip();
    }
    vote
}

fn place(rater: &Rater<'_>, at: At) -> Option<(String, u32)> {
    match rater.assessment.place(at) {
        Place::Text(file, span) => Some((file.path().to_string(), file.position(span.start).line)),
        _ => None,
    }
}
