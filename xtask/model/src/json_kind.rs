//! What a JSON value can be, as far as a reader sees it before it reads on.

/// Null is none of them: whether it may stand in a place is a matter of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    String,
    Integer,
    /// With a fraction, or without one where integers are no kind of their own.
    Number,
    Boolean,
    List,
    Object,
}

impl JsonKind {
    /// As OpenAPI calls it, but for `array`, and as the macros of the runtime do.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Object => "object",
        }
    }

    /// With its article, as messages say it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}
