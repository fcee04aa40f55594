//! Whether Cargo will build a crate where it was written. A package below a workspace that neither has it as a member nor
//! excludes it is refused by Cargo, with words that do not say what made the package.

use std::fs;
use std::path::{Path, PathBuf};

/// A workspace in whose way a folder stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    pub manifest: PathBuf,
    /// The folder, as the manifest would name it.
    pub folder: String,
}

/// The nearest workspace around the folder, if it does not know of the folder.
pub fn unlisted(folder: &Path) -> Option<Unlisted> {
    let folder = fs::canonicalize(folder).ok()?;
    let (manifest, text) = folder.ancestors().skip(1).find_map(|above| {
        let manifest = above.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).ok()?;
        text.lines().any(|line| line.trim_end() == "[workspace]").then_some((manifest, text))
    })?;
    let below = folder.strip_prefix(manifest.parent()?).ok()?;
    let below = super::paths::with_slashes(below);
    let is_member = list(&text, "members").iter().any(|pattern| matches(pattern, &below));
    let is_excluded = list(&text, "exclude").iter().any(|path| Path::new(&below).starts_with(path));
    (!is_member && !is_excluded).then_some(Unlisted { manifest, folder: below })
}

/// The strings of an array. A manifest is read only for a hint, so the few forms people write are enough.
fn list(manifest: &str, key: &str) -> Vec<String> {
    let is_key =
        |line: &&str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    let lines = manifest.lines().skip_while(|line| !is_key(line));
    let mut strings = Vec::new();
    for line in lines {
        let code = line.split('#').next().unwrap_or_default();
        strings.extend(code.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned));
        if code.contains(']') {
            break;
        }
    }
    strings
}

fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.trim_start_matches("./").trim_end_matches('/').split('/'), path.split('/'));
    pattern.clone().count() == path.clone().count() && pattern.zip(path).all(|(one, other)| one == "*" || one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_the_workspace_around_it_does_not_know_is_told() {
        let root = tempfile::TempDir::new().unwrap();
        let manifest = "[workspace]\nmembers = [\n  \"a\", # one\n  'crates/*',\n]\nexclude = [\"out\"]\n";
        fs::write(root.path().join("Cargo.toml"), manifest).unwrap();
        for (folder, known) in [("a", true), ("crates/b", true), ("out/c", true), ("d", false), ("crates/b/c", false)] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
            let found = unlisted(&root.path().join(folder)).map(|unlisted| unlisted.folder);
            assert_eq!(found, (!known).then(|| folder.to_owned()));
        }
    }
}
