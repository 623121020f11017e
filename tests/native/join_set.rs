//! Joining tasks.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Wake, Waker},
};

use waiting_room::{
    join_set::JoinSet, platform::virtual_time::VirtualTime, room::Room, settings::Strategy, time::SimTime,
};

use crate::plans::notebook;

fn room(time: &VirtualTime) -> Room {
    Room::new(time.platform(), notebook(), Strategy::AllAtOnce, |_, _| {})
}

#[test]
fn gives_the_results_in_the_order_of_spawning() {
    let (time, results) = (VirtualTime::default(), Rc::new(RefCell::new(Vec::new())));
    let (room, joined) = (room(&time), Rc::clone(&results));
    let mut tasks = JoinSet::new(&room);
    for seconds in [3, 1, 2] {
        let sleep = room.sleep_until(SimTime::from_secs(seconds));
        tasks.spawn(async move {
            sleep.await;
            seconds
        });
    }
    time.platform().spawn(async move { joined.replace(tasks.join_all().await).clear() });
    assert_eq!(time.run(), SimTime::from_secs(3));
    assert_eq!(results.take(), [3, 1, 2]);
}

/// Calls back when it is dropped: a waker may do anything.
struct CallOnDrop(fn());

impl Wake for CallOnDrop {
    fn wake(self: Arc<Self>) {}
}

impl Drop for CallOnDrop {
    fn drop(&mut self) {
        (self.0)();
    }
}

thread_local! {
    static TIME: VirtualTime = VirtualTime::default();
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// The old waker is dropped when another one takes its place. It may then do anything, even run the tasks of the set.
#[test]
fn tasks_may_end_while_a_waker_is_dropped() {
    let room = TIME.with(room);
    let mut tasks = JoinSet::new(&room);
    tasks.spawn(room.sleep_until(SimTime::from_secs(1)));
    let mut join = pin!(tasks.join_all());
    let first = Waker::from(Arc::new(CallOnDrop(|| {
        TIME.with(VirtualTime::run);
        CALLS.set(CALLS.get() + 1);
    })));
    assert!(join.as_mut().poll(&mut Context::from_waker(&first)).is_pending());
    drop(first);
    assert!(join.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    assert_eq!(CALLS.get(), 1);
    assert!(join.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
}
