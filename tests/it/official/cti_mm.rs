fn cti_mm(edition: &str) -> Option<rungs::import::Imported> {
    let bytes = super::bytes("cti-mm.xlsx")?;
    let importer = rungs::import::IMPORTERS
        .iter()
        .find(|importer| importer.id == "cti-mm-xlsx");
    let input = rungs::import::Input {
        bytes: &bytes,
        file: rungs::text::RepoPath::given("w.xlsx"),
        unit: "u",
        edition: Some(edition),
        model: &|_| None,
    };
    Some((importer.unwrap().run)(&input).unwrap())
}

fn per_level(imported: &rungs::import::Imported) -> [usize; 5] {
    let model = &imported.model;
    let mut counted = [0; 5];
    for leaf in model.leaves(rungs::model::ItemIndex::ROOT) {
        counted[model.item(leaf).level.unwrap() - 1] += 1;
    }
    counted
}

/// How many answers are yes and how many no.
fn yes_and_no(imported: &rungs::import::Imported) -> (usize, usize) {
    let answers = || imported.draft.answers.values();
    let with = |key: &str| {
        answers()
            .filter(|one| one.answer.as_deref() == Some(key))
            .count()
    };
    (with("yes"), with("no"))
}

fn findings_of(imported: &rungs::import::Imported, rule: &str) -> Vec<String> {
    let findings = imported
        .findings
        .iter()
        .filter(|finding| finding.rule.id == rule);
    let cell = |finding: &rungs::diagnostic::Diagnostic| match &finding.place {
        rungs::diagnostic::Place::Cell { cell, .. } => cell.clone(),
        other => format!("{other:?}"),
    };
    findings.map(cell).collect()
}

/// 226 rows hold 225 ids; all 24 answers arrive, and the one ticked box; every
/// link finds its control.
#[test]
fn the_cti_mm_workbook_is_read_in_full() {
    let Some(imported) = cti_mm("all-levels") else {
        return;
    };
    assert_eq!(per_level(&imported), [35, 48, 59, 55, 28]);
    assert_eq!(yes_and_no(&imported), (14 + 1, 10));
    let read = imported
        .read
        .iter()
        .map(|read| (read.place.as_str(), read.answers));
    assert_eq!(
        read.collect::<Vec<_>>(),
        [("All Levels!F", 24), ("All Levels!K", 1)]
    );
    let items = &imported.model.items;
    assert_eq!(items.iter().filter(|item| item.negative).count(), 19);
    let linked = items.iter().filter(|item| !item.resolved_by.is_empty());
    assert!(linked.clone().all(|item| item.resolved_by.len() == 1));
    assert_eq!(linked.count(), 18);
    let cells = |rule: &str| findings_of(&imported, rule);
    assert!(cells("workbook-link").is_empty() && cells("workbook-row").is_empty());
    assert_eq!(cells("workbook-id-twice"), ["All Levels!D28"]);
    assert_eq!(cells("workbook-place"), ["All Levels!D40"]);
    assert_eq!(
        cells("workbook-stray"),
        ["All Levels!K31", "All Levels!K40"]
    );
    assert_eq!(cells("workbook-box"), ["All Levels!K3:K20"]);
    assert_eq!(cells("workbook-text-twice"), ["All Levels!D19"]);
    assert_eq!(cells("workbook-sample"), ["All Levels!F"]);
    assert_eq!(cells("workbook-id").len(), 7);
    assert!(
        imported
            .findings
            .iter()
            .all(|finding| finding.level < rungs::diagnostic::Level::Deny)
    );
}

/// Four answers are about controls that the newer edition dropped or replaced.
#[test]
fn the_other_edition_of_the_cti_mm_workbook_takes_what_its_words_allow() {
    let Some(imported) = cti_mm("levels") else {
        return;
    };
    assert_eq!(per_level(&imported), [35, 46, 54, 54, 28]);
    let rows = findings_of(&imported, "workbook-row");
    assert_eq!(
        rows,
        ["F26", "F52", "F150", "F168"].map(|cell| format!("All Levels!{cell}"))
    );
    let read: usize = imported.read.iter().map(|read| read.answers).sum();
    assert_eq!(read, 24 + 1 - rows.len());
    assert_eq!(findings_of(&imported, "workbook-link"), ["All Levels!E17"]);
    let link = |id: &str| {
        &imported
            .model
            .item(imported.model.find(id).unwrap())
            .resolved_by
    };
    assert_eq!(link("1.B.1.b"), &["2.A.1.c"], "the control moved");
}
