//! Forms whose fields are written as the description says, byte for byte.

use runtime::runtime::{BodyFormat, Method, OperationSpec, Style, Upload, decode};
use serde_json::json;

use super::server::{send, serve};
use crate::support::{self, operation};

const PAIRS: BodyFormat = BodyFormat::Form(&[
    ("address", Style::Members),
    ("codes", Style::Commas),
    ("expand", Style::Deep),
    ("items", Style::Deep),
    ("notes", Style::Json),
]);

const PARTS: BodyFormat = BodyFormat::Multipart(&[
    ("item", "application/vnd.item+json"),
    ("picture", "image/png"),
    ("quoted", "application/json"),
    ("title", "text/plain; charset=utf-8"),
]);

const fn post(body: BodyFormat) -> OperationSpec {
    OperationSpec { method: Method::Post, body, ..support::SPEC }
}

operation!(SendPairs -> (), decode::nothing, post(PAIRS));
operation!(SendParts -> (), decode::nothing, post(PARTS));

fn body(request: &str) -> &str {
    request.split_once("\r\n\r\n").expect("a head ends").1
}

#[test]
fn each_field_of_a_form_is_written_in_its_style() {
    let (client, received) = serve(&[(204, "")]);
    let request = client.handle().request::<SendPairs>();
    let request = request
        .body_field("address", json!({ "city": "A b", "zip": null }))
        .body_field("amount", 5)
        .body_field("codes", json!(["a&b", "c"]))
        .body_field("expand", json!(["x", "y"]))
        .body_field("items", json!([{ "name": "n", "tags": ["t"] }, { "name": "m" }]))
        .body_field("notes", json!(["1"]))
        .body_field("other", json!(["p", "q"]));
    send(request).unwrap();
    let expected = "city=A%20b&amount=5&codes=a%26b,c&expand%5B%5D=x&expand%5B%5D=y&items%5B0%5D%5Bname%5D=n\
                    &items%5B0%5D%5Btags%5D%5B%5D=t&items%5B1%5D%5Bname%5D=m&notes=%5B%221%22%5D&other=p&other=q";
    assert_eq!(body(&received.recv().unwrap()), expected);
}

#[test]
fn a_field_that_its_style_cannot_write_is_not_sent() {
    let (client, _received) = serve(&[]);
    let request = client.handle().request::<SendPairs>().body_field("codes", json!(["a,b"]));
    let error = send(request).unwrap_err();
    assert!(error.to_string().contains("the body field `codes` cannot be sent: it holds a comma"), "{error}");
}

#[test]
fn each_part_has_the_media_type_that_it_is_declared_with() {
    let (client, received) = serve(&[(204, "")]);
    let request = client.handle().request::<SendParts>();
    let request = request
        .body_field("item", json!({ "count": 1 }))
        .body_field("plain", "p")
        .body_field("quoted", "q")
        .body_field("title", "t")
        .body_files("picture", [Upload::bytes("a.png", "1"), Upload::bytes("b", "2").media_type("image/webp")]);
    send(request).unwrap();
    let request = received.recv().unwrap();
    let boundary = request.split("boundary=").nth(1).and_then(|rest| rest.lines().next()).expect("there are parts");
    let parts: Vec<&str> = body(&request).split(boundary).collect();
    let part = |index: usize| parts[index].trim_start_matches("\r\n").trim_end_matches("\r\n--");
    let field = "Content-Disposition: form-data; name=";
    assert_eq!(part(1), format!("{field}\"item\"\r\nContent-Type: application/vnd.item+json\r\n\r\n{{\"count\":1}}"));
    assert_eq!(part(2), format!("{field}\"plain\"\r\n\r\np"));
    assert_eq!(part(3), format!("{field}\"quoted\"\r\nContent-Type: application/json\r\n\r\n\"q\""));
    assert_eq!(part(4), format!("{field}\"title\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nt"));
    let file = format!("{field}\"picture\"; filename=");
    assert_eq!(part(5), format!("{file}\"a.png\"\r\nContent-Type: image/png\r\n\r\n1"));
    assert_eq!(part(6), format!("{file}\"b\"\r\nContent-Type: image/webp\r\n\r\n2"));
}
