//! Arbitrary bytes as a description: the generator answers, and never panics.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    fuzz::check(data.to_vec());
});
