//! The source that runs, next to its Python equivalent, and the number of tasks on each line.

use web_sys::Element;

use super::{
    super::dom::{Template, append, new_html, set_text, toggle_attr},
    Widget, append_title,
};
use crate::{
    format::count,
    listing::{self, Function, Listing},
    positions::{self, Positions},
    scene::Scene,
    settings::{Settings, Strategy},
    words,
};

/// The panel's nodes.
pub struct Source {
    root: Element,
    runs: Vec<StrategySource>,
}

/// The source of one strategy.
struct StrategySource {
    about: Element,
    /// In Rust and in Python; so is the next.
    strategy: [FunctionView; 2],
    user: [FunctionView; 2],
    drawn: Option<(Positions, Positions)>,
}

/// A function, line by line.
struct FunctionView {
    /// The first line, the blocking line, the waiting line and the last line.
    marked: [Line; 4],
    function: &'static Function,
}

/// A line, and the number of tasks on it.
#[derive(Clone)]
struct Line {
    root: Element,
    count: Element,
}

/// A function in both languages: one below the other or, where there is room, side by side.
const PAIR: Template = Template(
    r#"
div.pair
  div.listing
    p.language | Rust, as it runs here
    ol.code-lines#rust aria-label="Rust"
  div.listing
    p.language | Python, with asyncio
    ol.code-lines#python aria-label="Python"
"#,
);

const LINE: Template = Template(
    r"
li.code-line
  span.count
  code.text
",
);

impl Source {
    /// The source of every strategy, without tasks.
    pub fn new(settings: &Settings) -> Self {
        let root = new_html("div", "sources");
        let run = |strategy: &Strategy| {
            append_title(&root, settings, *strategy);
            StrategySource::new(&root, *strategy)
        };
        let runs = settings.strategies.iter().map(run).collect();
        Self { root, runs }
    }
}

impl Widget for Source {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, scene: &Scene, _: f64) {
        for (nodes, run) in self.runs.iter_mut().zip(scene.strategy_runs) {
            nodes.draw(positions::strategy_position(scene, run), positions::user_positions(scene, run));
        }
    }
}

impl StrategySource {
    fn new(root: &Element, strategy: Strategy) -> Self {
        let [strategy, user] =
            [listing::of_strategy(strategy), listing::of_user(strategy)].map(|listing| build_pair(root, listing));
        let about = new_html("p", "about");
        append(root, [&about]);
        Self { about, strategy, user, drawn: None }
    }

    fn draw(&mut self, strategy: Positions, users: Positions) {
        if self.drawn.replace((strategy, users)) == Some((strategy, users)) {
            return;
        }
        self.strategy.iter().for_each(|function| function.draw(strategy));
        self.user.iter().for_each(|function| function.draw(users));
        set_text(&self.about, &words::position_summary(users));
    }
}

fn build_pair(root: &Element, listing: &'static Listing) -> [FunctionView; 2] {
    let pair = PAIR.build();
    append(root, [&pair.root]);
    [FunctionView::new(&pair.get("rust"), &listing.rust), FunctionView::new(&pair.get("python"), &listing.python)]
}

impl FunctionView {
    /// Writes the function into `list`.
    fn new(list: &Element, function: &'static Function) -> Self {
        let lines: Vec<_> = function.lines.iter().map(|line| Line::new(line)).collect();
        append(list, lines.iter().map(|line| &line.root));
        let marked =
            [0, function.blocking_line, function.waiting_line, function.end_line].map(|index| lines[index].clone());
        Self { marked, function }
    }

    fn draw(&self, positions: Positions) {
        let [start, running, waiting, end] = positions.on(self.function);
        for line in &self.marked {
            toggle_attr(&line.root, "data-running", false);
            set_text(&line.count, "");
        }
        // Some of the four may be the same line. It shows what is written last: `waiting` includes the tasks that run there.
        let [first_line, blocking_line, waiting_line, end_line] = &self.marked;
        for (line, tasks) in [(first_line, start), (blocking_line, running), (waiting_line, waiting)]
            .into_iter()
            .filter(|(_, tasks)| *tasks > 0)
        {
            set_text(&line.count, &count(tasks));
        }
        if end > 0 {
            set_text(&end_line.count, &words::done_count(end));
        }
        toggle_attr(&blocking_line.root, "data-running", running > 0);
    }
}

impl Line {
    fn new(text: &str) -> Self {
        let nodes = LINE.build();
        set_text(&nodes.get("text"), text);
        Self { count: nodes.get("count"), root: nodes.root }
    }
}
