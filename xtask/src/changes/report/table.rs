//! The rules as a table: what each asks of the version, and why.

use serde_json::{Value, json};

use crate::changes::Rule;
use crate::changes::choices::Format;

/// All rules, in their own order.
pub fn rules(format: Format) -> String {
    match format {
        Format::Text | Format::Github => Rule::ALL.iter().map(|rule| text(*rule)).collect(),
        Format::Markdown => {
            let rows: String = Rule::ALL.iter().map(|rule| row(*rule)).collect();
            format!("| rule | level | because | breaks programs already built |\n|---|---|---|---|\n{rows}")
        }
        Format::Json => {
            let rules: Vec<Value> = Rule::ALL.iter().map(|rule| object(*rule)).collect();
            format!("{:#}\n", json!({"rules": rules}))
        }
    }
}

fn text(rule: Rule) -> String {
    format!("{} ({})\n  {}\n  wire: {}\n", rule.name(), rule.level().as_str(), rule.reason(), rule.wire())
}

fn row(rule: Rule) -> String {
    format!("| `{}` | {} | {} | {} |\n", rule.name(), rule.level().as_str(), rule.reason(), rule.wire())
}

fn object(rule: Rule) -> Value {
    json!({"rule": rule.name(), "level": rule.level().as_str(), "reason": rule.reason(), "wire": rule.wire()})
}
