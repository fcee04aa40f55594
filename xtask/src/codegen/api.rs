//! The model of what will be generated: named, resolved, typed and sorted. `lower` makes it; `emit`, the templates and
//! the commands that compare and explain read it. There is no OpenAPI here, and no decision: every one was taken before
//! a value of these types exists. What can be asked about the model is a method of it.

mod flags;
mod operations;
mod path_template;
// The runtime's own, so that the pages show what it sends.
#[path = "../../../templates/runtime/src/runtime/style.rs"]
mod style;
mod types;
mod unions;
mod walk;

pub use path_template::PathTemplate;
pub use style::Style;

use serde_json::Value;

use crate::codegen::bounds::Bounds;
pub use crate::codegen::json_kind::JsonKind;
pub use crate::codegen::names::NamingRule;
use crate::codegen::names::{FieldName, ModuleName, TypeName, VariantName};
use crate::codegen::openapi::Pointer;
pub use crate::codegen::openapi::Status;

/// Everything the generated crate will contain.
#[derive(Clone, Debug)]
pub struct Api {
    pub package: Package,
    pub service: Service,
    /// Sorted by name.
    pub types: Vec<TypeDef>,
    /// The tree of `client.a().b()`; the root holds what hangs on the client itself.
    pub root: Resource,
    pub webhook: Option<Webhook>,
}

/// The generated package as Cargo sees it.
#[derive(Clone, Debug)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// The program that the feature `cli` gives.
    pub command: String,
    /// One sentence.
    pub summary: String,
    pub docs: Docs,
    /// A URL.
    pub repository: Option<String>,
    /// A URL.
    pub documentation: Option<String>,
    /// What crates.io takes: at most five.
    pub keywords: Vec<String>,
}

/// What the client must know about the service before the first request.
#[derive(Clone, Debug)]
pub struct Service {
    pub title: String,
    /// At least one; the first is the default.
    pub servers: Vec<Server>,
    /// How callers prove who they are, each way to send credentials once. The first is that of the API key.
    pub schemes: Vec<Scheme>,
    pub base_url_env: String,
    pub custom_headers_env: String,
    /// Query parameters that have a default on the client.
    pub default_parameters: Vec<DefaultParameter>,
}

#[derive(Clone, Debug)]
pub struct Server {
    pub variant: VariantName,
    pub url: String,
    pub docs: Docs,
    pub origin: Origin,
}

/// A way to prove who sends a request.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the description.
    pub name: String,
    /// The method of the client builder: `api_key`, which the runtime has, or one of its own.
    pub setter: FieldName,
    /// Read in this order; the first that is set wins.
    pub env: Vec<String>,
    pub auth: Auth,
    pub docs: Docs,
    pub origin: Origin,
}

/// How credentials travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    Bearer,
    /// A name and a password.
    Basic,
    /// The key goes into this header as it is.
    Header(String),
    /// The key is the query parameter of this name.
    Query(String),
    /// The key is the cookie of this name.
    Cookie(String),
}

/// The setter that the builder of every client has.
const API_KEY: &str = "api_key";

impl Service {
    /// The variables that the API key is read from.
    pub fn api_key_env(&self) -> &[String] {
        self.schemes.first().map_or(&[], |scheme| &scheme.env)
    }

    /// Whether the builder's `api_key` is what sets the first scheme.
    pub fn has_api_key(&self) -> bool {
        self.schemes.first().is_some_and(|scheme| scheme.setter.to_string() == API_KEY)
    }

    /// The schemes that are set in another way than by `api_key`.
    pub fn schemes_with_setter(&self) -> impl Iterator<Item = &Scheme> {
        self.schemes.iter().filter(|scheme| scheme.setter.to_string() != API_KEY)
    }
}

#[derive(Clone, Debug)]
pub struct DefaultParameter {
    pub wire: String,
    /// The setter on the client builder.
    pub name: FieldName,
    pub env: Option<String>,
    pub docs: Docs,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Webhook {
    pub signature_header: String,
    pub signature_prefix: String,
    pub event: Option<TypeName>,
}

/// Text of the description, already safe to stand in a doc comment: one entry per line, no line breaks inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(pub Vec<String>);

#[derive(Clone, Debug)]
pub enum TypeDef {
    Struct(Struct),
    Enum(OpenEnum),
    Newtype(Newtype),
    Union(Union),
}

/// Where in the description something came from, and the rule that named it (shown by `codegen --explain`).
#[derive(Clone, Debug)]
pub struct Origin {
    pub pointer: Pointer,
    pub rule: NamingRule,
}

#[derive(Clone, Debug)]
pub struct Struct {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub fields: Vec<Field>,
    pub traits: Traits,
    /// Set where an `x-pagination` names this schema as the response of a list.
    pub page: Option<PageShape>,
    /// Set where an `x-outcome` tells how to sort a list of results: gives `outcome()`.
    pub outcome: Option<Outcome>,
    pub origin: Origin,
}

/// Which traits beyond `Clone`, `Debug`, `PartialEq`, `Serialize`, `Deserialize` a struct can derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    pub eq: bool,
    pub hash: bool,
    /// Every field has a default, so the struct has one too.
    pub default: bool,
    /// `Debug` must be written by hand, because a field is sensitive.
    pub masked_debug: bool,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: FieldName,
    pub wire: String,
    pub docs: Docs,
    pub deprecated: bool,
    pub ty: TypeRef,
    pub shape: FieldShape,
    /// Whether the service may send null. A field that is only read need not tell it from one that is missing.
    pub nullable: bool,
    pub lenient: Lenient,
    pub sensitive: bool,
    pub facts: Facts,
    /// The flag of it inside of the object, where the description says it (`x-cli-name`).
    pub flag: Option<String>,
    pub origin: Origin,
}

/// What the description says of a value, and its type does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The numbers or truth values that it can be, where there are only some.
    pub values: Vec<Value>,
    /// What the service takes where nothing is sent.
    pub default: Option<Value>,
    pub bounds: Bounds,
}

/// How a field is held and how it is read and written. `ty` of the field is the inner `T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldShape {
    /// `T`; missing or null is a decode error.
    Required,
    /// `Vec<T>` or map; missing is an error, null reads as empty.
    RequiredCollection,
    /// `Option<T>`; missing and null read as `None`, written as null.
    RequiredNullable,
    /// `Option<T>`; missing and null read as `None`, `None` is not written.
    Optional,
    /// `Vec<T>` or map of a response; missing and null read as empty, empty is not written.
    OptionalCollection,
    /// `Nullable<T>`: absent, null and a value are three states.
    OptionalNullable,
    /// A map of what the object holds beside its named properties. It has no name on the wire.
    Further,
}

/// Leniency asked for by a pagination role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lenient {
    No,
    /// A number is read as text.
    Token,
    /// A decimal string is read as an integer.
    Integer,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeRef {
    String,
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    /// `jiff::Timestamp`.
    Timestamp,
    /// `jiff::civil::Date`.
    Date,
    /// `serde_json::Value`.
    Json,
    /// `Upload`: a file, which is sent and never read.
    Upload,
    Named(TypeName),
    List(Box<TypeRef>),
    /// `BTreeMap<String, T>`.
    Map(Box<TypeRef>),
    /// `Option<T>`: a value or null, in a list or a map.
    Nullable(Box<TypeRef>),
    /// `Box<T>`, where a type would otherwise contain itself.
    Boxed(Box<TypeRef>),
}

#[derive(Clone, Debug)]
pub struct OpenEnum {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub variants: Vec<Variant>,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Variant {
    pub name: VariantName,
    pub wire: String,
    pub docs: Docs,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Newtype {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub sensitive: bool,
    pub origin: Origin,
}

/// One of several types, told apart by the kind of JSON that stands there, and objects by what is in them. What is none of
/// them is kept as it came.
#[derive(Clone, Debug)]
pub struct Union {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    /// Two at least, in the order of the kinds, of which only `Object` may have several.
    pub arms: Vec<Arm>,
    pub objects: Objects,
    /// Whether values can be compared exactly and hashed: there is no number with a fraction in them.
    pub exact: bool,
    pub origin: Origin,
}

/// How the objects of a union are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objects {
    /// By the value of the member of this name, of which each arm has its own.
    ByTag(String),
    /// By the members that they have. If there is one arm with objects at most, there is nothing to tell.
    ByMembers,
}

#[derive(Clone, Debug)]
pub struct Arm {
    pub name: VariantName,
    pub kind: JsonKind,
    /// What the tag is, for an object that is told by one: a string, an integer or a truth value.
    pub tags: Vec<Value>,
    pub docs: Docs,
    pub ty: TypeRef,
    pub origin: Origin,
}

/// A node of `client.batches()`, `client.beta().batch()`.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Accessor on the parent; `None` only for the root.
    pub accessor: Option<ModuleName>,
    /// `Batches`, `BetaBatch`; the root has none.
    pub type_name: Option<TypeName>,
    /// Dotted path from the client, such as `beta.batch`; empty for the root.
    pub path: String,
    pub docs: Docs,
    /// Sorted by path and method.
    pub operations: Vec<Operation>,
    /// Sorted by accessor.
    pub children: Vec<Resource>,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, as written.
    pub id: String,
    /// The method on the resource.
    pub method_name: FieldName,
    /// The request builder, such as `ListBatches`.
    pub builder: TypeName,
    /// The marker type, such as `ListBatchesOperation`.
    pub marker: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub http_method: HttpMethod,
    pub path: PathTemplate,
    pub replay: Replay,
    /// Positional arguments, in order.
    pub arguments: Vec<Argument>,
    /// Optional parameters and body fields, in the order of the description.
    pub setters: Vec<Argument>,
    /// Wire names of the client's default parameters that this operation takes.
    pub default_parameters: Vec<String>,
    pub body: Option<RequestBody>,
    /// Every response that is described, by status.
    pub responses: Vec<ResponseCase>,
    /// The media type that is asked for.
    pub accept: String,
    /// The schemes that are asked for, by name: alternatives of what is sent together.
    pub security: Vec<Vec<String>>,
    /// What the successes among the responses come down to.
    pub output: Output,
    pub pagination: Option<Pagination>,
    pub lifecycle: Option<Lifecycle>,
    /// Set on the operation whose result another one polls: gives `.and_wait()`.
    pub created: Option<Created>,
    pub reconcile: Option<Reconcile>,
    pub examples: Examples,
    pub origin: Origin,
}

/// What an operation sends beside its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestBody {
    pub media_type: String,
    /// Whether a request without it is no request. One that has fields is sent empty then, and else left out if nothing is
    /// set.
    pub required: bool,
    pub form: BodyForm,
    pub format: PayloadFormat,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadFormat {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Text in UTF-8.
    Text,
    /// Bytes that are not looked at.
    Binary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyForm {
    /// An object, whose properties are arguments and setters.
    Fields,
    /// One value, which is an argument, or a setter where the body is not required.
    Whole,
}

/// Bodies of the description's examples, as compact JSON.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    pub request: Option<String>,
    pub response: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HttpMethod {
    Get,
    Head,
    Options,
    Put,
    Post,
    Patch,
    Delete,
}

/// Whether a request may be sent again after it may have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    Safe,
    Unsafe,
}

#[derive(Clone, Debug)]
pub struct Argument {
    pub name: FieldName,
    pub wire: String,
    pub place: Place,
    pub style: Style,
    pub docs: Docs,
    pub deprecated: bool,
    pub ty: TypeRef,
    /// Whether null can be sent (body fields only): adds `clear_x()`, or makes a required argument an `Option`.
    pub nullable: bool,
    /// The flag, where the description says it (`x-cli-name`).
    pub flag: Option<String>,
    pub facts: Facts,
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
    BodyField,
    /// The whole body: it is not an object that could be taken apart.
    Body,
}

/// One of the responses that an operation declares.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseCase {
    pub status: Status,
    pub role: ResponseRole,
    /// The words of the description, as written.
    pub description: Option<String>,
    /// `None` for a response without a body.
    pub payload: Option<Payload>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseRole {
    Success,
    Error,
}

/// The body of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    pub media_type: String,
    pub value: PayloadValue,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayloadValue {
    Json(TypeRef),
    Text,
    Binary,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// No body is expected (204, or a response without content).
    Nothing,
    Json(TypeRef),
    /// `Option<T>`: there is a success without a body too.
    Optional(TypeRef),
    /// `String`; empty where a success has no body.
    Text,
    /// `Bytes`; empty where a success has no body.
    Binary,
}

#[derive(Clone, Debug)]
pub struct Pagination {
    pub style: PaginationStyle,
    /// The model of one page on the wire, such as `BatchPage`.
    pub page: TypeName,
    pub item: TypeRef,
}

#[derive(Clone, Debug)]
pub enum PaginationStyle {
    /// The query parameter that takes the token.
    Cursor { token: String },
    /// The query parameter that takes the position.
    Offset { offset: String },
}

/// Which fields of a page schema play which part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageShape {
    pub item: TypeRef,
    pub items: FieldName,
    pub next_page_token: Option<FieldName>,
    pub total_size: Option<FieldName>,
}

/// How an operation is polled until its subject has come to an end.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    /// The alias of the waiter, such as `WaitBatch`.
    pub waiter: TypeName,
    /// The method on the resource: `wait`.
    pub method_name: FieldName,
    /// From the output to the status: one or more field names.
    pub status_path: Vec<FieldName>,
    pub status_type: TypeName,
    /// One entry per variant of the status, in its order.
    pub phases: Vec<(VariantName, Phase)>,
    pub cancel: Option<OperationPath>,
    /// Query parameters of the one read after a terminal state.
    pub final_query: Vec<(String, String)>,
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    InFlight,
    Succeeded,
    Failed,
}

/// Names another operation: its marker and the resource it hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationPath {
    pub resource: String,
    pub marker: TypeName,
    /// The builder alias.
    pub builder: TypeName,
}

#[derive(Clone, Debug)]
pub struct Created {
    pub poll: OperationPath,
    /// The wire name of the polling operation's path parameter.
    pub path_parameter: String,
    /// The field of this operation's output that holds the id.
    pub id: FieldName,
}

/// How to look for what an ambiguous create may have made.
#[derive(Clone, Debug)]
pub struct Reconcile {
    pub list: OperationPath,
    /// Body field of the create (wire name), query parameter of the list (wire name).
    pub matches: Vec<(String, String)>,
    /// Query parameter of the list that takes the time of the first attempt.
    pub created_after: Option<String>,
}

/// How to tell, in a list of results, what went well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The field that holds the results.
    pub items: FieldName,
    pub item: TypeName,
    /// The field of a result that is set when it went well.
    pub done: FieldName,
    /// The field of a result that is set when it did not.
    pub error: FieldName,
}
