//! The reader of the page as one of the users: no timer ends this wait, but what the reader types.

use std::{
    cell::{Cell, RefCell},
    future::{Future, poll_fn},
    rc::Rc,
    task::{Poll, Waker},
};

/// The reader. Clones are the same reader, who can be waited for in several rooms at once.
#[derive(Clone, Default)]
pub struct Reader(Rc<Inner>);

#[derive(Default)]
struct Inner {
    answer: Cell<Option<Answer>>,
    /// Of those who wait.
    wakers: RefCell<Vec<Waker>>,
}

/// How the reader's wait ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The code was typed.
    Code,
    /// The reader gave up.
    GaveUp,
}

impl Reader {
    /// Ends the wait. Only the first answer counts.
    pub fn answer(&self, answer: Answer) {
        if self.0.answer.get().is_none() {
            self.0.answer.set(Some(answer));
        }
        self.wake();
    }

    /// Wakes whoever waits, with or without an answer.
    pub fn wake(&self) {
        self.0.wakers.take().into_iter().for_each(Waker::wake);
    }

    /// What the answer was, if there was one.
    pub fn answered(&self) -> Option<Answer> {
        self.0.answer.get()
    }

    /// Completes as soon as there is an answer.
    pub fn typing(&self) -> impl Future<Output = ()> + use<> {
        let this = self.clone();
        poll_fn(move |context| {
            if this.answered().is_some() {
                return Poll::Ready(());
            }
            let mut wakers = this.0.wakers.borrow_mut();
            if !wakers.iter().any(|waker| waker.will_wake(context.waker())) {
                wakers.push(context.waker().clone());
            }
            Poll::Pending
        })
    }
}
