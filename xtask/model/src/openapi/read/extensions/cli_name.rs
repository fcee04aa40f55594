//! `x-cli-name`: the flag of a parameter or of a field of a body.

use crate::diagnostics::{Code, Known, spelled};
use crate::names::is_flag;
use crate::openapi::read::context::Context;
use crate::openapi::read::fields::Fields;

pub fn read(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<Option<String>> {
    let Some(word) = fields.word(cx, "x-cli-name")? else { return Ok(None) };
    if is_flag(&word.text) {
        return Ok(Some(word.text));
    }
    let message = format!("`{}` cannot be the name of a flag", spelled(&word.text));
    let help =
        "a name starts with a small letter and has up to 64 small letters, digits and `-`, without the leading `--`";
    Err(cx.error(Code::MalformedExtension, &word.at, message, help))
}
