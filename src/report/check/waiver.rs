use serde::Serialize;

use crate::check::{CheckedWaiver, WaiverState};
use crate::model::{Spanned, Waiving};
use crate::project::{PlacedWaiver, Project};
use crate::report::{SideReport, Tool};
use crate::value::Date;

/// The result of `waiver list`.
#[derive(Debug, Clone, Serialize)]
pub struct WaiversReport {
    /// `rungs/waivers/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The day that counts as today.
    pub as_of: String,
    /// What was compared with to count findings; nothing where nothing could be.
    pub base: Option<SideReport>,
    /// The waivers, in the order of their files.
    pub waivers: Vec<WaiverReport>,
    /// How many waivers there are of which state.
    pub waiver_counts: WaiverCounts,
}

/// A waiver and what it does.
#[derive(Debug, Clone, Serialize)]
pub struct WaiverReport {
    /// `active`, `expiring`, `expired` or `unused`.
    pub state: &'static str,
    /// The rule it excepts.
    pub rule: String,
    /// The unit it is for.
    pub unit: Option<String>,
    /// The node it is for.
    pub node: Option<String>,
    /// The item it is for.
    pub item: Option<String>,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// Its last day, as written.
    pub expires: Option<String>,
    /// Days from today to its last day; below 0 when that is over, nothing when it
    /// is no day.
    pub days_left: Option<i64>,
    /// The answer that it is bound to, as a fingerprint.
    pub fingerprint: Option<String>,
    /// The file it is in.
    pub path: Option<String>,
    /// The line it is at.
    pub line: Option<u32>,
    /// How many findings it excepts, or would if it had not expired; nothing where
    /// nothing was compared.
    pub findings: Option<usize>,
}

/// How many waivers there are of which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct WaiverCounts {
    /// That hold.
    pub active: usize,
    /// That hold and will end soon.
    pub expiring: usize,
    /// Whose last day is over.
    pub expired: usize,
    /// That hold and except nothing.
    pub unused: usize,
}

/// The waivers of a project, as far as they are known.
#[derive(Debug)]
pub enum ListedWaivers<'w> {
    /// With what they do in a check against a base.
    Checked(&'w [CheckedWaiver], SideReport),
    /// By their days alone.
    Dated(&'w Project),
}

impl WaiversReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/waivers/1";

    /// The waivers as they are listed.
    pub fn of(listed: ListedWaivers<'_>, today: Date) -> Self {
        let (waivers, base) = match listed {
            ListedWaivers::Checked(waivers, base) => {
                (waivers.iter().map(checked).collect(), Some(base))
            }
            ListedWaivers::Dated(project) => {
                let waivers = project.waivers.iter();
                let dated = |placed| dated(placed, &project.config.waiving, today);
                (waivers.map(dated).collect::<Vec<_>>(), None)
            }
        };
        Self {
            schema: Self::SCHEMA,
            tool: Tool::SELF,
            as_of: today.to_string(),
            base,
            waiver_counts: WaiverCounts::of(&waivers),
            waivers,
        }
    }
}

impl WaiverCounts {
    /// Counts waivers.
    pub fn of(waivers: &[WaiverReport]) -> Self {
        let of = |state: WaiverState| {
            let same = |waiver: &&WaiverReport| waiver.state == state.word();
            waivers.iter().filter(same).count()
        };
        Self {
            active: of(WaiverState::Active),
            expiring: of(WaiverState::Expiring),
            expired: of(WaiverState::Expired),
            unused: of(WaiverState::Unused),
        }
    }
}

/// A waiver with what it did.
pub(super) fn checked(waiver: &CheckedWaiver) -> WaiverReport {
    let findings = Some(waiver.findings);
    report(&waiver.placed, waiver.state, waiver.days_left, findings)
}

fn dated(placed: &PlacedWaiver, waiving: &Waiving, today: Date) -> WaiverReport {
    let left = placed.waiver.last_day().map(|day| day.days_since(today));
    let state = match left {
        None | Some(..0) => WaiverState::Expired,
        Some(left) if left <= i64::from(waiving.warned_days()) => WaiverState::Expiring,
        Some(_) => WaiverState::Active,
    };
    report(placed, state, left, None)
}

fn report(
    placed: &PlacedWaiver,
    state: WaiverState,
    days_left: Option<i64>,
    findings: Option<usize>,
) -> WaiverReport {
    let waiver = &placed.waiver;
    let text = |part: &Option<Spanned<String>>| part.as_ref().map(|part| part.value.clone());
    WaiverReport {
        state: state.word(),
        rule: waiver.rule.value.clone(),
        unit: text(&waiver.unit),
        node: text(&waiver.node),
        item: text(&waiver.item),
        reason: waiver.reason.clone(),
        owner: waiver.owner.clone(),
        expires: text(&waiver.expires),
        days_left,
        fingerprint: text(&waiver.fingerprint),
        path: Some(placed.file.path().to_string()),
        line: Some(placed.line()),
        findings,
    }
}
