//! Objects that nothing but their members tells apart.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess};

use super::kept::{Kept, Members, Name, Nothing};
use super::{Begun, ByKind, any};
use crate::runtime::object::{Key, Object};

/// An object whose members have been read once already.
pub type Known<'de> = MapAccessDeserializer<Members<'de, Nothing>>;

/// All members of an object.
pub type Whole<'de> = Vec<(Name<'de>, Kept<'de>)>;

/// One of the types that an object may have, and how it becomes a variant.
#[derive(Debug)]
pub struct Alternative<'de, T> {
    keys: &'static [Key],
    /// Whether it holds members of other names too.
    is_open: bool,
    read: fn(Known<'de>) -> Result<T, serde_json::Error>,
}

impl<'de, T> Alternative<'de, T> {
    /// A model. Which one, the variant that holds it says.
    pub fn model<M: Object>(_: fn(Box<M>) -> T, read: fn(Known<'de>) -> Result<T, serde_json::Error>) -> Self {
        Self { keys: M::KEYS, is_open: M::IS_OPEN, read }
    }

    /// A map.
    pub fn map(read: fn(Known<'de>) -> Result<T, serde_json::Error>) -> Self {
        Self { keys: &[], is_open: true, read }
    }
}

/// Reads an object as the alternative that knows most of its members and gets all that it requires; of several such, the one
/// that loses none of the others, then the one that adds fewest when it is written, then the one that requires most, and else
/// the first. One that none of these fits is read as an alternative that holds members of any name, a map if need be, or kept
/// as it came: were it read as a model that knows less of it, what another knows would be lost.
///
/// # Errors
///
/// When the object is not JSON.
pub fn read<'de, T: ByKind, A: MapAccess<'de>>(
    members: Begun<'de, A>,
    alternatives: &[Alternative<'de, T>],
) -> Result<T, A::Error> {
    read_whole(whole(members)?, alternatives)
}

/// The same of members that have been read.
///
/// # Errors
///
/// See [`read`].
pub fn read_whole<'de, T: ByKind, E: Error>(object: Whole<'de>, alternatives: &[Alternative<'de, T>]) -> Result<T, E> {
    let fitting = in_turn(&object, alternatives);
    let sorted = (fitting.len() > 1).then(|| shortest_first(&object));
    let members = sorted.as_ref().unwrap_or(&object);
    for alternative in fitting {
        if let Ok(value) = (alternative.read)(Members::new(members.clone(), None, Nothing)) {
            return Ok(value);
        }
    }
    any(Members::new(object, None, Nothing)).map_err(E::custom)
}

/// The members with long values last. Alternatives may hold each other: where one that does not fit is tried, the value that
/// tells so is then met before what is inside, which would be read twice at every level.
fn shortest_first<'de>(object: &[(Name<'de>, Kept<'de>)]) -> Whole<'de> {
    let mut members = object.to_vec();
    let names: BTreeSet<&str> = object.iter().map(|(name, _)| name.0.as_ref()).collect();
    // Of a name that stands twice the last one counts.
    if names.len() == members.len() {
        members.sort_by_key(|(_, value)| value.length());
    }
    members
}

fn in_turn<'a, 'de, T>(
    object: &[(Name<'de>, Kept<'de>)],
    alternatives: &'a [Alternative<'de, T>],
) -> Vec<&'a Alternative<'de, T>> {
    let is_there = |key: &Key| object.iter().any(|(name, _)| name.0 == key.name);
    let is_named = |keys: &[Key], name: &Name<'_>| keys.iter().any(|key| key.name == name.0);
    let count = |keys: &[Key]| keys.iter().filter(|key| is_there(key)).count();
    let required = |keys: &'static [Key]| keys.iter().filter(|key| key.is_required);
    let known: Vec<_> = alternatives.iter().map(|alternative| (alternative, count(alternative.keys))).collect();
    let most = known.iter().map(|(_, known)| *known).max().unwrap_or(0);
    let knows_most = |known: usize| known == most && (most > 0 || object.is_empty());
    let mut fitting: Vec<_> = known
        .into_iter()
        .filter(|(alternative, known)| {
            (alternative.is_open || knows_most(*known)) && required(alternative.keys).all(is_there)
        })
        .collect();
    fitting.sort_by_key(|(alternative, known)| {
        let holds_more = alternative.is_open && object.iter().any(|(name, _)| !is_named(alternative.keys, name));
        let added = alternative.keys.iter().filter(|key| key.is_always_written && !is_there(key)).count();
        (Reverse((*known, holds_more)), added, Reverse(required(alternative.keys).count()))
    });
    fitting.into_iter().map(|(alternative, _)| alternative).collect()
}

fn whole<'de, A: MapAccess<'de>>(members: Begun<'de, A>) -> Result<Whole<'de>, A::Error> {
    let Begun { first: mut key, mut rest } = members;
    let mut object = Vec::new();
    while let Some(name) = key {
        object.push((name, rest.next_value()?));
        key = rest.next_key()?;
    }
    Ok(object)
}
