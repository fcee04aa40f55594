//! Whether and how output is coloured: `--color`, then `NO_COLOR` and `FORCE_COLOR`, then whether it goes to a terminal.

use std::ffi::OsString;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Always,
    Never,
    /// On a terminal.
    Auto,
}

/// The values of `--color`.
pub(super) const CHOICES: [&str; 3] = ["auto", "always", "never"];

impl Choice {
    /// What a flag says, or the environment where there is none.
    pub(super) fn of(flag: Option<&str>) -> Self {
        Self::given(flag, |name| std::env::var_os(name))
    }

    fn given(flag: Option<&str>, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
        match flag {
            Some("always") => Self::Always,
            Some("never") => Self::Never,
            _ if is_set("NO_COLOR") || variable("FORCE_COLOR").is_some_and(|value| value == "0") => Self::Never,
            _ if is_set("FORCE_COLOR") => Self::Always,
            _ => Self::Auto,
        }
    }

    /// Whether something that goes to a terminal, or does not, is coloured.
    pub(super) fn paints(self, is_terminal: bool) -> Paint {
        match self {
            Self::Auto if !is_terminal => Paint::Plain,
            Self::Never => Paint::Plain,
            Self::Always | Self::Auto => Paint::Colored,
        }
    }

    /// As clap takes it, for help and for what it says of arguments.
    pub(super) fn of_clap(self) -> clap::ColorChoice {
        match self {
            Self::Always => clap::ColorChoice::Always,
            Self::Never => clap::ColorChoice::Never,
            Self::Auto => clap::ColorChoice::Auto,
        }
    }
}

/// Whether JSON has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    Plain,
    Colored,
}

/// What stands in JSON. The colours are among the eight that every terminal has, so that its own theme decides how they
/// look, on a dark ground and on a light one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Name,
    Text,
    /// A number, `true` or `false`.
    Word,
    Null,
    Sign,
}

impl Paint {
    /// Adds a piece of JSON.
    pub(super) fn push(self, out: &mut String, token: Token, text: &str) {
        let code = match (self, token) {
            (Self::Plain, _) | (Self::Colored, Token::Sign) => return out.push_str(text),
            (Self::Colored, Token::Name) => "34",
            (Self::Colored, Token::Text) => "32",
            (Self::Colored, Token::Word) => "36",
            (Self::Colored, Token::Null) => "2",
        };
        out.push_str(&format!("\x1b[{code}m{text}\x1b[0m"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_and_no_color_comes_before_force_color() {
        for (flag, variables, choice) in [
            (None, &[][..], Choice::Auto),
            (Some("auto"), &[], Choice::Auto),
            (None, &[("NO_COLOR", "")], Choice::Auto),
            (None, &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], Choice::Never),
            (None, &[("FORCE_COLOR", "1")], Choice::Always),
            (None, &[("FORCE_COLOR", "0")], Choice::Never),
            (Some("always"), &[("NO_COLOR", "1")], Choice::Always),
            (Some("never"), &[("FORCE_COLOR", "1")], Choice::Never),
        ] {
            let variable = |name: &str| variables.iter().find(|(given, _)| *given == name).map(|(_, v)| v.into());
            assert_eq!(Choice::given(flag, variable), choice, "{flag:?} {variables:?}");
        }
    }
}
