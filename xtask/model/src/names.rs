//! The only place an identifier is made: text of the description goes in, a name comes out, with the rule that made
//! it. A name depends on its own text alone, so adding something elsewhere never renames it; two names that become
//! equal are for the caller to refuse. What a newcomer gets wrong: these names carry no `r#`. A keyword such as
//! `type` stays as it is, and gets its raw prefix where it is printed.

mod flags;
mod keywords;
mod reserved;
mod words;

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use heck::ToSnakeCase;

use crate::json_kind::JsonKind;
use crate::runtime;
pub use flags::{GLOBAL_FLAGS, flag, is_command, is_flag, is_flag_of_commands, singular_flag};
pub use keywords::{in_code, is_keyword};
use reserved::Reserved;
pub use words::Unnameable;
use words::{Symbols, pascal, snake, words};

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        // Shared, because a type is named wherever it is used; between threads, because files are printed by several.
        pub struct $name(Arc<str>);

        impl $name {
            fn of_text(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// Without a raw prefix: as it stands in text and file names.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name!(
    /// A type: `BatchStatus`.
    TypeName
);
impl Borrow<str> for TypeName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

name!(
    /// A field, argument, setter or method: `created_at`.
    FieldName
);
name!(
    /// A variant: `Completed`.
    VariantName
);
name!(
    /// A module, file or accessor: `batches`.
    ModuleName
);

/// A name, and why it is this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<N> {
    pub name: N,
    pub rule: NamingRule,
}

/// What decided a name; `codegen --explain` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamingRule {
    /// `x-rust-name`, `x-rust-names` or `x-resource` said so.
    Extension,
    /// The case of the wire name was changed.
    Case,
    /// The wire name is on the reserved list and got its fixed replacement.
    Reserved,
    /// An inline schema, named after the place it stands in.
    Place,
}

/// What a name is for: decides its case and which names are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A component or inline schema.
    Type,
    Field,
    /// A required argument of a method.
    Argument,
    /// An optional argument: a method of the request builder.
    Setter,
    /// A method on a resource, made from an operation.
    Method,
    /// A setter on the client's builder.
    ClientSetter,
}

impl TypeName {
    /// From the name of a schema.
    pub fn of_schema(text: &str) -> Result<Named<Self>, Unnameable> {
        Ok(settle(pascal(&words(text, Symbols::Dropped)?), Reserved::Type).map(Self::of_text))
    }

    /// From `x-rust-name` of a schema.
    pub fn given(text: &str) -> Result<Named<Self>, Unnameable> {
        Ok(settle(given_pascal(text)?, Reserved::Type).given().map(Self::of_text))
    }

    /// Of an inline schema: its place below a type, such as `Batch` and `config` for `BatchConfig`.
    pub fn of_place(&self, parts: &[&str]) -> Result<Named<Self>, Unnameable> {
        let mut all = vec![self.0.to_string()];
        for part in parts {
            all.extend(words(part, Symbols::Spelled)?);
        }
        words::refuse_long(pascal(&all).to_snake_case().len())?;
        let mut named = settle(pascal(&all), Reserved::Type);
        if named.rule == NamingRule::Case {
            named.rule = NamingRule::Place;
        }
        Ok(named.map(Self::of_text))
    }

    /// The request builder of an operation, from its `operationId`.
    pub fn of_builder(operation_id: &str) -> Result<Named<Self>, Unnameable> {
        Ok(settle(pascal(&words(operation_id, Symbols::Dropped)?), Reserved::Builder).map(Self::of_text))
    }

    /// A request builder whose resource has its name, or that of its marker: the resource keeps it. Both come from one
    /// operation, so its name still depends on nothing else.
    pub fn beside_resource(self, resource: &Self) -> Named<Self> {
        if self == *resource || Self::of_marker(&self) == *resource {
            Named { name: Self::of_text(format!("{self}{}", reserved::BUILDER_SUFFIX)), rule: NamingRule::Reserved }
        } else {
            Named { name: self, rule: NamingRule::Case }
        }
    }

    /// The marker that stands for an operation where types are needed, from its builder.
    pub fn of_marker(builder: &Self) -> Self {
        Self::of_text(format!("{builder}Operation"))
    }

    /// The enum of what an operation gives, where that depends on the status, from its builder.
    pub fn of_successes(builder: &Self) -> Self {
        Self::of_text(format!("{builder}Success"))
    }

    /// The waiter of a polling operation, from its `operationId`: the verb gives way to `Wait`.
    pub fn of_waiter(operation_id: &str) -> Result<Self, Unnameable> {
        let mut words = words(operation_id, Symbols::Dropped)?;
        if words.len() > 1 && ["get", "read", "retrieve", "fetch", "show"].contains(&words[0].as_str()) {
            words.remove(0);
        }
        words.insert(0, "wait".to_owned());
        Ok(Self::of_text(pascal(&words)))
    }

    /// The type of a resource, from its dotted path.
    pub fn of_resource(path: &[ModuleName]) -> Named<Self> {
        let words: Vec<String> = path.iter().flat_map(|segment| segment.0.split('_')).map(str::to_owned).collect();
        settle(pascal(&words), Reserved::Resource).map(Self::of_text)
    }

    /// The module, and so the file, that holds the type.
    pub fn module(&self) -> ModuleName {
        let words: Vec<String> = self.0.to_snake_case().split('_').map(str::to_owned).collect();
        ModuleName::of_text(settle(snake(&words), Reserved::Module).name)
    }
}

impl FieldName {
    pub fn new(role: Role, text: &str) -> Result<Named<Self>, Unnameable> {
        let symbols = if role == Role::Method { Symbols::Dropped } else { Symbols::Spelled };
        Ok(settle(snake(&words(text, symbols)?), role.reserved()).map(Self::of_text))
    }

    /// From `x-rust-name`.
    pub fn given(role: Role, text: &str) -> Result<Named<Self>, Unnameable> {
        Ok(settle(given_snake(text)?, role.reserved()).given().map(Self::of_text))
    }

    /// The setter of the API key, which the builder of every client has.
    pub fn api_key() -> Self {
        Self::of_text("api_key")
    }

    /// The method that starts a waiter.
    pub fn wait() -> Self {
        Self::of_text("wait")
    }

    /// Of a body property that is called like a parameter in the path of its operation, which keeps the bare name.
    pub fn in_body(&self) -> Self {
        self.after("body")
    }

    /// Of what belongs to this: `maybe_status` for `status`. The `_` before a digit is not needed after a word, and two
    /// in a row are no snake case.
    pub fn after(&self, word: &str) -> Self {
        Self::of_text(format!("{word}_{}", self.0.trim_start_matches('_')))
    }

    /// Of what an object holds beside its named properties.
    pub fn further() -> Self {
        Self::of_text("additional_properties")
    }

    /// The one argument of an operation whose body cannot be taken apart.
    pub fn body() -> Self {
        Self::of_text("body")
    }
}

impl VariantName {
    /// From a value of an enum. The empty value is `Empty`.
    pub fn new(text: &str) -> Result<Named<Self>, Unnameable> {
        let words = if text.is_empty() { vec!["empty".to_owned()] } else { words(text, Symbols::Spelled)? };
        Ok(settle(pascal(&words), Reserved::Variant).map(Self::of_text))
    }

    /// From `x-rust-names` or the `x-rust-name` of a server.
    pub fn given(text: &str) -> Result<Named<Self>, Unnameable> {
        Ok(settle(given_pascal(text)?, Reserved::Variant).given().map(Self::of_text))
    }

    /// Of an integer of an enum: as another tool calls it, if that makes a name, or by its number: `Value200`, `Minus1`.
    pub fn of_integer(value: i64, called: Option<&str>) -> Named<Self> {
        let called = called.and_then(|called| Self::new(called).ok());
        called.unwrap_or_else(|| {
            let prefix = if value < 0 { "Minus" } else { "Value" };
            Named { name: Self::of_text(format!("{prefix}{}", value.unsigned_abs())), rule: NamingRule::Case }
        })
    }

    /// Of what has this kind of JSON, in a union.
    pub fn of_kind(kind: JsonKind) -> Self {
        Self::of_text(pascal(&[kind.as_str().to_owned()]))
    }

    /// Of objects of this type, in a union.
    pub fn of_type(name: &TypeName) -> Self {
        let name = name.as_str();
        Self::of_text(if name == Self::OTHER { format!("{name}_") } else { name.to_owned() })
    }

    /// Of what an inline object of a union is told by: its tag, or what it requires.
    pub fn of_members(text: &str) -> Result<Named<Self>, Unnameable> {
        let named = settle(pascal(&words(text, Symbols::Spelled)?), Reserved::Variant);
        Ok(named.map(|name| Self::of_text(if name == Self::OTHER { format!("{name}_") } else { name })))
    }

    /// Of a successful status, after its reason phrase if it has one.
    pub fn of_success(status: u16) -> Self {
        Self::of_text(match status {
            200 => "Ok".to_owned(),
            201 => "Created".to_owned(),
            202 => "Accepted".to_owned(),
            203 => "NonAuthoritative".to_owned(),
            204 => "NoContent".to_owned(),
            205 => "ResetContent".to_owned(),
            206 => "PartialContent".to_owned(),
            207 => "MultiStatus".to_owned(),
            208 => "AlreadyReported".to_owned(),
            226 => "ImUsed".to_owned(),
            _ => format!("Status{status}"),
        })
    }

    /// Of every successful status that is not declared by itself.
    pub fn any_success() -> Self {
        Self::of_text("Success")
    }

    /// The variant every union has for values of a kind it does not know.
    pub const OTHER: &'static str = "Other";

    /// The variant every open enum has for values it does not know.
    pub const UNKNOWN: &'static str = reserved::UNKNOWN_VARIANT;
}

impl ModuleName {
    /// An accessor, from a tag.
    pub fn of_tag(text: &str) -> Result<Named<Self>, Unnameable> {
        Ok(settle(snake(&words(text, Symbols::Dropped)?), Reserved::Accessor).map(Self::of_text))
    }

    /// An accessor, from a segment of `x-resource`.
    pub fn given(text: &str) -> Result<Named<Self>, Unnameable> {
        Ok(settle(given_snake(text)?, Reserved::Accessor).given().map(Self::of_text))
    }
}

/// The name of a package, from a title: `lab-service`.
pub fn package_name(title: &str) -> Option<String> {
    let words = words(title, Symbols::Dropped).ok()?;
    let name = words.join("-");
    let cannot_be_a_crate = name.starts_with(|c: char| c.is_ascii_digit()) || is_reserved_package(&name);
    Some(if cannot_be_a_crate { format!("api-{name}") } else { name })
}

/// Whether a crate of this name would hide one that it needs, or could not be named in code or stored at all.
pub fn is_reserved_package(name: &str) -> bool {
    const OF_THE_COMPILER: &[&str] = &["alloc", "core", "proc_macro", "std", "test"];
    let ident = name.replace('-', "_");
    // Programs have it beside the crate.
    const MODULE_OF_MODELS: &[&str] = &["types"];
    let is_listed =
        [OF_THE_COMPILER, MODULE_OF_MODELS, reserved::FILES].iter().any(|list| list.contains(&ident.as_str()));
    is_listed || runtime::is_dependency(&ident) || syn::parse_str::<syn::Ident>(&ident).is_err()
}

/// The name of an environment variable: `LAB_SERVICE_API_KEY`.
pub fn environment_variable(prefix: &str, suffix: &str) -> Option<String> {
    Some(format!("{}_{suffix}", words(prefix, Symbols::Dropped).ok()?.join("_").to_ascii_uppercase()))
}

/// The `operationId` of an operation that has none, from its verb and its path: `getApiV2BatchesByBatchId` for
/// `GET /api/v2/batches/{batch_id}`.
pub fn proposed_operation_id(verb: &str, path: &str) -> String {
    let mut id = verb.to_ascii_lowercase();
    for segment in path.split('/') {
        let Ok(words) = words(segment, Symbols::Dropped) else { continue };
        let by = segment.starts_with('{').then(|| "by".to_owned());
        for word in by.into_iter().chain(words) {
            id.push_str(&pascal(&[word]).replace('_', ""));
        }
    }
    id
}

impl Role {
    fn reserved(self) -> Reserved {
        match self {
            Self::Type => Reserved::Type,
            Self::Field => Reserved::Field,
            Self::Argument => Reserved::Argument,
            Self::Setter => Reserved::Setter,
            Self::Method => Reserved::Method,
            Self::ClientSetter => Reserved::ClientSetter,
        }
    }
}

impl<N> Named<N> {
    fn map<M>(self, into: impl FnOnce(N) -> M) -> Named<M> {
        Named { name: into(self.name), rule: self.rule }
    }

    fn given(mut self) -> Self {
        if self.rule == NamingRule::Case {
            self.rule = NamingRule::Extension;
        }
        self
    }
}

/// Applies the fixed replacement of a reserved name.
fn settle(name: String, reserved: Reserved) -> Named<String> {
    match reserved.replacement(&name) {
        Some(replacement) => Named { name: replacement, rule: NamingRule::Reserved },
        None => Named { name, rule: NamingRule::Case },
    }
}

fn given_pascal(text: &str) -> Result<String, Unnameable> {
    let case_fits = text.starts_with(|c: char| c.is_ascii_uppercase());
    given(text, case_fits && words::underscores_stand_between_digits(text))
}

fn given_snake(text: &str) -> Result<String, Unnameable> {
    let case_fits =
        text.starts_with(|c: char| c.is_ascii_lowercase()) && !text.contains(|c: char| c.is_ascii_uppercase());
    given(text, case_fits && !text.contains("__"))
}

fn given(text: &str, case_fits: bool) -> Result<String, Unnameable> {
    words(text, Symbols::Dropped)?;
    let identifier = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if identifier && case_fits { Ok(text.to_owned()) } else { Err(Unnameable::NotThisCase) }
}

#[cfg(test)]
mod tests;
