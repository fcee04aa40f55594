//! Keys that are had only when they are needed: from a vault, a file that is rotated, a server that issues tokens.

use std::error::Error as StdError;

use crate::runtime::BoxFuture;

/// Gives the key that a request is sent with.
///
/// It is asked before each attempt, repeats included, so what is slow to get is best kept here until it expires. A closure
/// that gives a future of a `Result` is a provider too.
pub trait KeyProvider: Send + Sync + 'static {
    /// The key to send now.
    ///
    /// It counts as part of the call, whose deadline it is under, and is dropped with it.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from having one. The call fails with it as the source of its error, and nothing is sent. It is shown as
    /// it is, so it should hold no secret.
    fn key(&self) -> BoxFuture<'_, Result<String, Box<dyn StdError + Send + Sync>>>;

    /// Hears that the service refused a key (status 401), so that it is not given again. If this says that there may be
    /// another one, the request is sent once more with it.
    fn refused(&self, _key: &str) -> bool {
        false
    }
}

impl<F, Fut, E> KeyProvider for F
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<String, E>> + Send + 'static,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn key(&self) -> BoxFuture<'_, Result<String, Box<dyn StdError + Send + Sync>>> {
        let key = self();
        Box::pin(async move { key.await.map_err(Into::into) })
    }
}
