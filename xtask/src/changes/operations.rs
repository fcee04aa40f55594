//! One operation in both descriptions: where its method is found, which request it sends, and what comes of it.

use super::docs::{self, Described};
use super::pair::{Pair, PlacedOperation};
use super::record::{Record, quoted};
use super::rules::Rule;
use super::view::View;
use super::{Wire, arguments, behaviour, credentials, outputs, servers};
use crate::rust_paths;
use model::api::{Examples, Operation, Replay, RequestBody};

pub fn compare<'a>(old: (&View<'a>, PlacedOperation<'a>), new: (&View<'a>, PlacedOperation<'a>), record: &mut Record) {
    let pair = Pair { old: old.0, new: new.0, before: old.1, after: new.1 };
    let Operation {
        // In `names`; the marker is made of the builder.
        id: _,
        method_name: _,
        builder: _,
        marker: _,
        // In `said`.
        docs: _,
        deprecated: _,
        examples: _,
        // In `sent`.
        http_method: _,
        path: _,
        replay: _,
        idempotency_header: _,
        default_parameters: _,
        body: _,
        accept: _,
        security: _,
        server: _,
        // Successes are compared as the output. An error is read as what the caller names, so its type is compared as a
        // type.
        responses: _,
        // In `arguments`, `outputs` and `behaviour`.
        arguments: _,
        setters: _,
        output: _,
        events: _,
        pagination: _,
        lifecycle: _,
        created: _,
        reconcile: _,
        // Where reports point.
        origin: _,
    } = pair.after.1;
    names(&pair, record);
    said(&pair, record);
    sent(&pair, record);
    arguments::compare(&pair, record);
    outputs::compare(&pair, record);
    behaviour::compare(&pair, record);
}

fn names(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    let was = rust_paths::method(pair.before.0, old);
    if was != pair.method() {
        record.push(Rule::OperationMoved, pair.method(), pair.origin(), format!("was `{was}`"));
    }
    if old.builder != new.builder {
        let message = format!("was `{}`, from the operationId {}", old.builder, quoted(&old.id));
        record.push(Rule::BuilderRenamed, pair.builder(), pair.origin(), message);
    } else if old.id != new.id {
        let message = format!("is called {} by its errors and was called {}", quoted(&new.id), quoted(&old.id));
        record.push(Rule::OperationIdChanged, pair.method(), pair.origin(), message);
    }
}

fn said(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    docs::compare(&pair.method(), &pair.origin(), described(old), described(new), record);
    let Examples { request, response } = &new.examples;
    if (&old.examples.request, &old.examples.response) != (request, response) {
        record.push(Rule::DocsChanged, pair.method(), pair.origin(), "has another example");
    }
}

fn sent(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    let changed = |rule, wire, record: &mut Record| {
        let message = format!("was {} and is {}", quoted(&old.endpoint()), quoted(&new.endpoint()));
        record.push_wire(rule, pair.method(), pair.origin(), wire, message);
    };
    if old.http_method != new.http_method {
        changed(Rule::HttpMethodChanged, Wire::Breaking, record);
    }
    if old.path.anonymous() != new.path.anonymous() {
        changed(Rule::PathChanged, Wire::Breaking, record);
    }
    if old.replay != new.replay {
        let message = match new.replay {
            Replay::Safe => "is sent again after it may have arrived",
            Replay::Unsafe => "is no longer sent again once it may have arrived",
        };
        record.push(Rule::ReplayChanged, pair.method(), pair.origin(), message);
    }
    if old.idempotency_header != new.idempotency_header {
        let words = |header: &Option<String>| match header {
            Some(name) => format!("a key for repeats in {}", quoted(name)),
            None => "no key for repeats".to_owned(),
        };
        let message = format!("had {} and has {}", words(&old.idempotency_header), words(&new.idempotency_header));
        record.push(Rule::IdempotencyChanged, pair.method(), pair.origin(), message);
    }
    client_defaults(pair, record);
    if old.sends_empty_object() != new.sends_empty_object() {
        let message = if new.sends_empty_object() {
            "sends `{}` when nothing is set"
        } else {
            "sends no body when nothing is set"
        };
        record.push(Rule::BodyPresenceChanged, pair.method(), pair.origin(), message);
    }
    media_types(pair, record);
    credentials::of_operation(pair, record);
    servers::of_operation(pair, record);
}

fn media_types(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    if let (Some(before), Some(after)) = (&old.body, &new.body) {
        // Presence and form show in arguments and setters, or above; the format follows from the media type.
        let RequestBody { media_type, required: _, form: _, format: _, parts } = after;
        if before.media_type != *media_type {
            let message = format!("sent {} and sends {}", quoted(&before.media_type), quoted(media_type));
            record.push_wire(Rule::MediaTypeChanged, pair.method(), pair.origin(), Wire::Breaking, message);
        } else if before.parts != *parts {
            let message = "sends parts of a form as other media types, or with other headers";
            record.push_wire(Rule::MediaTypeChanged, pair.method(), pair.origin(), Wire::Breaking, message);
        }
    }
    if old.accept != new.accept {
        let message = format!("asked for {} and asks for {}", quoted(&old.accept), quoted(&new.accept));
        record.push_wire(Rule::MediaTypeChanged, pair.method(), pair.origin(), Wire::Breaking, message);
    }
    // Where there is nothing but events, they are what was compared above.
    if let (Some(before), Some(after)) = (&old.events, &new.events)
        && before.media_type != after.media_type
        && (&before.media_type, &after.media_type) != (&old.accept, &new.accept)
    {
        let types = (quoted(&before.media_type), quoted(&after.media_type));
        let message = format!("asked for events as {} and asks for them as {}", types.0, types.1);
        record.push_wire(Rule::MediaTypeChanged, pair.method(), pair.origin(), Wire::Breaking, message);
    }
}

fn client_defaults(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    for (verb, own, other) in [("takes", new, old), ("no longer takes", old, new)] {
        for name in own.default_parameters.iter().filter(|name| !other.default_parameters.contains(name)) {
            let message = format!("{verb} the client's own {}", quoted(name));
            record.push(Rule::ClientDefaultsChanged, pair.method(), pair.origin(), message);
        }
    }
}

fn described(operation: &Operation) -> Described<'_> {
    Described { docs: &operation.docs, deprecated: operation.deprecated }
}
