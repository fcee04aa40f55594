//! What the generator owes to any description: an answer instead of a panic, and where it accepts, Rust that parses and comes
//! out the same twice. The property tests and the fuzzers share it.

use xtask::codegen::inputs::Inputs;
use xtask::codegen::{GenerateError, generate};

/// # Panics
///
/// If the generator does, or if its answer is not what it owes.
pub fn check(inputs: &Inputs) {
    match generate(inputs) {
        Ok(generated) => {
            for (path, text) in generated.files.iter().filter(|(path, _)| is_emitted(path)) {
                syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            }
            let again = generate(inputs).expect("what was accepted once is accepted again");
            assert!(generated.files.iter().eq(again.files.iter()), "two runs give the same files");
        }
        Err(GenerateError::Description(diagnostics)) => assert!(diagnostics.has_errors(), "a refusal has a reason"),
        Err(GenerateError::Edit(error)) => panic!("{error}"),
        Err(GenerateError::Template(error)) => panic!("{error}"),
    }
}

/// Rust that was made, not copied.
fn is_emitted(path: &str) -> bool {
    path.ends_with(".rs") && !path.starts_with("src/runtime/")
}
