//! Too many users for a lane each: a cell for each, which fills when the code is in. The reader can select one to read about it.

mod canvas;
mod cell_selection;

use web_sys::Element;

use crate::{
    browser::{
        dom::{Template, pixel_ratio, set_attr, set_attr_if_changed, set_style, set_text, toggle_attr},
        view::Action,
        widgets::view_event::ViewEvent,
    },
    cells::Cells,
    format::hundredths,
    scene::{MAX_LANES, Scene, StrategyRun},
    settings::{Settings, Strategy},
    words,
};
use canvas::Canvas;
use cell_selection::{CellSelection, GridLayout};

/// The nodes of a crowd.
pub struct Crowd {
    pub root: Element,
    canvas: Element,
    marker: Element,
    about: Element,
    users: usize,
    picture: Option<Canvas>,
    selection: CellSelection,
}

/// The canvas has the role of a slider: on every platform, screen readers let users move through its values one at a time.
const CROWD: Template = Template(
    r#"
div.crowd
  p.crowd-title
  div.cells
    canvas.canvas role="slider" tabindex="0" aria-valuemin="1" aria-valuenow="1"
    div.marker
  p.about
"#,
);

/// In CSS pixels.
const CROWD_HEIGHT: f64 = 168.0;
const LARGEST_CELL: f64 = 14.0;
/// Smaller cells, in device pixels, lie side by side without a gap.
const SMALLEST_WITH_GAP: usize = 4;
/// A gap is as wide as a cell divided by this, but at least one device pixel.
const GAP_DIVISOR: usize = 7;

impl Crowd {
    /// The crowds of a figure, one for each strategy, if there are too many users for lanes.
    pub fn for_settings(settings: &Settings) -> Vec<Self> {
        let (users, strategies) = (settings.waits.users(), &settings.strategies);
        if users <= MAX_LANES {
            return Vec::new();
        }
        let title = |strategy: &Strategy| (strategies.len() > 1).then(|| words::title(*strategy));
        strategies.iter().map(|strategy| Self::new(users, title(strategy).as_deref())).collect()
    }

    /// A crowd of `users`.
    fn new(users: usize, title: Option<&str>) -> Self {
        let nodes = CROWD.build();
        let [title_node, canvas, marker, about] =
            ["crowd-title", "canvas", "marker", "about"].map(|name| nodes.get(name));
        toggle_attr(&title_node, "hidden", title.is_none());
        set_text(&title_node, title.unwrap_or_default());
        let title = title.map_or(String::new(), |title| format!(", {title}"));
        set_attr(&canvas, "aria-valuemax", &users.to_string());
        set_attr(&canvas, "aria-label", &format!("Read about users{title}"));
        let (picture, selection) = (None, CellSelection::default());
        Self { canvas, marker, about, users, picture, selection, root: nodes.root }
    }

    /// (A transition ends when the page has changed the colours.)
    pub fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        let changes = event.is_at(&self.canvas) && (self.selection.update(event) || event.name == "transitionend");
        changes.then_some(Action::Redraw)
    }

    /// Lays the cells out on `width` CSS pixels, unless they already are.
    pub fn lay_out(&mut self, width: f64) {
        let ratio = pixel_ratio();
        if self.selection.grid.is_some_and(|grid| (grid.width, grid.ratio) == (width, ratio)) {
            return;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
        let device = |length: f64| (length * ratio) as usize;
        let cells = Cells::fitting(self.users, device(width).max(1), device(CROWD_HEIGHT), device(LARGEST_CELL));
        let grid = GridLayout { width, ratio, cells };
        let css = |length: usize| format!("{}px", hundredths(grid.css_pixels(length)));
        set_style(&self.canvas, "width", &css(cells.columns * cells.size));
        set_style(&self.canvas, "height", &css(cells.rows * cells.size));
        set_style(&self.root, "--cell", &css(cells.size));
        set_style(&self.root, "--gap", &css((cells.size / GAP_DIVISOR).max(1)));
        toggle_attr(&self.root, "data-dense", cells.size < SMALLEST_WITH_GAP);
        self.selection.lay_out(grid);
        self.picture = Some(Canvas::new(&self.canvas, cells));
    }

    /// The height of all cells together, in CSS pixels.
    pub fn cells_height(&self) -> f64 {
        self.selection.grid.map_or(CROWD_HEIGHT, |grid| grid.css_pixels(grid.cells.rows * grid.cells.size))
    }

    /// Makes the next `draw` repaint all cells.
    pub fn reset(&mut self) {
        self.picture.iter_mut().for_each(Canvas::reset);
    }

    /// Fills the cells of those whose code is in.
    pub fn advance(&mut self, scene: &Scene, run: &StrategyRun) {
        self.picture.iter_mut().for_each(|picture| picture.draw(&run.recording, scene.time));
    }

    /// The same, in the colours of the page; and describes the selected cell.
    pub fn draw(&mut self, scene: &Scene, run: &StrategyRun) {
        let span = run.arrival_span().unwrap_or_default();
        self.picture.iter_mut().for_each(|picture| picture.update_palette(span));
        self.advance(scene, run);
        let Some(grid) = self.selection.grid else { return };
        let selected = self.selection.cell();
        let users = grid.cells.users_in(selected.unwrap_or_default());
        set_attr_if_changed(&self.canvas, "aria-valuenow", &(users.start + 1).to_string());
        let text = words::about_users(scene, run, users);
        set_attr_if_changed(&self.canvas, "aria-valuetext", &text);
        set_text(&self.about, &if selected.is_some() { text } else { words::crowd_help(grid.cells.users_per_cell) });
        self.mark(selected, grid);
    }

    fn mark(&self, selected: Option<usize>, grid: GridLayout) {
        toggle_attr(&self.marker, "hidden", selected.is_none());
        if let Some(cell) = selected {
            let (x, y) = grid.cells.corner(cell);
            for (property, length) in [("left", x), ("top", y)] {
                set_style(&self.marker, property, &format!("{}px", hundredths(grid.css_pixels(length))));
            }
        }
    }
}
