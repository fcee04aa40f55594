//! One snapshot for each small description: the types and resources that are emitted for it.

use xtask::codegen::generate;

use super::{fixtures, inputs, name};

#[test]
fn accepted_descriptions_emit_what_their_snapshots_show() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/emission");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for fixture in fixtures("accepted") {
        let generated = generate(&inputs(&fixture)).unwrap_or_else(|error| panic!("{}: {error:?}", fixture.display()));
        let mut text = String::new();
        for (path, file) in generated.files.iter().filter(|(path, _)| is_emitted_for_the_description(path)) {
            let body = file.lines().skip_while(|line| line.starts_with("// ")).collect::<Vec<_>>().join("\n");
            text.push_str(&format!("// ---- {path}\n{body}\n"));
        }
        settings.bind(|| insta::assert_snapshot!(name(&fixture), text));
    }
}

fn is_emitted_for_the_description(path: &str) -> bool {
    path.starts_with("src/types/") || path.starts_with("src/resources")
}
