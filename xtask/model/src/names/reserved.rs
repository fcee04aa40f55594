//! Names that are taken, and what is used instead. The replacement is fixed, so that it too depends on nothing but
//! the name; the caller announces it.

use crate::runtime;

/// Which list applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reserved {
    Type,
    Builder,
    Resource,
    Field,
    Argument,
    Setter,
    Method,
    ClientSetter,
    Variant,
    Module,
    Accessor,
}

/// The variant every open enum has for values it does not know.
pub(super) const UNKNOWN_VARIANT: &str = "Unknown";

/// What is added to the name of a request builder that is taken.
pub(super) const BUILDER_SUFFIX: &str = "Call";

impl Reserved {
    pub(super) fn replacement(self, name: &str) -> Option<String> {
        let is_in = |lists: &[&[&str]]| lists.iter().any(|list| list.contains(&name));
        let is_used = || is_in(&[PRELUDE, ROOT]) || runtime::is_used_by_resources(name);
        let is_method = || is_in(&[NEVER_RAW, RESOURCE_METHODS]) || runtime::is_client_method(name);
        let (is_taken, suffix) = match self {
            Self::Type => (is_in(&[PRELUDE, ROOT]), "Model"),
            Self::Builder => (is_used(), BUILDER_SUFFIX),
            Self::Resource => (is_used(), "Resource"),
            Self::Variant => (is_in(&[&["Self", "KNOWN", UNKNOWN_VARIANT]]), "_"),
            Self::Argument => (is_in(&[NEVER_RAW]), "_"),
            Self::Field => (is_in(&[NEVER_RAW, MODEL_METHODS]), "_"),
            Self::Setter => (is_in(&[NEVER_RAW]) || runtime::is_request_method(name), "_"),
            Self::Method => (is_method(), "_"),
            Self::ClientSetter => (is_in(&[NEVER_RAW]) || runtime::is_client_builder_method(name), "_"),
            Self::Module => (is_in(&[NEVER_RAW, CRATES, FILES]), "_type"),
            Self::Accessor => (is_method() || is_in(&[CRATES, FILES]), "_"),
        };
        is_taken.then(|| format!("{name}{suffix}"))
    }
}

/// Keywords that cannot be written raw.
const NEVER_RAW: &[&str] = &["self", "super", "crate"];

/// What Rust puts in scope everywhere, and emitted code uses by its short name.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// What of the root of the generated crate users name most: a model of the same name would be taken for it.
const ROOT: &[&str] = &[
    "Checkpoint",
    "Client",
    "ClientBuilder",
    "Error",
    "ErrorKind",
    "Items",
    "Nullable",
    "Page",
    "Pages",
    "Region",
    "Sent",
    "UnknownValue",
];

/// Associated functions every model has, beside the setters made from its fields.
const MODEL_METHODS: &[&str] = &["clone", "new"];

/// What resources and the client have beside them. The last two take what they are called on by value, and so come before a
/// method of the same name that does not.
const RESOURCE_METHODS: &[&str] = &["clone", "new", "wait", "into", "try_into"];

/// A module of this name would stand in front of the crate of the same name.
const CRATES: &[&str] = &["alloc", "core", "jiff", "serde", "serde_json", "std", "tracing"];

/// File names that mean something else to Rust or to Windows.
pub(super) const FILES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "mod", "nul", "prn",
];
