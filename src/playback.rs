//! How far a run is, and which time of it is shown: the part of a session that does not depend on what runs.

use crate::{
    playhead::{PlaybackRate, Playhead, Seek},
    recording::HiddenSpan,
    stage::{RunEnd, Stage},
    time::{RealTime, SimTime, Speed},
};

/// The state of a figure's run and of its playhead.
pub struct Playback {
    speed: Speed,
    stage: Stage,
    playhead: Playhead,
    /// How fast the playhead moves when it plays.
    rate: PlaybackRate,
    /// The time to seek to, once the run reaches it.
    pending_seek: Option<SimTime>,
    /// How long the reader thinks the next run will take, or the one that is shown.
    guess: Option<SimTime>,
    hidden: Vec<HiddenSpan>,
    /// Counts the runs that were shown.
    run_number: u32,
    /// Counts everything that happens.
    revision: u32,
}

/// What a figure's reader or page asks of the player.
#[derive(Clone, Copy, Debug)]
pub enum PlayerCommand {
    /// Show a time that the run has already reached, and pause; at the latest one, go on with the run.
    Seek(Seek),
    /// Pause at that time, now or as soon as the run reaches it.
    SeekWhenReached(SimTime),
    /// Play, or pause.
    PlayOrPause,
    /// Set the playback rate.
    SetRate(PlaybackRate),
    /// Note the reader's guess.
    Guess(SimTime),
}

/// A run at the time that is shown, without what runs.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// The number of the run: whatever the view keeps of another run is stale.
    pub run_number: u32,
    /// Changes with everything that happens. As long as it is the same, only the time that is shown moves.
    pub revision: u32,
    /// How fast simulated time passes.
    pub speed: Speed,
    /// How far the run is.
    pub stage: Stage,
    /// What moves the time that is shown.
    pub playhead: Playhead,
    /// The time that is shown.
    pub time: SimTime,
    /// The time that the run has reached: `time`, unless an earlier one is shown.
    pub latest: SimTime,
    /// How long the reader thinks it will take.
    pub guess: Option<SimTime>,
    /// When the page was hidden.
    pub hidden: &'a [HiddenSpan],
    /// The time at which the figure will pause, once the run reaches it.
    pub pending_seek: Option<SimTime>,
}

impl Playback {
    /// A run that is ready.
    pub fn new(speed: Speed) -> Self {
        Self {
            speed,
            stage: Stage::Ready,
            playhead: Playhead::Live,
            rate: PlaybackRate::default(),
            pending_seek: None,
            guess: None,
            hidden: Vec::new(),
            run_number: 0,
            revision: 0,
        }
    }

    /// Prepares another run. Keeps the guess, the pending seek and the rate.
    pub fn renew(&mut self) {
        self.changed();
        self.run_number += 1;
        (self.stage, self.playhead) = (Stage::Ready, Playhead::Live);
        self.hidden = Vec::new();
    }

    /// Forgets the guess and the rate, because what runs has changed; the speed may have.
    pub fn reset(&mut self, speed: Speed) {
        (self.speed, self.guess, self.rate) = (speed, None, PlaybackRate::default());
    }

    /// Notes that something has happened.
    pub fn changed(&mut self) {
        self.revision = self.revision.wrapping_add(1);
    }

    /// When the run under way began.
    pub fn running_since(&self) -> Option<RealTime> {
        if let Stage::Running { since } = self.stage { Some(since) } else { None }
    }

    /// Whether nothing has run yet.
    pub fn is_ready(&self) -> bool {
        self.stage == Stage::Ready
    }

    /// Whether a run is under way.
    pub fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Running { .. })
    }

    /// Whether what the figure shows changes by itself.
    pub fn needs_frames(&self) -> bool {
        self.is_running() || matches!(self.playhead, Playhead::Playing { .. })
    }

    /// The time to which the run has come.
    pub fn latest(&self, now: RealTime) -> SimTime {
        match self.stage {
            Stage::Ready => SimTime::ZERO,
            Stage::Running { since } => self.speed.simulated(now - since),
            Stage::Ended { at, .. } => at,
        }
    }

    /// The time that is shown.
    pub fn time(&self, now: RealTime) -> SimTime {
        self.playhead.time(self.latest(now), self.speed, now)
    }

    /// What is shown now.
    pub fn moment(&self, now: RealTime) -> Moment<'_> {
        Moment {
            run_number: self.run_number,
            revision: self.revision,
            speed: self.speed,
            stage: self.stage,
            playhead: self.playhead,
            time: self.time(now),
            latest: self.latest(now),
            guess: self.guess,
            hidden: &self.hidden,
            pending_seek: self.pending_seek,
        }
    }

    /// The run begins.
    pub fn start(&mut self, now: RealTime) {
        self.stage = Stage::Running { since: now };
    }

    /// The run ended, `at` that time of it.
    pub fn end(&mut self, how: RunEnd, at: SimTime) {
        self.stage = Stage::Ended { how, at };
        self.close_hidden(at);
        // There may be no further frame. (The time of a run that has ended does not depend on the clock.)
        self.apply_pending_seek(RealTime::ZERO);
    }

    /// Shows a run that was recorded.
    pub fn open(&mut self, how: RunEnd, hidden: Vec<HiddenSpan>, end: SimTime) {
        (self.stage, self.hidden) = (Stage::Ended { how, at: end }, hidden);
    }

    /// Call this in each frame that is drawn while something moves.
    pub fn on_frame(&mut self, now: RealTime) {
        self.apply_pending_seek(now);
        if matches!(self.playhead, Playhead::Playing { .. }) && self.time(now) >= self.latest(now) {
            self.changed();
            self.playhead = Playhead::Live;
        }
    }

    /// Carries out a command. `time_of` knows which time a `Seek` means.
    pub fn dispatch(&mut self, command: PlayerCommand, time_of: impl FnOnce(Seek) -> SimTime, now: RealTime) {
        match command {
            PlayerCommand::Seek(seek) => self.seek(time_of(seek), now),
            PlayerCommand::SeekWhenReached(time) => self.seek_when_reached(time, now),
            PlayerCommand::PlayOrPause => self.play_or_pause(now),
            PlayerCommand::SetRate(rate) => self.set_rate(rate, now),
            PlayerCommand::Guess(guess) => self.set_guess(guess),
        }
    }

    /// Pauses at `time`; if the run has not gone beyond it, goes live.
    fn seek(&mut self, time: SimTime, now: RealTime) {
        self.playhead = if time < self.latest(now) { Playhead::Paused(time) } else { Playhead::Live };
    }

    /// Pauses at `time`, now or as soon as the run reaches it.
    fn seek_when_reached(&mut self, time: SimTime, now: RealTime) {
        self.pending_seek = Some(time);
        self.apply_pending_seek(now);
    }

    /// A time beyond the end means the end.
    fn apply_pending_seek(&mut self, now: RealTime) {
        let (has_ended, latest) = (matches!(self.stage, Stage::Ended { .. }), self.latest(now));
        if let Some(time) = self.pending_seek.take_if(|time| has_ended || *time < latest) {
            self.changed();
            self.seek(time, now);
        }
    }

    /// Plays, or pauses.
    fn play_or_pause(&mut self, now: RealTime) {
        if self.moment(now).is_moving() {
            self.playhead = Playhead::Paused(self.time(now));
        } else {
            self.play(now);
        }
    }

    /// Plays on from the time that is shown or, if that is the latest, from the beginning.
    fn play(&mut self, now: RealTime) {
        let (time, latest) = (self.time(now), self.latest(now));
        let from = if time < latest { time } else { SimTime::ZERO };
        if from < latest {
            self.playhead = Playhead::Playing { from, since: now, rate: self.rate };
        }
    }

    /// Sets how fast the run is played again.
    fn set_rate(&mut self, rate: PlaybackRate, now: RealTime) {
        self.rate = rate;
        let (from, latest) = (self.time(now), self.latest(now));
        if matches!(self.playhead, Playhead::Playing { .. }) && from < latest {
            self.playhead = Playhead::Playing { from, since: now, rate };
        }
    }

    /// Notes how long the reader thinks the run will take. Once it has begun, it is too late to guess.
    fn set_guess(&mut self, guess: SimTime) {
        if self.is_ready() {
            self.guess = Some(guess);
        }
    }

    /// Notes that the page was hidden, or is shown again.
    pub fn set_hidden(&mut self, is_hidden: bool, now: RealTime) {
        self.changed();
        let was_hidden = self.hidden.last().is_some_and(|(_, until)| *until == SimTime::MAX);
        match (self.is_running(), was_hidden, is_hidden) {
            (true, false, true) => self.hidden.push((self.latest(now), SimTime::MAX)),
            (true, true, false) => self.close_hidden(self.latest(now)),
            _ => {}
        }
    }

    fn close_hidden(&mut self, at: SimTime) {
        self.hidden.iter_mut().for_each(|(_, until)| *until = at.min(*until));
    }
}

impl Moment<'_> {
    /// Whether nothing has run yet.
    pub fn is_ready(&self) -> bool {
        self.stage == Stage::Ready
    }

    /// Whether the run is under way, whatever time of it is shown.
    pub fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Running { .. })
    }

    /// How the run ended, if its end is shown.
    pub fn shown_end(&self) -> Option<RunEnd> {
        match self.stage {
            Stage::Ended { how, .. } if self.time == self.latest => Some(how),
            _ => None,
        }
    }

    /// Whether the end of a finished run is shown.
    pub fn shows_finish(&self) -> bool {
        self.shown_end() == Some(RunEnd::Finished)
    }

    /// Whether an earlier time than the latest is shown.
    pub fn looks_back(&self) -> bool {
        self.time < self.latest
    }

    /// Whether the time that is shown moves on by itself.
    pub fn is_moving(&self) -> bool {
        match self.playhead {
            Playhead::Live => self.is_running(),
            Playhead::Paused(_) => false,
            Playhead::Playing { .. } => true,
        }
    }
}
