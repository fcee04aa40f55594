//! A model made by hand, small enough to be read and with one of everything that is emitted.

use model::api::*;
use model::names::{FieldName, ModuleName, Role, TypeName, VariantName};
use model::openapi::Pointer;

fn origin() -> Origin {
    Origin { pointer: Pointer::root(), rule: NamingRule::Case }
}

fn docs(text: &str) -> Docs {
    Docs(vec![text.to_owned()])
}

fn type_name(text: &str) -> TypeName {
    TypeName::of_schema(text).unwrap().name
}

fn field_name(text: &str) -> FieldName {
    FieldName::new(Role::Field, text).unwrap().name
}

fn variant_name(text: &str) -> VariantName {
    VariantName::new(text).unwrap().name
}

fn named(text: &str) -> TypeRef {
    TypeRef::Named(type_name(text))
}

fn field(wire: &str, ty: TypeRef, shape: FieldShape) -> Field {
    Field {
        name: field_name(wire),
        wire: wire.to_owned(),
        docs: docs("What it is."),
        deprecated: false,
        ty,
        shape,
        nullable: matches!(shape, FieldShape::RequiredNullable | FieldShape::OptionalNullable),
        lenient: Lenient::No,
        sensitive: false,
        facts: Facts::default(),
        flag: None,
        origin: origin(),
    }
}

fn structure(name: &str, fields: Vec<Field>) -> Struct {
    Struct {
        name: type_name(name),
        docs: docs("A thing of the service."),
        deprecated: false,
        fields,
        traits: Traits { eq: true, hash: true, default: false, masked_debug: false },
        page: None,
        outcome: None,
        origin: origin(),
    }
}

fn open_enum(name: &str, wires: &[&str]) -> TypeDef {
    let variant = |wire: &&str| Variant {
        name: variant_name(wire),
        wire: (*wire).to_owned(),
        docs: Docs::default(),
        origin: origin(),
    };
    TypeDef::Enum(OpenEnum {
        name: type_name(name),
        docs: docs("Where a thing is in its life."),
        deprecated: false,
        variants: wires.iter().map(variant).collect(),
        origin: origin(),
    })
}

fn newtype(name: &str, sensitive: bool) -> TypeDef {
    let (docs, deprecated) = (docs("Identifies a thing."), false);
    TypeDef::Newtype(Newtype { name: type_name(name), docs, deprecated, sensitive, origin: origin() })
}

fn types() -> Vec<TypeDef> {
    use FieldShape::*;
    let batch = structure(
        "Batch",
        vec![
            field("id", named("BatchId"), Required),
            field("type", named("BatchStatus"), Required),
            field("createdAt", TypeRef::Timestamp, Optional),
            field("files", TypeRef::List(Box::new(TypeRef::String)), OptionalCollection),
            field("day", TypeRef::Date, RequiredNullable),
            field("parent", TypeRef::Boxed(Box::new(named("Batch"))), Optional),
        ],
    );
    let mut config = structure(
        "BatchConfig",
        vec![
            field("secret", named("Secret"), Required),
            field("labels", TypeRef::Map(Box::new(TypeRef::String)), RequiredCollection),
            field("note", TypeRef::String, OptionalNullable),
            field("due", TypeRef::Timestamp, OptionalNullable),
        ],
    );
    config.fields[0].sensitive = true;
    config.fields[2].deprecated = true;
    config.traits.masked_debug = true;
    let mut page = structure(
        "BatchPage",
        vec![
            field("items", TypeRef::List(Box::new(named("Batch"))), RequiredCollection),
            field("next_page_token", TypeRef::String, Optional),
            field("total_size", TypeRef::U64, Optional),
        ],
    );
    let mut nothing = structure("Operation", vec![]);
    nothing.traits.default = true;
    page.fields[1].lenient = Lenient::Token;
    page.fields[2].lenient = Lenient::Integer;
    page.page = Some(Box::new(PageShape {
        item: named("Batch"),
        items: PropertyPath(vec!["items".to_owned()]),
        items_required: true,
        next_page_token: Some(PropertyPath(vec!["next_page_token".to_owned()])),
        total_size: Some(PropertyPath(vec!["total_size".to_owned()])),
        has_more: None,
        total_pages: None,
    }));
    vec![
        TypeDef::Struct(batch),
        TypeDef::Struct(config),
        newtype("BatchId", false),
        TypeDef::Struct(page),
        open_enum("BatchStatus", &["PENDING", "DONE", "FAILED"]),
        open_enum("Expand", &["results"]),
        newtype("Secret", true),
        // The name of something every resource imports.
        TypeDef::Struct(nothing),
    ]
}

fn argument(wire: &str, place: Place, ty: TypeRef, nullable: bool) -> Argument {
    Argument {
        name: FieldName::new(Role::Setter, wire).unwrap().name,
        wire: wire.to_owned(),
        place,
        style: Style::Plain,
        docs: docs("Says which."),
        deprecated: false,
        ty,
        nullable,
        flag: None,
        facts: Facts::default(),
        origin: origin(),
    }
}

fn operation(id: &str, method: &str, http_method: HttpMethod, path: &str, output: &str) -> Operation {
    let builder = TypeName::of_builder(id).unwrap().name;
    Operation {
        id: id.to_owned(),
        method_name: FieldName::new(Role::Method, method).unwrap().name,
        marker: TypeName::of_marker(&builder),
        builder,
        docs: docs("Does what its name says."),
        deprecated: false,
        http_method,
        path: PathTemplate::parse(path).unwrap(),
        replay: if http_method == HttpMethod::Post { Replay::Unsafe } else { Replay::Safe },
        idempotency_header: None,
        arguments: vec![],
        setters: vec![argument("project_id", Place::Query, TypeRef::String, false)],
        default_parameters: vec!["project_id".to_owned()],
        body: None,
        responses: vec![],
        accept: "application/json".to_owned(),
        server: None,
        security: vec![vec!["key".to_owned()]],
        output: Output::Json(named(output)),
        events: None,
        pagination: None,
        lifecycle: None,
        created: None,
        reconcile: None,
        examples: Examples::default(),
        origin: origin(),
    }
}

fn path_of(operation: &Operation) -> OperationPath {
    OperationPath {
        resource: "beta.batches".to_owned(),
        marker: operation.marker.clone(),
        builder: operation.builder.clone(),
    }
}

fn operations() -> Vec<Operation> {
    let mut list = operation("listBatches", "list", HttpMethod::Get, "/batches", "BatchPage");
    list.setters.push(argument("status", Place::Query, named("BatchStatus"), false));
    list.pagination = Some(Pagination {
        style: PaginationStyle::Cursor { token: PageParameter::Query("page_token".to_owned()) },
        page: Some(type_name("BatchPage")),
        item: named("Batch"),
    });

    let mut get = operation("getBatch", "get", HttpMethod::Get, "/batches/{batch_id}", "Batch");
    get.arguments.push(argument("batch_id", Place::Path, named("BatchId"), false));
    get.setters.push(argument("expand", Place::Query, TypeRef::List(Box::new(named("Expand"))), false));
    get.examples.response = Some(r##"{"id":"bat-1","type":"DONE","day":null,"files":["a \"# b"]}"##.to_owned());

    let mut create = operation("createBatch", "create", HttpMethod::Post, "/batches", "Batch");
    create.body = Some(RequestBody {
        media_type: "application/merge-patch+json".to_owned(),
        required: true,
        form: BodyForm::Fields,
        format: PayloadFormat::Json,
        parts: Vec::new(),
    });
    create.arguments.push(argument("config", Place::BodyField, named("BatchConfig"), false));
    create.arguments.push(argument("due", Place::BodyField, TypeRef::Timestamp, true));
    create.setters.push(argument("tags", Place::BodyField, TypeRef::List(Box::new(TypeRef::String)), true));
    create.setters[1].deprecated = true;
    create.setters.push(argument("X-Trace", Place::Header, TypeRef::String, false));
    create.created = Some(Created { poll: path_of(&get), path_parameter: "batch_id".to_owned(), id: field_name("id") });
    create.reconcile = Some(Reconcile {
        list: path_of(&list),
        matches: vec![("config".to_owned(), "config".to_owned())],
        created_after: Some("created_after".to_owned()),
    });

    let mut cancel = operation("cancelBatch", "cancel", HttpMethod::Delete, "/batches/{batch_id}", "Operation");
    cancel.arguments.push(argument("batch_id", Place::Path, named("BatchId"), false));
    get.lifecycle = Some(Lifecycle {
        waiter: TypeName::of_waiter("getBatch").unwrap(),
        method_name: FieldName::wait(),
        status_path: vec![field_name("type")],
        status_type: type_name("BatchStatus"),
        phases: vec![
            (variant_name("PENDING"), Phase::InFlight),
            (variant_name("DONE"), Phase::Succeeded),
            (variant_name("FAILED"), Phase::Failed),
        ],
        gives_phase: true,
        cancel: Some(path_of(&cancel)),
        final_query: vec![("expand".to_owned(), "results".to_owned())],
        origin: origin(),
    });
    get.deprecated = true;
    vec![create, list, get, cancel]
}

fn resource(path: &str, operations: Vec<Operation>, children: Vec<Resource>) -> Resource {
    let segments: Vec<ModuleName> =
        path.split('.').filter(|it| !it.is_empty()).map(|it| ModuleName::given(it).unwrap().name).collect();
    Resource {
        accessor: segments.last().cloned(),
        type_name: (!segments.is_empty()).then(|| TypeName::of_resource(&segments).name),
        path: path.to_owned(),
        docs: docs("A part of the service."),
        operations,
        children,
        origin: origin(),
    }
}

pub fn api() -> Api {
    let mut health = operation("health", "health", HttpMethod::Get, "/health", "Batch");
    health.output = Output::Nothing;
    health.setters.clear();
    let batches = resource("beta.batches", operations(), vec![]);
    let server = |name: &str| Server {
        variant: variant_name(name),
        address: Address { url: format!("https://{name}.example.com"), variables: Vec::new() },
        docs: Docs::default(),
        origin: origin(),
    };
    Api {
        package: Package {
            name: "sample-service".to_owned(),
            version: "0.1.0".to_owned(),
            command: "sample".to_owned(),
            official_command: None,
            summary: "A sample.".to_owned(),
            docs: Docs::default(),
            repository: None,
            documentation: None,
            keywords: Vec::new(),
        },
        service: Service {
            title: "Sample".to_owned(),
            servers: vec![server("us"), server("eu")],
            base_path: String::new(),
            schemes: vec![Scheme {
                name: "key".to_owned(),
                setter: field_name("api_key"),
                env: vec!["SAMPLE_API_KEY".to_owned()],
                auth: Auth::Bearer,
                docs: docs("The key."),
                origin: origin(),
            }],
            token_client: None,
            base_url_env: "SAMPLE_BASE_URL".to_owned(),
            custom_headers_env: "SAMPLE_CUSTOM_HEADERS".to_owned(),
            default_parameters: vec![DefaultParameter {
                wire: "project_id".to_owned(),
                name: field_name("project_id"),
                env: Some("SAMPLE_PROJECT_ID".to_owned()),
                docs: docs("The project."),
                origin: origin(),
            }],
        },
        types: by_name(types()),
        root: resource("", vec![health], vec![resource("beta", vec![], vec![batches])]),
        webhook: Some(Webhook {
            signature_header: "X-Signature".to_owned(),
            signature_prefix: "sha256=".to_owned(),
            event: Some(type_name("Expand")),
        }),
    }
}
