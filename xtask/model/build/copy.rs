//! What the generator copies of the runtime. It is tested where it is written, and its tests stay there.

use crate::hash::short_hash;
use crate::header;

/// Its tests stand in files called `tests.rs` and in folders of that name.
pub fn is_test(path: &str) -> bool {
    path.split('/').any(|name| name == "tests.rs" || name == "tests")
}

/// The text without its module of tests, which ends with the first brace at the beginning of a line, and with one line end
/// at its end.
pub fn without_test_module(mut text: String) -> String {
    if let Some((before, module)) = text.split_once("\n#[cfg(test)]\nmod tests") {
        let end = if module.starts_with(';') { module.find('\n') } else { module.find("\n}").map(|at| at + 2) };
        text = format!("{before}\n{}", &module[end.unwrap_or(module.len())..]);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Paths and texts, sorted, as constants that the generator includes: what every crate has, what those with a program have
/// beside it, and the hashes of the first and of all. The texts bear their headers, so that a run writes them as they are.
pub fn to_rust(files: &[(String, String)]) -> String {
    let of_program = |file: &&(String, String)| file.0.starts_with("cli/");
    let (program, library): (Vec<_>, Vec<_>) = files.iter().partition(of_program);
    [
        constant("LIBRARY", &library),
        constant("PROGRAM", &program),
        format!("const HASH_OF_LIBRARY: &str = {:?};\n", hash(&library)),
        format!("const HASH_OF_ALL: &str = {:?};\n", hash(&files.iter().collect::<Vec<_>>())),
    ]
    .concat()
}

fn constant(name: &str, files: &[&(String, String)]) -> String {
    let entry = |(path, text): &(String, String)| {
        let text = header::with_header(path, &format!("templates/runtime/src/runtime/{path}"), text);
        format!("    {:?},\n", (path, text))
    };
    format!("const {name}: &[(&str, &str)] = &[\n{}];\n", files.iter().map(|file| entry(file)).collect::<String>())
}

fn hash(files: &[&(String, String)]) -> String {
    let parts = files.iter().flat_map(|(path, text)| [path.as_bytes(), b"\0", text.as_bytes()]);
    short_hash(&parts.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_known_by_its_path() {
        for path in ["tests.rs", "call/tests.rs", "tests/a.rs", "call/tests/a.rs"] {
            assert!(is_test(path), "{path}");
        }
        for path in ["contests.rs", "contests/a.rs", "tests_of.rs", "call.rs"] {
            assert!(!is_test(path), "{path}");
        }
    }

    #[test]
    fn tests_are_left_out_and_what_follows_them_is_not() {
        let check = |text: &str, left: &str| assert_eq!(without_test_module(text.to_owned()), format!("{left}\n"));
        check("fn a() {}\n\n#[cfg(test)]\nmod tests;\n", "fn a() {}");
        check("fn a() {}\n\n#[cfg(test)]\nmod tests {\n    fn t() {\n    }\n}\n", "fn a() {}");
        check("fn a() {}\n#[cfg(test)]\nmod tests {\n    x\n}\nfn b() {}\n", "fn a() {}\n\nfn b() {}");
        check("fn a() {}\n", "fn a() {}");
    }
}
