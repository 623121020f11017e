//! What is shown as source is what runs.

use waiting_room::{
    recording::Recording,
    scene::{Act, Phase, Scene},
    settings::Strategy,
    source::{Function, Standing, of_user, strategy, strategy_stands, users_stand},
    time::Time,
};

use crate::{
    plans::{all, notebook, scene},
    virtual_time::recording,
};

const STRATEGIES: &str = include_str!("../../src/strategy.rs");
const CODES: &str = include_str!("../../src/room/codes.rs");

/// Whether the lines stand in the text, one after another.
fn is_part(function: &Function, text: &str) -> bool {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let shown: Vec<_> = function.lines.iter().map(|line| line.trim()).collect();
    lines.windows(shown.len()).any(|part| part == shown)
}

#[test]
fn every_strategy_is_shown_whole_in_both_languages() {
    for of in all() {
        let name = of.name().replace('-', "_");
        let [shown, user] = [strategy(of), of_user(of)];
        assert!(is_part(&shown.rust, STRATEGIES) && is_part(&user.rust, CODES), "{name}");
        assert!(shown.rust.lines[0].starts_with(&format!("pub async fn {name}<")), "{}", shown.rust.lines[0]);
        assert!(shown.python.lines[0].starts_with(&format!("async def {name}(")), "{}", shown.python.lines[0]);
        for listing in [&shown, &user] {
            assert_eq!(listing.rust.lines.last(), Some(&"}"), "{name}");
            assert!(listing.python.lines.len() > 2, "{name}");
        }
    }
}

#[test]
fn the_page_shows_the_code_that_runs() {
    let page = include_str!("../../index.html").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    for of in [Strategy::OneByOne, Strategy::AllAtOnce] {
        let runs = strategy(of).rust.lines.join("\n");
        let shown = runs.replace("pub async fn", "async fn").replace("<R: Runtime>", "").replace("Room<R>", "Room");
        assert!(page.contains(&shown), "{shown}");
    }
}

#[test]
fn who_waits_stands_on_an_await() {
    for of in all() {
        let [shown, user] = [strategy(of), of_user(of)];
        let never = of == Strategy::NeverAwaited;
        assert_eq!(shown.rust.lines[shown.rust.waits].contains(".await"), !never, "{of:?}");
        assert!(user.rust.lines[user.rust.waits].contains(".await"), "{of:?}");
        let keeps_thread = user.rust.lines[user.rust.runs].contains("block_until");
        assert_eq!(keeps_thread, matches!(of, Strategy::Blocking(_)), "{of:?}");
    }
}

#[test]
fn everybody_stands_where_the_recording_says() {
    let plan = notebook();
    let acts = [Act::new(Strategy::AtMost(2), &plan, recording(Strategy::AtMost(2), &plan))];
    let stand = |seconds| {
        let (t, now) = (Time::from_millis(seconds), acts[0].predicted);
        let scene = Scene { t, ..scene(&plan, &acts, Phase::Finished, now) };
        (strategy_stands(&scene, &acts[0]), users_stand(&scene, &acts[0]))
    };
    let waiting = Standing { waiting: 1, ..Standing::default() };
    assert_eq!(stand(1000), (waiting, Standing { waiting: 2, ..Standing::default() }));
    assert_eq!(stand(8500), (waiting, Standing { waiting: 2, end: 2, ..Standing::default() }));
    assert_eq!(stand(26_000), (Standing { end: 1, ..Standing::default() }, Standing { end: 6, ..Standing::default() }));
}

#[test]
fn who_runs_stands_on_the_line_that_waits_unless_another_keeps_the_thread() {
    let standing = Standing { start: 0, running: 1, waiting: 3, end: 2 };
    assert_eq!(standing.on(&of_user(Strategy::AllAtOnce).rust), [0, 1, 4, 2]);
    assert_eq!(standing.on(&of_user(Strategy::Blocking(Time::ZERO)).rust), [0, 1, 3, 2]);
}

#[test]
fn nobody_stands_anywhere_when_the_run_is_stopped() {
    let plan = notebook();
    let acts = [Act::new(Strategy::AllAtOnce, &plan, Recording::new(6))];
    let scene = scene(&plan, &acts, Phase::Stopped, Time::from_secs(1));
    assert_eq!(strategy_stands(&scene, &acts[0]), Standing::default());
}
