//! `components`: everything that has a name and is referred to.

use super::context::Context;
use super::fields::{Fields, all};
use super::shape::Shape;
use super::{content, parameter, schema, security};
use crate::diagnostics::Known;
use crate::openapi::node::Node;
use crate::openapi::{Components, Pointer};

/// What `links` hold is used by nothing that is generated. Headers are read where a part of a form refers to them, and path
/// items where a path does.
const COMPONENTS: Shape = Shape::new(
    "`components`",
    &["schemas", "parameters", "requestBodies", "responses", "examples", "securitySchemes", "callbacks", "mediaTypes"],
)
.annotations(&["headers", "links", "pathItems"]);

pub fn read(cx: &mut Context<'_>, root: &Fields<'_>) -> Components {
    let Some((node, at)) = root.take("components") else { return Components::default() };
    let mut components = Components::default();
    components.refused = read_into(cx, node, &at, &mut components).err();
    components
}

fn read_into(cx: &mut Context<'_>, node: &Node, at: &Pointer, components: &mut Components) -> Known<()> {
    let fields = Fields::of(cx, node, at, &COMPONENTS)?;
    let sections: Known<()> = all([
        named(cx, &fields, "schemas", schema::read, &mut components.schemas),
        named(cx, &fields, "parameters", parameter::read_or_ref, &mut components.parameters),
        named(cx, &fields, "requestBodies", content::request_body, &mut components.request_bodies),
        named(cx, &fields, "responses", content::response, &mut components.responses),
        named(cx, &fields, "examples", content::named_example, &mut components.examples),
        named(cx, &fields, "securitySchemes", security::scheme, &mut components.security_schemes),
    ]);
    // One of them is chosen, and the order of keys must not show in what is generated.
    components.security_schemes.sort_by(|(one, _), (other, _)| one.cmp(other));
    fields.calls_of_the_service(cx, "callbacks");
    if fields.take("mediaTypes").is_some_and(|(node, _)| *node != Node::Map(Vec::new())) {
        // Nothing can refer to them.
        let _ = fields.refuse(cx, "mediaTypes", "named media types");
    }
    fields.finish(cx).and(sections)
}

fn named<T>(
    cx: &mut Context<'_>,
    components: &Fields<'_>,
    name: &str,
    read: impl Fn(&mut Context<'_>, &Node, &Pointer) -> Known<T>,
    section: &mut Vec<(String, Known<T>)>,
) -> Known<()> {
    if let Some((entries, at)) = components.map(cx, name)? {
        section.extend(entries.iter().map(|(name, node)| (name.clone(), read(cx, node, &at.child(name)))));
    }
    Ok(())
}
