//! What a name says about its value: `x-api-key` holds a secret; `author`, `keywords` and `x-partition-key` do not.
//!
//! Names are read as whole words, whatever joins them: hyphens, underscores, dots or capitals.

/// What is known of a value by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is a secret, whatever it looks like.
    Secret,
    /// It is a key or a token of the kind that opens nothing.
    Ordinary,
    /// The name does not say.
    Unknown,
}

/// Words that name a secret on their own; some are written as one word by habit.
const SECRET: [&str; 22] = [
    "accesskey",
    "accesstoken",
    "apikey",
    "apitoken",
    "auth",
    "authenticate",
    "authentication",
    "authkey",
    "authorization",
    "authtoken",
    "bearer",
    "cookie",
    "credential",
    "jwt",
    "oauth",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "secretkey",
    "signature",
];

/// Words that name a secret unless one of [`ORDINARY`] stands before them.
const DOUBTFUL: [&str; 2] = ["key", "token"];

/// What makes a key a place to look up, and a token a page or a piece of text.
const ORDINARY: [&str; 20] = [
    "cache",
    "completion",
    "continuation",
    "foreign",
    "group",
    "idempotency",
    "input",
    "limit",
    "max",
    "next",
    "output",
    "page",
    "partition",
    "primary",
    "prompt",
    "public",
    "remaining",
    "routing",
    "sort",
    "total",
];

/// What a name says, in any case.
pub(super) fn meaning(name: &str) -> Meaning {
    let (mut meaning, mut before) = (Meaning::Unknown, String::new());
    for word in words(name) {
        let singular = word.strip_suffix('s').unwrap_or(&word);
        if SECRET.contains(&singular) {
            return Meaning::Secret;
        }
        if DOUBTFUL.contains(&singular) {
            match ORDINARY.contains(&before.as_str()) {
                true => meaning = Meaning::Ordinary,
                false => return Meaning::Secret,
            }
        }
        before = word;
    }
    meaning
}

/// The words of a name, in lower case.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::new();
    let mut previous = ' ';
    for character in name.chars() {
        if previous.is_lowercase() && character.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(if character.is_alphanumeric() { character } else { ' ' });
        previous = character;
    }
    spaced.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_of_a_name_tell_what_it_holds() {
        for (expected, names) in [
            (
                Meaning::Secret,
                "authorization Proxy-Authorization WWW-Authenticate cookie Set-Cookie x-api-key apiKey API_KEY x-apikey \
                 key keys webhook_signing_secret clientSecret credentials LC-Signature x-auth db.password accessToken \
                 token refresh_tokens ocp-apim-subscription-key x-amz-security-token api_key_2 oauth jwt",
            ),
            (
                Meaning::Ordinary,
                "x-partition-key sortKey idempotency-key page_token nextPageToken continuation-token max_tokens \
                 x-ratelimit-remaining-tokens",
            ),
            (
                Meaning::Unknown,
                "author authors authority keywords keyword monkey keyboard tokenizer secretary x-tenant accept date \
                 location config name",
            ),
        ] {
            for name in names.split_whitespace() {
                assert_eq!(meaning(name), expected, "{name}");
            }
        }
    }
}
