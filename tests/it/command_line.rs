//! The program of the generated crate, as a process: its arguments, what it sends, what it shows, and its exit status.

mod calls;
mod differences;
mod failures;
mod help;
mod lists;
#[cfg(target_os = "linux")]
mod memory;
mod previews;
mod program;
mod shells;
mod traces;
mod transforms;
mod waiting;
