//! The driver: libFuzzer asks the target that `FUZZ_TARGET` names. Built by `scripts/fuzz`, which tells the compiler
//! to note what is executed.

#![no_main]

use std::sync::LazyLock;

use fuzz::{TARGETS, Target, named};

static ASKED: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    named(&name).unwrap_or_else(|| {
        let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        panic!("FUZZ_TARGET must be one of {}", known.join(" "))
    })
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.len() <= ASKED.most {
        (ASKED.ask)(bytes);
    }
});
