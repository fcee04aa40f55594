//! From the body of a response to a page, whatever its items are read as: models, raw JSON, or one by one.

use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{DecodeError, with};
use crate::runtime::page::{Flag, Page, PageBody, PageLayout, PagePath, Token, Total};
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
    let list = B::LAYOUT.items.unwrap_or_default().join(".");
    let read = |(index, json): (usize, Box<RawValue>)| {
        super::json(json.get().as_bytes()).map_err(|problem| UnreadItem::new(&list, index, &problem, json))
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
    let Some(path) = layout.items else {
        return with(body, List(item)).map(|items| Page::new(items, None, None));
    };
    with(body, PageSeed { layout, item, path })
}

#[derive(Clone, Copy)]
struct PageSeed<S> {
    layout: PageLayout,
    item: S,
    /// Where the list of the items is.
    path: PagePath,
}

impl<'de, S: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for PageSeed<S> {
    type Value = Page<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mut found = Found::default();
        deserializer.deserialize_map(Members { layout: self.layout, item: self.item, found: &mut found })?;
        let items = match self.layout.items_required {
            true => {
                let missing = || Error::custom(format_args!("missing field `{}`", self.path.join(".")));
                found.items.ok_or_else(missing)?
            }
            false => found.items.unwrap_or_default(),
        };
        Ok(Page::new(items, found.next_page_token, found.total_size).with_more(found.has_more, found.total_pages))
    }
}

/// What was found of a page so far.
struct Found<T> {
    items: Option<Vec<T>>,
    next_page_token: Option<String>,
    total_size: Option<u64>,
    has_more: Option<bool>,
    total_pages: Option<u64>,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { items: None, next_page_token: None, total_size: None, has_more: None, total_pages: None }
    }
}

/// Reads an object in which parts of a page are, or null, in which there are none.
struct Members<'f, S, T> {
    layout: PageLayout,
    item: S,
    found: &'f mut Found<T>,
}

impl<'de, S: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for Members<'_, S, S::Value> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> Visitor<'de> for Members<'_, S, S::Value> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { layout, item, found } = self;
        while let Some(part) = members.next_key_seed(Key(layout))? {
            match part {
                Part::Items => found.items = Some(members.next_value_seed(List(item))?),
                Part::NextPageToken => found.next_page_token = members.next_value_seed(Token)?,
                Part::TotalSize => found.total_size = members.next_value_seed(Total)?,
                Part::HasMore => found.has_more = members.next_value_seed(Flag)?,
                Part::TotalPages => found.total_pages = members.next_value_seed(Total)?,
                Part::Inside(layout) => members.next_value_seed(Members { layout, item, found: &mut *found })?,
                Part::Other => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
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
    /// Parts are inside of it.
    Inside(PageLayout),
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
        let inside = self.0.inside(key);
        let PageLayout { items, items_required: _, next_page_token, total_size, has_more, total_pages } = inside;
        let parts = [
            (items, Part::Items),
            (next_page_token, Part::NextPageToken),
            (total_size, Part::TotalSize),
            (has_more, Part::HasMore),
            (total_pages, Part::TotalPages),
        ];
        let mut parts = parts.into_iter().filter_map(|(path, part)| Some((path?, part)));
        Ok(match parts.next() {
            Some(([], part)) => part,
            Some(_) => Part::Inside(inside),
            None => Part::Other,
        })
    }
}
