//! Which credentials an operation is sent with, and what cannot be one.

use super::*;

const fn scheme(name: &'static str, setter: &'static str, auth: Auth) -> Scheme {
    Scheme { name, setter, env: &[], auth }
}

static SCHEMES: [Scheme; 4] = [
    scheme("key", "api_key", Auth::Query("k")),
    scheme("user", "user", Auth::Basic),
    scheme("session", "session", Auth::Cookie("sid")),
    Scheme { env: &["EXAMPLE_OTHER"], ..scheme("other", "other", Auth::Header("x-other")) },
];

fn credentials(schemes: &[usize]) -> Credentials {
    let mut credentials = Credentials::none(&SCHEMES, None);
    for index in schemes {
        credentials.add(&SCHEMES[*index], "user:canary", "the key").unwrap();
    }
    credentials
}

fn chosen(credentials: &Credentials, alternatives: &[&[&str]]) -> Option<Vec<&'static str>> {
    let chosen = credentials.of_operation(alternatives, |_| false).ok()?;
    Some(
        chosen
            .into_iter()
            .filter_map(|chosen| chosen.credential(&[]))
            .map(|credential| credential.scheme.name)
            .collect(),
    )
}

#[test]
fn the_first_alternative_that_there_is_all_of_is_sent() {
    let both = credentials(&[0, 1]);
    assert_eq!(chosen(&both, &[&["key", "user"]]), Some(vec!["key", "user"]));
    assert_eq!(chosen(&both, &[&["other"], &["user"], &["key"]]), Some(vec!["user"]));
    assert_eq!(chosen(&both, &[&[], &["key"]]), Some(vec!["key"]), "what is optional is sent where it is there");
    assert_eq!(chosen(&both, &[]), Some(vec![]), "nothing is sent where nothing is asked for");
    let one = credentials(&[0]);
    assert_eq!(chosen(&one, &[&["key", "user"], &[]]), Some(vec![]));
    assert_eq!(chosen(&one, &[&["key", "user"], &["user"]]), None);
}

#[test]
fn what_is_missing_is_named_with_the_ways_to_set_it() {
    let reason = credentials(&[0]).of_operation(&[&["key", "user"], &["other"]], |_| false).err();
    let expected = "the client lacks credentials for it: `key` (call `api_key`) together with `user` (call `user`), \
                    or `other` (call `other`, or set EXAMPLE_OTHER)";
    assert_eq!(reason.as_deref(), Some(expected));
}

#[test]
fn what_the_caller_sees_to_is_not_asked_for() {
    let one = credentials(&[0]);
    let chosen = one.of_operation(&[&["other", "key"]], |scheme| scheme.name == "other").unwrap();
    assert_eq!(chosen.len(), 1);
}

#[test]
fn a_name_and_a_password_are_encoded() {
    for (text, expected) in
        [("Aladdin:open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), ("a:b", "YTpi"), ("é:", "w6k6"), ("ab: ", "YWI6IA==")]
    {
        let mut credentials = Credentials::none(&SCHEMES, None);
        credentials.add(&SCHEMES[1], text, "the key").unwrap();
        let Carrier::Header(name, value) = &credentials.held[0].carrier else { panic!("it is a header") };
        assert_eq!((name, value.to_str().unwrap()), (&AUTHORIZATION, format!("Basic {expected}").as_str()));
        assert!(value.is_sensitive() && credentials.secrets().any(|secret| secret == expected));
    }
}

#[test]
fn what_cannot_be_sent_is_refused_without_being_shown() {
    for (index, text, reason) in [
        (0, " ", "is empty"),
        (0, "canary canary", "white space"),
        (1, "canary", "colon"),
        (2, "canary;path=/", "no cookie has"),
        (3, "'canary'", "quotation mark"),
    ] {
        let error = Credentials::none(&SCHEMES, None).add(&SCHEMES[index], text, "the key").unwrap_err();
        assert!(error.to_string().contains(reason) && !error.to_string().contains("canary"), "{error}");
    }
}
