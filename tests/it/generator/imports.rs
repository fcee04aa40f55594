//! Files import in one direction: none imports one that imports it, on whatever way round.

mod file;
mod graph;

use super::root;
use graph::Modules;

/// A field of a model has a type, which may be a model: the two call each other as schemas hold each other.
const AS_SCHEMAS_DO: [&str; 3] = ["codegen::lower::arms", "codegen::lower::models", "codegen::lower::types"];

#[test]
fn no_file_of_the_runtime_imports_one_that_imports_it() {
    let modules = Modules::read(&root().join("templates/runtime/src/runtime"), &["crate", "runtime"]);
    assert!(modules.len() > 50, "the runtime was found");
    assert_eq!(modules.circles(), Vec::<String>::new());
}

#[test]
fn no_file_of_the_generator_imports_one_that_imports_it() {
    let modules = Modules::read(&root().join("xtask/src"), &["crate"]);
    assert!(modules.len() > 200, "the generator was found");
    let [arms, models, types] = AS_SCHEMAS_DO;
    let known = [(arms, types), (models, arms), (models, types), (types, models)];
    assert_eq!(modules.circles(), known.map(|(one, other)| format!("{one} uses {other}")));
}
