use std::collections::BTreeMap;

use super::Audited;
use super::brought::brought;
use crate::history::{History, Kept, Narrowing, ScoredWith, Timeline, Walking};
use crate::project::Project;
use crate::source::git::{CommitDetails, GitError, GitId, Repository, Signature, WalkMode};
use crate::value::Date;

/// What is audited.
#[derive(Debug, Clone, Copy)]
pub struct Auditing<'a> {
    /// The repository.
    pub repository: &'a Repository,
    /// The commit that its history ends with.
    pub tip: GitId,
    /// The project there.
    pub newest: &'a Project,
    /// Where results are kept that can be computed again.
    pub kept: Option<&'a Kept>,
    /// The day that counts as today.
    pub today: Date,
    /// The first day, by the committer's clock.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Days around the period in which a change may have to do with one in it.
    pub around_days: u32,
    /// The units; none for all.
    pub units: &'a [String],
}

/// What was found of it.
#[derive(Debug)]
pub struct Gathered {
    /// The commits of the first-parent line, oldest first.
    pub line: Vec<Audited>,
    /// The paths that were looked at.
    pub paths: Vec<String>,
    /// Commits that were looked at.
    pub walked: usize,
    /// Commits that touched the paths.
    pub touched: usize,
    /// Where a shallow clone cuts the history off. What those commits did cannot be
    /// told, and they are left out.
    pub cut_at: Vec<GitId>,
}

impl Auditing<'_> {
    /// The commits of the period and around it with what they did, what merges brought
    /// in, and what git says of their signatures.
    ///
    /// # Errors
    /// When something that is needed is not in this clone.
    pub fn gather(&self) -> Result<Gathered, GitError> {
        let mut timeline = self.timeline(WalkMode::FirstParent)?;
        let touches = timeline.walk.touches.iter().enumerate();
        // A position counts from the newest on.
        let whole: Vec<(usize, GitId)> = touches.rev().map(|(at, one)| (at, one.commit)).collect();
        let mut cut_at = timeline.walk.cut_at.clone();
        let mut wanted: Vec<(usize, CommitDetails)> = Vec::new();
        for (at, id) in whole.iter().filter(|(_, id)| !cut_at.contains(id)) {
            let details = self.repository.commit_details(*id)?;
            if self.near(&details) {
                wanted.push((*at, details));
            }
        }
        let at: Vec<usize> = wanted.iter().map(|(at, _)| *at).collect();
        self.prepare(&mut timeline, &at)?;
        let mut line: Vec<Audited> = Vec::with_capacity(wanted.len());
        for (at, details) in wanted {
            line.push(self.audited(&mut timeline, at, details));
        }
        let ids: Vec<GitId> = whole.into_iter().map(|(_, id)| id).collect();
        let aside = self.bring(&mut line, &ids)?;
        cut_at.extend(aside);
        cut_at.sort_unstable();
        cut_at.dedup();
        self.sign(&mut line);
        Ok(Gathered {
            line,
            paths: timeline.paths.every(),
            walked: timeline.walk.walked,
            touched: timeline.walk.touches.len(),
            cut_at,
        })
    }

    fn timeline(&self, mode: WalkMode) -> Result<Timeline, GitError> {
        let walking = Walking {
            mode,
            accelerated: true,
            kept: self.kept,
        };
        Timeline::walk(self.repository, self.tip, self.newest, walking, &|_| ())
    }

    fn prepare(&self, timeline: &mut Timeline, at: &[usize]) -> Result<(), GitError> {
        let history = History {
            repository: self.repository,
            newest: self.newest,
            scored_with: ScoredWith::Then,
            today: self.today,
            kept: self.kept,
        };
        let steps: Vec<(usize, usize)> = at.iter().map(|at| (*at, 0)).collect();
        timeline.prepare(&history, &steps, &|| ())
    }

    fn audited(&self, timeline: &mut Timeline, at: usize, details: CommitDetails) -> Audited {
        let library = &self.newest.library;
        let mut narrowing = Narrowing::new(self.units, &[], &[], library);
        let step = timeline.take(at, 0).map(|step| narrowing.step(step));
        Audited {
            short: self.repository.short(details.id),
            step: step.unwrap_or_default(),
            brought: Vec::new(),
            signature: None,
            inside: self.holds(details.committer.date),
            details,
        }
    }

    fn holds(&self, day: Option<Date>) -> bool {
        let since = self
            .since
            .is_none_or(|since| day.is_some_and(|day| day >= since));
        since
            && self
                .until
                .is_none_or(|until| day.is_some_and(|day| day <= until))
    }

    fn near(&self, details: &CommitDetails) -> bool {
        let around = i64::from(self.around_days);
        let day = details.committer.date;
        let after = |since: Date| day.is_some_and(|day| since.days_since(day) <= around);
        let before = |until: Date| day.is_some_and(|day| day.days_since(until) <= around);
        self.since.is_none_or(after) && self.until.is_none_or(before)
    }

    /// Finds the commits that merges of the period brought in and that changed answers,
    /// and where branches are cut off.
    fn bring(&self, line: &mut [Audited], whole: &[GitId]) -> Result<Vec<GitId>, GitError> {
        let asked = |one: &&mut Audited| one.inside && one.merges() && one.counts();
        if !line.iter_mut().any(|one| asked(&one)) {
            return Ok(Vec::new());
        }
        let mut every = self.timeline(WalkMode::Full)?;
        let groups = brought(&every.walk, whole);
        for merge in line.iter_mut().filter(asked) {
            let group = groups.get(&merge.details.id);
            let mut own: Vec<(usize, CommitDetails)> = Vec::new();
            for at in group.into_iter().flatten() {
                let Some(touch) = every.walk.touches.get(*at) else {
                    continue;
                };
                // What a merge within a branch did was done by what it brought in.
                if touch.parents.len() < 2 && !every.walk.cut_at.contains(&touch.commit) {
                    own.push((*at, self.repository.commit_details(touch.commit)?));
                }
            }
            let at: Vec<usize> = own.iter().map(|(at, _)| *at).collect();
            self.prepare(&mut every, &at)?;
            let own = own.into_iter();
            let own = own.map(|(at, details)| self.audited(&mut every, at, details));
            merge.brought = own.filter(Audited::counts).collect();
        }
        Ok(every.walk.cut_at)
    }

    /// Asks git about the signatures of the commits that checks look at.
    fn sign(&self, line: &mut [Audited]) {
        let asked = |one: &&mut Audited| one.inside && one.counts();
        let mut asked: Vec<&mut Audited> = line.iter_mut().filter(asked).collect();
        let signed = |one: &Audited| one.details.signed.then_some(one.details.id);
        let all = asked
            .iter()
            .flat_map(|one| one.brought.iter().chain([&**one]));
        let ids: Vec<GitId> = all.filter_map(signed).collect();
        let said: BTreeMap<GitId, Signature> = self.repository.signatures(&ids);
        for one in &mut asked {
            let tell = |one: &mut Audited| {
                let state = said.get(&one.details.id).copied();
                one.signature = Some(state.unwrap_or(Signature::None));
            };
            one.brought.iter_mut().for_each(tell);
            tell(one);
        }
    }
}
