//! The moments at which a reader can stop: whenever something began or ended.

use super::Recording;
use crate::time::Time;

impl Recording {
    /// The first moment after `t` at which a wait began or ended, or all was over.
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
        self.started.iter().filter_map(|started| started.ever()).for_each(&mut *tell);
        self.ended.iter().filter_map(|ended| ended.by(Time::MAX)).for_each(|(_, at)| tell(at));
        self.finished.into_iter().for_each(tell);
    }
}
