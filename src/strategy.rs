//! The lesson: the ways of waiting for everybody, each one short `async fn`.

use crate::{join_set::JoinSet, plan::Code, room::Room, runtime::Runtime};

/// Waits for one user after another. Nobody's wait begins before the one before has ended, so it takes the **sum** of
/// the waits.
pub async fn one_by_one<R: Runtime>(room: Room<R>) -> Vec<Code> {
    let mut codes = Vec::new();
    for user in room.users() {
        codes.push(room.code_from(user).await);
    }
    codes
}

/// Starts a task for every user, then waits for all of them. While one task is suspended the others wait too, so it
/// takes only the **longest** wait.
pub async fn all_at_once<R: Runtime>(room: Room<R>) -> Vec<Code> {
    let mut tasks = JoinSet::new(&room);
    for user in room.users() {
        tasks.spawn(room.code_from(user));
    }
    tasks.join_all().await
}

/// The strategies that can be chosen by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// [`one_by_one`]
    OneByOne,
    /// [`all_at_once`]
    AllAtOnce,
}

impl Strategy {
    /// Every strategy.
    pub const ALL: [Self; 2] = [Self::OneByOne, Self::AllAtOnce];

    /// The name in the `strategies` attribute and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneByOne => "one-by-one",
            Self::AllAtOnce => "all-at-once",
        }
    }

    /// Runs the strategy in `room`; completes with the codes, in the order of the users.
    pub async fn run<R: Runtime>(self, room: Room<R>) -> Vec<Code> {
        match self {
            Self::OneByOne => one_by_one(room).await,
            Self::AllAtOnce => all_at_once(room).await,
        }
    }
}
