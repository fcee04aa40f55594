//! Objects that nothing but their members tells apart.

use serde::de::MapAccess;
use serde::de::value::MapAccessDeserializer;

use super::kept::{Kept, Members, Name, Nothing};
use super::{Begun, ByKind, any};
use crate::runtime::object::{Key, Object};

/// An object whose members have been read once already.
pub type Known<'de> = MapAccessDeserializer<Members<'de, Nothing>>;

/// One of the types that an object may have, and how it becomes a variant.
#[derive(Debug)]
pub struct Alternative<'de, T> {
    /// Nothing for a map, whose members have any name.
    keys: Option<&'static [Key]>,
    read: fn(Known<'de>) -> Result<T, serde_json::Error>,
}

impl<'de, T> Alternative<'de, T> {
    /// A model.
    pub fn model<M: Object>(read: fn(Known<'de>) -> Result<T, serde_json::Error>) -> Self {
        Self { keys: Some(M::KEYS), read }
    }

    /// A map.
    pub fn map(read: fn(Known<'de>) -> Result<T, serde_json::Error>) -> Self {
        Self { keys: None, read }
    }
}

/// Reads an object as the alternative that knows most of its members and gets all that it requires; of several such, the one
/// that requires most, and else the first. One that no model fits is read as a map, where that is an alternative, or kept as
/// it came: were it read as a model that knows less of it, what another knows would be lost.
///
/// # Errors
///
/// When the object is not JSON.
pub fn read<'de, T: ByKind, A: MapAccess<'de>>(
    members: Begun<'de, A>,
    alternatives: &[Alternative<'de, T>],
) -> Result<T, A::Error> {
    let object = whole(members)?;
    for alternative in in_turn(&object, alternatives) {
        if let Ok(value) = (alternative.read)(Members::new(object.clone(), None, Nothing)) {
            return Ok(value);
        }
    }
    any(Members::new(object, None, Nothing)).map_err(serde::de::Error::custom)
}

fn in_turn<'a, 'de, T>(
    object: &[(Name<'de>, Kept<'de>)],
    alternatives: &'a [Alternative<'de, T>],
) -> Vec<&'a Alternative<'de, T>> {
    let is_there = |key: &Key| object.iter().any(|(name, _)| name.0 == key.name);
    let count = |keys: &[Key]| keys.iter().filter(|key| is_there(key)).count();
    let models = alternatives.iter().filter_map(|alternative| Some((alternative, alternative.keys?)));
    let models: Vec<_> = models.map(|(alternative, keys)| (alternative, keys, count(keys))).collect();
    let most = models.iter().map(|(_, _, known)| *known).max().unwrap_or(0);
    let required = |keys: &'static [Key]| keys.iter().filter(|key| key.is_required);
    let mut fitting: Vec<_> = models
        .into_iter()
        .filter(|(_, keys, known)| *known == most && (most > 0 || object.is_empty()) && required(keys).all(is_there))
        .collect();
    fitting.sort_by_key(|(_, keys, _)| std::cmp::Reverse(required(keys).count()));
    let maps = alternatives.iter().filter(|alternative| alternative.keys.is_none());
    fitting.into_iter().map(|(alternative, _, _)| alternative).chain(maps).collect()
}

fn whole<'de, A: MapAccess<'de>>(members: Begun<'de, A>) -> Result<Vec<(Name<'de>, Kept<'de>)>, A::Error> {
    let Begun { first: mut key, mut rest } = members;
    let mut object = Vec::new();
    while let Some(name) = key {
        object.push((name, rest.next_value()?));
        key = rest.next_key()?;
    }
    Ok(object)
}
