//! The client of a command: what flags say, and below them the environment.

use std::time::Duration;

use super::credentials;
use super::failure::Failure;
use super::globals::Globals;
use super::matched::Matched;
use super::program::Program;
use super::stdin::Stdin;
use super::times;
use super::trace::{Detail, Traced};
use crate::runtime::client::Client;
use crate::runtime::config::ClientBuilder;

/// Whether a request will be sent, which needs a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Send,
    /// The request is only shown.
    Show,
}

/// What stands for credentials of any scheme where none are needed.
const NO_KEY: &str = "no:key";

/// The client that the flags and the environment ask for.
///
/// # Errors
///
/// There is no key, or a setting cannot be used.
pub(super) fn client(
    program: &Program,
    matched: &Matched<'_>,
    stdin: &mut Stdin,
    purpose: Purpose,
) -> Result<Client, Failure> {
    let globals = &matched.globals;
    let mut builder = ClientBuilder::new(program.service).from_env();
    builder = match purpose {
        Purpose::Show => {
            let schemes = program.service.schemes.iter();
            schemes.fold(builder, |builder, scheme| builder.credential(scheme.name, NO_KEY.to_owned()))
        }
        Purpose::Send => {
            credentials::check(program, matched.command.spec, globals)?;
            credentials::given(builder, program, globals, stdin)?
        }
    };
    if globals.is_set("allow-http") {
        builder = builder.allow_http(true);
    }
    builder = with_address(builder, program, globals)?;
    if program.service.has_no_address()
        && !credentials::is_set(program.service.base_url_env)
        && globals.text("base-url").is_none()
    {
        return Err(Failure::Usage(missing_address(program)));
    }
    for parameter in program.service.default_parameters {
        if let Some(value) = globals.text(&parameter.name.replace('_', "-")) {
            builder = builder.default_parameter(parameter.name, value);
        }
    }
    if let Some(limit) = time(globals, "timeout")? {
        builder = builder.timeout(limit);
    }
    if let Some(limit) = time(globals, "deadline")? {
        builder = builder.deadline(limit);
    }
    if let Some(retries) = globals.text("retries") {
        let retries = retries.parse().map_err(|_| Failure::usage("`--retries` has to be a whole number, such as 3"))?;
        builder = builder.retries(retries);
    }
    if let Some(detail) = Detail::of(globals) {
        let (name, service, command) = (program.name, program.service, matched.command);
        builder = builder.wrap_transport(move |inner| Traced::new(inner, name, service, command, detail));
    }
    Ok(builder.build()?)
}

fn missing_address(program: &Program) -> String {
    let (variable, path) = (program.service.base_url_env, program.service.base_path);
    let form = if path.is_empty() { String::new() } else { format!(", an address that ends in `{path}`") };
    format!("the service has no address of its own: set {variable}, or give --base-url URL{form}")
}

fn with_address(
    mut builder: ClientBuilder,
    program: &Program,
    globals: &Globals<'_>,
) -> Result<ClientBuilder, Failure> {
    for variable in program.service.server_variables() {
        if let Some(value) = globals.text(&variable.setter.replace('_', "-")) {
            builder = builder.server_variable(variable.name, value);
        }
    }
    match (globals.text("base-url"), globals.text("region")) {
        (Some(_), Some(_)) => Err(Failure::usage("`--base-url` and `--region` cannot both be given")),
        (Some(url), None) => Ok(builder.base_url(url)),
        (None, None) => Ok(builder),
        (None, Some(name)) => match program.regions.iter().find(|region| region.name == name) {
            Some(region) => Ok(builder.server(region.url)),
            None => Err(Failure::Usage(unknown_region(program))),
        },
    }
}

fn unknown_region(program: &Program) -> String {
    let names: Vec<&str> = program.regions.iter().map(|region| region.name).collect();
    match names.is_empty() {
        true => "the service has no regions; give its address with `--base-url`".to_owned(),
        false => format!("`--region` has to be one of: {}", names.join(", ")),
    }
}

/// The value of a flag that takes a length of time.
pub(super) fn time(globals: &Globals<'_>, name: &str) -> Result<Option<Duration>, Failure> {
    let read = |text| {
        let seconds = times::seconds(text).map(Duration::from_secs);
        seconds.ok_or_else(|| Failure::Usage(format!("`--{name}` has to be a time such as `30s`, `10m` or `2h`")))
    };
    globals.text(name).map(read).transpose()
}
