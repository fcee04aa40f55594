//! The command line against a script of curl and jq that drains the same list, a line of JSON for each item.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::measure::median;
use crate::usage::Usage;

const ITEMS: usize = 100_000;
const ROUNDS: usize = 5;

/// What one writes who has no client: a page at a time, parsed once. Its arguments are the address, the number of pages, and a
/// file to keep a page in.
const SCRIPT: &str = r#"
page=0
query=
while [ "$page" -lt "$2" ]; do
  curl --silent --show-error --fail -H "Authorization: Bearer $LLAMA_CLOUD_API_KEY" "$1/api/v2/batches$query" |
    jq -c '.next_page_token, .items[]' > "$3" || exit 1
  [ -s "$3" ] || exit 1
  query="?page_token=$(head -n 1 "$3" | tr -d '"')"
  tail -n +2 "$3"
  page=$((page + 1))
done
"#;

/// Prints the table, if curl and jq are installed. The working directory is that of the repository, and the program was built.
pub fn compare(url: &str) {
    if !["curl", "jq"].iter().all(|name| is_installed(name)) {
        println!("curl and jq are not installed, so the program is compared with nothing");
        return;
    }
    let program = Path::new("target/release/llamacloud-prod").canonicalize().expect("the program was built before");
    let kept = Path::new("target").join(format!("bench-page-{}", std::process::id()));
    let list = ["batches", "list", "--format", "jsonl", "--base-url", url, "--max-items"];
    let list: Vec<String> = list.into_iter().map(str::to_owned).chain([ITEMS.to_string()]).collect();
    let pages = ITEMS / 1_000;
    let script = ["-c", SCRIPT, "sh", url, &pages.to_string(), &kept.display().to_string()].map(str::to_owned);
    let here = Path::new(".");
    let rounds: Vec<[Usage; 2]> = (0..ROUNDS)
        .map(|_| {
            [Usage::of(&program, &list, here), Usage::of(Path::new("/bin/sh"), &script, here)]
                .map(|usage| usage.expect("both write the lines"))
        })
        .collect();
    fs::remove_file(&kept).expect("the script wrote it");
    println!("| the program, of curl and jq | processor time | memory |");
    println!("|---|--:|--:|");
    let share = |of: fn(Usage) -> f64| median(rounds.iter().map(|[ours, script]| of(*ours) / of(*script)));
    println!(
        "| {ITEMS} items as lines of JSON | {:.2} | {:.2} |",
        share(|usage| usage.seconds),
        share(|usage| usage.mebibytes)
    );
}

fn is_installed(name: &str) -> bool {
    Command::new(name).arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}
