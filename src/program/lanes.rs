//! Which tasks of a program get a lane, and in which order.

use crate::{
    event::TaskId,
    recording::Recording,
    scene::{MAX_LANES, NOTICEABLE},
    time::Speed,
};

/// A task that has a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Which task.
    pub task: TaskId,
    /// How many of its ancestors have a lane.
    pub depth: usize,
    /// What Python calls it.
    pub name: String,
    /// The function that it runs.
    pub function: String,
}

/// The lanes of a run: each task below the one that created it, in the order in which they were created; at most [`MAX_LANES`]. And how
/// many tasks have none.
///
/// The module has a lane if it is all there is, or if it keeps the thread for long.
pub fn lanes(recording: &Recording, speed: Speed) -> (Vec<Lane>, usize) {
    let count = recording.task_count();
    let module = TaskId(0);
    let is_slow = recording
        .each_poll()
        .iter()
        .any(|poll| speed.real(poll.busy) >= NOTICEABLE && recording.tasks_in(poll).contains(&module));
    let first = u32::from(count > 1 && !is_slow);
    let tasks: Vec<_> = (first..u32::try_from(count).unwrap_or(u32::MAX)).map(TaskId).collect();
    let mut lanes: Vec<Lane> = Vec::new();
    for task in tasks.iter().take(MAX_LANES) {
        let Some(info) = recording.info(*task) else { continue };
        let parent = lanes.iter().position(|lane| Some(lane.task) == info.parent);
        let depth = parent.map_or(0, |parent| lanes[parent].depth + 1);
        // Behind the parent and all that descend from it.
        let place = parent.map_or(lanes.len(), |parent| {
            let after = lanes[parent + 1..].iter().position(|lane| lane.depth < depth);
            after.map_or(lanes.len(), |after| parent + 1 + after)
        });
        let (name, function) = (info.name.to_string(), info.function.to_string());
        lanes.insert(place, Lane { task: *task, depth, name, function });
    }
    let left = tasks.len().saturating_sub(lanes.len());
    (lanes, left)
}
