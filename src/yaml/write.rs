use super::emit::scalar;

/// The longest collection that is written on one line.
const LINE: usize = 88;

/// A tree about to be written as YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// A text, which reads back as that text.
    Text(String),
    /// A whole number.
    Number(i32),
    /// A truth value.
    Flag(bool),
    /// A list.
    List(Vec<Written>),
    /// A mapping, in this order.
    Map(Vec<(String, Written)>),
}

impl Written {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// A mapping.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        let entries = entries.into_iter();
        Self::Map(entries.map(|(key, value)| (key.into(), value)).collect())
    }

    /// The tree as YAML. Short collections of scalars stand on one line, others
    /// in block style.
    pub fn to_yaml(&self) -> String {
        let mut out = self.lines().join("\n");
        out.push('\n');
        out
    }

    fn lines(&self) -> Vec<String> {
        match self {
            Self::Map(entries) if !entries.is_empty() => {
                entries.iter().flat_map(entry_lines).collect()
            }
            Self::List(members) if !members.is_empty() => {
                members.iter().flat_map(Self::member_lines).collect()
            }
            _ => vec![self.on_one_line().unwrap_or_default()],
        }
    }

    fn member_lines(&self) -> Vec<String> {
        let lines = self.on_one_line().map(|line| vec![line]);
        let lines = lines.unwrap_or_else(|| self.lines()).into_iter();
        let indented = lines.enumerate().map(|(nth, line)| match nth {
            0 => format!("- {line}"),
            _ => format!("  {line}"),
        });
        indented.collect()
    }

    /// A scalar, or a short collection of scalars.
    fn on_one_line(&self) -> Option<String> {
        let (open, members, close) = match self {
            Self::List(members) => {
                let members = members.iter().map(Self::scalar);
                ('[', members.collect::<Option<Vec<String>>>()?, ']')
            }
            Self::Map(entries) => {
                let member = |(key, value): &(String, Self)| {
                    value
                        .scalar()
                        .map(|value| format!("{}: {value}", scalar(key)))
                };
                ('{', entries.iter().map(member).collect::<Option<_>>()?, '}')
            }
            _ => return self.scalar(),
        };
        let line = format!("{open}{}{close}", members.join(", "));
        (line.chars().count() <= LINE).then_some(line)
    }

    fn scalar(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(scalar(text)),
            Self::Number(number) => Some(number.to_string()),
            Self::Flag(flag) => Some(flag.to_string()),
            Self::List(_) | Self::Map(_) => None,
        }
    }
}

fn entry_lines((key, value): &(String, Written)) -> Vec<String> {
    let key = scalar(key);
    match value.on_one_line() {
        Some(line) => vec![format!("{key}: {line}")],
        None => {
            let below = value.lines().into_iter().map(|line| format!("  {line}"));
            std::iter::once(format!("{key}:")).chain(below).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::Written;
    use crate::text::{RepoPath, SourceFile};
    use crate::yaml::{Node, parse};

    #[test]
    fn short_collections_stand_on_one_line() {
        let long = "a rather long text ".repeat(6);
        let tree = Written::map([
            ("id", Written::text("m")),
            (
                "levels",
                Written::List(vec![Written::map([("id", Written::text("no"))])]),
            ),
            ("none", Written::List(Vec::new())),
            (
                "items",
                Written::List(vec![Written::map([
                    ("title", Written::text(long.trim())),
                    (
                        "facets",
                        Written::map([("phase", Written::text("feedback"))]),
                    ),
                    ("score", Written::Number(1)),
                    ("derived", Written::Flag(true)),
                ])]),
            ),
        ]);
        let expected = format!(
            "id: m\nlevels:\n  - {{id: \"no\"}}\nnone: []\nitems:\n  - title: {}\n    facets: {{phase: feedback}}\n    score: 1\n    derived: true\n",
            long.trim()
        );
        assert_eq!(tree.to_yaml(), expected);
    }

    fn tree() -> impl Strategy<Value = Written> {
        let leaf = prop_oneof![
            any::<String>().prop_map(Written::Text),
            any::<i32>().prop_map(Written::Number),
            any::<bool>().prop_map(Written::Flag),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Written::List),
                prop::collection::btree_map("[a-z ]{1,40}", inner, 0..5).prop_map(Written::map),
            ]
        })
    }

    fn same(tree: &Written, node: &Node<'_>) -> bool {
        match tree {
            Written::Text(text) => node.as_str() == Some(text),
            Written::Number(number) => node.as_written() == Some(&number.to_string()),
            Written::Flag(flag) => node.as_bool() == Some(*flag),
            Written::List(members) => {
                let there = node.items();
                there.len() == members.len()
                    && members.iter().zip(there).all(|(one, node)| same(one, node))
            }
            Written::Map(entries) => {
                node.entries().len() == entries.len()
                    && entries
                        .iter()
                        .all(|(key, one)| node.get(key).is_some_and(|node| same(one, node)))
            }
        }
    }

    proptest! {
        #[test]
        fn any_tree_reads_back(tree in tree()) {
            let tree = Written::map([("tree", tree)]);
            let yaml = tree.to_yaml();
            let file = Arc::new(SourceFile::new(RepoPath::given("t"), yaml.clone()));
            let parsed = parse(&file);
            prop_assert!(parsed.findings.is_empty(), "{}", yaml);
            prop_assert!(same(&tree, &parsed.root.unwrap()), "{}", yaml);
        }
    }
}
