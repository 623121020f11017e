//! What a reader can take away from a figure, and bring back.

use js_sys::Array;

use super::Controller;
use crate::{
    browser::saved,
    settings::{Settings, query},
    time::Time,
};

/// Whether a figure with those attributes could have recorded that.
pub fn fits(rows: &Array, attribute: impl Fn(&str) -> Option<String>) -> bool {
    let log = |settings: Settings| saved::open(rows, settings.waits.users(), settings.strategies.len());
    Settings::read(&attribute).ok().and_then(log).is_some()
}

impl Controller {
    /// The address that shows the run again.
    pub fn link(&self) -> String {
        let seed = self.show(|show| show.plan.seed()).unwrap_or_default();
        format!("{}?{}#run", self.page, query(&self.attributes(), seed))
    }

    /// Which moment is shown.
    pub fn moment(&self) -> Time {
        self.show(|show| show.scene().t).unwrap_or_default()
    }

    /// How long the run has taken by now.
    pub fn duration(&self) -> Time {
        self.show(|show| show.scene().now).unwrap_or_default()
    }

    /// Shows that moment, as soon as the run has come to it.
    pub fn wait_for_moment(&self, moment: Time) {
        self.show(|show| show.expect(moment));
        self.draw();
    }

    /// Everything that was recorded.
    pub fn recording(&self) -> Array {
        self.show(|show| saved::save(show)).unwrap_or_default()
    }

    /// Shows what was recorded at another time. Tells whether it can be shown: see [`fits`].
    pub fn open(&self, rows: &Array, end: Time) -> bool {
        self.stop();
        self.rest();
        self.renew();
        let is_open = self.show(|show| {
            let log = saved::open(rows, show.plan.users().len(), show.settings.strategies.len());
            log.map(|log| show.replay(log, end)).is_some()
        });
        self.draw();
        is_open == Some(true)
    }
}
