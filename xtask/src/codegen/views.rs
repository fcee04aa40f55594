//! What the templates see: small values made of strings, each ready to stand where the template puts it. Text that
//! lands in TOML or Rust is already a literal, so a template quotes and escapes nothing.

mod create;
mod expressions;
mod literals;
mod operations;
pub mod pages;
mod read;
mod wait;

use serde::Serialize;

use super::samples;
use create::CreateView;
use literals::{first_paragraph, toml_literal};
use model::api::{self, Api};
use model::edits::Extent;
use model::names::in_code;
use operations::OperationView;
use pages::PagesView;
use read::ReadView;
use wait::WaitView;

/// The one value every template is rendered with.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    pub package: PackageView,
    pub service: ServiceView,
    /// All of them, in the order of the resources.
    pub operations: Vec<OperationView>,
    /// A list for the first example: with a cursor if there is one.
    pub list: Option<OperationView>,
    pub cursor_list: Option<OperationView>,
    pub offset_list: Option<OperationView>,
    /// A call for the first example where there is no list: a read of one thing if there is one.
    pub call: Option<OperationView>,
    pub create: Option<CreateView>,
    pub read: Option<ReadView>,
    pub wait: Option<WaitView>,
    pub webhook: Option<WebhookView>,
    /// Whether some operation says how to look for what an ambiguous request may have made.
    pub can_reconcile: bool,
    /// Whether an operation has a key for its repeats.
    pub has_idempotency: bool,
    /// Whether there are models to test, and enums.
    pub has_models: bool,
    pub has_enums: bool,
    pub has_unions: bool,
    /// Whether there are no program, no reference pages and no tests.
    pub library_only: bool,
    /// What the reference pages show, where there are some.
    pub pages: Option<PagesView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PackageView {
    pub name: String,
    /// As Rust code spells it.
    pub ident: String,
    pub version: String,
    /// The program of the feature `cli`.
    pub command: String,
    /// The tool for the command line that the service has itself.
    pub official_command: Option<String>,
    /// A literal, for TOML.
    pub title_literal: String,
    /// One line of plain text.
    pub summary: String,
    /// A literal, for TOML.
    pub summary_literal: String,
    /// What a program writes behind the name to depend on the package: an inline table for TOML, without its braces.
    pub source: String,
    /// A literal, for TOML.
    pub repository_literal: Option<String>,
    /// A literal, for TOML.
    pub documentation_literal: Option<String>,
    /// Literals, for TOML.
    pub keyword_literals: Vec<String>,
    /// The lines of the description's own text.
    pub docs: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ServiceView {
    pub title: String,
    pub needs_key: bool,
    /// Whether no client can be built without credentials.
    pub needs_credentials: bool,
    /// The variable to set; further ones stand in `api_key_env`.
    pub first_api_key_env: Option<String>,
    pub api_key_env: Vec<String>,
    /// What is set in another way than as the API key.
    pub schemes: Vec<SchemeView>,
    /// What gets the tokens of a scheme by itself.
    pub token_client: Option<TokenClientView>,
    /// One variable for each scheme.
    pub credentials_env: Vec<String>,
    pub base_url_env: String,
    pub custom_headers_env: String,
    pub default_parameters: Vec<DefaultParameterView>,
    pub servers: Vec<ServerView>,
    /// Whether the default server is without TLS, which the client takes only when it is told to.
    pub is_http: bool,
    /// The path that an address ends in, where the description names no server.
    pub base_path: String,
    pub server_variables: Vec<ServerVariableView>,
    /// Where the commands of curl send requests; a longer address before the one that it begins with.
    pub addresses: Vec<String>,
    /// Whether some operations have a server of their own.
    pub has_own_servers: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct ServerVariableView {
    pub name: String,
    pub setter: String,
    pub env: String,
    pub default: String,
    pub values: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SchemeView {
    /// The call on the client builder.
    pub setter: String,
    /// What it takes, as the setter and as a variable has it.
    pub arguments: &'static str,
    pub form: &'static str,
    pub name: String,
    pub env: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TokenClientView {
    pub scheme: String,
    pub url: String,
    /// In Markdown, for a cell of a table.
    pub scopes: Vec<String>,
    pub setter: String,
    pub id_env: String,
    pub secret_env: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct DefaultParameterView {
    pub setter: String,
    pub wire: String,
    pub env: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ServerView {
    pub variant: String,
    pub url: String,
    pub summary: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct WebhookView {
    pub signature_header: String,
}

/// The packages are not published. Once they are, it is the version.
const SOURCE: &str = r#"path = "path/to/this/folder""#;

/// Everything the templates need to know about the model.
pub fn view(api: &Api, extent: Extent) -> View {
    let operations = operations::operations(api);
    let first = |wanted: fn(&OperationView) -> bool| operations.iter().find(|operation| wanted(operation)).cloned();
    let cursor_list = first(|operation| operation.is_cursor_list && operation.is_plain);
    let offset_list = first(|operation| operation.is_offset_list && operation.is_plain);
    View {
        package: package(&api.package),
        service: service(api),
        list: cursor_list.clone().or_else(|| offset_list.clone()),
        call: first(|operation| operation.is_get && operation.is_plain)
            .or_else(|| first(|operation| operation.is_plain)),
        create: create::create(api),
        read: read::read(api),
        wait: wait::wait(api),
        webhook: api.webhook.as_ref().map(|webhook| WebhookView { signature_header: webhook.signature_header.clone() }),
        can_reconcile: api.operations().any(|operation| operation.reconcile.is_some()),
        has_idempotency: api.operations().any(|operation| operation.idempotency_header.is_some()),
        has_models: samples::has_models(api),
        has_enums: samples::has_enums(api),
        has_unions: samples::has_unions(api),
        library_only: !extent.is_whole(),
        pages: extent.is_whole().then(|| pages::pages(api)),
        operations,
        cursor_list,
        offset_list,
    }
}

fn package(package: &api::Package) -> PackageView {
    PackageView {
        name: package.name.clone(),
        ident: package.name.replace('-', "_"),
        version: package.version.clone(),
        title_literal: toml_literal(&package.name),
        summary: package.summary.clone(),
        command: package.command.clone(),
        official_command: package.official_command.clone(),
        summary_literal: toml_literal(&package.summary),
        source: SOURCE.to_owned(),
        repository_literal: package.repository.as_deref().map(toml_literal),
        documentation_literal: package.documentation.as_deref().map(toml_literal),
        keyword_literals: package.keywords.iter().map(|keyword| toml_literal(keyword)).collect(),
        docs: package.docs.0.clone(),
    }
}

fn service(api: &Api) -> ServiceView {
    let service = &api.service;
    ServiceView {
        title: service.title.clone(),
        needs_key: service.has_api_key(),
        needs_credentials: api.needs_credentials(),
        first_api_key_env: service.api_key_env().first().cloned(),
        api_key_env: service.api_key_env().to_vec(),
        schemes: service.schemes_with_setter().map(scheme).collect(),
        token_client: service.token_client.as_ref().map(token_client),
        credentials_env: service.schemes.iter().filter_map(|scheme| scheme.env.first().cloned()).collect(),
        base_url_env: service.base_url_env.clone(),
        custom_headers_env: service.custom_headers_env.clone(),
        default_parameters: service.default_parameters.iter().map(default_parameter).collect(),
        servers: service.servers.iter().map(server).collect(),
        is_http: service.servers.first().is_some_and(|server| server.address.filled().starts_with("http://")),
        base_path: service.base_path.clone(),
        server_variables: api.server_variables().into_iter().map(server_variable).collect(),
        addresses: addresses(api),
        has_own_servers: api.operations().any(|operation| operation.server.is_some()),
    }
}

fn addresses(api: &Api) -> Vec<String> {
    let of_service = api.service.servers.first().map(|server| &server.address);
    let addresses = of_service.into_iter().chain(api.own_servers());
    let mut addresses: Vec<String> = addresses.map(|it| it.filled().trim_end_matches('/').to_owned()).collect();
    addresses.sort_by_key(|address| std::cmp::Reverse(address.len()));
    addresses
}

fn server_variable(variable: &api::ServerVariable) -> ServerVariableView {
    ServerVariableView {
        name: variable.name.clone(),
        setter: in_code(variable.setter.as_str()),
        env: variable.env.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
    }
}

fn scheme(scheme: &api::Scheme) -> SchemeView {
    let is_basic = scheme.auth == api::Auth::Basic;
    SchemeView {
        setter: in_code(scheme.setter.as_str()),
        arguments: if is_basic { "name, password" } else { "key" },
        form: if is_basic { "`name:password`" } else { "a key" },
        name: scheme.name.clone(),
        env: scheme.env.first().cloned().unwrap_or_default(),
    }
}

fn token_client(client: &api::TokenClient) -> TokenClientView {
    let api::TokenClient { scheme, url, scopes, setter, id_env, secret_env, origin: _ } = client;
    TokenClientView {
        scheme: scheme.clone(),
        url: url.clone(),
        scopes: scopes.iter().map(|scope| model::markdown::code_cell(scope)).collect(),
        setter: in_code(setter.as_str()),
        id_env: id_env.clone(),
        secret_env: secret_env.clone(),
    }
}

fn default_parameter(parameter: &api::DefaultParameter) -> DefaultParameterView {
    DefaultParameterView {
        setter: in_code(parameter.name.as_str()),
        wire: parameter.wire.clone(),
        env: parameter.env.clone(),
    }
}

fn server(server: &api::Server) -> ServerView {
    ServerView {
        variant: server.variant.to_string(),
        url: server.address.url.clone(),
        summary: first_paragraph(&server.docs),
    }
}
