//! The command line: a table of operations ([`program::Program`]) becomes a program. What the operations are is emitted;
//! here is how arguments are read, what they become, how the response is shown, and which exit status that has.
//!
//! Requests go through the same client as those of the library, and what the service sends is shown as it came: nothing
//! here reads a model.

mod alternatives;
mod arguments;
mod checkpoints;
mod colors;
mod command;
mod context;
mod credentials;
mod extras;
mod failure;
mod file_name;
mod files;
mod globals;
mod inputs;
mod items;
mod json;
mod kind;
mod limits;
mod list;
mod matched;
mod missing;
mod node;
mod outcome;
mod output;
mod pager;
mod pretty;
mod preview;
pub mod program;
mod progress;
mod reconcile;
mod report;
mod request;
mod samples;
mod settings;
mod shells;
mod single;
mod slips;
mod start;
mod stdin;
mod table;
mod target;
mod template;
mod terminal;
mod text;
mod times;
mod together;
mod trace;
mod transform;
mod uploads;
mod values;
mod visible;
mod waiting;
mod watch;
mod yaml;
mod yaml_out;

pub use start::run;
