//! Lists as tables. The widths come from the first page, so that a list of any length needs no more memory than a page;
//! a later cell that is wider is cut, but for ids and times, which are no use in part.

use serde_json::Value;

/// How wide a table may be where no terminal says so.
const WIDTH: usize = 120;

/// The widest that a column of other texts may be.
const WIDEST: usize = 40;

/// Between two columns.
const GAP: &str = "  ";

/// Names that matter first, in this order; other members follow as they come.
const FIRST: [&str; 5] = ["id", "status", "created_at", "updated_at", "name"];

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<Column>,
    /// The columns that there is no room for.
    pub(super) left_out: Vec<String>,
    /// The columns that were asked for, and that no item of the first page has.
    pub(super) absent: Vec<String>,
}

#[derive(Debug)]
struct Column {
    name: String,
    width: usize,
}

impl Table {
    /// The columns for the items of a first page: those that are `wanted`, or those that fit.
    pub(super) fn of(items: &[Value], wanted: Option<&str>, width: Option<usize>) -> Self {
        let wanted = wanted.map(|names| names.split(',').map(str::trim).filter(|name| !name.is_empty()));
        let wanted: Option<Vec<String>> = wanted.map(|names| names.map(str::to_owned).collect());
        let wanted = wanted.filter(|names| !names.is_empty());
        let names = wanted.clone().unwrap_or_else(|| names(items));
        let absent = |name: &&String| wanted.is_some() && items.iter().all(|item| value_at(item, name).is_none());
        let absent = names.iter().filter(absent).cloned().collect();
        let mut columns: Vec<Column> = names.into_iter().map(|name| Column::of(name, items)).collect();
        let mut left_out = Vec::new();
        if wanted.is_none() {
            let mut room = width.unwrap_or(WIDTH);
            let mut is_first = true;
            columns.retain(|column| {
                let needed = column.width + GAP.len();
                // A line with nothing on it is of no use, however narrow the terminal.
                let fits = std::mem::take(&mut is_first) || room + GAP.len() >= needed;
                room = if fits { room.saturating_sub(needed) } else { room };
                if !fits {
                    left_out.push(column.name.clone());
                }
                fits
            });
        }
        Self { columns, left_out, absent }
    }

    pub(super) fn header(&self) -> String {
        self.row(|column| column.name.to_uppercase())
    }

    pub(super) fn line(&self, item: &Value) -> String {
        self.row(|column| column.cell(item))
    }

    fn row(&self, cell: impl Fn(&Column) -> String) -> String {
        let cells = self.columns.iter().map(|column| padded(&cell(column), column.width));
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    }
}

impl Column {
    fn of(name: String, items: &[Value]) -> Self {
        let widest = items.iter().map(|item| width_of(&text_at(item, &name))).max().unwrap_or(0);
        let widest = if is_never_cut(&name) { widest } else { widest.min(WIDEST) };
        Self { width: widest.max(width_of(&name)), name }
    }

    fn cell(&self, item: &Value) -> String {
        let text = text_at(item, &self.name);
        match is_never_cut(&self.name) || width_of(&text) <= self.width {
            true => text,
            false => cut(&text, self.width),
        }
    }
}

/// The names of members that hold something other than null in one of the items: the important ones first.
fn names(items: &[Value]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, value) in items.iter().filter_map(Value::as_object).flatten() {
        if !value.is_null() && !names.contains(name) {
            names.push(name.clone());
        }
    }
    let rank = |name: &String| FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len());
    names.sort_by_key(rank);
    names
}

fn is_never_cut(name: &str) -> bool {
    name == "id" || name.ends_with("_id") || name.ends_with("_at")
}

/// The text of a member. Nothing in it can be obeyed by a terminal.
fn text_at(item: &Value, path: &str) -> String {
    match value_at(item, path) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => super::visible::visible(text),
        Some(value) => super::visible::visible(&value.to_string()),
    }
}

/// A member, or one inside it: `config.job.type`.
fn value_at<'v>(item: &'v Value, path: &str) -> Option<&'v Value> {
    item.get(path).or_else(|| path.split('.').try_fold(item, |value, name| value.get(name)))
}

fn width_of(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(width_of(text));
    format!("{text}{}", " ".repeat(missing))
}

/// The beginning of a text, with a sign that something is missing.
fn cut(text: &str, width: usize) -> String {
    let mut cut = String::new();
    for character in text.chars() {
        if width_of(&cut) + unicode_width::UnicodeWidthChar::width(character).unwrap_or(0) + 1 > width {
            break;
        }
        cut.push(character);
    }
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn items() -> Vec<Value> {
        let long = "x".repeat(60);
        vec![
            json!({"zeta": long, "status": "DONE", "id": "bat-1", "none": null, "config": {"job": "parse"}}),
            json!({"zeta": "日本", "status": "\u{1b}[31m", "id": "bat-22"}),
        ]
    }

    #[test]
    fn columns_that_matter_come_first_and_others_while_there_is_room() {
        let items = items();
        let table = Table::of(&items, None, Some(60));
        let rows: Vec<String> = items.iter().map(|item| table.line(item)).collect();
        assert_eq!(table.header(), "ID      STATUS      CONFIG");
        assert_eq!(rows, ["bat-1   DONE        {\"job\":\"parse\"}", "bat-22  \\u{1b}[31m"]);
        assert_eq!(table.left_out, ["zeta"]);
    }

    /// On 80 columns, too.
    #[test]
    fn a_name_leaves_room_for_the_time() {
        let (id, time) = ("bat-0000-aaaa-bbbb-cccc-dddddddddddd", "2026-01-31T12:00:00Z");
        let items = [json!({"id": id, "name": "a batch with a name", "status": "COMPLETED", "created_at": time})];
        let table = Table::of(&items, None, Some(80));
        assert_eq!(
            (table.line(&items[0]), table.left_out),
            (format!("{id}  COMPLETED  {time}"), vec!["name".to_owned()])
        );
    }

    #[test]
    fn one_column_is_there_however_little_room_there_is() {
        let table = Table::of(&items(), None, Some(0));
        assert_eq!((table.header().as_str(), table.line(&items()[0]).as_str()), ("ID", "bat-1"));
        assert_eq!(table.left_out, ["status", "config", "zeta"]);
    }

    #[test]
    fn columns_can_be_chosen_and_wide_characters_count_twice() {
        let items = items();
        let table = Table::of(&items, Some("zeta, config.job,id"), Some(10));
        assert!(table.absent.is_empty(), "{table:?}");
        assert_eq!(Table::of(&items, Some("id,, status,"), None).header(), "ID      STATUS");
        assert_eq!(Table::of(&items, Some(""), None).header(), Table::of(&items, None, None).header());
        assert_eq!(Table::of(&items, Some("id,staus,config.jb"), None).absent, ["staus", "config.jb"]);
        assert_eq!(table.line(&items[0]), format!("{}…  parse       bat-1", "x".repeat(39)));
        assert_eq!(table.line(&items[1]), format!("日本{}  {}  bat-22", " ".repeat(36), " ".repeat(10)));
    }
}
