//! Templates become text. A template's path below `templates/crate` is the path of the file it makes, and may hold
//! values itself. One that renders to nothing makes no file: that is how a template says that the model has no use
//! for it.

use std::collections::BTreeMap;
use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, merge_maps};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use super::views::view;
use model::api::Api;
use model::edits::Extent;

/// A file made by a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Below the output folder.
    pub path: String,
    pub text: String,
    /// Path of the template below `templates/crate`.
    pub template: String,
}

/// Renders every template. `templates` is path to text.
///
/// # Errors
///
/// A template that is malformed, or names a value that no view has.
pub fn render(api: &Api, templates: &BTreeMap<String, String>, extent: Extent) -> Result<Vec<Rendered>, TemplateError> {
    let environment = environment(templates)?;
    let view = Value::from(Serde(view(api, extent)));
    let mut files = Vec::new();
    for template in templates.keys() {
        let failed = |error| TemplateError { template: template.clone(), error };
        for values in repetitions(template, &view).map_err(failed)? {
            let text = environment.get_template(template).and_then(|it| it.render(values.clone())).map_err(failed)?;
            if !text.trim().is_empty() {
                let path = environment.render_named_str(template, template, values).map_err(failed)?;
                files.push(Rendered { path, text: format!("{}\n", text.trim()), template: template.clone() });
            }
        }
    }
    Ok(files)
}

/// What a path names that stands for many: the list it is taken from.
const REPEATED: &[(&str, &str)] = &[("resource", "resources"), ("type", "types")];

/// The values to render a template with: once, or for every page that its path stands for.
fn repetitions(template: &str, view: &Value) -> Result<Vec<Value>, minijinja::Error> {
    let Some((one, all)) = REPEATED.iter().find(|(one, _)| template.contains(&format!("{{{{ {one}."))) else {
        return Ok(vec![view.clone()]);
    };
    let all = view.get_attr("pages")?.get_attr(all)?;
    Ok(all.try_iter()?.map(|value| merge_maps([Value::from(BTreeMap::from([(*one, value)])), view.clone()])).collect())
}

/// A template that does not fit the views: a defect of the project, not of a description.
#[derive(Debug)]
pub struct TemplateError {
    template: String,
    error: minijinja::Error,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.error.line().map(|line| format!(":{line}")).unwrap_or_default();
        let detail = self.error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
        write!(f, "templates/crate/{}{line}: {}{detail}", self.template, self.error.kind())
    }
}

impl std::error::Error for TemplateError {}

/// All templates know each other, so one can include another.
fn environment(templates: &BTreeMap<String, String>) -> Result<Environment<'_>, TemplateError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A message then names the value that is not there, in a release too.
    environment.set_debug(true);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    // A line that holds nothing but a tag leaves no line behind.
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the delimiters are the default ones"));
    for (template, source) in templates {
        let failed = |error| TemplateError { template: template.clone(), error };
        environment.add_template(template, source).map_err(failed)?;
    }
    Ok(environment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::emit::sample;

    fn paths(templates: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let templates = templates.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let files = render(&sample::api(), &templates, Extent::Whole).map_err(|error| error.to_string())?;
        Ok(files.into_iter().map(|file| file.path).collect())
    }

    #[test]
    fn a_template_without_text_makes_no_file() {
        let templates = [
            ("examples/a.rs", "{% if offset_list %}\nfn main() {}\n{% endif %}\n"),
            ("examples/{{ list.path }}.rs", "{% if list %}\nfn main() {}\n{% endif %}\n"),
        ];
        assert_eq!(paths(&templates), Ok(vec!["examples/beta().batches().list.rs".to_owned()]));
    }

    #[test]
    fn a_value_that_no_view_has_is_an_error_with_its_place() {
        let error = paths(&[("README.md", "# {{ package.name }}\n\n{{ package.nmae }}\n")]).unwrap_err();
        assert_eq!(error, "templates/crate/README.md:3: undefined value: `package.nmae` is undefined");
    }

    /// The lines of a section of a manifest, without remarks and tags.
    fn section<'a>(manifest: &'a str, name: &str) -> Vec<&'a str> {
        let lines = manifest.lines().skip_while(|line| *line != name).skip(1);
        let lines = lines.take_while(|line| !line.starts_with('['));
        lines.filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("{%")).collect()
    }

    #[test]
    fn the_generated_crate_and_the_runtime_have_the_same_dependencies_and_features() {
        let generated = include_str!("../../../templates/crate/Cargo.toml");
        let runtime = include_str!("../../../templates/runtime/Cargo.toml");
        for name in ["[dependencies]", "[features]"] {
            assert!(!section(generated, name).is_empty());
            assert_eq!(section(generated, name), section(runtime, name), "{name}");
        }
    }
}
