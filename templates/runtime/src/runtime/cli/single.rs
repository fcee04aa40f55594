//! One request, and what is shown of its response.

use std::io::Write;

use http::HeaderMap;
use serde_json::value::RawValue;

use super::failure::Failure;
use super::json;
use super::output::{Format, Output, Style};
use super::program::{Framing, Response};
use super::target::{self, Target};
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::call::Call;
use crate::runtime::decode;
use crate::runtime::events::Events;
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
        Response::Binary | Response::Text | Response::Json | Response::OptionalJson | Response::Events(_) => Ok(()),
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
    let open = |headers: &HeaderMap| match sink {
        Some(sink) => Ok(sink),
        None => target.named_by(headers).open(),
    };
    // What is shown as it comes is not held.
    let is_as_it_comes = style.transform.is_none() && (shown == Response::Binary || style.format == Format::Raw);
    let framing = if let Response::Events(framing) = shown { Some(framing) } else { None };
    if !is_as_it_comes && framing.is_none() {
        let response = execute::send(call).await?;
        let mut output = Output::new(style, open(response.headers())?);
        let result = show(&response, shown, &mut output);
        return target::end(output, result);
    }
    let bytes = execute::open(call).await?;
    let mut output = Output::new(style, open(bytes.response().headers())?);
    let result = match framing.filter(|_| !is_as_it_comes) {
        Some(framing) => show_events(bytes, framing, &mut output).await,
        None => show_bytes(bytes, &mut output).await,
    };
    target::end(output, result)
}

async fn show_bytes<W: Write>(mut bytes: ByteStream, output: &mut Output<'_, W>) -> Result<(), Failure> {
    while let Some(piece) = bytes.next().await {
        output.bytes(&piece?)?;
        output.flush()?;
    }
    Ok(())
}

/// Shows each event on a line as soon as it is there.
async fn show_events<W: Write>(bytes: ByteStream, framing: Framing, output: &mut Output<'_, W>) -> Result<(), Failure> {
    let mut events = Events::new(bytes, framing, decode::text);
    while let Some(event) = events.next().await {
        let event = event?;
        match serde_json::from_str::<&RawValue>(&event) {
            Ok(value) if output.style.format == Format::Json && output.style.transform.is_none() => {
                output.line(&json::compact(value.get(), output.style.paint))?;
            }
            Ok(value) => output.value(value.get())?,
            Err(_) => output.line(&event)?,
        }
        output.flush()?;
    }
    Ok(())
}

fn show<W: Write>(response: &RawResponse, shown: Response, output: &mut Output<'_, W>) -> Result<(), Failure> {
    let bytes = response.bytes();
    match shown {
        _ if output.style.format == Format::Raw && output.style.transform.is_none() => output.bytes(bytes),
        Response::Binary => output.bytes(bytes),
        Response::Text | Response::Events(_) if bytes.ends_with(b"\n") => output.bytes(bytes),
        Response::Text | Response::Events(_) => output.bytes(bytes).and_then(|()| output.text("\n")),
        Response::Json | Response::OptionalJson => {
            match serde_json::from_slice::<Box<RawValue>>(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
                Ok(value) => output.value(value.get()),
                Err(_) if bytes.is_empty() && shown == Response::OptionalJson => Ok(()),
                Err(_) => Ok(response.parse::<Box<RawValue>>().map(|_| ())?),
            }
        }
    }
}
