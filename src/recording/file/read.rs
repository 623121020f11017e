//! Reading both versions. Version 1 had one list of rows, each beginning with the index of its run, and knew users only.

use super::{
    FileError, SavedRecording,
    row::{Row, wrong},
};
use crate::{
    event::{TaskEvent, TaskId, TaskInfo, records_every_poll},
    json::Json,
    listing::of_user,
    recording::Recording,
    settings::{ATTRIBUTES, Settings, decimal},
    time::SimTime,
};

/// (Boxed, so that results stay small: almost every line here returns one.)
pub type Result<T> = std::result::Result<T, Box<FileError>>;

/// Reads the text of a file of version 1 or 2.
///
/// # Errors
///
/// [`FileError`], at the first value that is not allowed. Nothing from outside reaches a recording unchecked.
pub fn read(text: &str) -> Result<SavedRecording> {
    let file = Json::parse(text).ok_or_else(|| FileError::Kind(String::new()))?;
    let kind = file.get("kind").and_then(Json::text).unwrap_or_default();
    let read_runs = match &*kind {
        "waiting-room recording 1" => read_version_1,
        "waiting-room recording 2" => read_version_2,
        _ => return Err(FileError::Kind(kind).into()),
    };
    let attributes = read_attributes(file)?;
    let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let settings = Settings::read(&value).map_err(FileError::Settings)?;
    let (users, end) = (settings.waits.users(), read_seconds(file)?);
    let recordings = settings.strategies.iter().map(|_| Recording::new(users)).collect();
    let mut saved = SavedRecording { attributes, settings, end, recordings, hidden: Vec::new() };
    read_runs(file, &mut saved)?;
    // Whatever had not ended by then never will.
    saved.recordings.iter_mut().for_each(|recording| recording.stop(end));
    Ok(saved)
}

fn read_attributes(file: Json) -> Result<Vec<(&'static str, String)>> {
    let all = file.get("attributes").ok_or_else(|| wrong("attributes", "an object"))?;
    let mut attributes = Vec::new();
    for name in ATTRIBUTES {
        if let Some(value) = all.get(name) {
            let text = value.text().ok_or_else(|| wrong(&format!("attributes.{name}"), "a string"))?;
            attributes.push((name, text));
        }
    }
    Ok(attributes)
}

fn read_seconds(file: Json) -> Result<SimTime> {
    let seconds = file.get("seconds").and_then(Json::number).and_then(decimal).map(SimTime::from_micros);
    let seconds = seconds.filter(|seconds| *seconds <= SimTime::LONGEST_RUN);
    seconds.ok_or_else(|| wrong("seconds", "a decimal number from 0 to 4000000000"))
}

fn read_version_1(file: Json, saved: &mut SavedRecording) -> Result<()> {
    let last_run = saved.recordings.len() as u64 - 1;
    each(file, "events", &mut |_, row| {
        let mut row = Row::new(row)?;
        let run = usize::try_from(row.whole(last_run)?).unwrap_or_default();
        let (at, name) = (row.time()?, row.text()?);
        match &*name {
            "hidden" => saved.hidden.push((at, SimTime::MAX)),
            "shown" => saved.hidden.last_mut().into_iter().for_each(|(_, until)| *until = at),
            name => {
                // That a code arrived implied a step.
                let took_step = name == "arrived" || name == "refused";
                let event = read_event(&mut row, name, saved, run)?;
                let step = event.task().filter(|_| took_step).map(|task| TaskEvent::Resumed { task });
                step.into_iter().chain([event]).for_each(|event| saved.recordings[run].record(at, event));
            }
        }
        Ok(())
    })
}

fn read_version_2(file: Json, saved: &mut SavedRecording) -> Result<()> {
    let mut runs = 0;
    each(file, "runs", &mut |index, run| {
        let strategy = saved.settings.strategies.get(index);
        let strategy = strategy.ok_or_else(|| wrong("", "absent: its attributes name no such strategy"))?;
        if run.get("strategy").and_then(Json::text).as_deref() != Some(strategy.name()) {
            return Err(wrong(".strategy", &format!("“{}”, as in its attributes", strategy.name())));
        }
        runs += 1;
        read_run(run, saved, index).map_err(|error| error.inside("."))
    })?;
    if runs < saved.recordings.len() {
        return Err(wrong("runs", "as many as its attributes name strategies"));
    }
    if file.get("hidden").is_some() {
        each(file, "hidden", &mut |_, span| {
            let mut row = Row::new(span)?;
            saved.hidden.push((row.time()?, row.time()?));
            Ok(())
        })?;
    }
    Ok(())
}

fn read_run(run: Json, saved: &mut SavedRecording, index: usize) -> Result<()> {
    let mut latest = SimTime::ZERO;
    let has_order = records_every_poll(saved.settings.waits.users());
    each(run, "events", &mut |_, row| {
        let mut row = Row::new(row)?;
        let (at, name) = (row.time()?, row.text()?);
        // That a task was woken is told when it is polled.
        if at < latest && has_order && &*name != "woken" {
            return Err(wrong("[0]", &format!("at least {}, as in the event before", latest.as_micros())));
        }
        latest = latest.max(at);
        let event = read_event(&mut row, &name, saved, index)?;
        saved.recordings[index].record(at, event);
        Ok(())
    })
}

fn read_event(row: &mut Row, name: &str, saved: &SavedRecording, run: usize) -> Result<TaskEvent> {
    let last = TaskId::of_user(saved.settings.waits.users() - 1);
    let runs = of_user(saved.settings.strategies[run]).name;
    let info = |task: TaskId| TaskInfo {
        name: format!("user {}", task.0).into(),
        runs: runs.into(),
        parent: Some(TaskId::STRATEGY),
    };
    row.event(name, last, info)
}

/// Reads each element of an array; `read` says what is wrong with one.
fn each(object: Json, name: &str, read: &mut dyn FnMut(usize, Json) -> Result<()>) -> Result<()> {
    let elements = object.get(name).and_then(Json::elements).ok_or_else(|| wrong(name, "an array"))?;
    for (index, element) in elements.into_iter().enumerate() {
        read(index, element).map_err(|error| error.inside(&format!("{name}[{index}]")))?;
    }
    Ok(())
}

impl FileError {
    /// The same error, seen from the value of which `outer` is the path.
    #[cold]
    fn inside(mut self: Box<Self>, outer: &str) -> Box<Self> {
        if let Self::Value { path, .. } = &mut *self {
            path.insert_str(0, outer);
        }
        self
    }
}
