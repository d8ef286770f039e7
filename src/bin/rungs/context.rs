use std::path::{Path, PathBuf};

use rungs::project::{Group, Project};
use rungs::render::{Format, Look, Report, render};
use rungs::source::absolute;
use rungs::text::RepoPath;
use rungs::value::Date;

use crate::cli::{Colour, Global};
use crate::environment::Environment;
use crate::failure::Failure;
use crate::output::Streams;

/// What a command starts from: arguments and environment put together.
#[derive(Debug, Clone)]
pub struct Context {
    /// The working folder, absolute.
    pub folder: PathBuf,
    /// The day that counts as today.
    pub today: Date,
    /// How text looks.
    pub look: Look,
    /// Whether to say more about what is done.
    pub verbose: bool,
    /// The environment it came from.
    pub environment: Environment,
}

/// Where a command works: a project, and the files to look at.
pub struct Place {
    /// The project, or a stand-in around bare files.
    pub project: Project,
    /// The files.
    pub groups: Vec<Group>,
    /// The commit they are read from; none for the work tree.
    pub revision: Option<String>,
}

impl Place {
    /// On disk.
    pub fn new(project: Project, groups: Vec<Group>) -> Self {
        Self {
            project,
            groups,
            revision: None,
        }
    }
}

impl Context {
    /// Puts arguments and environment together.
    ///
    /// # Errors
    /// When the folder of `-C` is not there, or the day cannot be told.
    pub fn new(global: &Global, environment: &Environment) -> Result<Self, Failure> {
        let folder = match &global.folder {
            Some(folder) => absolute(&environment.folder, folder),
            None => environment.folder.clone(),
        };
        if !is_folder(&folder) {
            return Err(Failure::new(format!(
                "there is no folder `{}`",
                folder.display()
            )));
        }
        let wanted = environment
            .wanted_day
            .as_deref()
            .filter(|_| global.today.is_none());
        let wanted = wanted.map(|day| {
            Date::parse(day).ok_or_else(|| {
                Failure::new(format!("`{day}` in RUNGS_TODAY is no day"))
                    .hint("write it as YYYY-MM-DD")
            })
        });
        let today = global.today.or(wanted.transpose()?).or(environment.today);
        let today = today.ok_or_else(|| {
            Failure::new("the clock shows no day of the calendar")
                .hint("give it with `--today YYYY-MM-DD`")
        })?;
        let colour = match global.color {
            Colour::Auto => environment.colour,
            Colour::Always => true,
            Colour::Never => false,
        };
        let look = Look {
            colour,
            width: environment.width,
            quiet: global.quiet,
        };
        Ok(Self {
            folder,
            today,
            look,
            verbose: global.verbose,
            environment: environment.clone(),
        })
    }

    /// The project around the working folder with the assessments to look at:
    /// all of them, or those named. Named files need no project.
    ///
    /// # Errors
    /// When there is neither a project nor a name, or nothing to look at.
    pub fn place(&self, paths: &[PathBuf], allow_empty: bool) -> Result<Place, Failure> {
        let place = if paths.is_empty() {
            let project = Project::open(&self.folder)?;
            let groups = project.groups()?;
            Place::new(project, groups)
        } else {
            self.named(paths)?
        };
        self.something(place, paths, allow_empty)
    }

    /// A place, unless there is nothing to look at.
    ///
    /// # Errors
    /// When there is nothing, and that is not fine.
    pub fn something(
        &self,
        place: Place,
        paths: &[PathBuf],
        allow_empty: bool,
    ) -> Result<Place, Failure> {
        // What is wrong with the configuration goes before what it does not name.
        let unclear = !place.project.findings.is_empty();
        if place.groups.is_empty() && !allow_empty && !unclear {
            if !paths.is_empty() {
                return Err(Failure::new("there is no assessment in what was named")
                    .hint("a folder with its own rungs.yaml is a project of its own: name it, or use `-C`"));
            }
            let patterns = place.project.config.assessments.join(", ");
            return Err(Failure::new(format!("no assessments match {patterns}"))
                .hint("write one with `rungs init` or `rungs import`, or pass `--allow-empty`"));
        }
        Ok(place)
    }

    /// The project around the working folder, or a stand-in with the built-in
    /// models.
    ///
    /// # Errors
    /// When there is a project that cannot be opened.
    pub fn project_or_bare(&self) -> Result<Project, Failure> {
        match Project::open(&self.folder) {
            Err(rungs::project::OpenError::NoProject(_)) => Ok(Project::bare(&self.folder)),
            opened => Ok(opened?),
        }
    }

    /// The project that named files belong to, or a stand-in for one.
    ///
    /// # Errors
    /// When there is a project that cannot be opened.
    pub fn project_of(&self, paths: &[PathBuf]) -> Result<Project, Failure> {
        let first = paths.first();
        let first = first.map_or_else(|| self.folder.clone(), |path| absolute(&self.folder, path));
        let start = if is_folder(&first) {
            Some(first.as_path())
        } else {
            first.parent()
        };
        match Project::open(start.unwrap_or(&self.folder)) {
            Err(rungs::project::OpenError::NoProject(_)) => Ok(self.bare(paths)),
            opened => Ok(opened?),
        }
    }

    fn named(&self, paths: &[PathBuf]) -> Result<Place, Failure> {
        let project = self.project_of(paths)?;
        let mut named = Vec::new();
        for path in paths {
            named.push(self.in_project(&project, path)?);
        }
        let groups = project.groups_of(&named);
        Ok(Place::new(project, groups))
    }

    /// A stand-in for a project around bare files, whose findings name them as
    /// they were named.
    fn bare(&self, paths: &[PathBuf]) -> Project {
        let root = self.bare_root(paths);
        let mut project = Project::bare(&root);
        let below = root.strip_prefix(&self.folder).ok().and_then(Path::to_str);
        if let Some(below) = below.filter(|below| !below.is_empty()) {
            project.prefix = format!("{}/", below.replace('\\', "/"));
        }
        project
    }

    /// The same for commands that work by the configuration: it has to be sound.
    ///
    /// # Errors
    /// As before, or when the configuration is broken.
    pub fn sound_place(&self, paths: &[PathBuf], allow_empty: bool) -> Result<Place, Failure> {
        let place = self.place(paths, allow_empty)?;
        sound(&place.project)?;
        Ok(place)
    }

    /// Says what is looked at, when asked to say more.
    pub fn remark(&self, place: &Place, streams: &mut Streams<'_>) {
        if self.verbose {
            let root = place.project.folder.root().display();
            let files: usize = place.groups.iter().map(|group| group.files.len()).sum();
            let models = place.project.library.names().join(", ");
            streams.say(&format!(
                "looking at {root} (files: {files}), today {}, models: {models}\n",
                self.today
            ));
        }
    }

    /// The root for files outside any project: their folder when they share one,
    /// else the working folder.
    fn bare_root(&self, paths: &[PathBuf]) -> PathBuf {
        let folder = |path: &PathBuf| {
            let path = absolute(&self.folder, path);
            if is_folder(&path) {
                Some(path)
            } else {
                path.parent().map(Path::to_path_buf)
            }
        };
        let mut folders = paths.iter().filter_map(folder);
        let first = folders.next().unwrap_or_else(|| self.folder.clone());
        folders.fold(first, |common, other| {
            let shared: PathBuf = common
                .components()
                .zip(other.components())
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| a)
                .collect();
            shared
        })
    }

    /// A named path as one of the project.
    ///
    /// # Errors
    /// When it is not there, or not inside the project.
    pub fn in_project(&self, project: &Project, path: &Path) -> Result<RepoPath, Failure> {
        let shown = path.display();
        let full = absolute(&self.folder, path);
        if !is_there(&full) {
            return Err(Failure::new(format!(
                "cannot read `{shown}`: there is no such file"
            )));
        }
        let inside = full.strip_prefix(project.folder.root()).ok();
        let inside = inside.ok_or_else(|| {
            Failure::new(format!(
                "`{shown}` is not in the project at {}",
                project.folder.root().display()
            ))
        })?;
        let text = inside
            .to_str()
            .ok_or_else(|| Failure::new(format!("the path `{shown}` is not UTF-8")))?;
        Ok(RepoPath::given(text))
    }

    /// A report in a format.
    ///
    /// # Errors
    /// When the report has no such format.
    pub fn render(&self, report: &Report<'_>, format: Format) -> Result<String, Failure> {
        let text = render(report, format, &self.look);
        text.ok_or_else(|| Failure::new(format!("there is no {} form of this", format.word())))
    }
}

/// Whether a path is a folder.
#[expect(
    clippy::disallowed_methods,
    reason = "whether an argument names something is asked where arguments are read"
)]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

#[expect(
    clippy::disallowed_methods,
    reason = "whether an argument names something is asked where arguments are read"
)]
fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// Whether a project's configuration says what it means.
///
/// # Errors
/// When it is broken.
pub fn sound(project: &Project) -> Result<(), Failure> {
    if project.config_file.is_some() && !project.readable() {
        return Err(
            Failure::new(format!("{} is broken", rungs::project::CONFIG_FILE))
                .hint("`rungs validate` says where"),
        );
    }
    Ok(())
}
