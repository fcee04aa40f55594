//! The types of a description, in OpenAPI's terms and as it is written: the words of 3.0 and of 3.1 stand side by side, and
//! references lead where they lead. What could not be read is [`Refused`](crate::diagnostics::Refused) where
//! something else depends on it, and absent where it only documents.

use std::sync::Arc;

use serde_json::Value;

use super::{Method, Pointer};
use crate::bounds::Size;
use crate::diagnostics::{Known, Lint, Refused};

#[derive(Clone, Debug)]
pub struct Document {
    pub info: Info,
    pub client: ClientSettings,
    pub servers: Vec<Server>,
    /// In document order.
    pub operations: Vec<Known<Operation>>,
    pub components: Components,
    /// What callers need unless an operation says otherwise.
    pub security: Option<Vec<Requirement>>,
    pub tags: Vec<Tag>,
}

/// What has a name and is referred to, in document order.
#[derive(Clone, Debug, Default)]
pub struct Components {
    pub schemas: Vec<(String, Known<Schema>)>,
    /// Schemas inside of others or of operations that are referred to where they stand, by the reference to them.
    pub inner_schemas: Vec<(String, Known<Schema>)>,
    pub parameters: Vec<(String, Known<RefOr<Parameter>>)>,
    pub request_bodies: Vec<(String, Known<RefOr<RequestBody>>)>,
    pub responses: Vec<(String, Known<RefOr<Response>>)>,
    /// Those that parts of forms refer to: others shape nothing.
    pub headers: Vec<(String, Known<RefOr<Header>>)>,
    /// Nothing, where one has no value here.
    pub examples: Vec<(String, Known<RefOr<Option<Sited>>>)>,
    /// By name.
    pub security_schemes: Vec<(String, Known<SecurityScheme>)>,
    /// Set where a part of it was refused: what is missing may be in that.
    pub refused: Option<Refused>,
}

#[derive(Clone, Debug)]
pub struct Info {
    pub at: Pointer,
    pub title: Known<String>,
    pub version: String,
    pub summary: Option<String>,
    pub description: Option<String>,
}

/// `x-client`; without it, nothing is set.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    pub package: Known<Option<String>>,
    pub version: Option<String>,
    pub command: Option<String>,
    pub official_command: Option<String>,
    pub repository: Option<String>,
    pub documentation: Option<String>,
    pub keywords: Vec<String>,
    pub api_key_env: Vec<String>,
    pub base_url_env: Option<String>,
    pub custom_headers_env: Option<String>,
    pub default_parameters: Vec<(String, DefaultParameter)>,
    pub webhook: Option<WebhookSettings>,
    /// Those that `lints` sets to `allow`.
    pub allowed_lints: Vec<Lint>,
}

impl Default for ClientSettings {
    fn default() -> Self {
        Self {
            package: Ok(None),
            version: None,
            command: None,
            official_command: None,
            repository: None,
            documentation: None,
            keywords: Vec::new(),
            api_key_env: Vec::new(),
            base_url_env: None,
            custom_headers_env: None,
            default_parameters: Vec::new(),
            webhook: None,
            allowed_lints: Vec::new(),
        }
    }
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
    /// Each once, in the order of the text.
    pub variables: Vec<ServerVariable>,
    pub description: Option<String>,
    pub rust_name: Option<String>,
}

/// What the URL of a server leaves open.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    pub at: Pointer,
    pub name: String,
    pub default: String,
    pub values: Vec<String>,
    pub description: Option<String>,
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

#[derive(Clone, Debug)]
pub struct Operation {
    pub at: Pointer,
    pub method: Method,
    /// The path template, as written.
    pub path: String,
    /// Made from method and path where the description has none.
    pub operation_id: Known<String>,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub tags: Vec<String>,
    pub deprecated: bool,
    /// Those of its path item, which it may declare again.
    pub shared_parameters: Arc<[Known<RefOr<Parameter>>]>,
    pub parameters: Vec<Known<RefOr<Parameter>>>,
    pub request_body: Option<Known<RefOr<RequestBody>>>,
    /// By status; a status that is none is refused as a whole.
    pub responses: Vec<Known<(Status, Known<RefOr<Response>>)>>,
    pub security: Option<Vec<Requirement>>,
    /// Those of the operation, else of its path, unless they are those of the description.
    pub servers: Option<Arc<[Server]>>,
    /// `x-resource`: dotted path.
    pub resource: Option<String>,
    /// `x-rust-name`: the method.
    pub rust_name: Option<String>,
    pub pagination: Known<Option<Pagination>>,
    pub retry: Option<Retry>,
    /// `x-idempotency`.
    pub idempotency: Option<Word>,
    pub lifecycle: Known<Option<Lifecycle>>,
    pub reconcile: Known<Option<Reconcile>>,
}

/// A key of `responses`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `200`.
    Code(u16),
    /// `2XX`: its first digit.
    Range(u8),
    Default,
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
    /// Whether its values are written as JSON.
    pub is_json: bool,
    pub schema: Known<Schema>,
    /// `x-cli-name`.
    pub cli_name: Option<String>,
    pub rust_name: Option<String>,
}

#[derive(Clone, Debug)]
pub struct RequestBody {
    pub at: Pointer,
    pub description: Option<String>,
    pub required: bool,
    /// By media type, in document order.
    pub content: Vec<(String, Known<MediaType>)>,
}

#[derive(Clone, Debug)]
pub struct MediaType {
    pub at: Pointer,
    pub schema: Option<Known<Schema>>,
    /// Of several, the one that stands for all: `example`, or of `examples` the first by name.
    pub example: Option<Known<RefOr<Option<Sited>>>>,
    pub encoding: Vec<Encoding>,
}

/// How a property of a form is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    pub property: String,
    pub content_type: Option<String>,
    pub style: Option<String>,
    pub explode: Option<bool>,
    /// Those of its part.
    pub headers: Vec<(String, Known<RefOr<Header>>)>,
}

/// A header of a part of a form.
#[derive(Clone, Debug)]
pub struct Header {
    pub at: Pointer,
    pub description: Option<String>,
    pub required: bool,
    pub schema: Known<Schema>,
}

#[derive(Clone, Debug)]
pub struct Response {
    pub at: Pointer,
    pub description: Option<String>,
    pub content: Vec<(String, Known<MediaType>)>,
}

#[derive(Clone, Debug)]
pub struct SecurityScheme {
    pub at: Pointer,
    pub description: Option<String>,
    pub rust_name: Option<String>,
    pub kind: SecurityKind,
    /// `tokenUrl` of the flow `clientCredentials`, by which a program gets tokens without a user.
    pub token_url: Option<Word>,
}

#[derive(Clone, Debug)]
pub enum SecurityKind {
    /// `http` with `bearer`, and what gives tokens that are sent like that.
    HttpBearer,
    /// `http` with `basic`.
    HttpBasic,
    /// `apiKey` by this name.
    Key(KeyPlace, String),
    /// Known to OpenAPI, and not to the generated client (digests, certificates, …), in words.
    Other(String),
}

/// Where an `apiKey` travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    Header,
    Query,
    Cookie,
}

/// One alternative of `security`: schemes that are needed together; none, and no key is.
#[derive(Clone, Debug)]
pub struct Requirement {
    pub schemes: Vec<RequiredScheme>,
}

/// A scheme that is needed, with the scopes that a token for it must have.
#[derive(Clone, Debug)]
pub struct RequiredScheme {
    pub name: Word,
    pub scopes: Vec<String>,
}

/// A primitive type of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaType {
    Null,
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// A JSON value, and where it stands.
#[derive(Clone, Debug)]
pub struct Sited {
    pub at: Pointer,
    pub value: Value,
}

/// What `exclusiveMinimum` and `exclusiveMaximum` say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Exclusive {
    /// 3.0: whether the bound beside it is exclusive.
    Flag(bool),
    /// 3.1: a bound of its own.
    Bound(f64),
}

/// `discriminator`: the property that tells the branches of a union apart.
#[derive(Clone, Debug)]
pub struct Discriminator {
    pub property: Word,
    /// From a value of the property to a reference or the name of a component schema.
    pub mapping: Vec<(Word, Word)>,
}

/// What few schemas say is in a box: there are many schemas.
#[derive(Clone, Debug)]
pub struct Schema {
    pub at: Pointer,
    /// `$ref`; its siblings stand in the other fields.
    pub reference: Option<Ref>,
    /// `type`, one or several; empty if it is absent.
    pub types: Vec<SchemaType>,
    /// 3.0.
    pub nullable: bool,
    pub format: Option<Word>,
    /// Names a schema that stands among alternatives.
    pub title: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    pub enumeration: Option<Vec<Sited>>,
    pub constant: Option<Box<Sited>>,
    pub default: Option<Known<Box<Sited>>>,
    /// Absent if nothing is said of it.
    pub range: Option<Box<Range>>,
    /// Those in `required` first and in its order, the others by name.
    pub properties: Vec<(String, Known<Schema>)>,
    pub required: Vec<Word>,
    pub items: Option<Box<Known<Schema>>>,
    pub additional_properties: AdditionalProperties,
    pub all_of: Vec<Known<Schema>>,
    pub any_of: Vec<Known<Schema>>,
    pub one_of: Vec<Known<Schema>>,
    pub discriminator: Option<Box<Discriminator>>,
    pub read_only: bool,
    pub write_only: bool,
    /// `x-cli-name`.
    pub cli_name: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// `x-rust-names`: variant by wire value.
    pub rust_names: Vec<(String, String)>,
    /// `x-enum-descriptions`: text by wire value.
    pub enum_descriptions: Vec<(String, String)>,
    /// `x-enum-varnames` or `x-enumNames` of other tools: names by the place of the value in `enum`.
    pub value_names: Vec<String>,
    /// `x-sensitive`.
    pub sensitive: bool,
    pub outcome: Option<Box<Outcome>>,
}

/// How large a value may be, in the words of the schema.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    pub minimum: Option<f64>,
    pub exclusive_minimum: Option<Exclusive>,
    pub maximum: Option<f64>,
    pub exclusive_maximum: Option<Exclusive>,
    /// `minLength` and `maxLength`.
    pub length: Size,
    /// `minItems` and `maxItems`.
    pub item_count: Size,
    /// `minProperties` and `maxProperties`.
    pub property_count: Size,
}

#[derive(Clone, Debug)]
pub enum AdditionalProperties {
    /// Absent, or `false`.
    No,
    /// `true` or `{}`.
    Any,
    Schema(Box<Known<Schema>>),
}

/// `x-retry`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    Safe,
    Unsafe,
}

/// A string, and where it stands.
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
    /// Where the request says which page it asks for, and how long pages are.
    pub place: PagePlace,
    /// The parameter that bounds a page.
    pub size: Option<Word>,
    /// Left out where the response is nothing but a list of items.
    pub items: Option<Word>,
    pub total: Option<Word>,
}

/// `in` of an `x-pagination`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagePlace {
    Query,
    Body,
}

#[derive(Clone, Debug)]
pub enum PaginationStyle {
    Cursor { page_token: Word, next_page_token: Word },
    Offset { offset: Word },
    Page { page: Word, first_page: u64, total_pages: Option<Word>, has_more: Option<Word>, short_page_ends: bool },
    NextUrl { next_url: Word },
    Link,
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
