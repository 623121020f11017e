//! Version 2: for each strategy a list of events about tasks or, of a crowd, its times in arrays.

use std::rc::Rc;

use super::{HiddenSpan, Json, Result, each, text, time, time_at, to_u32, whole, whole_at, wrong};
use crate::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo, records_every_poll},
    recording::Recording,
    settings::Settings,
    time::SimTime,
};

/// How a task's end is written.
pub const ENDS: [(&str, End); 4] =
    [("done", End::Done), ("refused", End::Refused), ("cancelled", End::Cancelled), ("gave-up", End::GaveUp)];

/// The recordings in the file, and when the page was hidden.
pub fn read<J: Json>(file: &J, settings: &Settings, end: SimTime) -> Result<(Vec<Recording>, Vec<HiddenSpan>)> {
    let (mut recordings, mut hidden) = (Vec::new(), Vec::new());
    each(file, "runs", |index, run| {
        let strategy = settings.strategies.get(index).ok_or_else(|| wrong("", "absent: there is no such strategy"))?;
        if text(run, "strategy")? != strategy.name() {
            return Err(wrong(".strategy", format!("“{}”, as in the attributes", strategy.name())));
        }
        recordings.push(read_run(run, settings.waits.users(), end)?);
        Ok(())
    })?;
    if recordings.len() < settings.strategies.len() {
        return Err(wrong("runs", "as many as there are strategies in the attributes"));
    }
    if file.get("hidden").is_some() {
        each(file, "hidden", |_, span| {
            hidden.push((time_at(span, 0)?, time_at(span, 1)?));
            Ok(())
        })?;
    }
    Ok((recordings, hidden))
}

fn read_run<J: Json>(run: &J, users: usize, end: SimTime) -> Result<Recording> {
    let mut recording = Recording::new(users);
    if records_every_poll(users) {
        read_events(run, users, &mut recording)?;
    } else {
        let crowd = run.get("crowd").ok_or_else(|| wrong(".crowd", "an object"))?;
        read_crowd(&crowd, users, &mut recording).map_err(|error| error.inside(".crowd"))?;
    }
    // Whatever had not ended by then never will.
    recording.stop(end);
    Ok(recording)
}

fn read_events<J: Json>(run: &J, users: usize, recording: &mut Recording) -> Result<()> {
    let mut latest = SimTime::ZERO;
    each(run, "events", |_, event| {
        let at = time(event, "at")?;
        let name = text(event, "event")?;
        // (Waking is told afterwards.)
        if name != "woken" {
            if at < latest {
                return Err(wrong(".at", format!("at least {}, as in the event before", latest.as_micros())));
            }
            latest = at;
        }
        recording.record(at, read_event(event, &name, users)?);
        Ok(())
    })
    .map_err(|error| error.inside("."))
}

fn read_event(event: &impl Json, name: &str, users: usize) -> Result<TaskEvent> {
    match name {
        "polled" => {
            let polls = to_u32(whole(event, "polls", u32::MAX.into())?);
            return Ok(TaskEvent::Polled { polls, busy: time(event, "busy")? });
        }
        "finished" => return Ok(TaskEvent::Finished),
        _ => {}
    }
    let task = read_task(event, "task", users)?;
    Ok(match name {
        "created" => {
            let parent = if event.get("parent").is_some() { Some(read_task(event, "parent", users)?) } else { None };
            let info = TaskInfo { name: text(event, "name")?.into(), runs: text(event, "runs")?.into(), parent };
            TaskEvent::Created { task, info: Rc::new(info) }
        }
        "resumed" => TaskEvent::Resumed { task },
        "suspended" => {
            let line = if event.get("line").is_some() { Some(whole(event, "line", u32::MAX.into())?) } else { None };
            TaskEvent::Suspended { task, on: read_awaited(event)?, line: line.map(to_u32) }
        }
        "woken" => TaskEvent::Woken { task },
        "printed" => TaskEvent::Printed { task, text: text(event, "text")?.into() },
        "ended" => TaskEvent::Ended { task, how: read_end(Some(text(event, "how")?), ".how")? },
        _ => return Err(wrong(".event", "the name of an event")),
    })
}

fn read_task(event: &impl Json, name: &str, users: usize) -> Result<TaskId> {
    whole(event, name, users as u64).map(|task| TaskId(to_u32(task)))
}

fn read_awaited(event: &impl Json) -> Result<Awaited> {
    Ok(match &*text(event, "on")? {
        "sleep" => Awaited::Sleep(time(event, "until")?),
        "reader" => Awaited::Reader,
        "tasks" => Awaited::Tasks,
        other => Awaited::Other(other.into()),
    })
}

fn read_end(name: Option<String>, path: &str) -> Result<End> {
    let end = ENDS.iter().find(|(known, _)| Some(*known) == name.as_deref()).map(|(_, end)| *end);
    end.ok_or_else(|| wrong(path, "done, refused, cancelled or gave-up"))
}

fn read_crowd<J: Json>(crowd: &J, users: usize, recording: &mut Recording) -> Result<()> {
    let started = crowd.get("started").filter(|started| started.length().is_some_and(|count| count <= users));
    let started = started.ok_or_else(|| wrong(".started", format!("an array of {users} times at most")))?;
    for user in 0..started.length().unwrap_or_default() {
        let at = time_at(&started, user).map_err(|error| error.inside(".started"))?;
        recording.record(at, TaskEvent::Resumed { task: TaskId::of_user(user) });
    }
    each(crowd, "ended", |_, row| {
        let task = TaskId(to_u32(whole_at(row, 0, users as u64)?));
        let how = read_end(row.element(2).and_then(|how| how.text()), "[2]")?;
        recording.record(time_at(row, 1)?, TaskEvent::Ended { task, how });
        Ok(())
    })
    .map_err(|error| error.inside("."))?;
    let (polls, busy) = (to_u32(whole(crowd, "polls", u32::MAX.into())?), time(crowd, "busy")?);
    recording.record(busy, TaskEvent::Polled { polls, busy });
    if crowd.get("finished").is_some() {
        recording.record(time(crowd, "finished")?, TaskEvent::Finished);
    }
    Ok(())
}
