//! The methods that a path item can have an operation for.

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    Get,
    Head,
    Options,
    Put,
    Post,
    Patch,
    Delete,
    Trace,
}

impl Method {
    pub const ALL: [Self; 8] =
        [Self::Get, Self::Head, Self::Options, Self::Put, Self::Post, Self::Patch, Self::Delete, Self::Trace];

    /// The method of an operation, by the key it stands under in its path item.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.key() == key)
    }

    /// As a path item spells it.
    pub fn key(self) -> String {
        self.verb().to_ascii_lowercase()
    }

    /// As HTTP spells it.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Trace => "TRACE",
        }
    }
}
