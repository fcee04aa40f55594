//! Plain YAML scalars that are not what they look like: `1e3` is a number, `no` is a boolean to readers of YAML 1.1.

use super::node::Node;

/// What readers take an unquoted scalar for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Text,
    Null,
    Boolean,
    Number,
    /// Text today, a boolean in YAML 1.1.
    OlderBoolean,
    /// Text today, a number or a date in YAML 1.1: `0755`, `1_000`, `12:30`, `2024-01-31`.
    OlderNumber,
}

/// Whether a scalar deserves a second look; almost none does.
pub fn is_suspicious(text: &str) -> bool {
    text.bytes().next().is_none_or(|first| matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.') || text.len() <= 5)
}

pub fn reading(text: &str) -> Reading {
    if text.is_empty() {
        return Reading::Null;
    }
    match serde_yaml::from_str::<Node>(text) {
        Ok(Node::Null) => return Reading::Null,
        Ok(Node::Bool(_)) => return Reading::Boolean,
        Ok(Node::Number(_)) => return Reading::Number,
        Ok(Node::Text(_) | Node::List(_) | Node::Map(_) | Node::Refused(_)) | Err(_) => {}
    }
    if ["yes", "no", "on", "off"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Reading::OlderBoolean;
    }
    let digits = text.trim_start_matches(['+', '-']);
    let numeric = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b':' | b'-'));
    if digits.starts_with(|first: char| first.is_ascii_digit()) && numeric {
        Reading::OlderNumber
    } else {
        Reading::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_are_read_as_yaml_reads_them() {
        for (text, expected) in [
            ("PENDING", Reading::Text),
            ("3d", Reading::Text),
            ("no", Reading::OlderBoolean),
            ("On", Reading::OlderBoolean),
            ("1e3", Reading::Number),
            ("0x10", Reading::Number),
            ("-1", Reading::Number),
            ("null", Reading::Null),
            ("~", Reading::Null),
            ("", Reading::Null),
            ("true", Reading::Boolean),
            ("0755", Reading::OlderNumber),
            ("12:30", Reading::OlderNumber),
            ("2024-01-31", Reading::OlderNumber),
        ] {
            assert_eq!(reading(text), expected, "{text:?}");
            assert!(expected == Reading::Text || is_suspicious(text) || text.len() > 5, "{text:?}");
        }
    }
}
