//! The contenders that are written in Rust and run in a browser.
#![cfg(target_arch = "wasm32")]

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures_util::future::join_all;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise};
use waiting_room::{
    browser::start_platform,
    event::TaskEvent,
    plan::{Plan, User},
    recording::Recording,
    room::Room,
    runner,
    settings::{Settings, SettingsError, Strategy},
    time::{SimTime, Speed},
};
use wasm_bindgen::prelude::*;

/// The users that everybody in the comparison waits for: some seconds, in steps of a millisecond. They are drawn beforehand, so
/// that neither time nor memory of that is anybody's.
#[wasm_bindgen]
pub struct Users(Rc<Plan>);

#[wasm_bindgen]
impl Users {
    /// Draws so many, who wait at least `min` and less than `max` seconds.
    #[wasm_bindgen(constructor)]
    pub fn draw(users: u32, min: f64, max: f64) -> Result<Self, String> {
        plan(users, min, max).map(|plan| Self(Rc::new(plan))).map_err(|error| error.to_string())
    }

    /// Their waits in milliseconds.
    pub fn waits(&self) -> Vec<u32> {
        let millis = |user: &User| (user.wait().as_micros() / 1000) as u32;
        self.0.users().iter().map(millis).collect()
    }

    /// The waiting room without its figure. Resolves with the milliseconds since the start: when all had started to wait, when
    /// the last code was due, and when it arrived.
    pub fn wait_for_all(&self) -> Promise {
        self.wait_and_tell(|_, _| {})
    }

    /// The same, with everything recorded.
    pub fn wait_for_all_recorded(&self) -> Promise {
        let recording = RefCell::new(Recording::new(self.0.users().len()));
        self.wait_and_tell(move |at, event| recording.borrow_mut().record(at, event))
    }
}

impl Users {
    fn wait_and_tell(&self, tell: impl Fn(SimTime, TaskEvent) + 'static) -> Promise {
        let (waits, begun) = (Rc::clone(&self.0), Cell::new(0));
        let (started, due) = (Cell::new(SimTime::ZERO), Cell::new(SimTime::ZERO));
        let start = |resolve: Function| {
            let log = move |at: SimTime, event: TaskEvent| {
                match &event {
                    // Up to 1000 users are resumed again, when they are woken.
                    TaskEvent::Resumed { task } if task.user() == Some(begun.get()) => {
                        begun.update(|begun| begun + 1);
                        started.set(at);
                        due.set(due.get().max(at + waits.users()[begun.get() - 1].wait()));
                    }
                    TaskEvent::Finished => {
                        let times = [started.get(), due.get(), at].map(|time| JsValue::from(time.as_millis_f64()));
                        let _ = resolve.call1(&JsValue::UNDEFINED, &times.iter().collect::<Array>());
                    }
                    _ => {}
                }
                tell(at, event);
            };
            let (plan, all_at_once) = (Rc::clone(&self.0), Strategy::AllAtOnce);
            let room = Room::new(&start_platform(Speed::REAL_TIME), plan, all_at_once, log);
            room.start(runner::run(all_at_once, room.clone()));
        };
        let mut start = Some(start);
        Promise::new(&mut |resolve, _| {
            if let Some(start) = start.take() {
                start(resolve);
            }
        })
    }
}

fn plan(users: u32, min: f64, max: f64) -> Result<Plan, SettingsError> {
    let attribute = |name: &str| match name {
        "users" => Some(users.to_string()),
        "min-wait" => Some(min.to_string()),
        "max-wait" => Some(max.to_string()),
        "step" => Some("0.001".to_owned()),
        _ => None,
    };
    Settings::read(&attribute).map(|settings| Plan::generate(&settings.waits, 42))
}

/// A `TimeoutFuture`, and so a timer of the browser, for each user, joined in one task. Resolves with the same times. (The
/// clock is looked at once for every 32 users, as in the waiting room.)
#[wasm_bindgen]
pub async fn timeout_futures(waits: Vec<u32>) -> Vec<f64> {
    let performance = web_sys::window().and_then(|window| window.performance()).unwrap_throw();
    let start = performance.now();
    let (mut now, mut due) = (start, start);
    let user = |(index, millis): (usize, u32)| {
        if index % 32 == 0 {
            now = performance.now();
        }
        due = due.max(now + f64::from(millis));
        TimeoutFuture::new(millis)
    };
    let all: Vec<_> = waits.into_iter().enumerate().map(user).collect();
    let started = performance.now();
    join_all(all).await;
    vec![started - start, due - start, performance.now() - start]
}
