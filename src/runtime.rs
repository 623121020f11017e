//! What an async program needs from the platform that it runs on.

use std::future::Future;

use crate::time::Time;

/// A platform's clock and executor.
///
/// In the browser it is the page's own event loop, in tests a virtual clock that jumps straight to the next timer.
/// The strategies cannot tell the difference: that is why they can be tested in no time at all.
///
/// All durations are *simulated* time: at `speed` 10, ten seconds here are one second on the wall.
pub trait Runtime: Clone + 'static {
    /// The time since the run began.
    fn now(&self) -> Time;

    /// A future that completes at time `at` or soon after it, never earlier; at once, if that has passed. It costs nothing
    /// while it waits, and dropping it cancels it.
    fn sleep_until(&self, at: Time) -> impl Future<Output = ()> + 'static;

    /// When sleepers were last woken.
    fn woken_at(&self) -> Time;

    /// Suspends the task until the platform had time for something else, such as drawing the page.
    fn yield_now(&self) -> impl Future<Output = ()> + 'static;

    /// Keeps the thread busy until time `at`. This is the mistake that async programs must not make: nothing else can
    /// happen meanwhile.
    fn block_until(&self, at: Time);

    /// Hands a future to the executor, which polls it whenever it was woken, until it completes. Tasks are polled in the
    /// order in which they were spawned or woken.
    fn spawn(&self, task: impl Future<Output = ()> + 'static);
}
