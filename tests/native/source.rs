//! What is shown as source is what runs.

use waiting_room::{
    listing::{Function, of_strategy, of_user},
    positions::{Positions, strategy_position, user_positions},
    recording::Recording,
    scene::{Scene, StrategyRun},
    settings::Strategy,
    stage::RunEnd,
    time::SimTime,
};

use crate::{
    plans::{all, ended, finished, notebook},
    virtual_time::recording,
};

const LESSON: [&str; 2] = [include_str!("../../src/strategy.rs"), include_str!("../../src/room/code.rs")];

fn is_whole_in(function: &Function, text: &str) -> bool {
    text.contains(&format!("\n{}\n", function.lines.join("\n")))
}

#[test]
fn every_strategy_is_shown_whole_in_both_languages() {
    for of in all() {
        let name = of.name().replace('-', "_");
        let [shown, user] = [of_strategy(of), of_user(of)];
        assert!(is_whole_in(&shown.rust, LESSON[0]) && is_whole_in(&user.rust, LESSON[1]), "{name}");
        assert!(shown.rust.lines[0].starts_with(&format!("pub async fn {name}(room: Room")), "{}", shown.rust.lines[0]);
        assert!(shown.python.lines[0].starts_with(&format!("async def {name}(")), "{}", shown.python.lines[0]);
        for listing in [&shown, &user] {
            assert_eq!(listing.rust.lines.last(), Some(&"}"), "{name}");
            assert!(listing.python.lines.len() > 2, "{name}");
        }
    }
}

/// The panel is narrow, and the lesson has no room for machinery.
#[test]
fn the_lesson_fits_its_width_and_has_no_type_parameters() {
    let shown = all().into_iter().flat_map(|of| [of_strategy(of), of_user(of)]);
    let shown = shown.flat_map(|listing| [&listing.rust, &listing.python]).flat_map(|function| function.lines);
    for line in LESSON[0].lines().chain(shown.copied()) {
        assert!(line.chars().count() <= 76, "{line}");
    }
    assert!(!LESSON.concat().contains("fn run<") && !LESSON.concat().contains("<R"), "a type parameter");
}

#[test]
fn the_page_shows_the_code_that_runs() {
    let page = include_str!("../../index.html").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    for of in [Strategy::OneByOne, Strategy::AllAtOnce] {
        let runs = of_strategy(of).rust.lines.join("\n");
        assert!(page.contains(&runs), "{runs}");
    }
}

#[test]
fn a_waiting_task_stands_on_an_await() {
    for of in all() {
        let [shown, user] = [of_strategy(of), of_user(of)];
        let never = of == Strategy::NeverAwaited;
        assert_eq!(shown.rust.lines[shown.rust.waiting_line].contains(".await"), !never, "{of:?}");
        assert!(user.rust.lines[user.rust.waiting_line].contains(".await"), "{of:?}");
        let keeps_thread = user.rust.lines[user.rust.blocking_line].contains("block_for");
        assert_eq!(keeps_thread, matches!(of, Strategy::Blocking(_)), "{of:?}");
    }
}

#[test]
fn tasks_stand_where_the_recording_says() {
    let plan = notebook();
    let runs = [StrategyRun::new(Strategy::AtMost(2), &plan, recording(Strategy::AtMost(2), &plan))];
    let stand = |millis| {
        let scene = Scene { time: SimTime::from_millis(millis), ..finished(&plan, &runs, runs[0].predicted) };
        (strategy_position(&scene, &runs[0]), user_positions(&scene, &runs[0]))
    };
    let waiting = Positions { waiting: 1, ..Positions::default() };
    assert_eq!(stand(1000), (waiting, Positions { waiting: 2, ..Positions::default() }));
    assert_eq!(stand(8500), (waiting, Positions { waiting: 2, end: 2, ..Positions::default() }));
    assert_eq!(
        stand(26_000),
        (Positions { end: 1, ..Positions::default() }, Positions { end: 6, ..Positions::default() })
    );
}

#[test]
fn a_running_task_stands_on_the_line_that_waits_unless_another_keeps_the_thread() {
    let standing = Positions { start: 0, running: 1, waiting: 3, end: 2 };
    assert_eq!(standing.on(&of_user(Strategy::AllAtOnce).rust), [0, 1, 4, 2]);
    assert_eq!(standing.on(&of_user(Strategy::Blocking(SimTime::ZERO)).rust), [0, 1, 3, 2]);
}

#[test]
fn no_task_stands_anywhere_when_the_run_is_stopped() {
    let plan = notebook();
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, Recording::new(6))];
    let scene = ended(&plan, &runs, RunEnd::Stopped, SimTime::from_secs(1));
    assert_eq!(strategy_position(&scene, &runs[0]), Positions::default());
}
