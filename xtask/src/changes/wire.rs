//! Whether what one side writes can be read by the other: the old client and a service that follows the new
//! description. They are not alike. The client was made to survive growth, so its enums take any text and what is
//! optional may be missing or null; the service is taken at its word.

use super::view::View;
use model::api::{Arm, Field, FieldShape, JsonKind, OpenEnum, Struct, TypeDef, TypeRef, Union};
use model::names::TypeName;

/// Whether an old client can read every value that the new service may send.
pub fn client_reads(old: &View<'_>, old_type: &TypeRef, new: &View<'_>, new_type: &TypeRef) -> bool {
    Reading { writer: new, reader: old, is_client: true, pairs: Vec::new() }.fits(new_type, old_type)
}

/// Whether the new service accepts every value that an old client may send.
pub fn service_accepts(old: &View<'_>, old_type: &TypeRef, new: &View<'_>, new_type: &TypeRef) -> bool {
    Reading { writer: old, reader: new, is_client: false, pairs: Vec::new() }.fits(old_type, new_type)
}

/// Whether an old client can do without the field, or with null in its place, if the service may now send it so.
pub fn client_reads_shape(old: FieldShape, new: FieldShape) -> bool {
    match old {
        FieldShape::Required => !new.has_default() && !new.is_written_as_null(),
        FieldShape::RequiredCollection => !new.has_default(),
        FieldShape::RequiredNullable
        | FieldShape::Optional
        | FieldShape::OptionalCollection
        | FieldShape::OptionalNullable
        | FieldShape::Further => true,
    }
}

/// Whether the service still takes what an old client may leave out or send as null.
pub fn service_accepts_shape(old: FieldShape, new: FieldShape) -> bool {
    (new.has_default() || !old.has_default()) && (new.is_written_as_null() || !old.is_written_as_null())
}

struct Reading<'a, 'v> {
    writer: &'v View<'a>,
    reader: &'v View<'a>,
    is_client: bool,
    /// Models under comparison, so that recursive ones come to an end.
    pairs: Vec<(TypeName, TypeName)>,
}

impl<'a> Reading<'a, '_> {
    fn fits(&mut self, writer: &TypeRef, reader: &TypeRef) -> bool {
        use TypeRef::{
            Bool, Boxed, Date, F32, F64, I32, I64, Json, List, Map, Named, Nullable, String, Timestamp, U32, U64,
            Upload,
        };
        match (writer, reader) {
            (Boxed(writer), reader) => self.fits(writer, reader),
            (writer, Boxed(reader)) => self.fits(writer, reader),
            (_, Json) => true,
            (Nullable(writer), Nullable(reader)) => self.fits(writer, reader),
            // Null reads as the empty list or map.
            (Nullable(writer), List(_) | Map(_)) if self.is_client => self.fits(writer, reader),
            (Nullable(_), _) => false,
            (writer, Nullable(reader)) => self.fits(writer, reader),
            (List(writer), List(reader)) | (Map(writer), Map(reader)) => self.fits(writer, reader),
            (Named(writer), Named(reader)) => self.models_fit(writer, reader),
            (Named(writer), reader) => self.model_fits(writer, reader),
            (writer, Named(reader)) => self.fits_model(writer, reader),
            (String | Timestamp | Date, String)
            | (Timestamp, Timestamp)
            | (Date, Date)
            | (Upload, Upload)
            | (Bool, Bool) => true,
            (I32 | U32, I64) | (U32, U64) | (I32, I32) | (U32, U32) | (I64, I64) | (U64, U64) => true,
            (I32 | I64 | U32 | U64 | F32 | F64, F32 | F64) => true,
            _ => false,
        }
    }

    /// A model where something else is expected: each of its values is text, an object, or one of several kinds.
    fn model_fits(&mut self, writer: &TypeName, reader: &TypeRef) -> bool {
        match self.writer.find(writer) {
            Some(TypeDef::Newtype(_) | TypeDef::Enum(_)) => *reader == TypeRef::String,
            Some(TypeDef::IntegerEnum(_)) => is_number(reader),
            // A map of one type would have to take each field, and null.
            Some(TypeDef::Struct(_)) => matches!(reader, TypeRef::Map(values) if **values == TypeRef::Json),
            Some(TypeDef::Union(writer)) => writer.arms.iter().all(|arm| self.fits(&arm.ty, reader)),
            None => false,
        }
    }

    /// Anything where a model is expected. Any text is taken by a newtype, and by an enum on the client's side.
    fn fits_model(&mut self, writer: &TypeRef, reader: &TypeName) -> bool {
        let is_text = matches!(writer, TypeRef::String | TypeRef::Timestamp | TypeRef::Date);
        match self.reader.find(reader) {
            Some(TypeDef::Newtype(_)) => is_text,
            Some(TypeDef::Enum(_)) => is_text && self.is_client,
            Some(TypeDef::IntegerEnum(_)) => self.is_client && is_integer(writer),
            Some(TypeDef::Union(reader)) => self.fits_union(writer, reader),
            Some(TypeDef::Struct(_)) | None => false,
        }
    }

    /// A client keeps what has another kind than those it knows.
    fn fits_union(&mut self, writer: &TypeRef, reader: &'a Union) -> bool {
        let Some(kind) = self.kind_of(writer) else { return false };
        let takes = |arm: &&Arm| arm.kind == kind || (arm.kind == JsonKind::Number && kind == JsonKind::Integer);
        let arms: Vec<&Arm> = reader.arms.iter().filter(takes).collect();
        match arms.as_slice() {
            // What is none of several objects is kept, as what has another kind is.
            [] => self.is_client,
            [only] => self.fits(writer, &only.ty),
            several => self.is_client || several.iter().any(|arm| self.fits(writer, &arm.ty)),
        }
    }

    /// The kind of all values of a type, if they have one kind.
    fn kind_of(&self, writer: &TypeRef) -> Option<JsonKind> {
        Some(match writer {
            TypeRef::String | TypeRef::Timestamp | TypeRef::Date | TypeRef::Upload => JsonKind::String,
            TypeRef::Bool => JsonKind::Boolean,
            TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => JsonKind::Integer,
            TypeRef::F32 | TypeRef::F64 => JsonKind::Number,
            TypeRef::List(_) => JsonKind::List,
            TypeRef::Map(_) => JsonKind::Object,
            TypeRef::Boxed(inner) => self.kind_of(inner)?,
            TypeRef::Named(name) => match self.writer.find(name)? {
                TypeDef::Newtype(_) | TypeDef::Enum(_) => JsonKind::String,
                TypeDef::IntegerEnum(_) => JsonKind::Integer,
                TypeDef::Struct(_) => JsonKind::Object,
                TypeDef::Union(_) => return None,
            },
            TypeRef::Json | TypeRef::Nullable(_) => return None,
        })
    }

    fn models_fit(&mut self, writer: &TypeName, reader: &TypeName) -> bool {
        let pair = (writer.clone(), reader.clone());
        if self.pairs.contains(&pair) {
            return true;
        }
        self.pairs.push(pair);
        match (self.writer.find(writer), self.reader.find(reader)) {
            (Some(TypeDef::Union(_)), Some(_)) => self.model_fits(writer, &TypeRef::Named(reader.clone())),
            (Some(_), Some(TypeDef::Union(reader))) => self.fits_union(&TypeRef::Named(writer.clone()), reader),
            (Some(TypeDef::Struct(writer)), Some(TypeDef::Struct(reader))) => self.structs_fit(writer, reader),
            (Some(TypeDef::Enum(writer)), Some(TypeDef::Enum(reader)))
            | (Some(TypeDef::IntegerEnum(writer)), Some(TypeDef::IntegerEnum(reader))) => {
                self.is_client || is_part_of(writer, reader)
            }
            (Some(TypeDef::Newtype(_)), Some(TypeDef::Enum(_))) => self.is_client,
            (Some(TypeDef::Newtype(_) | TypeDef::Enum(_)), Some(TypeDef::Newtype(_))) => true,
            _ => false,
        }
    }

    fn structs_fit(&mut self, writer: &'a Struct, reader: &'a Struct) -> bool {
        reader.fields.iter().all(|wanted| match by_wire(writer, &wanted.wire) {
            Some(given) => self.shapes_fit(given.shape, wanted.shape) && self.fits(&given.ty, &wanted.ty),
            None if self.is_client => !wanted.shape.must_be_present(),
            None => wanted.shape.has_default(),
        })
    }

    fn shapes_fit(&self, writer: FieldShape, reader: FieldShape) -> bool {
        if self.is_client { client_reads_shape(reader, writer) } else { service_accepts_shape(writer, reader) }
    }
}

/// The numbers of an enum may be negative, and may grow to any.
fn is_number(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::I64 | TypeRef::F32 | TypeRef::F64)
}

fn is_integer(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::I32 | TypeRef::I64 | TypeRef::U32)
}

fn by_wire<'s>(definition: &'s Struct, wire: &str) -> Option<&'s Field> {
    definition.fields.iter().find(|field| field.wire == wire)
}

fn is_part_of(writer: &OpenEnum, reader: &OpenEnum) -> bool {
    writer.variants.iter().all(|given| reader.variants.iter().any(|known| known.wire == given.wire))
}
