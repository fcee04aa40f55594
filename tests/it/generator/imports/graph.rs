//! Which file of a crate uses which other. Tests do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::file::{File, Names};

/// The files of a crate, or of a part of it, by the module that each is.
pub struct Modules {
    /// How code names the first module: `crate`, or `crate::runtime`.
    first: Names,
    files: BTreeMap<Names, File>,
}

impl Modules {
    pub fn read(folder: &Path, first: &[&str]) -> Self {
        let mut files = BTreeMap::new();
        read(folder, &Vec::new(), &mut files);
        let first = first.iter().map(|&name| name.to_owned()).collect();
        let mut modules = Self { first, files };
        let of_tests: BTreeSet<Names> =
            modules.files.keys().filter(|module| modules.is_test(module)).cloned().collect();
        modules.files.retain(|module, _| !of_tests.contains(module));
        modules
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    fn is_test(&self, module: &Names) -> bool {
        (0..module.len())
            .any(|depth| self.files.get(&module[..depth]).is_some_and(|file| !file.below.contains(&module[depth])))
    }

    /// Which file uses which, among those that use each other on whatever way round.
    pub fn circles(&self) -> Vec<String> {
        let uses: BTreeMap<&Names, BTreeSet<Names>> =
            self.files.keys().map(|module| (module, self.used_by(module))).collect();
        let mut circles = Vec::new();
        for (module, others) in &uses {
            let in_a_circle = others.iter().filter(|other| reach(other, &uses).contains(module));
            circles.extend(in_a_circle.map(|other| format!("{} uses {}", module.join("::"), other.join("::"))));
        }
        circles
    }

    /// The other files behind the paths of one.
    fn used_by(&self, module: &Names) -> BTreeSet<Names> {
        let file = &self.files[module];
        let paths = file.paths.iter().filter_map(|path| self.file_of(&self.absolute(module, path)?, 0));
        paths.filter(|other| other != module).collect()
    }

    /// A path counted from the first module; nothing for what lies elsewhere.
    fn absolute(&self, module: &Names, path: &Names) -> Option<Names> {
        let joined = |before: &[String], after: &[String]| Some(before.iter().chain(after).cloned().collect());
        let file = &self.files[module];
        match path.first()?.as_str() {
            "crate" => path.strip_prefix(self.first.as_slice()).map(<[String]>::to_vec),
            "self" => joined(module, &path[1..]),
            "super" => {
                let up = path.iter().take_while(|name| *name == "super").count();
                joined(&module[..module.len().checked_sub(up)?], &path[up..])
            }
            name if file.below.contains(name) => joined(module, path),
            name => {
                let meant = file.names.get(name).filter(|meant| meant.first() != path.first())?;
                joined(&self.absolute(module, meant)?, &path[1..])
            }
        }
    }

    /// The file in which the last name of a path stands, whatever re-exports lie on the way.
    fn file_of(&self, path: &Names, hops: usize) -> Option<Names> {
        let depth = (0..=path.len()).rev().find(|depth| self.files.contains_key(&path[..*depth]))?;
        let (module, rest) = (path[..depth].to_vec(), &path[depth..]);
        let Some(name) = rest.first() else { return Some(module) };
        let meant = self.files[&module].names.get(name).and_then(|meant| self.absolute(&module, meant));
        match meant {
            Some(meant) if hops < 10 && meant != *path => {
                self.file_of(&[meant.as_slice(), &rest[1..]].concat(), hops + 1)
            }
            _ => Some(module),
        }
    }
}

fn reach<'a>(from: &'a Names, uses: &'a BTreeMap<&'a Names, BTreeSet<Names>>) -> BTreeSet<&'a Names> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        next.extend(uses[module].iter().filter(|other| reached.insert(*other)));
    }
    reached
}

fn read(folder: &Path, parent: &Names, files: &mut BTreeMap<Names, File>) {
    for entry in fs::read_dir(folder).expect("a folder of the crate can be read") {
        let path = entry.expect("a folder of the crate can be read").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own: Names = match name.as_str() {
            "mod" | "lib" => parent.clone(),
            _ => parent.iter().cloned().chain([name]).collect(),
        };
        if path.is_dir() {
            read(&path, &own, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a file can be read");
            files.insert(own, File::read(&text));
        }
    }
}
