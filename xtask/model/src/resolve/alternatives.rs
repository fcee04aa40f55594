//! Alternatives that agree on the kind of their values. Listed strings are one list: an enum that somebody wrote as `oneOf`
//! of constants, so that each could have its description. Lists, and maps, differ only in what is in them: they are one
//! list, each of whose items is one of several alternatives.

use std::rc::Rc;

use super::head::{Collection, Head, Places, Shape, UnionShape};
use super::merge;
use super::schemas::{Resolver, Setting};
use super::{Choice, Enumeration, Kind, KnownSlot, Slot, Union};
use crate::bounds::Bounds;
use crate::diagnostics::{Code, Diagnostic, Known};
use crate::openapi::Sited;

impl<'d> Resolver<'d, '_> {
    /// What the alternatives of a schema are.
    pub(super) fn alternatives(&mut self, head: &Head<'d>, union: &UnionShape<'d>) -> Kind<'d> {
        let mut branches: Vec<KnownSlot<'d>> =
            union.branches.iter().map(|branch| self.slot(branch, Setting::Branch)).collect();
        if let Some(base) = &union.base {
            if self.only_require(&branches) {
                return self.object(base);
            }
            let base = Shape::Object(base.clone()).declared_in(head.component);
            branches = branches.into_iter().map(|branch| self.beside(&base, branch?)).collect();
        }
        self.join(&mut branches, head, Self::listed_strings);
        if let [Ok(only)] = branches.as_slice()
            && let Shape::Enum(values) = self.heads.shape(only.schema)
        {
            return Kind::Enum(values.clone());
        }
        self.join(&mut branches, head, |resolver, slots| resolver.mixed(slots, Collection::List));
        self.join(&mut branches, head, |resolver, slots| resolver.mixed(slots, Collection::Map));
        Kind::Union(Union { choice: union.choice, branches, tag: union.tag })
    }

    /// Whether all that the branches say is which properties must be there.
    fn only_require(&self, branches: &[KnownSlot<'d>]) -> bool {
        branches.iter().flatten().all(|slot| match self.heads.shape(slot.schema) {
            Shape::Any => true,
            Shape::Object(object) => object.only_requires(),
            _ => false,
        })
    }

    /// A branch with what stands beside all of them.
    fn beside(&mut self, base: &Shape<'d>, branch: Rc<Slot<'d>>) -> KnownSlot<'d> {
        let head = self.heads.head(branch.schema).clone();
        let shape = match &head.shape {
            // They could be the schema itself, without end.
            Shape::Union(_) => {
                let message = "unsupported: alternatives inside of others that have something beside them";
                let help = "write the alternatives out in one list, or describe the value as `{}`, which is any JSON";
                return Err(self.diagnostics.push(Diagnostic::at(Code::Unsupported, branch.at, message).help(help)));
            }
            Shape::Object(own) if matches!(base, Shape::Object(base) if own.includes(base)) => return Ok(branch),
            // What stands beside is said of objects alone.
            own => match merge::both(base, &own.clone().declared_in(head.component)) {
                Some(whole) => whole,
                None => return Ok(branch),
            },
        };
        let called = head.component.or(head.called);
        let schema = self.heads.add(Head { called, ..head.nameless(shape) });
        Ok(Rc::new(Slot { schema, ..Slot::clone(&branch) }))
    }

    /// Puts those branches together of which `shape` makes one, in the place of the first.
    fn join(
        &mut self,
        branches: &mut Vec<KnownSlot<'d>>,
        head: &Head<'d>,
        shape: impl Fn(&mut Self, &[(usize, Rc<Slot<'d>>)]) -> Option<(Vec<usize>, Shape<'d>)>,
    ) {
        let known: Vec<(usize, Rc<Slot<'d>>)> =
            branches.iter().enumerate().filter_map(|(at, branch)| Some((at, branch.clone().ok()?))).collect();
        let Some((joined, shape)) = shape(self, &known) else { return };
        let schema = self.heads.add(head.nameless(shape));
        let first = joined[0];
        let nullable = joined.iter().any(|at| branches[*at].as_ref().is_ok_and(|slot| slot.nullable));
        if let Ok(slot) = &mut branches[first] {
            *slot = Rc::new(Slot { schema, nullable, description: None, default: None, ..Slot::clone(slot) });
        }
        let mut at = 0;
        branches.retain(|_| {
            at += 1;
            at - 1 == first || !joined.contains(&(at - 1))
        });
    }

    fn listed_strings(&mut self, slots: &[(usize, Rc<Slot<'d>>)]) -> Option<(Vec<usize>, Shape<'d>)> {
        let mut joined = Vec::new();
        let mut known = Vec::new();
        let mut whole: Option<Enumeration<'d>> = None;
        for (at, slot) in slots {
            let Shape::Enum(own) = self.heads.shape(slot.schema) else { continue };
            if !own.values.iter().all(|value| value.value.is_string()) {
                continue;
            }
            joined.push(*at);
            if known.contains(&slot.schema) {
                continue;
            }
            known.push(slot.schema);
            // A constant has words of its own, which are those of its value.
            let words = slot.description.zip(only(&own.values).and_then(|value| value.value.as_str()));
            let words = words.map(|(words, value)| (value, words));
            let descriptions = own.descriptions.iter().copied().chain(words);
            match &mut whole {
                None => whole = Some(Enumeration { descriptions: descriptions.collect(), ..own.clone() }),
                Some(whole) => {
                    let is_new = |value: &&&Sited| whole.values.iter().all(|known| known.value != value.value);
                    let values: Vec<&Sited> = own.values.iter().filter(is_new).copied().collect();
                    whole.values.extend(values);
                    whole.rust_names.extend(&own.rust_names);
                    whole.descriptions.extend(descriptions);
                }
            }
        }
        whole.filter(|_| known.len() > 1).map(|whole| (joined, Shape::Enum(whole)))
    }

    fn mixed(&mut self, slots: &[(usize, Rc<Slot<'d>>)], collection: Collection) -> Option<(Vec<usize>, Shape<'d>)> {
        let mut joined = Vec::new();
        let mut known = Vec::new();
        let mut items = Vec::new();
        let mut is_any = false;
        for (at, slot) in slots {
            let inside = match (self.heads.shape(slot.schema), collection) {
                (Shape::List(items), Collection::List) => items,
                (Shape::Object(object), Collection::Map) if object.declared.is_empty() => &object.additional,
                _ => continue,
            };
            match inside.as_slice() {
                [] => is_any = true,
                [one] => items.push(*one),
                // Parts that hold together cannot be one of several.
                _ => return None,
            }
            joined.push(*at);
            if !known.contains(&slot.schema) {
                known.push(slot.schema);
            }
        }
        let items = if is_any { Vec::new() } else { items };
        (known.len() > 1).then_some((joined, Shape::Mixed(collection, items)))
    }

    /// A list or a map, each of whose values is one of these.
    pub(super) fn mixed_values(&mut self, head: &Head<'d>, items: &Places<'d>) -> Option<KnownSlot<'d>> {
        let slots: Known<Vec<Rc<Slot<'d>>>> = items.iter().map(|item| self.slot(item, Setting::Place)).collect();
        let slots = match slots {
            Ok(slots) => slots,
            Err(refused) => return Some(Err(refused)),
        };
        let nullable = slots.iter().any(|slot| slot.nullable);
        let first = slots.into_iter().next()?;
        let shape =
            Shape::Union(UnionShape { choice: Choice::AtLeastOne, branches: items.clone(), tag: None, base: None });
        let schema = self.heads.add(Head { called: head.called, ..head.nameless(shape) });
        Some(Ok(Rc::new(Slot {
            schema,
            nullable,
            description: None,
            default: None,
            bounds: Bounds::default(),
            values: Vec::new(),
            ..*first
        })))
    }
}

fn only<T: Copy>(values: &[T]) -> Option<T> {
    match values {
        [only] => Some(*only),
        _ => None,
    }
}
