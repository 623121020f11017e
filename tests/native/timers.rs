//! Many sleepers behind one timer.

use std::{
    cell::RefCell,
    future::Future,
    pin::{Pin, pin},
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use proptest::prelude::*;
use waiting_room::timers::{Fired, NEVER, Sleep, Tick, TimerQueue};

/// Counts how often it is woken.
#[derive(Default)]
pub struct Wakes(pub AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

pub fn poll(sleep: &mut Sleep) -> Poll<()> {
    Pin::new(sleep).poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls each for the first time.
fn start(sleeps: &mut [Sleep]) {
    for sleep in sleeps {
        assert!(poll(sleep).is_pending());
    }
}

/// Fires again and again until everyone is awake whose deadline has passed, as the platform does.
pub fn fire(timers: &TimerQueue, now: Tick) {
    while timers.fire(now) == Fired::MoreAreDue {}
}

pub fn unarmed() -> TimerQueue {
    TimerQueue::new(|_, _| {})
}

/// A timer queue, and the ticks for which they armed the platform's one timer.
pub fn watched() -> (TimerQueue, Rc<RefCell<Vec<Tick>>>) {
    let armed = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&armed);
    (TimerQueue::new(move |_, tick| log.borrow_mut().push(tick)), armed)
}

/// Deadlines close together and far apart, up to the last that can be.
fn any_deadlines() -> impl Strategy<Value = Vec<Tick>> {
    prop::collection::vec(prop_oneof![0..50_u32, 1000..1050_u32, NEVER - 5..=NEVER], 1..50)
}

proptest! {
    #[test]
    fn wakes_nobody_early_and_everyone_in_time(deadlines in any_deadlines()) {
        let timers = unarmed();
        let mut sleeps: Vec<_> = deadlines.iter().map(|at| timers.sleep_until(*at)).collect();
        start(&mut sleeps);
        let mut moments: Vec<_> = deadlines.iter().flat_map(|at| [at.saturating_sub(1), *at]).collect();
        moments.sort_unstable();
        for now in moments {
            fire(&timers, now);
            for (sleep, deadline) in sleeps.iter_mut().zip(&deadlines) {
                prop_assert_eq!(poll(sleep).is_ready(), *deadline <= now);
            }
        }
        prop_assert_eq!(timers.earliest(), None);
    }

    #[test]
    fn forgets_sleepers_that_are_dropped(deadlines in any_deadlines(), keep in any::<prop::sample::Index>()) {
        let timers = unarmed();
        let mut sleeps: Vec<_> = deadlines.iter().map(|at| timers.sleep_until(*at)).collect();
        start(&mut sleeps);
        let kept = keep.index(sleeps.len());
        let _kept = sleeps.swap_remove(kept);
        drop(sleeps);
        prop_assert_eq!(timers.earliest(), Some(deadlines[kept]));
    }
}

#[test]
fn arms_for_the_earliest_only() {
    let (timers, armed) = watched();
    let mut sleeps = [30, 20, 40, 20].map(|at| timers.sleep_until(at));
    start(&mut sleeps);
    assert_eq!(*armed.borrow(), [30, 20]);
    fire(&timers, 20);
    assert_eq!(*armed.borrow(), [30, 20, 30]);
}

#[test]
fn arms_again_when_it_is_fired_too_early() {
    let (timers, armed) = watched();
    let mut sleep = timers.sleep_until(100);
    assert!(poll(&mut sleep).is_pending());
    fire(&timers, 99);
    assert!(poll(&mut sleep).is_pending());
    assert_eq!(armed.borrow().last(), Some(&100));
}

#[test]
fn does_nothing_before_it_is_polled() {
    let (timers, armed) = watched();
    let _sleep = timers.sleep_until(10);
    assert_eq!((timers.earliest(), armed.borrow().len()), (None, 0));
}

#[test]
fn wakes_the_waker_of_the_latest_poll() {
    let timers = unarmed();
    let (first, second) = (Arc::new(Wakes::default()), Arc::new(Wakes::default()));
    let mut sleep = pin!(timers.sleep_until(10));
    for wakes in [&first, &second] {
        assert!(sleep.as_mut().poll(&mut Context::from_waker(&Waker::from(Arc::clone(wakes)))).is_pending());
    }
    fire(&timers, 10);
    assert_eq!([first, second].map(|wakes| wakes.0.load(Ordering::Relaxed)), [0, 1]);
}

#[test]
fn gives_everything_back_when_all_are_woken() {
    let timers = unarmed();
    let wakes = Arc::new(Wakes::default());
    let counting = Waker::from(Arc::clone(&wakes));
    let mut sleeps: Vec<_> = (0..1000).map(|at| timers.sleep_until(at)).collect();
    for sleep in &mut sleeps {
        assert!(Pin::new(sleep).poll(&mut Context::from_waker(&counting)).is_pending());
    }
    drop(counting);
    timers.close();
    fire(&timers, 0);
    assert_eq!(wakes.0.load(Ordering::Relaxed), 1000);
    assert_eq!(Arc::strong_count(&wakes), 1);
}

thread_local! {
    /// The queue that the wakers below come back to.
    static QUEUE: TimerQueue = unarmed();
}

/// Uses the queue when it is dropped: a waker may do anything.
struct ComesBack;

impl Wake for ComesBack {
    fn wake(self: Arc<Self>) {}
}

impl Drop for ComesBack {
    fn drop(&mut self) {
        QUEUE.with(|timers| {
            let mut sleep = timers.sleep_until(90);
            assert!(poll(&mut sleep).is_pending());
        });
    }
}

fn comes_back() -> Waker {
    Waker::from(Arc::new(ComesBack))
}

#[test]
fn a_waker_may_come_back_when_another_one_replaces_it() {
    let mut sleep = QUEUE.with(|timers| timers.sleep_until(10));
    assert!(Pin::new(&mut sleep).poll(&mut Context::from_waker(&comes_back())).is_pending());
    assert!(poll(&mut sleep).is_pending());
}

#[test]
fn a_waker_may_come_back_when_its_sleeper_is_dropped() {
    let mut sleep = QUEUE.with(|timers| timers.sleep_until(10));
    assert!(Pin::new(&mut sleep).poll(&mut Context::from_waker(&comes_back())).is_pending());
    drop(sleep);
}

#[test]
fn a_waker_may_come_back_when_it_wakes() {
    let mut sleep = QUEUE.with(|timers| timers.sleep_until(10));
    assert!(Pin::new(&mut sleep).poll(&mut Context::from_waker(&comes_back())).is_pending());
    QUEUE.with(|timers| fire(timers, 10));
    assert!(poll(&mut sleep).is_ready());
}
