//! Files that are sent as they are, a little at a time: `@photo.png`, `photo.png`, and `@-` for standard input.

use super::node::Node;
use super::program::{Input, Kind, Place};
use super::stdin::Stdin;
use crate::runtime::call::Call;
use crate::runtime::upload::Upload;

/// Sets the files that were given for an input; the last one counts where there is room for one only.
///
/// # Errors
///
/// Standard input was read before.
pub(super) fn set(call: &mut Call, input: &Input, mut names: Vec<String>, stdin: &mut Stdin) -> Result<(), String> {
    if let Kind::File = input.member.kind {
        names.drain(..names.len().saturating_sub(1));
    }
    let uploads = names.iter().map(|name| upload(input, name, stdin)).collect::<Result<Vec<_>, _>>()?;
    match input.place {
        Place::Body => uploads.into_iter().for_each(|upload| call.set_upload(upload)),
        Place::Path | Place::Query | Place::Header | Place::Cookie | Place::BodyField => {
            call.set_files(input.member.wire, uploads);
        }
    }
    Ok(())
}

fn upload(input: &Input, name: &str, stdin: &mut Stdin) -> Result<Upload, String> {
    match name.strip_prefix('@').unwrap_or(name) {
        "-" => stdin.reader().map(|reader| Upload::reader("stdin", reader)),
        "" => Err(format!("`--{}` has to name a file", input.member.flag)),
        path => Ok(Upload::path(path.strip_prefix("file://").unwrap_or(path))),
    }
}

/// The names of files in a value.
///
/// # Errors
///
/// It holds something else.
pub(super) fn named(name: &str, node: Node) -> Result<Vec<String>, String> {
    match node {
        Node::Text(text) | Node::Plain(text) => Ok(vec![text]),
        Node::List(items) => {
            let items: Vec<Vec<String>> = items.into_iter().map(|item| named(name, item)).collect::<Result<_, _>>()?;
            Ok(items.concat())
        }
        Node::Map(_) => Err(format!("`{name}` has to be the name of a file, not {}", node.describe())),
    }
}
