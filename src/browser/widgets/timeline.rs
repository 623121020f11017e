//! What is drawn along an axis of time, and the playhead, by which the reader moves through the run.

use std::mem;

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use super::{
    super::dom::{Template, append, new_svg, pixel_ratio, set_attr_if_changed, set_number, set_style, toggle_attr},
    drawing::Drawing,
    view_event::ViewEvent,
};
use crate::{
    format::hundredths,
    picture::{Extent, Shape, TEXTURES},
    playback::{Moment, PlayerCommand},
    playhead::Seek,
    time::SimTime,
    words,
};

/// The past lies in a box of its own, which ends at the time that is shown. Box and drawing are moved in opposite directions, so
/// that the box cuts the drawing off and the drawing stays where it is. The browser need not lay out or paint anything for that.
const TIMELINE: Template = Template(
    r#"
div.timeline
  div.needle
  svg.present role="img" aria-label="Timeline"
  div.past
    svg.drawing aria-hidden="true"
  div.playhead role="slider" tabindex="0" hidden=""
"#,
);

/// The timeline's nodes.
pub struct Timeline {
    pub root: Element,
    present_svg: Element,
    present: Drawing,
    /// The box that cuts the past off.
    past_box: Element,
    past_svg: Element,
    past: Drawing,
    needle: Element,
    playhead: Element,
    /// Where everything in the drawing is, once there is one.
    extent: Option<Extent>,
    is_dragged: bool,
    /// Whether the handle sets the reader's guess.
    sets_guess: bool,
    /// The time from which the keys move the handle.
    time: SimTime,
}

/// What a reader does with a timeline.
pub enum TimelineEvent {
    /// Moves the handle.
    Player(PlayerCommand),
    /// Points at a place in the drawing, or at none.
    Point(Option<[f64; 2]>),
}

impl Timeline {
    /// An empty timeline.
    pub fn new() -> Self {
        let nodes = TIMELINE.build();
        let [needle, present, past, drawing, playhead] =
            ["needle", "present", "past", "drawing", "playhead"].map(|name| nodes.get(name));
        append(&present, [&Template(TEXTURES).build().root]);
        let group = new_svg("g", "");
        append(&present, [&group]);
        Self {
            present_svg: present,
            present: Drawing::new(group),
            past_box: past,
            past_svg: drawing.clone(),
            past: Drawing::new(drawing),
            needle,
            playhead,
            extent: None,
            is_dragged: false,
            sets_guess: false,
            time: SimTime::ZERO,
            root: nodes.root,
        }
    }

    /// Draws the shapes. With `sets_guess`, the handle is the flag of the reader's guess.
    pub fn show(&mut self, extent: Extent, past: Vec<Shape>, present: Vec<Shape>, sets_guess: bool) {
        for svg in [&self.present_svg, &self.past_svg] {
            set_number(svg, "width", extent.width);
            set_number(svg, "height", extent.height);
        }
        for (property, length) in [("height", extent.height), ("--axis-y", extent.axis_y)] {
            set_style(&self.root, property, &format!("{}px", hundredths(length)));
        }
        self.present.show(present);
        self.past.show(past);
        (self.extent, self.sets_guess) = (Some(extent), sets_guess);
        toggle_attr(&self.root, "data-guess", sets_guess);
    }

    /// Moves the cut and the handle to the time that is shown.
    pub fn move_to(&mut self, moment: &Moment) {
        let Some(extent) = &self.extent else { return };
        let at = if self.sets_guess { moment.guess.unwrap_or_default() } else { moment.time };
        self.time = at;
        // Between two device pixels, everything would blur.
        let cut = if moment.shown_end().is_some() { extent.width } else { extent.x(moment.time) };
        let x = (cut * pixel_ratio()).round() / pixel_ratio();
        set_style(&self.past_box, "transform", &translation(x - extent.width));
        set_style(&self.past_svg, "transform", &translation(extent.width - x));
        for node in [&self.needle, &self.playhead] {
            set_style(node, "transform", &translation(extent.x(at)));
        }
    }

    /// The keys go on from that time.
    pub fn hold(&mut self, time: SimTime) {
        self.time = time;
    }

    /// Describes the picture, and the time that is shown, for screen readers.
    pub fn describe(&self, moment: &Moment, picture: &str, time: &str) {
        set_attr_if_changed(&self.present_svg, "aria-label", picture);
        for node in [&self.needle, &self.playhead] {
            toggle_attr(node, "hidden", moment.is_ready() && !self.sets_guess);
        }
        let label = if self.sets_guess {
            "Your guess: how long will it take until everyone is done?"
        } else {
            "The time that is shown"
        };
        set_attr_if_changed(&self.playhead, "aria-label", label);
        let end = if self.sets_guess { self.axis_end() } else { moment.latest };
        if !moment.is_moving() {
            for (name, time) in [("aria-valuemax", end), ("aria-valuenow", self.time)] {
                set_attr_if_changed(&self.playhead, name, &whole_millis(time));
            }
        }
        let guess = words::guess_mark(moment.guess);
        set_attr_if_changed(&self.playhead, "aria-valuetext", if self.sets_guess { &guess } else { time });
    }

    fn axis_end(&self) -> SimTime {
        self.extent.map_or(SimTime::ZERO, |extent| extent.axis.end)
    }

    /// Where the pointer is in the drawing, which the page may have scaled.
    fn point_under(&self, event: &PointerEvent) -> Option<[f64; 2]> {
        let rect = self.root.get_bounding_client_rect();
        let scale = rect.width() / self.extent?.width;
        let from_corner = [f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top()];
        Some(from_corner.map(|length| length / scale))
    }

    fn time_under(&self, event: &PointerEvent) -> Option<SimTime> {
        Some(self.extent?.time_at(self.point_under(event)?[0]))
    }

    fn go_to(&self, time: SimTime) -> TimelineEvent {
        TimelineEvent::Player(if self.sets_guess {
            // The last whole second on the axis may lie before its end.
            PlayerCommand::Guess(time.min(self.axis_end() - SimTime::from_millis(500)).whole_seconds())
        } else {
            PlayerCommand::Seek(Seek::To(time))
        })
    }

    fn on_pointer(&mut self, event: &ViewEvent) -> Option<TimelineEvent> {
        let pointer: &PointerEvent = event.event.unchecked_ref();
        match &*event.name {
            // A finger that goes on to scroll the page must not have moved the playhead. So going down alone does nothing.
            "pointerdown" if pointer.button() == 0 => {
                self.is_dragged = true;
                // It fails only for a pointer that is gone.
                let _ = self.root.set_pointer_capture(pointer.pointer_id());
                Some(TimelineEvent::Point(self.point_under(pointer)))
            }
            "pointermove" if self.is_dragged => self.time_under(pointer).map(|time| self.go_to(time)),
            "pointermove" => Some(TimelineEvent::Point(self.point_under(pointer))),
            "pointerup" if mem::take(&mut self.is_dragged) => self.time_under(pointer).map(|time| self.go_to(time)),
            "pointercancel" => {
                self.is_dragged = false;
                None
            }
            "pointerout" if !self.is_dragged => Some(TimelineEvent::Point(None)),
            _ => None,
        }
    }

    /// As for every slider: arrows go a step, pages ten.
    fn on_key(&self, event: &KeyboardEvent) -> Option<TimelineEvent> {
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

    /// What the reader does with that event, if it happened here.
    pub fn on_event(&mut self, event: &ViewEvent) -> Option<TimelineEvent> {
        if event.is_at(&self.playhead) && event.name == "keydown" {
            return self.on_key(event.event.unchecked_ref());
        }
        let is_free = self.sets_guess || !self.playhead.has_attribute("hidden");
        if event.is_in(&self.root) && is_free { self.on_pointer(event) } else { None }
    }
}

fn translation(x: f64) -> String {
    let sign = if x < 0.0 { "-" } else { "" };
    format!("translateX({sign}{}px)", hundredths(x.abs()))
}

fn whole_millis(time: SimTime) -> String {
    (time.as_micros() / 1000).to_string()
}
