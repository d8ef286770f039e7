use rungs::check::{Check, Checked, Policy, PolicySource};
use rungs::report::{SideReport, rules};

use crate::commands::sides::{BaseConfig, Between, Sides};
use crate::context::Context;
use crate::failure::Failure;

/// What came of a check of the work tree.
pub(super) struct Compared {
    pub(super) checked: Checked,
    /// What it was checked against.
    pub(super) base: SideReport,
}

/// A check of the work tree against a base by the base's policy, as `rungs check`
/// makes it.
///
/// # Errors
/// When there is nothing to compare with.
pub(super) fn compared(base: Option<&str>, context: &Context) -> Result<Compared, Failure> {
    let sides = Sides::held(&Between::base_and_work_tree(base), context)?;
    let policy = match sides.base_config {
        BaseConfig::Own => Policy::of(&sides.base.project, PolicySource::Base),
        BaseConfig::Absent | BaseConfig::Broken => {
            Policy::of(&sides.head.project, PolicySource::Head)
        }
    };
    let rules = rules();
    let check = Check {
        base: &sides.base,
        numbers: false,
        head: &sides.head,
        policy: &policy,
        rules: &rules,
        accepted: &[],
        today: context.today,
    };
    Ok(Compared {
        checked: check.run(),
        base: sides.base_report.clone(),
    })
}
