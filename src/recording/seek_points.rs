//! The times to step to: whenever a poll or a wait began or ended.

use super::Recording;
use crate::{playhead::Seek, time::SimTime};

/// The time that `seek` means when `time` is shown; [`SimTime::MAX`] for the latest, whenever that is.
pub fn seek_time<'a>(seek: Seek, time: SimTime, recordings: impl Iterator<Item = &'a Recording>) -> SimTime {
    match seek {
        Seek::To(time) => time,
        Seek::PreviousEvent => recordings.filter_map(|recording| recording.last_before(time)).max().unwrap_or_default(),
        Seek::NextEvent => recordings.filter_map(|recording| recording.next_after(time)).min().unwrap_or(SimTime::MAX),
    }
}

impl Recording {
    /// The first time after `t` at which a poll or a wait began or ended.
    pub fn next_after(&self, t: SimTime) -> Option<SimTime> {
        let mut next = None;
        self.each_time(&mut |at| {
            if at > t && next.is_none_or(|next| at < next) {
                next = Some(at);
            }
        });
        next
    }

    /// The last time before `t` at which a poll or a wait began or ended.
    pub fn last_before(&self, t: SimTime) -> Option<SimTime> {
        let mut last = None;
        self.each_time(&mut |at| {
            if at < t {
                last = last.max(Some(at));
            }
        });
        last
    }

    fn each_time(&self, visit: &mut dyn FnMut(SimTime)) {
        for started in &self.started {
            started.by(SimTime::MAX).into_iter().for_each(&mut *visit);
        }
        for ended in &self.ended {
            ended.by(SimTime::MAX).into_iter().for_each(|(_, at)| visit(at));
        }
        for poll in self.each_poll() {
            visit(poll.at);
            visit(poll.end());
        }
        self.finished.into_iter().for_each(visit);
    }
}
