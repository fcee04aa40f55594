//! What both fuzzers do with a description: the generator must answer without a panic, and what it accepts must parse
//! and come out the same twice.

use std::path::Path;
use std::sync::LazyLock;

use model::openapi::{Limits, Source};
use serde_yaml::Value;
use xtask::codegen::inputs::Inputs;

#[path = "../../it/support/answer.rs"]
mod answer;
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
    answer::check(&Inputs { description: Source::new("description.yaml", description), ..REAL.clone() });
}

/// The real description with the nodes changed that `bytes` choose.
pub fn mutated(bytes: &[u8]) -> Vec<u8> {
    let value: Value = serde_yaml::from_slice(&REAL.description.bytes).expect("the real description is YAML");
    serde_yaml::to_string(&mutation::mutate(&value, bytes)).map(String::into_bytes).unwrap_or_default()
}
