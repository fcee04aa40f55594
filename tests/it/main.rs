//! One test binary: the generated client against servers and transports that misbehave, and the generator.

mod canary;
mod command_line;
mod configuration;
mod connections;
mod creating;
mod decoding;
mod environment;
mod framing;
mod generator;
mod http2;
mod in_process;
mod middleware;
mod mistakes;
mod pages;
mod pagination;
mod properties;
mod proxies;
mod recorded_cases;
mod refusals;
mod requests;
mod runtimes;
mod support;
mod traces;
mod waiting;
mod webhooks;
mod wire_faults;
