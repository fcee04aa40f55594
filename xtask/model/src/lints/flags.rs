//! Flags that hide those which every command has.

use super::Finding;
use crate::api::Api;
use crate::names::GLOBAL_FLAGS;

/// Parameters and fields of bodies whose flag is that of something else everywhere else.
pub fn hiding(api: &Api) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in api.operations() {
        for (argument, flag) in operation.inputs().zip(operation.flags()) {
            if GLOBAL_FLAGS.contains(&flag.as_str()) {
                let message = format!(
                    "`--{flag}` of `{}` is `{}`, and what every command has as `--{flag}` is `--global-{flag}` there",
                    operation.id, argument.wire
                );
                let help = "give it a flag of its own with `x-cli-name`";
                findings.push(Finding::new(&argument.origin.pointer, message, help));
            }
        }
    }
    findings
}
