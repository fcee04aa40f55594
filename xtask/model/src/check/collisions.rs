//! Names that became equal: all places are reported, and nothing is renamed. Where one of them was chosen by hand, the
//! choice is what can be mended, so it is what the message points at.

mod models;
mod operations;
mod service;

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, NamingRule, Origin};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location, Part, Related, spelled};
use crate::openapi::Pointer;

/// Compares all names that share a scope in the generated code.
pub fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut collisions = Collisions { diagnostics, reported: BTreeSet::new() };
    service::check(api, &mut collisions);
    models::check(api, &mut collisions);
    operations::check(api, &mut collisions);
}

/// Where collisions are reported. A property is both a field and a setter, and a parameter may be shared: what is wrong
/// with one place is reported once.
struct Collisions<'d> {
    diagnostics: &'d mut Diagnostics,
    reported: BTreeSet<(Code, String)>,
}

impl Collisions<'_> {
    fn report(&mut self, problem: Diagnostic) {
        if self.reported.insert((problem.code, format!("{:?}", problem.place))) {
            self.diagnostics.push(problem);
        }
    }

    /// Reports every identifier that was claimed more than once; `what` is a noun, such as `field`.
    fn refuse(&mut self, code: Code, what: &str, help: &str, claimants: Vec<Claimant>) {
        let mut groups: BTreeMap<String, Vec<Claimant>> = BTreeMap::new();
        for claimant in claimants {
            groups.entry(claimant.identifier.clone()).or_default().push(claimant);
        }
        for (identifier, mut group) in groups {
            // Of a key that is given twice the two places are one, and the key is what is wrong.
            group.dedup_by(|next, kept| next.at == kept.at);
            if group.len() > 1 {
                self.report(collision(code, what, help, &identifier, group));
            }
        }
    }
}

/// Whether no two of the identifiers are equal. Nearly always so, and what a message needs is then not made.
fn are_different<'n>(identifiers: impl Iterator<Item = &'n str>) -> bool {
    let mut sorted: Vec<&str> = identifiers.collect();
    sorted.sort_unstable();
    sorted.is_sorted_by(|one, next| one < next)
}

/// An identifier, what it was made of, and where that stands.
#[derive(Clone, Debug)]
struct Claimant {
    identifier: String,
    /// Such as "the query parameter `id`".
    label: String,
    at: Location,
    /// The extension that chose the identifier, and the place of its value.
    chosen: Option<(&'static str, Pointer)>,
}

impl Claimant {
    fn new(identifier: impl ToString, label: impl Into<String>, at: Location) -> Self {
        Self { identifier: identifier.to_string(), label: label.into(), at, chosen: None }
    }

    /// Named by the key of a node.
    fn key(identifier: impl ToString, wire: &str, at: &Pointer) -> Self {
        Self::new(identifier, quoted(wire), Location::Node(at.clone(), Part::Key))
    }

    /// Named by the key of a node, or by its `x-rust-name`.
    fn of_node(identifier: impl ToString, wire: &str, origin: &Origin) -> Self {
        Self::key(identifier, wire, &origin.pointer).chosen(
            "x-rust-name",
            origin.rule,
            origin.pointer.child("x-rust-name"),
        )
    }

    /// Chosen by an extension, at this place, if the rule says so.
    fn chosen(self, extension: &'static str, rule: NamingRule, at: Pointer) -> Self {
        Self { chosen: (rule == NamingRule::Extension).then_some((extension, at)), ..self }
    }

    fn place(&self) -> Location {
        match &self.chosen {
            Some((_, at)) => Location::Node(at.clone(), Part::Value),
            None => self.at.clone(),
        }
    }
}

fn quoted(wire: &str) -> String {
    format!("`{}`", spelled(wire))
}

fn collision(code: Code, what: &str, help: &str, identifier: &str, mut group: Vec<Claimant>) -> Diagnostic {
    // Stable: among those that were chosen, and among those that were not, the last one is blamed.
    group.sort_by_key(|claimant| claimant.chosen.is_some());
    let (last, others) = group.split_last().expect("a collision has two sides");
    let labels: Vec<&str> = others.iter().map(|claimant| claimant.label.as_str()).collect();
    let message = format!("{} and {} become the same {what}, `{identifier}`", labels.join(", "), last.label);
    let help = match last.chosen {
        Some((extension, _)) => format!("choose another name in this `{extension}`"),
        None => help.to_owned(),
    };
    let mut diagnostic = Diagnostic::new(code, last.place(), message).help(help);
    diagnostic.related = others
        .iter()
        .map(|claimant| Related { place: claimant.place(), message: format!("{} is here", claimant.label) })
        .collect();
    diagnostic
}
