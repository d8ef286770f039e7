use crate::source::git::{CommitDetails, Person};

/// Whether two identities are of one person, as far as git can tell: one address, or
/// one name.
pub(super) fn same(one: &Person, other: &Person) -> bool {
    let alike = |one: &str, other: &str| {
        let (one, other) = (one.trim().to_lowercase(), other.trim().to_lowercase());
        !one.is_empty() && one == other
    };
    alike(&one.email, &other.email) || alike(&one.name, &other.name)
}

/// Whether an identity is that of a forge or a bot, behind which somebody else acted.
/// The addresses that forges give to people, such as `1+ann@users.noreply.github.com`,
/// are people's.
pub(super) fn is_forge(person: &Person) -> bool {
    let email = person.email.trim().to_lowercase();
    let local = email.split('@').next().unwrap_or_default();
    matches!(local, "noreply" | "no-reply")
        || email == "gitea@fake.local"
        || person.name.trim().ends_with("[bot]")
}

/// Who wrote a commit: its author, and those whom its message names beside.
pub(super) fn authors(details: &CommitDetails) -> Vec<Person> {
    let beside = details.trailers.iter().filter_map(|(key, value)| {
        let (name, rest) = value.split_once('<')?;
        let email = rest.split('>').next().unwrap_or_default();
        key.eq_ignore_ascii_case("Co-authored-by").then(|| Person {
            name: name.trim().to_owned(),
            email: email.trim().to_owned(),
            ..details.author.clone()
        })
    });
    [details.author.clone()].into_iter().chain(beside).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_forge, same};
    use crate::source::git::Person;

    fn person(name: &str, email: &str) -> Person {
        Person {
            name: name.to_owned(),
            email: email.to_owned(),
            seconds: 0,
            offset_seconds: 0,
            date: None,
        }
    }

    #[test]
    fn forges_and_bots_are_nobody() {
        for (name, email, wanted) in [
            ("GitHub", "noreply@github.com", true),
            ("GitHub", "noreply@ghe.example.org", true),
            ("Gitea", "gitea@fake.local", true),
            (
                "github-actions[bot]",
                "41898282+github-actions[bot]@users.noreply.github.com",
                true,
            ),
            ("Ann", "17+ann@users.noreply.github.com", false),
            ("Ann", "ann@noreply.example.org", false),
        ] {
            assert_eq!(is_forge(&person(name, email)), wanted, "{name} {email}");
        }
    }

    #[test]
    fn one_person_has_one_name_or_one_address() {
        let ann = person("Ann", "ann@example.org");
        assert!(same(&ann, &person("Ann B.", "ANN@example.org")));
        assert!(same(&ann, &person("ann", "private@example.net")));
        assert!(!same(&ann, &person("Bob", "bob@example.org")));
        assert!(!same(&person("", ""), &person("", "")));
    }
}
