//! The components of a description by name, and what a `$ref` to one of them leads to. A target that is missing is
//! reported where the reference stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::suggest::{self, nearest};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Help, Known, Refused};
use crate::openapi::{Ref, RefOr};
use crate::source::segments_of_reference;

/// What else `components` holds: not misspelt, but of another kind.
const SECTIONS: [&str; 10] = [
    "schemas",
    "parameters",
    "requestBodies",
    "responses",
    "headers",
    "examples",
    "links",
    "securitySchemes",
    "callbacks",
    "pathItems",
];

/// One of the lists of `components`.
#[derive(Debug)]
pub struct Section<'d, T> {
    name: &'static str,
    entries: BTreeMap<&'d str, &'d Known<T>>,
    /// The names, once one was missed.
    names: Option<Arc<[String]>>,
    /// What was missed and reported: all that refer to it have one cause.
    missed: BTreeMap<String, Refused>,
    /// Set where a part of `components` was refused: what is missing may be in that.
    refused: Option<Refused>,
}

impl<'d, T> Section<'d, T> {
    pub fn new(
        name: &'static str,
        entries: impl Iterator<Item = &'d (String, Known<T>)>,
        refused: Option<Refused>,
    ) -> Self {
        let entries = entries.map(|(name, entry)| (name.as_str(), entry)).collect();
        Self { name, entries, names: None, missed: BTreeMap::new(), refused }
    }

    /// What a reference leads to, under its name.
    pub fn find(&mut self, reference: &Ref, diagnostics: &mut Diagnostics) -> Known<(&'d str, &'d T)> {
        let name = match component(self.name, &reference.target) {
            Some(name) => name,
            None if self.entries.contains_key(reference.target.as_str()) => reference.target.clone(),
            None => return Err(self.elsewhere(reference, diagnostics)),
        };
        match self.entries.get_key_value(name.as_str()) {
            Some((name, entry)) => entry.as_ref().map(|entry| (*name, entry)).map_err(|refused| *refused),
            None => Err(self.refused.unwrap_or_else(|| self.missing(name, reference, diagnostics))),
        }
    }

    fn missing(&mut self, name: String, reference: &Ref, diagnostics: &mut Diagnostics) -> Refused {
        if let Some(refused) = self.missed.get(&name) {
            return *refused;
        }
        let section = self.name;
        let wanted = name.clone();
        let message = format!("there is no `{name}` in `#/components/{section}`");
        let known =
            self.names.get_or_insert_with(|| self.entries.keys().map(|name| (*name).to_owned()).collect()).clone();
        let help = Help::later(move || match nearest(&name, known.iter().map(String::as_str)).as_slice() {
            [] => format!("declare `{name}` in `components: {section}:`"),
            near => format!(
                "did you mean {}?",
                near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
            ),
        });
        let refused = diagnostics.push(Diagnostic::at(Code::RefTargetMissing, &reference.at, message).help(help));
        self.missed.insert(wanted, refused);
        refused
    }

    /// Well-formed, as reading has seen to it, but neither a component of the kind this place needs nor a schema that is
    /// there.
    fn elsewhere(&self, reference: &Ref, diagnostics: &mut Diagnostics) -> Refused {
        let (section, target) = (self.name, &reference.target);
        let (code, message) = if target.starts_with(&format!("#/components/{section}/")) {
            (Code::RefTargetMissing, format!("there is nothing in `{target}` that could stand here"))
        } else {
            (Code::RefKind, format!("`{target}` is not below `#/components/{section}/`, which this place needs"))
        };
        let help = match misspelt(section, target) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("make it a component, and refer to `#/components/{section}/NAME`"),
        };
        diagnostics.push(Diagnostic::at(code, &reference.at, message).help(help))
    }
}

impl<'d, T> Section<'d, RefOr<T>> {
    /// What stands in a place, and the name of the component it comes from.
    pub fn follow(
        &mut self,
        start: &'d Known<RefOr<T>>,
        diagnostics: &mut Diagnostics,
    ) -> Known<(Option<&'d str>, &'d T)> {
        let mut name = None;
        let mut next = start.as_ref().map_err(|refused| *refused)?;
        let mut steps = 0;
        loop {
            let reference = match next {
                RefOr::Here(found) => return Ok((name, found)),
                RefOr::Ref(reference) => reference,
            };
            let (found, target) = self.find(reference, diagnostics)?;
            steps += 1;
            if steps > self.entries.len() {
                let message = format!("`{found}` leads back to itself");
                let problem = Diagnostic::at(Code::RefCycle, &reference.at, message);
                return Err(diagnostics.push(problem.help("refer to something that is written out")));
            }
            (name, next) = (Some(found), target);
        }
    }
}

/// The name of the component that a reference such as `#/components/schemas/Batch` is about.
pub fn component(section: &str, target: &str) -> Option<String> {
    match &segments_of_reference(target)?[..] {
        [first, found, name] if first == "components" && found == section => Some(name.clone().into_owned()),
        _ => None,
    }
}

/// What was meant by a target that only spells its section in another way, such as `schema` for `schemas`.
fn misspelt(section: &str, target: &str) -> Option<String> {
    let (written, name) = target.strip_prefix("#/components/")?.split_once('/')?;
    let is_near = suggest::distance(written, section).is_some();
    (is_near && written != section && !SECTIONS.contains(&written)).then(|| format!("#/components/{section}/{name}"))
}
