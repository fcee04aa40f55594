//! From the body of a response to a page, whatever its items are read as: models, raw JSON, or one by one.

use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{DecodeError, with};
use crate::runtime::object;
use crate::runtime::page::{Flag, Page, PageBody, PageLayout, Token, Total};
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
    let (items, page_of) = raw::<B>(body)?.split();
    let list = B::LAYOUT.items.unwrap_or_default();
    let read = |(index, json): (usize, Box<RawValue>)| {
        super::json(json.get().as_bytes()).map_err(|problem| UnreadItem::new(list, index, &problem, json))
    };
    Ok(page_of(items.into_iter().enumerate().map(read).collect()))
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
    let (items, page_of) = raw::<B>(body)?.split();
    Ok(page_of(items.into_iter().map(Ok).collect()))
}

/// Reads a body as a page whose items are read by `item`.
pub(crate) fn page_of<'de, S>(layout: PageLayout, body: &'de [u8], item: S) -> Result<Page<S::Value>, DecodeError>
where
    S: DeserializeSeed<'de> + Copy,
{
    match layout.items {
        Some(_) => with(body, PageSeed { layout, item }),
        None => with(body, List(item)).map(|items| Page::new(items, None, None)),
    }
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
        let (mut has_more, mut total_pages) = (None, None);
        while let Some(part) = members.next_key_seed(Key(self.layout))? {
            match part {
                Part::Items => items = Some(members.next_value_seed(List(self.item))?),
                Part::NextPageToken => next_page_token = members.next_value_seed(Token)?,
                Part::TotalSize => total_size = members.next_value_seed(Total)?,
                Part::HasMore => has_more = members.next_value_seed(Flag)?,
                Part::TotalPages => total_pages = members.next_value_seed(Total)?,
                Part::Other => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        let items = match self.layout.items.filter(|_| self.layout.items_required) {
            Some(name) => object::required(items, name)?,
            None => items.unwrap_or_default(),
        };
        Ok(Page::new(items, next_page_token, total_size).with_more(has_more, total_pages))
    }
}

/// Tells the members of a response apart.
struct Key(PageLayout);

enum Part {
    Items,
    NextPageToken,
    TotalSize,
    HasMore,
    TotalPages,
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
        let PageLayout { items, items_required: _, next_page_token, total_size, has_more, total_pages } = self.0;
        Ok(match Some(key) {
            key if key == items => Part::Items,
            key if key == next_page_token => Part::NextPageToken,
            key if key == total_size => Part::TotalSize,
            key if key == has_more => Part::HasMore,
            key if key == total_pages => Part::TotalPages,
            _ => Part::Other,
        })
    }
}
