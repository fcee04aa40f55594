//! One step of waiting that takes time: a pause, and the request after it.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::call::Call;
use crate::runtime::client::Client;
use crate::runtime::clock::Clock;
use crate::runtime::error::Error;
use crate::runtime::execute;
use crate::runtime::response::RawResponse;

/// A pause and a call. It holds nothing of what is known so far, so losing it loses no more than a response.
pub(crate) struct Exchange {
    pause: Duration,
    call: Option<Box<Call>>,
    clock: Arc<dyn Clock>,
}

impl Exchange {
    pub(super) fn at_once(call: Call) -> Self {
        Self::after(Duration::ZERO, call)
    }

    pub(super) fn after(pause: Duration, call: Call) -> Self {
        let clock = Arc::clone(call.client().clock());
        Self { pause, call: Some(Box::new(call)), clock }
    }

    pub(super) fn only_pause(pause: Duration, client: &Client) -> Self {
        Self { pause, call: None, clock: Arc::clone(client.clock()) }
    }

    /// Lets the pause pass and sends the call; `None` if there is none.
    pub(crate) async fn run(self) -> Option<Result<RawResponse, Error>> {
        if !self.pause.is_zero() {
            self.clock.sleep(self.pause).await;
        }
        let call = self.call?;
        Some(execute::send(&call).await)
    }

    /// Completes the error of an exchange that was given up from outside.
    #[cfg(feature = "blocking")]
    pub(crate) fn when_lost(&self) -> impl FnOnce(Error) -> Option<Result<RawResponse, Error>> + use<> {
        let complete = self.call.as_deref().map(Call::when_lost);
        move |error| {
            Some(Err(match complete {
                Some(complete) => complete(error),
                None => error,
            }))
        }
    }
}
