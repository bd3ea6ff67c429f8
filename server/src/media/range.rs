//! The part of a file that is asked for.

/// One byte range (RFC 9110 §14.1.2); several at once are answered with the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// From a byte, to another one included or to the end.
    From(u64, Option<u64>),
    /// So many bytes at the end.
    Last(u64),
}

impl Range {
    /// Reads a `Range` header.
    pub fn parse(value: &str) -> Option<Range> {
        let spec = value.trim().strip_prefix("bytes=")?;
        if spec.contains(',') {
            return None;
        }
        let (first, last) = spec.split_once('-')?;
        match (first.trim(), last.trim()) {
            ("", last) => last.parse().ok().map(Range::Last),
            (first, "") => first.parse().ok().map(|first| Range::From(first, None)),
            (first, last) => {
                let (first, last) = (first.parse().ok()?, last.parse().ok()?);
                (first <= last).then_some(Range::From(first, Some(last)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn ranges_are_read_as_the_standard_writes_them() {
        assert_eq!(Range::parse("bytes=0-99"), Some(Range::From(0, Some(99))));
        assert_eq!(Range::parse("bytes=100-"), Some(Range::From(100, None)));
        assert_eq!(Range::parse("bytes=-5"), Some(Range::Last(5)));
        for odd in ["bytes=5-1", "bytes=0-1,4-5", "items=0-1", "bytes=a-b", ""] {
            assert_eq!(Range::parse(odd), None, "{odd}");
        }
    }
}
