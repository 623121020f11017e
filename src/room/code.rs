//! Waiting for one user's code: what every strategy is made of. (The figure shows these functions too: see `build.rs`.)
//!
//! `code_from` could be an `async fn`, like the others. But that keeps its arguments twice, as arguments and as variables: four
//! bytes more in each of a million tasks.

use std::future::Future;

use super::{Result, Room};
use crate::plan::Code;

/// Sends the user a code and waits until it is typed in. `.await` suspends
/// the task: the thread is free for others.
#[expect(clippy::manual_async_fn, reason = "it is smaller: see above")]
// lesson: code_from
pub fn code_from(room: Room, user: usize) -> impl Future<Output = Code> {
    async move {
        let code = room.send_code(user);
        room.until_typed(user).await;
        code
    }
}

/// The same, and checks the code.
///
/// # Errors
///
/// [`WrongCode`](super::WrongCode), if it is not the one that was sent.
// lesson: right_code_from
pub async fn right_code_from(room: Room, user: usize) -> Result<Code> {
    let code = code_from(room.clone(), user).await;
    room.check(user, code)
}

/// A mistake: keeps the thread instead of suspending. (There is a `rest` only when the thread has been blocked for three seconds.)
// lesson: code_from_blocking
pub async fn code_from_blocking(room: Room, user: usize) -> Code {
    let code = room.send_code(user);
    if let Some(rest) = room.block_for(user) {
        rest.await;
    }
    code
}
