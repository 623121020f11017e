//! The central picture: what is drawn, where, and that no text lies on another.

use std::rc::Rc;

use proptest::{
    prelude::{any, prop, prop_assert, proptest},
    strategy::Strategy as AnyStrategy,
};
use waiting_room::{
    event::{Awaited, End, TaskEvent, TaskId},
    picture::{Highlight, LaneId, Layer, Layout, Picture, Shape, Tag, Viewport},
    plan::Plan,
    positions::Position,
    recording::{Recording, TaskState},
    scene::{Scene, StrategyRun},
    settings::{Strategy, Waits},
    stage::Stage,
    time::SimTime,
};

use crate::{
    plans::{all, finished, notebook, running, with},
    virtual_time::recording,
};

const WIDE: Viewport = Viewport { width: 728.0, size: 12.0, selected: None, highlight: None };
const NARROW: Viewport = Viewport { width: 288.0, selected: Some(0), ..WIDE };

fn run(strategy: Strategy, plan: &Rc<Plan>) -> StrategyRun {
    StrategyRun::new(strategy, plan, recording(strategy, plan))
}

fn of_class<'a>(shapes: &'a [Shape], class: &str) -> Vec<&'a Shape> {
    shapes.iter().filter(|shape| shape.class == class).collect()
}

fn texts(picture: &Picture, class: &str) -> Vec<String> {
    of_class(&picture.present, class).iter().map(|shape| crate::plans::plain(&shape.text)).collect()
}

/// About where a text lies: left, top, right, bottom. In a usual font the characters of a longer text are on average narrower than this.
fn text_box(shape: &Shape, size: f64) -> [f64; 4] {
    let width = 0.62 * size * f64::from(u32::try_from(shape.text.chars().count()).unwrap());
    let [x, y, ..] = shape.numbers;
    let left = match shape.class {
        "title" | "unknown" => x,
        "tick" | "piece-name" | "guess-name" => x - width / 2.0,
        _ => x - width,
    };
    [left, y - 0.75 * size, left + width, y + 0.2 * size]
}

fn overlap([left, top, right, bottom]: [f64; 4], other: [f64; 4]) -> bool {
    left < other[2] && other[0] < right && top < other[3] && other[1] < bottom
}

fn overlaps(picture: &Picture, size: f64) -> Vec<(String, String)> {
    let texts: Vec<_> = picture.present.iter().chain(&picture.past).filter(|shape| shape.tag == Tag::Text).collect();
    let mut found = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        for other in &texts[..index] {
            if overlap(text_box(text, size), text_box(other, size)) {
                found.push((text.text.to_string(), other.text.to_string()));
            }
        }
    }
    found
}

#[test]
fn unstarted_it_has_no_numbers() {
    let (plan, runs) = (notebook(), [StrategyRun::new(Strategy::AllAtOnce, &notebook(), Recording::new(6))]);
    let ready = with(running(&plan, &runs, SimTime::ZERO), |moment| moment.stage = Stage::Ready);
    let picture = Picture::new(&ready, &WIDE);
    assert_eq!(
        (picture.past, texts_of(&picture.present, "tick").len()),
        (Vec::new().into_iter().chain(thread_paths()).collect(), 0)
    );
    assert_eq!(of_class(&picture.present, "ghost").len(), 7, "six lanes, and the sum");
    let lengths: Vec<_> = of_class(&picture.present, "ghost").iter().map(|ghost| ghost.numbers[2]).collect();
    assert!(lengths.iter().all(|length| *length == lengths[0]), "they say nothing of the lengths");
}

/// The empty marks of a thread that has done nothing.
fn thread_paths() -> Vec<Shape> {
    let mut marks = Layer::default();
    for class in ["busy", "blocked", "highlighted"] {
        marks.path(class, String::new());
    }
    marks.0
}

fn texts_of<'a>(shapes: &'a [Shape], class: &str) -> Vec<&'a Shape> {
    of_class(shapes, class).into_iter().filter(|shape| shape.tag == Tag::Text).collect()
}

#[test]
fn a_lane_shows_the_wait_and_the_result() {
    let plan = notebook();
    let runs = [run(Strategy::AllAtOnce, &plan)];
    let picture = Picture::new(&finished(&plan, &runs, SimTime::from_secs(13)), &WIDE);
    let layout = &picture.layout;
    let bars: Vec<_> = of_class(&picture.past, "suspended").iter().map(|bar| bar.numbers[2].round()).collect();
    let waits = plan.users().iter().map(|user| (layout.x(user.wait()) - layout.left).round());
    assert_eq!(bars, waits.collect::<Vec<_>>());
    assert_eq!(of_class(&picture.past, "ran").len(), 12, "each is polled twice");
    assert_eq!(texts(&picture, "result"), ["6 s ✓", "8 s ✓", "7 s ✓", "8 s ✓", "13 s ✓", "6 s ✓"]);
    assert_eq!(texts(&picture, "code").len(), 6);
    assert_eq!(texts(&picture, "piece-name"), ["6", "6", "7", "8", "8", "13"], "in the order of arrival");
    assert_eq!(texts(&picture, "sum"), ["48 s"]);
}

#[test]
fn the_past_does_not_change_when_an_earlier_time_is_shown() {
    let plan = notebook();
    let runs = [run(Strategy::AllAtOnce, &plan)];
    let end = finished(&plan, &runs, SimTime::from_secs(13));
    let earlier = with(end, |moment| moment.time = SimTime::from_millis(7200));
    let [now, then] = [end, earlier].map(|scene| Picture::new(&scene, &WIDE));
    assert_eq!(now.past, then.past);
    assert_eq!(texts(&then, "result"), ["6 s ✓", "7 s ✓", "6 s ✓"]);
}

#[test]
fn only_who_blocks_and_the_thread_are_red() {
    let plan = crate::plans::plan(&[200, 100, 150], 1);
    let strategies = [Strategy::AllAtOnce, Strategy::Blocking(SimTime::from_secs(3))];
    let together = crate::virtual_time::side_by_side(&strategies, &plan);
    let recorded = strategies.iter().zip(&together);
    let runs: Vec<_> = recorded
        .map(|(of, events)| StrategyRun::new(*of, &plan, crate::virtual_time::recorded(events, &plan)))
        .collect();
    let picture = Picture::new(&finished(&plan, &runs, SimTime::from_millis(450)), &WIDE);
    assert_eq!(of_class(&picture.past, "blocking").len(), 3);
    assert!(!of_class(&picture.past, "blocked")[0].text.is_empty());
    let innocent = runs[0].recording.spans(TaskId::of_user(0));
    let states: Vec<_> = innocent.iter().map(|span| span.state).collect();
    assert_eq!(
        states,
        [TaskState::Ready, TaskState::Running, TaskState::Suspended, TaskState::Ready, TaskState::Running]
    );
    assert_eq!(
        innocent[3].from,
        SimTime::from_millis(200),
        "ready since the wait was due, though the timer fired later"
    );
    assert_eq!(of_class(&picture.past, "due").len(), 5, "all but the first who blocks");
}

#[test]
fn a_cancelled_lane_ends_with_a_cross() {
    let plan = notebook();
    let runs = [run(Strategy::First, &plan)];
    let picture = Picture::new(&finished(&plan, &runs, SimTime::from_secs(6)), &NARROW);
    assert_eq!(of_class(&picture.past, "cross").len(), 2 * 5);
    assert_eq!(texts(&picture, "gone"), ["× cancelled"; 5]);
}

#[test]
fn a_lane_is_found_where_it_is_drawn() {
    let plan = notebook();
    let runs = [run(Strategy::AllAtOnce, &plan), run(Strategy::OneByOne, &plan)];
    let scene = finished(&plan, &runs, SimTime::from_secs(48));
    let layout = Layout::new(&scene, &WIDE);
    for (strategy_index, user) in [(0, 0), (0, 5), (1, 3)] {
        let lane = LaneId { strategy_index, user };
        assert_eq!(layout.lane_at(layout.bar_y(strategy_index, user) + 1.0), Some(lane));
        let marks = Picture::new(&scene, &Viewport { highlight: Some(Highlight::Lane(lane)), ..WIDE }).past;
        assert!(!of_class(&marks, "highlighted")[0].text.is_empty(), "its polls are marked");
    }
    assert_eq!(layout.lane_at(layout.thread_y() + 1.0), None);
}

#[test]
fn a_line_of_the_source_highlights_the_lanes_of_its_tasks() {
    let plan = notebook();
    let runs = [run(Strategy::AllAtOnce, &plan)];
    let lanes = |position| {
        let highlight = Some(Highlight::Line { strategy_index: 0, position });
        let picture = Picture::new(&finished(&plan, &runs, SimTime::from_secs(7)), &Viewport { highlight, ..WIDE });
        of_class(&picture.present, "highlight").iter().map(|lane| lane.numbers[3] > 0.0).collect::<Vec<_>>()
    };
    assert_eq!(lanes(Position::Waiting), [false, true, false, true, true, false], "waits of 8, 8 and 13 s");
    assert_eq!(lanes(Position::Start), [false; 6]);
}

/// What a task did has no gaps, and tells the same as its states.
fn assert_spans_fit(recording: &Recording, users: usize) {
    for task in (0..users).map(TaskId::of_user) {
        let spans = recording.spans(task);
        for pair in spans.windows(2) {
            assert_eq!(pair[0].until, Some(pair[1].from), "{spans:?}");
        }
        for span in spans.iter().filter(|span| span.until.is_none_or(|until| until > span.from)) {
            let state = recording.task_snapshot(task, span.from).unwrap().state;
            assert!(
                state == span.state || matches!(state, TaskState::Ended(_) | TaskState::NeverPolled),
                "{spans:?} {state:?}"
            );
        }
    }
}

#[test]
fn a_task_that_is_woken_before_its_timer_is_ready_from_then_on() {
    let mut recording = Recording::new(1);
    let task = TaskId::of_user(0);
    let info = Rc::new(waiting_room::event::TaskInfo { name: "".into(), function: "".into(), parent: None });
    let polled = TaskEvent::Polled { polls: 1, busy: SimTime::ZERO };
    let sleep = Awaited::Sleep(SimTime::from_secs(9));
    let events = [
        (0, TaskEvent::Created { task, info }),
        (0, TaskEvent::Resumed { task }),
        (0, TaskEvent::Suspended { task, on: sleep, line: None }),
        (0, polled.clone()),
        (2, TaskEvent::Woken { task }),
        (3, TaskEvent::Resumed { task }),
        (3, TaskEvent::Ended { task, how: End::Done }),
        (3, polled),
    ];
    for (at, event) in events {
        recording.record(SimTime::from_secs(at), event);
    }
    let ready: Vec<_> = recording.spans(task).into_iter().filter(|span| span.state == TaskState::Ready).collect();
    assert_eq!(
        ready.last().map(|span| (span.from, span.until)),
        Some((SimTime::from_secs(2), Some(SimTime::from_secs(3))))
    );
    assert_spans_fit(&recording, 1);
}

fn any_plan() -> impl AnyStrategy<Value = Rc<Plan>> {
    (prop::collection::vec(0..20_000_u64, 1..30), any::<u32>()).prop_map(|(millis, seed)| {
        Rc::new(Plan::generate(&Waits::Exact(millis.into_iter().map(SimTime::from_millis).collect()), seed))
    })
}

proptest! {
    /// Before a run and at every time of it, under any strategies, in every width, no text lies on another or leaves the picture.
    #[test]
    fn no_text_lies_on_another(
        plan in any_plan(),
        indices in prop::collection::vec(0..8_usize, 1..4),
        share in 0..=101_u32,
        width in 260.0..1000.0_f64,
        is_guessed: bool,
        selected in prop::option::of(0..3_usize),
    ) {
        let runs: Vec<_> = indices.into_iter().map(|index| run(all()[index], &plan)).collect();
        let end = runs.iter().filter_map(|run| run.recording.finished()).max().unwrap();
        let guess = is_guessed.then(|| plan.longest_wait());
        let scene = Scene { is_guessed, ..with(finished(&plan, &runs, end), |moment| moment.guess = guess) };
        let scene = match share {
            101 => with(scene, |moment| { moment.stage = Stage::Ready; moment.time = SimTime::ZERO; moment.latest = SimTime::ZERO }),
            _ => with(scene, |moment| moment.time = end.scaled(share, 100)),
        };
        for size in [12.0, 18.0] {
            let viewport = Viewport { width: width * size / 12.0, size, selected, ..WIDE };
            let picture = Picture::new(&scene, &viewport);
            let found = overlaps(&picture, size);
            prop_assert!(found.is_empty(), "{found:?} at {viewport:?}");
            for shape in picture.present.iter().filter(|shape| shape.tag == Tag::Text) {
                let [left, top, right, bottom] = text_box(shape, size);
                prop_assert!(left >= -1.0 && top >= -1.0 && right <= viewport.width + 1.0 && bottom <= picture.layout.height(), "{shape:?}");
            }
        }
    }

    #[test]
    fn spans_have_no_gaps_and_fit_the_states(plan in any_plan(), index in 0..8_usize) {
        assert_spans_fit(&recording(all()[index], &plan), plan.users().len());
    }

    /// Nothing moves when the run starts, goes on or ends.
    #[test]
    fn the_height_never_changes(plan in any_plan(), index in 0..8_usize, share in 0..=100_u32) {
        let runs = [run(all()[index], &plan)];
        let end = runs[0].recording.finished().unwrap();
        let over = finished(&plan, &runs, end);
        let ready = with(running(&plan, &runs, SimTime::ZERO), |moment| moment.stage = Stage::Ready);
        let earlier = with(over, |moment| moment.time = end.scaled(share, 100));
        let heights = [ready, earlier, over].map(|scene| Layout::new(&scene, &WIDE).height());
        prop_assert!(heights.iter().all(|height| *height == heights[0]));
    }
}
