use super::Surroundings;

/// The web pages of a repository on a forge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forge {
    kind: ForgeKind,
    /// The repository's page, without a slash at its end.
    url: String,
}

/// How a forge's links to lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForgeKind {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Bitbucket Cloud.
    Bitbucket,
    /// Azure Repos.
    Azure,
    /// Gitea and Forgejo.
    Gitea,
}

/// Public forges by their host.
const HOSTS: [(&str, ForgeKind); 6] = [
    ("bitbucket.org", ForgeKind::Bitbucket),
    ("codeberg.org", ForgeKind::Gitea),
    ("dev.azure.com", ForgeKind::Azure),
    ("gitea.com", ForgeKind::Gitea),
    ("github.com", ForgeKind::GitHub),
    ("gitlab.com", ForgeKind::GitLab),
];

impl Forge {
    /// The forge that a job runs on, else the one that `origin` is on, where its
    /// host is well known.
    pub fn of(surroundings: &Surroundings, origin: Option<&str>) -> Option<Self> {
        of_job(surroundings).or_else(|| of_origin(origin?))
    }

    /// What kind it is.
    pub fn kind(&self) -> ForgeKind {
        self.kind
    }

    /// The repository's page.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A commit's page.
    pub fn commit(&self, id: &str) -> String {
        let url = &self.url;
        match self.kind {
            ForgeKind::GitHub | ForgeKind::Gitea | ForgeKind::Azure => {
                format!("{url}/commit/{id}")
            }
            ForgeKind::GitLab => format!("{url}/-/commit/{id}"),
            ForgeKind::Bitbucket => format!("{url}/commits/{id}"),
        }
    }

    /// How lines of files below a folder of the repository are addressed at a
    /// commit.
    pub fn lines(&self, commit: &str, folder: &str) -> LineAddress {
        let url = &self.url;
        let (before, after) = match self.kind {
            ForgeKind::GitHub => (
                format!("{url}/blob/{commit}/"),
                "#L{line}-L{end}".to_owned(),
            ),
            ForgeKind::GitLab => (
                format!("{url}/-/blob/{commit}/"),
                "#L{line}-{end}".to_owned(),
            ),
            ForgeKind::Bitbucket => (
                format!("{url}/src/{commit}/"),
                "#lines-{line}:{end}".to_owned(),
            ),
            ForgeKind::Gitea => (
                format!("{url}/src/commit/{commit}/"),
                "#L{line}-L{end}".to_owned(),
            ),
            // Its lines end at a column, and further than any line is the whole.
            ForgeKind::Azure => (
                format!("{url}?path=/"),
                format!(
                    "&version=GC{commit}&line={{line}}&lineEnd={{end}}&lineStartColumn=1&lineEndColumn=9999"
                ),
            ),
        };
        LineAddress {
            before: before + &encoded(folder),
            after,
        }
    }
}

/// The address of lines of a file on a forge, in two pieces around the file's
/// percent-encoded path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineAddress {
    /// What stands before the path.
    pub before: String,
    /// What stands after it, with `{line}` for the first and `{end}` for the last
    /// line.
    pub after: String,
}

fn of_job(surroundings: &Surroundings) -> Option<Forge> {
    let get = |name| surroundings.get(name);
    if let (Some(server), Some(repository)) = (get("GITHUB_SERVER_URL"), get("GITHUB_REPOSITORY")) {
        let other = get("GITEA_ACTIONS").or(get("FORGEJO_ACTIONS")).is_some();
        let kind = if other {
            ForgeKind::Gitea
        } else {
            ForgeKind::GitHub
        };
        return page(
            kind,
            &format!("{}/{repository}", server.trim_end_matches('/')),
        );
    }
    if let Some(url) = get("CI_PROJECT_URL") {
        return page(ForgeKind::GitLab, url);
    }
    if let Some(url) = get("BITBUCKET_GIT_HTTP_ORIGIN") {
        return page(ForgeKind::Bitbucket, url);
    }
    let provider = get("BUILD_REPOSITORY_PROVIDER").unwrap_or("TfsGit");
    let kind = match provider {
        "TfsGit" => ForgeKind::Azure,
        "GitHub" => ForgeKind::GitHub,
        "Bitbucket" => ForgeKind::Bitbucket,
        _ => return None,
    };
    page(kind, get("BUILD_REPOSITORY_URI")?)
}

fn of_origin(url: &str) -> Option<Forge> {
    let (host, path) = match url.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.split_once('/')?,
        Some(_) => return None,
        // The short form of an address for ssh.
        None => url.split_once(':')?,
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    if host == "ssh.dev.azure.com" {
        let mut parts = path.trim_start_matches('/').strip_prefix("v3/")?.split('/');
        let (owner, project, name) = (parts.next()?, parts.next()?, parts.next()?);
        let url = format!("https://dev.azure.com/{owner}/{project}/_git/{name}");
        return page(ForgeKind::Azure, &url);
    }
    let (host, kind) = HOSTS.into_iter().find(|(known, _)| *known == host)?;
    page(
        kind,
        &format!("https://{host}/{}", path.trim_start_matches('/')),
    )
}

/// A forge by the address of the repository's page, if it is one that can stand
/// in a report.
fn page(kind: ForgeKind, url: &str) -> Option<Forge> {
    let (scheme, rest) = url.split_once("://")?;
    if scheme != "https" && scheme != "http" {
        return None;
    }
    let (host, path) = rest.split_once('/')?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let plain = |text: &str| {
        let mut bytes = text.bytes();
        !text.is_empty()
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%:".contains(&byte))
    };
    (plain(host) && plain(path)).then(|| Forge {
        kind,
        url: format!("{scheme}://{host}/{path}"),
    })
}

/// A path as it stands in a URL.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Forge, ForgeKind, LineAddress};
    use crate::source::git::Surroundings;

    fn job(set: &[(&str, &str)]) -> Surroundings {
        Surroundings::new(|name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn link(forge: &Forge, lines: (usize, usize)) -> String {
        let LineAddress { before, after } = forge.lines("abc", "a b/ü#/");
        let after = after.replace("{line}", &lines.0.to_string());
        format!(
            "{before}c.yaml{}",
            after.replace("{end}", &lines.1.to_string())
        )
    }

    #[test]
    fn each_forge_has_its_form_of_a_link() {
        let github = [
            ("GITHUB_SERVER_URL", "https://h.example/"),
            ("GITHUB_REPOSITORY", "o/r"),
        ];
        let gitea = [github[0], github[1], ("GITEA_ACTIONS", "true")];
        let gitlab = [("CI_PROJECT_URL", "https://l.example/a/b/c")];
        let bitbucket = [("BITBUCKET_GIT_HTTP_ORIGIN", "http://bitbucket.org/o/r")];
        let azure = [(
            "BUILD_REPOSITORY_URI",
            "https://org@dev.azure.com/org/p/_git/r",
        )];
        let path = "a%20b/%C3%BC%23/c.yaml";
        for (set, expected) in [
            (
                &github[..],
                format!("https://h.example/o/r/blob/abc/{path}#L4-L9"),
            ),
            (
                &gitea,
                format!("https://h.example/o/r/src/commit/abc/{path}#L4-L9"),
            ),
            (
                &gitlab,
                format!("https://l.example/a/b/c/-/blob/abc/{path}#L4-9"),
            ),
            (
                &bitbucket,
                format!("http://bitbucket.org/o/r/src/abc/{path}#lines-4:9"),
            ),
            (
                &azure,
                format!(
                    "https://dev.azure.com/org/p/_git/r?path=/{path}&version=GCabc&line=4&lineEnd=9&lineStartColumn=1&lineEndColumn=9999"
                ),
            ),
        ] {
            let forge = Forge::of(&job(set), None).unwrap();
            assert_eq!(link(&forge, (4, 9)), expected);
        }
        let forge = Forge::of(&job(&github), None).unwrap();
        assert_eq!(forge.commit("abc"), "https://h.example/o/r/commit/abc");
    }

    #[test]
    fn origins_of_well_known_hosts_have_pages_and_others_none() {
        for (origin, page) in [
            ("https://github.com/o/r.git", Some("https://github.com/o/r")),
            ("git@github.com:o/r.git", Some("https://github.com/o/r")),
            (
                "ssh://git@gitlab.com:22/o/g/r",
                Some("https://gitlab.com/o/g/r"),
            ),
            (
                "https://token@codeberg.org/o/r",
                Some("https://codeberg.org/o/r"),
            ),
            (
                "git@ssh.dev.azure.com:v3/o/p/r",
                Some("https://dev.azure.com/o/p/_git/r"),
            ),
            ("https://git.example.org/o/r", None),
            ("https://github.com/o/r\"><script>", None),
            ("https://github.com.evil.example/o/r", None),
            ("/srv/github.com/o/r", None),
            ("file:///srv/r", None),
        ] {
            let forge = Forge::of(&job(&[]), Some(origin));
            assert_eq!(forge.as_ref().map(Forge::url), page, "{origin}");
        }
        let forge = Forge::of(&job(&[]), Some("git@github.com:o/r")).unwrap();
        assert_eq!(forge.kind(), ForgeKind::GitHub);
    }
}
