use super::{escape, wording};
use crate::report::NodeReport;

/// What was observed beside the nodes, as a Markdown table; nothing where nothing
/// was.
pub(super) fn markdown(nodes: &[NodeReport]) -> String {
    let observed = nodes.iter().flat_map(|node| &node.metrics);
    let rows = observed.map(|metric| {
        let arrow = match (&metric.change, metric.trend) {
            (Some((change, true)), Some(trend)) => format!("↑ {change}, {trend}"),
            (Some((change, false)), Some(trend)) => format!("↓ {change}, {trend}"),
            (_, Some(trend)) => trend.to_owned(),
            (_, None) => "first value".to_owned(),
        };
        let late = match metric.overdue {
            Some(true) => ", **overdue**",
            _ => "",
        };
        format!(
            "| {} | {} | {} {} | {} | {}, {}{late} |\n",
            escape::markdown(&metric.id),
            escape::markdown(&metric.title),
            escape::markdown(&metric.shown),
            escape::markdown(&metric.shown_unit),
            escape::markdown(&arrow),
            escape::markdown(&metric.date),
            wording::ago(metric.age_days)
        )
    });
    let rows: String = rows.collect();
    if rows.is_empty() {
        return rows;
    }
    format!("\n| metric | | latest | trend | observed |\n|---|---|---:|---|---|\n{rows}")
}
