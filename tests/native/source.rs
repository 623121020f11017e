//! Where the tasks stand in the source. (How it is shown is tested in `tests/node/listing.test.mjs`.)

use waiting_room::{
    listing::{of_strategy, of_user},
    positions::{Positions, strategy_position, user_positions},
    recording::Recording,
    scene::StrategyRun,
    settings::Strategy,
    stage::RunEnd,
    time::SimTime,
};

use crate::{
    plans::{all, ended, finished, notebook, with},
    virtual_time::recording,
};

const LESSON: [&str; 2] = [include_str!("../../src/strategy.rs"), include_str!("../../src/room/code.rs")];

/// The lines of the lesson of that name.
fn lines(name: &str) -> Vec<&'static str> {
    let marker = format!("// lesson: {name}");
    let after = LESSON.iter().flat_map(|text| text.lines()).skip_while(|line| *line != marker).skip(1);
    after.take_while(|line| !line.is_empty()).collect()
}

#[test]
fn a_waiting_task_stands_on_an_await() {
    for of in all() {
        for listing in [of_strategy(of), of_user(of)] {
            let line = lines(listing.name)[listing.waiting_line as usize - 1];
            assert_eq!(line.contains(".await"), listing.name != "never_awaited", "{}: {line}", listing.name);
        }
    }
}

/// The lesson has no room for machinery.
#[test]
fn the_lesson_fits_its_width_and_has_no_type_parameters() {
    for line in LESSON[0]
        .lines()
        .map(ToOwned::to_owned)
        .chain(all().into_iter().flat_map(|of| lines(of_user(of).name)).map(ToOwned::to_owned))
    {
        assert!(line.chars().count() <= 76, "{line}");
    }
    assert!(!LESSON.concat().contains("fn run<") && !LESSON.concat().contains("<R"), "a type parameter");
}

#[test]
fn the_page_shows_the_code_that_runs() {
    let page = include_str!("../../index.html").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    for of in [Strategy::OneByOne, Strategy::AllAtOnce] {
        let runs = lines(of_strategy(of).name).join("\n");
        assert!(page.contains(&runs), "{runs}");
    }
}

#[test]
fn tasks_stand_where_the_recording_says() {
    let plan = notebook();
    let runs = [StrategyRun::new(Strategy::AtMost(2), &plan, recording(Strategy::AtMost(2), &plan))];
    let stand = |millis| {
        let scene =
            with(finished(&plan, &runs, runs[0].predicted), |moment| moment.time = SimTime::from_millis(millis));
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
fn no_task_stands_anywhere_when_the_run_is_stopped() {
    let plan = notebook();
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, Recording::new(6))];
    let scene = ended(&plan, &runs, RunEnd::Stopped, SimTime::from_secs(1));
    assert_eq!(strategy_position(&scene, &runs[0]), Positions::default());
}
