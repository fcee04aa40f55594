//! What is known of the terminal.

/// Its width in columns, where it is one. `COLUMNS` wins, as shells set it.
pub(super) fn width() -> Option<usize> {
    let variable = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    variable.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
}
