//! A crowd behind one timer.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, atomic::Ordering},
    task::{Context, Waker},
};

use waiting_room::timers::{Sleep, Tick, Timers};

use crate::timers::{Wakes, poll, unarmed, watched};

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
    let (_many, _) = crowd(&timers, 1000, 5000);
    timers.fire(10);
    assert_eq!(armed.borrow().last(), Some(&26));
    timers.fire(26);
    assert_eq!(next_wakes.0.load(Ordering::Relaxed), 1);
    assert_eq!(armed.borrow().last(), Some(&5000));
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
