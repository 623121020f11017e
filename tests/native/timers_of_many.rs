//! Many sleepers behind one timer.

use std::{
    cell::Cell,
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::{Arc, atomic::Ordering},
    task::{Context, Waker},
};

use waiting_room::{
    platform::{Clock, Platform, WAKING_SLICE},
    time::SimTime,
    timers::{Fired, Sleep, Tick, TimerQueue},
};

use crate::timers::{Wakes, fire, poll, unarmed, watched};

/// Polls so many sleepers of one deadline with a waker that counts.
fn sleepers(timers: &TimerQueue, count: usize, deadline: Tick) -> (Vec<Sleep>, Arc<Wakes>) {
    let wakes = Arc::new(Wakes::default());
    let counting = Waker::from(Arc::clone(&wakes));
    let mut sleeps: Vec<_> = (0..count).map(|_| timers.sleep_until(deadline)).collect();
    for sleep in &mut sleeps {
        assert!(Pin::new(sleep).poll(&mut Context::from_waker(&counting)).is_pending());
    }
    (sleeps, wakes)
}

#[test]
fn wakes_many_in_portions() {
    let timers = unarmed();
    let (mut sleeps, wakes) = sleepers(&timers, 10_000, 10);
    let mut portions = vec![0];
    while timers.fire(10) == Fired::MoreAreDue {
        portions.push(wakes.0.load(Ordering::Relaxed));
    }
    assert_eq!(portions, [0, 2048, 4096, 6144, 8192]);
    assert_eq!(wakes.0.load(Ordering::Relaxed), 10_000);
    assert!(sleeps.iter_mut().all(|sleep| poll(sleep).is_ready()));
}

#[test]
fn sleepers_can_be_cancelled_before_their_turn() {
    let timers = unarmed();
    let (mut sleeps, wakes) = sleepers(&timers, 4000, 10);
    assert_eq!(timers.fire(10), Fired::MoreAreDue);
    let woken = wakes.0.load(Ordering::Relaxed);
    sleeps.truncate(woken + 1000);
    assert_eq!(timers.fire(10), Fired::All);
    assert_eq!(wakes.0.load(Ordering::Relaxed), woken + 1000);
    assert_eq!(timers.earliest(), None);
}

#[test]
fn the_next_of_many_wait_for_each_other_but_not_longer_than_a_frame() {
    let (timers, armed) = watched();
    let (_first, _) = sleepers(&timers, 1, 10);
    let (_next, next_wakes) = sleepers(&timers, 1, 11);
    let (_many, _) = sleepers(&timers, 1000, 5000);
    fire(&timers, 10);
    assert_eq!(armed.borrow().last(), Some(&26));
    fire(&timers, 26);
    assert_eq!(next_wakes.0.load(Ordering::Relaxed), 1);
    assert_eq!(armed.borrow().last(), Some(&5000));
}

#[test]
fn the_last_of_many_are_not_late() {
    let (timers, armed) = watched();
    let (_first, _) = sleepers(&timers, 1, 10);
    let (_many, _) = sleepers(&timers, 1000, 12);
    let (_last, _) = sleepers(&timers, 1, 15);
    drop(sleepers(&timers, 1, 1000));
    fire(&timers, 10);
    assert_eq!(armed.borrow().last(), Some(&15));
}

#[test]
fn the_next_of_a_few_are_not_late() {
    let (timers, armed) = watched();
    let (_few, _) = sleepers(&timers, 60, 10);
    let (_next, _) = sleepers(&timers, 60, 11);
    let (_last, _) = sleepers(&timers, 8, 90);
    fire(&timers, 10);
    assert_eq!(armed.borrow().last(), Some(&11));
}

#[test]
fn knows_that_many_have_left() {
    let (timers, armed) = watched();
    let (many, _) = sleepers(&timers, 1000, 50);
    let (_first, _) = sleepers(&timers, 1, 10);
    let (_next, _) = sleepers(&timers, 1, 11);
    drop(many);
    fire(&timers, 10);
    assert_eq!(armed.borrow().last(), Some(&11));
}

#[test]
fn closing_makes_everyone_due_at_once() {
    let (timers, armed) = watched();
    let (_sleeps, wakes) = sleepers(&timers, 5000, 1_000_000);
    timers.close();
    assert_eq!(armed.borrow().last(), Some(&0));
    fire(&timers, 1);
    assert_eq!(wakes.0.load(Ordering::Relaxed), 5000);
}

/// A clock that moves on by itself: each look at it takes as long as a slice of the thread, or no time.
struct BusyClock {
    tick: Cell<Tick>,
    per_look: Tick,
    fire: Cell<Option<Box<dyn FnOnce()>>>,
    set: Cell<u32>,
}

impl Clock for BusyClock {
    fn now(&self) -> SimTime {
        SimTime::from_millis(self.tick.get().into())
    }

    fn tick(&self) -> Tick {
        self.tick.set(self.tick.get() + self.per_look);
        self.tick.get()
    }

    fn tick_at(&self, at: SimTime) -> Tick {
        Tick::try_from(at.as_micros() / 1000).unwrap()
    }

    fn set_timer(&self, _: Tick, fire: Box<dyn FnOnce()>) {
        self.set.set(self.set.get() + 1);
        self.fire.set(Some(fire));
    }

    fn clear_timer(&self) {
        self.fire.set(None);
    }

    fn block_until(&self, _: SimTime) {}
}

/// Fires the platform's timer until nobody sleeps; returns how often it was set.
fn timer_settings(per_look: Tick) -> u32 {
    let clock = Rc::new(BusyClock { tick: Cell::new(1000), per_look, fire: Cell::default(), set: Cell::default() });
    let platform = Platform::new(Rc::<BusyClock>::clone(&clock));
    let mut sleeps: Vec<_> = (0..20_000).map(|_| platform.sleep_until(SimTime::from_secs(1))).collect();
    for sleep in &mut sleeps {
        assert!(poll(sleep).is_pending());
    }
    while let Some(fire) = clock.fire.take() {
        fire();
        waiting_room::platform::virtual_time::VirtualTime::default().run();
    }
    assert!(sleeps.iter_mut().all(|sleep| poll(sleep).is_ready()));
    clock.set.get()
}

/// A timer that outlived its run would keep the clock alive, and call into a program that may be gone.
#[test]
fn no_timer_is_left_when_a_platform_shuts_down() {
    let clock = Rc::new(BusyClock { tick: Cell::new(0), per_look: 0, fire: Cell::default(), set: Cell::default() });
    let platform = Platform::new(Rc::<BusyClock>::clone(&clock));
    let mut long = platform.sleep_until(SimTime::from_secs(3600));
    assert!(poll(&mut long).is_pending());
    drop(long);
    platform.shut_down();
    assert!(clock.fire.take().is_none(), "nobody sleeps any more");
    let mut other = platform.sleep_until(SimTime::from_secs(3600));
    assert!(poll(&mut other).is_ready(), "and nobody can");
}

#[test]
fn a_timer_does_not_keep_its_clock_alive() {
    let clock = Rc::new(BusyClock { tick: Cell::new(0), per_look: 0, fire: Cell::default(), set: Cell::default() });
    let (platform, weak) = (Platform::new(Rc::<BusyClock>::clone(&clock)), Rc::downgrade(&clock));
    let mut sleep = platform.sleep_until(SimTime::from_secs(3600));
    assert!(poll(&mut sleep).is_pending());
    drop((sleep, platform, clock));
    assert!(weak.upgrade().is_none());
}

/// 20 000 sleepers are ten batches.
#[test]
fn the_platform_gets_the_thread_back_when_a_slice_is_used_up() {
    assert_eq!(timer_settings(0), 1, "polling took no time, so one firing wakes everyone");
    assert_eq!(timer_settings(WAKING_SLICE), 10, "each batch takes a slice, so the timer fires for each");
}
