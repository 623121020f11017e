//! Waiting for one user's code: the only places where anybody waits for time to pass.

use std::future::Future;

use super::{Room, WrongCode, waiter::Waiter};
use crate::{plan::Code, runtime::Runtime, time::Time};

impl<R: Runtime> Room<R> {
    /// Waits until the user has typed the code that was sent: the `.await` suspends the task, and the thread is free for
    /// others.
    pub fn code_from(&self, user: usize) -> impl Future<Output = Code> + use<R> {
        let mut waiter = Waiter::new(self, user);
        async move {
            let due = waiter.begin();
            waiter.typing_until(due).await;
            waiter.take_code()
        }
    }

    /// As [`Room::code_from`], but looks at the code.
    ///
    /// # Errors
    ///
    /// [`WrongCode`], if it is not the one that was sent.
    pub fn right_code_from(&self, user: usize) -> impl Future<Output = Result<Code, WrongCode>> + use<R> {
        let mut waiter = Waiter::new(self, user);
        async move {
            let due = waiter.begin();
            waiter.typing_until(due).await;
            waiter.check_code()
        }
    }

    /// The mistake: waits without an `.await`, and keeps the thread all the while. (When the room has blocked it for `most`,
    /// that is enough: from then on it waits as it should.)
    pub fn code_from_blocking(&self, user: usize, most: Time) -> impl Future<Output = Code> + use<R> {
        let mut waiter = Waiter::new(self, user);
        async move {
            let due = waiter.begin();
            if waiter.block_until(due, most) < due {
                waiter.typing_until(due).await;
            }
            waiter.take_code()
        }
    }
}
