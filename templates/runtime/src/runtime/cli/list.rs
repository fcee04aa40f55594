//! A list, shown page by page: each item as soon as it is there.

use std::io::Write;

use serde_json::Value;
use serde_json::value::RawValue;

use super::checkpoints;
use super::context::Context;
use super::failure::Failure;
use super::output::{Format, Output};
use super::program::RawItems;
use super::table::Table;
use super::{json, preview, terminal};

/// Shows the items of a list.
pub(super) async fn show<W: Write>(
    context: &Context<'_>,
    mut list: RawItems,
    output: &mut Output<'_, W>,
) -> Result<(), Failure> {
    let globals = &context.matched.globals;
    let mut left = most(globals.text("max-items"))?.unwrap_or(u64::MAX);
    let file = globals.text("checkpoint");
    let mut shape = match (globals.is_set("slurp"), output.style.format) {
        (true, _) if !output.style.transform.is_none() => Shape::Whole(Vec::new()),
        (true, _) => Shape::Array { begun: false },
        (false, Format::Table) => Shape::Table(None),
        (false, _) => Shape::Single,
    };
    while left > 0 {
        let Some(page) = list.next_page().await else { break };
        let page = page.inspect_err(|_| go_on(context, &list))?;
        let given = page.items.iter().take(usize::try_from(left).unwrap_or(usize::MAX)).count();
        shape.begin(context, &page.items, output)?;
        for (index, item) in page.items[..given].iter().enumerate() {
            shape.item(item, output)?;
            if output.style.format == Format::Lines {
                output.flush()?;
                if let Some(file) = file {
                    checkpoints::store(file, &page.after(index + 1))?;
                }
            }
        }
        output.flush()?;
        left -= given as u64;
        if let Some(file) = file {
            let place = if given == page.items.len() { list.checkpoint() } else { page.after(given) };
            checkpoints::store(file, &place)?;
        }
    }
    shape.end(output)
}

/// How items follow each other.
enum Shape {
    /// Each by itself.
    Single,
    /// As items of one JSON array.
    Array { begun: bool },
    /// As one JSON array, of which something else is made.
    Whole(Vec<Box<RawValue>>),
    /// In lines of a table, whose columns are known from the first page on.
    Table(Option<Table>),
}

impl Shape {
    /// Before the first item of a page.
    fn begin<W: Write>(
        &mut self,
        context: &Context<'_>,
        page: &[Box<RawValue>],
        output: &mut Output<'_, W>,
    ) -> Result<(), Failure> {
        let Self::Table(table @ None) = self else { return Ok(()) };
        if page.is_empty() {
            return Ok(());
        }
        let items: Vec<Value> = page.iter().map(|item| parsed(item)).collect();
        let globals = &context.matched.globals;
        let made = Table::of(&items, globals.text("columns"), terminal::width());
        if !globals.is_set("no-header") {
            output.line(&made.header())?;
        }
        if !made.left_out.is_empty() && !context.is_quiet() {
            context
                .reporter
                .note(&format!("no room for {}; --columns names the ones to show", made.left_out.join(", ")));
        }
        if !made.absent.is_empty() && !context.is_quiet() {
            context.reporter.warn(&format!("no item of the first page has {}", made.absent.join(", ")));
        }
        *table = Some(made);
        Ok(())
    }

    fn item<W: Write>(&mut self, item: &RawValue, output: &mut Output<'_, W>) -> Result<(), Failure> {
        match self {
            Self::Table(Some(table)) => output.line(&table.line(&parsed(item))),
            Self::Single | Self::Table(None) => output.value(item.get()),
            Self::Whole(items) => {
                items.push(item.to_owned());
                Ok(())
            }
            Self::Array { begun } => {
                output.text(if std::mem::replace(begun, true) { ",\n" } else { "[\n" })?;
                match output.style.format {
                    Format::Lines => output.text(&json::compact(item.get(), output.style.paint)),
                    _ => output.text(&json::indented(item.get(), output.style.paint)),
                }
            }
        }
    }

    fn end<W: Write>(&self, output: &mut Output<'_, W>) -> Result<(), Failure> {
        match self {
            Self::Array { begun: true } => output.text("\n]\n"),
            Self::Array { begun: false } => output.text("[]\n"),
            Self::Whole(items) => {
                let items: Vec<&str> = items.iter().map(|item| item.get()).collect();
                output.value(&format!("[{}]", items.join(",")))
            }
            Self::Single | Self::Table(_) => Ok(()),
        }
    }
}

/// Tables show texts and numbers, of which nothing is taken up again.
fn parsed(item: &RawValue) -> Value {
    serde_json::from_str(item.get()).unwrap_or_default()
}

/// A negative number stands for all of them.
fn most(text: Option<&str>) -> Result<Option<u64>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let number: i64 = text.parse().map_err(|_| Failure::usage("`--max-items` has to be a whole number, such as 10"))?;
    Ok(u64::try_from(number).ok())
}

/// Keeps how to go on with a list that broke off.
fn go_on(context: &Context<'_>, list: &RawItems) {
    let checkpoint = list.checkpoint();
    let number = checkpoint.offset().or(checkpoint.page_number()).map(|number| number.to_string());
    let Some(value) = checkpoint.page_token().map(str::to_owned).or(number) else { return };
    let position = list.position();
    let input = context.matched.command.inputs.iter().find(|input| Some(input.member.wire) == position);
    if let Some(input) = input {
        context.hint(format!(
            "To go on from there, give the same command with --{} {}",
            input.member.flag,
            preview::word(&value)
        ));
    }
}
