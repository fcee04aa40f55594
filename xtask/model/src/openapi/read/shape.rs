//! What a mapping of the description may contain.

/// Every reader has one, and asks for nothing that is not in it.
#[derive(Debug)]
pub struct Shape {
    /// With its article, as messages name it: "an operation".
    pub what: &'static str,
    pub keywords: &'static [&'static str],
    /// Keywords that are known, valid, and not for the generator: documentation, and constraints the service checks.
    pub annotations: &'static [&'static str],
    pub extensions: &'static [&'static str],
    /// Whether the mapping is the value of one of our extensions, which has codes of its own.
    pub is_extension: bool,
}

impl Shape {
    pub const fn new(what: &'static str, keywords: &'static [&'static str]) -> Self {
        Self { what, keywords, annotations: &[], extensions: &[], is_extension: false }
    }

    pub const fn of_extension(what: &'static str, keywords: &'static [&'static str]) -> Self {
        Self { is_extension: true, ..Self::new(what, keywords) }
    }

    pub const fn annotations(mut self, annotations: &'static [&'static str]) -> Self {
        self.annotations = annotations;
        self
    }

    pub const fn extensions(mut self, extensions: &'static [&'static str]) -> Self {
        self.extensions = extensions;
        self
    }
}
