//! What an operation gives: a model, nothing, or the pages of a list.

use super::Wire;
use super::pair::Pair;
use super::record::Record;
use super::rules::Rule;
use super::{rust_types, wire};
use model::api::{Argument, EventStream, Framing, Operation, Output, Pagination, PayloadValue, Success};
use model::names::{TypeName, VariantName};

pub fn compare(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    match (&old.pagination, &new.pagination) {
        (None, Some(_)) => {
            let message = format!("gives a page: was `{}`", rust_types::awaited(old));
            record.push(Rule::PaginationAdded, pair.method(), pair.origin(), message);
        }
        (Some(pagination), None) => {
            // Without a parameter, old clients go where the page says.
            let position = pagination.style.position();
            let wire = Wire::breaking_if(position.is_none_or(|position| !has_parameter(new, position.name())));
            let message = format!("no longer gives pages, but `{}`", rust_types::awaited(new));
            record.push_wire(Rule::PaginationRemoved, pair.method(), pair.origin(), wire, message);
        }
        (Some(before), Some(after)) => {
            paging(pair, before, after, record);
            page(pair, before, after, record);
        }
        (None, None) => plain(pair, record),
    }
    events(pair, record);
}

fn plain(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    // What has nothing but events is compared as a stream.
    let is_stream = gives_only_events(old) || gives_only_events(new);
    if !is_stream && rust_types::awaited(old) != rust_types::awaited(new) {
        let message = format!("gave `{}` and gives `{}`", rust_types::awaited(old), rust_types::awaited(new));
        record.push_wire(Rule::OutputChanged, pair.method(), pair.origin(), reading(pair), message);
    }
    if let (Some(old), Some(new)) = (old.successes(), new.successes()) {
        by_status(pair, &old.cases, &new.cases, record);
    }
}

/// Events, which may stand beside anything else that an operation gives. What is asked for is compared with the other
/// media types.
fn events(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    let told = |operation: &Operation| match &operation.events {
        Some(EventStream { media_type: _, framing, event }) => {
            let framing = match framing {
                Framing::EventStream => "server-sent events",
                Framing::JsonLines => "JSON lines",
                Framing::JsonSequence => "a JSON sequence",
            };
            format!("a stream of `{}` as {framing}", rust_types::held(event))
        }
        None => format!("`{}`", rust_types::awaited(operation)),
    };
    match (&old.events, &new.events) {
        (None, Some(_)) if !gives_only_events(new) => {
            let message = "its response can be had as a stream of events too";
            record.push(Rule::EventsAdded, pair.method(), pair.origin(), message);
        }
        (Some(_), Some(_)) if told(old) == told(new) && gives_only_events(old) == gives_only_events(new) => {}
        (None, None) => {}
        _ => {
            let message = format!("gave {} and gives {}", told(old), told(new));
            record.push_wire(Rule::OutputChanged, pair.method(), pair.origin(), Wire::Breaking, message);
        }
    }
}

/// Whether the events are no other form of what `send()` gives, but all there is.
fn gives_only_events(operation: &Operation) -> bool {
    operation.events.as_ref().is_some_and(|events| events.media_type == operation.accept)
}

/// The variants of the enum that an operation gives. Their words are no matter of versions.
fn by_status(pair: &Pair<'_, '_>, old: &[Success], new: &[Success], record: &mut Record) {
    for Success { name, status, docs: _, body } in old {
        match case(new, name) {
            None => {
                let message = format!("no longer gives `{name}` for `{status}`");
                record.push_wire(Rule::OutputChanged, pair.method(), pair.origin(), Wire::Compatible, message);
            }
            Some(after) if after.body != *body => {
                let message = format!("gives something else for `{status}`");
                let wire = Wire::breaking_if(!reads(pair, body.as_ref(), after.body.as_ref()));
                record.push_wire(Rule::OutputChanged, pair.method(), pair.origin(), wire, message);
            }
            Some(_) => {}
        }
    }
    for added in new.iter().filter(|added| case(old, &added.name).is_none()) {
        let message = format!("gives `{}` for `{}`", added.name, added.status);
        record.push(Rule::SuccessAdded, pair.method(), pair.origin(), message);
    }
}

fn case<'a>(cases: &'a [Success], name: &VariantName) -> Option<&'a Success> {
    cases.iter().find(|case| case.name == *name)
}

/// Whether a client that reads the one can read the other.
fn reads(pair: &Pair<'_, '_>, old: Option<&PayloadValue>, new: Option<&PayloadValue>) -> bool {
    match (old, new) {
        (None | Some(PayloadValue::Binary), _) => true,
        (Some(PayloadValue::Text), new) => new != Some(&PayloadValue::Binary),
        (Some(PayloadValue::Json(old)), Some(PayloadValue::Json(new))) => {
            wire::client_reads(pair.old, old, pair.new, new)
        }
        (Some(PayloadValue::Json(_)), _) => false,
    }
}

fn page(pair: &Pair<'_, '_>, before: &Pagination, after: &Pagination, record: &mut Record) {
    let (old, new) = pair.operations();
    // The style is compared in `paging`.
    let Pagination { style: _, page, item } = after;
    if before.item != *item {
        let message = format!("gave `{}` and gives `{}`", rust_types::awaited(old), rust_types::awaited(new));
        record.push_wire(Rule::OutputChanged, pair.method(), pair.origin(), reading(pair), message);
    } else if before.page != *page {
        let model = |page: &Option<TypeName>| page.as_ref().map_or("a list".to_owned(), |page| format!("`{page}`"));
        let message = format!("a page was {} and is {}", model(&before.page), model(page));
        record.push_wire(Rule::PageModelChanged, pair.method(), pair.origin(), reading(pair), message);
    }
}

fn paging(pair: &Pair<'_, '_>, before: &Pagination, after: &Pagination, record: &mut Record) {
    let (before, after) = (&before.style, &after.style);
    let (rule, message) = if std::mem::discriminant(before) != std::mem::discriminant(after) {
        (Rule::PaginationStyleChanged, "goes on to the next page in another style")
    } else if before.position() != after.position() {
        (Rule::PageParametersChanged, "another parameter takes the position of a page")
    } else if before != after {
        (Rule::PageParametersChanged, "pages are counted in another way")
    } else {
        return;
    };
    record.push_wire(rule, pair.method(), pair.origin(), Wire::Breaking, message);
}

/// Whether an old client can read the new response. One that expects nothing reads anything.
fn reading(pair: &Pair<'_, '_>) -> Wire {
    let (old, new) = pair.operations();
    Wire::breaking_if(match (&old.output, &new.output) {
        (Output::Nothing | Output::Binary, _) | (Output::Optional(_), Output::Nothing) => false,
        // Compared one by one.
        (Output::ByStatus(_), Output::ByStatus(_)) => false,
        (Output::ByStatus(_), _) | (_, Output::ByStatus(_)) => true,
        (Output::Text, after) => *after == Output::Binary,
        (Output::Json(_), Output::Nothing | Output::Optional(_)) => true,
        (Output::Json(_) | Output::Optional(_), Output::Text | Output::Binary) => true,
        (Output::Json(before), Output::Json(after))
        | (Output::Optional(before), Output::Json(after) | Output::Optional(after)) => {
            !wire::client_reads(pair.old, before, pair.new, after)
        }
    })
}

fn has_parameter(operation: &Operation, wire: &str) -> bool {
    let is_it = |argument: &Argument| argument.wire == wire;
    operation.setters.iter().any(is_it) || operation.arguments.iter().any(is_it)
}
