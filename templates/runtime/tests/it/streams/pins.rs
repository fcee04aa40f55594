//! What must hold at compile time.

use runtime::runtime::*;

use super::support::{GetJob, Job, ListThings};

const fn storable<T: Send + Unpin + 'static>() {}
const fn shareable<T: Send + Sync + Unpin + 'static>() {}
const fn stream<T: futures_core::Stream>() {}

const _: () = {
    storable::<Items<String>>();
    storable::<Pages<String>>();
    storable::<Watch<Job>>();
    storable::<Wait<GetJob>>();
    stream::<Items<String>>();
    stream::<Pages<String>>();
    stream::<Watch<Job>>();
    shareable::<Page<String>>();
    shareable::<Checkpoint>();
    shareable::<Update<Job>>();
    shareable::<Waited<Job>>();
    shareable::<Request<ListThings>>();
    shareable::<transport::mock::MockTransport>();
    shareable::<virtual_clock::VirtualClock>();
};

#[cfg(feature = "blocking")]
const _: () = {
    shareable::<blocking::Client>();
    shareable::<Request<ListThings, blocking::Blocking>>();
    storable::<blocking::Items<String>>();
    storable::<blocking::Pages<String>>();
    storable::<blocking::Watch<Job>>();
};

#[cfg(feature = "webhooks")]
const _: () = {
    shareable::<webhooks::Verifier<String>>();
    shareable::<webhooks::Delivery<String>>();
    shareable::<webhooks::WebhookError>();
};
