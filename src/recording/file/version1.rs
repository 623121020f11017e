//! Version 1: a list of rows, `[run, microseconds, name, first, second]`. It knew users only.

use std::rc::Rc;

use super::{HiddenSpan, Json, Result, each, time_at, to_u32, whole_at, wrong};
use crate::{
    event::{End, TaskEvent, TaskId, TaskInfo},
    listing::of_user,
    recording::Recording,
    settings::Settings,
    time::SimTime,
};

/// The recordings in the file, and when the page was hidden.
pub fn read<J: Json>(file: &J, settings: &Settings, end: SimTime) -> Result<(Vec<Recording>, Vec<HiddenSpan>)> {
    let users = settings.waits.users();
    let mut recordings: Vec<_> = settings.strategies.iter().map(|_| Recording::new(users)).collect();
    let mut hidden: Vec<HiddenSpan> = Vec::new();
    let last_run = recordings.len() as u64 - 1;
    each(file, "events", |_, row| {
        let (run, at) = (to_u32(whole_at(row, 0, last_run)?) as usize, time_at(row, 1)?);
        let name = row.element(2).and_then(|name| name.text()).unwrap_or_default();
        match &*name {
            "hidden" => hidden.push((at, SimTime::MAX)),
            "shown" => hidden.last_mut().into_iter().for_each(|(_, until)| *until = at),
            _ => {
                let event = read_event(row, &name, users, of_user(settings.strategies[run]).name)?;
                // That a code arrived implied a step.
                if let TaskEvent::Ended { task, how: End::Done | End::Refused } = event {
                    recordings[run].record(at, TaskEvent::Resumed { task });
                }
                recordings[run].record(at, event);
            }
        }
        Ok(())
    })?;
    recordings.iter_mut().for_each(|recording| recording.stop(end));
    Ok((recordings, hidden))
}

/// (Users were counted from 1, as tasks are.)
fn read_event(row: &impl Json, name: &str, users: usize, runs: &str) -> Result<TaskEvent> {
    match name {
        "polled" => {
            let polls = to_u32(whole_at(row, 3, u32::MAX.into())?);
            return Ok(TaskEvent::Polled { polls, busy: time_at(row, 4)? });
        }
        "finished" => return Ok(TaskEvent::Finished),
        _ => {}
    }
    let task = TaskId(to_u32(whole_at(row, 3, users as u64)?));
    let ended = |how| TaskEvent::Ended { task, how };
    Ok(match name {
        "created" => {
            let name = format!("user {}", task.0).into();
            TaskEvent::Created {
                task,
                info: Rc::new(TaskInfo { name, runs: runs.into(), parent: Some(TaskId::STRATEGY) }),
            }
        }
        "started" => TaskEvent::Resumed { task },
        "woken" => TaskEvent::Woken { task },
        "arrived" => ended(End::Done),
        "refused" => ended(End::Refused),
        "cancelled" => ended(End::Cancelled),
        _ => return Err(wrong("[2]", "the name of an event")),
    })
}
