//! Every kind of change that is told apart, with the reasons for what it asks of the version and for what it does to
//! programs already built. One table: the enum, `changes --rules` and the reports are all made from it, and a test
//! sees to it that each rule is tested.
//!
//! Where Cargo's reference on SemVer compatibility has a section for the case, the reason ends in its anchor.

use super::level::Level;
use super::level::Level::{Major, Minor, Patch};

macro_rules! rules {
    ($($(#[$group:meta])* $variant:ident, $name:literal, $level:ident, $reason:literal, $wire:literal;)*) => {
        /// What happened. The level is fixed for each rule; what it does on the wire may depend on the case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $reason] $variant,)*
        }

        impl Rule {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// As reports name it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            pub fn level(self) -> Level {
                match self { $(Self::$variant => $level,)* }
            }

            /// Why it has this level.
            pub fn reason(self) -> &'static str {
                match self { $(Self::$variant => $reason,)* }
            }

            /// When it breaks programs that are already built.
            pub fn wire(self) -> &'static str {
                match self { $(Self::$variant => $wire,)* }
            }
        }
    };
}

rules! {
    // -- the package and the client -------------------------------------------------------------------------------
    PackageRenamed, "package-renamed", Major, "another package: every dependency and every path changes (#item-remove)", "never";
    CommandRenamed, "command-renamed", Major, "the program has another name: scripts do not find it", "never";
    AuthChanged, "auth-changed", Minor, "the key is handed over as before and travels in another place", "always: the service no longer looks where old clients put the key";
    AuthAdded, "auth-added", Major, "compiles, but without a key no client can be built, or some calls fail, and so far none was asked for", "always: old clients send no key";
    AuthRemoved, "auth-removed", Major, "compiles, but the key that callers set is not sent; unless the service really needs none, it refuses them", "always, as far as the description tells: it no longer lists the place where old clients put the key";
    CredentialsAdded, "credentials-added", Minor, "a new setter on the client builder (#item-new)", "never: what operations ask for is judged with them";
    CredentialsRemoved, "credentials-removed", Major, "a setter of the client builder is gone (#item-remove)", "never: what operations ask for is judged with them";
    VariableAdded, "variable-added", Minor, "one more environment variable is read, which may be set already", "never";
    VariableRemoved, "variable-removed", Major, "compiles, but a program configured by the variable no longer finds its configuration", "never";
    VariablesReordered, "variables-reordered", Minor, "where several variables are set, another one wins", "never";
    ServerAdded, "server-added", Minor, "a new variant of `Region`, which is non-exhaustive (#item-new)", "never";
    ServerRemoved, "server-removed", Major, "a variant of `Region` is gone (#item-remove)", "its address is listed no more";
    ServerUrlChanged, "server-url-changed", Patch, "the same name for another address", "the old address is listed no more";
    DefaultServerChanged, "default-server-changed", Minor, "clients that choose no region talk to another address", "never: the old address is judged by itself";
    ServerVariableAdded, "server-variable-added", Minor, "a new setter on the client builder (#item-new)", "never";
    ServerVariableRemoved, "server-variable-removed", Major, "a setter of the client builder is gone (#item-remove)", "never: addresses are judged by themselves";
    ServerVariableDefault, "server-variable-default", Minor, "clients that do not set the variable talk to another address", "never: nothing says that the old address is gone";
    ServerVariableNarrowed, "server-variable-narrowed", Major, "compiles, but a client with a value that is listed no more can no longer be built", "never: nothing says that the old address is gone";
    DefaultParameterAdded, "default-parameter-added", Minor, "a new setter on the client builder (#item-new)", "never";
    DefaultParameterRemoved, "default-parameter-removed", Major, "a setter of the client builder is gone (#item-remove)", "never: the parameter itself is judged with its operations";
    DefaultParameterRenamed, "default-parameter-renamed", Major, "a setter of the client builder has another name (#item-remove)", "never";
    WebhookAdded, "webhook-added", Minor, "a new module for notifications (#item-new)", "never";
    WebhookRemoved, "webhook-removed", Major, "the module for notifications is gone (#item-remove)", "never: what is sent does not change";
    WebhookSignatureChanged, "webhook-signature-changed", Patch, "the same calls check another header", "always: old receivers refuse what is signed the new way";
    WebhookEventChanged, "webhook-event-changed", Major, "another type in the signatures of the module (#item-remove)", "never: events are open text";
    // -- models ----------------------------------------------------------------------------------------------------
    TypeAdded, "type-added", Minor, "a new public item (#item-new)", "never";
    TypeRemoved, "type-removed", Major, "a public item is gone; a new name for it is a removal and an addition (#item-remove)", "never by itself: judged where the type was used";
    TypeKindChanged, "type-kind-changed", Major, "a struct, an enum and a newtype offer different things under the same name (#item-remove)", "old clients cannot read what is sent now, or send what is refused now";
    DeriveLost, "derive-lost", Major, "a trait that was implemented no longer is (cargo-semver-checks: derive_trait_impl_removed)", "never";
    DeriveGained, "derive-gained", Minor, "a trait is implemented that was not (#item-new)", "never";
    ConstructorReordered, "constructor-reordered", Major, "`new` takes its arguments in another order; where their types agree, callers compile and mix them up", "never: the order of fields means nothing in JSON";
    PageFieldsChanged, "page-fields-changed", Patch, "the client takes a page apart in another way behind the same calls", "never by itself: the fields are judged one by one";
    OutcomeAdded, "outcome-added", Minor, "a new method `outcome` on the model (#item-new)", "never";
    OutcomeRemoved, "outcome-removed", Major, "the method `outcome` of the model is gone (#item-remove)", "never";
    OutcomeTypeChanged, "outcome-type-changed", Major, "`outcome` gives results of another type (#item-remove)", "never by itself: the fields are judged one by one";
    OutcomeChanged, "outcome-changed", Minor, "`outcome` goes by other fields, and may sort the same results another way", "never by itself: the fields are judged one by one";
    // -- fields ----------------------------------------------------------------------------------------------------
    OptionalFieldAdded, "optional-field-added", Minor, "models are non-exhaustive, and `new` leaves the field unset (#item-new)", "never: what is not known is passed over";
    RequiredResponseFieldAdded, "required-response-field-added", Major, "`new` takes one more argument (#fn-change-arity)", "never: old clients pass over what they do not know";
    RequiredRequestFieldAdded, "required-request-field-added", Major, "`new` takes one more argument (#fn-change-arity)", "always: old clients do not send the field";
    FieldRemoved, "field-removed", Major, "a public field is gone, and its setter or its place in `new` (#item-remove)", "old clients cannot read a response without it";
    FieldRenamed, "field-renamed", Major, "a public field has another name in Rust (#item-remove)", "never: the name on the wire is the same";
    FieldWireNameChanged, "field-wire-name-changed", Patch, "the same field, read and written under another name", "old clients cannot read a response without the old name, or do not send the new one, which is required";
    FieldTypeChanged, "field-type-changed", Major, "a public field has another type (#item-remove)", "old clients cannot read the new type, or what they send does not fit it";
    FieldTextTypeChanged, "field-text-type-changed", Major, "a public field changes between `String`, a newtype and an enum: text on the wire, different types in Rust", "old clients may send text that is not among the values allowed now, or read text as a time";
    FieldBecameOptional, "field-became-optional", Major, "`T` becomes `Option<T>`, or leaves the arguments of `new` (#fn-change-arity)", "old clients cannot read a response without it or with null in its place, or send null where it is to be left out";
    FieldBecameRequired, "field-became-required", Major, "`Option<T>` becomes `T`, or joins the arguments of `new` (#fn-change-arity)", "old clients may leave it out of a request, or send null";
    FieldNullabilityChanged, "field-nullability-changed", Major, "what holds the value tells null apart from absence now, or no longer: another type (#item-remove)", "old clients may send null where it is refused";
    FieldReadingChanged, "field-reading-changed", Patch, "the same type is read from more or fewer forms", "never: the client only got more or less patient";
    FieldSensitivityChanged, "field-sensitivity-changed", Patch, "`Debug` output is not part of the interface", "never";
    // -- enums and newtypes ----------------------------------------------------------------------------------------
    VariantAdded, "variant-added", Minor, "enums are non-exhaustive and open; code that compared `Unknown` values may take another branch (#item-new)", "never: old clients keep values they do not know";
    VariantRemoved, "variant-removed", Major, "a variant is gone (#item-remove)", "old clients may still send the value";
    VariantRenamed, "variant-renamed", Major, "a variant has another name in Rust (#item-remove)", "never: the value on the wire is the same";
    VariantWireNameChanged, "variant-wire-name-changed", Patch, "the same variant stands for another value", "old clients may still send the old value";
    VariantsReordered, "variants-reordered", Patch, "`KNOWN` lists the same values in another order; comparison goes by the text", "never";
    KindAdded, "kind-added", Minor, "unions are non-exhaustive and open; code that took such values from `Other` finds them in a variant (#item-new)", "never: old clients keep values of kinds they do not know";
    KindRemoved, "kind-removed", Major, "a variant of a union is gone (#item-remove)", "old clients may still send values of this kind";
    KindTypeChanged, "kind-type-changed", Major, "a variant of a union holds another type (#item-remove)", "old clients cannot read the new type, or what they send does not fit it";
    NewtypeBecameSecret, "newtype-became-secret", Major, "`Display` is gone, so `to_string()` and `{}` no longer compile (cargo-semver-checks: trait impl removed)", "never";
    NewtypeNoLongerSecret, "newtype-no-longer-secret", Minor, "`Display` is added, and `Debug` shows the text (#item-new)", "never";
    // -- resources and operations ----------------------------------------------------------------------------------
    ResourceAdded, "resource-added", Minor, "a new accessor, type and module (#item-new)", "never";
    ResourceRemoved, "resource-removed", Major, "an accessor, a type and a module are gone (#item-remove)", "never by itself: judged with its operations";
    OperationAdded, "operation-added", Minor, "a new method and request builder (#item-new)", "never";
    OperationRemoved, "operation-removed", Major, "a method and its request builder are gone (#item-remove)", "always: the endpoint is described no more";
    OperationMoved, "operation-moved", Major, "the method is found in another place or under another name (#item-remove)", "never: the request is the same";
    BuilderRenamed, "builder-renamed", Major, "the operationId names the request builder and its marker type (#item-remove)", "never: the operationId is not sent";
    OperationIdChanged, "operation-id-changed", Minor, "errors name the operation by another id, and a checkpoint that was saved before cannot be resumed", "never: the operationId is not sent";
    HttpMethodChanged, "http-method-changed", Patch, "the same call sends another request", "always: old clients use the old method";
    PathChanged, "path-changed", Patch, "the same call sends another request", "always: old clients use the old path";
    IdempotencyChanged, "idempotency-changed", Minor, "failed requests are sent again now, or no longer; a program may rely on either", "never: the key is a header beside the request";
    ReplayChanged, "replay-changed", Minor, "failed requests are sent again now, or no longer; a program may rely on either", "never: the service sees ordinary requests";
    ClientDefaultsChanged, "client-defaults-changed", Minor, "the client adds a parameter of its own now, or no longer", "never: the parameter is judged by itself";
    BodyPresenceChanged, "body-presence-changed", Patch, "a request without values carries `{}` now, or no longer carries it", "never: both are said to be allowed";
    OperationServerChanged, "operation-server-changed", Minor, "the same call goes to another address", "always, as far as the description tells: the operation is listed no more where old clients send it";
    SecurityChanged, "security-changed", Minor, "compiles, but the call is sent with other credentials, or fails for want of them", "what was enough is enough no longer";
    MediaTypeChanged, "media-type-changed", Patch, "the same calls send or ask for another media type", "always: old clients send and ask for the old one";
    OutputChanged, "output-changed", Major, "`send()` gives another type (#item-remove)", "old clients cannot read the new response";
    EventsAdded, "events-added", Minor, "a new method `events` on the request builder (#item-new)", "never: old clients ask for what they always did";
    SuccessAdded, "success-added", Minor, "a new variant of what `send()` gives, which is non-exhaustive (#item-new)", "never: old clients keep a success that they do not know";
    PageModelChanged, "page-model-changed", Patch, "the same items come out of another model of a page", "old clients cannot read the new page";
    // -- arguments and setters -------------------------------------------------------------------------------------
    ArgumentAdded, "argument-added", Major, "the method takes one more argument (#fn-change-arity)", "always: old clients do not send it";
    ArgumentRemoved, "argument-removed", Major, "the method takes one argument less (#fn-change-arity)", "never: what is sent beyond need is passed over, and a path is judged by itself";
    ArgumentsReordered, "arguments-reordered", Major, "the arguments come in another order; where their types agree, callers compile and mix them up", "never: names count on the wire, not places";
    ArgumentRenamed, "argument-renamed", Patch, "arguments go by their place; only documentation shows the name", "never: a name in a path is not sent, and any other is judged by itself";
    ArgumentTypeChanged, "argument-type-changed", Major, "what converts into the old type need not convert into the new one (#fn-generalize-mismatch)", "what old clients send does not fit the new type";
    ArgumentTextTypeChanged, "argument-text-type-changed", Major, "`impl Into<…>` of another text type: `&str` and `String` go on to work, but a value of the old newtype, a `&` of it or a `Cow<str>` need not (#generic-bounds-tighten)", "old clients may send text that is not among the values allowed now";
    ArgumentNullabilityChanged, "argument-nullability-changed", Major, "`T` becomes `Option<T>` or the reverse (#fn-generalize-mismatch)", "old clients may send null where it is refused now";
    ArgumentBecameOptional, "argument-became-optional", Major, "the method takes one argument less; a setter takes its place (#fn-change-arity)", "never: old clients always send it";
    SetterBecameRequired, "setter-became-required", Major, "the method takes one more argument, and the setter is gone (#fn-change-arity)", "always: old clients may leave it out";
    SetterAdded, "setter-added", Minor, "a new method on the request builder (#item-new, #impl-item-new)", "never: old clients leave it out";
    SetterRemoved, "setter-removed", Major, "a method of the request builder is gone (#item-remove)", "never: old clients that set it are no longer heard, but not refused either";
    SetterRenamed, "setter-renamed", Major, "a method of the request builder has another name (#item-remove)", "never: the name on the wire is the same";
    SetterTypeChanged, "setter-type-changed", Major, "what converts into the old type need not convert into the new one (#generic-bounds-tighten)", "what old clients send does not fit the new type";
    SetterTextTypeChanged, "setter-text-type-changed", Major, "`impl Into<…>` of another text type: `&str` and `String` go on to work, but a value of the old newtype, a `&` of it or a `Cow<str>` need not (#generic-bounds-tighten)", "old clients may send text that is not among the values allowed now";
    ClearAdded, "clear-added", Minor, "a new method `clear_…` on the request builder (#item-new, #impl-item-new)", "never";
    ClearRemoved, "clear-removed", Major, "a method `clear_…` of the request builder is gone (#item-remove)", "always: old clients may send null";
    ParameterWireNameChanged, "parameter-wire-name-changed", Patch, "the same call sends the value under another name", "the value is required and old clients send it under the old name";
    ParameterMoved, "parameter-moved", Patch, "the same call sends the value in another part of the request", "the value is required and old clients send it in the old part";
    // -- lists, waiting and looking for what was made ---------------------------------------------------------------
    PaginationAdded, "pagination-added", Major, "`send()` gives a `Page` of items instead of the model (#item-remove)", "never by itself: the response is judged as the output";
    PaginationRemoved, "pagination-removed", Major, "`items()` and `pages()` are gone, and `send()` gives the model (#item-remove)", "the parameter by which old clients go on to the next page is gone";
    PaginationStyleChanged, "pagination-style-changed", Minor, "the same calls, but a checkpoint that was saved before cannot be resumed", "always: old clients do not get past the first page";
    PageParametersChanged, "page-parameters-changed", Patch, "the same calls send their position under another name", "always: old clients do not get past the first page";
    LifecycleAdded, "lifecycle-added", Minor, "a new method `wait` and its type (#item-new)", "never";
    LifecycleRemoved, "lifecycle-removed", Major, "the method `wait` and its type are gone (#item-remove)", "never: the reads it made are judged by themselves";
    LifecycleChanged, "lifecycle-changed", Minor, "`wait` ends at other values of the status, or with another result", "always: old clients wait on at an end they do not know, or stop where there is none";
    CancelAdded, "cancel-added", Minor, "`cancel_on_drop` and `cancel_on_timeout` have something to call; before, waiting failed with them", "never";
    CancelRemoved, "cancel-removed", Major, "compiles, but after `cancel_on_drop` or `cancel_on_timeout` waiting fails with an invalid request at once, which worked before", "never: the operation that cancels is judged by itself";
    WaitingChanged, "waiting-changed", Patch, "`wait` finds the status, cancels or reads the result in another way", "never by itself: the fields and operations are judged one by one";
    CreatedAdded, "created-added", Minor, "a new method `and_wait` on the request builder (#item-new)", "never";
    CreatedRemoved, "created-removed", Major, "the method `and_wait` of the request builder is gone (#item-remove)", "never";
    CreatedPollChanged, "created-poll-changed", Major, "`and_wait` polls another operation and gives its output (#item-remove)", "never";
    CreatedReadingChanged, "created-reading-changed", Patch, "`and_wait` finds the id in another field", "never by itself: the fields are judged one by one";
    ReconcileAdded, "reconcile-added", Minor, "a new way to look for what a create without a response made (#item-new)", "never";
    ReconcileRemoved, "reconcile-removed", Major, "the way to look for what a create without a response made is gone (#item-remove)", "never";
    ReconcileListChanged, "reconcile-list-changed", Major, "`reconcile_…` goes by another list and gives another type (#item-remove)", "never by itself: the list is judged as an operation";
    ReconcileChanged, "reconcile-changed", Patch, "what a create without a response made is looked for in another way", "never by itself: the list is judged as an operation";
    ErrorReconcileAdded, "error-reconcile-added", Minor, "a new method `reconcile` on the error, which there is for one create alone (#item-new)", "never";
    ErrorReconcileRemoved, "error-reconcile-removed", Major, "the method `reconcile` of the error is gone: another create can be looked for too, or none can (#item-remove)", "never";
    ErrorReconcileChanged, "error-reconcile-changed", Major, "`reconcile` of the error goes by another list and gives another type (#item-remove)", "never";
    // -- examples ---------------------------------------------------------------------------------------------------
    FixtureAdded, "fixture-added", Minor, "a new function in `test_util::fixtures` (#item-new)", "never";
    FixtureRemoved, "fixture-removed", Major, "a function of `test_util::fixtures` is gone: no example shows the model any more (#item-remove)", "never";
    // -- the reference pages ----------------------------------------------------------------------------------------
    AnchorRemoved, "anchor-removed", Patch, "a link to the reference pages leads to no place any more; the crate is the same", "never";
    // -- any item --------------------------------------------------------------------------------------------------
    Deprecated, "deprecated", Minor, "callers see a new warning, no error (#new-lints; semver.org, item 7)", "never";
    DeprecationLifted, "deprecation-lifted", Patch, "a warning is gone", "never";
    DocsChanged, "docs-changed", Patch, "only documentation or an example differs", "never";
}

impl Rule {
    /// Whether it is about something new to use.
    pub fn adds(self) -> bool {
        self.name().ends_with("-added") || self == Self::DeriveGained
    }
}
