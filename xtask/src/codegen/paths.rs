//! Paths as messages and headers show them.

use std::env;
use std::path::{Component, Path, PathBuf};

/// Relative to the working directory where that is shorter to read, and with `/` everywhere.
pub fn shown(path: &Path) -> String {
    let Ok(current) = env::current_dir() else { return with_slashes(path) };
    let relative = relative(&current.join(path), &current);
    let shown =
        if relative.components().filter(|part| *part == Component::ParentDir).count() > 3 { path } else { &relative };
    if shown.as_os_str().is_empty() { ".".to_owned() } else { with_slashes(shown) }
}

/// The path's text with `/` between its parts.
pub fn with_slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// The path as it is written from another one.
pub fn relative(path: &Path, base: &Path) -> PathBuf {
    let (path, base) = (normal(path), normal(base));
    let common = path.components().zip(base.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return path;
    }
    let up = base.components().skip(common).map(|_| Component::ParentDir);
    up.chain(path.components().skip(common)).collect()
}

/// Without `.` and `..`, by the look of it: the path need not exist.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_from_where_the_reader_stands() {
        let check = |path: &str, base: &str, expected: &str| {
            assert_eq!(relative(Path::new(path), Path::new(base)), Path::new(expected), "{path} from {base}");
        };
        check("/project/generated", "/project", "generated");
        check("/project/generated", "/project/xtask/src", "../../generated");
        check("/project/./a/../b", "/project", "b");
        check("/project", "/project", "");
    }
}
