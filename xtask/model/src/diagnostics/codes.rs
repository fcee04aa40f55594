//! Every code a run can show: its string, its severity, its title, and the long text of `explain`, which is a file in
//! `explanations`.
//!
//! A code is for ever: a meaning may be worded better, but a number is never used for something else. To add one, put it
//! here in number order and write its file; without the file the crate does not compile.

use super::Severity;

macro_rules! codes {
    ($($name:ident = $severity:ident $text:literal, $title:literal;)*) => {
        /// What kind of problem a diagnostic is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!($text, ": ", $title, ".")] $name,)*
        }

        impl Code {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// As shown: `E0005`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// A few words, without a place.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// Markdown: why this is refused and the way out, a description that gets the code, and the same mended.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("explanations/", $text, ".md")),)* }
            }
        }
    };
}

codes! {
    // The text and its tree.
    EmptyDescription = Error "E0001", "the description is empty";
    Syntax = Error "E0002", "the text is not well-formed";
    Encoding = Error "E0003", "the text is not UTF-8";
    ControlCharacter = Error "E0004", "a control character in the text";
    DuplicateKey = Error "E0005", "a key is given twice in one mapping";
    AliasExpansion = Error "E0006", "aliases expand to too many nodes";
    AliasCycle = Error "E0007", "an alias refers to a node that contains it";
    TooDeep = Error "E0008", "nesting is too deep, or a model too large";
    SeveralDocuments = Error "E0009", "more than one YAML document";
    AmbiguousScalar = Error "E0010", "an unquoted value is not the text it looks like";
    OlderYaml = Warning "W0010", "an unquoted value is not text to older YAML readers";
    TrailingComma = Warning "W0011", "JSON that is not strict";
    TooLarge = Error "E0012", "the description is too large";
    RootNotMapping = Error "E0013", "the description is not a mapping";
    UnsupportedVersion = Error "E0014", "this version of OpenAPI is not supported";

    // Paths and operations.
    MissingPart = Error "E0015", "a required part is missing";
    PathWithoutSlash = Error "E0016", "a path does not start with `/`";
    UndeclaredPathParameter = Error "E0017", "a path template names a parameter that is not declared";
    ParameterNotInPath = Error "E0018", "a path parameter does not occur in its path";
    DuplicateOperationId = Error "E0019", "two operations have the same operationId";
    MissingOperationId = Warning "W0020", "an operation has no operationId";
    NoIdentifier = Error "E0021", "no identifier can be made of a name";
    MethodCollision = Error "E0022", "two operations get the same name";
    EquivalentPaths = Error "E0023", "two path templates match the same requests";
    UnknownKeyword = Error "E0024", "an unknown keyword";
    WrongType = Error "E0025", "a keyword has a value of the wrong type";
    InvalidValue = Error "E0026", "a keyword has a value it cannot have";
    DuplicateParameter = Error "E0027", "a parameter is declared twice";

    // References and names.
    RefTargetMissing = Error "E0030", "a reference to something that does not exist";
    RefCycle = Error "E0031", "references that only lead to each other";
    InfiniteType = Error "E0032", "a schema requires itself";
    ForeignRef = Error "E0033", "a reference that leaves the description";
    MalformedRef = Error "E0034", "a reference that is not a JSON pointer";
    NameCollision = Error "E0035", "two names become the same identifier";
    VariantCollision = Error "E0036", "two enum values become the same variant";
    ReservedName = Warning "W0037", "a name is reserved and was changed";
    UnsafeName = Error "E0038", "a name with characters that deceive the eye";
    RefKind = Error "E0039", "a reference to another kind of thing";
    HeaderName = Error "E0040", "a header name or value that cannot be sent";
    PathCharacters = Error "E0041", "a path with characters that cannot stand in one";
    ServerUrl = Error "E0042", "a server URL that cannot be used";
    IgnoredHeader = Warning "W0043", "a header that is no argument";

    // What cannot be generated.
    Unsupported = Error "E0050", "something this generator does not support";
    IncompatibleParts = Error "E0051", "parts of a schema that disagree";
    NoSuccessResponse = Error "E0052", "an operation without a success response";
    CallsOfTheService = Warning "W0053", "requests that the service sends";

    // Extensions.
    PaginationParameter = Error "E0060", "x-pagination names an unknown parameter or property";
    PaginationStyle = Error "E0061", "x-pagination mixes styles";
    PaginationItems = Error "E0062", "the items of x-pagination are not a list";
    PaginationToken = Error "E0063", "a token, offset or total of x-pagination has the wrong type";
    PageSize = Error "E0064", "the default page size exceeds its maximum";
    UnknownExtension = Error "E0065", "an extension that means nothing where it stands";
    ForeignExtension = Warning "W0066", "an extension this generator does not know";
    MalformedExtension = Error "E0067", "an extension with a value it cannot have";
    LifecycleStates = Error "E0068", "x-lifecycle does not sort every status";
    ExtensionTarget = Error "E0069", "an extension names something that does not exist";

    // Schemas that contradict themselves.
    EmptyRange = Error "E0070", "a minimum above the maximum";
    ImpossibleDefault = Error "E0071", "a default the schema does not allow";
    EnumValueType = Error "E0072", "an enum value of another type";
    UnknownRequired = Error "E0073", "a required property that is not declared";
    DuplicateEnumValue = Error "E0074", "an enum value given twice";
    ExampleMisfit = Error "E0075", "an example the schema does not allow";
    IdleKeyword = Warning "W0076", "a keyword that says nothing about values of the type";
    OtherVersion = Warning "W0077", "a keyword of another version of OpenAPI";
    OddFormat = Warning "W0078", "a format that is unknown, or does not fit the type";
    IdleIdempotency = Error "E0079", "x-idempotency on an operation that changes nothing";

    // What can be switched off.
    MissingDescription = Warning "W0080", "something without a description";
    MissingExample = Warning "W0081", "an operation without an example";
    UndeclaredProperty = Warning "W0082", "an example with a property that is not declared";
    UnusedSchema = Warning "W0083", "a schema that nothing uses";
    UntaggedResource = Warning "W0084", "a resource that no tag describes";
    LongInlineName = Warning "W0085", "an inline schema with a long name";
    UnpaginatedList = Warning "W0086", "a list without x-pagination";
    GlobalFlag = Warning "W0087", "a flag that hides one of every command";
}

impl Code {
    /// Whether the problem is that two places do not agree: the mistake may be in the other one, and be reported there.
    pub fn can_follow_from_others(self) -> bool {
        matches!(
            self,
            Self::PaginationParameter
                | Self::PaginationItems
                | Self::PaginationToken
                | Self::PageSize
                | Self::LifecycleStates
                | Self::ExtensionTarget
                | Self::ImpossibleDefault
                | Self::ExampleMisfit
        )
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests;
