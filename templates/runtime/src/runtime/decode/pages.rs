//! From the body of a response to a page, whatever its items are read as: models, raw JSON, or one by one.

use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{DecodeError, with};
use crate::runtime::object;
use crate::runtime::page::{Page, PageBody, PageLayout, Token, Total};
use crate::runtime::unread_item::UnreadItem;
use crate::runtime::wire::{List, Read};

/// Reads a body as a page of models.
///
/// # Errors
///
/// When the body is no such page, with the path of the offending value.
pub fn page<B: PageBody>(body: &[u8]) -> Result<Page<B::Item>, DecodeError> {
    page_of(B::LAYOUT, body, Read::new())
}

/// Reads a body as a page of which every item is read by itself: one that cannot be is kept as it came.
///
/// # Errors
///
/// When the body is no page, whatever its items are.
pub(crate) fn each<B: PageBody>(body: &Bytes) -> Result<Page<Result<B::Item, UnreadItem>>, DecodeError> {
    let Page { items, next_page_token, total_size, .. } = raw::<B>(body)?;
    let read = |(index, json): (usize, Box<RawValue>)| {
        super::json(json.get().as_bytes()).map_err(|problem| UnreadItem::new(B::LAYOUT.items, index, &problem, json))
    };
    Ok(Page::new(items.into_iter().enumerate().map(read).collect(), next_page_token, total_size))
}

/// Reads a body as a page of which every item is kept as it came.
///
/// # Errors
///
/// When the body is no page, whatever its items are.
pub(crate) fn raw<B: PageBody>(body: &Bytes) -> Result<Page<Box<RawValue>>, DecodeError> {
    page_of(B::LAYOUT, body, Read::new())
}

/// As [`raw`], where items are looked at one by one: there is none that cannot be kept.
#[cfg(feature = "cli")]
pub(crate) fn raw_each<B: PageBody>(body: &Bytes) -> Result<Page<Result<Box<RawValue>, UnreadItem>>, DecodeError> {
    let Page { items, next_page_token, total_size, .. } = raw::<B>(body)?;
    Ok(Page::new(items.into_iter().map(Ok).collect(), next_page_token, total_size))
}

/// Reads a body as a page whose items are read by `item`.
pub(crate) fn page_of<'de, S>(layout: PageLayout, body: &'de [u8], item: S) -> Result<Page<S::Value>, DecodeError>
where
    S: DeserializeSeed<'de> + Copy,
{
    with(body, PageSeed { layout, item })
}

#[derive(Clone, Copy)]
struct PageSeed<S> {
    layout: PageLayout,
    item: S,
}

impl<'de, S: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for PageSeed<S> {
    type Value = Page<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> Visitor<'de> for PageSeed<S> {
    type Value = Page<S::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let (mut items, mut next_page_token, mut total_size) = (None, None, None);
        while let Some(part) = members.next_key_seed(Key(self.layout))? {
            match part {
                Part::Items => items = Some(members.next_value_seed(List(self.item))?),
                Part::NextPageToken => next_page_token = members.next_value_seed(Token)?,
                Part::TotalSize => total_size = members.next_value_seed(Total)?,
                Part::Other => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        let items = match self.layout.items_required {
            true => object::required(items, self.layout.items)?,
            false => items.unwrap_or_default(),
        };
        Ok(Page::new(items, next_page_token, total_size))
    }
}

/// Tells the members of a response apart.
struct Key(PageLayout);

enum Part {
    Items,
    NextPageToken,
    TotalSize,
    Other,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Part;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Part;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Part, E> {
        let PageLayout { items, items_required: _, next_page_token, total_size } = self.0;
        Ok(match Some(key) {
            key if key == Some(items) => Part::Items,
            key if key == next_page_token => Part::NextPageToken,
            key if key == total_size => Part::TotalSize,
            _ => Part::Other,
        })
    }
}
