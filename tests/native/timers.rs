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
use waiting_room::timers::{Sleep, Tick, Timers};

/// Counts how often it is woken.
#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

fn poll(sleep: &mut Sleep) -> Poll<()> {
    Pin::new(sleep).poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls each for the first time.
fn start(sleeps: &mut [Sleep]) {
    for sleep in sleeps {
        assert!(poll(sleep).is_pending());
    }
}

fn unarmed() -> Timers {
    Timers::new(|_, _| {})
}

/// Timers, and the ticks for which they armed the platform's one timer.
fn watched() -> (Timers, Rc<RefCell<Vec<Tick>>>) {
    let armed = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&armed);
    (Timers::new(move |_, tick| log.borrow_mut().push(tick)), armed)
}

proptest! {
    #[test]
    fn wakes_nobody_early_and_everybody_in_time(deadlines in prop::collection::vec(0..50_u32, 1..50)) {
        let timers = unarmed();
        let mut sleeps: Vec<_> = deadlines.iter().map(|at| timers.sleep_until(*at)).collect();
        start(&mut sleeps);
        for now in 0..50 {
            timers.fire(now);
            for (sleep, deadline) in sleeps.iter_mut().zip(&deadlines) {
                prop_assert_eq!(poll(sleep).is_ready(), *deadline <= now);
            }
        }
        prop_assert_eq!(timers.earliest(), None);
    }

    #[test]
    fn forgets_those_who_are_dropped(deadlines in prop::collection::vec(0..50_u32, 1..50), keep in any::<prop::sample::Index>()) {
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
    timers.fire(20);
    assert_eq!(*armed.borrow(), [30, 20, 30]);
}

#[test]
fn arms_again_when_it_is_fired_too_early() {
    let (timers, armed) = watched();
    let mut sleep = timers.sleep_until(100);
    assert!(poll(&mut sleep).is_pending());
    timers.fire(99);
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
    timers.fire(10);
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
    timers.fire(0);
    assert_eq!(wakes.0.load(Ordering::Relaxed), 1000);
    assert_eq!(Arc::strong_count(&wakes), 1);
}

/// Polls so many sleepers of one deadline with a waker that counts.
fn crowd(timers: &Timers, count: usize, deadline: Tick) -> (Vec<Sleep>, Arc<Wakes>) {
    let wakes = Arc::new(Wakes::default());
    let counting = Waker::from(Arc::clone(&wakes));
    let mut sleeps: Vec<_> = (0..count).map(|_| timers.sleep_until(deadline)).collect();
    for sleep in &mut sleeps {
        assert!(Pin::new(sleep).poll(&mut Context::from_waker(&counting)).is_pending());
    }
    (sleeps, wakes)
}

#[test]
fn wakes_a_crowd_in_portions_so_that_the_page_can_breathe() {
    let (timers, armed) = watched();
    let (mut sleeps, wakes) = crowd(&timers, 100_000, 10);
    let mut firings = 0;
    while timers.earliest().is_some() {
        timers.fire(10);
        firings += 1;
        assert!(wakes.0.load(Ordering::Relaxed) <= firings * 20_000);
    }
    assert_eq!(wakes.0.load(Ordering::Relaxed), 100_000);
    assert!(armed.borrow()[1..].iter().all(|tick| *tick == 0), "the rest is due at once");
    assert!(sleeps.iter_mut().all(|sleep| poll(sleep).is_ready()));
}

#[test]
fn those_of_a_portion_can_be_cancelled_before_their_turn() {
    let timers = unarmed();
    let (mut sleeps, wakes) = crowd(&timers, 40_000, 10);
    timers.fire(10);
    let woken = wakes.0.load(Ordering::Relaxed);
    sleeps.truncate(woken + 1000);
    timers.fire(10);
    assert_eq!(wakes.0.load(Ordering::Relaxed), woken + 1000);
    assert_eq!(timers.earliest(), None);
}

#[test]
fn the_next_of_a_crowd_wait_for_each_other_but_not_longer_than_a_frame() {
    let (timers, armed) = watched();
    let (_first, _) = crowd(&timers, 1, 10);
    let (_next, next_wakes) = crowd(&timers, 1, 11);
    let (_many, _) = crowd(&timers, 1000, 100);
    timers.fire(10);
    assert_eq!(armed.borrow().last(), Some(&26));
    timers.fire(26);
    assert_eq!(next_wakes.0.load(Ordering::Relaxed), 1);
    assert_eq!(armed.borrow().last(), Some(&100));
}

#[test]
fn the_last_of_a_crowd_are_not_late() {
    let (timers, armed) = watched();
    let (_first, _) = crowd(&timers, 1, 10);
    let (_many, _) = crowd(&timers, 1000, 12);
    let (_last, _) = crowd(&timers, 1, 15);
    drop(crowd(&timers, 1, 1000));
    timers.fire(10);
    assert_eq!(armed.borrow().last(), Some(&15));
}

#[test]
fn the_next_of_a_few_are_not_late() {
    let (timers, armed) = watched();
    let (_few, _) = crowd(&timers, 60, 10);
    let (_next, _) = crowd(&timers, 60, 11);
    let (_last, _) = crowd(&timers, 8, 90);
    timers.fire(10);
    assert_eq!(armed.borrow().last(), Some(&11));
}

#[test]
fn knows_that_a_crowd_has_left() {
    let (timers, armed) = watched();
    let (many, _) = crowd(&timers, 1000, 50);
    let (_first, _) = crowd(&timers, 1, 10);
    let (_next, _) = crowd(&timers, 1, 11);
    drop(many);
    timers.fire(10);
    assert_eq!(armed.borrow().last(), Some(&11));
}

#[test]
fn closing_wakes_a_crowd_in_portions_too_one_right_after_the_other() {
    let (timers, armed) = watched();
    let (_sleeps, wakes) = crowd(&timers, 40_000, 1_000_000);
    timers.close();
    let mut firings = 0;
    while timers.earliest().is_some() {
        timers.fire(1);
        firings += 1;
        assert_eq!(armed.borrow().last(), Some(&0), "the rest is due at once");
    }
    assert_eq!((wakes.0.load(Ordering::Relaxed), firings), (40_000, 3));
}
