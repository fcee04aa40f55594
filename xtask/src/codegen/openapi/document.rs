//! The types of a description, in OpenAPI's terms. OpenAPI 3.0's `nullable: true` and 3.1's `type: [T, "null"]` (and
//! `anyOf: [T, {type: "null"}]`) have all become `Schema::nullable` when a value of these types exists.

use serde_json::Value;

use super::Pointer;

#[derive(Clone, Debug)]
pub struct Document {
    /// A hash of what the description says: its layout, comments and the order of its keys do not count.
    pub fingerprint: String,
    pub info: Info,
    pub client: Option<ClientSettings>,
    pub servers: Vec<Server>,
    /// In document order.
    pub operations: Vec<Operation>,
    pub schemas: Vec<(String, Schema)>,
    pub parameters: Vec<(String, RefOr<Parameter>)>,
    pub request_bodies: Vec<(String, RefOr<RequestBody>)>,
    pub responses: Vec<(String, RefOr<Response>)>,
    /// By name.
    pub security_schemes: Vec<(String, SecurityScheme)>,
    /// What callers need unless an operation says otherwise.
    pub security: Option<Vec<Requirement>>,
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug)]
pub struct Info {
    pub at: Pointer,
    pub title: String,
    pub version: String,
    pub summary: Option<String>,
    pub description: Option<String>,
}

/// `x-client`.
#[derive(Clone, Debug, Default)]
pub struct ClientSettings {
    pub package: Option<String>,
    pub version: Option<String>,
    pub api_key_env: Vec<String>,
    pub base_url_env: Option<String>,
    pub custom_headers_env: Option<String>,
    pub default_parameters: Vec<(String, DefaultParameter)>,
    pub webhook: Option<WebhookSettings>,
}

#[derive(Clone, Debug)]
pub struct DefaultParameter {
    pub at: Pointer,
    pub env: Option<String>,
}

#[derive(Clone, Debug)]
pub struct WebhookSettings {
    pub at: Pointer,
    pub signature_header: String,
    pub signature_prefix: String,
    /// Name of a component schema (an enum).
    pub event_schema: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Server {
    pub at: Pointer,
    pub url: String,
    pub description: Option<String>,
    pub rust_name: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub description: Option<String>,
}

#[derive(Clone, Debug)]
pub enum RefOr<T> {
    Ref(Ref),
    Here(T),
}

#[derive(Clone, Debug)]
pub struct Ref {
    pub at: Pointer,
    /// As written, such as `#/components/schemas/Batch`.
    pub target: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    Get,
    Head,
    Options,
    Put,
    Post,
    Patch,
    Delete,
    Trace,
}

#[derive(Clone, Debug)]
pub struct Operation {
    pub at: Pointer,
    pub method: Method,
    /// The path template, as written.
    pub path: String,
    pub operation_id: Option<String>,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub tags: Vec<String>,
    pub deprecated: bool,
    /// The operation's own, after those of its path item that it does not redefine.
    pub parameters: Vec<RefOr<Parameter>>,
    pub request_body: Option<RefOr<RequestBody>>,
    /// Status code or range (`200`, `2XX`, `default`), in document order.
    pub responses: Vec<(String, RefOr<Response>)>,
    pub security: Option<Vec<Requirement>>,
    /// `x-resource`: dotted path.
    pub resource: Option<String>,
    /// `x-rust-name`: the method.
    pub rust_name: Option<String>,
    pub pagination: Option<Pagination>,
    pub retry: Option<Retry>,
    pub lifecycle: Option<Lifecycle>,
    pub reconcile: Option<Reconcile>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    Path,
    Query,
    Header,
    Cookie,
}

#[derive(Clone, Debug)]
pub struct Parameter {
    pub at: Pointer,
    pub name: String,
    pub place: ParameterPlace,
    pub description: Option<String>,
    pub required: bool,
    pub deprecated: bool,
    pub style: Option<String>,
    pub explode: Option<bool>,
    pub schema: Schema,
    pub rust_name: Option<String>,
}

#[derive(Clone, Debug)]
pub struct RequestBody {
    pub at: Pointer,
    pub description: Option<String>,
    pub required: bool,
    /// By media type, in document order.
    pub content: Vec<(String, MediaType)>,
}

#[derive(Clone, Debug)]
pub struct MediaType {
    pub at: Pointer,
    pub schema: Option<Schema>,
    pub example: Option<Example>,
}

#[derive(Clone, Debug)]
pub struct Example {
    pub at: Pointer,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub struct Response {
    pub at: Pointer,
    pub description: Option<String>,
    pub content: Vec<(String, MediaType)>,
}

#[derive(Clone, Debug)]
pub struct SecurityScheme {
    pub at: Pointer,
    pub kind: SecurityKind,
}

#[derive(Clone, Debug)]
pub enum SecurityKind {
    /// `http` with `bearer`, and what gives tokens that are sent like that.
    HttpBearer,
    /// `apiKey` in a header of this name.
    HeaderKey(String),
    /// Known to OpenAPI, and not to the generated client (basic, cookie and query keys, …), in words.
    Other(String),
    /// Not understood, and told.
    Unclear,
}

/// One alternative of `security`: schemes that are needed together; none, and no key is.
#[derive(Clone, Debug)]
pub struct Requirement {
    pub schemes: Vec<Word>,
}

/// A primitive type of JSON Schema. `null` is not among them: see `Schema::nullable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaType {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// A value of `enum`, or that of `const`. Its place is not its index: null and refused values are left out.
#[derive(Clone, Debug)]
pub struct EnumValue {
    pub value: Value,
    pub at: Pointer,
}

#[derive(Clone, Debug)]
pub struct Schema {
    pub at: Pointer,
    /// `$ref`; its siblings stand in the other fields.
    pub reference: Option<Ref>,
    pub ty: Option<SchemaType>,
    pub nullable: bool,
    pub format: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    /// Values of `enum` (or the one of `const`), without null (which sets `nullable`).
    pub enumeration: Vec<EnumValue>,
    pub default: Option<Value>,
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub properties: Vec<(String, Schema)>,
    pub required: Vec<String>,
    pub items: Option<Box<Schema>>,
    pub additional_properties: AdditionalProperties,
    pub all_of: Vec<Schema>,
    /// `anyOf` and `oneOf` after a null branch was taken out; a single branch left has been merged into `all_of`.
    pub one_of: Vec<Schema>,
    pub read_only: bool,
    pub write_only: bool,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// `x-rust-names`: variant by wire value.
    pub rust_names: Vec<(String, String)>,
    /// `x-enum-descriptions`: text by wire value.
    pub enum_descriptions: Vec<(String, String)>,
    /// `x-sensitive: true` or `format: password`.
    pub sensitive: bool,
    pub outcome: Option<Outcome>,
}

#[derive(Clone, Debug)]
pub enum AdditionalProperties {
    /// Absent, or `false`.
    No,
    /// `true` or `{}`.
    Any,
    Schema(Box<Schema>),
}

/// `x-retry`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    Safe,
    Unsafe,
}

/// A word of an extension, and where it stands.
#[derive(Clone, Debug)]
pub struct Word {
    pub at: Pointer,
    pub text: String,
}

/// `x-pagination`: parameters and response properties by their wire names.
#[derive(Clone, Debug)]
pub struct Pagination {
    pub at: Pointer,
    pub style: PaginationStyle,
    pub items: Word,
    pub total: Option<Word>,
}

#[derive(Clone, Debug)]
pub enum PaginationStyle {
    Cursor { page_token: Word, next_page_token: Word, page_size: Option<Word> },
    Offset { offset: Word, limit: Option<Word> },
}

/// `x-lifecycle`.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    pub at: Pointer,
    /// Dotted path of response properties.
    pub status: Word,
    pub succeeded: Vec<Word>,
    pub failed: Vec<Word>,
    pub in_flight: Vec<Word>,
    pub cancel: Option<Word>,
    pub created_by: Option<CreatedBy>,
    pub final_query: Vec<(Word, Word)>,
}

#[derive(Clone, Debug)]
pub struct CreatedBy {
    pub at: Pointer,
    pub operation: Word,
    /// The property of the created thing that holds the id.
    pub id: Word,
}

/// `x-reconcile`.
#[derive(Clone, Debug)]
pub struct Reconcile {
    pub at: Pointer,
    pub list: Word,
    /// Body property of the create, query parameter of the list.
    pub matches: Vec<(Word, Word)>,
    /// Query parameter of the list that takes the time of the first attempt.
    pub created_after: Option<Word>,
}

/// `x-outcome`: how to tell, in a list of results, what went well.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub at: Pointer,
    /// The property of the schema that holds the results.
    pub items: Word,
    /// The property of a result that is there when it went well.
    pub done: Word,
    /// The property of a result that is there when it did not.
    pub error: Word,
}
