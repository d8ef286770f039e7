use std::fs;

use super::kept;
use crate::git::Repo;
use crate::support::run;

const CONFIG: &str =
    "rungs: config/1\nmodels: [models/*.yaml]\nassessments: [assessments/**/*.yaml]\n";
const PRIYA: &str = "Priya Nair";
const JONAS: &str = "Jonas Weber";
const ADA: &str = "Ada Lopez";

const ITEMS: [&str; 9] = [
    "SEE-1", "SEE-2", "SEE-3", "THINK-1", "THINK-2", "THINK-3", "TELL-1", "TELL-2", "TELL-3",
];

/// What was answered to each practice of the first version, and what else the head says.
struct Paper {
    unit: &'static str,
    as_of: &'static str,
    answers: [&'static str; 9],
    because: &'static [(&'static str, &'static str)],
    aims: bool,
}

impl Paper {
    fn head(&self) -> String {
        let (unit, as_of) = (self.unit, self.as_of);
        let mut out =
            format!("rungs: assessment/1\nmodel: watch@1\nunit: {unit}\nas_of: {as_of}\n");
        if self.aims {
            out.push_str(
                "targets:\n  - {node: watch, measure: share, at_least: 0.8, by: 2027-03-31}\n",
            );
            out.push_str("  - {node: watch, measure: level, at_least: W2, by: 2026-12-31}\n");
        }
        out
    }

    fn answers(&self, of: &str) -> String {
        let mut out = "answers:\n".to_owned();
        for (item, answer) in ITEMS.iter().zip(self.answers) {
            if answer.is_empty() || !item.starts_with(of) {
                continue;
            }
            match self.because.iter().find(|(of, _)| of == item) {
                None => out.push_str(&format!("  {item}: {answer}\n")),
                Some((_, because)) => out.push_str(&format!(
                    "  {item}:\n    answer: {answer}\n    because: {because}\n"
                )),
            }
        }
        out
    }

    fn text(&self) -> String {
        format!("{}{}", self.head(), self.answers(""))
    }
}

struct Life {
    repo: Repo,
}

impl Life {
    fn write(&self, path: &str, text: &str) {
        self.repo.write(path, text);
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.repo.folder().join(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from:?}:\n{text}");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn commit(&self, day: &str, who: &str, subject: &str) {
        self.commit_as(day, (who, day), who, subject);
    }

    fn commit_as(&self, day: &str, author: (&str, &str), committer: &str, message: &str) {
        let address = |who: &str| {
            format!(
                "{}@example.org",
                who.split(' ').next().unwrap().to_lowercase()
            )
        };
        let time = |day: &str| format!("{day}T10:00:00+01:00");
        let people = [
            ("GIT_AUTHOR_NAME", author.0.to_owned()),
            ("GIT_AUTHOR_EMAIL", address(author.0)),
            ("GIT_AUTHOR_DATE", time(author.1)),
            ("GIT_COMMITTER_NAME", committer.to_owned()),
            ("GIT_COMMITTER_EMAIL", address(committer)),
            ("GIT_COMMITTER_DATE", time(day)),
        ];
        self.repo.git(&["add", "--all"]);
        self.repo
            .git_as(&people, &["commit", "--quiet", "-m", message]);
    }
}

const NORTH: &str = "assessments/north.yaml";
const SOUTH: &str = "assessments/south.yaml";
const EMEA: &str = "assessments/emea/south.yaml";

/// The repository with all that happened.
pub(super) fn life() -> Repo {
    let life = Life { repo: Repo::new() };
    first_year(&life);
    second_year(&life);
    third_year(&life);
    life.repo
}

fn set_up(life: &Life) {
    life.write("rungs.yaml", CONFIG);
    life.write(
        "models/watch-1.yaml",
        &fs::read_to_string(kept("files/watch-1.yaml")).unwrap(),
    );
    life.commit("2023-11-06", PRIYA, "Set up assessments");
}

fn first_year(life: &Life) {
    set_up(life);
    let mut north = Paper {
        unit: "north",
        as_of: "2023-11-20",
        answers: ["partly", "no", "no", "partly", "no", "", "yes", "no", "no"],
        because: &[("TELL-1", "alerts go to the duty officer")],
        aims: false,
    };
    life.write(NORTH, &north.text());
    life.commit("2023-11-20", PRIYA, "First assessment of north");
    let mut south = Paper {
        unit: "south",
        as_of: "2024-01-15",
        answers: ["yes", "partly", "no", "yes", "partly", "no", "yes", "", ""],
        because: &[],
        aims: false,
    };
    life.write(SOUTH, &south.text());
    life.commit("2024-01-15", JONAS, "First assessment of south (#4)");
    north.answers[0] = "yes";
    north.because = &[
        ("SEE-1", "three feeds, read every morning"),
        ("TELL-1", "alerts go to the duty officer"),
    ];
    north.as_of = "2024-02-12";
    life.write(NORTH, &north.text());
    life.commit(
        "2024-02-12",
        PRIYA,
        "Q1 2024: north reads its feeds every day (#7)",
    );
    north.answers[3] = "yes";
    (south.answers[7], south.answers[8]) = ("partly", "no");
    (north.as_of, south.as_of) = ("2024-05-13", "2024-05-13");
    life.write(NORTH, &north.text());
    life.write(SOUTH, &south.text());
    life.commit("2024-05-13", PRIYA, "Q2 2024 of both units (#9)");
    (south.answers[3], south.answers[4], south.as_of) = ("partly", "no", "2024-08-19");
    south.because = &[
        ("THINK-1", "nobody triages on Fridays"),
        ("THINK-2", "the analyst has left"),
    ];
    life.write(SOUTH, &south.text());
    life.commit(
        "2024-08-19",
        JONAS,
        "Q3 2024: south has lost its analyst (#12)",
    );
    let sorted = north.text().replace(
        "SEE-1:\n    answer: yes\n    because: three feeds, read every morning",
        "SEE-1: {because: \"three feeds, read every morning\", answer: yes}",
    );
    life.write(NORTH, &sorted);
    life.commit("2024-09-02", ADA, "Reformat");
    north.aims = true;
    (north.answers[1], north.answers[4], north.as_of) = ("partly", "partly", "2024-11-11");
    life.write(NORTH, &north.text());
    life.commit("2024-11-11", PRIYA, "Q4 2024: north, with targets (#15)");
}

fn second_year(life: &Life) {
    life.change(NORTH, "TELL-2: no", "TELL-2: yes");
    life.commit(
        "2025-01-13",
        ADA,
        "Readers of north are asked, they say (#18)",
    );
    life.change(NORTH, "TELL-2: yes", "TELL-2: no");
    life.commit(
        "2025-01-27",
        PRIYA,
        "Revert \"Readers of north are asked, they say (#18)\"",
    );
    let text = fs::read_to_string(life.repo.folder().join(NORTH)).unwrap();
    let (head, answers) = text.split_once("answers:\n").unwrap();
    life.write("assessments/north/assessment.yaml", head);
    for (domain, next) in [
        ("SEE", "  THINK-1"),
        ("THINK", "  TELL-1"),
        ("TELL", "\u{0}"),
    ] {
        let start = answers.find(&format!("  {domain}-1")).unwrap();
        let end = answers.find(next).unwrap_or(answers.len());
        let part = format!(
            "rungs: answers/1\nnode: {domain}\nanswers:\n{}",
            &answers[start..end]
        );
        life.write(
            &format!("assessments/north/{}.yaml", domain.to_lowercase()),
            &part,
        );
    }
    fs::remove_file(life.repo.folder().join(NORTH)).unwrap();
    life.commit("2025-03-10", PRIYA, "Split north by domain (#20)");
    migrated_and_broken(life);
}

fn migrated_and_broken(life: &Life) {
    life.write(
        EMEA,
        &fs::read_to_string(life.repo.folder().join(SOUTH)).unwrap(),
    );
    fs::remove_file(life.repo.folder().join(SOUTH)).unwrap();
    life.commit("2025-04-07", JONAS, "Move south into its region");
    for name in ["watch-2.yaml", "watch-1-to-2.yaml"] {
        life.write(
            &format!("models/{name}"),
            &fs::read_to_string(kept("files").join(name)).unwrap(),
        );
    }
    let ran = run(life.repo.folder(), &["migrate", "--to", "watch@2"]);
    assert!(ran.exit < 2, "{}", ran.stderr);
    life.commit(
        "2025-06-16",
        PRIYA,
        "Move to the second version of the model (#23)",
    );
    life.change(
        "assessments/north/think.yaml",
        "THINK-1: yes",
        "THINK-1: yes\n  THINK-1: partly",
    );
    life.commit(
        "2025-09-08",
        ADA,
        "Quick correction before the board meeting",
    );
    life.change("assessments/north/see.yaml", "SEE-2: partly", "SEE-2: yes");
    life.commit("2025-09-10", ADA, "Feeds of north are chosen now");
    life.change("assessments/north/think.yaml", "  THINK-1: yes\n", "");
    life.commit(
        "2025-09-12",
        PRIYA,
        "Mend north: triage is only partly done (#27)",
    );
}

fn third_year(life: &Life) {
    life.change(
        EMEA,
        "THINK-1:\n    answer: partly\n    because: nobody triages on Fridays",
        "THINK-1:\n    answer: yes\n    because: a rota covers every day",
    );
    life.commit_as(
        "2025-11-10",
        (JONAS, "2025-08-30"),
        PRIYA,
        "Q3 2025: south triages again (#31)\n\nIt was so before the end of the quarter.",
    );
    life.change(
        "assessments/north/think.yaml",
        "THINK-1: partly",
        "THINK-1: yes",
    );
    life.change("assessments/north/tell.yaml", "TELL-2: no", "TELL-2: yes");
    life.commit("2026-02-09", PRIYA, "Q1 2026: north asks its readers (#34)");
    life.change(EMEA, "SEE-2: partly", "SEE-2: yes");
    life.change(EMEA, "TELL-2: partly", "TELL-2: yes");
    life.commit("2026-06-08", JONAS, "Q2 2026: south (#38)");
    life.change("assessments/north/see.yaml", "SEE-4: no", "SEE-4: partly");
    life.change(
        "assessments/north/tell.yaml",
        "TELL-3: no",
        "TELL-3: partly",
    );
    life.commit("2026-09-14", PRIYA, "Q3 2026: north (#41)");
}

/// How many lines a picture has.
pub(super) fn lines_of_picture(picture: &str) -> usize {
    picture.matches("class=\"line\"").count()
}
