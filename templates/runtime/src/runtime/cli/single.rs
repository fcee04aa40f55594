//! One request, and what is shown of its response.

use std::io::Write;

use serde_json::value::RawValue;

use super::failure::Failure;
use super::output::{Format, Output, Style};
use super::program::Response;
use super::target::{self, Target};
use crate::runtime::call::Call;
use crate::runtime::execute;
use crate::runtime::response::RawResponse;

/// Refuses what would fill a terminal with bytes that mean something else to it.
///
/// # Errors
///
/// The response is binary, and there is no other place for it than a terminal.
pub(super) fn check(response: Response, target: &Target) -> Result<(), Failure> {
    let is_for_terminal = *target != Target::Stdout { is_explicit: true } && target.is_terminal();
    match response {
        Response::Binary if is_for_terminal => Err(Failure::usage(
            "the response is binary: `--output FILE` writes it to a file, and `--output -` to the terminal",
        )),
        Response::Binary | Response::Text | Response::Json => Ok(()),
    }
}

/// Sends the request and shows the response.
///
/// # Errors
///
/// The request failed, or its response cannot be written.
pub(super) async fn send(call: &Call, shown: Response, target: Target, style: &Style) -> Result<(), Failure> {
    // What cannot be written is not asked for.
    let sink = if let Target::Folder(..) = target { None } else { Some(target.open()?) };
    let response = execute::send(call).await?;
    let sink = match sink {
        Some(sink) => sink,
        None => target.named_by(response.headers()).open()?,
    };
    let mut output = Output::new(style, sink);
    let result = show(&response, shown, &mut output);
    target::end(output, result)
}

fn show<W: Write>(response: &RawResponse, shown: Response, output: &mut Output<'_, W>) -> Result<(), Failure> {
    let bytes = response.bytes();
    match shown {
        _ if output.style.format == Format::Raw && output.style.transform.is_none() => output.bytes(bytes),
        Response::Binary => output.bytes(bytes),
        Response::Text if bytes.ends_with(b"\n") => output.bytes(bytes),
        Response::Text => output.bytes(bytes).and_then(|()| output.text("\n")),
        Response::Json => {
            match serde_json::from_slice::<Box<RawValue>>(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
                Ok(value) => output.value(value.get()),
                Err(_) if bytes.is_empty() => Ok(()),
                Err(_) => Ok(response.parse::<Box<RawValue>>().map(|_| ())?),
            }
        }
    }
}
