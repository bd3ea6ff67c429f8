//! The kept corpus, and seeded changes of it: what `make fuzz` found stays found. `FUZZ_CHANGES` asks for more of them.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fuzz::{TARGETS, Target};

/// A small generator (splitmix64), so that a run can be repeated.
struct Luck(u64);

impl Luck {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn corpus(target: &Target) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
    let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{} has no corpus: {error}", target.name))
        .map(|entry| {
            let path = entry.expect("a file of the corpus").path();
            (path.display().to_string(), fs::read(&path).expect("it can be read"))
        })
        .collect();
    found.sort();
    found
}

/// Bytes that readers of texts and numbers stumble over.
const ODD: &[&[u8]] = &[
    b"",
    b"0",
    b"-1",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"18446744073709551615",
    b"1e308",
    b"NaN",
    b"\0",
    b"\xff",
    b"\r\n",
    b"\"",
    b"'",
    b"<",
    b"&",
    b",",
    b".",
    b";",
    b"-",
    b"\xc3\xa9",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x9a\x9a",
    b"\xc4\xb0",
    b"null",
    b"{}",
    b"[]",
    b"+999999-01-01",
];

fn changed(luck: &mut Luck, all: &[(String, Vec<u8>)], most: usize) -> Vec<u8> {
    let mut bytes = all[luck.below(all.len())].1.clone();
    for _ in 0..=luck.below(4) {
        let at = luck.below(bytes.len() + 1);
        match luck.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << luck.below(8),
            1 if at < bytes.len() => bytes[at] = luck.next() as u8,
            2 => {
                let end = (at + 1 + luck.below(8)).min(bytes.len());
                bytes.drain(at.min(end)..end);
            }
            3 => {
                bytes.splice(at..at, ODD[luck.below(ODD.len())].iter().copied());
            }
            4 => bytes.insert(at, luck.next() as u8),
            5 => bytes.truncate(at),
            _ => {
                let other = &all[luck.below(all.len())].1;
                let from = luck.below(other.len() + 1);
                let piece = other[from..(from + luck.below(32)).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes.truncate(most);
    bytes
}

fn ask(target: &Target, from: &str, bytes: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| (target.ask)(bytes))).is_err() {
        panic!("{} does not hold for {from}: {}", target.name, bytes.escape_ascii());
    }
}

fn replay(part: usize) {
    let changes: usize = std::env::var("FUZZ_CHANGES").ok().and_then(|n| n.parse().ok()).unwrap_or(3000);
    for (n, target) in TARGETS.iter().enumerate().filter(|(n, _)| n % 2 == part) {
        let all = corpus(target);
        assert!(!all.is_empty(), "{} has an empty corpus", target.name);
        for (name, bytes) in &all {
            ask(target, name, bytes);
        }
        let mut luck = Luck(n as u64);
        // decoding a picture and reading a job take as long as everything else
        let slow = matches!(target.name, "image" | "intent");
        for _ in 0..if slow { changes / 10 } else { changes } {
            ask(target, "a change of the corpus", &changed(&mut luck, &all, target.most));
        }
    }
}

#[test]
fn what_is_kept_and_changes_of_it_hold_for_one_half_of_the_targets() {
    replay(0);
}

#[test]
fn what_is_kept_and_changes_of_it_hold_for_the_other_half() {
    replay(1);
}

#[test]
fn every_folder_of_the_corpus_belongs_to_a_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for entry in fs::read_dir(folder).expect("the corpus") {
        let name = entry.expect("a folder").file_name().to_string_lossy().into_owned();
        assert!(fuzz::named(&name).is_some(), "{name} is no target");
    }
}
