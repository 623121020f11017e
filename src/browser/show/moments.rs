//! Which moment of a run is shown, and when nobody could see it.

use super::{Progress, Show};
use crate::{event::Event, time::Time};

impl Show {
    /// Shows that moment from now on, at rest or moving; the latest, if it has come to that.
    pub fn show_moment(&mut self, moment: Time, moves: bool) {
        self.moment = Some(moment).filter(|moment| *moment < self.now());
        self.replays = moves && self.moment.is_some();
    }

    /// Shows that moment, as soon as the run has come to it.
    pub fn expect(&mut self, moment: Time) {
        self.expected = Some(moment);
        self.meet();
    }

    /// Shows the moment that was expected, if the run has come to it, or to its end.
    pub fn meet(&mut self) {
        let has_ended = matches!(self.progress, Progress::Ended(..));
        if let Some(moment) = self.expected.filter(|moment| has_ended || *moment < self.now()) {
            self.expected = None;
            self.show_moment(moment, false);
        }
    }

    /// The moment that is shown stays where it is, even if it is the latest of a run that goes on.
    pub fn pause(&mut self) {
        self.moment = Some(self.scene().t);
        self.replays = false;
    }

    /// Whether a moment is shown that moves on by itself.
    pub fn replays(&self) -> bool {
        self.replays
    }

    /// The page is hidden now, or can be seen.
    pub fn hide(&mut self, is_hidden: bool) {
        let was_hidden = self.hidden.last().is_some_and(|(_, until)| *until == Time::MAX);
        if is_hidden != was_hidden {
            self.record(0, self.now(), if is_hidden { Event::Hidden } else { Event::Shown });
        }
    }

    pub(super) fn note_visibility(&mut self, at: Time, event: Event) {
        match event {
            Event::Hidden => self.hidden.push((at, Time::MAX)),
            Event::Shown => {
                if let Some((_, until)) = self.hidden.last_mut() {
                    *until = at;
                }
            }
            _ => {}
        }
    }
}
