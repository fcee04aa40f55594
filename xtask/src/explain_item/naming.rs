//! The rules that name items, in words.

use model::api::NamingRule;

/// What a name was made from, and how.
#[derive(Clone, Copy, Debug)]
pub struct Naming {
    /// Such as "the name on the wire".
    pub source: &'static str,
    pub case: &'static str,
    /// Which extension can choose another name.
    pub extension: &'static str,
}

pub const SCHEMA: Naming = Naming { source: "the name of the schema", case: "Pascal case", extension: "x-rust-name" };
pub const FIELD: Naming = Naming { source: "the name on the wire", case: "snake case", extension: "x-rust-name" };
pub const VARIANT: Naming = Naming { source: "the value on the wire", case: "Pascal case", extension: "x-rust-names" };
pub const METHOD: Naming = Naming { source: "the operationId", case: "snake case", extension: "x-rust-name" };
pub const RESOURCE: Naming = Naming { source: "the first tag", case: "snake case", extension: "x-resource" };

impl Naming {
    pub fn words(&self, rule: NamingRule) -> String {
        let Self { source, case, extension } = self;
        match rule {
            NamingRule::Extension => format!("by `{extension}`"),
            NamingRule::Case => format!("{source} in {case} (`{extension}` would choose another name)"),
            NamingRule::Reserved => {
                format!(
                    "{source}, which the generated code needs for itself, with its fixed ending (see `{extension}`)"
                )
            }
            NamingRule::Place => format!("after the place it stands in (`{extension}` would choose another name)"),
        }
    }
}
