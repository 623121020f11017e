//! What became of each task, line by line.

use super::{comparison, late, no_code, run_info, status, title, user_name};
use crate::{
    event::End,
    format::{count, seconds, seconds_fixed},
    recording::TaskState,
    scene::{MAX_LANES, NOTICEABLE, Scene, StrategyRun},
};

/// The whole run as a text to keep.
pub fn transcript(scene: &Scene) -> String {
    let mut text = String::new();
    let mut add = |line: &str| {
        text += line;
        text.push('\n');
    };
    add(&status(scene));
    for row in comparison(scene) {
        add(&format!("{} {}, {}", row.time_text, row.title, row.explanation));
    }
    for run in scene.strategy_runs {
        if scene.strategy_runs.len() > 1 {
            add(&title(run.strategy));
        }
        let users = scene.plan.users().len();
        for user in 0..users.min(MAX_LANES) {
            add(&task_line(scene, run, user));
        }
        for line in [more(users, MAX_LANES), result_line(scene, run)].iter().flatten() {
            add(line);
        }
    }
    add(&run_info(scene.plan, scene.speed));
    text
}

/// One user's task.
pub fn task_line(scene: &Scene, run: &StrategyRun, user: usize) -> String {
    format!("{} · {}", user_name(scene, user), state(scene, run, user))
}

fn state(scene: &Scene, run: &StrategyRun, user: usize) -> String {
    let task = run.recording.snapshot(user, scene.time);
    let end = match task.state {
        TaskState::NotCreated => return "not started yet".into(),
        TaskState::Ready => return "ready, but waiting for the thread".into(),
        TaskState::Running => return "running".into(),
        TaskState::Suspended => return "waiting for the code".into(),
        TaskState::NeverPolled => return "never polled, so never started".into(),
        TaskState::Ended(End::Done) => scene.plan.users()[user].code.spaced(),
        TaskState::Ended(how) => no_code(how).to_owned(),
    };
    let began = task.created.or(task.started).unwrap_or_default();
    let from = if scene.speed.real(began) >= NOTICEABLE {
        format!(", begun at {}", seconds_fixed(began, 3))
    } else {
        String::new()
    };
    let late = late(scene, run, user).map(|late| format!(", {late}")).unwrap_or_default();
    format!("{end} after {}{from}{late}", seconds_fixed(task.ended.unwrap_or_default() - began, 3))
}

/// The last line of a strategy, once it has completed.
pub fn result_line(scene: &Scene, run: &StrategyRun) -> Option<String> {
    let finished = run.recording.finished().filter(|at| *at <= scene.time)?;
    let (took, arrived) = (seconds_fixed(finished, 3), run.recording.arrived_count());
    let users = scene.plan.users().len();
    Some(if arrived == users {
        format!("{} of waiting took {took}", seconds(scene.plan.total_wait()))
    } else {
        format!("{} of {} codes after {took}", count(arrived), count(users))
    })
}

/// Says that only the first `listed` users are listed, if there are more.
pub fn more(users: usize, listed: usize) -> Option<String> {
    let more = users.checked_sub(listed).filter(|more| *more > 0)?;
    Some(format!("… and {} more, who are not listed", count(more)))
}
