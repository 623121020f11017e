//! Everything that happened in a run.

use super::{Progress, Show};
use crate::{
    event::Event,
    recording::State,
    scene::{Act, Phase},
    time::Time,
};

/// Under which of the strategies something happened, when, and what.
pub type Logged = (usize, Time, Event);

impl Show {
    /// Adds what happened.
    pub fn record(&mut self, act: usize, at: Time, event: Event) {
        self.note(act, at, event);
        self.note_visibility(at, event);
        if self.reader.is_some() && matches!(event, Event::Arrived { user: 0 } | Event::Cancelled { user: 0 }) {
            self.learn_wait(act, at);
        }
    }

    /// Who still waits when the run is stopped waits no longer: the tasks are dropped at their next poll, which nobody records.
    pub fn cancel(&mut self, at: Time) {
        if !self.is_told_singly() {
            return;
        }
        for act in 0..self.acts.len() {
            for user in 0..self.plan.users().len() {
                let life = self.acts[act].recording.life(user, at);
                if life.created.is_some() && life.ended.is_none() {
                    self.note(act, at, Event::Cancelled { user });
                }
            }
        }
    }

    fn note(&mut self, act: usize, at: Time, event: Event) {
        self.acts[act].recording.record(at, event);
        if self.is_told_singly() {
            self.log.push((act, at, event));
        }
    }

    /// Everything that happened; of a crowd, only when each wait began and ended, all polls as one, and the end.
    pub fn log(&self) -> Vec<Logged> {
        if self.is_told_singly() {
            return self.log.clone();
        }
        let mut log = Vec::new();
        for (index, Act { recording, .. }) in self.acts.iter().enumerate() {
            for user in 0..recording.started_by(Time::MAX) {
                let life = recording.life(user, Time::MAX);
                log.push((index, life.started.unwrap_or_default(), Event::Started { user }));
                let end = match life.state {
                    State::Cancelled => Event::Cancelled { user },
                    State::Refused => Event::Refused { user },
                    _ => continue,
                };
                log.push((index, life.ended.unwrap_or_default(), end));
            }
            for (place, user) in recording.arrived_by(Time::MAX).iter().enumerate() {
                let at = recording.arrived_at(place).unwrap_or_default();
                log.push((index, at, Event::Arrived { user: *user as usize }));
            }
            log.push((index, self.now(), Event::Polled { polls: recording.polls(), busy: recording.busy() }));
            log.extend(recording.finished().map(|at| (index, at, Event::Finished)));
        }
        for (from, until) in &self.hidden {
            log.extend([(0, *from, Event::Hidden), (0, *until, Event::Shown)]);
        }
        log
    }

    /// Shows what was recorded at another time, which ended so long after it began.
    pub fn replay(&mut self, log: Vec<Logged>, end: Time) {
        for (act, at, event) in log {
            self.record(act, at, event);
        }
        let phase = if self.is_over() { Phase::Finished } else { Phase::Stopped };
        self.progress = Progress::Ended(phase, end);
    }
}
