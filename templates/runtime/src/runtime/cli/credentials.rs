//! What proves who sends a request: flags for the API key and for further schemes, below them the environment.

use std::collections::BTreeSet;

use clap::Arg;

use super::failure::Failure;
use super::globals::{self, Global, Globals};
use super::program::{Credential, Program};
use super::stdin::Stdin;
use crate::runtime::config::ClientBuilder;
use crate::runtime::operation::OperationSpec;
use crate::runtime::service::{Auth, Scheme, Service, TokenClient};

/// The flags of a command whose own flags are `taken`; a service that asks for nothing has none.
pub(super) fn arguments(program: &Program, taken: &BTreeSet<&str>) -> Vec<Arg> {
    let key = program.service.key_scheme().into_iter().flat_map(|scheme| {
        let about = "The API key; a variable keeps it out of the list of processes";
        let key = Global::value("api-key", value_name(scheme.auth), about);
        [key, Global::file("api-key-file", "A file that holds the API key; `-` is standard input")]
    });
    let further = program.credentials.iter().filter_map(|credential| {
        let scheme = program.service.scheme(credential.scheme)?;
        Some(Global::value(credential.flag, value_name(scheme.auth), credential.help))
    });
    key.chain(further).map(|global| globals::global(global.argument(taken))).collect()
}

/// What help and messages call the credentials.
fn value_name(auth: Auth) -> &'static str {
    match auth {
        Auth::Basic => "NAME:PASSWORD",
        Auth::Bearer | Auth::Header(_) | Auth::Query(_) | Auth::Cookie(_) => "KEY",
    }
}

/// The client with the credentials that flags give.
///
/// # Errors
///
/// The API key was given twice, or its file cannot be read.
pub(super) fn given(
    mut builder: ClientBuilder,
    program: &Program,
    globals: &Globals<'_>,
    stdin: &mut Stdin,
) -> Result<ClientBuilder, Failure> {
    if let Some(key) = key(globals, stdin)? {
        builder = with_key(builder, program.service.key_scheme(), key.trim());
    }
    let further = program.credentials.iter();
    let further = further.filter_map(|credential| Some((credential.scheme, globals.text(credential.flag)?)));
    Ok(further.fold(builder, |builder, (scheme, text)| builder.credential(scheme, text.to_owned())))
}

/// The library takes white space in a key for a mistake. Documented calls have such a key (`--api-key 'My API Key'`), and
/// the service is the one to refuse it.
fn with_key(builder: ClientBuilder, scheme: Option<&Scheme>, key: &str) -> ClientBuilder {
    match scheme.map(|scheme| scheme.auth) {
        Some(Auth::Bearer) if key.contains(' ') => builder.header("Authorization", format!("Bearer {key}")),
        Some(Auth::Header(name)) if key.contains(' ') => builder.header(name, key),
        _ => builder.api_key(key),
    }
}

fn key(globals: &Globals<'_>, stdin: &mut Stdin) -> Result<Option<String>, Failure> {
    let file = globals.text("api-key-file").map(|path| match path {
        "-" => stdin.take(),
        path => {
            std::fs::read_to_string(path).map_err(|error| format!("cannot read the file of `--api-key-file`: {error}"))
        }
    });
    match (globals.text("api-key"), file) {
        (Some(_), Some(_)) => Err(Failure::usage("`--api-key` and `--api-key-file` cannot both be given")),
        (Some(key), None) => Ok(Some(key.to_owned())),
        (None, Some(key)) => Ok(Some(key.map_err(Failure::Usage)?)),
        (None, None) => Ok(None),
    }
}

/// Sees to it that what an operation asks for is there. Headers of the environment may hold it; the client then checks them.
///
/// # Errors
///
/// It is not. The message names every way to give it.
pub(super) fn check(program: &Program, spec: &OperationSpec, globals: &Globals<'_>) -> Result<(), Failure> {
    missing(program, spec, |flag| globals.text(flag).is_some(), is_set)
        .map_or(Ok(()), |message| Err(Failure::Usage(message)))
}

/// Whether a variable has a value; an empty or blank one is unset, as it is to the client.
pub(super) fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.to_string_lossy().trim().is_empty())
}

/// What is said if neither flags nor variables give what an operation asks for.
fn missing(
    program: &Program,
    spec: &OperationSpec,
    is_given: impl Fn(&str) -> bool,
    is_set: impl Fn(&str) -> bool,
) -> Option<String> {
    let service = program.service;
    let is_there = |name: &&str| {
        let flags = flags(program, name);
        let variables = service.scheme(name).map_or(&[][..], |scheme| scheme.env);
        let tokens =
            token_client(service, name).is_some_and(|client| is_set(client.id_env) && is_set(client.secret_env));
        tokens || flags.iter().any(|(flag, _)| is_given(flag)) || variables.iter().any(|variable| is_set(variable))
    };
    let is_met = |names: &&[&str]| names.iter().all(is_there);
    if spec.security.is_empty() || spec.security.iter().any(is_met) || is_set(service.custom_headers_env) {
        return None;
    }
    let ways =
        |names: &&[&str]| names.iter().map(|name| way(program, name)).collect::<Vec<_>>().join(", together with ");
    let ways = spec.security.iter().map(ways).collect::<Vec<_>>().join("; or else ");
    let key = service.key_scheme().map(|scheme| scheme.name);
    let lack =
        if spec.security.iter().all(|names| *names == key.as_slice()) { "is no API key" } else { "are no credentials" };
    Some(format!("there {lack}: {ways}"))
}

/// The flags that give the credentials of a scheme, with what help calls their values.
fn flags(program: &Program, name: &str) -> Vec<(&'static str, &'static str)> {
    let Some(scheme) = program.service.scheme(name) else { return Vec::new() };
    let value = value_name(scheme.auth);
    if program.service.key_scheme() == Some(scheme) {
        return vec![("api-key-file", "FILE"), ("api-key", value)];
    }
    let further = program.credentials.iter().filter(|credential| credential.scheme == name);
    further.map(|Credential { flag, .. }| (*flag, value)).collect()
}

/// `set API_KEY, or give --api-key-file FILE or --api-key KEY`.
fn way(program: &Program, name: &str) -> String {
    let mut variables = program.service.scheme(name).map_or(&[][..], |scheme| scheme.env).join(" or ");
    if let Some(TokenClient { id_env, secret_env, .. }) = token_client(program.service, name) {
        variables.push_str(&format!(", or {id_env} and {secret_env}"));
    }
    let variables = if variables.is_empty() { variables } else { format!("set {variables}, or ") };
    let flags: Vec<String> = flags(program, name).iter().map(|(flag, value)| format!("--{flag} {value}")).collect();
    format!("{variables}give {}", flags.join(" or "))
}

/// What gets the tokens of this scheme.
fn token_client(service: &Service, name: &str) -> Option<TokenClient> {
    service.token_client.filter(|client| client.scheme == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::operation::{BodyFormat, Method, Replay};
    use crate::runtime::service::Server;

    static SERVICE: Service = Service {
        name: "example",
        version: "1.2.3",
        servers: &[Server { url: "http://localhost", variables: &[] }],
        own_servers: &[],
        base_path: "",
        base_url_env: "",
        custom_headers_env: "EXAMPLE_HEADERS",
        default_parameters: &[],
        schemes: &[
            Scheme { name: "key", setter: "api_key", env: &["EXAMPLE_KEY"], auth: Auth::Bearer },
            Scheme { name: "account", setter: "account", env: &["EXAMPLE_ACCOUNT"], auth: Auth::Basic },
        ],
        token_client: None,
        needs_credentials: false,
        paths: &[],
    };

    static PROGRAM: Program = Program {
        name: "example",
        version: "1.2.3",
        summary: "",
        about: "",
        service: &SERVICE,
        credentials: &[Credential { scheme: "account", flag: "account", help: "An account." }],
        regions: &[],
        groups: &[],
        commands: &[],
    };

    const OPEN: OperationSpec = OperationSpec {
        body: BodyFormat::Form(&[]),
        accept: "",
        ..OperationSpec::new("read", Method::Get, "/", Replay::Safe)
    };

    type Security = &'static [&'static [&'static str]];

    #[test]
    fn what_an_operation_asks_for_is_missed_and_nothing_else() {
        let key = "set EXAMPLE_KEY, or give --api-key-file FILE or --api-key KEY";
        let account = "set EXAMPLE_ACCOUNT, or give --account NAME:PASSWORD";
        let cases: [(Security, &str, Option<String>); 10] = [
            (&[], "", None),
            (&[&["key"]], "", Some(format!("there is no API key: {key}"))),
            (&[&["key"]], "api-key", None),
            (&[&["key"]], "EXAMPLE_HEADERS", None),
            (&[&["account"]], "api-key", Some(format!("there are no credentials: {account}"))),
            (&[&["account"]], "account", None),
            (&[&["account"], &[]], "", None),
            (&[&["account"], &["key"]], "EXAMPLE_KEY", None),
            (&[&["account"], &["key"]], "", Some(format!("there are no credentials: {account}; or else {key}"))),
            (
                &[&["account", "key"]],
                "account",
                Some(format!("there are no credentials: {account}, together with {key}")),
            ),
        ];
        for (security, there, expected) in cases {
            let spec = OperationSpec { security, ..OPEN };
            let is_there = |name: &str| name == there;
            assert_eq!(missing(&PROGRAM, &spec, is_there, is_there), expected, "{security:?} {there}");
        }
    }

    #[test]
    fn further_schemes_have_flags() {
        let names = |program| -> Vec<String> {
            let arguments = arguments(program, &BTreeSet::from(["account"]));
            arguments.iter().filter_map(|argument| Some(argument.get_long()?.to_owned())).collect()
        };
        assert_eq!(names(&PROGRAM), ["api-key", "api-key-file", "global-account"]);
        static NONE: Service = Service { schemes: &[], ..SERVICE };
        assert!(names(&Program { service: &NONE, credentials: &[], ..PROGRAM }).is_empty());
    }
}
