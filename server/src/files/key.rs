//! Where a file lies in the store.

use object_store::path::Path;
use uuid::Uuid;

use super::FileProblem;

/// The key of one variant (`original`, `copy`, `thumb`) of the file `id` of an organization.
pub fn key(org: Uuid, id: Uuid, variant: &str) -> String {
    format!("org/{org}/{id}/{variant}")
}

/// Plain segments only: nothing to escape, nothing to climb out with, the same on disk and in a bucket.
pub(super) fn parse(key: &str) -> Result<Path, FileProblem> {
    let plain =
        |segment: &str| !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if key.len() <= 512 && key.split('/').all(plain) { Ok(Path::from(key)) } else { Err(FileProblem::BadKey { key: key.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_made_of_ids_are_accepted_and_paths_are_not() {
        assert!(parse(&key(Uuid::nil(), Uuid::nil(), "thumb")).is_ok());
        for bad in ["", "/", "a//b", "../a", "a/..", "a/b.jpg", "a b", "a\\b", "C:x", "é", "a\0b", "%2e%2e/a"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
