use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "unknown-node",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "A node named in `scope`, `assessed` or the `node` of a part that the model does not have.",
            why: "A misspelt node would silently keep a domain in scope, or leave a part's answers unchecked.",
            example: "scope:\n  out: {FRAUDS: no consumer business}",
            instead: "use the id of a domain, an objective or a practice",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let assessment = scene.assessment;
    let scope = assessment.out_of_scope.iter().map(|node| &node.id);
    let assessed = assessment.assessed.iter().map(|(node, _)| node);
    let parts = assessment.parts.iter().map(|(_, node)| node);
    let unknown = scope
        .chain(assessed)
        .chain(parts)
        .filter(|node| scene.model.find(&node.value).is_none());
    for (found, node) in unknown.enumerate() {
        let message = format!(
            "`{}` is not a node of {}",
            node.value, scene.model.reference
        );
        let finding = Diagnostic::new(&LINT.rule, scene.place(node.at), message);
        findings.push(finding.maybe_help(scene.suggestion(&node.value, found)));
    }
}
