//! The real description with a few nodes changed: what is accepted parses and is deterministic.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    fuzz::check(fuzz::mutated(data));
});
