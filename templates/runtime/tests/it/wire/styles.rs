//! Parameters that are more than one text, byte for byte.

use std::collections::BTreeMap;

use runtime::runtime::{OneOrMany, OperationSpec, Style, decode};

use super::server::{send, serve};
use crate::support::{self, operation};

const STYLED: OperationSpec =
    OperationSpec { path: "/of{label}{each}/in{matrix}{point}/{row}/{pairs}", ..support::SPEC };

operation!(GetStyled -> (), decode::nothing, STYLED);

#[test]
fn each_style_of_a_path_arrives_as_openapi_shows_it() {
    let (client, received) = serve(&[(204, "")]);
    let point: BTreeMap<String, f64> = [("x".to_owned(), 1.5), ("y".to_owned(), 2.0)].into();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let request = client.handle().request::<GetStyled>();
    let request = request
        .path_parameter_as("label", Style::Label, &"a b/c".to_owned())
        .path_parameter_as("each", Style::LabelEach, &words(&["x", "y"]))
        .path_parameter_as("matrix", Style::Matrix, &words(&["é", "b"]))
        .path_parameter_as("point", Style::MatrixEach, &point)
        .path_parameter_as("row", Style::Commas, &point)
        .path_parameter_as("pairs", Style::Pairs, &point)
        .query_list("tags", Style::Commas, OneOrMany::<String>::from(["a%2Cb".to_owned(), "c".to_owned()]))
        .header_parameter_as("x-point", Style::Pairs, &point);
    send(request).unwrap();
    let request = received.recv().unwrap();
    let line =
        "GET /of.a%20b%2Fc.x.y/in;matrix=%C3%A9,b;x=1.5;y=2.0/x,1.5,y,2.0/x=1.5,y=2.0?tags=a%252Cb,c HTTP/1.1\r\n";
    assert!(request.starts_with(line), "{request}");
    assert!(request.contains("x-point: x=1.5,y=2.0\r\n"), "{request}");
}

#[test]
fn a_value_that_holds_what_separates_is_not_sent() {
    let (client, _received) = serve(&[]);
    let request = client.handle().request::<GetStyled>();
    let error = send(request.path_parameter_as("matrix", Style::MatrixEach, &vec!["a;b".to_owned()])).unwrap_err();
    assert!(error.to_string().contains("`matrix` cannot be sent: it holds a semicolon"), "{error}");
}
