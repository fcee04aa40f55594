//! What a description means. Schemas stand in one list, and a place that holds a value is a [`Slot`]: it says which schema
//! the value has, and what is said of it there and nowhere else.

use std::collections::BTreeSet;
use std::ops::Index;
use std::rc::Rc;

use crate::bounds::Bounds;
use crate::diagnostics::Known;
use crate::openapi::{
    ClientSettings, Discriminator, Encoding, Info, Lifecycle, Method, Outcome, Pagination, ParameterPlace, Pointer,
    Reconcile, Requirement, Retry, SecurityScheme, Server, Sited, Status, Tag, Word,
};

#[derive(Debug)]
pub struct Resolved<'d> {
    pub info: &'d Info,
    pub client: &'d ClientSettings,
    pub servers: &'d [Server],
    pub tags: &'d [Tag],
    pub security: Option<&'d [Requirement]>,
    /// By name.
    pub security_schemes: &'d [(String, Known<SecurityScheme>)],
    pub schemas: Schemas<'d>,
    /// The component schemas, in document order.
    pub components: Vec<(&'d str, KnownSlot<'d>)>,
    /// The schemas without a name that others refer to: what is inside one of them stands in several places.
    pub shared: BTreeSet<Pointer>,
    /// In document order.
    pub operations: Vec<Known<Operation<'d>>>,
}

/// The settled schemas, by id.
#[derive(Debug, Default)]
pub struct Schemas<'d>(pub(super) Vec<Schema<'d>>);

impl<'d> Schemas<'d> {
    pub fn iter(&self) -> impl Iterator<Item = &Schema<'d>> {
        self.0.iter()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub(super) usize);

impl<'d> Index<SchemaId> for Schemas<'d> {
    type Output = Schema<'d>;

    fn index(&self, id: SchemaId) -> &Schema<'d> {
        &self.0[id.0]
    }
}

/// A place that holds a value: a property, the items of a list, a parameter, a body.
#[derive(Clone, Debug)]
pub struct Slot<'d> {
    /// The schema that stands in the place, which may be a reference.
    pub at: &'d Pointer,
    /// What the values are, null aside.
    pub schema: SchemaId,
    pub nullable: bool,
    /// Whether a value, or a part of it that has no type of its own, is secret. A secret component of text is not meant:
    /// its own type hides it.
    pub sensitive: bool,
    pub direction: Direction,
    /// The words of the place, or else of what it refers to.
    pub description: Option<&'d str>,
    pub deprecated: bool,
    pub default: Option<&'d Sited>,
    pub bounds: Bounds,
    /// The numbers or truth values that the description lists here; strings that are listed are an enum.
    pub values: Vec<&'d Sited>,
    /// `x-cli-name` of the place.
    pub cli_name: Option<&'d String>,
    /// `x-rust-name` of the place.
    pub rust_name: Option<&'d String>,
}

/// A slot, or the refusal of what should stand in the place. Whoever looks at one schema has the same slot.
pub type KnownSlot<'d> = Known<Rc<Slot<'d>>>;

/// Who sends a value: `readOnly` and `writeOnly`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    #[default]
    Both,
    OnlyRead,
    OnlyWritten,
}

/// What values are, at the place that says it.
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    pub at: &'d Pointer,
    /// Its name, if it is a component.
    pub component: Option<&'d str>,
    pub description: Option<&'d str>,
    pub deprecated: bool,
    pub sensitive: bool,
    pub rust_name: Option<&'d String>,
    /// What it is called as one of several alternatives, where it has no name of its own.
    pub called: Option<&'d str>,
    pub outcome: Option<&'d Outcome>,
    /// The integers that it lists, of a schema whose kind is that.
    pub integers: Option<Box<Integers<'d>>>,
    pub kind: Kind<'d>,
}

#[derive(Clone, Debug)]
pub enum Kind<'d> {
    /// Nothing is said of the values.
    Any,
    /// With its format.
    String(Option<&'d Word>),
    Integer(Option<&'d Word>, Bounds),
    Number(Option<&'d Word>),
    Boolean,
    Enum(Enumeration<'d>),
    /// Of values of any kind, where none is said.
    List(Option<KnownSlot<'d>>),
    /// An object without properties of its own: from names to values, of any kind where none is said.
    Map(Option<KnownSlot<'d>>),
    Object(Object<'d>),
    Union(Union<'d>),
}

#[derive(Clone, Debug)]
pub struct Enumeration<'d> {
    /// Where it is declared, which need not be where it is used.
    pub at: &'d Pointer,
    /// The values without null.
    pub values: Vec<&'d Sited>,
    /// Whether the schema says that they are strings, or leaves it open.
    pub is_text: bool,
    /// `x-rust-names`: variant by value.
    pub rust_names: Vec<(&'d str, &'d str)>,
    /// `x-enum-descriptions`: words by value.
    pub descriptions: Vec<(&'d str, &'d str)>,
}

/// Two at least.
#[derive(Clone, Debug)]
pub struct Integers<'d> {
    pub at: &'d Pointer,
    /// Without null.
    pub values: Vec<ListedInteger<'d>>,
    /// `x-rust-names`: variant by value.
    pub rust_names: Vec<(&'d str, &'d str)>,
    /// `x-enum-descriptions`: words by value.
    pub descriptions: Vec<(&'d str, &'d str)>,
}

#[derive(Clone, Debug)]
pub struct ListedInteger<'d> {
    pub value: i64,
    pub sited: &'d Sited,
    /// What other tools call it.
    pub name: Option<&'d str>,
}

#[derive(Clone, Debug)]
pub struct Object<'d> {
    /// One at least.
    pub properties: Vec<Property<'d>>,
    pub further: Further<'d>,
}

/// What is said of properties beside the named ones.
#[derive(Clone, Debug)]
pub enum Further<'d> {
    /// Nothing: what a later version of the service adds is read over.
    Unsaid,
    /// There may be some, of any kind.
    Any,
    Each(KnownSlot<'d>),
}

#[derive(Clone, Debug)]
pub struct Property<'d> {
    pub wire: &'d str,
    pub required: bool,
    /// The component that declares it, where that is not the schema looked at.
    pub owner: Option<&'d str>,
    pub slot: KnownSlot<'d>,
}

/// Alternatives, two at least; null is none of them.
#[derive(Clone, Debug)]
pub struct Union<'d> {
    pub choice: Choice,
    pub branches: Vec<KnownSlot<'d>>,
    /// What tells the branches apart, where it is declared.
    pub tag: Option<&'d Discriminator>,
}

/// How many of the alternatives a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// `oneOf`.
    One,
    /// `anyOf`.
    AtLeastOne,
}

#[derive(Debug)]
pub struct Operation<'d> {
    pub at: &'d Pointer,
    pub method: Method,
    /// The path template, as written.
    pub path: &'d str,
    pub id: Known<&'d str>,
    pub summary: Option<&'d str>,
    pub description: Option<&'d str>,
    pub tags: &'d [String],
    pub deprecated: bool,
    /// Those of the path item and the operation's own, which replace them.
    pub parameters: Vec<Known<Parameter<'d>>>,
    pub body: Option<Known<Body<'d>>>,
    /// By status; what no status was made of is refused.
    pub responses: Vec<Known<(&'d Status, Known<Response<'d>>)>>,
    pub security: Option<&'d [Requirement]>,
    pub servers: Option<&'d [Server]>,
    pub resource: Option<&'d str>,
    pub rust_name: Option<&'d String>,
    pub pagination: Known<Option<&'d Pagination>>,
    pub retry: Option<Retry>,
    pub idempotency: Option<&'d Word>,
    pub lifecycle: Known<Option<&'d Lifecycle>>,
    pub reconcile: Known<Option<&'d Reconcile>>,
}

#[derive(Clone, Debug)]
pub struct Parameter<'d> {
    pub at: &'d Pointer,
    /// Where it is named for this operation: itself, or the reference that leads to it.
    pub used_at: &'d Pointer,
    /// The component that it is.
    pub component: Option<&'d str>,
    pub name: &'d str,
    pub place: ParameterPlace,
    pub description: Option<&'d str>,
    pub required: bool,
    pub deprecated: bool,
    pub style: Option<&'d str>,
    pub explode: Option<bool>,
    /// Whether its values are written as JSON.
    pub is_json: bool,
    pub slot: KnownSlot<'d>,
    pub cli_name: Option<&'d String>,
    pub rust_name: Option<&'d String>,
}

#[derive(Clone, Debug)]
pub struct Body<'d> {
    pub at: &'d Pointer,
    pub component: Option<&'d str>,
    pub description: Option<&'d str>,
    pub required: bool,
    /// By media type, plain JSON first.
    pub content: Vec<(&'d str, Known<Media<'d>>)>,
}

#[derive(Clone, Debug)]
pub struct Response<'d> {
    pub at: &'d Pointer,
    pub component: Option<&'d str>,
    pub description: Option<&'d str>,
    pub content: Vec<(&'d str, Known<Media<'d>>)>,
}

#[derive(Clone, Debug)]
pub struct Media<'d> {
    pub at: &'d Pointer,
    pub slot: Option<KnownSlot<'d>>,
    pub example: Option<&'d Sited>,
    pub encoding: &'d [Encoding],
    pub headers: Vec<PartHeader<'d>>,
}

/// A header of the parts of a field of a form.
#[derive(Clone, Debug)]
pub struct PartHeader<'d> {
    /// Where the part has it.
    pub at: Pointer,
    pub property: &'d str,
    pub name: &'d str,
    pub description: Option<&'d str>,
    pub required: bool,
    pub slot: KnownSlot<'d>,
}
