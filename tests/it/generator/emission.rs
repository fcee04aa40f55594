//! One snapshot for each small description: what it is warned of, and the types and resources that are emitted for it.

use std::path::Path;

use model::diagnostics::{Code, Diagnostics, Lint, MessageFormat, render};
use xtask::codegen::generate;
use xtask::codegen::inputs::Inputs;

use super::{fixtures, inputs, name, real_description, snapshots};

#[test]
fn accepted_descriptions_emit_what_their_snapshots_show() {
    let fixtures = fixtures("accepted");
    let settings = snapshots("emission", fixtures.iter().map(|fixture| name(fixture)));
    for fixture in fixtures {
        let inputs = inputs_by_name(&fixture);
        let generated = generate(&inputs).unwrap_or_else(|error| panic!("{}: {error:?}", fixture.display()));
        let mut text = render(&without_lints(&generated.warnings), &inputs.description, MessageFormat::Human);
        for (path, file) in generated.files.iter().filter(|(path, _)| is_emitted_for_the_description(path)) {
            let body = file.lines().skip_while(|line| line.starts_with("// ")).collect::<Vec<_>>().join("\n");
            text.push_str(&format!("// ---- {path}\n{body}\n"));
        }
        settings.bind(|| insta::assert_snapshot!(name(&fixture), text));
    }
}

#[test]
fn lints_say_what_their_snapshots_show() {
    let fixtures = fixtures("lints");
    let settings = snapshots("lints", fixtures.iter().map(|fixture| name(fixture)));
    for fixture in fixtures {
        let inputs = inputs_by_name(&fixture);
        let generated = generate(&inputs).unwrap_or_else(|error| panic!("{}: {error:?}", fixture.display()));
        let text = render(&generated.warnings, &inputs.description, MessageFormat::Human);
        settings.bind(|| insta::assert_snapshot!(name(&fixture), text));
    }
}

/// Messages name the file relative to the working directory, which differs between runners.
fn inputs_by_name(fixture: &Path) -> Inputs {
    let mut inputs = inputs(fixture);
    inputs.description.path = fixture.file_name().expect("a fixture has a name").to_string_lossy().into_owned();
    inputs
}

/// A small description has no texts and examples to speak of. The lints have snapshots of their own.
fn without_lints(warnings: &Diagnostics) -> Diagnostics {
    let mut rest = Diagnostics::default();
    let is_lint = |code: Code| Lint::ALL.iter().any(|lint| Code::of_lint(*lint) == code);
    for warning in warnings.iter().filter(|warning| !is_lint(warning.code)) {
        rest.push(warning.clone());
    }
    rest
}

fn is_emitted_for_the_description(path: &str) -> bool {
    path.starts_with("src/types/") || path.starts_with("src/resources")
}

#[test]
fn the_manifest_has_the_links_and_keywords_of_the_description() {
    let fixture = fixtures("accepted").into_iter().find(|fixture| name(fixture) == "links_and_keywords");
    let generated = generate(&inputs(&fixture.expect("there is such a fixture"))).expect("the description is accepted");
    let manifest = generated.files.iter().find(|(path, _)| *path == "Cargo.toml").expect("a crate has a manifest").1;
    for line in [
        r#"repository = "https://github.com/example/links""#,
        r#"documentation = "https://docs.rs/links""#,
        r#"keywords = ["links", "api"]"#,
    ] {
        assert!(manifest.lines().any(|other| other == line), "{line}:\n{manifest}");
    }
}

/// The examples of an operation have what it asks for, and no more.
#[test]
fn the_page_of_an_operation_without_security_shows_no_key() {
    let fixture = fixtures("accepted").into_iter().find(|fixture| name(fixture) == "security_schemes");
    let generated = generate(&inputs(&fixture.expect("there is such a fixture"))).expect("the description is accepted");
    let page = generated.files.get("docs/resources/the-client.md").expect("the operations have no resource");
    let examples = |operation: &str| {
        let (_, section) = page.split_once(&format!("\n## {operation}\n")).expect("each operation has a section");
        let (_, examples) = section.split_once("\n### Example\n").expect("it has an example");
        examples.split_once("\n### Errors\n").expect("its errors follow").0
    };
    assert!(examples("Get Token").contains("--api-key") && examples("Get Account").contains("-u \"$GATES_ACCOUNT\""));
    assert!(!examples("Get Login").contains('$'), "{}", examples("Get Login"));
    assert!(!examples("Get Login").contains("key"), "{}", examples("Get Login"));
}

#[test]
fn bounds_of_what_is_in_lists_and_maps_stand_on_the_pages_and_in_the_program() {
    let fixture = fixtures("accepted").into_iter().find(|fixture| name(fixture) == "bounded_values");
    let generated = generate(&inputs(&fixture.expect("there is such a fixture"))).expect("the description is accepted");
    let file = |path: &str| generated.files.get(path).expect("it is generated");
    for said in [
        "at most 5 items; each item: from 1 to 9",
        "each item: at most 8 characters",
        "at most 3 members; each value: more than 0, at most 1",
        "each item: exactly 2 items, each item: at most 7",
    ] {
        let page = file("docs/resources/the-client.md");
        assert!(page.contains(said), "{said}:\n{page}");
    }
    let program: String = file("src/cli.rs").split_whitespace().collect();
    let limit = |measure, relation, bound| {
        format!("Limit{{measure:Measure::{measure},relation:Relation::{relation},bound:{bound}f64")
    };
    for (kind, limit) in [
        ("Kind::List(&Kind::Integer,&[", limit("Value", "AtLeast", "1")),
        ("Kind::List(&Kind::Text,&[", limit("Characters", "AtMost", "8")),
        ("Kind::Map(&Kind::Number,&[", limit("Value", "MoreThan", "0")),
        ("Kind::List(&Kind::List(&Kind::Nullable(&Kind::Integer),&[", limit("Value", "AtMost", "7")),
        ("further:Some(&Member{flag:\"\",wire:\"\",kind:Kind::Map(&Kind::Text,&[", limit("Characters", "AtMost", "6")),
    ] {
        assert!(program.contains(&format!("{kind}{limit}")), "{kind} {limit}:\n{program}");
    }
}

/// What is sent by default is JSON, and its page says so.
#[test]
fn the_page_of_what_can_be_had_as_json_or_as_events_shows_both() {
    let fixture = fixtures("accepted").into_iter().find(|fixture| name(fixture) == "streamed_responses");
    let generated = generate(&inputs(&fixture.expect("there is such a fixture"))).expect("the description is accepted");
    let pages: String =
        generated.files.iter().filter(|(path, _)| path.starts_with("docs/resources/")).map(|(_, text)| text).collect();
    let (_, section) = pages.split_once("\n## Create Answer\n").expect("the operation has a section");
    let section = section.split("\n## ").next().expect("it is not empty");
    assert!(section.contains("asks for a stream of events instead, an `Events<Change>`"), "{section}");
    assert!(section.contains("[`CreateAnswerResponse`]") && !section.contains("An event\nis a"), "{section}");
    assert!(!section.contains(".events().await"), "{section}");
}

/// `base` stands in the address of the service too, and has another default there.
#[test]
fn a_server_of_an_operation_has_its_own_variables() {
    let fixture = fixtures("accepted").into_iter().find(|fixture| name(fixture) == "server_paths");
    let generated = generate(&inputs(&fixture.expect("there is such a fixture"))).expect("the description is accepted");
    let client = generated.files.get("src/client.rs").expect("there is a client");
    let (_, own) = client.split_once("own_servers: &[").expect("an operation has a server of its own");
    assert!(own.contains("default: \"cold\"") && !own.contains("default: \"v1\""), "{own}");
}

#[test]
fn there_are_differences_only_from_an_official_tool() {
    let pages = |schema: &Path| {
        let files = generate(&inputs(schema)).expect("the description is accepted").files;
        let pages = files.iter().filter(|(path, text)| path.starts_with("docs/") && text.contains("official-tool"));
        let count = pages.count();
        (files.get("docs/differences-from-the-official-tool.md").is_some(), count > 0)
    };
    assert_eq!(pages(&real_description()), (true, true));
    assert_eq!(pages(&fixtures("accepted")[0]), (false, false));
}
