//! The code that runs, beside the same in Python, and how many stand on each line.

use web_sys::Element;

use super::{
    Part,
    dom::{append, html, set_text, toggle},
    headline,
    tree::{Tree, node},
};
use crate::{
    scene::Scene,
    settings::{Settings, Strategy},
    source::{self, Function, Listing, Standing},
    words,
};

/// The panel's nodes.
pub struct Source {
    root: Element,
    acts: Vec<Sources>,
}

/// Of one strategy.
struct Sources {
    about: Element,
    strategy: [Code; 2],
    user: [Code; 2],
    drawn: Option<(Standing, Standing)>,
}

/// A function, line by line.
struct Code {
    /// The line where one begins, the one that runs, the one that waits, and the one that ends.
    places: [Line; 4],
    function: &'static Function,
}

/// A line, and how many stand on it.
#[derive(Clone)]
struct Line {
    root: Element,
    count: Element,
}

/// The function in both languages, side by side where there is room.
const PAIR: Tree = node(
    "div",
    "pair",
    &[],
    &[
        node(
            "div",
            "listing",
            &[],
            &[
                node("p", "language", &[], &[]).saying("Rust, as it runs here"),
                node("ol", "code-lines", &[("aria-label", "Rust")], &[]),
            ],
        ),
        node(
            "div",
            "listing",
            &[],
            &[
                node("p", "language", &[], &[]).saying("Python, with asyncio"),
                node("ol", "code-lines", &[("aria-label", "Python")], &[]),
            ],
        ),
    ],
);

const LINE: Tree = node("li", "code-line", &[], &[node("span", "count", &[], &[]), node("code", "text", &[], &[])]);

impl Source {
    /// The code of every strategy; nobody stands anywhere.
    pub fn new(settings: &Settings) -> Self {
        let root = html("div", "sources");
        let sources = |strategy: &Strategy| {
            headline(&root, settings, *strategy);
            Sources::new(&root, *strategy)
        };
        let acts = settings.strategies.iter().map(sources).collect();
        Self { root, acts }
    }
}

impl Part for Source {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Tells where everybody stands.
    fn draw(&mut self, scene: &Scene, _: f64) {
        for (sources, act) in self.acts.iter_mut().zip(scene.acts) {
            sources.draw(source::strategy_stands(scene, act), source::users_stand(scene, act));
        }
    }
}

impl Sources {
    fn new(root: &Element, strategy: Strategy) -> Self {
        let (strategy, user) = (codes(root, source::strategy(strategy)), codes(root, source::of_user(strategy)));
        let about = html("p", "about");
        append(root, [&about]);
        Self { about, strategy, user, drawn: None }
    }

    fn draw(&mut self, strategy: Standing, users: Standing) {
        if self.drawn.replace((strategy, users)) == Some((strategy, users)) {
            return;
        }
        self.strategy.iter().for_each(|code| code.draw(strategy));
        self.user.iter().for_each(|code| code.draw(users));
        set_text(&self.about, &words::standing(users));
    }
}

fn codes(root: &Element, listing: &'static Listing) -> [Code; 2] {
    let [pair, _, _, rust, _, _, python] = PAIR.build();
    append(root, [&pair]);
    [Code::new(&rust, &listing.rust), Code::new(&python, &listing.python)]
}

impl Code {
    /// Writes the function into `list`.
    fn new(list: &Element, function: &'static Function) -> Self {
        let lines: Vec<_> = function.lines.iter().map(|line| Line::new(line)).collect();
        append(list, lines.iter().map(|line| &line.root));
        let place = |index: usize| lines[index].clone();
        Self { places: [place(0), place(function.runs), place(function.waits), place(function.ends)], function }
    }

    fn draw(&self, standing: Standing) {
        let [start, running, waiting, end] = standing.on(self.function);
        for line in &self.places {
            toggle(&line.root, "data-running", false);
            set_text(&line.count, "");
        }
        for (place, count) in [start, running, waiting].into_iter().enumerate() {
            if count > 0 {
                set_text(&self.places[place].count, &words::count(count));
            }
        }
        if end > 0 {
            set_text(&self.places[3].count, &words::count_done(end));
        }
        toggle(&self.places[1].root, "data-running", running > 0);
    }
}

impl Line {
    fn new(text: &str) -> Self {
        let [root, count, code] = LINE.build();
        set_text(&code, text);
        Self { root, count }
    }
}
