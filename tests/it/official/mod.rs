//! Against the publishers' own workbooks, where `RUNGS_OFFICIAL_WORKBOOKS` names
//! a folder that has them; without it these tests say so and pass.

mod cti_cmm;
mod cti_mm;

/// A workbook's bytes.
fn bytes(name: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("RUNGS_OFFICIAL_WORKBOOKS");
    let path = folder.map(|folder| std::path::PathBuf::from(folder).join(name));
    let path = path.filter(|path| path.exists());
    if path.is_none() {
        println!("skipped: RUNGS_OFFICIAL_WORKBOOKS names no folder with {name}");
    }
    Some(std::fs::read(path?).unwrap())
}
