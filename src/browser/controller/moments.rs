//! Which moment of a run is shown.

use web_sys::Event;

use super::{Controller, Replay, Show, calling};
use crate::{
    browser::view::Command,
    reader::Answer,
    scene::{Goal, Scene},
    time::Time,
};

/// How fast a run is shown again, in percent of its own speed.
pub struct Pace(u32);

impl Default for Pace {
    fn default() -> Self {
        Self(100)
    }
}

impl Controller {
    /// The reader does something.
    #[expect(clippy::needless_pass_by_value, reason = "the browser gives it away")]
    pub(super) fn hear(&self, event: Event) {
        if let Some(command) = self.view.asked(&event) {
            self.obey(command);
        }
    }

    fn obey(&self, command: Command) {
        match command {
            Command::Press => return self.press(),
            Command::Look => {}
            Command::Go(goal) => self.go(goal),
            Command::Play => self.play_or_pause(),
            Command::Pace(percent) => self.set_pace(percent),
            Command::Guess(hundredths) => self.guess(hundredths),
            Command::Answer(answer) => self.answer(answer),
        }
        self.draw();
    }

    /// A guess is always one about the next run.
    fn guess(&self, hundredths: u32) {
        if !self.is_running() {
            self.renew();
            self.show(|show| show.guess(hundredths));
        }
    }

    /// The reader is woken outside of [`Self::show`]: a waker may do anything.
    fn answer(&self, answer: Answer) {
        if let Some(reader) = self.show(|show| show.reader.clone()).flatten() {
            reader.answer(answer);
        }
    }

    /// Shows another moment, at rest.
    fn go(&self, goal: Goal) {
        self.rest();
        self.show(|show| show.show_moment(show.scene().find(goal), false));
    }

    fn play_or_pause(&self) {
        if self.show(|show| show.scene().moves) == Some(true) {
            self.rest();
            self.show(Show::pause);
        } else {
            self.play();
        }
    }

    fn set_pace(&self, percent: u32) {
        self.state.borrow_mut().pace = Pace(percent);
        if self.show(|show| show.replays()) == Some(true) {
            self.play();
        }
    }

    /// Lets the moment move on: from where it is or, if that is the end, from the beginning.
    fn play(&self) {
        let Pace(percent) = self.state.borrow().pace;
        let from = self.show(|show| {
            let Scene { t, now, .. } = show.scene();
            let from = if t < now { t } else { Time::ZERO };
            show.show_moment(from, true);
            (from, show.settings.speed.percent(percent.into()))
        });
        if let Some((from, speed)) = from {
            let replay = Replay::start(from, speed, calling(&self.this, Self::move_on));
            replay.frames.request();
            self.state.borrow_mut().replay = Some(replay);
        }
    }

    /// Called once in each frame of the display while a run is shown again.
    fn move_on(&self) {
        let Some(moment) = self.state.borrow().replay.as_ref().map(Replay::moment) else { return };
        self.show(|show| show.show_moment(moment, true));
        if self.show(|show| show.replays()) == Some(true) {
            self.state.borrow().replay.iter().for_each(|replay| replay.frames.request());
        } else {
            self.rest();
        }
        self.draw();
    }

    /// The moment stays where it is.
    pub(super) fn rest(&self) {
        self.state.borrow_mut().replay = None;
    }
}
