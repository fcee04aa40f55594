//! What can be done about a problem, the least first. A mend never changes what is sent: where a part of a request cannot
//! be made as the description wants it, the request is left out, not the part.

use super::unit::{Item, Unit, units};
use crate::diagnostics::Code;
use crate::edits::EditedTree;
use crate::names::{FieldName, Role, TypeName};
use crate::openapi::Node;
use crate::source::Pointer;

/// A change of the tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mend {
    Remove(Pointer, Removed),
    /// The values of the schema are read and sent as they are.
    AnyJson(Pointer),
    /// The schema of a parameter whose values the caller writes out.
    AnyText(Pointer),
    /// A value is text although it was not quoted.
    Text(Pointer, String),
    /// A keyword that has to be there, with a value that says nothing.
    Complete(Pointer, &'static str),
    /// The parameters that the path of an operation names and nobody declares.
    DeclarePath(Pointer),
    /// Another name in Rust.
    Rename(Pointer, String),
    /// A component of its own, under this name: a property is not what its type could be called at.
    Extract(Pointer, String),
}

/// What a removed node was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Removed {
    Keyword,
    Property,
    Parameter,
    Body,
    Operation,
}

impl Mend {
    pub fn at(&self) -> &Pointer {
        match self {
            Self::Remove(at, _)
            | Self::AnyJson(at)
            | Self::AnyText(at)
            | Self::Text(at, _)
            | Self::Complete(at, _)
            | Self::DeclarePath(at)
            | Self::Rename(at, _)
            | Self::Extract(at, _) => at,
        }
    }

    /// What was done, to follow a semicolon.
    pub fn words(&self) -> String {
        match self {
            Self::Remove(_, Removed::Keyword) => "left out".to_owned(),
            Self::Remove(_, Removed::Property) => "the property is left out".to_owned(),
            Self::Remove(_, Removed::Parameter) => "the parameter is left out".to_owned(),
            Self::Remove(_, Removed::Body) => "this body is left out".to_owned(),
            Self::Remove(_, Removed::Operation) => "the operation is left out".to_owned(),
            Self::AnyJson(_) => "taken for any JSON".to_owned(),
            Self::AnyText(_) => "taken as text that the caller writes out".to_owned(),
            Self::Text(..) => "taken as text".to_owned(),
            Self::Complete(_, key) => format!("`{key}` was added"),
            Self::DeclarePath(_) => "declared as text".to_owned(),
            Self::Rename(_, name) | Self::Extract(_, name) => format!("called `{name}`"),
        }
    }

    /// Says whether it changed anything.
    pub fn apply(&self, tree: &mut EditedTree) -> bool {
        match self {
            Self::Remove(at, _) => tree.remove(at),
            Self::AnyJson(at) => {
                let any = any_json(tree.get(at));
                tree.replace(at, any)
            }
            Self::AnyText(at) => tree.replace(at, map([("type", Node::Text("string".to_owned()))])),
            Self::Text(at, text) => tree.replace(at, Node::Text(text.clone())),
            // A path parameter may say that it is not required; all else is only added.
            Self::Complete(at, key) => {
                let is_there = tree.get(at).is_some_and(|node| node.get(key).is_some());
                (!is_there || *key == "required") && tree.set(at, key, complement(key))
            }
            Self::DeclarePath(at) => declare_path(tree, at),
            Self::Rename(at, name) => tree.set(at, "x-rust-name", Node::Text(name.clone())),
            Self::Extract(at, name) => extract(tree, at, name),
        }
    }
}

/// What can be tried, the least first.
pub fn mends(tree: &EditedTree, at: &Pointer, code: Code) -> Vec<Mend> {
    let units = units(at);
    let around = |wanted: Unit| units.iter().rev().find(|(_, unit)| *unit == wanted).map(|(at, _)| at.clone());
    let mut mends = by_code(tree, at, code, &around);
    if code == Code::NameCollision {
        // A schema that has no name of its own is named after its place.
        mends.splice(0..0, type_of_place(tree, at, &units).or_else(|| component_of_property(tree, at, &units)));
    }
    let mut inner: Option<Unit> = None;
    for (index, (at, unit)) in units.iter().enumerate().rev() {
        let within = index.checked_sub(1).map(|outer| units[outer].1);
        match unit {
            Unit::Keyword => mends.extend(keyword(at, within, code)),
            Unit::Schema if within == Some(Unit::Parameter) => mends.extend(parameter_schema(tree, at)),
            Unit::Schema => {
                mends.push(Mend::AnyJson(at.clone()));
                if within == Some(Unit::Many(Item::Property)) {
                    mends.push(Mend::Remove(at.clone(), Removed::Property));
                }
            }
            Unit::MediaType => mends.push(Mend::Remove(at.clone(), Removed::Body)),
            Unit::Response if inner != Some(Unit::Operation) => mends.push(Mend::Remove(at.clone(), Removed::Body)),
            Unit::RequestBody if !is_required(tree, at) => mends.push(Mend::Remove(at.clone(), Removed::Body)),
            Unit::Parameter if is_optional_parameter(tree, at) || around(Unit::Operation).is_none() => {
                mends.push(Mend::Remove(at.clone(), Removed::Parameter));
            }
            // What refers to it shows nothing then.
            Unit::Example => mends.push(Mend::Remove(at.child("$ref"), Removed::Keyword)),
            Unit::Many(Item::ComponentExample) => mends.push(Mend::Remove(at.clone(), Removed::Keyword)),
            Unit::Operation | Unit::PathItem => mends.push(Mend::Remove(at.clone(), Removed::Operation)),
            Unit::Response
            | Unit::RequestBody
            | Unit::Parameter
            | Unit::Root
            | Unit::Info
            | Unit::Components
            | Unit::Many(_) => {}
        }
        inner = Some(*unit);
    }
    mends
}

/// What the kind of problem alone tells.
fn by_code(tree: &EditedTree, at: &Pointer, code: Code, around: &impl Fn(Unit) -> Option<Pointer>) -> Vec<Mend> {
    let operation = || around(Unit::Operation);
    match code {
        Code::UndeclaredPathParameter => operation().map(Mend::DeclarePath).into_iter().collect(),
        Code::ParameterNotInPath | Code::DuplicateParameter => {
            around(Unit::Parameter).map(|at| Mend::Remove(at, Removed::Parameter)).into_iter().collect()
        }
        Code::DuplicateOperationId | Code::MethodCollision => {
            operation().map(|at| Mend::Remove(at.child("operationId"), Removed::Keyword)).into_iter().collect()
        }
        Code::NoSuccessResponse => operation()
            .into_iter()
            .flat_map(|at| [Mend::Complete(at.child("responses"), "2XX"), Mend::Complete(at, "responses")])
            .collect(),
        Code::NameCollision => around(Unit::Parameter)
            .or_else(|| around(Unit::Schema))
            .and_then(|at| Some(Mend::Rename(at.clone(), other_name(tree, &at)?)))
            .into_iter()
            .collect(),
        Code::MissingPart => missing(at, around),
        Code::InvalidValue if around(Unit::Parameter).as_ref() == Some(at) => {
            vec![Mend::Complete(at.clone(), "required")]
        }
        Code::WrongType => match tree.get(at) {
            Some(Node::Bool(flag)) => vec![Mend::Text(at.clone(), flag.to_string())],
            Some(Node::Number(number)) => vec![Mend::Text(at.clone(), number.to_string())],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn missing(at: &Pointer, around: &impl Fn(Unit) -> Option<Pointer>) -> Vec<Mend> {
    let keys: &[&'static str] = match at {
        at if at.parent().is_none() => &["info", "paths"],
        at if around(Unit::Info).as_ref() == Some(at) => &["title", "version"],
        at if around(Unit::Response).as_ref() == Some(at) => &["description"],
        _ => &[],
    };
    keys.iter().map(|key| Mend::Complete(at.clone(), key)).collect()
}

/// Keywords that say which values a schema has or how a request is written: without them it would be another one.
const ESSENTIAL: [&str; 15] = [
    "$ref",
    "type",
    "properties",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "additionalProperties",
    "name",
    "in",
    "style",
    "explode",
    "content",
    "schema",
    "servers",
];

/// A keyword that can be done without. Of an example or a default the whole goes, of others the innermost part first.
fn keyword(at: &Pointer, within: Option<Unit>, code: Code) -> Option<Mend> {
    let key = at.last()?;
    let is_inner = within == Some(Unit::Keyword);
    let in_example = at.segments().iter().rev().skip(1).any(|key| matches!(*key, "example" | "examples" | "default"));
    let is_number_enum = code == Code::Unsupported && at.parent().is_some_and(|outer| outer.last() == Some("enum"));
    let can_go = if is_inner { !in_example && !is_number_enum } else { !ESSENTIAL.contains(&key) };
    can_go.then(|| Mend::Remove(at.clone(), Removed::Keyword))
}

/// What can be written out by the caller: the values of a list, and what has to be sent and is no object and no list.
fn parameter_schema(tree: &EditedTree, at: &Pointer) -> Option<Mend> {
    let parameter = at.parent()?;
    let schema = tree.get(at)?;
    match text_of(schema, "type") {
        Some("array") => Some(Mend::AnyText(at.child("items"))),
        Some("object") => None,
        _ if schema.get("properties").is_some() || is_optional_parameter(tree, &parameter) => None,
        _ => Some(Mend::AnyText(at.clone())),
    }
}

fn is_optional_parameter(tree: &EditedTree, at: &Pointer) -> bool {
    let Some(parameter) = tree.get(at) else { return false };
    text_of(parameter, "in") != Some("path") && !is_required(tree, at)
}

fn is_required(tree: &EditedTree, at: &Pointer) -> bool {
    tree.get(at).and_then(|node| node.get("required")) == Some(&Node::Bool(true))
}

/// A name that says where a value comes from, for one that another has taken.
fn other_name(tree: &EditedTree, at: &Pointer) -> Option<String> {
    let node = tree.get(at)?;
    if at.parent().is_some_and(|outer| matches!(outer.last(), Some("oneOf" | "anyOf"))) {
        return name_of_place(tree, at);
    }
    let (prefix, wire) = match (text_of(node, "in"), text_of(node, "name")) {
        (Some(place), Some(name)) => (place, name),
        _ => ("other", at.last()?),
    };
    FieldName::new(Role::Setter, &format!("{prefix} {wire}")).ok().map(|named| named.name.as_str().to_owned())
}

/// Another name for the type of a parameter, a body or an item.
fn type_of_place(tree: &EditedTree, at: &Pointer, units: &[(Pointer, Unit)]) -> Option<Mend> {
    let [.., (_, outer), (_, Unit::Schema)] = units else { return None };
    let is_place = matches!(outer, Unit::Parameter | Unit::MediaType | Unit::Schema);
    is_place.then(|| name_of_place(tree, at).map(|name| Mend::Rename(at.clone(), name))).flatten()
}

/// A component of the schema of a property, whose type has the name of another; nothing of one that needs no name.
fn component_of_property(tree: &EditedTree, at: &Pointer, units: &[(Pointer, Unit)]) -> Option<Mend> {
    let [.., (_, Unit::Many(Item::Property)), (_, Unit::Schema)] = units else { return None };
    let schema = tree.get(at)?;
    let is_named = ["enum", "properties", "allOf", "anyOf", "oneOf"].iter().any(|key| schema.get(key).is_some());
    // The name that is taken leaves out what is between the properties.
    let words: Vec<&str> = at.segments().into_iter().skip(2).collect();
    let name = TypeName::of_schema(&words.join(" ")).ok().filter(|_| is_named)?.name;
    Some(Mend::Extract(at.clone(), name.to_string()))
}

fn extract(tree: &mut EditedTree, at: &Pointer, name: &str) -> bool {
    let schemas = Pointer::root().child("components").child("schemas");
    let is_free = tree.get(&schemas).is_some_and(|schemas| schemas.get(name).is_none());
    let Some(schema) = tree.get(at).filter(|schema| is_free && schema.get("$ref").is_none()).cloned() else {
        return false;
    };
    let reference = map([("$ref", Node::Text(format!("#/components/schemas/{name}")))]);
    tree.set(&schemas, name, schema) && tree.replace(at, reference)
}

/// The way to a schema that is written out in its place, where nothing in it gives it a name.
fn name_of_place(tree: &EditedTree, at: &Pointer) -> Option<String> {
    let says_nothing = |segment: &str| matches!(segment, "components" | "schemas" | "schema" | "properties" | "items");
    let ways: Vec<Pointer> = std::iter::successors(Some(at.clone()), Pointer::parent).collect();
    let words = ways.iter().rev().filter_map(|way| {
        let segment = way.last().filter(|segment| !says_nothing(segment))?;
        // The place of a parameter in a list is another one when one is added.
        let is_parameter = way.parent().is_some_and(|list| list.last() == Some("parameters"));
        let name = if is_parameter { tree.get(way).and_then(|parameter| text_of(parameter, "name")) } else { None };
        Some(name.unwrap_or(segment))
    });
    let words: Vec<&str> = words.collect();
    TypeName::of_schema(&words.join(" ")).ok().map(|named| named.name.to_string())
}

fn any_json(schema: Option<&Node>) -> Node {
    match schema.and_then(|schema| schema.get("description")) {
        Some(description) => map([("description", description.clone())]),
        None => map([]),
    }
}

fn map<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn complement(key: &str) -> Node {
    match key {
        "info" => complemented(&["title", "version"]),
        "paths" => Node::Map(Vec::new()),
        "title" => Node::Text("API".to_owned()),
        "version" => Node::Text("0.0.0".to_owned()),
        "required" => Node::Bool(true),
        "responses" => complemented(&["2XX"]),
        "2XX" => complemented(&["description"]),
        _ => Node::Text(String::new()),
    }
}

fn complemented(keys: &[&str]) -> Node {
    Node::Map(keys.iter().map(|key| ((*key).to_owned(), complement(key))).collect())
}

/// Declares what stands in the path of an operation and in none of its parameters.
fn declare_path(tree: &mut EditedTree, operation: &Pointer) -> bool {
    let (Some(item), Some(path)) =
        (operation.parent(), operation.parent().and_then(|item| item.last().map(str::to_owned)))
    else {
        return false;
    };
    let declared: Vec<String> = [&item, operation].iter().flat_map(|at| declared(tree, at)).collect();
    let names = path.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name));
    let missing = names.filter(|name| !declared.iter().any(|declared| declared == name)).map(parameter);
    let mut parameters = match tree.get(&operation.child("parameters")) {
        Some(Node::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    parameters.extend(missing);
    tree.set(operation, "parameters", Node::List(parameters))
}

fn parameter(name: &str) -> Node {
    map([
        ("name", Node::Text(name.to_owned())),
        ("in", Node::Text("path".to_owned())),
        ("required", Node::Bool(true)),
        ("schema", map([("type", Node::Text("string".to_owned()))])),
    ])
}

/// The path parameters that a path item or an operation declares.
fn declared(tree: &EditedTree, at: &Pointer) -> Vec<String> {
    let Some(Node::List(items)) = tree.get(&at.child("parameters")) else { return Vec::new() };
    let resolved = items.iter().filter_map(|item| match text_of(item, "$ref") {
        Some(target) => {
            let at = Pointer::of_reference(target)?;
            at.segments().into_iter().try_fold(tree.root(), |node, segment| node.inside(segment))
        }
        None => Some(item),
    });
    let of_path = resolved.filter(|parameter| text_of(parameter, "in") == Some("path"));
    of_path.filter_map(|parameter| text_of(parameter, "name").map(str::to_owned)).collect()
}

/// What an item of a mapping says as a string.
fn text_of<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::as_text)
}
