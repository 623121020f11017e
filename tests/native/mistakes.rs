//! What goes wrong with the two mistakes.

use proptest::prelude::*;
use waiting_room::{event::TaskId, plan::User, recording::TaskState, settings::Strategy, time::SimTime};

use crate::{
    plans::{any_waits, notebook, plan},
    virtual_time::{recorded, recording, side_by_side},
};

proptest! {
    /// While one task blocks the thread no other is polled, whatever strategy it belongs to.
    #[test]
    fn blocking_makes_everyone_late(millis in any_waits()) {
        let plan = plan(&millis, 0);
        let both = side_by_side(&[Strategy::AllAtOnce, Strategy::Blocking(SimTime::MAX)], &plan);
        let [others, blocking] = [&both[0], &both[1]].map(|events| recorded(events, &plan));
        for (user, wait) in plan.users().iter().map(User::wait).enumerate() {
            let ended = blocking.snapshot(user, SimTime::MAX).ended;
            let spans = blocking.spans(TaskId::of_user(user));
            let first_poll = spans.iter().find(|span| span.state == TaskState::Running);
            prop_assert_eq!(first_poll.and_then(|poll| poll.until), ended);
            prop_assert_eq!(others.lateness(user, wait), Some(plan.total_wait() - wait));
        }
    }

    #[test]
    fn those_behind_a_blocking_task_do_not_even_begin(millis in any_waits()) {
        let plan = plan(&millis, 0);
        let both = side_by_side(&[Strategy::Blocking(SimTime::MAX), Strategy::AllAtOnce], &plan);
        let others = recorded(&both[1], &plan);
        for (user, wait) in plan.users().iter().map(User::wait).enumerate() {
            prop_assert_eq!(others.snapshot(user, SimTime::MAX).started, Some(plan.total_wait()));
            prop_assert_eq!(others.lateness(user, wait), Some(plan.total_wait()));
        }
    }
}

#[test]
fn a_future_that_nobody_polls_does_nothing() {
    let plan = notebook();
    let recording = recording(Strategy::NeverAwaited, &plan);
    assert_eq!((recording.polls(), recording.arrived_count()), (1, 0), "only the strategy itself was polled");
}
