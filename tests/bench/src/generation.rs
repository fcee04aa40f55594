//! The generator against those of others, each as a whole process: what it takes of their processor time and memory, and how
//! that grows with the description.
//!
//! Once with `--library-only`, which is what the others make too, and once with the program, the pages and the tests.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::copies::copies;
use crate::measure::median;
use crate::peers::PEERS;
use crate::usage::Usage;

/// How often the resources of the description are repeated, and the runs of each generator on it; they take turns. The largest
/// takes minutes, of which the noise of a machine is a small part.
const SIZES: [(u32, usize); 4] = [(1, 9), (10, 9), (100, 3), (1000, 1)];

/// The runs of each generator on a description that was named.
const ROUNDS: usize = 9;

/// What is made of a description, and the flag for it.
const EXTENTS: [(&str, Option<&str>); 2] = [("the client", Some("--library-only")), ("all", None)];

/// Prints the table: of our own description and its copies, and of those that are named, which are read leniently. The working
/// directory is that of the repository.
pub fn compare(named: &[&str]) {
    let folder = &folder();
    fs::create_dir_all(folder).expect("target/ can be written");
    let text = fs::read_to_string("schema/llamacloud-batches.yaml").expect("the description is there");
    let description: Value = serde_yaml::from_str(&text).expect("the description is YAML");
    let peers: String = PEERS.iter().map(|peer| format!(" of {} |", peer.name)).collect();
    println!("| description | made of it | processor time | memory |{peers}");
    println!("|---|---|--:|--:|{}", "--:|".repeat(PEERS.len()));
    let mut notes = Vec::new();
    let mut last: Option<Measured> = None;
    for (size, rounds) in SIZES {
        let schema = folder.join(format!("copies-{size}.json"));
        fs::write(&schema, copies(&description, size).to_string()).expect("target/ can be written");
        let input = Input { name: format!("copies: {size}"), schema, lenient: false };
        last = Some(input.print(folder, rounds, last.as_ref(), &mut notes));
    }
    for path in named {
        let schema = Path::new(path).canonicalize().unwrap_or_else(|error| panic!("{path}: {error}"));
        let name = schema.file_name().expect("a file has a name").to_string_lossy().into_owned();
        Input { name, schema, lenient: true }.print(folder, ROUNDS, None, &mut notes);
    }
    println!();
    notes.iter().for_each(|note| println!("{note}"));
    fs::remove_dir_all(folder).expect("what was written can be removed");
}

/// Where all write: in memory where that is possible, because what a file system takes for thousands of new files is the work
/// of none of them.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let below = format!("bench-{}", std::process::id());
    if memory.is_dir() { memory.join(below) } else { Path::new("target").join(below) }
}

/// A description, whole and by an absolute path.
struct Input {
    name: String,
    schema: PathBuf,
    lenient: bool,
}

/// The medians of one description: ours for each extent, and those of each peer that is installed, or why it made nothing.
struct Measured {
    ours: [Usage; EXTENTS.len()],
    peers: [Option<Result<Usage, String>>; PEERS.len()],
}

impl Input {
    /// Measures, and prints two rows: below 1, we take less. The growth is since `last`.
    fn print(&self, folder: &Path, rounds: usize, last: Option<&Measured>, notes: &mut Vec<String>) -> Measured {
        let measured = self.measure(folder, rounds);
        for (extent, (made, _)) in EXTENTS.iter().enumerate() {
            let ours = measured.ours[extent];
            let growth = last.map(|last| format!(" ({:.1} times)", ours.seconds / last.ours[extent].seconds));
            let peers = measured.peers.each_ref().map(|peer| match peer {
                None => " - |".to_owned(),
                Some(Err(_)) => " fails |".to_owned(),
                Some(Ok(peer)) => {
                    format!(" {:.2}; {:.2} |", ours.seconds / peer.seconds, ours.mebibytes / peer.mebibytes)
                }
            });
            println!(
                "| {} | {made} | {:.3} s{} | {:.0} MiB |{}",
                self.name,
                ours.seconds,
                growth.unwrap_or_default(),
                ours.mebibytes,
                peers.concat()
            );
        }
        for (peer, usage) in PEERS.iter().zip(&measured.peers) {
            if let Some(Err(reason)) = usage {
                notes.push(format!("{} fails on {}: {reason}", peer.name, self.name));
            }
        }
        measured
    }

    /// Of rounds in which each generator has its turn. One that failed gets no other.
    fn measure(&self, folder: &Path, rounds: usize) -> Measured {
        let generator = Path::new("target/release/xtask").canonicalize().expect("the generator was built before");
        let mut ours = EXTENTS.map(|_| Vec::new());
        let mut peers = PEERS.map(|peer| peer.program().map(|program| (program, peer, Ok(Vec::new()))));
        for _ in 0..rounds {
            for ((_, flag), usages) in EXTENTS.into_iter().zip(&mut ours) {
                let usage = Usage::of(&generator, &self.our_arguments(flag), &empty(folder));
                usages.push(usage.unwrap_or_else(|reason| panic!("{}: {reason}", self.name)));
            }
            for (program, peer, usages) in peers.iter_mut().flatten() {
                if let Ok(list) = usages {
                    match Usage::of(program, &peer.arguments(&self.schema), &empty(folder)) {
                        Ok(usage) => list.push(usage),
                        Err(reason) => *usages = Err(reason),
                    }
                }
            }
        }
        Measured {
            ours: ours.map(|usages| medians(&usages)),
            peers: peers.map(|peer| peer.map(|(_, _, usages)| usages.map(|usages| medians(&usages)))),
        }
    }

    fn our_arguments(&self, flag: Option<&str>) -> Vec<String> {
        let words = ["codegen", "--max-size", "64MiB", "--max-schemas", "1000000", "--out", "crate", "--schema"];
        let schema = self.schema.display().to_string();
        let lenient = self.lenient.then_some("--lenient");
        words.into_iter().chain([schema.as_str()]).chain(flag).chain(lenient).map(str::to_owned).collect()
    }
}

fn medians(usages: &[Usage]) -> Usage {
    Usage {
        seconds: median(usages.iter().map(|usage| usage.seconds)),
        mebibytes: median(usages.iter().map(|usage| usage.mebibytes)),
    }
}

/// Each run begins in an empty folder.
fn empty(folder: &Path) -> PathBuf {
    let run = folder.join("run");
    if run.exists() {
        fs::remove_dir_all(&run).expect("target/ can be written");
    }
    fs::create_dir_all(&run).expect("target/ can be written");
    run
}
