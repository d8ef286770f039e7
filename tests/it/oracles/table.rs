//! The worked examples of the model families: what is asked, of which command,
//! and the exact answer, worked out by hand or taken from the publisher.
//!
//! Each figure has the key under which the list of worked examples keeps it, and
//! several entries of one name are parts of one example.

use super::read::Read::{
    Assessed, AtTarget, Band, Dealt, Gap, Gaps, Level, Max, Merged, Met, NotApplicable, Points,
    Priority, Spread, Total, Value, WorkbookMax, WorkbookPoints, WorkbookShare,
};
use super::{Example, Fill, Runs};

/// `score --leaves` in the folder of an example model.
const fn score(model: &'static str) -> Runs {
    Runs::Score(model)
}

/// The official workbook v1.0 has tests of its own.
const V10: Runs = Runs::Elsewhere("tests/it/official/cti_cmm.rs");

const SHARE_A1: (&str, &str, &str) = ("team-a", "ASSET-1", "share");
const SHARE_A2: (&str, &str, &str) = ("team-a", "ASSET-2", "share");
const SHARE_A: (&str, &str, &str) = ("team-a", "ASSET", "share");

#[rustfmt::skip]
pub(super) static EXAMPLES: &[Example] = &[
    Example {
        name: "E1a CTI-CMM ASSET-1", rule: "ratio", runs: score("cti-cmm-like"),
        answers: &[("team-a", "ASSET-1", "fully largely partially n/a not –")],
        figures: &[("score", Points(SHARE_A1), "6"), ("max", Max(SHARE_A1), "15"), ("share", Value(SHARE_A1), "2/5")],
    },
    Example {
        name: "E1b CTI-CMM ASSET-2", rule: "ratio", runs: score("cti-cmm-like"),
        answers: &[("team-a", "ASSET-2", "fully fully largely largely partially not n/a")],
        figures: &[("score", Points(SHARE_A2), "11"), ("max", Max(SHARE_A2), "18"), ("share", Value(SHARE_A2), "11/18")],
    },
    Example {
        name: "E1c CTI-CMM ASSET domain", rule: "ratio", runs: score("cti-cmm-like"),
        answers: &[("team-a", "ASSET", "fully largely partially n/a not – fully fully largely largely partially not n/a")],
        figures: &[("score", Points(SHARE_A), "17"), ("max", Max(SHARE_A), "33"), ("share", Value(SHARE_A), "17/33")],
    },
    Example {
        name: "E1d same, completeness", rule: "count", runs: score("cti-cmm-like"), answers: &[],
        figures: &[
            ("answered", Dealt("team-a", "ASSET"), "12"),
            ("total", Total("team-a", "ASSET"), "13"),
            ("na", NotApplicable("team-a", "ASSET"), "2"),
        ],
    },
    // The faults of the workbook, in a workbook of our own words.
    Example {
        name: "E1e same cells in workbook v1.3 (bug-compatible)", rule: "workbook",
        runs: Runs::Import("tests/cases/import/worked-example/tree/tool.xlsx"), answers: &[],
        figures: E1E,
    },
    Example {
        name: "E1e same cells in workbook v1.3 (bug-compatible)", rule: "workbook",
        runs: Runs::Official(Fill::Asset), answers: &[],
        figures: E1E,
    },
    Example {
        name: "E1f mean of the two objective shares (NOT the CTI-CMM rule)", rule: "mean", runs: score("cti-cmm-like"),
        answers: &[],
        figures: &[("", Value(("team-a", "ASSET", "mean-of-nodes")), "91/180")],
    },
    // The workbook lacks two practices of the book.
    Example {
        name: "E2 all 197 workbook practices = 3", rule: "ratio",
        runs: Runs::BuiltIn(&["ACCESS-1.h", "ACCESS-1.i"]), answers: &[],
        figures: &[("true", Value(("unit", "cti-cmm", "share")), "1")],
    },
    Example {
        name: "E2 all 197 workbook practices = 3", rule: "ratio", runs: Runs::BuiltIn(&[]), answers: &[],
        figures: &[("book_v13_max", Max(("unit", "cti-cmm", "share")), "597")],
    },
    Example {
        name: "E2 all 197 workbook practices = 3", rule: "ratio", runs: Runs::Official(Fill::All), answers: &[],
        figures: &[("workbook_v13", WorkbookShare("cti-cmm"), "172/195")],
    },
    Example {
        name: "E2 all 197 workbook practices = 3", rule: "ratio", runs: V10, answers: &[],
        figures: &[("workbook_v10_all246", WorkbookShare("cti-cmm"), "1")],
    },
    Example {
        name: "E3 SITUATION not relevant, all else 3", rule: "ratio scope",
        runs: Runs::BuiltIn(&["SITUATION", "ACCESS-1.h", "ACCESS-1.i"]), answers: &[],
        figures: &[
            ("true_max", Max(("unit", "cti-cmm", "share")), "567"),
            ("true_share", Value(("unit", "cti-cmm", "share")), "1"),
        ],
    },
    // Saying that the domain is not relevant changes nothing in this workbook.
    Example {
        name: "E3 SITUATION not relevant, all else 3", rule: "ratio scope",
        runs: Runs::Official(Fill::AllButSituation), answers: &[],
        figures: &[
            ("workbook_v13.D10", WorkbookPoints("SITUATION"), "24"),
            ("workbook_v13.E10", WorkbookMax("SITUATION"), "24"),
            ("workbook_v13.E18", WorkbookMax("cti-cmm"), "585"),
        ],
    },
    Example {
        name: "E3 SITUATION not relevant, all else 3", rule: "ratio scope", runs: V10, answers: &[],
        figures: &[
            ("workbook_v10.D10", WorkbookPoints("SITUATION"), "N/A"),
            ("workbook_v10.E18", WorkbookMax("cti-cmm"), "696"),
        ],
    },
    Example {
        name: "E4 ASSET-1 derived level", rule: "gate at>=2", runs: score("cti-cmm-like"),
        answers: &[("team-b", "ASSET-1", "fully largely n/a largely partially fully")],
        figures: &[("", Level(("team-b", "ASSET-1", "level")), "2")],
    },
    Example {
        name: "E4b cumulative", rule: "gate at>=2", runs: score("cti-cmm-like"),
        answers: &[("team-b", "SITUATION-1", "partially fully fully")],
        figures: &[("", Level(("team-b", "SITUATION-1", "level")), "0")],
    },
    Example {
        name: "E5 priority = impact + (4-LOE)", rule: "derived", runs: Runs::Library, answers: &[],
        figures: &[
            ("0", Priority(Some(3), Some(1)), "6"),
            ("1", Priority(Some(3), Some(3)), "4"),
            ("2", Priority(Some(1), Some(1)), "4"),
            ("3", Priority(Some(1), Some(3)), "2"),
            ("4", Priority(Some(2), Some(2)), "4"),
            ("5", Priority(Some(3), None), "none"),
        ],
    },
    Example {
        name: "E6 CTI-CMM colour bands", rule: "bands", runs: score("cti-cmm-like"),
        answers: &[("edges", "EDGES", "0.3299 0.32995 0.33 0.66")],
        figures: &[
            ("0", Band(("edges", "EDGES-1", "share")), "red"),
            ("1", Band(("edges", "EDGES-2", "share")), "red"),
            ("2", Band(("edges", "EDGES-3", "share")), "orange"),
            ("3", Band(("edges", "EDGES-4", "share")), "green"),
        ],
    },
    Example {
        name: "E7a C2M2 domain MIL", rule: "gate at>=LI", runs: score("c2m2-like"),
        answers: &[("plant-north", "ASSET", "FI LI FI FI LI PI")],
        figures: &[("", Level(("plant-north", "ASSET", "mil")), "2")],
    },
    Example {
        name: "E7b C2M2 unanswered", rule: "gate at>=LI", runs: score("c2m2-like"),
        answers: &[("plant-south", "THREAT", "FI – FI FI")],
        figures: &[("", Level(("plant-south", "THREAT", "mil")), "0")],
    },
    Example {
        name: "E8a SAMM Security Architecture", rule: "sum per stream, mean of 2", runs: score("samm-like"),
        answers: &[
            ("web-shop", "DES-SA-A", "half no no"),
            ("web-shop", "DES-SA-B", "some some n/a"),
            ("web-shop-best", "DES-SA", "most most most most most n/a"),
        ],
        figures: &[
            ("baseline", Value(("web-shop", "DES-SA", "practice")), "1/2"),
            ("target", AtTarget(("web-shop", "DES-SA", "practice")), "2"),
            ("max_if_NA_kept", Value(("web-shop-best", "DES-SA", "practice")), "5/2"),
        ],
    },
    Example {
        name: "E8b SAMM percent-to-target", rule: "1-gap/target", runs: score("samm-like"),
        answers: &[("billing-2025", "DES-SA", "some no no most no no")],
        figures: &[
            ("gap", Gaps("billing-2025", "DES-SA"), "9/4"),
            ("percent_to_target", Value(("billing-2025", "DES-SA", "to-target")), "5/14"),
            ("baseline", Value(("billing-2025", "DES-SA", "practice")), "5/8"),
            ("target", AtTarget(("billing-2025", "DES-SA", "practice")), "7/4"),
        ],
    },
    Example {
        name: "E8c SAMM progress-to-date", rule: "(c-b)/(t-b)", runs: score("samm-like"),
        answers: &[("billing-2026", "DES-SA", "most half no most no no")],
        figures: &[("", Value(("billing-2026", "DES-SA", "progress")), "5/9")],
    },
    Example {
        name: "E8d SAMM overall", rule: "mean of 5 function means", runs: score("samm-like"),
        answers: &[("web-shop", "samm-like", "1.5 1 2 1 0 half no no some some n/a 2 2 2 0 0 0 3 3 3")],
        figures: &[
            ("functions.0", Value(("web-shop", "GOV", "score")), "3/2"),
            ("functions.1", Value(("web-shop", "DES", "score")), "1/2"),
            ("functions.2", Value(("web-shop", "IMP", "score")), "2"),
            ("functions.3", Value(("web-shop", "VER", "score")), "0"),
            ("functions.4", Value(("web-shop", "OPS", "score")), "3"),
            ("overall", Value(("web-shop", "samm-like", "score")), "7/5"),
        ],
    },
    Example {
        name: "E9 M3TID Company A", rule: "points, mean, weighted mean / 6", runs: score("m3tid-like"),
        // The first component of TE is written out: only its statement worth 2 holds.
        answers: &[
            ("company-a", "CTI", "2 2 1 1 1"),
            ("company-a", "DM", "2 1 1 1 0"),
            ("company-a", "TE", "no no no yes 1 0 1 1"),
        ],
        figures: &[
            ("cti", Value(("company-a", "CTI", "dimension")), "7/5"),
            ("dm", Value(("company-a", "DM", "dimension")), "1"),
            ("te", Value(("company-a", "TE", "dimension")), "1"),
            ("overall", Value(("company-a", "m3tid-like", "overall")), "14/75"),
        ],
    },
    Example {
        name: "E10a SOC-CMM maturity of an aspect", rule: "5*ratio(min=1,max=5,weight)", runs: score("soc-cmm-like"),
        // Maturity looks at the first five, capability at the last four.
        answers: &[("soc-main", "TECH-1", "5 3 1 4 5 5 5 3 n/a")],
        figures: &[
            ("num", Points(("soc-main", "TECH-1", "maturity")), "20"),
            ("den", Max(("soc-main", "TECH-1", "maturity")), "30"),
            ("maturity", Value(("soc-main", "TECH-1", "maturity")), "10/3"),
        ],
    },
    Example {
        name: "E10b SOC-CMM capability", rule: "3*ratio(min=1,max=5), Not required excluded", runs: score("soc-cmm-like"),
        answers: &[("soc-main", "TECH-1", "5 3 1 4 5 5 5 3 n/a")],
        figures: &[("capability", Value(("soc-main", "TECH-1", "capability")), "5/2")],
    },
    Example {
        name: "E11 DSOMM sector (2 activities x 4 teams)", rule: "mean over activities of mean over teams",
        runs: score("dsomm-like"),
        answers: &[
            ("team-1", "BUILD-1", "fully none"),
            ("team-2", "BUILD-1", "partly none"),
            ("team-3", "BUILD-1", "started none"),
            ("team-4", "BUILD-1", "none fully"),
        ],
        figures: &[
            ("activities.0", Value(("product", "BUILD-SAME", "teams")), "17/40"),
            ("activities.1", Value(("product", "BUILD-SIGN", "teams")), "1/4"),
            ("sector", Value(("product", "BUILD-1", "sector")), "27/80"),
        ],
    },
    Example {
        name: "E12 SIM3-style tier (thresholds illustrative, not ENISA's)", rule: "profiles", runs: score("sim3-like"),
        answers: &[("csirt-main", "sim3-like", "3 3 2 1 2")],
        figures: &[("", Value(("csirt-main", "sim3-like", "tier")), "intermediate")],
    },
    Example {
        name: "E13 CTI-SOC2M2 none", rule: "profiles", runs: score("cti-soc2m2-like"),
        answers: &[("soc-none", "cti-soc2m2-like", "2 2 1 5 5 5")],
        figures: &[("", Value(("soc-none", "cti-soc2m2-like", "stage")), "none")],
    },
    Example {
        name: "E13 CTI-SOC2M2 initial", rule: "profiles", runs: score("cti-soc2m2-like"),
        answers: &[("soc-initial", "cti-soc2m2-like", "2 2 2 0 0 0")],
        figures: &[("", Value(("soc-initial", "cti-soc2m2-like", "stage")), "Initial")],
    },
    Example {
        name: "E13 CTI-SOC2M2 core", rule: "profiles", runs: score("cti-soc2m2-like"),
        answers: &[("soc-core", "cti-soc2m2-like", "3 3 3 1 3 3")],
        figures: &[("", Value(("soc-core", "cti-soc2m2-like", "stage")), "Core")],
    },
    Example {
        name: "E13 CTI-SOC2M2 extended", rule: "profiles", runs: score("cti-soc2m2-like"),
        answers: &[("soc-extended", "cti-soc2m2-like", "5 4 4 3 5 4")],
        figures: &[("", Value(("soc-extended", "cti-soc2m2-like", "stage")), "Extended")],
    },
    Example {
        name: "E13 CTI-SOC2M2 visionary", rule: "profiles", runs: score("cti-soc2m2-like"),
        answers: &[("soc-visionary", "cti-soc2m2-like", "4 4 4 4 4 4")],
        figures: &[("", Value(("soc-visionary", "cti-soc2m2-like", "stage")), "Visionary")],
    },
    Example {
        name: "E14a ISO 33020 ratings", rule: "bands (upper bound inclusive)", runs: score("iso33020-like"),
        answers: &[("intake", "iso33020-like", "90 86 85 50 95")],
        figures: &[
            ("1.1", Band(("intake", "PA1.1", "rating")), "F"),
            ("2.1", Band(("intake", "PA2.1", "rating")), "F"),
            ("2.2", Band(("intake", "PA2.2", "rating")), "L"),
            ("3.1", Band(("intake", "PA3.1", "rating")), "P"),
            ("3.2", Band(("intake", "PA3.2", "rating")), "F"),
        ],
    },
    Example {
        name: "E14b ISO 33020 capability level", rule: "gate at>=L below>=F", runs: score("iso33020-like"),
        answers: &[("intake", "iso33020-like", "90 86 85 50 95")],
        figures: &[("", Level(("intake", "iso33020-like", "capability")), "2")],
    },
    Example {
        name: "E14c PA1.1 = 85%", rule: "gate at>=L below>=F", runs: score("iso33020-like"),
        answers: &[("change", "iso33020-like", "85 86 85 50 95")],
        figures: &[("", Level(("change", "iso33020-like", "capability")), "1")],
    },
    Example {
        name: "E15 CMMI staged maturity", rule: "gate over process areas (1=satisfied), floor 1", runs: score("cmmi-like"),
        answers: &[("division-a", "cmmi-like", "FI LI FI FI n/a n/a LI FI FI PI")],
        figures: &[("", Level(("division-a", "cmmi-like", "maturity")), "2")],
    },
    Example {
        name: "E16 PKIMM extension", rule: "weighted mean, overlays, floor=min", runs: score("pkimm-like"),
        // The fourth of KEYS is the signal of relevance.
        answers: &[("pki-main", "KEYS", "4 3 4 2")],
        figures: &[
            ("category", Value(("pki-main", "KEYS", "category")), "56/15"),
            ("extension_category", Value(("pki-main", "KEYS", "extension")), "64/19"),
            ("score", Value(("pki-main", "pkimm-like", "overall")), "5537/1520"),
            ("floor", Value(("pki-main", "pkimm-like", "floor")), "64/19"),
        ],
    },
    Example {
        name: "E17a CTI-MM share per level", rule: "ratio with polarity", runs: score("cti-mm-like"),
        answers: &[("desk-h1", "cti-mm-like", "no yes yes yes yes no –")],
        figures: &[
            ("1", Value(("desk-h1", "cti-mm-like", "share-1")), "2/3"),
            ("2", Value(("desk-h1", "cti-mm-like", "share-2")), "1"),
            ("3", Value(("desk-h1", "cti-mm-like", "share-3")), "0"),
        ],
    },
    Example {
        name: "E17b CTI-MM highest level fully met", rule: "gate at>=1", runs: score("cti-mm-like"),
        answers: &[("desk-h1", "cti-mm-like", "no yes yes yes yes no –")],
        figures: &[("", Level(("desk-h1", "cti-mm-like", "level")), "0")],
    },
    Example {
        name: "E17c same after the deficiency is cleared", rule: "gate at>=1", runs: score("cti-mm-like"),
        answers: &[("desk-h2", "cti-mm-like", "no no yes yes yes no –")],
        figures: &[("", Level(("desk-h2", "cti-mm-like", "level")), "2")],
    },
    Example {
        name: "E18 HMM or CSF tier", rule: "pick", runs: score("hmm-like"),
        answers: &[("hunters", "HUNT", "HMM2 most some few")],
        figures: &[("", Value(("hunters", "hmm-like", "level")), "2")],
    },
    Example {
        name: "E18 HMM or CSF tier", rule: "pick", runs: score("csf-like"),
        answers: &[("utility", "csf-like", "tier-2 tier-1 2 3 1")],
        figures: &[("", Value(("utility", "csf-like", "governance")), "2")],
    },
    Example {
        name: "E19 CSF current vs target profile", rule: "gap", runs: score("csf-like"),
        answers: &[("utility", "GV.OC", "2 3 1")],
        figures: &[
            ("gaps.GV.OC-01", Gap("utility", "GV.OC-01"), "1"),
            ("gaps.GV.OC-02", Gap("utility", "GV.OC-02"), "0"),
            ("gaps.GV.OC-03", Gap("utility", "GV.OC-03"), "3"),
            ("met", Met("utility", "GV.OC"), "1"),
        ],
    },
    // Team A stands at 17/33, team B at 1/2, and team C has no assessment.
    Example {
        name: "E20 multi-unit roll-up", rule: "mean | min | max over answered units", runs: score("cti-cmm-like"),
        answers: &[],
        figures: &[
            ("mean", Value(("group", "ASSET", "teams-mean")), "67/132"),
            ("min", Value(("group", "ASSET", "teams-lowest")), "1/2"),
            ("max", Value(("group", "ASSET", "teams-highest")), "17/33"),
            ("answered", Assessed("group"), "2/3"),
        ],
    },
    Example {
        name: "E21 several assessors on one item", rule: "consensus = lower score",
        runs: Runs::Reconcile("three-answers", "lower"), answers: &[],
        figures: &[("lower", Merged("A-1"), "1"), ("spread", Spread("A-1"), "2")],
    },
    Example {
        name: "E21 several assessors on one item", rule: "consensus = lower score",
        runs: Runs::Reconcile("three-answers", "median"), answers: &[],
        figures: &[("median", Merged("A-1"), "2")],
    },
];

/// What the official workbook shows in the named cells.
const E1E: &[super::Figure] = &[
    ("D13", WorkbookPoints("ASSET-1"), "6"),
    ("E13", WorkbookMax("ASSET-1"), "12"),
    ("F13", WorkbookShare("ASSET-1"), "1/2"),
    ("D23", WorkbookPoints("ASSET-2"), "11"),
    ("E23", WorkbookMax("ASSET-2"), "15"),
    ("F23", WorkbookShare("ASSET-2"), "11/15"),
    ("D25", WorkbookPoints("ASSET"), "17"),
    ("E25", WorkbookMax("ASSET"), "27"),
    ("F25", WorkbookShare("ASSET"), "17/27"),
];
