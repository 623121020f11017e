//! The central picture: its shapes, the cells of crowds, and the playhead, by which the reader moves through the run.

use std::mem;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

use super::{
    super::dom::{Template, append, new_svg, pixel_ratio, set_attr_if_changed, set_number, set_style, toggle_attr},
    Widget,
    crowd::Crowd,
    drawing::Drawing,
    key::Key,
    view_event::{Action, ViewEvent},
};
use crate::{
    format::hundredths,
    picture::{Highlight, Layout, Picture, TEXTURES, Viewport},
    playhead::Seek,
    scene::Scene,
    session::Command,
    settings::Settings,
    time::SimTime,
    words,
};

/// The past lies in a box of its own, which ends at the time that is shown. Box and drawing are moved in opposite directions, so
/// that the box cuts the drawing off and the drawing stays where it is. The browser need not lay out or paint anything for that.
const PICTURE: Template = Template(
    r#"
div.picture
  div.crowds
  div.timeline
    div.needle
    svg.present role="img" aria-label="Timeline"
    div.past
      svg.drawing aria-hidden="true"
    div.playhead role="slider" tabindex="0" hidden=""
"#,
);

/// The picture's nodes.
pub struct PictureView {
    root: Element,
    timeline: Element,
    present_svg: Element,
    present: Drawing,
    /// The box that cuts the past off.
    past_box: Element,
    past_svg: Element,
    past: Drawing,
    needle: Element,
    playhead: Element,
    crowds: Vec<Crowd>,
    key: Key,
    /// Where everything in the drawing is, once there is one.
    layout: Option<Layout>,
    /// Whether `advance` draws the cells of crowds this time: every other frame.
    are_cells_due: bool,
    is_dragged: bool,
    /// Whether the handle sets the reader's guess.
    sets_guess: bool,
    /// The time from which the keys move the handle.
    time: SimTime,
}

impl PictureView {
    /// An empty picture.
    pub fn new(settings: &Settings) -> Self {
        let nodes = PICTURE.build();
        let [timeline, needle, present, past, drawing, playhead] =
            ["timeline", "needle", "present", "past", "drawing", "playhead"].map(|name| nodes.get(name));
        append(&present, [&Template(TEXTURES).build().root]);
        let group = new_svg("g", "");
        append(&present, [&group]);
        let (crowds, key): (Vec<_>, _) = (Crowd::for_settings(settings), Key::new(settings));
        append(&nodes.root, [&key.root]);
        append(&nodes.get("crowds"), crowds.iter().map(|crowd| &crowd.root));
        Self {
            timeline,
            present_svg: present,
            present: Drawing::new(group),
            past_box: past,
            past_svg: drawing.clone(),
            past: Drawing::new(drawing),
            needle,
            playhead,
            crowds,
            key,
            layout: None,
            are_cells_due: false,
            is_dragged: false,
            sets_guess: false,
            time: SimTime::ZERO,
            root: nodes.root,
        }
    }

    /// Moves the cut and the handle to the time that is shown.
    fn move_to(&mut self, scene: &Scene) {
        let Some(layout) = &self.layout else { return };
        let at = if self.sets_guess { scene.guess.unwrap_or_default() } else { scene.time };
        self.time = at;
        // Between two device pixels, everything would blur.
        let cut = if scene.shown_end().is_some() { layout.width } else { layout.x(scene.time) };
        let x = (cut * pixel_ratio()).round() / pixel_ratio();
        set_style(&self.past_box, "transform", &translation(x - layout.width));
        set_style(&self.past_svg, "transform", &translation(layout.width - x));
        for node in [&self.needle, &self.playhead] {
            set_style(node, "transform", &translation(layout.x(at)));
        }
    }

    fn describe(&self, scene: &Scene) {
        set_attr_if_changed(&self.present_svg, "aria-label", &words::timeline_description(scene));
        for node in [&self.needle, &self.playhead] {
            toggle_attr(node, "hidden", scene.is_ready() && !self.sets_guess);
        }
        let label = if self.sets_guess {
            "Your guess: how long will it take until everyone is done?"
        } else {
            "The time that is shown"
        };
        set_attr_if_changed(&self.playhead, "aria-label", label);
        let end = if self.sets_guess { self.axis_end() } else { scene.latest };
        if !scene.is_moving() {
            for (name, time) in [("aria-valuemax", end), ("aria-valuenow", self.time)] {
                set_attr_if_changed(&self.playhead, name, &whole_millis(time));
            }
        }
        let text = if self.sets_guess { words::guess_mark(scene.guess) } else { words::time_description(scene) };
        set_attr_if_changed(&self.playhead, "aria-valuetext", &text);
    }

    fn axis_end(&self) -> SimTime {
        self.layout.as_ref().map_or(SimTime::ZERO, |layout| layout.axis.end)
    }

    /// Highlights the lane under the pointer.
    fn highlight(&self, event: &PointerEvent) -> Option<Action> {
        let layout = self.layout.as_ref()?;
        let lane = layout.lane_at(self.point_under(event, layout)[1]);
        Some(Action::Highlight(lane.map(Highlight::Lane)))
    }

    fn time_under(&self, event: &PointerEvent) -> Option<SimTime> {
        let layout = self.layout.as_ref()?;
        let x = self.point_under(event, layout)[0] - layout.left;
        Some(layout.axis.time_at(x.max(0.0).min(layout.axis.width)))
    }

    /// Where the pointer is in the drawing, which the page may have scaled.
    fn point_under(&self, event: &PointerEvent, layout: &Layout) -> [f64; 2] {
        let rect = self.timeline.get_bounding_client_rect();
        let scale = rect.width() / layout.width;
        [f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top()]
            .map(|length| length / scale)
    }

    fn go_to(&self, time: SimTime) -> Action {
        Action::Dispatch(if self.sets_guess {
            // The last whole second on the axis may lie before its end.
            Command::Guess(time.min(self.axis_end() - SimTime::from_millis(500)).whole_seconds())
        } else {
            Command::Seek(Seek::To(time))
        })
    }

    fn on_pointer(&mut self, event: &ViewEvent) -> Option<Action> {
        let pointer: &PointerEvent = event.event.unchecked_ref();
        match &*event.name {
            // A finger that goes on to scroll the page must not have moved the playhead. So going down alone does nothing.
            "pointerdown" if pointer.button() == 0 => {
                self.is_dragged = true;
                // It fails only for a pointer that is gone.
                let _ = self.timeline.set_pointer_capture(pointer.pointer_id());
                self.highlight(pointer)
            }
            "pointermove" if self.is_dragged => self.time_under(pointer).map(|time| self.go_to(time)),
            "pointermove" => self.highlight(pointer),
            "pointerup" if mem::take(&mut self.is_dragged) => self.time_under(pointer).map(|time| self.go_to(time)),
            "pointercancel" => {
                self.is_dragged = false;
                None
            }
            "pointerout" if !self.is_dragged => Some(Action::Highlight(None)),
            _ => None,
        }
    }

    /// As for every slider: arrows go a step, pages ten.
    fn on_key(&self, event: &KeyboardEvent) -> Option<Action> {
        let end = self.axis_end();
        let step = if self.sets_guess { SimTime::from_secs(1) } else { end.scaled(1, 100) };
        let target = match &*event.key() {
            "ArrowLeft" | "ArrowDown" => self.time - step,
            "ArrowRight" | "ArrowUp" => self.time + step,
            "PageDown" => self.time - step * 10,
            "PageUp" => self.time + step * 10,
            "Home" => SimTime::ZERO,
            "End" if self.sets_guess => end,
            "End" => SimTime::MAX,
            _ => return None,
        };
        event.prevent_default();
        Some(self.go_to(target))
    }
}

impl Widget for PictureView {
    fn root(&self) -> &Element {
        &self.root
    }

    fn reset(&mut self) {
        self.crowds.iter_mut().for_each(Crowd::reset);
    }

    fn draw(&mut self, scene: &Scene, viewport: &Viewport) {
        let Picture { layout, past, present } = Picture::new(scene, viewport);
        for (index, (crowd, run)) in self.crowds.iter_mut().zip(scene.strategy_runs).enumerate() {
            toggle_attr(&crowd.root, "hidden", !layout.strategies.contains(&index));
            crowd.lay_out(viewport.width);
            crowd.draw(scene, run);
        }
        for svg in [&self.present_svg, &self.past_svg] {
            set_number(svg, "width", layout.width);
            set_number(svg, "height", layout.height());
        }
        for (property, length) in [("height", layout.height()), ("--axis-y", layout.axis_y())] {
            set_style(&self.timeline, property, &format!("{}px", hundredths(length)));
        }
        self.key.explain(&past);
        self.present.show(present);
        self.past.show(past);
        self.layout = Some(layout);
        self.sets_guess = scene.is_ready() && scene.is_guessed;
        toggle_attr(&self.timeline, "data-guess", self.sets_guess);
        self.move_to(scene);
        self.describe(scene);
    }

    /// The middle of the lanes or cells.
    fn button_y(&self) -> Option<f64> {
        let (node, height) = match self.crowds.first() {
            Some(crowd) => (&crowd.root, crowd.cells_height()),
            None => (&self.timeline, self.layout.as_ref()?.thread_y().min(240.0)),
        };
        let node: &HtmlElement = node.unchecked_ref();
        Some(f64::from(node.offset_top()) + height / 2.0)
    }

    fn advance(&mut self, scene: &Scene) {
        // A cell may well fill one frame later, and showing a canvas is expensive.
        self.are_cells_due = !self.are_cells_due;
        if self.are_cells_due {
            for (crowd, run) in self.crowds.iter_mut().zip(scene.strategy_runs) {
                crowd.advance(scene, run);
            }
        }
        self.move_to(scene);
    }

    /// The keys go on from that time.
    fn hold(&mut self, scene: &Scene) {
        self.time = scene.time;
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        if let Some(action) = self.crowds.iter_mut().find_map(|crowd| crowd.on_event(event)) {
            return Some(action);
        }
        if event.is_at(&self.playhead) && event.name == "keydown" {
            return self.on_key(event.event.unchecked_ref());
        }
        let is_free = self.sets_guess || !self.playhead.has_attribute("hidden");
        if event.is_in(&self.timeline) && is_free { self.on_pointer(event) } else { None }
    }
}

fn translation(x: f64) -> String {
    let sign = if x < 0.0 { "-" } else { "" };
    format!("translateX({sign}{}px)", hundredths(x.abs()))
}

fn whole_millis(time: SimTime) -> String {
    (time.as_micros() / 1000).to_string()
}
