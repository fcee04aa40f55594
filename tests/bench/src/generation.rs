//! The generator against another one, each as a whole process: what it takes of the other's processor time and memory, and how
//! that grows with the description.
//!
//! Once with `--library-only`, which is what the other makes too, and once with the program, the pages and the tests.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::copies::copies;
use crate::measure::median;
use crate::usage::Usage;

/// How often the resources of the description are repeated, and the runs of each generator on it; they take turns. The largest
/// takes minutes, of which the noise of a machine is a small part.
const SIZES: [(u32, usize); 4] = [(1, 9), (10, 9), (100, 3), (1000, 1)];

/// What is made of a description, and the flag for it.
const EXTENTS: [(&str, Option<&str>); 2] = [("the client", Some("--library-only")), ("all", None)];

/// Where `cargo install --root target/peers openapi-to-rust` puts it.
const PEER: &str = "target/peers/bin/openapi-to-rust";

/// Prints the table. The working directory is that of the repository.
pub fn compare() {
    let folder = &folder();
    fs::create_dir_all(folder).expect("target/ can be written");
    let text = fs::read_to_string("schema/llamacloud-batches.yaml").expect("the description is there");
    let description: Value = serde_yaml::from_str(&text).expect("the description is YAML");
    println!(
        "| copies of the description | made of it | processor time | of openapi-to-rust | memory, MiB | of openapi-to-rust |"
    );
    println!("|--:|---|--:|--:|--:|--:|");
    let mut last = [None; EXTENTS.len()];
    for (size, rounds) in SIZES {
        let schema = folder.join(format!("copies-{size}.json"));
        fs::write(&schema, copies(&description, size).to_string()).expect("target/ can be written");
        let schema = schema.canonicalize().expect("it was written");
        let (ours, peer) = usages(&schema, folder, rounds);
        for ((ours, last), (name, _)) in ours.into_iter().zip(&mut last).zip(EXTENTS) {
            let share =
                |of: fn(Usage) -> f64| peer.map_or("-".to_owned(), |peer| format!("{:.2}", of(ours) / of(peer)));
            let (seconds, mebibytes) = (share(|usage| usage.seconds), share(|usage| usage.mebibytes));
            let growth = |last: Usage| format!(" ({:.1} times)", ours.seconds / last.seconds);
            let growth = last.map(growth).unwrap_or_default();
            println!(
                "| {size} | {name} | {:.3} s{growth} | {seconds} | {:.0} | {mebibytes} |",
                ours.seconds, ours.mebibytes
            );
            *last = Some(ours);
        }
    }
    fs::remove_dir_all(folder).expect("what was written can be removed");
}

/// Where both write: in memory where that is possible, because what a file system takes for thousands of new files is the work
/// of neither.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let below = format!("bench-{}", std::process::id());
    if memory.is_dir() { memory.join(below) } else { Path::new("target").join(below) }
}

/// The medians of both generators, of ours for each extent; of the other only if it is installed.
fn usages(schema: &Path, folder: &Path, rounds: usize) -> ([Usage; EXTENTS.len()], Option<Usage>) {
    let peer = Path::new(PEER).canonicalize().ok();
    let rounds: Vec<_> = (0..rounds)
        .map(|_| {
            let ours = EXTENTS.map(|(_, flag)| usage(&ours(schema, folder, flag)));
            (ours, peer.as_deref().map(|peer| usage(&theirs(peer, schema, folder))))
        })
        .collect();
    let of = |usages: &[Usage]| Usage {
        seconds: median(usages.iter().map(|usage| usage.seconds)),
        mebibytes: median(usages.iter().map(|usage| usage.mebibytes)),
    };
    let peers: Option<Vec<Usage>> = rounds.iter().map(|(_, peer)| *peer).collect();
    let ours = |extent: usize| of(&rounds.iter().map(|(ours, _)| ours[extent]).collect::<Vec<_>>());
    (std::array::from_fn(ours), peers.as_deref().map(of))
}

/// The words of one run. Each begins in an empty folder.
struct Run {
    program: PathBuf,
    arguments: Vec<String>,
    folder: PathBuf,
}

fn ours(schema: &Path, folder: &Path, flag: Option<&str>) -> Run {
    let program = Path::new("target/release/xtask").canonicalize().expect("the generator was built before");
    let words = ["codegen", "--max-size", "64MiB", "--max-schemas", "1000000", "--out", "crate", "--schema"];
    let schema = schema.display().to_string();
    let arguments = words.into_iter().chain([schema.as_str()]).chain(flag).map(str::to_owned).collect();
    Run { program, arguments, folder: folder.join("ours") }
}

fn theirs(program: &Path, schema: &Path, folder: &Path) -> Run {
    let arguments = vec!["generate".to_owned(), schema.display().to_string()];
    Run { program: program.to_owned(), arguments, folder: folder.join("theirs") }
}

fn usage(run: &Run) -> Usage {
    if run.folder.exists() {
        fs::remove_dir_all(&run.folder).expect("target/ can be written");
    }
    fs::create_dir_all(&run.folder).expect("target/ can be written");
    Usage::of(&run.program, &run.arguments, &run.folder)
}
