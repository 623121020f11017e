//! The reader of the page as one of the users: this wait ends when the reader types the code, not when a timer fires.

use std::{
    cell::{Cell, RefCell},
    future::{Future, poll_fn},
    rc::Rc,
    task::{Poll, Waker},
};

/// The reader. Clones refer to the same reader; several rooms can await it at once.
#[derive(Clone, Default)]
pub struct Reader(Rc<Inner>);

#[derive(Default)]
struct Inner {
    answer: Cell<Option<Answer>>,
    /// The wakers of the tasks that await the answer.
    wakers: RefCell<Vec<Waker>>,
}

/// How the reader's wait ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The reader typed the code.
    Code,
    /// The reader gave up.
    GaveUp,
}

impl Reader {
    /// Ends the wait. Only the first answer counts.
    pub fn give(&self, answer: Answer) {
        if self.0.answer.get().is_none() {
            self.0.answer.set(Some(answer));
        }
        self.wake();
    }

    /// Wakes the tasks that wait: with an answer, or without one because the run is shut down. (A task ends only when it is polled.)
    pub fn wake(&self) {
        self.0.wakers.take().into_iter().for_each(Waker::wake);
    }

    /// The answer, if there is one.
    pub fn answer(&self) -> Option<Answer> {
        self.0.answer.get()
    }

    /// Completes as soon as there is an answer.
    pub fn answered(&self) -> impl Future<Output = ()> + use<> {
        let this = self.clone();
        poll_fn(move |context| {
            if this.answer().is_some() {
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            let mut wakers = this.0.wakers.borrow_mut();
            if !wakers.iter().any(|known| known.will_wake(&waker)) {
                wakers.push(waker);
            }
            Poll::Pending
        })
    }
}
