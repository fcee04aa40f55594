//! Which version the next release must at least have, by the rules Cargo resolves dependencies with: what may break
//! callers raises the leftmost number that is not zero.

use semver::{Prerelease, Version};

use super::{Change, Level};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The highest level among the changes; `None` if nothing changed.
    pub level: Option<Level>,
    /// The least version the changes allow; any before the first release.
    pub needed: Option<Version>,
    /// The version the new description declares.
    pub declared: Version,
    /// Changes that break programs already built. They ask nothing of the version: whoever upgrades is well again.
    pub wire_breaking: usize,
}

impl Verdict {
    /// Whether the declared version is high enough.
    pub fn is_met(&self) -> bool {
        self.needed.as_ref().is_none_or(|needed| self.declared >= *needed)
    }
}

/// From the versions of the old and the new package; there is no old one before the first release.
pub fn verdict(old: Option<&Version>, new: &Version, changes: &[Change]) -> Verdict {
    let level = changes.iter().map(Change::level).max();
    Verdict {
        level,
        needed: old.map(|old| level.map_or_else(|| old.clone(), |level| next(old, level))),
        declared: new.clone(),
        wire_breaking: changes.iter().filter(|change| change.wire == super::Wire::Breaking).count(),
    }
}

/// Below 1.0.0 the second number takes the part of the first, and below 0.1.0 the third takes that of both. A
/// pre-release promises nothing, so the release it leads to is enough for any change.
fn next(old: &Version, level: Level) -> Version {
    if old.pre != Prerelease::EMPTY {
        return Version::new(old.major, old.minor, old.patch);
    }
    match (level, old.major, old.minor) {
        (_, 0, 0) => Version::new(0, 0, old.patch + 1),
        (Level::Major, 0, minor) => Version::new(0, minor + 1, 0),
        (Level::Minor | Level::Patch, 0, minor) => Version::new(0, minor, old.patch + 1),
        (Level::Major, major, _) => Version::new(major + 1, 0, 0),
        (Level::Minor, major, minor) => Version::new(major, minor + 1, 0),
        (Level::Patch, major, minor) => Version::new(major, minor, old.patch + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_raises_the_number_that_cargo_looks_at() {
        let check = |old: &str, level, expected: &str| {
            let next = next(&Version::parse(old).unwrap(), level);
            assert_eq!(next.to_string(), expected, "{level:?} after {old}");
        };
        check("1.2.3", Level::Major, "2.0.0");
        check("1.2.3", Level::Minor, "1.3.0");
        check("1.2.3", Level::Patch, "1.2.4");
        check("0.2.3", Level::Major, "0.3.0");
        check("0.2.3", Level::Minor, "0.2.4");
        check("0.2.3", Level::Patch, "0.2.4");
        check("0.0.3", Level::Major, "0.0.4");
        check("0.0.3", Level::Patch, "0.0.4");
        check("1.0.0-rc.1", Level::Major, "1.0.0");
        check("0.3.0-alpha", Level::Patch, "0.3.0");
    }
}
