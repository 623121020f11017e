//! The figure of a program: what is recorded, shown and said of a run, in virtual time.

use std::{cell::RefCell, fs, rc::Rc, thread};

use waiting_room::{
    event::{TaskEvent, TaskId},
    platform::virtual_time::VirtualTime,
    playback::PlayerCommand,
    playhead::Seek,
    program::{
        picture::{Picture, Viewport},
        run::run,
        session::{Command, Effect, Outside, PageEvent, ProgramSession},
        words,
    },
    recording::{NumberReader, Numbers},
    settings::ProgramSettings,
    stage::RunEnd,
    time::{RealTime, SimTime},
};

const GREET: &str = "import asyncio

async def greet(name, seconds):
    await asyncio.sleep(seconds)
    print('hello', name)

async def main():
    await asyncio.gather(greet('Ada', 2), greet('Grace', 1))

asyncio.run(main())
";

const OUTSIDE: Outside = Outside { new_seed: || 7, now: || RealTime::ZERO };

fn settings(attributes: &[(&str, &str)]) -> ProgramSettings {
    let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    ProgramSettings::read(&value).unwrap()
}

/// A session with the world around it. At speed 1, real and simulated time pass alike.
struct Figure {
    session: Rc<RefCell<ProgramSession>>,
    time: Option<VirtualTime>,
    now: RealTime,
    since: RealTime,
    events: Rc<RefCell<Vec<PageEvent>>>,
}

impl Figure {
    fn new(program: &str) -> Self {
        let session = ProgramSession::new(settings(&[]), program.into(), OUTSIDE).unwrap();
        let now = RealTime::from_secs(100);
        Self { session: Rc::new(RefCell::new(session)), time: None, now, since: now, events: Rc::default() }
    }

    fn dispatch(&mut self, command: Command) {
        let effects = self.session.borrow_mut().dispatch(command, self.now);
        self.apply(effects);
    }

    fn apply(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Spawn => self.spawn(),
                Effect::Drop => self.time.iter().for_each(|time| time.platform().shut_down()),
                Effect::Refuse(error) => panic!("{error}"),
                Effect::Emit(event) => self.events.borrow_mut().push(event),
            }
        }
    }

    fn spawn(&mut self) {
        let time = VirtualTime::default();
        self.since = self.now;
        let (text, seed) = (Rc::clone(self.session.borrow().text()), self.session.borrow().seed());
        let emit = |events: &Rc<RefCell<Vec<PageEvent>>>, effects: Vec<Effect>| {
            for effect in effects {
                if let Effect::Emit(event) = effect {
                    events.borrow_mut().push(event);
                }
            }
        };
        let (session, events, platform) = (Rc::clone(&self.session), Rc::clone(&self.events), time.platform().clone());
        let log = move |at, event| {
            if !platform.is_shut_down() {
                emit(&events, session.borrow_mut().record(at, event));
            }
        };
        let (session, events) = (Rc::clone(&self.session), Rc::clone(&self.events));
        let end = move |at, end| emit(&events, session.borrow_mut().end(at, &end));
        time.platform().spawn(run(text, seed, time.platform().clone(), log, end));
        self.time = Some(time);
    }

    /// Lets this much time pass.
    fn wait(&mut self, millis: u64) {
        self.now += RealTime::from_millis(millis);
        if let Some(time) = &self.time {
            time.run_until(SimTime::from_micros((self.now - self.since).as_micros()));
        }
        self.session.borrow_mut().on_frame(self.now);
    }

    fn status(&self) -> String {
        words::status(&self.session.borrow().scene(self.now)).replace('\u{a0}', " ")
    }

    fn log(&self) -> Vec<String> {
        words::log(&self.session.borrow().scene(self.now)).iter().map(|line| line.replace('\u{a0}', " ")).collect()
    }

    fn names(&self) -> Vec<&'static str> {
        let name = |event: &PageEvent| match event {
            PageEvent::RunStart { .. } => "start",
            PageEvent::Print { .. } => "print",
            PageEvent::RunFinish(_) => "finish",
            PageEvent::RunStop(_) => "stop",
            PageEvent::RunError(_) => "error",
        };
        self.events.borrow().iter().map(name).collect()
    }
}

#[test]
fn a_run_starts_prints_and_finishes_when_it_was_predicted_to() {
    let mut figure = Figure::new(GREET);
    assert_eq!(figure.status(), "Three tasks, one thread");
    assert_eq!(figure.session.borrow().scene(figure.now).predicted(), Some(SimTime::from_secs(2)));
    figure.dispatch(Command::Start);
    figure.wait(1500);
    assert_eq!(
        (figure.status(), figure.log()),
        ("1 of 3 tasks has ended".into(), vec!["1.000 s · Task-3 · hello Grace".into()])
    );
    figure.wait(1000);
    assert_eq!(figure.names(), ["start", "print", "print", "finish"]);
    let events = figure.events.borrow();
    let Some(PageEvent::RunFinish(report)) = events.last() else { panic!("it finished") };
    assert_eq!((report.output.as_str(), &report.error), ("hello Grace\nhello Ada\n", &None));
    assert_eq!((report.tasks, report.completed, report.measured), (3, 3, SimTime::from_secs(2)));
    assert_eq!((report.total_sleep, report.longest_sleep), (SimTime::from_secs(3), SimTime::from_secs(2)));
}

#[test]
fn an_earlier_time_is_shown_as_it_was() {
    let mut figure = Figure::new(GREET);
    figure.dispatch(Command::Start);
    figure.wait(3000);
    figure.dispatch(Command::Player(PlayerCommand::Seek(Seek::To(SimTime::from_millis(1200)))));
    assert_eq!((figure.status(), figure.log().len()), ("1 of 3 tasks has ended".into(), 1));
    let session = figure.session.borrow();
    let suspension =
        session.scene(figure.now).recording.tasks.suspension(TaskId(2), SimTime::from_millis(1200)).cloned();
    assert_eq!(suspension.unwrap().line, Some(4));
}

#[test]
fn a_run_that_is_stopped_says_nothing_more() {
    let mut figure = Figure::new(GREET);
    figure.dispatch(Command::Start);
    figure.wait(500);
    figure.dispatch(Command::Stop);
    figure.wait(5000);
    assert_eq!(figure.names(), ["start", "stop"]);
    assert_eq!(figure.status(), "Stopped: 3 of 3 tasks have ended");
    figure.dispatch(Command::Start);
    figure.wait(5000);
    assert_eq!(figure.names(), ["start", "stop", "start", "print", "print", "finish"]);
}

#[test]
fn a_program_that_cannot_be_read_changes_nothing() {
    let mut figure = Figure::new(GREET);
    figure.dispatch(Command::Start);
    figure.wait(500);
    let result = figure.session.borrow_mut().configure(settings(&[]), "if:".into(), figure.now);
    assert_eq!(result.unwrap_err().line, 1);
    figure.wait(5000);
    assert_eq!(figure.names(), ["start", "print", "print", "finish"]);
}

#[test]
fn who_blocks_the_thread_for_three_seconds_is_ended() {
    for (program, seconds) in
        [("import time\ntime.sleep(1000)", 3), ("import time\nfor _ in range(10):\n    time.sleep(1)", 3)]
    {
        let mut figure = Figure::new(program);
        figure.dispatch(Command::Start);
        figure.wait(60_000);
        let events = figure.events.borrow();
        let Some(PageEvent::RunFinish(report)) = events.last() else { panic!("it was ended") };
        let error = report.error.as_deref().unwrap_or_default();
        assert!(error.contains("has kept the thread busy for 3 seconds"), "{error}");
        assert!(report.total_sleep <= SimTime::from_secs(seconds), "{program}");
    }
}

#[test]
fn a_deadlock_says_who_waits_for_what() {
    let mut figure = Figure::new(
        "import asyncio\nlock = asyncio.Lock()\nasync def main():\n    await lock.acquire()\n    await lock.acquire()\nasyncio.run(main())",
    );
    figure.dispatch(Command::Start);
    figure.wait(1000);
    assert_eq!(figure.status(), "Deadlock: every task waits, and nothing can wake one");
    assert_eq!(figure.log().last().unwrap(), "  Task-1 waits for a lock, line 5");
}

#[test]
fn attributes_that_mean_nothing_are_refused() {
    let error = ProgramSettings::read(&|name| (name == "strategies").then(|| "first".to_owned())).unwrap_err();
    let expected = "strategies=\"first\" does not work: it means nothing for a program, which says itself what waits for what; leave it out.";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn what_is_saved_can_be_opened() {
    let mut figure = Figure::new(GREET);
    figure.dispatch(Command::Start);
    figure.wait(3000);
    let session = figure.session.borrow();
    let mut saved = Numbers::default();
    saved.push_events(&session.scene(figure.now).recording.tasks);
    let text = |index: u32| saved.texts.get(index as usize).cloned();
    let tasks = NumberReader { numbers: saved.numbers.iter(), text: &text }.tasks().unwrap();
    let opened = ProgramSession::open(
        settings(&[]),
        GREET.into(),
        Some(session.seed()),
        OUTSIDE,
        tasks,
        Vec::new(),
        SimTime::from_secs(2),
    );
    let (scene, original) = (opened.scene(figure.now), session.scene(figure.now));
    assert_eq!(scene.shown_end(), Some(RunEnd::Finished));
    assert_eq!(words::log(&scene), words::log(&original));
    assert_eq!(scene.total_sleep(), original.total_sleep());
    assert_eq!(opened.seed(), session.seed());
}

/// The timers of a platform count in milliseconds, and in these programs less than that decides who is first.
const NOT_IN_WHOLE_MILLISECONDS: [&str; 3] = ["graceful_shutdown", "countdown", "queue_workers"];

/// Every program of the tests: what happens on a platform is what was predicted, and it can be drawn at any time and in any width.
#[test]
fn every_program_does_what_was_predicted_and_can_be_drawn() {
    let check = || {
        for entry in fs::read_dir("tests/programs").unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "py") || !path.with_extension("out").exists() {
                continue;
            }
            let mut figure = Figure::new(&fs::read_to_string(&path).unwrap());
            figure.dispatch(Command::Start);
            figure.wait(200_000);
            let session = figure.session.borrow();
            let scene = session.scene(figure.now);
            let steps = |recording: &waiting_room::recording::Recording| {
                let mut steps = Vec::new();
                recording.each_event(&mut |_, event| {
                    if let TaskEvent::Suspended { task, line, .. } = event {
                        steps.push((*task, *line));
                    }
                });
                steps
            };
            let predicted = &scene.prediction.unwrap().recording;
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if !NOT_IN_WHOLE_MILLISECONDS.contains(&&*name) {
                assert_eq!(scene.recording.output, predicted.output, "{name}");
                assert_eq!(steps(&scene.recording.tasks), steps(&predicted.tasks), "{name}");
            }
            for width in [240.0, 380.0, 728.0] {
                let picture = Picture::new(&scene, &Viewport { width, size: 12.0, highlight: None });
                let extent = picture.layout.extent;
                let shapes = picture.past.iter().chain(&picture.present);
                let is_inside = |numbers: [f64; 4]| {
                    numbers[0] >= -0.01 && numbers[0] <= extent.width && numbers[1] <= extent.height
                };
                assert!(shapes.map(|shape| shape.numbers).all(is_inside), "{} at {width}", path.display());
            }
        }
    };
    thread::Builder::new().stack_size(256 * 1024 * 1024).spawn(check).unwrap().join().unwrap();
}
