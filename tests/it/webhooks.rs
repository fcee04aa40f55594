//! Webhook deliveries: accepted when signed with the secret over the very bytes that arrived, and only then.

use http::HeaderMap;
use llamacloud::types::WebhookEvent;
use llamacloud::webhooks::{Verifier, WebhookError, verify};

const SECRET: &str = "whsec-of-a-test";
const BODY: &str = r#"{"event_type":"batch.success","data":{"id":"bat-1","note":"é"}}"#;
/// The HMAC-SHA256 of `BODY` under `SECRET`, made with another implementation.
const DIGEST: &str = "dfa5b4d28727aa42412ebadd3a2436ae4fb47a5f37bc209c3aa74f345121235c";

fn headers(signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("lc-signature", signature.parse().expect("a legal header value"));
    headers
}

#[test]
fn a_signed_delivery_is_opened() {
    let verifier = Verifier::new(SECRET).expect("a secret");
    let delivery = verifier.open(&headers(&format!("sha256={DIGEST}")), BODY.as_bytes()).expect("it is signed");
    assert_eq!(delivery.body()["data"]["id"], "bat-1");
    assert_eq!(delivery.event_at("/event_type"), Some(WebhookEvent::from("batch.success")));
    assert_eq!(delivery.event_at("/data"), None);
    verifier.check(&format!("sha256={}", DIGEST.to_uppercase()), BODY.as_bytes()).expect("digits of either case");
    let delivery = verify(SECRET, BODY.as_bytes(), &format!("sha256={DIGEST}")).expect("it is signed");
    assert_eq!(delivery.into_body()["data"]["note"], "é");
    let rotated = Verifier::new("the next secret").and_then(|verifier| verifier.or_secret(SECRET)).expect("secrets");
    rotated.check(&format!("sha256={DIGEST}"), BODY.as_bytes()).expect("the old secret still counts");
}

#[test]
fn a_delivery_may_bear_the_signatures_of_two_secrets() {
    let verifier = Verifier::new(SECRET).expect("a secret");
    let (good, other) = (format!("sha256={DIGEST}"), Verifier::new("next").expect("a secret").sign(BODY.as_bytes()));
    for both in [format!("{good},{other}"), format!("{other}, {good}")] {
        verifier.open(&headers(&both), BODY.as_bytes()).expect("one of them is of this secret");
    }
    let mut twice = headers(&other);
    twice.append("LC-Signature", good.parse().expect("a legal header value"));
    verifier.open(&twice, BODY.as_bytes()).expect("one of them is of this secret");
    let outcome = verifier.open(&headers(&format!("{other},{other}")), BODY.as_bytes());
    assert!(matches!(outcome, Err(WebhookError::SignatureMismatch)), "{outcome:?}");
}

#[test]
fn a_secret_may_have_the_line_end_of_its_file() {
    for secret in [format!("{SECRET}\n"), format!("{SECRET}\r\n")] {
        let verifier = Verifier::new(secret).expect("a secret");
        verifier.check(&format!("sha256={DIGEST}"), BODY.as_bytes()).expect("it is signed");
        assert_eq!(verifier.sign(BODY.as_bytes()), format!("sha256={DIGEST}"));
    }
    assert!(matches!(Verifier::new("\n"), Err(WebhookError::EmptySecret)));
}

#[test]
fn anything_else_is_refused() {
    let verifier = Verifier::new(SECRET).expect("a secret");
    let good = format!("sha256={DIGEST}");
    let changed = BODY.replace("bat-1", "bat-2");
    let outcome = verifier.open(&headers(&good), changed.as_bytes());
    assert!(matches!(outcome, Err(WebhookError::SignatureMismatch)), "{outcome:?}");
    let other = Verifier::new("another secret").expect("a secret");
    assert!(matches!(other.open(&headers(&good), BODY.as_bytes()), Err(WebhookError::SignatureMismatch)));
    assert!(matches!(verifier.open(&HeaderMap::new(), BODY.as_bytes()), Err(WebhookError::SignatureMissing)));
    let malformed = [DIGEST, "", "sha256=", "sha256=zz", "sha1=00", &good[..good.len() - 1], &format!("{good}0")];
    for signature in malformed {
        let outcome = verifier.open(&headers(signature), BODY.as_bytes());
        assert!(matches!(outcome, Err(WebhookError::SignatureMalformed)), "{signature}: {outcome:?}");
    }
    assert!(matches!(Verifier::new(""), Err(WebhookError::EmptySecret)));
    assert!(!format!("{verifier:?}").contains(SECRET));
}
