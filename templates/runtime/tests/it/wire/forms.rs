//! Forms whose fields are written as the description says, byte for byte.

use runtime::runtime::{BodyFormat, FormPart, Method, OperationSpec, Style, Upload, decode};
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

const fn typed(name: &'static str, media_type: &'static str) -> FormPart {
    FormPart { name, media_type: Some(media_type), headers: &[] }
}

const PARTS: BodyFormat = BodyFormat::Multipart(&[
    typed("item", "application/vnd.item+json"),
    typed("picture", "image/png"),
    typed("quoted", "application/json"),
    typed("title", "text/plain; charset=utf-8"),
]);

const HEADED: BodyFormat = BodyFormat::Multipart(&[
    FormPart { name: "picture", media_type: None, headers: &[("X-Kind", Some("photo")), ("X-Id", None)] },
    FormPart { name: "title", media_type: None, headers: &[("X-Lang", Some("en"))] },
]);

const fn post(body: BodyFormat) -> OperationSpec {
    OperationSpec { method: Method::Post, body, ..support::SPEC }
}

operation!(SendPairs -> (), decode::nothing, post(PAIRS));
operation!(SendHeaded -> (), decode::nothing, post(HEADED));
operation!(SendWhole -> (), decode::nothing, post(BodyFormat::Raw("application/pdf")));
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

#[test]
fn parts_have_the_headers_that_are_declared_and_those_that_a_file_brings() {
    let (client, received) = serve(&[(204, "")]);
    let request = client.handle().request::<SendHeaded>().body_field("title", "t").body_files(
        "picture",
        [
            Upload::bytes("a", "1").header("X-Id", "7"),
            Upload::bytes("b", "2").header("x-kind", "drawing").header("X-Id", "8").header("X-More", "m"),
        ],
    );
    send(request).unwrap();
    let request = received.recv().unwrap();
    let boundary = request.split("boundary=").nth(1).and_then(|rest| rest.lines().next()).expect("there are parts");
    let field = format!("--{boundary}\r\nContent-Disposition: form-data; name=");
    let bytes = "Content-Type: application/octet-stream";
    let expected = [
        format!("{field}\"title\"\r\nX-Lang: en\r\n\r\nt\r\n"),
        format!("{field}\"picture\"; filename=\"a\"\r\n{bytes}\r\nX-Id: 7\r\nX-Kind: photo\r\n\r\n1\r\n"),
        format!(
            "{field}\"picture\"; filename=\"b\"\r\n{bytes}\r\nx-kind: drawing\r\nX-Id: 8\r\nX-More: m\r\n\r\n2\r\n"
        ),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(body(&request), expected.concat());
}

#[test]
fn a_file_without_a_header_that_it_needs_or_with_one_that_is_not_legal_is_not_sent() {
    let (client, _received) = serve(&[]);
    let refused = |upload: Upload| {
        let request = client.handle().request::<SendHeaded>().body_files("picture", [upload]);
        send(request).unwrap_err().to_string()
    };
    let file = || Upload::bytes("a", "1");
    let message = refused(file());
    assert!(message.contains("the file `picture` needs the header `X-Id`, which `Upload::header` sets"), "{message}");
    for (name, value) in [("X-Id", "a\r\nb"), ("X Id", "1"), ("content-TYPE", "a/b"), ("Content-Disposition", "x")] {
        let message = refused(file().header("X-Id", "1").header(name, value));
        assert!(message.contains(&format!("has a header `{name}` that is not legal")), "{message}");
    }
    let whole = client.handle().request::<SendWhole>().upload(file().header("X-Id", "1"));
    let message = send(whole).unwrap_err().to_string();
    assert!(message.contains("the body has headers that only a part of a form can have"), "{message}");
}
