//! The types made so far, by name. A name belongs to the place that claimed it first; a second place that needs the
//! same name is refused, never renamed.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::api::{Docs, Facts, Lenient, NamingRule, Newtype, OpenEnum, Origin, PageShape, TypeRef, Union};
use crate::diagnostics::{Code, Diagnostic, Location, Part, Refused};
use crate::names::{FieldName, ModuleName, TypeName};
use crate::openapi;
use crate::resolve::Direction;

/// The types by their names.
pub(super) type Drafts = IndexMap<TypeName, Draft>;

/// A type before it is known who uses it.
#[derive(Clone, Debug)]
pub(super) enum Draft {
    Struct(DraftStruct),
    Enum(OpenEnum),
    IntegerEnum(OpenEnum),
    Newtype(Newtype),
    Union(Union),
}

impl Draft {
    /// The types of what is in a value.
    pub(super) fn inside(&self) -> impl Iterator<Item = &TypeRef> {
        let (fields, further, arms) = match self {
            Self::Struct(draft) => (draft.fields.as_slice(), draft.further.as_deref(), [].as_slice()),
            Self::Union(union) => ([].as_slice(), None, union.arms.as_slice()),
            Self::Enum(_) | Self::IntegerEnum(_) | Self::Newtype(_) => ([].as_slice(), None, [].as_slice()),
        };
        fields.iter().chain(further).map(|field| &field.ty).chain(arms.iter().map(|arm| &arm.ty))
    }
}

#[derive(Clone, Debug)]
pub(super) struct DraftStruct {
    pub name: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub fields: Vec<DraftField>,
    /// What holds the properties that are not named.
    pub further: Option<Box<DraftField>>,
    /// Properties that could be no field, by their wire names.
    pub refused: Vec<(String, Refused)>,
    pub page: Option<Box<PageShape>>,
    /// `x-outcome`, not looked at yet.
    pub outcome: Option<Box<openapi::Outcome>>,
    /// Neither, until all operations are known.
    pub usage: Usage,
    pub origin: Origin,
}

/// What callers do with the values of a struct.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usage {
    pub sent: bool,
    pub received: bool,
}

#[derive(Clone, Debug)]
pub(super) struct DraftField {
    pub name: FieldName,
    pub wire: String,
    pub docs: Docs,
    pub deprecated: bool,
    pub ty: TypeRef,
    pub presence: Presence,
    pub nullable: bool,
    pub direction: Direction,
    pub sensitive: bool,
    pub facts: Facts,
    pub role: PageRole,
    pub flag: Option<String>,
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
}

/// What a pagination needs a field for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageRole {
    None,
    Items,
    Token,
    Total,
}

impl PageRole {
    pub(super) fn lenient(self) -> Lenient {
        match self {
            Self::None | Self::Items => Lenient::No,
            Self::Token => Lenient::Token,
            Self::Total => Lenient::Integer,
        }
    }
}

/// The answer to a claim of a name.
pub(super) enum Claim {
    /// The name is free, and now taken: make the type.
    New,
    /// The same place has claimed it before.
    Known,
    /// Another place has it.
    Taken(Box<Diagnostic>),
}

#[derive(Debug, Default)]
pub(super) struct Registry {
    claims: BTreeMap<TypeName, Origin>,
    modules: BTreeMap<ModuleName, TypeName>,
    drafts: Drafts,
}

impl Registry {
    pub(super) fn claim(&mut self, name: &TypeName, origin: &Origin) -> Claim {
        let module = name.module();
        let owner = self.modules.entry(module).or_insert_with(|| name.clone()).clone();
        match self.claims.get(&owner) {
            None => {
                self.claims.insert(name.clone(), origin.clone());
                Claim::New
            }
            Some(first) if owner == *name && first.pointer == origin.pointer => Claim::Known,
            Some(first) => Claim::Taken(Box::new(taken(name, origin, &owner, first))),
        }
    }

    pub(super) fn add(&mut self, name: TypeName, draft: Draft) {
        self.drafts.insert(name, draft);
    }

    pub(super) fn get(&self, name: &TypeName) -> Option<&Draft> {
        self.drafts.get(name)
    }

    pub(super) fn structure(&self, name: &TypeName) -> Option<&DraftStruct> {
        match self.drafts.get(name)? {
            Draft::Struct(structure) => Some(structure),
            Draft::Enum(_) | Draft::IntegerEnum(_) | Draft::Newtype(_) | Draft::Union(_) => None,
        }
    }

    /// The field of a struct, by its wire name.
    pub(super) fn field(&self, name: &TypeName, wire: &str) -> Option<&DraftField> {
        self.structure(name)?.fields.iter().find(|field| field.wire == wire)
    }

    pub(super) fn structure_mut(&mut self, name: &TypeName) -> Option<&mut DraftStruct> {
        match self.drafts.get_mut(name)? {
            Draft::Struct(structure) => Some(structure),
            Draft::Enum(_) | Draft::IntegerEnum(_) | Draft::Newtype(_) | Draft::Union(_) => None,
        }
    }

    /// All drafts, in the order of their names; these stay claimed.
    pub(super) fn take(&mut self) -> Drafts {
        let mut drafts = std::mem::take(&mut self.drafts);
        drafts.sort_unstable_keys();
        drafts
    }
}

fn taken(name: &TypeName, origin: &Origin, owner: &TypeName, first: &Origin) -> Diagnostic {
    let is_chosen = |origin: &Origin| origin.rule == NamingRule::Extension;
    // A name chosen by hand is blamed before one that was not.
    let (blamed, other, words) = if is_chosen(first) && !is_chosen(origin) {
        (first, origin, "also defined here")
    } else {
        (origin, first, "first defined here")
    };
    let place = |origin: &Origin| match is_chosen(origin) {
        true => (origin.pointer.child("x-rust-name"), Part::Value),
        false => (origin.pointer.clone(), Part::Key),
    };
    let message = if name == owner {
        format!("two schemas become the type `{name}`")
    } else {
        format!("the types `{owner}` and `{name}` need the same file, `{}.rs`", name.module())
    };
    let help = match is_chosen(blamed) {
        true => "choose another name in this `x-rust-name`",
        false => {
            "name one of them with `x-rust-name`; an inline schema of a property is named as a component of its own"
        }
    };
    let (at, part) = place(blamed);
    let (other_at, other_part) = place(other);
    Diagnostic::new(Code::NameCollision, Location::Node(at, part), message)
        .help(help)
        .related(&other_at, other_part, words)
}
