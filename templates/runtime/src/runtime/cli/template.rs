//! `--template`: a body to be filled in, as YAML. What is optional is commented out: without its first `#` it is sent.

use super::globals;
use super::program::{Command, Kind, Member, Place, Program, Union};
use super::samples::{self, DEEPEST};

/// Whether a command has a body.
pub(super) fn exists(command: &Command) -> bool {
    command.inputs.iter().any(|input| matches!(input.place, Place::BodyField | Place::Body))
}

/// The template of a command.
pub(super) fn of(program: &Program, command: &Command) -> String {
    let flag = match command.has_body_fields() {
        true => globals::body_flag(&command.flags()),
        false => command
            .inputs
            .iter()
            .find(|input| input.place == Place::Body)
            .map(|input| input.member.flag.to_owned())
            .unwrap_or_default(),
    };
    let mut lines = vec![format!("# To be filled in and given to: {} {} --{flag} @FILE", program.name, command.path())];
    for input in command.inputs {
        match input.place {
            Place::BodyField => member(&mut lines, &input.member, Line::top()),
            Place::Body => value(&mut lines, &input.member.kind, input.member.wire, Line::top()),
            Place::Path | Place::Query | Place::Header | Place::Cookie => {}
        }
    }
    lines.join("\n")
}

/// How a line begins.
#[derive(Clone, Copy)]
struct Line {
    depth: usize,
    is_optional: bool,
}

impl Line {
    fn top() -> Self {
        Self { depth: 0, is_optional: false }
    }

    fn below(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    fn of(self, text: &str) -> String {
        let sign = if self.is_optional { "#" } else { "" };
        format!("{sign}{}{text}", "  ".repeat(self.depth))
    }
}

fn member(lines: &mut Vec<String>, member: &Member, line: Line) {
    for (index, help) in member.help.lines().take_while(|line| !line.is_empty()).enumerate() {
        let optional = if index == 0 && !member.required { "Optional. " } else { "" };
        lines.push(line.of(&format!("# {optional}{help}")));
    }
    if !member.kind.known().is_empty() {
        lines.push(line.of(&format!("# One of: {}", member.kind.known().join(", "))));
    }
    if let Kind::Union(union @ Union { tag: Some(tag), .. }) = &member.kind {
        lines.push(line.of(&format!("# Its `{tag}` is one of: {}", union.tags().join(", "))));
    }
    let line = Line { is_optional: line.is_optional || !member.required, ..line };
    match single(&member.kind, member.wire) {
        Some(text) => lines.push(line.of(&format!("{}: {text}", member.wire))),
        None if line.depth == DEEPEST => lines.push(line.of(&format!("{}: {{}}", member.wire))),
        None => {
            lines.push(line.of(&format!("{}:", member.wire)));
            value(lines, &member.kind, member.wire, line.below());
        }
    }
}

/// A value on lines of its own.
fn value(lines: &mut Vec<String>, kind: &Kind, name: &str, line: Line) {
    match kind {
        Kind::Object(object) => object.members.iter().for_each(|inner| member(lines, inner, line)),
        Kind::List(item, _) => entry(lines, "-", item, name, line),
        Kind::Map(item, _) => entry(lines, "key:", item, name, line),
        Kind::Nullable(kind) => value(lines, kind, name, line),
        Kind::Union(union) => union.arms.iter().take(1).for_each(|arm| value(lines, &arm.kind, name, line)),
        kind => lines.extend(single(kind, name).map(|text| line.of(&text))),
    }
}

fn entry(lines: &mut Vec<String>, sign: &str, kind: &Kind, name: &str, line: Line) {
    match single(kind, name) {
        Some(text) => lines.push(line.of(&format!("{sign} {text}"))),
        None => {
            lines.push(line.of(sign));
            value(lines, kind, name, line.below());
        }
    }
}

/// A value that stands behind its name.
fn single(kind: &Kind, name: &str) -> Option<String> {
    match kind {
        // YAML keeps a bare `@` for itself.
        Kind::File => samples::single(kind, name).map(|file| format!("'{file}'")),
        Kind::Object(object) if object.members.is_empty() => Some("{}".to_owned()),
        Kind::Union(union) => union.arms.first().and_then(|arm| single(&arm.kind, name)),
        kind => samples::single(kind, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::cli::program::Object;
    use crate::runtime::cli::yaml;

    const fn named(wire: &'static str, kind: Kind, required: bool) -> Member {
        Member { flag: wire, wire, kind, required, nullable: false, secret: false, limits: &[], help: "What it is." }
    }

    static JOB: Object = Object {
        members: &[named("type", Kind::Enum(&["a", "b"]), true), named("ids", Kind::List(&Kind::Text, &[]), false)],
        further: None,
    };

    #[test]
    fn what_is_optional_is_commented_out() {
        let mut lines = Vec::new();
        member(&mut lines, &named("job", Kind::Object(&JOB), true), Line::top());
        member(&mut lines, &named("names", Kind::Map(&Kind::Integer, &[]), false), Line::top());
        let expected = "# What it is.\njob:\n  # What it is.\n  # One of: a, b\n  type: a\n  # Optional. What it is.\n#  ids:\n#    - IDS\n\
                        # Optional. What it is.\n#names:\n#  key: 1";
        assert_eq!(lines.join("\n"), expected);
        let everything = lines.join("\n").replace("\n#names", "\nnames").replace("\n#  ", "\n  ");
        assert!(yaml::read(&everything).is_ok(), "{everything}");
    }
}
