//! What a schema is before anything inside it is looked at: the schemas of its parts are known by where they stand.

use super::references::component;
use super::{Choice, Enumeration, Integers, SchemaId};
use crate::bounds::Bounds;
use crate::diagnostics::Known;
use crate::openapi::{Discriminator, Outcome, Pointer, Schema, Word};

/// A settled schema in the making.
#[derive(Clone, Debug)]
pub struct Head<'d> {
    pub at: &'d Pointer,
    pub component: Option<&'d str>,
    pub description: Option<&'d str>,
    pub deprecated: bool,
    pub sensitive: bool,
    pub rust_name: Option<&'d String>,
    /// What it is called as one of several alternatives: by its title, or like the component that it adds to.
    pub called: Option<&'d str>,
    pub outcome: Option<&'d Outcome>,
    pub integers: Option<Box<Integers<'d>>>,
    pub shape: Shape<'d>,
}

impl<'d> Head<'d> {
    /// The schema with another shape, which is no longer what its names and its outcome are said of.
    pub fn nameless(&self, shape: Shape<'d>) -> Self {
        Self { component: None, rust_name: None, called: None, outcome: None, integers: None, shape, ..*self }
    }
}

#[derive(Clone, Debug)]
pub enum Shape<'d> {
    Any,
    String(Option<&'d Word>),
    Integer(Option<&'d Word>, Bounds),
    Number(Option<&'d Word>),
    Boolean,
    Enum(Enumeration<'d>),
    List(Places<'d>),
    Object(ObjectShape<'d>),
    Union(UnionShape<'d>),
    /// A list or a map, each of whose values is one of these, or any if there are none.
    Mixed(Collection, Places<'d>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collection {
    List,
    Map,
}

/// The schemas that together say what stands in one place: none, one, or more where several parts of an `allOf` say
/// something of it.
pub type Places<'d> = Vec<&'d Known<Schema>>;

#[derive(Clone, Debug, Default)]
pub struct ObjectShape<'d> {
    pub declared: Vec<Declared<'d>>,
    pub required: Vec<&'d Word>,
    /// What further properties are.
    pub additional: Places<'d>,
    /// Whether it is said that there may be some of any kind.
    pub is_open: bool,
}

impl ObjectShape<'_> {
    pub fn says_anything(&self) -> bool {
        let Self { declared, required, additional, is_open } = self;
        !declared.is_empty() || !required.is_empty() || !additional.is_empty() || *is_open
    }

    /// Whether the other one is a part of it already.
    pub fn includes(&self, other: &Self) -> bool {
        let Self { declared, required, additional, is_open: _ } = other;
        let has = |wanted: &Declared<'_>| {
            let own = self.declared.iter().find(|own| own.wire == wanted.wire);
            let places = own.map_or([].as_slice(), |own| own.places.as_slice());
            wanted.places.iter().all(|(_, place)| places.iter().any(|(_, own)| std::ptr::eq(*own, *place)))
        };
        let requires = |word: &&Word| self.required.iter().any(|own| own.text == word.text);
        declared.iter().all(has) && required.iter().all(requires) && additional.is_empty()
    }

    /// Whether all it says is what must be there, which makes no other type.
    pub fn only_requires(&self) -> bool {
        let Self { declared, required: _, additional, is_open } = self;
        declared.is_empty() && additional.is_empty() && !is_open
    }
}

/// A property, and the component that declares it, where that is not the schema looked at.
#[derive(Clone, Debug)]
pub struct Declared<'d> {
    pub wire: &'d str,
    pub places: Vec<(Option<&'d str>, &'d Known<Schema>)>,
}

#[derive(Clone, Debug)]
pub struct UnionShape<'d> {
    pub choice: Choice,
    pub branches: Places<'d>,
    pub tag: Option<&'d Discriminator>,
    /// What stands beside the alternatives, and so is a part of each object among them.
    pub base: Option<ObjectShape<'d>>,
}

impl<'d> UnionShape<'d> {
    /// Whether a component is one of the alternatives.
    pub fn has(&self, name: &str) -> bool {
        let targets = self.branches.iter().flat_map(|branch| branch.as_ref().ok()?.reference.as_ref());
        targets.filter_map(|reference| component("schemas", &reference.target)).any(|target| target == name)
    }

    /// What stands beside the alternatives.
    pub fn common(&self) -> Shape<'d> {
        self.base.clone().map_or(Shape::Any, Shape::Object)
    }
}

impl<'d> Shape<'d> {
    /// What messages call values of it.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Any => "anything",
            Self::String(_) => "a string",
            Self::Integer(..) => "an integer",
            Self::Number(_) => "a number",
            Self::Boolean => "a boolean",
            Self::Enum(_) => "one of a list of values",
            Self::List(_) | Self::Mixed(Collection::List, _) => "a list",
            Self::Object(_) | Self::Mixed(Collection::Map, _) => "an object",
            Self::Union(_) => "one of several alternatives",
        }
    }

    pub fn is_any(&self) -> bool {
        matches!(self, Self::Any)
    }

    /// Text that gets a type of its own as a component: its form is no other type's.
    pub fn is_plain_text(&self) -> bool {
        matches!(self, Self::String(format) if !format.is_some_and(Word::is_time))
    }

    /// The schemas of values that have no type of their own between them and the whole.
    pub fn held(&self) -> &[&'d Known<Schema>] {
        match self {
            Self::List(items) | Self::Mixed(_, items) => items,
            Self::Object(object) if object.declared.is_empty() => &object.additional,
            Self::Any
            | Self::String(_)
            | Self::Integer(..)
            | Self::Number(_)
            | Self::Boolean
            | Self::Enum(_)
            | Self::Object(_)
            | Self::Union(_) => &[],
        }
    }

    /// [`declared_by`](Self::declared_by) a component, if it is one.
    pub fn declared_in(self, component: Option<&'d str>) -> Self {
        match component {
            Some(component) => self.declared_by(component),
            None => self,
        }
    }

    /// As a part of another schema: its own properties are declared by this component.
    pub fn declared_by(mut self, component: &'d str) -> Self {
        let object = match &mut self {
            Self::Object(object) => Some(object),
            Self::Union(union) => union.base.as_mut(),
            _ => None,
        };
        for (owner, _) in object.into_iter().flat_map(|object| &mut object.declared).flat_map(|it| &mut it.places) {
            owner.get_or_insert(component);
        }
        self
    }
}

impl Word {
    /// Whether it is a format of text that has a type of its own.
    pub fn is_time(&self) -> bool {
        matches!(self.text.as_str(), "date-time" | "date")
    }
}

/// The settled schemas in the making, by id.
#[derive(Debug, Default)]
pub struct Heads<'d>(Vec<Head<'d>>);

impl<'d> Heads<'d> {
    pub fn add(&mut self, head: Head<'d>) -> SchemaId {
        self.0.push(head);
        SchemaId(self.0.len() - 1)
    }

    /// The schema that was added as this one, counted from zero.
    pub fn nth(&self, index: usize) -> Option<&Head<'d>> {
        self.0.get(index)
    }

    pub fn head(&self, id: SchemaId) -> &Head<'d> {
        &self.0[id.0]
    }

    pub fn shape(&self, id: SchemaId) -> &Shape<'d> {
        &self.0[id.0].shape
    }
}
