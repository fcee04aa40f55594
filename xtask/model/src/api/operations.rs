//! Resources and their operations.

use super::{
    Address, Argument, BodyForm, Created, Docs, EventStream, Lifecycle, Origin, Output, Pagination, PathTemplate,
    Place, Reconcile, RequestBody, ResponseCase, ResponseRole, Successes, TypeRef,
};
use crate::names::{FieldName, ModuleName, TypeName};

/// A node of `client.batches()`, `client.beta().batch()`.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Accessor on the parent; `None` only for the root.
    pub accessor: Option<ModuleName>,
    /// `Batches`, `BetaBatch`; the root has none.
    pub type_name: Option<TypeName>,
    /// Dotted path from the client, such as `beta.batch`; empty for the root.
    pub path: String,
    pub docs: Docs,
    /// Sorted by path and method.
    pub operations: Vec<Operation>,
    /// Sorted by accessor.
    pub children: Vec<Resource>,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, as written.
    pub id: String,
    /// The method on the resource.
    pub method_name: FieldName,
    /// The request builder, such as `ListBatches`.
    pub builder: TypeName,
    /// The marker type, such as `ListBatchesOperation`.
    pub marker: TypeName,
    pub docs: Docs,
    pub deprecated: bool,
    pub http_method: HttpMethod,
    pub path: PathTemplate,
    pub replay: Replay,
    /// The header by which the service tells a repeat from another request.
    pub idempotency_header: Option<String>,
    /// Positional arguments, in order.
    pub arguments: Vec<Argument>,
    /// Optional parameters and body fields, in the order of the description.
    pub setters: Vec<Argument>,
    /// Wire names of the client's default parameters that this operation takes.
    pub default_parameters: Vec<String>,
    pub body: Option<RequestBody>,
    /// Every response that is described, by status.
    pub responses: Vec<ResponseCase>,
    /// The media types that are asked for.
    pub accept: String,
    /// The schemes that are asked for, by name: alternatives of what is sent together.
    pub security: Vec<Vec<String>>,
    /// Where it goes instead of to the service's own address.
    pub server: Option<Address>,
    /// What the successes among the responses come down to.
    pub output: Output,
    /// Set where the response is a stream of events, or can be had as one.
    pub events: Option<EventStream>,
    pub pagination: Option<Pagination>,
    pub lifecycle: Option<Lifecycle>,
    /// Set on the operation whose result another one polls: gives `.and_wait()`.
    pub created: Option<Created>,
    pub reconcile: Option<Reconcile>,
    pub examples: Examples,
    pub origin: Origin,
}

impl Operation {
    /// Whether a request that may have arrived is sent again.
    pub fn is_repeated(&self) -> bool {
        self.replay == Replay::Safe || self.idempotency_header.is_some()
    }

    /// What goes into its request: positional arguments, then setters.
    pub fn inputs(&self) -> impl Iterator<Item = &Argument> + Clone {
        self.arguments.iter().chain(&self.setters)
    }

    /// The query parameter of this name, required or not.
    pub fn query_parameter(&self, wire: &str) -> Option<&Argument> {
        self.inputs().find(|argument| argument.place == Place::Query && argument.wire == wire)
    }

    /// `GET /api/v2/batches`.
    pub fn endpoint(&self) -> String {
        format!("{} {}", self.http_method.as_str(), self.path)
    }

    /// Whether an object is sent even if none of its fields is set.
    pub fn sends_empty_object(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.required && body.form == BodyForm::Fields)
    }

    /// The types of the errors it declares.
    pub fn declared_errors(&self) -> impl Iterator<Item = &TypeRef> {
        let errors = self.responses.iter().filter(|case| case.role == ResponseRole::Error);
        errors.filter_map(|case| case.payload.as_ref()?.json())
    }

    /// What its successes are, where that depends on the status.
    pub fn successes(&self) -> Option<&Successes> {
        match &self.output {
            Output::ByStatus(successes) => Some(successes),
            Output::Nothing | Output::Json(_) | Output::Optional(_) | Output::Text | Output::Binary => None,
        }
    }

    /// Whether its response is a stream of events and nothing else.
    pub fn is_stream(&self) -> bool {
        self.events.is_some() && self.output == Output::Text
    }

    /// The models in what its successes are read as, the events of a stream among them.
    pub fn received(&self) -> impl Iterator<Item = &TypeName> {
        let event = self.events.as_ref().and_then(|events| events.event.named());
        self.output.models().chain(event)
    }

    /// The model whose fields a success has, if that does not depend on the status: that of a page, in a list, and that of
    /// an event, in a stream.
    pub fn shown_model(&self) -> Option<&TypeName> {
        let event = self.events.as_ref().and_then(|events| events.event.named());
        self.output_model().or(self.output.named()).or(event)
    }

    /// The model that its response is read as: that of a page, in a list.
    pub fn output_model(&self) -> Option<&TypeName> {
        match (&self.pagination, &self.output) {
            (Some(pagination), _) => pagination.page.as_ref(),
            (None, Output::Json(TypeRef::Named(name))) => Some(name),
            (
                None,
                Output::Json(_)
                | Output::Optional(_)
                | Output::Nothing
                | Output::Text
                | Output::Binary
                | Output::ByStatus(_),
            ) => None,
        }
    }
}

/// Bodies of the description's examples, as compact JSON.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    pub request: Option<String>,
    pub response: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HttpMethod {
    Get,
    Head,
    Options,
    Put,
    Post,
    Patch,
    Delete,
    Trace,
}

impl HttpMethod {
    /// As requests name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Trace => "TRACE",
        }
    }
}

/// Whether a request may be sent again after it may have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    Safe,
    Unsafe,
}
