//! Cancelling what is waited for when the caller stops waiting, for those who asked for it.

use tokio::runtime::Handle;

use crate::runtime::call::Call;
use crate::runtime::execute;

/// Sends a call when it is dropped while armed. Dropping cannot wait, so a task sends it, on the runtime that was
/// polling when it was armed; where there is none, nothing is sent.
#[derive(Default)]
pub(super) struct CancelOnDrop {
    armed: Option<(Call, Handle)>,
}

impl CancelOnDrop {
    pub(super) fn arm(&mut self, cancel: Call) {
        self.armed = Handle::try_current().ok().map(|runtime| (cancel, runtime));
    }

    pub(super) fn disarm(&mut self) {
        self.armed = None;
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if let Some((cancel, runtime)) = self.armed.take() {
            // Nobody is left to hear of a failure.
            runtime.spawn(async move { drop(execute::send(&cancel).await) });
        }
    }
}
