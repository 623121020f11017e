//! Each user's wait and code: everything random, drawn before the run.

use std::{cell::OnceCell, fmt, num::NonZeroU32};

use rand_pcg::{Pcg32, rand_core::Rng};

use crate::{
    settings::{WaitRange, Waits},
    time::SimTime,
};

/// The users of a run. The same seed and settings give the same plan on every engine and in every version: other
/// people's links depend on it.
#[derive(Debug)]
pub struct Plan {
    seed: u32,
    users: Vec<User>,
    /// Whether the first user is the reader, and the wait is the real one. Before that it is drawn like all others, and the reader
    /// may be among those who mistype.
    knows_reader_wait: bool,
    /// The users who type a wrong code: one in each group of [`GROUP`]. Drawn when someone asks, which few strategies do.
    mistyping: OnceCell<Vec<u32>>,
    total_wait: SimTime,
    shortest_wait: SimTime,
    longest_wait: SimTime,
}

/// One user who was sent a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User {
    /// In microseconds: every allowed wait, up to an hour, fits in 32 bits.
    wait_micros: u32,
    /// The code that was sent.
    pub code: Code,
}

/// A two-factor code: six digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The digits with a 1 before them: never zero, so that an `Option<Code>` takes no more memory.
    one_and_digits: NonZeroU32,
}

/// The number of different codes.
const CODE_COUNT: u32 = 1_000_000;

/// Independent streams of one seed, so that choosing other waits does not change the codes.
const WAITS: u64 = 0;
const CODES: u64 = 1;
const WRONG_CODES: u64 = 2;

/// One user in each group of this size types a wrong code.
const GROUP: u32 = 6;

impl Plan {
    /// Draws the waits, unless they were given, and the codes.
    pub fn generate(waits: &Waits, seed: u32) -> Self {
        let (mut generator, digits) = (Pcg32::new(seed.into(), CODES), Uniform::below(CODE_COUNT));
        let user = |wait: SimTime| User::new(wait, Code::from_digits(digits.draw(&mut generator)));
        let users: Vec<_> = match waits {
            Waits::Exact(waits) => waits.iter().copied().map(user).collect(),
            Waits::Random { users, range } => generate_waits(*users, *range, seed).map(user).collect(),
        };
        Self::from_users(seed, users, false)
    }

    /// The same, but the first user is the reader, who waited for `waited`, and typed no wrong code.
    #[must_use]
    pub fn with_reader_wait(&self, waited: SimTime) -> Self {
        let mut users = self.users.clone();
        users.iter_mut().take(1).for_each(|user| *user = User::new(waited, user.code));
        Self::from_users(self.seed, users, true)
    }

    /// A plan of these users. It adds up their waits in one pass: before the engine has optimised the module, each pass over a
    /// million takes milliseconds.
    fn from_users(seed: u32, users: Vec<User>, knows_reader_wait: bool) -> Self {
        let (mut total, mut shortest, mut longest) = (0, u32::MAX, 0);
        for User { wait_micros, .. } in &users {
            total += u64::from(*wait_micros);
            shortest = shortest.min(*wait_micros);
            longest = longest.max(*wait_micros);
        }
        // Zero, not `u32::MAX`, if there is nobody.
        let shortest = shortest.min(longest);
        let [total_wait, shortest_wait, longest_wait] =
            [total, shortest.into(), longest.into()].map(SimTime::from_micros);
        Self { seed, users, knows_reader_wait, mistyping: OnceCell::new(), total_wait, shortest_wait, longest_wait }
    }

    /// The seed that it was drawn from.
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// All users, in the order in which their futures are created.
    pub fn users(&self) -> &[User] {
        &self.users
    }

    /// Whether the user types a wrong code. Only a strategy that checks the codes notices.
    pub fn mistypes(&self, user: usize) -> bool {
        self.mistyping_users().binary_search_by_key(&user, |wrong| *wrong as usize).is_ok()
    }

    /// The users who type a wrong code, in ascending order.
    pub fn mistyping_users(&self) -> &[u32] {
        self.mistyping.get_or_init(|| {
            let users = u32::try_from(self.users.len()).unwrap_or(u32::MAX);
            draw_mistyping_users(users, self.seed).filter(|user| *user > 0 || !self.knows_reader_wait).collect()
        })
    }

    /// The sum of all waits.
    pub fn total_wait(&self) -> SimTime {
        self.total_wait
    }

    /// The shortest of all waits.
    pub fn shortest_wait(&self) -> SimTime {
        self.shortest_wait
    }

    /// The longest of all waits.
    pub fn longest_wait(&self) -> SimTime {
        self.longest_wait
    }
}

impl User {
    /// Saturates at 71 minutes, which only the reader can exceed.
    fn new(wait: SimTime, code: Code) -> Self {
        Self { wait_micros: u32::try_from(wait.as_micros()).unwrap_or(u32::MAX), code }
    }

    /// How long the user needs to type the code.
    pub fn wait(&self) -> SimTime {
        SimTime::from_micros(self.wait_micros.into())
    }
}

impl Code {
    fn from_digits(digits: u32) -> Self {
        Self { one_and_digits: NonZeroU32::MIN.saturating_add(CODE_COUNT - 1 + digits) }
    }

    fn digits(self) -> u32 {
        self.one_and_digits.get() - CODE_COUNT
    }

    /// As a text message shows it, with a narrow space that never breaks: `482 913`.
    pub fn spaced(self) -> String {
        format!("{:03}\u{202f}{:03}", self.digits() / 1000, self.digits() % 1000)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:06}", self.digits())
    }
}

fn generate_waits(users: u32, range: WaitRange, seed: u32) -> impl Iterator<Item = SimTime> {
    let (mut generator, index) = (Pcg32::new(seed.into(), WAITS), Uniform::below(range.count()));
    (0..users).map(move |_| range.value(index.draw(&mut generator)))
}

/// One user of each complete group; if there are fewer users than that, one of them all.
fn draw_mistyping_users(users: u32, seed: u32) -> impl Iterator<Item = u32> {
    let mut generator = Pcg32::new(seed.into(), WRONG_CODES);
    let (groups, member) = ((users / GROUP).max(1), Uniform::below(GROUP.min(users)));
    (0..groups).map(move |group| group * GROUP + member.draw(&mut generator))
}

/// Draws whole numbers below a bound, each equally likely.
///
/// `number % bound` would prefer small results. This scales the number instead, and draws again in the rare case that would make
/// some results likelier than others: Lemire, "Fast Random Integer Generation in an Interval", ACM Transactions on Modeling and
/// Computer Simulation 29 (2019). The `rand` crate does the same, but may draw differently in a later version, and then every
/// saved seed would give another run.
#[derive(Clone, Copy)]
struct Uniform {
    bound: u32,
    /// 2³² modulo `bound`: if the lower half of a product is below this, the number is drawn again.
    rejected: u32,
}

impl Uniform {
    /// `bound` is not zero.
    fn below(bound: u32) -> Self {
        Self { bound, rejected: bound.wrapping_neg() % bound }
    }

    fn draw(self, generator: &mut Pcg32) -> u32 {
        loop {
            let scaled = u64::from(generator.next_u32()) * u64::from(self.bound);
            #[expect(clippy::cast_possible_truncation, reason = "the two halves of 64 bits")]
            let (upper, lower) = ((scaled >> 32) as u32, scaled as u32);
            if lower >= self.rejected {
                return upper;
            }
        }
    }
}
