//! The fields of a struct. A field is the same field if its Rust name is; failing that, if its name on the wire is,
//! and then it was renamed.

use super::docs::{self, Described};
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use super::shapes;
use super::view::View;
use super::{ChangeOrigin, Wire, rust_types, wire};
use crate::rust_paths::model;
use model::api::{Field, Struct};

/// Compares the fields, and the order in which `new` takes them.
pub fn compare(old: &View<'_>, new: &View<'_>, before: &Struct, after: &Struct, record: &mut Record) {
    let pairing = Pairing { old, new, before, after };
    for field in &before.fields {
        match partner(field, before, after) {
            Some(other) => pairing.pair(field, other, record),
            None => pairing.removed(field, record),
        }
    }
    for field in after.fields.iter().filter(|field| partner(field, after, before).is_none()) {
        pairing.added(field, record);
    }
    pairing.order(record);
}

/// The same field on the other side.
fn partner<'s>(field: &Field, own: &Struct, other: &'s Struct) -> Option<&'s Field> {
    let by_name = |wanted: &Field, side: &'s Struct| side.fields.iter().find(|field| field.name == wanted.name);
    by_name(field, other).or_else(|| {
        let renamed = other.fields.iter().find(|candidate| candidate.wire == field.wire)?;
        own.fields.iter().all(|field| field.name != renamed.name).then_some(renamed)
    })
}

struct Pairing<'a, 'v> {
    old: &'v View<'a>,
    new: &'v View<'a>,
    before: &'v Struct,
    after: &'v Struct,
}

impl Pairing<'_, '_> {
    /// The old client may put the model into a request.
    fn is_sent(&self) -> bool {
        self.old.is_sent(&self.before.name)
    }

    fn is_received(&self) -> bool {
        self.old.is_received(&self.before.name)
    }

    fn item(&self, field: &Field) -> String {
        format!("{}::{}", model(&self.after.name), field.name)
    }

    fn added(&self, field: &Field, record: &mut Record) {
        let (item, origin) = (self.item(field), in_new(&field.origin.pointer));
        let ty = rust_types::field(field);
        if field.shape.has_default() {
            record.push(Rule::OptionalFieldAdded, item, origin, format!("`{ty}` is new and optional"));
        } else if self.is_sent() {
            let message = format!("`{ty}` is new and required, in requests too");
            record.push_wire(Rule::RequiredRequestFieldAdded, item, origin, Wire::Breaking, message);
        } else {
            record.push(Rule::RequiredResponseFieldAdded, item, origin, format!("`{ty}` is new and always there"));
        }
    }

    fn removed(&self, field: &Field, record: &mut Record) {
        let missed = self.is_received() && field.shape.must_be_present();
        let message = format!("`{}` is gone", rust_types::field(field));
        let origin = in_old(&field.origin.pointer);
        record.push_wire(Rule::FieldRemoved, self.item(field), origin, Wire::breaking_if(missed), message);
    }

    fn pair(&self, old: &Field, new: &Field, record: &mut Record) {
        let Field {
            name: _,
            wire: _,
            docs: _,
            deprecated: _,
            ty: _,
            shape: _,
            nullable,
            lenient,
            sensitive,
            facts,
            flag: _,
            origin,
        } = new;
        let (item, origin) = (self.item(new), in_new(&origin.pointer));
        self.names(old, new, &item, &origin, record);
        self.types(old, new, &item, &origin, record);
        self.shapes(old, new, &item, &origin, record);
        if old.lenient != *lenient {
            record.push(Rule::FieldReadingChanged, &item, origin.clone(), "is read from other forms");
        }
        if old.sensitive != *sensitive {
            let message = if *sensitive { "is hidden from `Debug`" } else { "is shown by `Debug`" };
            record.push(Rule::FieldSensitivityChanged, &item, origin.clone(), message);
        }
        if old.shape == new.shape && old.nullable != *nullable {
            let message =
                if *nullable { "documents that it may be null" } else { "no longer documents that it may be null" };
            record.push(Rule::DocsChanged, &item, origin.clone(), message);
        }
        docs::compare(&item, &origin, described(old), described(new), record);
        docs::facts(&item, &origin, &old.facts, facts, record);
    }

    fn names(&self, old: &Field, new: &Field, item: &str, origin: &ChangeOrigin, record: &mut Record) {
        if old.name != new.name {
            let message = format!("was called `{}`", old.name);
            record.push(Rule::FieldRenamed, item, origin.clone(), message);
        }
        if old.wire != new.wire {
            let unread = self.is_received() && old.shape.must_be_present();
            let unsent = self.is_sent() && !new.shape.has_default();
            let message = format!("was {} on the wire and is {}", quoted(&old.wire), quoted(&new.wire));
            let wire = Wire::breaking_if(unread || unsent);
            record.push_wire(Rule::FieldWireNameChanged, item, origin.clone(), wire, message);
        }
    }

    fn types(&self, old: &Field, new: &Field, item: &str, origin: &ChangeOrigin, record: &mut Record) {
        if old.ty == new.ty {
            return;
        }
        let unread = self.is_received() && !wire::client_reads(self.old, &old.ty, self.new, &new.ty);
        let refused = self.is_sent() && !wire::service_accepts(self.old, &old.ty, self.new, &new.ty);
        let rule = match rust_types::differ_in_text(self.old, &old.ty, self.new, &new.ty) {
            true => Rule::FieldTextTypeChanged,
            false => Rule::FieldTypeChanged,
        };
        let message = format!("was `{}` and is `{}`", rust_types::held(&old.ty), rust_types::held(&new.ty));
        record.push_wire(rule, item, origin.clone(), Wire::breaking_if(unread || refused), message);
    }

    fn shapes(&self, old: &Field, new: &Field, item: &str, origin: &ChangeOrigin, record: &mut Record) {
        let Some((rule, message)) = shapes::compare(old, new) else { return };
        let unread = self.is_received() && !wire::client_reads_shape(old.shape, new.shape);
        let refused = self.is_sent() && !wire::service_accepts_shape(old.shape, new.shape);
        record.push_wire(rule, item, origin.clone(), Wire::breaking_if(unread || refused), message);
    }

    /// Only the arguments of `new` have an order that callers can see.
    fn order(&self, record: &mut Record) {
        let stays = |field: &&Field, own: &Struct, other: &Struct| {
            !field.shape.has_default() && partner(field, own, other).is_some_and(|field| !field.shape.has_default())
        };
        let before = self.before.fields.iter().filter(|field| stays(field, self.before, self.after));
        let after = self.after.fields.iter().filter(|field| stays(field, self.after, self.before));
        let renamed = before.filter_map(|field| partner(field, self.before, self.after)).map(|field| &field.name);
        if !renamed.eq(after.map(|field| &field.name)) {
            let item = format!("{}::new", model(&self.after.name));
            let message = "takes its arguments in another order";
            record.push(Rule::ConstructorReordered, item, in_new(&self.after.origin.pointer), message);
        }
    }
}

fn described(field: &Field) -> Described<'_> {
    Described { docs: &field.docs, deprecated: field.deprecated }
}
