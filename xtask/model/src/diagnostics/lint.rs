//! The warnings that a description can switch off, by the names it does that with.

use super::Code;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lint {
    MissingDescription,
    MissingExample,
    UndeclaredProperty,
    UnusedSchema,
    UntaggedResource,
    LongInlineName,
    UnpaginatedList,
    GlobalFlag,
}

impl Lint {
    pub const ALL: [Self; 8] = [
        Self::MissingDescription,
        Self::MissingExample,
        Self::UndeclaredProperty,
        Self::UnusedSchema,
        Self::UntaggedResource,
        Self::LongInlineName,
        Self::UnpaginatedList,
        Self::GlobalFlag,
    ];

    /// As `x-client.lints` names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::MissingDescription => "missing-description",
            Self::MissingExample => "missing-example",
            Self::UndeclaredProperty => "undeclared-property",
            Self::UnusedSchema => "unused-schema",
            Self::UntaggedResource => "untagged-resource",
            Self::LongInlineName => "long-inline-name",
            Self::UnpaginatedList => "unpaginated-list",
            Self::GlobalFlag => "global-flag",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lint| lint.name() == name)
    }
}

impl Code {
    pub fn of_lint(lint: Lint) -> Self {
        match lint {
            Lint::MissingDescription => Self::MissingDescription,
            Lint::MissingExample => Self::MissingExample,
            Lint::UndeclaredProperty => Self::UndeclaredProperty,
            Lint::UnusedSchema => Self::UnusedSchema,
            Lint::UntaggedResource => Self::UntaggedResource,
            Lint::LongInlineName => Self::LongInlineName,
            Lint::UnpaginatedList => Self::UnpaginatedList,
            Lint::GlobalFlag => Self::GlobalFlag,
        }
    }
}
