//! The events that a figure dispatches. The README documents them.

use std::mem;

use super::{Effect, Session};
use crate::{
    event::is_recorded_in_detail,
    plan::Code,
    report::Report,
    settings::Strategy,
    time::{RealTime, SimTime},
};

/// Above 1000 users, arrivals are announced once in about a frame, whether or not the figure is drawn.
const ANNOUNCEMENT_INTERVAL: RealTime = RealTime::from_millis(16);

/// An event with its detail.
#[derive(Clone, Debug, PartialEq)]
pub enum PageEvent {
    /// A run started.
    RunStart {
        /// The seed of waits and codes.
        seed: u32,
        /// The number of users.
        users: usize,
        /// The strategies that run.
        strategies: Vec<Strategy>,
    },
    /// A code arrived.
    CodeArrive {
        /// Under which strategy.
        strategy: Strategy,
        /// Whose code, counted from 1.
        user: usize,
        /// The code.
        code: Code,
        /// How long the user needed.
        wait: SimTime,
        /// When it arrived.
        at: SimTime,
        /// How much later than it should.
        lateness: RealTime,
    },
    /// Above 1000 users: more codes have arrived since the last frame.
    CodesArrive {
        /// Under which strategy.
        strategy: Strategy,
        /// How many have arrived in all.
        arrived: usize,
        /// The number of users.
        users: usize,
    },
    /// Every strategy completed.
    RunFinish(Box<Report>),
    /// The run was stopped.
    RunStop(Box<Report>),
    /// There can be no run, for this reason.
    RunError(String),
}

impl Session {
    pub(super) fn run_start(&self) -> PageEvent {
        PageEvent::RunStart {
            seed: self.plan.seed(),
            users: self.plan.users().len(),
            strategies: self.settings.strategies.clone(),
        }
    }

    pub(super) fn code_arrive(&self, strategy_index: usize, user: usize, at: SimTime) -> PageEvent {
        let (planned, run) = (self.plan.users()[user], &self.strategy_runs[strategy_index]);
        let lateness = run.recording.lateness(user, planned.wait()).unwrap_or_default();
        PageEvent::CodeArrive {
            strategy: run.strategy,
            user: user + 1,
            code: planned.code,
            wait: planned.wait(),
            at,
            lateness: self.settings.speed.real(lateness),
        }
    }

    /// Announces arrivals, unless that was done less than a frame ago.
    pub(super) fn announce_if_due(&mut self, at: SimTime) -> Vec<Effect> {
        if at < self.next_announcement {
            return Vec::new();
        }
        self.next_announcement = at + self.settings.speed.simulated(ANNOUNCEMENT_INTERVAL);
        self.announce_arrivals()
    }

    /// Above 1000 users, one event for each strategy under which more codes have arrived since the last call.
    pub(super) fn announce_arrivals(&mut self) -> Vec<Effect> {
        let users = self.plan.users().len();
        if is_recorded_in_detail(users) {
            return Vec::new();
        }
        let mut effects = Vec::new();
        for (run, announced) in self.strategy_runs.iter().zip(&mut self.announced) {
            let arrived = run.recording.arrived_count();
            if mem::replace(announced, arrived) < arrived {
                effects.push(Effect::Emit(PageEvent::CodesArrive { strategy: run.strategy, arrived, users }));
            }
        }
        effects
    }
}
