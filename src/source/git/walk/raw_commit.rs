use gix::ObjectId;
use gix::bstr::ByteSlice;

/// What a walk needs of a commit's object, read as git reads it: whatever comes
/// after the parents may be garbled.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::source::git) struct RawCommit {
    pub(in crate::source::git) tree: ObjectId,
    pub(in crate::source::git) parents: Vec<ObjectId>,
    pub(in crate::source::git) time: u64,
}

/// Bits of a commit's time that the commit-graph has room for, up to the year
/// 2514. Those above are dropped for the order to be the same without it.
pub(in crate::source::git) const TIME_BITS: u64 = (1 << 34) - 1;

impl RawCommit {
    /// Nothing where it is no commit to git either.
    pub(in crate::source::git) fn parse(data: &[u8], format: gix::hash::Kind) -> Option<Self> {
        let (tree, mut rest) = id_line(data, b"tree ", format)?;
        let mut parents = Vec::new();
        while rest.starts_with(b"parent ") {
            let (parent, after) = id_line(rest, b"parent ", format)?;
            parents.push(parent);
            rest = after;
        }
        Some(Self {
            tree,
            parents,
            time: committed(rest).unwrap_or(0) & TIME_BITS,
        })
    }
}

/// The id of a line that begins in a way, and what follows the line.
fn id_line<'d>(
    data: &'d [u8],
    begins: &[u8],
    format: gix::hash::Kind,
) -> Option<(ObjectId, &'d [u8])> {
    let rest = data.strip_prefix(begins)?;
    let (hex, rest) = rest.split_at_checked(format.len_in_hex())?;
    let id = ObjectId::from_hex(hex).ok()?;
    Some((id, rest.strip_prefix(b"\n")?))
}

/// The seconds since 1970 of the line of the committer, which comes after that of
/// the author; negative ones are as large as git's arithmetic makes them.
fn committed(rest: &[u8]) -> Option<u64> {
    let after_author = rest.strip_prefix(b"author")?;
    let (_, line) = after_author.split_once_str(b"\n")?;
    let (line, _) = line.strip_prefix(b"committer")?.split_once_str(b"\n")?;
    let (_, time) = line.rsplit_once_str(b">")?;
    let time = time.trim_start_with(|found| found.is_ascii_whitespace() || found == '\x0b');
    let (negative, digits) = match time.strip_prefix(b"-") {
        Some(digits) => (true, digits),
        None => (false, time),
    };
    let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
    let value = digits.fold(0_u64, |value, byte| {
        value
            .saturating_mul(10)
            .saturating_add(u64::from(byte - b'0'))
    });
    Some(if negative {
        value.wrapping_neg()
    } else {
        value
    })
}

#[cfg(test)]
mod tests {
    use super::{RawCommit, TIME_BITS};

    const ID: &str = "1234567890123456789012345678901234567890";

    fn parse(text: &str) -> Option<RawCommit> {
        RawCommit::parse(text.as_bytes(), gix::hash::Kind::Sha1)
    }

    fn time(line: &str) -> u64 {
        let text = format!("tree {ID}\nauthor A <a> 9 +0000\n{line}\n\nx\n");
        parse(&text).unwrap().time
    }

    #[test]
    fn the_time_is_what_git_takes_it_for() {
        assert_eq!(time("committer A <a> 1780000000 +0200"), 1_780_000_000);
        assert_eq!(time("committer A <a> b> 17"), 17);
        assert_eq!(time("committer A <a>17x"), 17);
        assert_eq!(time("committer A <a> -1 +0000"), TIME_BITS);
        assert_eq!(time("committer A <a> 99999999999999999999999"), TIME_BITS);
        for nothing in [
            "committer A <a> soon",
            "committer A",
            "committer",
            "x",
            "",
            "committer A <a>",
        ] {
            assert_eq!(time(nothing), 0, "{nothing}");
        }
        let only = parse(&format!("tree {ID}\n")).unwrap();
        assert_eq!((only.time, only.parents.len()), (0, 0));
    }

    #[test]
    fn what_is_no_commit_is_none() {
        let parents = format!("tree {ID}\nparent {ID}\nparent {ID}\n");
        assert_eq!(parse(&parents).unwrap().parents.len(), 2);
        for wrong in [
            String::new(),
            "tree ".to_owned(),
            format!("tree {ID}"),
            format!("tree {ID}0\n"),
            format!("tree {}\n", &ID[1..]),
            format!("tree {ID}\nparent {}\n", &ID[1..]),
            format!("parent {ID}\n"),
        ] {
            assert_eq!(parse(&wrong), None, "{wrong}");
        }
    }
}
