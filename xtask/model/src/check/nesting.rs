//! Models inside models, to a depth and a size that programs can still hold. rustc stops at 128 steps where it asks
//! whether a type can be sent, printed or compared; the crates of callers ask too, so no attribute of the generated crate
//! would help. And models that each hold two others double with every layer.

use std::collections::HashMap;

use crate::api::{Api, Struct, TypeDef, TypeRef, Union};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::names::TypeName;

/// Steps of rustc, as they were found by trying: a model, an option and a box take one each, lists and maps three.
const MOST_STEPS: usize = 100;

const STEPS_OF_A_COLLECTION: usize = 3;

/// Values that a model holds in itself and not behind a list, a map or a box: some 200 kB of stack.
const MOST_VALUES: usize = 10_000;

pub fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut extents = Extents { api, known: HashMap::new() };
    let names: Vec<&TypeName> = api.types.values().filter_map(TypeDef::as_struct).map(|it| &it.name).collect();
    let all: Vec<(&TypeName, Extent)> = names.into_iter().map(|name| (name, extents.of(name))).collect();
    let mut refuse = |name: &TypeName, message: String, help: &str| {
        let at = &api.model(name).origin().pointer;
        diagnostics.push(Diagnostic::at_key(Code::TooDeep, at, message).help(help));
    };
    // Of the largest alone: the others are inside it, or as large for the same reason.
    let deepest = all.iter().max_by_key(|(_, extent)| extent.steps);
    let widest = all.iter().max_by_key(|(_, extent)| extent.values);
    if let Some((name, _)) = deepest.filter(|(_, extent)| extent.steps > MOST_STEPS) {
        let message = format!("`{name}` has more models, lists and maps inside each other than rustc follows");
        refuse(name, message, "leave the schema of an inner part empty (`{}`), which is read as any JSON");
    } else if let Some((name, _)) = widest.filter(|(_, extent)| extent.values > MOST_VALUES) {
        let message = format!("a `{name}` holds more than {MOST_VALUES} values in itself");
        refuse(name, message, "put an inner part into a list, or leave its schema empty (`{}`)");
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    steps: usize,
    values: usize,
}

struct Extents<'a> {
    api: &'a Api,
    /// Nothing while a model is looked at: what contains itself is followed once.
    known: HashMap<&'a TypeName, Extent>,
}

impl<'a> Extents<'a> {
    fn of(&mut self, name: &'a TypeName) -> Extent {
        if let Some(&extent) = self.known.get(name) {
            return extent;
        }
        let definition = self.api.find_model(name);
        self.known.insert(name, Extent::default());
        let extent = match definition {
            Some(TypeDef::Struct(definition)) => self.of_struct(definition),
            Some(TypeDef::Union(definition)) => self.of_union(definition),
            Some(TypeDef::Enum(_) | TypeDef::IntegerEnum(_) | TypeDef::Newtype(_)) | None => {
                Extent { steps: 1, values: 1 }
            }
        };
        self.known.insert(name, extent);
        extent
    }

    fn of_struct(&mut self, definition: &'a Struct) -> Extent {
        let mut extent = Extent { steps: 0, values: 1 };
        for field in &definition.fields {
            let inside = self.of_type(&field.ty);
            extent.steps = extent.steps.max(inside.steps + usize::from(field.shape.is_option()));
            extent.values = extent.values.saturating_add(inside.values);
        }
        extent.steps += 1;
        extent
    }

    /// As large as its largest variant.
    fn of_union(&mut self, definition: &'a Union) -> Extent {
        let inside: Vec<Extent> = definition.arms.iter().map(|arm| self.of_type(&arm.ty)).collect();
        Extent {
            steps: 1 + inside.iter().map(|extent| extent.steps).max().unwrap_or(0),
            values: inside.iter().map(|extent| extent.values).max().unwrap_or(1),
        }
    }

    fn of_type(&mut self, ty: &'a TypeRef) -> Extent {
        match ty {
            TypeRef::Named(name) => self.of(name),
            TypeRef::List(inner) | TypeRef::Map(inner) => {
                Extent { steps: STEPS_OF_A_COLLECTION + self.of_type(inner).steps, values: 1 }
            }
            // Only in a list or a map.
            TypeRef::Nullable(inner) => {
                let inner = self.of_type(inner);
                Extent { steps: 1 + inner.steps, ..inner }
            }
            TypeRef::Boxed(inner) => Extent { steps: 1 + self.of_type(inner).steps, values: 1 },
            _ => Extent { steps: 1, values: 1 },
        }
    }
}
