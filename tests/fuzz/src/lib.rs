//! What both fuzzers do with a description: the generator must answer without a panic, and what it accepts must parse
//! and come out the same twice.

use std::path::Path;
use std::sync::LazyLock;

use serde_yaml::Value;
use xtask::codegen::inputs::Inputs;
use model::openapi::{Limits, Source};
use xtask::codegen::{GenerateError, generate};

#[path = "../../it/support/mutation.rs"]
mod mutation;

/// The real description, and what else the generator reads.
static REAL: LazyLock<Inputs> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let schema = root.join("schema/llamacloud-batches.yaml");
    Inputs::read(&root, &schema, Limits::default()).expect("the inputs can be read")
});

/// # Panics
///
/// If the generator does, or if what it accepts does not parse or differs between two runs.
pub fn check(description: Vec<u8>) {
    let inputs = Inputs { description: Source::new("description.yaml", description), ..REAL.clone() };
    match generate(&inputs) {
        Ok(generated) => {
            for (path, text) in generated.files.iter().filter(|(path, _)| is_emitted(path)) {
                syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            }
            let again = generate(&inputs).expect("what was accepted once is accepted again");
            assert!(generated.files.iter().eq(again.files.iter()), "two runs give the same files");
        }
        Err(GenerateError::Description(diagnostics)) => assert!(diagnostics.has_errors(), "a refusal has a reason"),
        Err(GenerateError::Template(error)) => panic!("{error}"),
    }
}

/// Rust that was made, not copied.
fn is_emitted(path: &str) -> bool {
    path.ends_with(".rs") && !path.starts_with("src/runtime/")
}

/// The real description with the nodes changed that `bytes` choose.
pub fn mutated(bytes: &[u8]) -> Vec<u8> {
    let value: Value = serde_yaml::from_slice(&REAL.description.bytes).expect("the real description is YAML");
    serde_yaml::to_string(&mutation::mutate(&value, bytes)).map(String::into_bytes).unwrap_or_default()
}
