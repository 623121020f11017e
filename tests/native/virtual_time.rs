//! Strategies in virtual time.

use std::{cell::RefCell, rc::Rc};

use waiting_room::{
    event::{End, TaskEvent},
    plan::Plan,
    platform::virtual_time::run,
    recording::Recording,
    room::Room,
    runner,
    settings::Strategy,
    time::SimTime,
};

pub type Events = Vec<(SimTime, TaskEvent)>;

/// Everything that happens when `strategy` serves the users of `plan`, in order.
pub fn events(strategy: Strategy, plan: &Rc<Plan>) -> Events {
    let mut events = side_by_side(&[strategy], plan);
    events.remove(0)
}

/// The same for each of several strategies that run at the same time, on one thread.
pub fn side_by_side(strategies: &[Strategy], plan: &Rc<Plan>) -> Vec<Events> {
    let events: Vec<_> = strategies.iter().map(|_| Rc::new(RefCell::new(Vec::new()))).collect();
    run(|platform| {
        for (strategy, events) in strategies.iter().zip(&events) {
            let log = Rc::clone(events);
            let log = move |at, event| log.borrow_mut().push((at, event));
            let room = Room::new(platform, Rc::clone(plan), *strategy, log);
            room.start(runner::run(*strategy, room.clone()));
        }
    });
    events.iter().map(|events| events.take()).collect()
}

/// What happened, as a recording.
pub fn recorded(events: &[(SimTime, TaskEvent)], plan: &Plan) -> Recording {
    let mut recording = Recording::new(plan.users().len());
    for (at, event) in events {
        recording.record(*at, event.clone());
    }
    recording
}

/// Everything that happens when `strategy` serves the users of `plan`, as a recording.
pub fn recording(strategy: Strategy, plan: &Rc<Plan>) -> Recording {
    recorded(&events(strategy, plan), plan)
}

/// The users in the order in which their codes arrived, and when.
pub fn arrivals(strategy: Strategy, plan: &Rc<Plan>) -> Vec<(usize, SimTime)> {
    let arrival = |(at, event)| match event {
        TaskEvent::Ended { task, how: End::Done } => Some((task.user()?, at)),
        _ => None,
    };
    events(strategy, plan).into_iter().filter_map(arrival).collect()
}
