//! A program's run at some time: all that may be drawn or said of it.

use std::ops::Deref;

use super::{prediction::Prediction, run::ProgramRecording};
use crate::{
    playback::Moment,
    playhead::Seek,
    recording::{Recording, seek_time},
    scene::NOTICEABLE,
    time::SimTime,
};

/// What the figure shows. Everything on the screen follows from this and from nothing else.
#[derive(Clone, Copy)]
pub struct ProgramScene<'a> {
    /// How far the run is, and which time of it is shown.
    pub moment: Moment<'a>,
    /// The program.
    pub text: &'a str,
    /// What was recorded.
    pub recording: &'a ProgramRecording,
    /// The same run in virtual time; there is none of a run that was recorded elsewhere.
    pub prediction: Option<&'a Prediction>,
    /// Whether the reader is to guess how long it will take.
    pub is_guessed: bool,
    /// The seed of random numbers.
    pub seed: u32,
}

impl<'a> Deref for ProgramScene<'a> {
    type Target = Moment<'a>;

    fn deref(&self) -> &Moment<'a> {
        &self.moment
    }
}

impl<'a> ProgramScene<'a> {
    /// The time that `seek` means; [`SimTime::MAX`] for the latest, whenever that is.
    pub fn time_of(&self, seek: Seek) -> SimTime {
        seek_time(seek, self.time, [&self.recording.tasks].into_iter())
    }

    /// The run whose tasks have lanes: the real one, once it has as many tasks as were predicted.
    pub fn lane_source(&self) -> &'a Recording {
        let real = &self.recording.tasks;
        match self.prediction {
            Some(prediction) if real.task_count() < prediction.recording.tasks.task_count() => {
                &prediction.recording.tasks
            }
            _ => real,
        }
    }

    /// How long it should take, if that is known.
    pub fn predicted(&self) -> Option<SimTime> {
        self.prediction?.time
    }

    /// The sum of all sleeps: those that are over or, until the run is, those that were predicted.
    pub fn total_sleep(&self) -> SimTime {
        match self.prediction {
            Some(prediction) if self.recording.tasks.finished().is_none() => {
                prediction.recording.slept_by(SimTime::MAX)
            }
            _ => self.recording.slept_by(SimTime::MAX),
        }
    }

    /// Whether a poll that took `busy` blocked the thread for long enough to notice.
    pub fn is_blocked_by(&self, busy: SimTime) -> bool {
        self.speed.real(busy) >= NOTICEABLE
    }

    /// When the program ended, if it has by the time that is shown.
    pub fn ended(&self) -> Option<SimTime> {
        self.recording.tasks.finished().or(self.recording.tasks.stopped()).filter(|at| *at <= self.time)
    }
}
