//! The outermost mapping: version, information, servers, tags, and the doors to everything else.

use super::components;
use super::context::Context;
use super::extensions::client;
use super::fields::Fields;
use super::header;
use super::inner_schemas;
use super::paths;
use super::security;
use super::servers::{self, addresses};
use super::shape::Shape;
use crate::diagnostics::{Code, Known, spelled};
use crate::openapi::node::Node;
use crate::openapi::{Document, Info, Pointer, Tag};

const ROOT: Shape = Shape::new(
    "a description",
    &["openapi", "info", "servers", "paths", "webhooks", "components", "security", "tags", "jsonSchemaDialect"],
)
.annotations(&["externalDocs", "$self"])
.extensions(&["x-client"]);

const INFO: Shape = Shape::new("`info`", &["title", "version", "summary", "description"]).annotations(&[
    "termsOfService",
    "contact",
    "license",
]);

const TAG: Shape =
    Shape::new("a tag", &["name", "description"]).annotations(&["externalDocs", "summary", "parent", "kind"]);

pub fn read(cx: &mut Context<'_>, tree: &Node) -> Known<Document> {
    let at = Pointer::root();
    let Node::Map(_) = tree else {
        let message = format!("the description is {}, not a mapping", tree.kind());
        let help = "a description starts with `openapi: 3.1.0`, `info` and `paths`";
        return Err(cx.error(Code::RootNotMapping, &at, message, help));
    };
    let fields = Fields::of(cx, tree, &at, &ROOT)?;
    cx.is_3_0 = supported_version(cx, &fields)?.starts_with("3.0");
    one_file(cx, tree)?;
    cx.servers = fields.take("servers").map(|(node, _)| addresses(node)).unwrap_or_default();
    let components = components::read(cx, &fields);
    let mut document = Document {
        info: info(cx, &fields),
        client: client::read(cx, &fields).unwrap_or_default().unwrap_or_default(),
        servers: servers::list(cx, &fields),
        operations: paths::read(cx, tree, &fields),
        tags: tags(cx, &fields),
        components,
        security: security::requirements(cx, &fields),
    };
    fields.calls_of_the_service(cx, "webhooks");
    dialect(cx, &fields);
    document.components.headers = header::components(cx, tree);
    document.components.inner_schemas = inner_schemas::read(cx, tree);
    let _ = fields.finish(cx);
    Ok(document)
}

/// Operations in other files would be reported one by one, and so would all that stands in those.
fn one_file(cx: &mut Context<'_>, tree: &Node) -> Known<()> {
    let paths = tree.get("paths").map_or(&[][..], Node::entries);
    let operations = paths.iter().flat_map(|(_, item)| item.entries()).map(|(_, operation)| operation);
    let places = paths.iter().map(|(_, item)| item).chain(operations);
    let mut targets = places.filter_map(|place| place.get("$ref")?.as_text()).filter(|target| !target.starts_with('#'));
    let Some(first) = targets.next() else { return Ok(()) };
    let message = match targets.count() {
        0 => format!("an operation stands in another file, `{}`", spelled(first)),
        others => format!("{} operations stand in other files, such as `{}`", others + 1, spelled(first)),
    };
    let help = "bundle the description into one file first, with a tool such as `redocly bundle`; nothing was opened";
    Err(cx.error(Code::ForeignRef, &Pointer::root().child("paths"), message, help))
}

/// Without a version we know, everything else would be guesswork.
fn supported_version<'n>(cx: &mut Context<'_>, fields: &Fields<'n>) -> Known<&'n str> {
    const HELP: &str = "supported are OpenAPI 3.0 and 3.1, as text: `openapi: 3.1.0`";
    let (message, at) = match fields.take("openapi") {
        Some((Node::Text(version), _)) if is_supported(version) => return Ok(version),
        Some((Node::Text(version), at)) => (format!("OpenAPI `{version}` is not supported"), at),
        Some((other, at)) => (format!("`openapi` must be a version as text, not {}", other.kind()), at),
        None if fields.has("swagger") => ("Swagger 2.0 is not supported".to_owned(), Pointer::root().child("swagger")),
        None => {
            let message = "the description does not say which version of OpenAPI it follows";
            return Err(cx.error(Code::UnsupportedVersion, &fields.at, message, HELP));
        }
    };
    Err(cx.error(Code::UnsupportedVersion, &at, message, HELP))
}

fn is_supported(version: &str) -> bool {
    let mut parts = version.split('.');
    let minor = (parts.next(), parts.next());
    let patch = parts.next().map(|patch| patch.split('-').next().unwrap_or_default());
    matches!(minor, (Some("3"), Some("0" | "1")))
        && patch.is_none_or(|patch| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit()))
}

fn info(cx: &mut Context<'_>, root: &Fields<'_>) -> Info {
    let at = root.at.child("info");
    let unknown = |refused| Info {
        at: at.clone(),
        title: Err(refused),
        version: String::new(),
        summary: None,
        description: None,
    };
    let Some((node, at)) = root.take("info") else { return unknown(root.missing(cx, "info")) };
    let fields = match Fields::of(cx, node, &at, &INFO) {
        Ok(fields) => fields,
        Err(refused) => return unknown(refused),
    };
    let info = Info {
        title: fields.required_text(cx, "title"),
        version: fields.required_text(cx, "version").unwrap_or_default(),
        summary: fields.remark(cx, "summary"),
        description: fields.remark(cx, "description"),
        at,
    };
    let _ = fields.finish(cx);
    info
}

fn tags(cx: &mut Context<'_>, root: &Fields<'_>) -> Vec<Tag> {
    let Ok(Some((items, at))) = root.list(cx, "tags") else { return Vec::new() };
    items.iter().enumerate().filter_map(|(index, node)| tag(cx, node, &at.child(index)).ok()).collect()
}

fn tag(cx: &mut Context<'_>, node: &Node, at: &Pointer) -> Known<Tag> {
    let fields = Fields::of(cx, node, at, &TAG)?;
    let name = fields.required_text(cx, "name");
    let description = fields.remark(cx, "description");
    fields.finish(cx)?;
    Ok(Tag { name: name?, description })
}

/// Any other dialect could give every keyword another meaning.
fn dialect(cx: &mut Context<'_>, root: &Fields<'_>) {
    let Some(dialect) = root.remark(cx, "jsonSchemaDialect") else { return };
    let base = ["https://spec.openapis.org/oas/3.1/dialect/base", "https://json-schema.org/draft/2020-12/schema"];
    if !base.contains(&dialect.trim_end_matches('#')) {
        let _ = root.refuse(cx, "jsonSchemaDialect", &format!("the schema dialect `{dialect}`"));
    }
}
