//! The form in which nearly every service writes a time, `2026-01-31T08:15:30.123456Z`, read without a parser.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// Reads a date, `T`, a time with at most 9 digits of a fraction, and `Z`. Any other text is left to the parser, and so
/// are times that do not exist.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let (moment, rest) = text.as_bytes().split_first_chunk::<19>()?;
    let &[c1, c2, y1, y2, b'-', m1, m2, b'-', d1, d2, b'T', hour1, hour2, b':', min1, min2, b':', sec1, sec2] = moment
    else {
        return None;
    };
    let nanoseconds = match rest {
        b"Z" => 0,
        [b'.', digits @ .., b'Z'] => fraction(digits)?,
        _ => return None,
    };
    let year = 100 * i16::from(number([c1, c2])?) + i16::from(number([y1, y2])?);
    let (month, day) = (number([m1, m2])?, number([d1, d2])?);
    let (hour, minute, second) = (number([hour1, hour2])?, number([min1, min2])?, number([sec1, sec2])?);
    let civil = DateTime::new(year, month, day, hour, minute, second, nanoseconds).ok()?;
    Offset::UTC.to_timestamp(civil).ok()
}

/// Two digits.
fn number([tens, ones]: [u8; 2]) -> Option<i8> {
    i8::try_from(10 * digit(tens)? + digit(ones)?).ok()
}

/// The digits behind the point, in nanoseconds.
fn fraction(digits: &[u8]) -> Option<i32> {
    let places = u32::try_from(digits.len()).ok().filter(|places| (1..=9).contains(places))?;
    let number = digits.iter().try_fold(0, |number, &byte| Some(10 * number + i32::from(digit(byte)?)))?;
    Some(number * 10_i32.pow(9 - places))
}

fn digit(byte: u8) -> Option<u8> {
    Some(byte.wrapping_sub(b'0')).filter(|digit| *digit <= 9)
}
