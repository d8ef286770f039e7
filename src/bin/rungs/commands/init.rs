use std::path::{Path, PathBuf};
use std::sync::Arc;

use rungs::import::Draft;
use rungs::model::{ItemIndex, Model, ModelRef};
use rungs::project::{CONFIG_FILE, OpenError, Project, model_of};
use rungs::schema::Kind;
use rungs::source::{Folder, WriteError, absolute, create_new};
use rungs::text::RepoPath;
use rungs::yaml::MOST_BYTES;

use super::schema::{no_model, schema_of};
use crate::cli::unit_id;
use crate::context::{Context, sound};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

const CODE_OWNERS: &str = ".github/CODEOWNERS";
const WORKFLOW: &str = ".github/workflows/assessments.yml";
/// What `--model` says for a model of one's own.
const BLANK: &str = "blank";
const MODEL_SCHEMA: &str = ".rungs/model.schema.json";

/// Start a project: configuration, a first assessment, CI and editor support
///
/// Files that are there already are kept, so it can be run again to add a unit.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder (default: the working folder)
    folder: Option<PathBuf>,
    /// Whose assessment it is (default: the folder's name)
    #[arg(long, value_name = "UNIT", value_parser = unit_id)]
    unit: Option<String>,
    /// The model, as id@version; `blank` writes a small one of your own to fill in
    #[arg(long, value_name = "MODEL", default_value = "cti-cmm@1.3")]
    model: String,
    /// One file for each domain, so that each can have its own code owners
    #[arg(long)]
    split: bool,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let root = arguments.folder.as_ref().map_or_else(
        || context.folder.clone(),
        |folder| absolute(&context.folder, folder),
    );
    let project = match Project::open(&root) {
        Ok(project) if project.folder.root() == root => project,
        Ok(_) | Err(OpenError::NoProject(_)) => Project::bare(&root),
        Err(error) => return Err(error.into()),
    };
    sound(&project)?;
    let unit = arguments.unit.clone().unwrap_or_else(|| named_after(&root));
    let blank = (arguments.model == BLANK).then(|| Blank::new(&unit));
    let model = match &blank {
        Some(blank) => blank.model(&project)?,
        None => named(&project, &arguments.model)?,
    };
    let own = blank.as_ref().map_or_else(Vec::new, Blank::files);
    let owned = waivers_have_owners(&root);
    let mut files = files(arguments, &project, &unit, &model, owned);
    files.extend(own);
    for (path, text) in files {
        let written = match create_new(&root.join(&path), text.as_bytes()) {
            Ok(()) => "wrote",
            Err(WriteError::Exists(_)) => "kept ",
            Err(error) => return Err(error.into()),
        };
        streams.result(&format!("{written} {path}\n"))?;
        if written != "wrote" && path == CODE_OWNERS {
            let bar = ["/rungs.yaml ", "/waivers/ "];
            let wanted = |line: &&str| {
                line.contains(&unit) || bar.iter().any(|start| line.starts_with(start))
            };
            let lines = text.lines().filter(wanted);
            let lines: String = lines.map(|line| format!("  {line}\n")).collect();
            streams.say(&format!(
                "lines for {CODE_OWNERS}, if they are not there:\n{lines}"
            ));
        }
    }
    let first = if arguments.split {
        format!("assessments/{unit}/")
    } else {
        format!("assessments/{unit}.yaml")
    };
    if let Some(blank) = &blank {
        streams.say(&format!(
            "first: write your practices into {}; `rungs model validate` checks it, and\n  `rungs fmt --accept-model` takes the changed model over into assessments\n",
            blank.path
        ));
    }
    streams.say(&format!(
        "next: answer practices in {first}, then run `rungs validate` and `rungs score`\n"
    ));
    Ok(Exit::Fine)
}

/// A model that there is.
fn named(project: &Project, name: &str) -> Result<Arc<Model>, Failure> {
    let model = ModelRef::parse(name);
    let model = model.and_then(|reference| project.library.find(&reference));
    model.ok_or_else(|| no_model(project, name))
}

/// A small model to fill in.
struct Blank {
    id: String,
    path: String,
    text: String,
}

impl Blank {
    fn new(unit: &str) -> Self {
        let template = include_str!("../../../../templates/init/model.yaml");
        // An id has at most 128 characters.
        let id: String = unit.chars().take(100).chain("-practices".chars()).collect();
        Self {
            path: format!("models/{id}.yaml"),
            text: template.replace("{id}", &id).replace("{unit}", unit),
            id,
        }
    }

    /// The model itself: as somebody has filled it in, or as it is written now.
    fn model(&self, project: &Project) -> Result<Arc<Model>, Failure> {
        let mut own = project.library.all().into_iter();
        match own.rfind(|own| own.reference.id == self.id) {
            None => model_of(&self.path, &self.text).map(Arc::new),
            Some(own) => own.model,
        }
        .ok_or_else(|| {
            Failure::new(format!("the model `{}` cannot be used", self.id))
                .hint("`rungs model validate` says what is wrong")
        })
    }

    fn files(&self) -> Vec<(String, String)> {
        let schema = Kind::Model.schema_text().to_owned();
        vec![
            (self.path.clone(), self.text.clone()),
            (MODEL_SCHEMA.to_owned(), schema),
        ]
    }
}

/// Every file with its path below the root.
fn files(
    arguments: &Arguments,
    project: &Project,
    unit: &str,
    model: &Model,
    owned: bool,
) -> Vec<(String, String)> {
    let config = include_str!("../../../../templates/init/rungs.yaml");
    let waivers = match owned {
        true => include_str!("../../../../templates/init/waivers.yaml"),
        false => "",
    };
    let workflow = include_str!("../../../../templates/init/workflow.yml");
    let mut files = vec![
        (CONFIG_FILE.to_owned(), config.replace("{waivers}", waivers)),
        (
            WORKFLOW.to_owned(),
            workflow.replace("{version}", env!("CARGO_PKG_VERSION")),
        ),
        (
            schema_path(model, Kind::Assessment),
            schema_of(project, Kind::Assessment, model),
        ),
    ];
    if arguments.split {
        files.push((
            schema_path(model, Kind::Answers),
            schema_of(project, Kind::Answers, model),
        ));
        files.extend(split(unit, model));
    } else {
        let draft = Draft {
            unit: unit.to_owned(),
            ..Draft::default()
        };
        let modeline = format!("../{}", schema_path(model, Kind::Assessment));
        files.push((
            format!("assessments/{unit}.yaml"),
            draft.to_yaml(model, Some(&modeline)),
        ));
    }
    files.push((CODE_OWNERS.to_owned(), owners(unit, model, arguments.split)));
    files
}

/// Whether every waiver will be approved by an owner: by the code owners that are
/// written now, or by those there are. Only then may a new one pass.
fn waivers_have_owners(root: &Path) -> bool {
    let path = RepoPath::given(CODE_OWNERS);
    let folder = Folder::new(root);
    if !folder.exists(&path) {
        return true;
    }
    let text = folder.read_text(&path, MOST_BYTES).unwrap_or_default();
    let owned = |wanted: &str| {
        let mut lines = text.lines().map(str::split_whitespace);
        lines.any(|mut words| {
            let pattern = words.next().map(|word| word.trim_matches('/'));
            pattern == Some(wanted) && words.next().is_some_and(|owner| owner.contains('@'))
        })
    };
    owned("rungs.yaml") && owned("waivers")
}

/// The folder's name as an id, or a name that fits every folder.
fn named_after(root: &Path) -> String {
    let name = root
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let name = name.to_lowercase().replace([' ', '/'], "-");
    unit_id(&name).unwrap_or_else(|_| "my-team".to_owned())
}

fn schema_path(model: &Model, kind: Kind) -> String {
    format!(
        ".rungs/{}-{}.{}.schema.json",
        model.reference.id,
        model.reference.version,
        kind.word()
    )
}

/// A head and a part for each domain.
fn split(unit: &str, model: &Model) -> Vec<(String, String)> {
    let draft = Draft {
        unit: unit.to_owned(),
        ..Draft::default()
    };
    let modeline = |kind| format!("../../{}", schema_path(model, kind));
    let head = draft.head_to_yaml(model, Some(&modeline(Kind::Assessment)));
    let mut files = vec![(format!("assessments/{unit}/assessment.yaml"), head)];
    for domain in model.children(ItemIndex::ROOT) {
        let part = draft.part_to_yaml(model, domain, Some(&modeline(Kind::Answers)));
        files.push((
            format!(
                "assessments/{unit}/{}.yaml",
                model.item(domain).id.to_lowercase()
            ),
            part,
        ));
    }
    files
}

/// Code owners: one line for the bar itself, and one for each domain's part.
fn owners(unit: &str, model: &Model, split: bool) -> String {
    let mut out = String::from(
        "# Who must approve a change. Put your own teams in place of the examples.\n\
         # The configuration sets the bar, and waivers except from it; keep both with\n\
         # those who answer for it.\n\
         /rungs.yaml @your-org/cti-lead\n\
         /waivers/ @your-org/cti-lead\n\
         /models/ @your-org/cti-lead\n\
         /.github/ @your-org/cti-lead\n\
         /.rungs/ @your-org/cti-lead\n",
    );
    if !split {
        out.push_str(&format!("/assessments/{unit}.yaml @your-org/cti-lead\n"));
        return out;
    }
    out.push_str(&format!(
        "/assessments/{unit}/assessment.yaml @your-org/cti-lead\n"
    ));
    for domain in model.children(ItemIndex::ROOT) {
        let name = model.item(domain).id.to_lowercase();
        out.push_str(&format!(
            "/assessments/{unit}/{name}.yaml @your-org/{name}-owners\n"
        ));
    }
    out
}
