//! Measures the client against loops written by hand, its program against curl and jq, and the generator against those of
//! others, each in one run, and prints ratios: below 1 the project takes less.
//!
//! The service runs in a process of its own, so that what is counted is the client alone. Processor time is the median of
//! rounds that take turns; instructions are counted by callgrind where valgrind is installed, and hardly differ between
//! two runs.

mod by_client;
mod by_hand;
mod callgrind;
mod case;
mod copies;
mod generation;
mod measure;
mod peers;
mod program;
mod service;
mod tagged;
mod transfer;
mod unions;
mod usage;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use case::{Case, PAIRS};
use measure::{Allocations, Ratio};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve"] => service::serve(),
        ["run", case, times, url] => {
            let case = Case::named(case).expect("a case of the table");
            case.prepare(url)(times.parse().expect("a number"));
        }
        ["usage", program, ref arguments @ ..] => usage::print(program, arguments),
        ["transfer", by, transfer, url, file] => transfer::run(by, transfer, url, file),
        ["transfers"] => with_service(transfer::compare),
        ["program"] => with_service(program::compare),
        ["generation", ref descriptions @ ..] => generation::compare(descriptions),
        _ => with_service(compare),
    }
}

fn compare(url: &str) {
    let counts = callgrind::is_installed();
    println!("| the client, of a loop by hand | processor time | wall time | instructions | allocations |");
    println!("|---|--:|--:|--:|--:|");
    for pair in PAIRS {
        let Ratio { processor, wall } = measure::ratio(pair, url);
        let instructions = if counts { format!("{:.3}", callgrind::ratio(pair, url)) } else { "-".to_owned() };
        let Allocations { client, hand } = measure::allocations(pair, url);
        println!("| {} | {processor:.2} | {wall:.2} | {instructions} | {client:.1} to {hand:.1} |", pair.name);
    }
}

/// The service would go on for ever; nothing is lost with it.
fn with_service(compare: fn(&str)) {
    let (mut service, url) = start_service();
    compare(&url);
    drop(service.kill());
    drop(service.wait());
}

/// Starts this program once more as the service; gives its address.
fn start_service() -> (Child, String) {
    let program = std::env::current_exe().expect("the path of this program");
    let mut service = Command::new(program).arg("serve").stdout(Stdio::piped()).spawn().expect("the service starts");
    let mut url = String::new();
    let output = service.stdout.as_mut().expect("its output is piped");
    BufReader::new(output).read_line(&mut url).expect("it tells its address");
    (service, url.trim().to_owned())
}
