//! Which model of the old description is which of the new one. To users of the crate that is a matter of its Rust name: a
//! model that is called otherwise is another one.

use std::collections::{BTreeMap, BTreeSet};

use model::api::{Api, TypeDef};
use model::names::TypeName;

/// The models that are compared with each other.
#[derive(Debug)]
pub struct Pairing<'a> {
    partners: BTreeMap<&'a TypeName, &'a TypeDef>,
    paired: BTreeSet<&'a TypeName>,
}

impl<'a> Pairing<'a> {
    /// Models of one name.
    pub fn by_name(old: &'a Api, new: &'a Api) -> Self {
        let pairs = old.types.values().filter_map(|definition| Some((definition, new.find_model(definition.name())?)));
        Self::of(pairs)
    }

    /// From models of the old description and those of the new one that they are.
    pub fn of(pairs: impl Iterator<Item = (&'a TypeDef, &'a TypeDef)>) -> Self {
        let partners: BTreeMap<_, _> = pairs.map(|(old, new)| (old.name(), new)).collect();
        let paired = partners.values().map(|new| new.name()).collect();
        Self { partners, paired }
    }

    /// What a model of the old description is in the new one.
    pub fn partner(&self, old: &TypeName) -> Option<&'a TypeDef> {
        self.partners.get(old).copied()
    }

    /// Whether a model of the new description is one of the old one.
    pub fn is_paired(&self, new: &TypeName) -> bool {
        self.paired.contains(new)
    }
}
