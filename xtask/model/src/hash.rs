//! Hashes short enough for a line of text: XXH3 of 64 bits, whose specification fixes them for every machine and version.
//! They tell an accident from an unchanged text; nobody who wants a text to pass for another one is kept from it, and is
//! not meant to be: whoever can write the text can write the hash beside it.

use std::hash::Hasher;

use twox_hash::XxHash3_64;

/// Sixteen hexadecimal digits. The parts count as one text.
pub fn short_hash(parts: &[&[u8]]) -> String {
    let mut hasher = XxHash3_64::new();
    for part in parts {
        hasher.write(part);
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_specification() {
        assert_eq!(short_hash(&[]), "2d06800538d394c2");
        assert_eq!(short_hash(&[b"ab", b"c"]), short_hash(&[b"abc"]));
        assert_eq!(short_hash(&[b"abc"]), "78af5f94892f3950");
    }
}
