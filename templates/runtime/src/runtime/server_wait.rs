//! How long the service asks to wait, read from the headers of its response.
//!
//! In order: `retry-after-ms`, then `Retry-After` as seconds, then `Retry-After` as an HTTP date. The date is measured
//! against the response's own `Date`, so a wrong clock on this machine makes no difference. What cannot be understood
//! (negative, NaN, infinite, words) counts as nothing said.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

/// The wait the service asks for; zero for a date that has passed. `wall` is used only for a response without `Date`.
pub fn read(headers: &HeaderMap, wall: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    // No milliseconds are no wish, and leave the other header its say.
    if let Some(wait) = text("retry-after-ms").and_then(|ms| seconds(ms, 1000.0)).filter(|wait| !wait.is_zero()) {
        return Some(wait);
    }
    let asked = text(header::RETRY_AFTER.as_str())?;
    seconds(asked, 1.0).or_else(|| {
        let until = httpdate::parse_http_date(asked).ok()?;
        let now = text(header::DATE.as_str()).and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(wall);
        Some(until.duration_since(now).unwrap_or(Duration::ZERO))
    })
}

/// A decimal number of seconds divided by `per_second`; a number too large to hold is the longest wait there is.
fn seconds(text: &str, per_second: f64) -> Option<Duration> {
    // Rust also reads "inf", "nan" and "1e9" as numbers; only digits with at most one point are meant here.
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let number: f64 = text.parse().ok()?;
    Some(Duration::try_from_secs_f64(number / per_second).unwrap_or(Duration::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &[(&'static str, &str)], expected: Option<f64>) {
        let map = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let wall = httpdate::parse_http_date("Sun, 06 Nov 1994 08:00:00 GMT").unwrap();
        assert_eq!(read(&map, wall), expected.map(Duration::from_secs_f64), "{headers:?}");
    }

    #[test]
    fn seconds_and_milliseconds() {
        check(&[("retry-after", "2")], Some(2.0));
        check(&[("retry-after", " 1.5 ")], Some(1.5));
        check(&[("retry-after", "0")], Some(0.0));
        check(&[("retry-after", "86400")], Some(86_400.0));
        check(&[("retry-after-ms", "250"), ("retry-after", "9")], Some(0.25));
        check(&[("retry-after-ms", "soon"), ("retry-after", "9")], Some(9.0));
        check(&[("retry-after-ms", "0"), ("retry-after", "9")], Some(9.0));
    }

    #[test]
    fn garbage_says_nothing() {
        for value in ["", "soon", "-5", "NaN", "inf", "-inf", "1e9", "+3", "1.2.3", ".", "0x10", "2s"] {
            check(&[("retry-after", value)], None);
            check(&[("retry-after-ms", value)], None);
        }
        check(&[], None);
    }

    #[test]
    fn a_huge_number_saturates() {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", "9".repeat(400).parse().unwrap());
        assert_eq!(read(&headers, SystemTime::UNIX_EPOCH), Some(Duration::MAX));
    }

    #[test]
    fn a_date_is_measured_against_the_responses_own_date() {
        let until = ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT");
        check(&[until, ("date", "Sun, 06 Nov 1994 08:49:35 GMT")], Some(2.0));
        check(&[until, ("date", "Sun, 06 Nov 1994 09:00:00 GMT")], Some(0.0));
        check(&[until], Some(49.0 * 60.0 + 37.0));
        check(&[until, ("date", "today")], Some(49.0 * 60.0 + 37.0));
    }
}
