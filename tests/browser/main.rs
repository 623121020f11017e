//! The browser's event loop as a platform: these tests run inside each browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::float_cmp, missing_docs, reason = "a test may fail where it stands")]

use std::{cell::Cell, future::Future, rc::Rc, task::Poll};

use futures_util::future::{join_all, poll_fn};
use waiting_room::{
    browser::start_platform,
    plan::Plan,
    platform::Platform,
    room::Room,
    settings::{Strategy, Waits},
    time::{SimTime, Speed},
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const DAY: SimTime = SimTime::from_secs(24 * 3600);

fn real_time() -> Platform {
    start_platform(Speed::REAL_TIME)
}

fn sleep(platform: &Platform, time: SimTime) -> impl Future<Output = ()> + 'static {
    platform.sleep_until(platform.now() + time)
}

#[wasm_bindgen_test]
async fn a_sleep_is_never_too_short() {
    let platform = real_time();
    for millis in [0, 1, 3, 10, 30] {
        let (start, time) = (platform.now(), SimTime::from_millis(millis));
        sleep(&platform, time).await;
        assert!(platform.now() - start >= time);
    }
}

#[wasm_bindgen_test]
async fn sleepers_wake_in_the_order_of_their_deadlines() {
    let (platform, order) = (real_time(), Rc::new(Cell::new(0)));
    let sleepers = [60_u64, 20, 40].map(|millis| {
        let (sleep, order) = (sleep(&platform, SimTime::from_millis(millis)), Rc::clone(&order));
        async move {
            sleep.await;
            order.set(order.get() * 100 + millis);
        }
    });
    join_all(sleepers).await;
    assert_eq!(order.get(), 20_40_60);
}

/// Browsers keep a delay in 32 bits and fire at once if it does not fit.
#[wasm_bindgen_test]
async fn a_sleep_longer_than_any_timer_does_not_end_at_once() {
    let platform = real_time();
    let mut century = Box::pin(sleep(&platform, DAY * 36_525));
    let is_over = poll_fn(|context| Poll::Ready(century.as_mut().poll(context).is_ready()));
    js_sys::eval(COUNT_TIMERS).unwrap();
    assert!(!is_over.await);
    sleep(&platform, SimTime::from_millis(30)).await;
    js_sys::eval("forgetTimers()").unwrap();
    // Set for the long sleep, then for the short one instead, then for the long one again.
    assert_eq!(number("delays.filter((delay) => delay === 2 ** 31 - 1).length"), 2.0);
    let is_over = poll_fn(|context| Poll::Ready(century.as_mut().poll(context).is_ready()));
    assert!(!is_over.await);
}

#[wasm_bindgen_test]
async fn speed_makes_sleeps_shorter() {
    let fast = start_platform(Speed::from_millionths(1_000_000_000).unwrap());
    let real = real_time();
    sleep(&fast, SimTime::from_secs(60)).await;
    assert!(real.now() >= SimTime::from_millis(59) && real.now() < SimTime::from_secs(10));
}

/// Counts the browser's timers that are set and have neither fired nor been cleared. Only short ones are ours: the driver
/// that runs the tests sets timers too, of many seconds.
const COUNT_TIMERS: &str = "
    globalThis.timers = new Set();
    Object.assign(globalThis, { mostTimers: 0, delays: [] });
    const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
    globalThis.setTimeout = (callback, delay) => {
        const id = set(() => { timers.delete(id); callback(); }, delay);
        if (delay <= 50) timers.add(id);
        delays.push(delay);
        mostTimers = Math.max(mostTimers, timers.size);
        return id;
    };
    globalThis.clearTimeout = (id) => { timers.delete(id); clear(id); };
    globalThis.forgetTimers = () => Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
";

fn number(expression: &str) -> f64 {
    js_sys::eval(expression).unwrap().as_f64().unwrap()
}

#[wasm_bindgen_test]
async fn a_thousand_sleepers_share_one_timer() {
    js_sys::eval(COUNT_TIMERS).unwrap();
    let platform = real_time();
    join_all((0..1000).map(|user| sleep(&platform, SimTime::from_millis(50 - user % 40)))).await;
    assert_eq!((number("mostTimers"), number("timers.size")), (1.0, 0.0));
    js_sys::eval("forgetTimers()").unwrap();
}

/// Tells when it is dropped.
struct Guard(Rc<Cell<bool>>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

/// Lets every task run that is awake.
async fn next_turn() {
    sleep(&real_time(), SimTime::from_millis(1)).await;
}

#[wasm_bindgen_test]
async fn shutting_down_ends_every_task() {
    let (platform, is_dropped) = (real_time(), Rc::new(Cell::new(false)));
    let (a_day, guard) = (sleep(&platform, DAY), Guard(Rc::clone(&is_dropped)));
    platform.spawn(async move {
        a_day.await;
        drop(guard);
    });
    // Tasks that are awake are polled in turn, so once this task has been polled again, so has the other.
    next_turn().await;
    assert!(!is_dropped.get());
    platform.shut_down();
    next_turn().await;
    assert!(is_dropped.get());
}

/// A million of them lie in memory at once: `docs/design.md` says what a few bytes more would cost.
#[wasm_bindgen_test]
fn the_future_of_a_user_is_small() {
    let plan = Rc::new(Plan::generate(&Waits::Exact(vec![SimTime::ZERO]), 0));
    let room = Room::new(&real_time(), plan, Strategy::AllAtOnce, |_, _| {});
    assert!(size_of_val(&room.code_from(0)) <= 36, "{} bytes", size_of_val(&room.code_from(0)));
}
