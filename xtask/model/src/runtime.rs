//! The runtime as it was when the generator was built: its files, which are copied, and the names that emitted code shares
//! with it. These are what it exports and the methods that its types have, read from the files, and what emitted code uses
//! from elsewhere. Imports, the root of the crate and the reserved names all follow from them.

use super::edits::Extent;

// The files, and the names, sorted.
include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// The manifest of the generated crate, before it is rendered.
const MANIFEST: &str = include_str!("../../../templates/crate/Cargo.toml");

/// What emitted code uses that the runtime does not export at its top, and the module it is imported from.
const ELSEWHERE: &[(&str, &str)] = &[
    ("BTreeMap", "std::collections"),
    ("Blocking", "crate::runtime::blocking"),
    ("Bytes", "bytes"),
    ("Date", "jiff::civil"),
    ("Redacted", "crate::runtime::redact"),
    ("SERVICE", "crate::client"),
    ("StatusCode", "http"),
    ("Timestamp", "jiff"),
    ("clear", "crate::runtime"),
    ("decode", "crate::runtime"),
    ("maybe", "crate::runtime"),
    ("resources", "crate"),
    ("setter", "crate::runtime"),
];

/// What the file of a resource imports for itself. Models may have these names: they are written with their path there.
const OF_RESOURCES: &[&str] = &[
    "Async",
    "BTreeMap",
    "Blocking",
    "BodyFormat",
    "Bytes",
    "Created",
    "Date",
    "DecodeError",
    "FormPart",
    "Handle",
    "Lifecycle",
    "M",
    "Method",
    "Mode",
    "OneOrMany",
    "Operation",
    "OperationSpec",
    "OtherResponse",
    "PageBody",
    "PageParameter",
    "Paginated",
    "Pagination",
    "Phase",
    "Reconcile",
    "Replay",
    "Request",
    "StatusCode",
    "Style",
    "Timestamp",
    "Upload",
    "Wait",
];

/// Where something that the runtime exports can be seen by users of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In the root of the crate.
    InRoot,
    /// In its module `transport`.
    InTransport,
    /// Only emitted code uses it.
    Nowhere,
}

/// What a crate of this extent has of the runtime: paths below `templates/runtime/src/runtime`, and texts under their headers.
pub fn files(extent: Extent) -> impl Iterator<Item = (&'static str, &'static str)> {
    let program = if extent.is_whole() { PROGRAM } else { &[] };
    LIBRARY.iter().chain(program).copied()
}

/// The hash of these files, which does not cover the headers.
pub fn hash(extent: Extent) -> &'static str {
    if extent.is_whole() { HASH_OF_ALL } else { HASH_OF_LIBRARY }
}

/// What the runtime exports, by name.
pub fn exports() -> impl Iterator<Item = (&'static str, Shown)> {
    EXPORTS.iter().copied()
}

/// The module that emitted code imports this name from.
pub fn module_of(name: &str) -> Option<&'static str> {
    let elsewhere = ELSEWHERE.iter().find(|(known, _)| *known == name).map(|(_, module)| *module);
    let is_exported = || EXPORTS.binary_search_by_key(&name, |(exported, _)| exported).is_ok();
    elsewhere.or_else(|| is_exported().then_some("crate::runtime"))
}

/// Whether the files of resources use this name without a path.
pub fn is_used_by_resources(name: &str) -> bool {
    OF_RESOURCES.contains(&name)
}

/// Whether the client has a method of this name, a private one too: two inherent methods of one name never compile.
pub fn is_client_method(name: &str) -> bool {
    const EMITTED_OR_OF_TRAITS: &[&str] = &["builder", "clone", "from_env", "new"];
    CLIENT_METHODS.contains(&name) || EMITTED_OR_OF_TRAITS.contains(&name)
}

/// The same for the builder of a client.
pub fn is_client_builder_method(name: &str) -> bool {
    const EMITTED_OR_OF_TRAITS: &[&str] = &["clone", "region"];
    CLIENT_BUILDER_METHODS.contains(&name) || EMITTED_OR_OF_TRAITS.contains(&name)
}

/// The same for a request builder, which has its methods from macros of the runtime.
pub fn is_request_method(name: &str) -> bool {
    // `from` belongs to a trait and takes no `self`, so a setter of that name is in nobody's way.
    (REQUEST_METHODS.contains(&name) && name != "from") || name == "clone"
}

/// Whether the generated crate depends on a crate of this name, as code spells it; its tests and examples count.
pub fn is_dependency(name: &str) -> bool {
    let mut dependencies = ["[dependencies]", "[dev-dependencies]"].into_iter().flat_map(entries);
    dependencies.any(|line| line.split_once(" = ").is_some_and(|(dependency, _)| dependency.replace('-', "_") == name))
}

/// The lines of one table of the manifest.
fn entries(table: &str) -> impl Iterator<Item = &'static str> {
    let lines = MANIFEST.lines().skip_while(move |line| *line != table).skip(1);
    lines.take_while(|line| !line.starts_with('['))
}

/// Of the build script, for its test.
#[cfg(test)]
#[path = "../build/copy.rs"]
#[expect(dead_code, reason = "it is used where the generator is built")]
mod copy;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_copied_without_their_tests_and_the_program_only_with_the_whole() {
        let of = |extent| files(extent).map(|(path, _)| path).collect::<Vec<_>>();
        let (all, library) = (of(Extent::Whole), of(Extent::Library));
        assert!(all.contains(&"client.rs") && all.contains(&"cli/table.rs") && library.is_sorted(), "{all:?}");
        assert!(all[library.len()..].is_sorted(), "{all:?}");
        assert_eq!(library, all.iter().filter(|path| !path.starts_with("cli/")).copied().collect::<Vec<_>>());
        assert!(files(Extent::Whole).all(|(path, text)| !path.contains("tests") && !text.contains("mod tests")));
        assert_ne!(hash(Extent::Whole), hash(Extent::Library));
    }

    #[test]
    fn what_the_runtime_exports_is_known_with_the_place_where_it_is_shown() {
        let of = |name: &str| exports().find(|(exported, _)| *exported == name).map(|(_, shown)| shown);
        assert_eq!(of("Client"), Some(Shown::InRoot));
        assert_eq!(of("BoxFuture"), Some(Shown::InRoot));
        assert_eq!(of("TransportError"), Some(Shown::InTransport));
        assert_eq!(of("PageBody"), Some(Shown::Nowhere));
        assert_eq!(of("VirtualClock"), None, "not every set of features has it");
    }

    #[test]
    fn methods_are_known_wherever_they_are_written() {
        assert!(is_client_method("shutdown") && is_client_method("from_env") && !is_client_method("api_key"));
        assert!(is_client_builder_method("api_key") && is_client_builder_method("region"));
        assert!(is_request_method("send") && is_request_method("items") && !is_request_method("from"));
    }

    #[test]
    fn what_emitted_code_imports_is_there_to_be_imported() {
        let unknown: Vec<_> = OF_RESOURCES.iter().filter(|name| module_of(name).is_none()).collect();
        assert_eq!(unknown, [&"M"], "which is a type parameter");
        assert_eq!(module_of("Timestamp"), Some("jiff"));
        assert_eq!(module_of("Client"), Some("crate::runtime"));
        assert!(is_dependency("serde_json") && is_dependency("futures_util") && !is_dependency("minijinja"));
    }
}
