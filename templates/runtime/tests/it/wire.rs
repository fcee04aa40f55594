//! Requests as they arrive at a server, and what becomes of its responses.

mod by_status;
mod forms;
mod server;
mod styles;
