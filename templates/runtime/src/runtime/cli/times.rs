//! Times as people write them: RFC 3339, a day, `now`, or how long ago.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

/// A time as it is sent. What is written out goes as it is; `now`, `2h` and `7d` are counted back from `now`.
pub(super) fn time(text: &str, now: Timestamp) -> Option<String> {
    let text = unquoted(text.trim());
    let is_written_out =
        text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok() || text.parse::<Date>().is_ok();
    if is_written_out {
        return Some(text.to_owned());
    }
    let then = if text == "now" { Some(now) } else { ago(text).and_then(|ago| now.checked_sub(ago).ok()) };
    let then = then.and_then(|then| Timestamp::from_second(then.as_second()).ok());
    then.map(|then| then.to_string())
}

/// A day as it is sent.
pub(super) fn date(text: &str) -> Option<String> {
    let text = unquoted(text.trim());
    text.parse::<Date>().is_ok().then(|| text.to_owned())
}

/// How long ago `90s`, `15m`, `2h`, `7d` or `3w` is.
fn ago(text: &str) -> Option<SignedDuration> {
    seconds(text).and_then(|seconds| i64::try_from(seconds).ok()).map(SignedDuration::from_secs)
}

/// The seconds of `90s`, `15m`, `2h`, `7d` or `3w`.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let unit = text.chars().last()?;
    let number: u64 = text[..text.len() - unit.len_utf8()].parse().ok()?;
    let seconds: u64 = match unit {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        'w' => 7 * 24 * 60 * 60,
        _ => return None,
    };
    number.checked_mul(seconds)
}

/// Times may come with quotes of their own, from whoever took the value for YAML.
fn unquoted(text: &str) -> &str {
    let inside = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    inside('\'').or_else(|| inside('"')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_sent_as_written_or_counted_back() {
        let now = "2026-08-12T09:30:00.5Z".parse().unwrap();
        for (text, expected) in [
            ("2026-08-01T00:00:00Z", "2026-08-01T00:00:00Z"),
            ("2019-12-27T18:11:19.117Z", "2019-12-27T18:11:19.117Z"),
            ("'2019-12-27T18:11:19.117Z'", "2019-12-27T18:11:19.117Z"),
            ("2026-08-01T00:00:00+02:00", "2026-08-01T00:00:00+02:00"),
            ("2026-08-01", "2026-08-01"),
            ("now", "2026-08-12T09:30:00Z"),
            ("2h", "2026-08-12T07:30:00Z"),
            ("7d", "2026-08-05T09:30:00Z"),
        ] {
            assert_eq!(time(text, now).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "yesterday", "7", "7y", "-2h", "2026-13-01"] {
            assert!(time(text, now).is_none(), "{text}");
        }
    }
}
