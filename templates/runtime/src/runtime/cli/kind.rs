//! What the values are that a command takes, as the generator writes it down.

use super::limits::Limit;

/// A named value.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its flag, without dashes, and without that of the object it is in.
    pub flag: &'static str,
    /// Its name in the request.
    pub wire: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// Whether there has to be one.
    pub required: bool,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it must not be shown.
    pub secret: bool,
    /// What it has to keep to.
    pub limits: &'static [Limit],
    /// What it means.
    pub help: &'static str,
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// A point in time.
    Time,
    /// A day.
    Date,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Bool,
    /// One of these texts, or another one that came later.
    Enum(&'static [&'static str]),
    /// One of these whole numbers, or another one that came later.
    Integers(&'static [&'static str]),
    /// Values in a row, and what each of them has to keep to.
    List(&'static Kind, &'static [Limit]),
    /// Values by names that are not known, and what each of them has to keep to.
    Map(&'static Kind, &'static [Limit]),
    /// Values by names that are known.
    Object(&'static Object),
    /// A value or null.
    Nullable(&'static Kind),
    /// Values of several kinds.
    Union(&'static Union),
    /// Any JSON.
    Any,
    /// A file, which is sent as it is.
    File,
}

/// An object with known members; it may have others.
#[derive(Debug)]
pub struct Object {
    /// Its members, in the order of the description.
    pub members: &'static [Member],
    /// What those of other names may be, as a map, where the description says that there may be some.
    pub further: Option<&'static Member>,
}

/// What is told apart by its form; objects by a member of theirs, or by all of them. What is none of the arms that are known
/// may have come later.
#[derive(Debug)]
pub struct Union {
    /// The member that tells objects apart.
    pub tag: Option<&'static str>,
    /// Those that are known.
    pub arms: &'static [Arm],
    /// Whether there is something in it that must not be shown.
    pub secret: bool,
}

/// One of several kinds.
#[derive(Debug)]
pub struct Arm {
    /// What the member is that tells objects apart; empty if there is none.
    pub tags: &'static [&'static str],
    /// What the value may be.
    pub kind: Kind,
    /// Whether no part of it must be shown.
    pub secret: bool,
}

impl Kind {
    /// What stands for a value in help.
    pub(super) fn placeholder(&self) -> &'static str {
        match self {
            Self::Text | Self::Enum(_) => "TEXT",
            Self::Time => "TIME",
            Self::Date => "DATE",
            Self::Integer | Self::Integers(_) | Self::Number => "NUMBER",
            Self::Bool => "BOOL",
            Self::List(item, _) | Self::Nullable(item) => item.placeholder(),
            Self::Map(..) | Self::Object(_) | Self::Union(_) | Self::Any => "YAML",
            Self::File => "@FILE",
        }
    }

    /// The texts or whole numbers that are known, of a value or of the items of a list.
    pub(super) fn known(&self) -> &'static [&'static str] {
        match self {
            Self::Enum(values) | Self::Integers(values) => values,
            Self::List(item, _) | Self::Nullable(item) => item.known(),
            _ => &[],
        }
    }

    /// Whether it is a file, or a list of files.
    pub(super) fn is_of_files(&self) -> bool {
        match self {
            Self::File => true,
            Self::List(item, _) => item.is_of_files(),
            _ => false,
        }
    }

    /// The members that have flags of their own: those of an object, and of the objects of a list.
    pub(super) fn inner(&self) -> &'static [Member] {
        match self {
            Self::Object(object) | Self::List(Self::Object(object), _) => object.members,
            _ => &[],
        }
    }
}
