//! The pull requests of the gallery.

use super::edits::Edit::{self, Reformat, Remove, Replace, Rungs, Split, Write};

/// A change to an example, as a branch would bring it.
pub(super) struct PullRequest {
    /// The branch.
    pub(super) name: &'static str,
    pub(super) subject: &'static str,
    /// The folder below `examples/`.
    pub(super) example: &'static str,
    /// What is different on `main` already.
    pub(super) before: &'static [Edit],
    pub(super) edits: &'static [Edit],
}

const TEAM: &str = "assessments/acme-cti.yaml";

pub(super) const PULL_REQUESTS: &[PullRequest] = &[
    RAISE,
    REGRESS,
    SCOPE_CUT,
    EVIDENCE_REMOVED,
    SPLIT_FILE,
    MODEL_MIGRATION,
    MASS_REFORMAT,
    NEW_ASSESSMENT,
    SEVERAL,
];

const RAISE: PullRequest = PullRequest {
    name: "raise",
    subject: "Raise three practices after the plant inventory went live",
    example: "cti-team",
    before: &[],
    edits: &[
        Replace(TEAM, "as_of: 2026-10-01", "as_of: 2026-10-14"),
        Replace(
            TEAM,
            "\
    answer: partially
    because: >-
      new IT assets raise an alert for us within the hour; plant assets are loaded once a week, so our
      analysis of them comes days late
    evidence:
      - {ref: docs/asset-alert-walkthrough.md, recorded: 2026-09-28, expires: 2027-09-30}
",
            "\
    answer: fully
    because: >-
      new IT assets and plant assets raise an alert for us within the hour, so our analysis of them comes on time
    evidence:
      - {ref: docs/plant-inventory.md, recorded: 2026-10-13, expires: 2027-10-31}
      - {ref: docs/asset-alert-walkthrough.md, recorded: 2026-09-28, expires: 2027-09-30}
",
        ),
        Replace(
            TEAM,
            "\
    answer: partially
    because: business function and environment are filled in for servers, not for controllers
",
            "\
    answer: largely
    because: business function and environment are filled in for servers and for most controllers
    evidence:
      - {ref: docs/plant-inventory.md, recorded: 2026-10-13, expires: 2027-10-31}
",
        ),
        Replace(
            TEAM,
            "\
    answer: partially
    because: eight suppliers are watched, two of them only through the news
",
            "\
    answer: largely
    because: twelve suppliers are watched, all of them through their own advisories
",
        ),
        Write(
            "docs/plant-inventory.md",
            "# Plant inventory\n\nLive in both plants since 2026-10-12.\n",
        ),
    ],
};

const REGRESS: PullRequest = PullRequest {
    name: "regress",
    subject: "Record what the end of the feed contract took away",
    example: "cti-team",
    before: &[],
    edits: &[
        Replace(
            TEAM,
            "\
  THREAT-1.d:
    answer: fully
    evidence:
      - {note: feed status page shown live; nine of nine feeds delivered that hour, recorded: 2026-09-15}
",
            "\
  THREAT-1.d:
    answer: partially
    because: four of nine feeds ended with the contract on 2026-10-10
    evidence:
      - {note: feed status page shown live; five of nine feeds delivered that hour, recorded: 2026-10-12}
",
        ),
        Replace(TEAM, "  THREAT-1.f: fully\n", "  THREAT-1.f:\n"),
        Replace(
            TEAM,
            "\
    answer: largely
    because: enrichment is automatic; the mapping is proposed by the tool and confirmed by an analyst
",
            "\
    answer: partially
    because: enrichment is automatic; the mapping is done by an analyst since the tool's licence ran out
",
        ),
        Replace(
            TEAM,
            "\
    target: {answer: largely, by: 2027-03-31}
    impact: 2
    effort: 1
",
            "\
    target: {answer: largely, by: 2027-09-30}
    impact: 2
    effort: 1
",
        ),
        Replace(TEAM, "  THREAT-4.f: partially\n", "  THREAT-4.f: largely\n"),
    ],
};

const SCOPE_CUT: PullRequest = PullRequest {
    name: "scope-cut",
    subject: "Leave workforce to the parent group",
    example: "cti-team",
    before: &[],
    edits: &[
        Replace(
            TEAM,
            "there are no consumers, web shop or customer log-ins\n",
            "there are no consumers, web shop or customer log-ins\n    \
             WORKFORCE: hiring and training are services of the parent group\n",
        ),
        Replace(
            TEAM,
            "\
  THIRD-PARTIES-1.g:
    answer: not
    because: purchasing keeps a spreadsheet; there is no platform our findings could go into
    owner: purchasing
",
            "\
  THIRD-PARTIES-1.g:
    na: purchasing keeps a spreadsheet; there is no platform our findings could go into
    owner: purchasing
",
        ),
        Replace(
            TEAM,
            "  ARCHITECTURE-2.b: partially\n",
            "  ARCHITECTURE-2.b: largely\n",
        ),
    ],
};

const EVIDENCE_REMOVED: PullRequest = PullRequest {
    name: "evidence-removed",
    subject: "Clean up after the wiki moved",
    example: "cti-team",
    before: &[],
    edits: &[
        Replace(
            TEAM,
            "\
      - {ref: docs/asset-alert-walkthrough.md, recorded: 2026-09-28, expires: 2027-09-30}
      - {note: \"with asset management, three alerts followed end to end\", recorded: 2026-09-28}
",
            "\
      - {ref: docs/asset-alert-walkthrough.md, recorded: 2026-09-28, expires: 2027-09-30}
",
        ),
        Replace(
            TEAM,
            "\
  THREAT-1.c:
    answer: fully
    evidence:
      - {ref: https://wiki.example.org/cti/indicator-lifecycle, recorded: 2026-03-11, expires: 2027-03-31}
    owner: cti
",
            "\
  THREAT-1.c:
    answer: fully
    owner: cti
",
        ),
        Replace(
            TEAM,
            "      - {ref: https://wiki.example.org/detection/coverage-map, recorded: 2026-08-27, expires: 2027-02-28}\n    \
             owner: detection\n  THREAT-2.c:",
            "    owner: detection\n  THREAT-2.c:",
        ),
        Replace(
            TEAM,
            "https://wiki.example.org/cti/environment-overview, recorded: 2025-12-04, expires: 2026-12-31",
            "https://wiki.example.org/cti/environment-overview, recorded: 2025-12-04, expires: 2026-10-01",
        ),
        Replace(
            TEAM,
            "https://wiki.example.org/security/strategy-2026, recorded: 2025-11-27, expires: 2026-12-31",
            "https://wiki.example.org/security/strategy-2026, recorded: 2026-10-09, expires: 2027-10-31",
        ),
    ],
};

const SPLIT_FILE: PullRequest = PullRequest {
    name: "split-file",
    subject: "Give each domain a file of its own",
    example: "cti-team",
    before: &[],
    edits: &[Split(TEAM)],
};

const MODEL_MIGRATION: PullRequest = PullRequest {
    name: "model-migration",
    subject: "Move to CTI-CMM 1.3",
    example: "migrating",
    before: &[],
    edits: &[Rungs(&["migrate", "--to", "cti-cmm@1.3"])],
};

const MASS_REFORMAT: PullRequest = PullRequest {
    name: "mass-reformat",
    subject: "Sort and quote everything",
    example: "cti-team",
    before: &[],
    edits: &[Reformat(TEAM)],
};

const NEW_ASSESSMENT: PullRequest = PullRequest {
    name: "new-assessment",
    subject: "Assess the team of plant B",
    example: "cti-team",
    before: &[],
    edits: &[
        Replace(
            "rungs.yaml",
            "  - {id: acme-cti, title: Acme cyber threat intelligence}\n",
            "  - {id: acme-cti, title: Acme cyber threat intelligence}\n  \
             - {id: plant-b, title: Plant B}\n",
        ),
        Write(
            "assessments/plant-b.yaml",
            "\
rungs: assessment/1
model: cti-cmm@1.3
model_digest: sha256:3f5b3206be37815bf44ba08bac69b338c0249a3481305f4c13137aafe66141fa
unit: plant-b
as_of: 2026-10-12
scope:
  out:
    FRAUD: a plant sells nothing
    PROGRAM: the programme is that of the group
answers:
  ASSET-1.a: largely
  ASSET-1.b: {answer: partially, because: controllers are loaded once a week}
  ASSET-1.c: not
  ASSET-2.a: partially
  THREAT-1.a: fully
  THREAT-1.b: largely
  THREAT-5.a: partially
  THREAT-4.d: {na: tests are bought by the group}
  RESPONSE-1.a: fully
  RESPONSE-2.a: partially
",
        ),
    ],
};

const SEVERAL: PullRequest = PullRequest {
    name: "several",
    subject: "Quarterly round of the product's teams",
    example: "models/dsomm-like",
    before: &[Remove("assessments/team-4.yaml")],
    edits: &[
        Replace(
            "assessments/team-1.yaml",
            "BUILD-SIGN: none",
            "BUILD-SIGN: partly",
        ),
        Replace(
            "assessments/team-1.yaml",
            "DEPLOY-BACK: partly",
            "DEPLOY-BACK: fully",
        ),
        Replace(
            "assessments/team-2.yaml",
            "DEPLOY-SCRIPT: fully",
            "DEPLOY-SCRIPT: {answer: started, because: the new region is set up by hand}",
        ),
        Replace(
            "assessments/team-3.yaml",
            "answers:\n",
            "scope:\n  out:\n    BUILD-1: the product's build is run by team one\nanswers:\n",
        ),
        Write(
            "assessments/team-4.yaml",
            include_str!("../../../examples/models/dsomm-like/assessments/team-4.yaml"),
        ),
    ],
};
