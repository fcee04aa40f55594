//! A test of every model: it must stay readable when the service changes what it may change.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::DocText;
use super::ident::ToIdent;
use super::{fixtures, literal, synthesis};
use crate::codegen::api::{Api, Field, FieldShape, OpenEnum, Struct, TypeDef, TypeRef};

/// ```text
/// #[test]
/// fn batch_stays_readable() {
///     let model = Model {
///         sample: r#"{ … }"#,
///         required: &["id"],
///         nullable: &["results"],
///         enums: &["status"],
///     };
///     model.check::<types::Batch>();
/// }
/// ```
pub fn file(api: &Api) -> TokenStream {
    let docs = DocText::new(
        "Every model stays readable when the service changes what it may change: new fields, new values of enums, null \
         or nothing for what is optional. What is required must be there.",
    )
    .inner();
    let package = format_ident!("{}", api.package.name.replace('-', "_"));
    let model_check = has_structs(api).then(model_check);
    let enum_check = has_enums(api).then(enum_check);
    let round_trip = round_trip();
    let models = api.types.iter().map(|definition| match definition {
        TypeDef::Struct(definition) => model(api, definition).unwrap_or_default(),
        TypeDef::Enum(definition) => open_enum(definition),
        TypeDef::Newtype(_) => TokenStream::new(),
    });
    let examples = examples(api);
    quote! {
        #docs

        use std::fmt::Debug;

        use #package::types;
        use serde::Serialize;
        use serde::de::DeserializeOwned;
        use serde_json::Value;

        /// A value that no enum has.
        const UNKNOWN: &str = "a value of tomorrow";

        #model_check
        #enum_check
        #round_trip
        #(#models)*
        #examples
    }
}

/// Whether there is anything to test.
pub fn has_tests(api: &Api) -> bool {
    has_structs(api) || has_enums(api)
}

fn has_structs(api: &Api) -> bool {
    api.types.iter().any(|definition| matches!(definition, TypeDef::Struct(_)))
}

fn has_enums(api: &Api) -> bool {
    api.types.iter().any(|definition| matches!(definition, TypeDef::Enum(_)))
}

fn model(api: &Api, definition: &Struct) -> Option<TokenStream> {
    let name = definition.name.ident();
    let test = format_ident!("{}_stays_readable", definition.name.module().as_str().trim_end_matches('_'));
    let sample = literal::json(&synthesis::sample(api, definition)?);
    let fields = |keep: &dyn Fn(&Field) -> bool| -> Vec<String> {
        definition.fields.iter().filter(|field| keep(field)).map(|field| field.wire.clone()).collect()
    };
    let required = fields(&|field| field.shape.must_be_present());
    let nullable = fields(&|field| field.shape != FieldShape::Required);
    let enums = fields(&|field| is_enum(api, &field.ty));
    Some(quote! {
        #[test]
        fn #test() {
            let model = Model {
                sample: #sample,
                required: &[#(#required),*],
                nullable: &[#(#nullable),*],
                enums: &[#(#enums),*],
            };
            model.check::<types::#name>();
        }
    })
}

fn is_enum(api: &Api, ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Named(name) if matches!(api.model(name), TypeDef::Enum(_)))
}

/// ```text
/// #[test]
/// fn batch_status_keeps_every_value() {
///     check_values::<types::BatchStatus>(types::BatchStatus::KNOWN, &["PENDING"]);
/// }
/// ```
fn open_enum(definition: &OpenEnum) -> TokenStream {
    let name = definition.name.ident();
    let test = format_ident!("{}_keeps_every_value", definition.name.module().as_str().trim_end_matches('_'));
    let wires = definition.variants.iter().map(|variant| &variant.wire);
    quote! {
        #[test]
        fn #test() {
            check_values(types::#name::KNOWN, &[#(#wires),*]);
        }
    }
}

/// ```text
/// #[cfg(feature = "test-util")]
/// #[test]
/// fn examples_survive_a_round_trip() {
///     round_trip(&llamacloud::test_util::fixtures::batch());
/// }
/// ```
fn examples(api: &Api) -> Option<TokenStream> {
    let fixtures = fixtures::all(api);
    if fixtures.is_empty() {
        return None;
    }
    let package = format_ident!("{}", api.package.name.replace('-', "_"));
    let names = fixtures.iter().map(|fixture| fixture.model.module().ident());
    Some(quote! {
        #[cfg(feature = "test-util")]
        #[test]
        fn examples_survive_a_round_trip() {
            use #package::test_util::fixtures;

            #(round_trip(&fixtures::#names());)*
        }
    })
}

/// What the tests of models have in common. Macros are printed token by token, so their arguments are plain names.
fn model_check() -> TokenStream {
    let variations = sample_variations();
    quote! {
        /// What the description says about a model.
        struct Model {
            /// A value with all of its fields.
            sample: &'static str,
            /// Fields that must be there.
            required: &'static [&'static str],
            /// Fields that may be null.
            nullable: &'static [&'static str],
            /// Fields whose value is an open enum.
            enums: &'static [&'static str],
        }

        impl Model {
            fn check<T: DeserializeOwned + Serialize + PartialEq + Debug>(&self) {
                let sample = self.sample();
                let value: T = read(&sample);
                let written = serde_json::to_value(&value).unwrap();
                assert_eq!(written, sample);

                let with_more: T = read(&self.with("a_field_of_tomorrow", Value::from(1)));
                assert_eq!(with_more, value);

                for field in self.required {
                    let problem = T::deserialize(self.without(field)).unwrap_err().to_string();
                    assert!(problem.contains(field), "{problem}");
                }
                for field in self.optional() {
                    round_trip::<T>(&read(&self.without(&field)));
                }
                for field in self.nullable {
                    round_trip::<T>(&read(&self.with(field, Value::Null)));
                }
                for field in self.enums {
                    let value: T = read(&self.with(field, Value::from(UNKNOWN)));
                    let written = serde_json::to_value(value).unwrap();
                    assert_eq!(written[field], UNKNOWN);
                }
            }

            #variations
        }
    }
}

/// The sample of a model, with a field more or less.
fn sample_variations() -> TokenStream {
    quote! {
            fn sample(&self) -> Value {
                serde_json::from_str(self.sample).unwrap()
            }

            fn optional(&self) -> Vec<String> {
                let mut sample = self.sample();
                let fields = sample.as_object_mut().unwrap();
                fields.retain(|field, _| !self.required.contains(&field.as_str()));
                fields.keys().cloned().collect()
            }

            fn with(&self, field: &str, value: Value) -> Value {
                let mut sample = self.sample();
                sample[field] = value;
                sample
            }

            fn without(&self, field: &str) -> Value {
                let mut sample = self.sample();
                sample.as_object_mut().unwrap().remove(field);
                sample
            }
    }
}

/// What the tests of enums have in common.
fn enum_check() -> TokenStream {
    quote! {
        /// Known text becomes its variant, unknown text stays what it is.
        fn check_values<T>(known: &[T], wires: &[&str])
        where
            T: DeserializeOwned + Serialize + PartialEq + Debug + for<'a> From<&'a str>,
        {
            assert_eq!(known.len(), wires.len());
            for (value, wire) in known.iter().zip(wires) {
                let read_value: T = read(&Value::from(*wire));
                assert_eq!(read_value, *value);
                round_trip(value);
            }
            let unknown = T::from(UNKNOWN);
            let is_known = known.contains(&unknown);
            assert!(!is_known);
            round_trip(&unknown);
        }
    }
}

fn round_trip() -> TokenStream {
    quote! {
        fn read<T: DeserializeOwned>(json: &Value) -> T {
            serde_json::from_str(&json.to_string()).unwrap()
        }

        fn round_trip<T: DeserializeOwned + Serialize + PartialEq + Debug>(value: &T) {
            let again: T = read(&serde_json::to_value(value).unwrap());
            assert_eq!(again, *value);
        }
    }
}
