//! A page of objects of several types, told apart by a tag: with the union of the client, with serde's derive for a tag, and with
//! what one writes by hand to be faster than that. Nothing is sent; what is measured is the decoding.

use std::fmt::{self, Write as _};
use std::hint::black_box;

use bench_service::types;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::{Map, Value};

const EVENTS: usize = 1_000;

/// Where in an object the tag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    First,
    Last,
}

/// Events of four types, in turn.
pub fn page(tag: Tag) -> Vec<u8> {
    let mut text = String::from("[");
    for number in 0..EVENTS {
        let separator = if number == 0 { "" } else { "," };
        let (kind, members) = event(number);
        match tag {
            Tag::First => write!(text, r#"{separator}{{"type":"{kind}",{members}}}"#),
            Tag::Last => write!(text, r#"{separator}{{{members},"type":"{kind}"}}"#),
        }
        .expect("a string can be written to");
    }
    text.push(']');
    let events: Vec<types::Event> = serde_json::from_str(&text).expect("events");
    let are_known = events.chunks(4).all(|four| {
        use types::Event::{Failed, Parsed, Shared, Uploaded};
        matches!(four, [Uploaded(_), Parsed(_), Failed(_), Shared(_)])
    });
    assert!(are_known, "events of each type are measured, and none that is kept as it came");
    text.into_bytes()
}

fn event(number: usize) -> (&'static str, String) {
    let id = format!(r#""id":"evt-01234567-89ab-cdef-0123-{number:012}""#);
    match number % 4 {
        0 => (
            "uploaded",
            format!(r#"{id},"file_name":"report-{number}.pdf","size":{number},"user_id":"usr-{number:012}""#),
        ),
        1 => ("parsed", format!(r#"{id},"pages":{number},"seconds":12.5,"languages":["en","de"]"#)),
        2 => ("failed", format!(r#"{id},"message":"Page {number} could not be read.","code":null"#)),
        _ => ("shared", format!(r#"{id},"with":["usr-{number:012}","usr-1"],"until":"2026-08-01T08:15:30Z""#)),
    }
}

/// With the types of the client.
pub fn client(page: &[u8], times: u64) {
    decode::<types::Event>(page, times);
}

/// With the derive.
pub fn derived(page: &[u8], times: u64) {
    decode::<Event>(page, times);
}

/// With the visitor.
pub fn visited(page: &[u8], times: u64) {
    decode::<Visited>(page, times);
}

fn decode<T: DeserializeOwned>(page: &[u8], times: u64) {
    for _ in 0..times {
        black_box(serde_json::from_slice::<Vec<T>>(page).expect("events"));
    }
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[allow(dead_code, reason = "read, as by the client")]
pub enum Event {
    Uploaded(Box<Uploaded>),
    Parsed(Box<Parsed>),
    Failed(Box<Failed>),
    Shared(Box<Shared>),
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct Uploaded {
    pub id: String,
    pub file_name: String,
    pub size: u64,
    pub user_id: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct Parsed {
    pub id: String,
    pub pages: u64,
    pub seconds: f64,
    #[serde(default)]
    pub languages: Vec<String>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct Failed {
    pub id: String,
    pub message: String,
    pub code: Option<i64>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct Shared {
    pub id: String,
    pub with: Vec<String>,
    pub until: Option<String>,
}

/// The same, read without keeping anything where the tag comes first; else the object is read as a tree, and that again.
struct Visited(#[allow(dead_code, reason = "read, as by the client")] Event);

impl<'de> Deserialize<'de> for Visited {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EventVisitor).map(Self)
    }
}

struct EventVisitor;

impl<'de> Visitor<'de> for EventVisitor {
    type Value = Event;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Event, A::Error> {
        let Some(first) = members.next_key::<String>()? else { return Err(A::Error::missing_field("type")) };
        if first == "type" {
            let tag: String = members.next_value()?;
            return of_tag(&tag, MapAccessDeserializer::new(members));
        }
        let mut object = Map::new();
        object.insert(first, members.next_value()?);
        while let Some((name, value)) = members.next_entry::<String, Value>()? {
            object.insert(name, value);
        }
        let Some(Value::String(tag)) = object.remove("type") else { return Err(A::Error::missing_field("type")) };
        of_tag(&tag, Value::Object(object)).map_err(A::Error::custom)
    }
}

fn of_tag<'de, D: Deserializer<'de>>(tag: &str, members: D) -> Result<Event, D::Error> {
    match tag {
        "uploaded" => Box::deserialize(members).map(Event::Uploaded),
        "parsed" => Box::deserialize(members).map(Event::Parsed),
        "failed" => Box::deserialize(members).map(Event::Failed),
        "shared" => Box::deserialize(members).map(Event::Shared),
        _ => Err(de::Error::unknown_variant(tag, &["uploaded", "parsed", "failed", "shared"])),
    }
}
