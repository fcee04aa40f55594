//! Names that are taken, and what is used instead. The replacement is fixed, so that it too depends on nothing but
//! the name; the caller announces it.

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

/// What is added to the name of a request builder that is taken.
pub(super) const BUILDER_SUFFIX: &str = "Call";

impl Reserved {
    pub(super) fn replacement(self, name: &str) -> Option<String> {
        let (lists, suffix): (&[&[&str]], &str) = match self {
            Self::Type => (&[PRELUDE, ROOT], "Model"),
            Self::Builder => (&[PRELUDE, ROOT, IMPORTED], BUILDER_SUFFIX),
            Self::Resource => (&[PRELUDE, ROOT, IMPORTED], "Resource"),
            Self::Variant => (&[&["Self", "KNOWN"]], "_"),
            Self::Argument => (&[NEVER_RAW], "_"),
            Self::Field => (&[NEVER_RAW, MODEL_METHODS], "_"),
            Self::Setter => (&[NEVER_RAW, REQUEST_METHODS], "_"),
            Self::Method => (&[NEVER_RAW, RESOURCE_METHODS, CLIENT_METHODS], "_"),
            Self::ClientSetter => (&[NEVER_RAW, CLIENT_BUILDER_METHODS], "_"),
            Self::Module => (&[NEVER_RAW, CRATES, FILES], "_type"),
            Self::Accessor => (&[NEVER_RAW, RESOURCE_METHODS, CLIENT_METHODS, CRATES, FILES], "_"),
        };
        lists.iter().any(|list| list.contains(&name)).then(|| format!("{name}{suffix}"))
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

/// What stands in the root of the generated crate: a model of the same name would be taken for it.
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

/// What the file of a resource imports for itself. Models may have these names: they are written with their path there.
const IMPORTED: &[&str] = &[
    "Async",
    "BTreeMap",
    "Blocking",
    "Created",
    "Date",
    "DecodeError",
    "Handle",
    "Lifecycle",
    "M",
    "Method",
    "Mode",
    "OneOrMany",
    "Operation",
    "OperationSpec",
    "PageBody",
    "Paginated",
    "Pagination",
    "Phase",
    "Reconcile",
    "Replay",
    "Request",
    "Timestamp",
    "UnreadItem",
    "Wait",
];

/// The crates a generated crate depends on: one that is called like them would hide them.
pub(super) const DEPENDENCIES: &[&str] = &[
    "bytes",
    "futures_core",
    "futures_util",
    "h2",
    "hmac",
    "http",
    "http_body",
    "httpdate",
    "jiff",
    "percent_encoding",
    "reqwest",
    "rustls",
    "serde",
    "serde_json",
    "serde_path_to_error",
    "sha2",
    "tokio",
    "tracing",
];

/// Associated functions every model has, beside the setters made from its fields.
const MODEL_METHODS: &[&str] = &["clone", "new"];

/// What the macros of the runtime give a request builder, and the methods of traits it has.
const REQUEST_METHODS: &[&str] = &[
    "and_wait",
    "body_field",
    "clone",
    "deadline",
    "header",
    "into_future",
    "items",
    "optional",
    "pages",
    "prefetch",
    "query",
    "repeat_if_ambiguous",
    "resume",
    "retries",
    "send",
    "send_raw",
    "timeout",
    "total_deadline",
    "wait",
    "without_default",
    "without_header",
];

const RESOURCE_METHODS: &[&str] = &["clone", "new", "wait"];

/// Methods of the client itself, where resources and operations without one hang.
const CLIENT_METHODS: &[&str] = &[
    "as_async",
    "base_url",
    "budget",
    "builder",
    "clock",
    "clone",
    "deadline",
    "default_parameters",
    "from_env",
    "from_inner",
    "handle",
    "headers",
    "jitter",
    "latest_create",
    "new",
    "rate_limit",
    "retries",
    "shutdown",
    "timeout",
    "transport",
];

const CLIENT_BUILDER_METHODS: &[&str] = &[
    "add_root_certificate",
    "allow_http",
    "api_key",
    "base_url",
    "blocking",
    "build",
    "check_durations",
    "client",
    "clock",
    "clone",
    "connect_timeout",
    "deadline",
    "default_parameter",
    "effective_base_url",
    "effective_headers",
    "effective_parameters",
    "effective_transport",
    "from_env",
    "from_lookup",
    "header",
    "http_client",
    "jitter_seed",
    "max_idle_connections",
    "missing_key",
    "new",
    "proxy",
    "rate_limit",
    "region",
    "retries",
    "retry_budget",
    "timeout",
    "transport",
    "unset",
    "wrap_transport",
];

/// A module of this name would stand in front of the crate of the same name.
const CRATES: &[&str] = &["alloc", "core", "jiff", "serde", "serde_json", "std", "tracing"];

/// File names that mean something else to Rust or to Windows.
pub(super) const FILES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "mod", "nul", "prn",
];

#[cfg(test)]
mod tests;
