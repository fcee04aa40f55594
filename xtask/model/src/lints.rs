//! What the author of a curated description would want to hear, though a crate can be made without it: texts and examples
//! that are missing, types that nothing uses, lists that are not declared as such. All of it are warnings, and
//! `x-client.lints` switches each off.
//!
//! A description that names its package is curated, and hears of every place. Any other is somebody else's: one warning a
//! lint, with a count.

mod descriptions;
mod examples;
mod flags;
mod shapes;
#[cfg(test)]
mod tests;

use super::api::Api;
use super::diagnostics::{Code, Diagnostic, Diagnostics, Lint, Location, Part};
use super::openapi::{Document, Pointer};

/// Reports what the description and the model made of it show. It has to be one that was accepted: what is missing because
/// it was refused is no news.
pub fn lint(document: &Document, api: &Api, diagnostics: &mut Diagnostics) {
    let settings = &document.client;
    let is_curated = matches!(settings.package, Ok(Some(_)));
    for lint in Lint::ALL.iter().filter(|lint| !settings.allowed_lints.contains(lint)) {
        let findings = find(*lint, document, api);
        let Some(first) = findings.first() else { continue };
        if is_curated || findings.len() == 1 {
            for finding in &findings {
                diagnostics.push(finding.diagnostic(*lint));
            }
        } else {
            let message = format!("{}; this is the first", summary(*lint, findings.len()));
            diagnostics.push(Finding { message, ..first.clone() }.diagnostic(*lint));
        }
    }
}

fn find(lint: Lint, document: &Document, api: &Api) -> Vec<Finding> {
    match lint {
        Lint::MissingDescription => descriptions::missing(document),
        Lint::MissingExample => examples::missing(api),
        Lint::UndeclaredProperty => examples::undeclared(api),
        Lint::UnusedSchema => shapes::unused(api),
        Lint::UntaggedResource => descriptions::untagged(document),
        Lint::LongInlineName => shapes::long_names(api),
        Lint::UnpaginatedList => shapes::unpaginated(api),
        Lint::GlobalFlag => flags::hiding(api),
    }
}

fn summary(lint: Lint, count: usize) -> String {
    let (what, verb) = match lint {
        Lint::MissingDescription => ("operation, parameter, property or value", "without a description"),
        Lint::MissingExample => ("operation", "without an example"),
        Lint::UndeclaredProperty => ("property in examples", "that is not declared"),
        Lint::UnusedSchema => ("schema", "that nothing uses"),
        Lint::UntaggedResource => ("resource", "that no tag describes"),
        Lint::LongInlineName => ("inline schema", "with a long name"),
        Lint::UnpaginatedList => ("operation", "that looks like a list, without `x-pagination`"),
        Lint::GlobalFlag => ("parameter or property", "whose flag hides one that every command has"),
    };
    format!("{count} × {what} {verb}")
}

/// One place where a lint applies.
#[derive(Clone, Debug)]
struct Finding {
    at: Pointer,
    message: String,
    help: &'static str,
}

impl Finding {
    fn new(at: &Pointer, message: String, help: &'static str) -> Self {
        Self { at: at.clone(), message, help }
    }

    fn diagnostic(&self, lint: Lint) -> Diagnostic {
        let help = format!("{} (`x-client: {{ lints: {{ {}: allow }} }}` switches this off)", self.help, lint.name());
        Diagnostic::new(Code::of_lint(lint), Location::Node(self.at.clone(), Part::Key), self.message.clone())
            .help(help)
    }
}
