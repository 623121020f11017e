//! Waiting for one user, from the making of the future until the code is in or the future is dropped.

use std::{future::Future, mem};

use futures_util::future::Either;

use super::{Room, WrongCode};
use crate::{event::Event, plan::Code, runtime::Runtime, time::Time};

/// A user's future holds one of these. If it is dropped before the code is in, that is how the future was cancelled, and it
/// says so.
pub struct Waiter<R> {
    room: Room<R>,
    /// Who is waited for; [`NOBODY`] when that is over. (An `Option` would make every task larger.)
    user: usize,
    /// The code that was sent. (It is not looked up again in the end: by then, of a million users, it would be far away in
    /// memory.)
    code: Code,
}

const NOBODY: usize = usize::MAX;

impl<R: Runtime> Waiter<R> {
    /// Waits for nobody yet: this is what happens before the first poll.
    pub fn new(room: &Room<R>, user: usize) -> Self {
        if room.tells_singly() {
            room.log(Event::Created { user });
        }
        Self { room: room.clone(), user, code: room.0.plan.users()[user].code }
    }

    /// The wait begins; tells when it will be over.
    pub fn begin(&self) -> Time {
        self.room.log(Event::Started { user: self.user });
        self.room.0.now.get() + self.room.0.plan.users()[self.user].wait()
    }

    /// Completes when the wait is over: at the time at which it is due or, if the user is the reader, with what the reader
    /// does.
    pub fn typing_until(&self, due: Time) -> impl Future<Output = ()> {
        match self.room.reader(self.user) {
            Some(reader) => Either::Left(reader.typing()),
            None => Either::Right(self.room.sleep_until(due)),
        }
    }

    /// Keeps the thread until the wait is over, or until it was blocked for `most` in all; tells when that is.
    pub fn block_until(&self, due: Time, most: Time) -> Time {
        self.room.block_until(due, most);
        self.room.0.now.get()
    }

    /// The code is in, whatever it is. (If the reader gave up there is none, and the one that was sent stands for it.)
    pub fn take_code(&mut self) -> Code {
        let user = self.end();
        self.room.log(if self.room.gave_up(user) { Event::Cancelled { user } } else { Event::Arrived { user } });
        self.code
    }

    /// The code is in, if it is the one that was sent. (The page has seen to that if the reader typed it.)
    pub fn check_code(&mut self) -> Result<Code, WrongCode> {
        if self.room.reader(self.user).is_some() || !self.room.0.plan.types_wrong(self.user) {
            return Ok(self.take_code());
        }
        let user = self.end();
        self.room.log(Event::Refused { user });
        Err(WrongCode)
    }

    fn end(&mut self) -> usize {
        if self.room.tells_singly() && self.room.reader(self.user).is_none() {
            (self.room.0.log)(self.room.0.runtime.woken_at(), Event::Woken { user: self.user });
        }
        mem::replace(&mut self.user, NOBODY)
    }
}

impl<R> Drop for Waiter<R> {
    fn drop(&mut self) {
        if self.user != NOBODY {
            self.room.log(Event::Cancelled { user: self.user });
        }
    }
}
