//! Logs from outside what happens to a future, so that the strategies need not.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    rc::Rc,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{Result, Room};
use crate::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    listing::{Listing, of_strategy, of_user},
    plan::Code,
    reader::{Answer, Reader},
};

pin_project! {
    /// Behaves like `future`, which waits for a user's code, and logs when it is created, first polled, completed, or dropped
    /// before that: dropping a future is how it is cancelled.
    ///
    /// An `async` block around the future would say this in fewer lines, but such a block stores a future twice, once as captured
    /// and once as awaited, so every layer would double the size of a million tasks.
    pub struct Instrumented<F> {
        room: Room,
        progress: UserProgress,
        #[pin]
        future: F,
    }

    impl<F> PinnedDrop for Instrumented<F> {
        fn drop(this: Pin<&mut Self>) {
            if !this.progress.has_ended() {
                this.room.log(TaskEvent::Ended { task: this.progress.task(), how: End::Cancelled });
            }
        }
    }
}

/// A user, and the progress of the user's future, in 32 bits: fields of their own would make each of a million tasks larger.
struct UserProgress(u32);

const IS_POLLED: u32 = 1 << 31;
const HAS_ENDED: u32 = 1 << 30;

/// The output of a future that waits for a code.
pub trait Outcome {
    /// Whether the code was checked and is wrong.
    fn is_refused(&self) -> bool;
}

impl<F> Instrumented<F> {
    /// Logs that the user's future was created.
    pub fn new(room: &Room, user: usize, future: F) -> Self {
        let progress = UserProgress::new(user);
        room.log_created(progress.task());
        Self { room: room.clone(), progress, future }
    }
}

impl<F: Future<Output: Outcome>> Future for Instrumented<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<F::Output> {
        let this = self.project();
        let (room, task) = (this.room, this.progress.task());
        // A user's future is polled twice: to begin its wait and to end it. A poll between the two changes nothing, and is not logged.
        let is_first = this.progress.note_poll();
        if is_first {
            room.log(TaskEvent::Resumed { task });
        }
        match this.future.poll(context) {
            Poll::Pending => {
                if is_first {
                    room.log_first_wait(task);
                }
                Poll::Pending
            }
            Poll::Ready(outcome) => {
                this.progress.note_end();
                room.log_end(task, is_first, &outcome);
                Poll::Ready(outcome)
            }
        }
    }
}

/// Behaves like `strategy`, the future of a strategy, and logs its polls.
pub fn instrument_strategy<F: Future>(room: &Room, strategy: F) -> impl Future<Output = ()> + use<F> {
    let (room, task) = (room.clone(), TaskId::STRATEGY);
    async move {
        let mut strategy = pin!(strategy);
        let poll = poll_fn(|context| {
            room.log_detail(|| TaskEvent::Resumed { task });
            let outcome = strategy.as_mut().poll(context).map(drop);
            room.log_detail(|| match outcome {
                Poll::Pending => room.suspended(task, Awaited::Tasks),
                Poll::Ready(()) => TaskEvent::Ended { task, how: End::Done },
            });
            outcome
        });
        poll.await;
    }
}

impl Room {
    pub(super) fn log_created(&self, task: TaskId) {
        self.log_detail(|| TaskEvent::Created { task, info: Rc::new(self.info(task)) });
    }

    fn log_first_wait(&self, task: TaskId) {
        self.log_detail(|| {
            let reader = task.user().and_then(|user| self.reader(user));
            let sleep = Awaited::Sleep(self.0.last_sleep_until.get());
            self.suspended(task, if reader.is_some() { Awaited::Reader } else { sleep })
        });
    }

    fn log_end(&self, task: TaskId, is_first_poll: bool, outcome: &impl Outcome) {
        let reader = task.user().and_then(|user| self.reader(user));
        if !is_first_poll && self.is_recorded_in_detail() {
            // The reader's future was woken by an answer, and nobody noted when.
            if reader.is_none() {
                self.log_at(self.0.platform.last_fired(), TaskEvent::Woken { task });
            }
            self.log(TaskEvent::Resumed { task });
        }
        let gave_up = reader.and_then(Reader::answer) == Some(Answer::GaveUp);
        let how = if outcome.is_refused() {
            End::Refused
        } else if gave_up {
            End::GaveUp
        } else {
            End::Done
        };
        self.log(TaskEvent::Ended { task, how });
    }

    /// Logs what is recorded up to 1000 users only.
    fn log_detail(&self, event: impl FnOnce() -> TaskEvent) {
        if self.is_recorded_in_detail() {
            self.log(event());
        }
    }

    /// Up to 1000 users, each function is suspended in one line only: in a loop over so few, `yield_if_needed` never suspends.
    fn suspended(&self, task: TaskId, on: Awaited) -> TaskEvent {
        TaskEvent::Suspended { task, on, line: Some(self.listing(task).waiting_line) }
    }

    fn info(&self, task: TaskId) -> TaskInfo {
        let (name, parent) = match task.user() {
            None => (self.0.strategy.name().into(), None),
            Some(user) if self.reader(user).is_some() => ("you".into(), Some(TaskId::STRATEGY)),
            Some(user) => (format!("user {}", user + 1).into(), Some(TaskId::STRATEGY)),
        };
        TaskInfo { name, function: self.listing(task).name.into(), parent }
    }

    fn listing(&self, task: TaskId) -> &'static Listing {
        if task == TaskId::STRATEGY { of_strategy(self.0.strategy) } else { of_user(self.0.strategy) }
    }
}

impl UserProgress {
    /// A user's number has at most 20 bits, so the two flags are free.
    fn new(user: usize) -> Self {
        Self(TaskId::of_user(user).0 & !(IS_POLLED | HAS_ENDED))
    }

    fn task(&self) -> TaskId {
        TaskId(self.0 & !(IS_POLLED | HAS_ENDED))
    }

    /// Returns whether it was the first poll.
    fn note_poll(&mut self) -> bool {
        let is_first = self.0 & IS_POLLED == 0;
        self.0 |= IS_POLLED;
        is_first
    }

    fn note_end(&mut self) {
        self.0 |= HAS_ENDED;
    }

    fn has_ended(&self) -> bool {
        self.0 & HAS_ENDED != 0
    }
}

impl Outcome for Code {
    fn is_refused(&self) -> bool {
        false
    }
}

impl Outcome for Result<Code> {
    fn is_refused(&self) -> bool {
        self.is_err()
    }
}
