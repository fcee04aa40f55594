//! Text as files and pipes have it on every system.

/// UTF-8, with a byte order mark or without, or UTF-16 with one, as some programs of Windows write it.
///
/// # Errors
///
/// Names the encoding that it is not in.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<String, &'static str> {
    let units = |pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|two| pair([two[0], two[1]])).collect();
        String::from_utf16(&units).map_err(|_| "UTF-16")
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).map_err(|_| "UTF-8"),
        _ => String::from_utf8(bytes).map_err(|_| "UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_every_system_is_read() {
        for bytes in [&b"a: 1"[..], b"\xef\xbb\xbfa: 1", b"\xff\xfea\0:\0 \x001\0", b"\xfe\xff\0a\0:\0 \x001"] {
            assert_eq!(decoded(bytes.to_vec()).as_deref(), Ok("a: 1"));
        }
        assert_eq!(decoded(vec![0xc3]), Err("UTF-8"));
        assert_eq!(decoded(vec![0xff, 0xfe, 0x00, 0xd8]), Err("UTF-16"));
    }
}
