//! The moments at which a reader can stop: whenever a wait or a poll began or ended.

use super::Recording;
use crate::time::Time;

impl Recording {
    /// The first moment after `t` at which a wait or a poll began or ended, or all was over.
    pub fn next_after(&self, t: Time) -> Option<Time> {
        let mut next = None;
        self.each_moment(&mut |at| {
            if at > t && next.is_none_or(|next| at < next) {
                next = Some(at);
            }
        });
        next
    }

    /// The last such moment before `t`.
    pub fn last_before(&self, t: Time) -> Option<Time> {
        let mut last = None;
        self.each_moment(&mut |at| {
            if at < t {
                last = last.max(Some(at));
            }
        });
        last
    }

    fn each_moment(&self, tell: &mut dyn FnMut(Time)) {
        for started in &self.started {
            started.ever().into_iter().for_each(&mut *tell);
        }
        for ended in &self.ended {
            ended.by(Time::MAX).into_iter().for_each(|(_, at)| tell(at));
        }
        for poll in self.each_poll() {
            tell(poll.at);
            tell(poll.end());
        }
        self.finished.into_iter().for_each(tell);
    }
}
