//! Files import in one direction: none imports one that imports it, on whatever way round.

mod file;
mod graph;

use super::root;
use graph::Modules;

#[test]
fn no_file_of_the_runtime_imports_one_that_imports_it() {
    let modules = Modules::read(&root().join("templates/runtime/src/runtime"), &["crate", "runtime"]);
    assert!(modules.len() > 50, "the runtime was found");
    assert_eq!(modules.circles(), Vec::<String>::new());
}

#[test]
fn no_file_of_the_generator_imports_one_that_imports_it() {
    for (folder, least) in [("xtask/model/src", 100), ("xtask/src", 100)] {
        let modules = Modules::read(&root().join(folder), &["crate"]);
        assert!(modules.len() > least, "{folder} was found");
        assert_eq!(modules.circles(), Vec::<String>::new());
    }
}
