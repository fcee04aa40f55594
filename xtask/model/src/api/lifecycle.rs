//! What becomes of what an operation began: waiting for its end, looking for it where its fate is unknown, and sorting its
//! results.

use super::Origin;
use crate::names::{FieldName, TypeName, VariantName};

/// How an operation is polled until its subject has come to an end.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    /// The alias of the waiter, such as `WaitBatch`.
    pub waiter: TypeName,
    /// The method on the resource: `wait`.
    pub method_name: FieldName,
    /// From the output to the status: one or more field names.
    pub status_path: Vec<FieldName>,
    pub status_type: TypeName,
    /// One entry per variant of the status, in its order.
    pub phases: Vec<(VariantName, Phase)>,
    /// Whether the model that is polled gets its method `phase` by this operation.
    pub gives_phase: bool,
    pub cancel: Option<OperationPath>,
    /// Query parameters of the one read after a terminal state.
    pub final_query: Vec<(String, String)>,
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    InFlight,
    Succeeded,
    Failed,
}

#[derive(Clone, Debug)]
pub struct Created {
    pub poll: OperationPath,
    /// The wire name of the polling operation's path parameter.
    pub path_parameter: String,
    /// The field of this operation's output that holds the id.
    pub id: FieldName,
}

/// How to look for what an ambiguous create may have made.
#[derive(Clone, Debug)]
pub struct Reconcile {
    pub list: OperationPath,
    /// Body field of the create (wire name), query parameter of the list (wire name).
    pub matches: Vec<(String, String)>,
    /// Query parameter of the list that takes the time of the first attempt.
    pub created_after: Option<String>,
}

/// Names another operation: its marker and the resource it hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationPath {
    pub resource: String,
    pub marker: TypeName,
    /// The builder alias.
    pub builder: TypeName,
}

/// How to tell, in a list of results, what went well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The field that holds the results.
    pub items: FieldName,
    pub item: TypeName,
    /// The field of a result that is set when it went well.
    pub done: FieldName,
    /// The field of a result that is set when it did not.
    pub error: FieldName,
}
