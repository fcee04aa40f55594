//! `cargo xtask ci`: everything that a change has to pass, cheapest first. Output streams as it comes; the first step
//! that fails ends the run, and its name and the command that repeats it are the last thing printed.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Runs every step. Gives the exit code: 0 if all passed, else 1.
pub fn run(root: &Path) -> u8 {
    if let Some(message) = missing_tools(root) {
        eprintln!("error: {message}");
        return 1;
    }
    let features = match features_of_generated(root) {
        Ok(features) => features,
        Err(message) => {
            eprintln!("error: {message}");
            return 1;
        }
    };
    let mut times = Vec::new();
    let mut scores = Vec::new();
    for step in steps(&features) {
        println!("\n== {}: {}", step.name, step.shown());
        let start = Instant::now();
        let passed = step.run(root, &mut scores);
        times.push((step.name.clone(), start.elapsed()));
        if !passed {
            print_times(&times);
            println!("\nFAILED: {}\nto repeat it, run: {}", step.name, step.shown());
            return 1;
        }
    }
    print_times(&times);
    println!();
    for score in scores {
        println!("{score}");
    }
    println!("all {} steps passed", times.len());
    0
}

/// How lines begin that count the cases of a table of tests. They are repeated at the end, where they are seen.
const SCORES: [&str; 2] = ["wire faults: ", "in-process cases: "];

/// What the crate must not break, and the features of `tests/neighbours` for it. Each is a call of Cargo of its own, which
/// would unite the features of several.
const NEIGHBOURS: [(&str, &str); 5] = [
    ("ring, without TLS", "ring"),
    ("ring, with a client that is given", "own-tls"),
    ("ring, with native-tls", "native-tls,ring"),
    ("aws-lc-rs, with the default features", "rustls,gzip,aws-lc-rs"),
    ("aws-lc-rs, with all features", "everything,aws-lc-rs"),
];

struct Step {
    name: String,
    environment: Option<(&'static str, &'static str)>,
    /// Of `cargo`.
    arguments: Vec<String>,
}

fn steps(features: &[String]) -> Vec<Step> {
    let mut steps = vec![
        Step::new("format", "fmt --all -- --check"),
        Step::new("generated crate", "xtask codegen --check"),
        Step::new("clippy", "clippy --workspace --all-targets --all-features -- -D warnings"),
    ];
    // Clippy rather than check, because it denies warnings in the workspace alone and shares what it builds with the
    // step before.
    let combinations = "clippy --package llamacloud --no-default-features";
    steps.push(Step::new("no features", &format!("{combinations} -- -D warnings")));
    for feature in features {
        let arguments = format!("{combinations} --features {feature} -- -D warnings");
        steps.push(Step::new(&format!("feature {feature}"), &arguments));
    }
    for (name, features) in NEIGHBOURS {
        let program = "run --quiet --manifest-path tests/neighbours/Cargo.toml --target-dir target --locked --features";
        steps.push(Step::new(&format!("beside {name}"), &format!("{program} {features}")));
    }
    let lowest = "check --quiet --manifest-path tests/minimal-versions/Cargo.toml --target-dir target --locked";
    steps.push(Step::new("lowest versions", lowest));
    // Where `native-tls` is on, it is what the client uses. So the tests run without it, and those of TLS with it too.
    let tested: Vec<_> = features.iter().filter(|feature| *feature != "native-tls").map(both_crates).collect();
    steps.push(Step::new("tests", &format!("test --workspace --features {}", tested.join(","))));
    steps.push(Step::new("tests of native-tls", "test --package runtime --all-features --test tls"));
    steps.push(Step::new("other descriptions", "xtask corpus --test tests/fixtures/corpus"));
    let rustdoc = Step::new("rustdoc", "doc --workspace --all-features --no-deps");
    steps.push(Step { environment: Some(("RUSTDOCFLAGS", "-D warnings")), ..rustdoc });
    steps
}

/// The feature of the generated crate, and of the runtime it comes from.
fn both_crates(feature: &String) -> String {
    format!("llamacloud/{feature},runtime/{feature}")
}

impl Step {
    fn new(name: &str, arguments: &str) -> Self {
        let arguments = arguments.split(' ').map(str::to_owned).collect();
        Self { name: name.to_owned(), environment: None, arguments }
    }

    fn shown(&self) -> String {
        let environment = self.environment.map(|(name, value)| format!("{name}='{value}' ")).unwrap_or_default();
        format!("{environment}cargo {}", self.arguments.join(" "))
    }

    /// Runs the step. The scores among its output are also put into `scores`.
    fn run(&self, root: &Path, scores: &mut Vec<String>) -> bool {
        let mut command = cargo(root);
        command.args(&self.arguments).envs(self.environment).stdout(Stdio::piped());
        let ended = command.spawn().and_then(|mut child| {
            for line in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).split(b'\n')) {
                let line = String::from_utf8_lossy(&line?).into_owned();
                println!("{line}");
                scores.extend(SCORES.iter().find_map(|score| line.find(score).map(|at| line[at..].to_owned())));
            }
            child.wait()
        });
        match ended {
            Ok(status) => status.success(),
            Err(error) => {
                eprintln!("error: cannot run cargo: {error}");
                false
            }
        }
    }
}

/// Cargo without what Cargo told this process about its own package: build scripts that look at these variables would
/// rebuild half of the tree, here and again at the next call outside.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// What of Rust's own tools is not installed, and the command that installs it.
fn missing_tools(root: &Path) -> Option<String> {
    let is_missing = |subcommand: &str| {
        let output = cargo(root).args([subcommand, "--version"]).output();
        output.is_ok_and(|output| !output.status.success())
    };
    let tools = [("fmt", "rustfmt"), ("clippy", "clippy")];
    let missing = tools.into_iter().filter(|(subcommand, _)| is_missing(subcommand)).map(|(_, component)| component);
    how_to_install(&missing.collect::<Vec<_>>())
}

fn how_to_install(components: &[&str]) -> Option<String> {
    let (names, list) = (components.join(" and "), components.join(" "));
    let verb = if components.len() == 1 { "is" } else { "are" };
    (!components.is_empty()).then(|| format!("{names} {verb} not installed; run: rustup component add {list}"))
}

/// All features of the generated crate but `default`, as its manifest declares them.
fn features_of_generated(root: &Path) -> Result<Vec<String>, String> {
    let mut command = cargo(root);
    let output = command
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|_| format!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr).trim()))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    let package = packages.iter().find(|package| package["name"] == "llamacloud");
    let features = package.and_then(|package| package["features"].as_object());
    let features = features.ok_or("the workspace has no package called llamacloud")?;
    Ok(features.keys().filter(|name| *name != "default").cloned().collect())
}

fn print_times(times: &[(String, Duration)]) {
    println!();
    for (name, time) in times {
        println!("{:>7.1} s  {name}", time.as_secs_f64());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_that_are_missing_are_named_with_the_command_that_installs_them() {
        assert_eq!(how_to_install(&[]), None);
        let rustfmt = "rustfmt is not installed; run: rustup component add rustfmt";
        assert_eq!(how_to_install(&["rustfmt"]).as_deref(), Some(rustfmt));
        let both = "rustfmt and clippy are not installed; run: rustup component add rustfmt clippy";
        assert_eq!(how_to_install(&["rustfmt", "clippy"]).as_deref(), Some(both));
    }

    #[test]
    fn the_tests_run_with_the_tls_of_the_default_features() {
        let features = ["native-tls", "rustls", "webhooks"].map(str::to_owned);
        let commands: Vec<String> = steps(&features).iter().map(Step::shown).collect();
        let tests =
            "cargo test --workspace --features llamacloud/rustls,runtime/rustls,llamacloud/webhooks,runtime/webhooks";
        assert!(commands.contains(&tests.to_owned()), "{commands:#?}");
    }

    #[test]
    fn every_feature_is_built_alone_and_all_of_them_together() {
        let steps = steps(&["blocking".to_owned(), "tracing".to_owned()]);
        let commands: Vec<String> = steps.iter().map(Step::shown).collect();
        assert!(commands.contains(
            &"cargo clippy --package llamacloud --no-default-features --features tracing -- -D warnings".to_owned()
        ));
        assert!(commands.iter().any(|command| command.starts_with("cargo test --workspace --features")));
        assert_eq!(
            commands.last().unwrap(),
            "RUSTDOCFLAGS='-D warnings' cargo doc --workspace --all-features --no-deps"
        );
    }
}
