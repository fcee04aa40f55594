//! The model that tests change: a list, a read with a lifecycle and a create, over a handful of types.

use model::api::*;
use model::names::{FieldName, ModuleName, Role, TypeName, VariantName};
use model::openapi::Pointer;

pub fn base() -> Api {
    Api {
        package: Package {
            name: "lab".to_owned(),
            version: "0.1.0".to_owned(),
            command: "lab".to_owned(),
            official_command: None,
            summary: "A lab.".to_owned(),
            docs: Docs::default(),
            repository: None,
            documentation: None,
            keywords: Vec::new(),
        },
        service: service(),
        types: by_name([
            TypeDef::Struct(structure(
                "Batch",
                vec![
                    field("id", named("BatchId"), FieldShape::Required),
                    field("status", named("BatchStatus"), FieldShape::Required),
                    field("kind", named("Kind"), FieldShape::Optional),
                    field("files", list(TypeRef::String), FieldShape::RequiredCollection),
                    field("note", TypeRef::String, FieldShape::Optional),
                ],
            )),
            TypeDef::Newtype(newtype("BatchId")),
            TypeDef::Struct(page()),
            TypeDef::Enum(open_enum("BatchStatus", &["PENDING", "DONE"])),
            TypeDef::Enum(open_enum("Kind", &["A", "B"])),
            TypeDef::Struct(structure(
                "Options",
                vec![
                    field("name", TypeRef::String, FieldShape::Required),
                    field("depth", TypeRef::U32, FieldShape::Optional),
                    field("label", TypeRef::String, FieldShape::OptionalNullable),
                ],
            )),
        ]),
        root: Resource {
            accessor: None,
            type_name: None,
            path: String::new(),
            docs: Docs::default(),
            operations: Vec::new(),
            children: vec![resource("batches", "Batches", vec![list_batches(), get_batch(), create_batch()])],
            origin: origin(&["paths"]),
        },
        webhook: Some(Webhook {
            signature_header: "LC-Signature".to_owned(),
            signature_prefix: "sha256=".to_owned(),
            event: None,
        }),
    }
}

fn service() -> Service {
    let server = |variant, url: &str| Server {
        variant: variant_name(variant),
        address: self::address(url),
        docs: Docs::default(),
        origin: origin(&["servers", variant]),
    };
    Service {
        title: "Lab".to_owned(),
        servers: vec![server("Main", "https://lab.example"), server("Eu", "https://eu.lab.example")],
        schemes: vec![scheme("key", Auth::Bearer, &["LAB_API_KEY", "LAB_OLD_KEY"])],
        token_client: None,
        base_path: String::new(),
        base_url_env: "LAB_BASE_URL".to_owned(),
        custom_headers_env: "LAB_CUSTOM_HEADERS".to_owned(),
        default_parameters: vec![default_parameter("project_id")],
    }
}

pub fn address(url: &str) -> Address {
    Address { url: url.to_owned(), variables: Vec::new() }
}

pub fn server_variable(name: &str, default: &str, values: &[&str]) -> ServerVariable {
    ServerVariable {
        name: name.to_owned(),
        setter: field_name(&format!("server_{name}")),
        env: format!("LAB_SERVER_{}", name.to_uppercase()),
        default: default.to_owned(),
        values: values.iter().map(|&value| value.to_owned()).collect(),
        docs: Docs::default(),
        origin: origin(&["servers", "0", "variables", name]),
    }
}

pub fn token_client(scheme: &str) -> TokenClient {
    TokenClient {
        scheme: scheme.to_owned(),
        url: "https://id.example.com/token".to_owned(),
        scopes: vec!["read".to_owned()],
        setter: field_name(&format!("{scheme}_client")),
        id_env: format!("LAB_{}_CLIENT_ID", scheme.to_uppercase()),
        secret_env: format!("LAB_{}_CLIENT_SECRET", scheme.to_uppercase()),
        origin: origin(&["components", "securitySchemes", scheme, "flows", "clientCredentials", "tokenUrl"]),
    }
}

/// A scheme that is set by `api_key`.
pub fn scheme(name: &str, auth: Auth, env: &[&str]) -> Scheme {
    Scheme {
        name: name.to_owned(),
        setter: field_name("api_key"),
        env: env.iter().map(|&variable| variable.to_owned()).collect(),
        auth,
        docs: Docs::default(),
        origin: origin(&["components", "securitySchemes", name]),
    }
}

pub fn default_parameter(wire: &str) -> DefaultParameter {
    let env = Some(format!("LAB_{}", wire.to_uppercase()));
    let origin = origin(&["x-client", "default-parameters", wire]);
    DefaultParameter { wire: wire.to_owned(), name: field_name(wire), env, docs: Docs::default(), origin }
}

fn page() -> Struct {
    let mut page = structure(
        "BatchPage",
        vec![
            field("items", list(named("Batch")), FieldShape::RequiredCollection),
            field("next_page_token", TypeRef::String, FieldShape::Optional),
        ],
    );
    page.page = Some(Box::new(PageShape {
        item: named("Batch"),
        items: PropertyPath(vec!["items".to_owned()]),
        items_required: true,
        next_page_token: Some(PropertyPath(vec!["next_page_token".to_owned()])),
        total_size: None,
        has_more: None,
        total_pages: None,
    }));
    page
}

fn list_batches() -> Operation {
    Operation {
        setters: vec![
            argument("status", Place::Query, named("BatchStatus")),
            argument("page_token", Place::Query, TypeRef::String),
            argument("project_id", Place::Query, TypeRef::String),
        ],
        default_parameters: vec!["project_id".to_owned()],
        output: Output::Json(named("BatchPage")),
        events: None,
        pagination: Some(Pagination {
            style: PaginationStyle::Cursor { token: PageParameter::Query("page_token".to_owned()) },
            page: Some(type_name("BatchPage")),
            item: named("Batch"),
        }),
        ..operation("listBatches", "list", HttpMethod::Get, "/batches")
    }
}

fn get_batch() -> Operation {
    Operation {
        arguments: vec![argument("batch_id", Place::Path, named("BatchId"))],
        lifecycle: Some(Lifecycle {
            waiter: type_name("WaitBatch"),
            method_name: field_name("wait"),
            status_path: vec![field_name("status")],
            status_type: type_name("BatchStatus"),
            phases: vec![(variant_name("Pending"), Phase::InFlight), (variant_name("Done"), Phase::Succeeded)],
            gives_phase: true,
            cancel: None,
            final_query: Vec::new(),
            origin: origin(&["paths", "getBatch", "x-lifecycle"]),
        }),
        ..operation("getBatch", "get", HttpMethod::Get, "/batches/{batch_id}")
    }
}

fn create_batch() -> Operation {
    Operation {
        replay: Replay::Unsafe,
        idempotency_header: None,
        arguments: vec![
            argument("source", Place::BodyField, TypeRef::String),
            argument("options", Place::BodyField, named("Options")),
        ],
        setters: vec![
            argument("priority", Place::BodyField, TypeRef::U32),
            Argument { nullable: true, ..argument("comment", Place::BodyField, TypeRef::String) },
        ],
        body: Some(RequestBody {
            media_type: "application/json".to_owned(),
            required: true,
            form: BodyForm::Fields,
            format: PayloadFormat::Json,
            parts: Vec::new(),
        }),
        created: Some(Created {
            poll: operation_path("GetBatch"),
            path_parameter: "batch_id".to_owned(),
            id: field_name("id"),
        }),
        reconcile: Some(Reconcile {
            list: operation_path("ListBatches"),
            matches: vec![("source".to_owned(), "source".to_owned())],
            created_after: None,
        }),
        ..operation("createBatch", "create", HttpMethod::Post, "/batches")
    }
}

// -- parts ---------------------------------------------------------------------------------------------------------

pub fn structure(name: &str, fields: Vec<Field>) -> Struct {
    Struct {
        name: type_name(name),
        docs: Docs::default(),
        deprecated: false,
        fields: fields.into_iter().map(|field| in_schema(name, field)).collect(),
        traits: Traits { eq: true, hash: true, default: false, masked_debug: false },
        page: None,
        outcome: None,
        origin: origin(&["components", "schemas", name]),
    }
}

fn in_schema(schema: &str, field: Field) -> Field {
    let origin = origin(&["components", "schemas", schema, "properties", &field.wire]);
    Field { origin, ..field }
}

pub fn field(name: &str, ty: TypeRef, shape: FieldShape) -> Field {
    Field {
        name: field_name(name),
        wire: name.to_owned(),
        docs: Docs::default(),
        deprecated: false,
        ty,
        shape,
        nullable: matches!(shape, FieldShape::RequiredNullable | FieldShape::OptionalNullable),
        lenient: Lenient::No,
        sensitive: false,
        facts: Facts::default(),
        flag: None,
        origin: origin(&["properties", name]),
    }
}

pub fn newtype(name: &str) -> Newtype {
    Newtype {
        name: type_name(name),
        docs: Docs::default(),
        deprecated: false,
        sensitive: false,
        origin: origin(&["components", "schemas", name]),
    }
}

pub fn open_enum(name: &str, values: &[&str]) -> OpenEnum {
    OpenEnum {
        name: type_name(name),
        docs: Docs::default(),
        deprecated: false,
        variants: values.iter().map(|value| variant(name, value)).collect(),
        origin: origin(&["components", "schemas", name]),
    }
}

pub fn variant(schema: &str, wire: &str) -> Variant {
    Variant {
        name: VariantName::new(wire).unwrap().name,
        wire: wire.to_owned(),
        docs: Docs::default(),
        origin: origin(&["components", "schemas", schema, "enum", wire]),
    }
}

pub fn resource(path: &str, name: &str, operations: Vec<Operation>) -> Resource {
    Resource {
        accessor: Some(ModuleName::given(path).unwrap().name),
        type_name: Some(type_name(name)),
        path: path.to_owned(),
        docs: Docs::default(),
        operations,
        children: Vec::new(),
        origin: origin(&["paths", path]),
    }
}

pub fn operation(id: &str, method: &str, http_method: HttpMethod, path: &str) -> Operation {
    let builder = TypeName::of_builder(id).unwrap().name;
    Operation {
        id: id.to_owned(),
        method_name: field_name(method),
        marker: TypeName::of_marker(&builder),
        builder,
        docs: Docs::default(),
        deprecated: false,
        http_method,
        path: path_template(path),
        replay: Replay::Safe,
        idempotency_header: None,
        arguments: Vec::new(),
        setters: Vec::new(),
        default_parameters: Vec::new(),
        body: None,
        responses: Vec::new(),
        accept: "application/json".to_owned(),
        server: None,
        security: vec![vec!["key".to_owned()]],
        output: Output::Json(named("Batch")),
        events: None,
        pagination: None,
        lifecycle: None,
        created: None,
        reconcile: None,
        examples: Examples::default(),
        origin: origin(&["paths", id]),
    }
}

pub fn operation_path(builder: &str) -> OperationPath {
    let builder = type_name(builder);
    OperationPath { resource: "batches".to_owned(), marker: TypeName::of_marker(&builder), builder }
}

pub fn argument(wire: &str, place: Place, ty: TypeRef) -> Argument {
    Argument {
        name: field_name(wire),
        wire: wire.to_owned(),
        place,
        style: Style::Plain,
        docs: Docs::default(),
        deprecated: false,
        ty,
        nullable: false,
        flag: None,
        facts: Facts::default(),
        origin: origin(&["parameters", wire]),
    }
}

pub fn origin(segments: &[&str]) -> Origin {
    let pointer = segments.iter().fold(Pointer::root(), |at, segment| at.child(segment));
    Origin { pointer, rule: NamingRule::Case }
}

pub fn path_template(text: &str) -> PathTemplate {
    PathTemplate::parse(text).unwrap()
}

pub fn named(name: &str) -> TypeRef {
    TypeRef::Named(type_name(name))
}

pub fn list(item: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(item))
}

pub fn type_name(name: &str) -> TypeName {
    TypeName::given(name).unwrap().name
}

pub fn field_name(name: &str) -> FieldName {
    FieldName::new(Role::Field, name).unwrap().name
}

pub fn variant_name(name: &str) -> VariantName {
    VariantName::new(name).unwrap().name
}

// -- what tests reach for --------------------------------------------------------------------------------------------

pub fn add_type(api: &mut Api, definition: TypeDef) {
    api.types.insert(definition.name().clone(), definition);
}

pub fn struct_mut<'a>(api: &'a mut Api, name: &str) -> &'a mut Struct {
    let found = api.types.values_mut().find_map(|definition| match definition {
        TypeDef::Struct(definition) if definition.name.as_str() == name => Some(definition),
        _ => None,
    });
    found.unwrap()
}

pub fn field_mut<'a>(api: &'a mut Api, model: &str, name: &str) -> &'a mut Field {
    struct_mut(api, model).fields.iter_mut().find(|field| field.name.as_str() == name).unwrap()
}

pub fn enum_mut<'a>(api: &'a mut Api, name: &str) -> &'a mut OpenEnum {
    let found = api.types.values_mut().find_map(|definition| match definition {
        TypeDef::Enum(definition) if definition.name.as_str() == name => Some(definition),
        _ => None,
    });
    found.unwrap()
}

pub fn union_mut<'a>(api: &'a mut Api, name: &str) -> &'a mut Union {
    let found = api.types.values_mut().find_map(|definition| match definition {
        TypeDef::Union(definition) if definition.name.as_str() == name => Some(definition),
        _ => None,
    });
    found.unwrap()
}

pub fn union(name: &str, arms: &[(JsonKind, TypeRef)]) -> TypeDef {
    TypeDef::Union(Union {
        name: type_name(name),
        docs: Docs::default(),
        deprecated: false,
        arms: arms.iter().map(|(kind, ty)| arm(*kind, ty.clone())).collect(),
        objects: Objects::ByMembers,
        exact: true,
        origin: origin(&["components", "schemas", name]),
    })
}

pub fn arm(kind: JsonKind, ty: TypeRef) -> Arm {
    let origin = origin(&["components", "schemas", kind.as_str()]);
    Arm { name: VariantName::of_kind(kind), kind, tags: Vec::new(), docs: Docs::default(), ty, origin }
}

pub fn batches(api: &mut Api) -> &mut Resource {
    &mut api.root.children[0]
}

pub fn operation_mut<'a>(api: &'a mut Api, id: &str) -> &'a mut Operation {
    batches(api).operations.iter_mut().find(|operation| operation.id == id).unwrap()
}

pub fn argument_mut<'a>(api: &'a mut Api, id: &str, wire: &str) -> &'a mut Argument {
    let operation = operation_mut(api, id);
    let mut all = operation.arguments.iter_mut().chain(&mut operation.setters);
    all.find(|argument| argument.wire == wire).unwrap()
}
