//! One figure's state machine: whatever happens to it, in whatever order.

use std::{cell::RefCell, rc::Rc};

use proptest::prelude::*;
use waiting_room::{
    event::{End, TaskEvent, TaskId},
    platform::virtual_time::VirtualTime,
    playback::PlayerCommand,
    playhead::{PlaybackRate, Playhead, Seek},
    reader::Answer,
    recording::TaskState,
    room::Room,
    runner,
    session::{Command, Effect, PageEvent, Session},
    settings::Settings,
    stage::{RunEnd, Stage},
    time::{RealTime, SimTime},
    words,
};

use crate::event_numbers::reread;

type Attributes = &'static [(&'static str, &'static str)];

const NOTEBOOK: Attributes = &[("waits", "6 8 7 8 13 6"), ("seed", "1")];
const READER: Attributes = &[("waits", "6 8 7"), ("seed", "1"), ("you", ""), ("strategies", "all-at-once first")];

fn settings(attributes: &[(&str, &str)]) -> Settings {
    let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Settings::read(&value).unwrap()
}

/// A session with the world around it: the platform of its run, the time, and what the page is told.
struct Figure {
    session: Rc<RefCell<Session>>,
    time: Option<VirtualTime>,
    now: RealTime,
    events: Rc<RefCell<Vec<PageEvent>>>,
    attributes: Attributes,
}

impl Figure {
    fn new(attributes: Attributes) -> Self {
        let session = Rc::new(RefCell::new(Session::new(settings(attributes), || 42)));
        Self { session, time: None, now: RealTime::from_secs(100), events: Rc::default(), attributes }
    }

    fn dispatch(&mut self, command: impl Into<Command>) {
        let effects = self.session.borrow_mut().dispatch(command.into(), self.now);
        self.apply(effects);
    }

    fn apply(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Spawn => self.spawn(),
                Effect::DropTasks => self.time.take().iter().for_each(|time| time.platform().shut_down()),
                Effect::Answer(reader, answer) => reader.give(answer),
                Effect::Emit(event) => self.events.borrow_mut().push(event),
                Effect::Rebuild => {}
            }
        }
    }

    fn spawn(&mut self) {
        let time = VirtualTime::default();
        let prepared = {
            let session = self.session.borrow();
            (Rc::clone(session.settings()), Rc::clone(session.plan()), session.reader().cloned())
        };
        let (settings, plan, reader) = prepared;
        for (run, strategy) in settings.strategies.iter().copied().enumerate() {
            let room = Room::with_reader(time.platform(), Rc::clone(&plan), strategy, reader.clone(), self.log(run));
            room.start(runner::run(strategy, room.clone()));
        }
        self.time = Some(time);
    }

    /// At speed 1, real and simulated time pass alike.
    fn log(&self, run: usize) -> impl Fn(SimTime, TaskEvent) + 'static {
        let (session, events, since) = (Rc::clone(&self.session), Rc::clone(&self.events), self.now);
        move |at, event| {
            let now = since + RealTime::from_micros(at.as_micros());
            for effect in session.borrow_mut().record(run, at, event, || now) {
                if let Effect::Emit(event) = effect {
                    events.borrow_mut().push(event);
                }
            }
        }
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Dispatch(command) => self.dispatch(command),
            Act::Wait(millis) => self.wait(millis),
            Act::Hide(is_hidden) => self.session.borrow_mut().set_hidden(is_hidden, self.now),
        }
    }

    /// Lets this much time pass.
    fn wait(&mut self, millis: u64) {
        self.now += RealTime::from_millis(millis);
        let since = self.session.borrow().running_since();
        if let (Some(time), Some(since)) = (&self.time, since) {
            time.run_until(SimTime::from_micros((self.now - since).as_micros()));
        }
        if !self.session.borrow().is_running() {
            self.time.take().iter().for_each(|time| time.platform().shut_down());
        }
        self.session.borrow_mut().on_frame(self.now);
    }

    fn time(&self) -> SimTime {
        self.session.borrow().time(self.now)
    }

    fn stage(&self) -> Stage {
        self.session.borrow().scene(self.now).stage
    }

    fn playhead(&self) -> Playhead {
        self.session.borrow().scene(self.now).playhead
    }

    /// Everything that is said of what is shown.
    fn shown(&self) -> String {
        let session = self.session.borrow();
        let scene = session.scene(self.now);
        let states = scene
            .strategy_runs
            .iter()
            .flat_map(|run| (0..scene.plan.users().len()).map(|user| run.recording.snapshot(user, scene.time)));
        format!("{} {} {:?}", words::transcript(&scene), words::thread_summary(&scene), states.collect::<Vec<_>>())
    }

    fn names(&self) -> Vec<&'static str> {
        let name = |event: &PageEvent| match event {
            PageEvent::RunStart { .. } => "start",
            PageEvent::CodeArrive { .. } => "code",
            PageEvent::CodesArrive { .. } => "codes",
            PageEvent::RunFinish(_) => "finish",
            PageEvent::RunStop(_) => "stop",
            PageEvent::RunError(_) => "error",
        };
        self.events.borrow().iter().map(name).collect()
    }

    /// A figure with the same settings that shows what this one has recorded.
    fn reopened(&self) -> Self {
        let session = self.session.borrow();
        let saved = session.saved(self.now);
        let recordings = saved.strategy_runs.iter().map(|run| reread(&run.recording)).collect();
        let figure = Self::new(self.attributes);
        figure.session.borrow_mut().open(Some(session.plan().seed()), recordings, saved.hidden.to_vec(), saved.end);
        figure
    }
}

#[test]
fn a_run_starts_goes_on_and_finishes() {
    let mut figure = Figure::new(NOTEBOOK);
    assert_eq!((figure.stage(), figure.playhead()), (Stage::Ready, Playhead::Live));
    figure.dispatch(Command::Start);
    figure.wait(7500);
    assert!(figure.session.borrow().needs_frames());
    assert_eq!(figure.names(), ["start", "code", "code", "code"]);
    figure.wait(10_000);
    assert_eq!(figure.names().last(), Some(&"finish"));
    assert_eq!(figure.stage(), Stage::Ended { how: RunEnd::Finished, at: SimTime::from_secs(13) });
    assert!(!figure.session.borrow().needs_frames());
}

#[test]
fn a_run_starts_once_and_stops_once() {
    let mut figure = Figure::new(NOTEBOOK);
    for command in [Command::Stop, Command::Start, Command::Start, Command::Stop, Command::Stop] {
        figure.dispatch(command);
        figure.wait(100);
    }
    assert_eq!(figure.names(), ["start", "stop"]);
}

#[test]
fn stopping_cancels_those_who_wait() {
    let mut figure = Figure::new(NOTEBOOK);
    figure.dispatch(Command::Start);
    figure.wait(7500);
    figure.dispatch(Command::Stop);
    let session = figure.session.borrow();
    let states: Vec<_> =
        (0..6).map(|user| session.scene(figure.now).strategy_runs[0].recording.state(user, SimTime::MAX)).collect();
    let [done, cancelled] = [End::Done, End::Cancelled].map(TaskState::Ended);
    assert_eq!(states, [done, cancelled, done, cancelled, cancelled, done]);
}

#[test]
fn the_playhead_pauses_plays_and_catches_up() {
    let mut figure = Figure::new(NOTEBOOK);
    figure.dispatch(PlayerCommand::PlayOrPause);
    assert_eq!(figure.playhead(), Playhead::Live, "there is nothing to play");
    figure.dispatch(Command::Start);
    figure.wait(5000);
    figure.dispatch(PlayerCommand::PlayOrPause);
    figure.wait(1000);
    assert_eq!(figure.time(), SimTime::from_secs(5), "paused, though the run goes on");
    figure.dispatch(PlayerCommand::SetRate(PlaybackRate::from_percent(500).unwrap()));
    figure.dispatch(PlayerCommand::PlayOrPause);
    figure.wait(100);
    assert_eq!(figure.time(), SimTime::from_millis(5500));
    figure.wait(300);
    assert_eq!(figure.playhead(), Playhead::Live, "it has caught up");
    figure.wait(20_000);
    figure.dispatch(PlayerCommand::PlayOrPause);
    assert_eq!(figure.time(), SimTime::ZERO, "from the end it plays from the beginning");
}

#[test]
fn a_pending_seek_waits_for_the_run() {
    let mut figure = Figure::new(NOTEBOOK);
    figure.dispatch(PlayerCommand::SeekWhenReached(SimTime::from_millis(7500)));
    figure.dispatch(Command::Start);
    figure.wait(5000);
    assert_eq!(figure.time(), SimTime::from_secs(5));
    figure.wait(5000);
    assert_eq!(
        (figure.time(), figure.playhead()),
        (SimTime::from_millis(7500), Playhead::Paused(SimTime::from_millis(7500)))
    );
    figure.wait(10_000);
    figure.dispatch(PlayerCommand::SeekWhenReached(SimTime::LONGEST_RUN));
    assert_eq!(figure.time(), SimTime::from_secs(13), "a time beyond the end means the end");
}

#[test]
fn a_guess_is_about_the_next_run() {
    let mut figure = Figure::new(&[("waits", "6 8 7 8 13 6"), ("guess", "")]);
    figure.dispatch(PlayerCommand::Guess(SimTime::from_secs(24)));
    figure.dispatch(Command::Start);
    figure.dispatch(PlayerCommand::Guess(SimTime::from_secs(48)));
    assert_eq!(figure.session.borrow().scene(figure.now).guess, Some(SimTime::from_secs(24)), "it is too late");
    figure.wait(20_000);
    figure.dispatch(PlayerCommand::Guess(SimTime::from_secs(12)));
    assert_eq!(
        figure.session.borrow().scene(figure.now).guess,
        Some(SimTime::from_secs(24)),
        "the answer is on the screen"
    );
}

/// How many codes have arrived, as events tell.
fn told_arrivals(effects: &[Effect]) -> Vec<usize> {
    let arrivals = effects.iter().map(|effect| match effect {
        Effect::Emit(PageEvent::CodesArrive { arrived, .. }) => Some(*arrived),
        _ => None,
    });
    arrivals.flatten().collect()
}

#[test]
fn frames_tell_the_rest_of_a_burst() {
    let mut session = Session::new(settings(&[("users", "2000"), ("min-wait", "5"), ("max-wait", "6")]), || 1);
    let started = RealTime::from_millis(1);
    session.dispatch(Command::Start, started);
    let at = SimTime::from_secs(5);
    let arrive = |session: &mut Session, user| {
        let ended = TaskEvent::Ended { task: TaskId::of_user(user), how: End::Done };
        session.record(0, at, ended, || started + RealTime::from_millis(5000))
    };
    assert_eq!(told_arrivals(&arrive(&mut session, 0)), [1]);
    for user in 1..100 {
        assert_eq!(told_arrivals(&arrive(&mut session, user)), [0; 0], "less than a frame later");
    }
    let next_frame = started + RealTime::from_millis(5017);
    assert_eq!(told_arrivals(&session.on_frame(next_frame)), [100]);
    assert_eq!(told_arrivals(&session.on_frame(next_frame)), [0; 0]);
}

#[test]
fn settings_that_mean_the_same_change_nothing() {
    let mut figure = Figure::new(NOTEBOOK);
    figure.dispatch(Command::Start);
    figure.wait(1000);
    figure.dispatch(Command::Configure(Box::new(settings(&[("waits", " 6.0 8 7 8 13 6 "), ("seed", "1")]))));
    assert!(figure.session.borrow().is_running());
    figure.dispatch(Command::Configure(Box::new(settings(&[("waits", "1 2")]))));
    assert_eq!((figure.stage(), figure.names()), (Stage::Ready, vec!["start", "stop"]));
}

#[test]
fn the_page_is_hidden_for_a_while() {
    let mut figure = Figure::new(NOTEBOOK);
    for (is_hidden, millis) in [(true, 1000), (true, 1000), (false, 1000), (false, 1000), (true, 1000)] {
        figure.session.borrow_mut().set_hidden(is_hidden, figure.now);
        if !figure.session.borrow().is_running() {
            figure.dispatch(Command::Start);
            figure.session.borrow_mut().set_hidden(is_hidden, figure.now);
        }
        figure.wait(millis);
    }
    figure.dispatch(Command::Stop);
    let spans = figure.session.borrow().scene(figure.now).hidden.to_vec();
    assert_eq!(spans, [(0, 2), (4, 5)].map(|(from, until)| (SimTime::from_secs(from), SimTime::from_secs(until))));
}

/// What is said of a run, stopped or finished, is what is said of it when it is opened again.
fn assert_reopens_the_same(figure: &Figure, case: &str) {
    let reopened = figure.reopened();
    assert_eq!(reopened.stage(), figure.stage(), "{case}");
    assert_eq!(reopened.shown(), figure.shown(), "{case}");
    let waits = |figure: &Figure| figure.session.borrow().plan().total_wait();
    assert_eq!(waits(&reopened), waits(figure), "{case}: the axis depends on it");
}

#[test]
fn a_recording_reopens_as_it_was() {
    let all = "one-by-one all-at-once at-most first deadline fail-fast blocking never-awaited";
    let attributes: Attributes = Box::leak(Box::new([("waits", "6 8 7 8 13 6"), ("seed", "9"), ("strategies", all)]));
    let mut figure = Figure::new(attributes);
    figure.dispatch(Command::Start);
    figure.wait(7000);
    figure.session.borrow_mut().set_hidden(true, figure.now);
    figure.wait(1500);
    figure.session.borrow_mut().set_hidden(false, figure.now);
    let mut stopped = Figure::new(attributes);
    stopped.dispatch(Command::Start);
    stopped.wait(8500);
    stopped.dispatch(Command::Stop);
    assert_reopens_the_same(&stopped, "stopped");
    figure.wait(60_000);
    assert_reopens_the_same(&figure, "finished");
}

#[test]
fn a_crowd_reopens_as_it_was() {
    for strategies in ["all-at-once deadline", "never-awaited", "fail-fast", "first"] {
        let attributes: Attributes =
            Box::leak(Box::new([("users", "1500"), ("step", "0.01"), ("seed", "3"), ("strategies", strategies)]));
        let mut figure = Figure::new(attributes);
        figure.dispatch(Command::Start);
        figure.wait(60_000);
        assert_reopens_the_same(&figure, strategies);
        figure.dispatch(Command::Start);
        figure.wait(8000);
        figure.dispatch(Command::Stop);
        assert_reopens_the_same(&figure, strategies);
    }
}

#[test]
fn a_crowd_that_nobody_awaited_was_never_polled() {
    let attributes: Attributes = &[("users", "1500"), ("seed", "3"), ("strategies", "never-awaited")];
    let mut figure = Figure::new(attributes);
    figure.dispatch(Command::Start);
    figure.wait(10);
    let reopened = figure.reopened();
    let session = reopened.session.borrow();
    assert_eq!(session.scene(reopened.now).strategy_runs[0].recording.state(700, SimTime::MAX), TaskState::NeverPolled);
}

#[test]
fn a_stopped_crowd_waits_nowhere() {
    let attributes: Attributes = &[("users", "1500"), ("seed", "3")];
    let mut figure = Figure::new(attributes);
    figure.dispatch(Command::Start);
    figure.wait(3000);
    figure.dispatch(Command::Stop);
    let session = figure.session.borrow();
    let scene = session.scene(figure.now);
    let standing = waiting_room::positions::user_positions(&scene, &scene.strategy_runs[0]);
    assert_eq!((standing.waiting, standing.end), (0, 0));
    assert_eq!(scene.strategy_runs[0].recording.state(700, scene.time), TaskState::Ended(End::Cancelled));
}

#[test]
fn the_reader_reopens_as_it_was() {
    for answer in [Answer::Code, Answer::GaveUp] {
        let mut figure = Figure::new(READER);
        figure.dispatch(Command::Start);
        figure.wait(3000);
        figure.dispatch(Command::Answer(answer));
        figure.wait(30_000);
        let lines = figure.shown();
        assert_eq!(lines.contains("you gave up"), answer == Answer::GaveUp, "{lines}");
        assert_reopens_the_same(&figure, "answered");
    }
}

/// A strategy may give the reader up long before the reader answers under another one.
#[test]
fn the_readers_own_answer_counts_whatever_other_strategies_gave_up() {
    for strategies in ["all-at-once first", "first all-at-once"] {
        let attributes =
            Box::leak(Box::new([("waits", "6 8 7"), ("seed", "1"), ("you", ""), ("strategies", strategies)]));
        let mut figure = Figure::new(attributes);
        figure.dispatch(Command::Start);
        figure.wait(20_000);
        figure.dispatch(Command::Answer(Answer::Code));
        figure.wait(10_000);
        let wait = |figure: &Figure| figure.session.borrow().plan().users()[0].wait();
        assert_eq!(wait(&figure), SimTime::from_secs(20));
        assert_eq!(wait(&figure.reopened()), SimTime::from_secs(20), "{strategies}");
        assert_reopens_the_same(&figure, "answered late");
    }
}

#[test]
fn a_reader_who_gave_up_no_longer_waits_in_a_crowd() {
    let mut figure = Figure::new(&[("users", "1500"), ("seed", "1"), ("you", "")]);
    figure.dispatch(Command::Start);
    figure.wait(1000);
    let waiting = |figure: &Figure| {
        let session = figure.session.borrow();
        let scene = session.scene(figure.now);
        waiting_room::positions::user_positions(&scene, &scene.strategy_runs[0]).waiting
    };
    assert_eq!(waiting(&figure), 1500);
    figure.dispatch(Command::Answer(Answer::GaveUp));
    figure.wait(1000);
    assert_eq!(waiting(&figure), 1499);
}

/// Above 1000 users the page hears of arrivals once in about a frame.
#[test]
fn arrivals_are_announced_only_during_a_run() {
    let mut figure = Figure::new(&[("users", "1500"), ("step", "0.001"), ("seed", "1")]);
    figure.dispatch(Command::Start);
    figure.wait(9000);
    let since = figure.session.borrow().running_since().unwrap();
    figure.now += RealTime::from_secs(2);
    figure.time.as_ref().unwrap().run_until(SimTime::from_micros((figure.now - since).as_micros()));
    figure.dispatch(Command::Stop);
    let names = figure.names();
    // Two seconds of arrivals, in each of which about sixty events are due.
    assert!(names.len() > 50 && names.len() < 400, "{}", names.len());
    assert_eq!([names[0], names[names.len() - 2], names[names.len() - 1]], ["start", "codes", "stop"]);
    figure.wait(1000);
    assert_eq!(figure.names().len(), names.len());
    let mut reopened = figure.reopened();
    reopened.dispatch(PlayerCommand::PlayOrPause);
    reopened.wait(1000);
    assert!(reopened.names().is_empty(), "{:?}", reopened.names());
}

/// Its waits and codes are those of the seed that the file names, whatever the figure would have drawn.
#[test]
fn a_recording_opens_with_its_own_seed() {
    let mut figure = Figure::new(&[("users", "6")]);
    figure.dispatch(Command::Start);
    figure.wait(20_000);
    let transcript = figure.shown();
    let recordings = figure
        .session
        .borrow()
        .saved(figure.now)
        .strategy_runs
        .iter()
        .map(|run| reread(&run.recording))
        .collect::<Vec<_>>();
    let mut session = Session::new(settings(&[("users", "6")]), || 7);
    session.open(Some(42), recordings, Vec::new(), figure.time());
    assert_eq!(session.plan().seed(), 42);
    assert!(transcript.starts_with(&session.transcript(figure.now)), "{}", session.transcript(figure.now));
}

/// A rate that is set after the end was reached, but before a frame was drawn, does not play everything again.
#[test]
fn a_rate_set_at_the_end_keeps_the_end() {
    let mut figure = Figure::new(NOTEBOOK);
    figure.dispatch(Command::Start);
    figure.wait(20_000);
    figure.dispatch(PlayerCommand::PlayOrPause);
    figure.now += RealTime::from_secs(60);
    figure.dispatch(PlayerCommand::SetRate(PlaybackRate::from_percent(50).unwrap()));
    assert_eq!(figure.time(), SimTime::from_secs(13));
}

/// Stopping does not say how long the reader would have waited; a strategy that gives the reader up does.
#[test]
fn a_stopped_run_keeps_its_axis() {
    let mut figure = Figure::new(READER);
    let total = figure.session.borrow().plan().total_wait();
    figure.dispatch(Command::Start);
    figure.wait(5000);
    figure.dispatch(Command::Stop);
    assert_eq!(figure.session.borrow().plan().total_wait(), total);
    assert_reopens_the_same(&figure, "stopped");
    let mut given_up = Figure::new(READER);
    given_up.dispatch(Command::Start);
    given_up.wait(7500);
    assert_eq!(given_up.session.borrow().plan().users()[0].wait(), SimTime::from_secs(7), "`first` had what it wanted");
    given_up.dispatch(Command::Stop);
    assert_reopens_the_same(&given_up, "given up");
}

/// What happens to a figure.
#[derive(Clone, Debug)]
enum Act {
    Dispatch(Command),
    Wait(u64),
    Hide(bool),
}

fn any_act() -> impl Strategy<Value = Act> {
    let all: [Attributes; 4] = [
        NOTEBOOK,
        READER,
        &[("waits", "1 2")],
        &[("users", "70"), ("strategies", "all-at-once blocking never-awaited")],
    ];
    let seek = prop_oneof![
        (0..20_000_u64).prop_map(|millis| Seek::To(SimTime::from_millis(millis))),
        Just(Seek::PreviousEvent),
        Just(Seek::NextEvent)
    ];
    let command = prop_oneof![
        prop::sample::select(all.to_vec()).prop_map(|attributes| Command::Configure(Box::new(settings(attributes)))),
        Just(Command::Start),
        Just(Command::Start),
        Just(Command::Stop),
        seek.prop_map(|seek| PlayerCommand::Seek(seek).into()),
        (0..30_000_u64).prop_map(|millis| PlayerCommand::SeekWhenReached(SimTime::from_millis(millis)).into()),
        any::<u64>().prop_map(|micros| PlayerCommand::SeekWhenReached(SimTime::from_micros(micros)).into()),
        Just(PlayerCommand::PlayOrPause.into()),
        (1..=500_u32).prop_map(|percent| PlayerCommand::SetRate(PlaybackRate::from_percent(percent).unwrap()).into()),
        (0..=100_u64).prop_map(|guess| PlayerCommand::Guess(SimTime::from_secs(guess)).into()),
        prop_oneof![Just(Answer::Code), Just(Answer::GaveUp)].prop_map(Command::Answer),
    ];
    prop_oneof![3 => command.prop_map(Act::Dispatch), 2 => (0..9000_u64).prop_map(Act::Wait), 1 => any::<bool>().prop_map(Act::Hide)]
}

/// What no act may break.
fn check(figure: &Figure) {
    let session = figure.session.borrow();
    let scene = session.scene(figure.now);
    assert!(scene.time <= scene.latest, "no time is shown that has not come: {:?}", scene.playhead);
    match scene.stage {
        Stage::Ready => assert_eq!((scene.latest, scene.playhead), (SimTime::ZERO, Playhead::Live)),
        Stage::Running { .. } => assert!(scene.strategy_runs.iter().any(|run| run.recording.finished().is_none())),
        Stage::Ended { how, at } => {
            let all_finished = scene.strategy_runs.iter().all(|run| run.recording.finished().is_some());
            assert_eq!((at, all_finished), (scene.latest, how == RunEnd::Finished));
            assert!(scene.hidden.iter().all(|(from, until)| from <= until && *until <= at), "{:?}", scene.hidden);
        }
    }
    assert_eq!(session.is_running(), figure.time.is_some(), "tasks run for as long as the run does");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leads_to_a_forbidden_state(acts in prop::collection::vec(any_act(), 1..60)) {
        let mut figure = Figure::new(NOTEBOOK);
        for act in acts {
            figure.act(act);
            check(&figure);
        }
        let starts = figure.names().iter().filter(|name| **name == "start").count();
        let ends = figure.names().iter().filter(|name| ["finish", "stop"].contains(name)).count();
        prop_assert_eq!(starts, ends + usize::from(figure.session.borrow().is_running()), "each run ends once");
    }

    #[test]
    fn forwards_and_backwards_show_the_same(acts in prop::collection::vec(any_act(), 1..20), times in prop::collection::vec(0..20_000_u64, 1..20)) {
        let mut figure = Figure::new(NOTEBOOK);
        for act in acts {
            figure.act(act);
        }
        figure.dispatch(Command::Stop);
        let mut look = |millis: &u64| {
            figure.dispatch(PlayerCommand::Seek(Seek::To(SimTime::from_millis(*millis))));
            figure.shown()
        };
        let forwards: Vec<_> = times.iter().map(&mut look).collect();
        let mut backwards: Vec<_> = times.iter().rev().map(&mut look).collect();
        backwards.reverse();
        prop_assert_eq!(forwards, backwards);
    }

    #[test]
    fn steps_lead_to_the_same_times_forwards_and_backwards(millis in 1..20_000_u64) {
        let mut figure = Figure::new(NOTEBOOK);
        figure.dispatch(Command::Start);
        figure.wait(millis);
        figure.dispatch(Command::Stop);
        let mut steps = |seek| {
            let mut times = vec![figure.time()];
            for _ in 0..60 {
                figure.dispatch(PlayerCommand::Seek(seek));
                times.push(figure.time());
            }
            times.dedup();
            times
        };
        let back = steps(Seek::PreviousEvent);
        let mut forward = steps(Seek::NextEvent);
        forward.reverse();
        prop_assert_eq!(back, forward);
    }
}

/// It does not matter which user's task it is, or whether there is such a user.
#[test]
fn an_event_of_an_unknown_task_is_harmless() {
    let mut figure = Figure::new(NOTEBOOK);
    figure.dispatch(Command::Start);
    let event = TaskEvent::Resumed { task: TaskId(400) };
    assert!(figure.session.borrow_mut().record(0, SimTime::ZERO, event, || figure.now).is_empty());
    assert!(!figure.shown().is_empty());
}

/// Reading a browser's clock takes as long as half a poll: a million readings would be noticed.
#[test]
fn recording_reads_the_clock_only_when_the_run_ends() {
    let mut figure = Figure::new(&[("waits", "1 2"), ("seed", "1")]);
    figure.dispatch(Command::Start);
    let (mut readings, now) = (0, figure.now + RealTime::from_secs(2));
    let [first, second] = [0, 1].map(TaskId::of_user);
    for event in [
        TaskEvent::Resumed { task: first },
        TaskEvent::Resumed { task: second },
        TaskEvent::Ended { task: first, how: End::Done },
        TaskEvent::Ended { task: second, how: End::Done },
    ] {
        let mut session = figure.session.borrow_mut();
        session.record(0, SimTime::from_secs(1), event, || unreachable!("nothing has ended"));
    }
    figure.session.borrow_mut().record(0, SimTime::from_secs(2), TaskEvent::Finished, || {
        readings += 1;
        now
    });
    assert_eq!((readings, figure.session.borrow().is_running()), (1, false));
}
