//! OpenAPI Overlay 1.0: a list of actions, each of which updates or removes what its JSONPath selects.
//!
//! <https://spec.openapis.org/overlay/v1.0.0.html>

use serde_json_path::JsonPath;

use super::{EditError, EditedTree};
use crate::openapi::Node;
use crate::source::Pointer;

/// An overlay, not looked at yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// As messages name it.
    pub name: String,
    /// The path from the output folder, as the record names it.
    pub from_output: String,
    pub text: String,
}

impl Overlay {
    /// # Errors
    ///
    /// It is no overlay, or one of its actions selects nothing.
    pub fn apply(&self, tree: &mut EditedTree) -> Result<(), EditError> {
        let problem = |cause: String| EditError(format!("{}: {cause}", self.name));
        let overlay: Node = serde_yaml::from_str(&self.text).map_err(|error| problem(error.to_string()))?;
        let version = overlay.get("overlay").and_then(Node::as_text).unwrap_or_default();
        if !version.starts_with("1.0") {
            return Err(problem("this is no overlay of version 1.0; it starts with `overlay: 1.0.0`".to_owned()));
        }
        let Some(Node::List(actions)) = overlay.get("actions") else {
            return Err(problem("an overlay needs a list of `actions`".to_owned()));
        };
        for (index, action) in actions.iter().enumerate() {
            perform(action, tree).map_err(|cause| problem(format!("action {}: {cause}", index + 1)))?;
        }
        Ok(())
    }
}

/// Keys that an action may have.
const KEYS: [&str; 4] = ["target", "description", "update", "remove"];

fn perform(action: &Node, tree: &mut EditedTree) -> Result<(), String> {
    if let Node::Map(entries) = action
        && let Some((key, _)) = entries.iter().find(|(key, _)| !KEYS.contains(&key.as_str()) && !key.starts_with("x-"))
    {
        return Err(format!("`{key}` is not a keyword of an action"));
    }
    let target = action.get("target").and_then(Node::as_text).ok_or("an action needs a `target`")?;
    let selected = select(target, tree)?;
    if selected.is_empty() {
        return Err(format!("`{target}` selects nothing"));
    }
    match (action.get("remove"), action.get("update")) {
        (Some(Node::Bool(true)), _) => selected.iter().for_each(|at| {
            // Another one that was selected may have held it.
            tree.remove(at);
        }),
        (None | Some(Node::Bool(false)), Some(update)) => {
            for at in &selected {
                let merged = match tree.get(at) {
                    Some(node) => merged(node, update),
                    None => continue,
                };
                tree.replace(at, merged?);
            }
        }
        (None | Some(Node::Bool(false)), None) => return Err("an action needs `update`, or `remove: true`".to_owned()),
        (Some(_), _) => return Err("`remove` must be `true` or `false`".to_owned()),
    }
    Ok(())
}

/// The places that a JSONPath selects, as the text of the description names them.
fn select(target: &str, tree: &EditedTree) -> Result<Vec<Pointer>, String> {
    let path = JsonPath::parse(target).map_err(|error| format!("`{target}` is no JSONPath: {error}"))?;
    let refused = |_| "the description has values that are refused, so nothing can be selected in it".to_owned();
    let value = tree.root().to_json().map_err(refused)?;
    let places = path.query_located(&value);
    let places = places.locations().map(|location| {
        let now = location.iter().fold(Pointer::root(), |at, element| match (element.as_name(), element.as_index()) {
            (Some(name), _) => at.child(name),
            (None, index) => at.child(index.unwrap_or_default()),
        });
        tree.origin(&now)
    });
    Ok(places.collect())
}

/// Mappings are merged key by key, a list gets what the update has at its end, anything else is replaced.
fn merged(node: &Node, update: &Node) -> Result<Node, String> {
    Ok(match (node, update) {
        (Node::Map(entries), Node::Map(updates)) => {
            let mut entries = entries.clone();
            for (key, update) in updates {
                match entries.iter_mut().find(|(known, _)| known == key) {
                    Some((_, value)) => *value = merged(value, update)?,
                    None => entries.push((key.clone(), update.clone())),
                }
            }
            Node::Map(entries)
        }
        (Node::List(items), Node::List(more)) => Node::List(items.iter().chain(more).cloned().collect()),
        (Node::List(items), one) => Node::List(items.iter().chain([one]).cloned().collect()),
        (Node::Map(_), other) => return Err(format!("`update` is {}, and a mapping is selected", other.kind())),
        (_, update) => update.clone(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn apply(actions: &str) -> Result<Value, String> {
        let text = r#"{"paths": {"/a": {"get": {"tags": ["x"], "deprecated": true}}, "/b": {"get": {"tags": ["y"]}}}}"#;
        let mut tree = EditedTree::new(serde_json::from_str(text).unwrap());
        let overlay = Overlay {
            name: "o.yaml".to_owned(),
            from_output: "o.yaml".to_owned(),
            text: format!("overlay: 1.0.0\nactions: {actions}"),
        };
        overlay.apply(&mut tree).map_err(|error| error.0)?;
        Ok(tree.root().to_json().unwrap()["paths"].clone())
    }

    #[test]
    fn actions_merge_append_and_remove() {
        let paths = apply(
            r#"[{target: "$.paths['/a'].get", update: {x-retry: safe, tags: [z]}}, {target: "$..deprecated", remove: true},
               {target: "$.paths.*.get[?@ == 'y']", description: none, remove: false, update: 1}]"#,
        );
        assert_eq!(paths.unwrap_err(), "o.yaml: action 3: `$.paths.*.get[?@ == 'y']` selects nothing");
        let paths = apply(
            r#"[{target: "$.paths['/a'].get", update: {x-retry: safe, tags: [z]}}, {target: "$..deprecated", remove: true}]"#,
        );
        assert_eq!(paths.unwrap()["/a"]["get"], serde_json::json!({"tags": ["x", "z"], "x-retry": "safe"}));
    }

    #[test]
    fn what_is_no_action_is_refused() {
        for (actions, cause) in [
            ("[{update: {}}]", "an action needs a `target`"),
            ("[{target: paths, update: {}}]", "is no JSONPath"),
            ("[{target: $.paths}]", "an action needs `update`"),
            ("[{target: $.paths, updat: {}}]", "`updat` is not a keyword"),
            ("{}", "needs a list of `actions`"),
        ] {
            let error = apply(actions).unwrap_err();
            assert!(error.contains(cause), "{actions}: {error}");
        }
    }
}
