//! A run under way.

use std::rc::Rc;

use super::{
    event_loop::EventLoop,
    frames::Frames,
    show::Show,
    view::dom::{Listener, document},
};
use crate::{event::Event, reader::Reader, room::Room, strategy, time::Time};

/// Owns what a run needs of the browser.
#[must_use = "dropping a run ends its tasks and clears its timer"]
pub struct Run {
    event_loop: EventLoop,
    /// The first user, if that is the reader, whom no timer wakes.
    reader: Option<Reader>,
    /// When it is drawn.
    pub frames: Frames,
    _visibility: Listener,
}

impl Run {
    /// Starts every strategy at the same moment, each in a room of its own on the same event loop, whose time is from now
    /// on that of `show`. The tasks are polled for the first time when the browser comes to it, which is after this.
    /// `log` is told what happens under which strategy, `draw` is called in the frames that are asked for, and `hide` when
    /// the page is hidden or shown.
    pub fn start(
        show: &mut Show,
        log: impl Fn(usize, Time, Event) + 'static,
        draw: impl Fn() + 'static,
        hide: impl Fn() + 'static,
    ) -> Self {
        let (event_loop, log) = (EventLoop::start(show.settings.speed), Rc::new(log));
        for (act, strategy) in show.settings.strategies.iter().enumerate() {
            let (runs, log) = (event_loop.clone(), Rc::clone(&log));
            let log = move |at, event| {
                if !runs.is_silenced() {
                    log(act, at, event);
                }
            };
            let (plan, reader) = (Rc::clone(&show.plan), show.reader.clone());
            let room = Room::with_reader(event_loop.clone(), plan, reader, log);
            room.start(strategy::run(*strategy, room.clone()));
        }
        show.start(event_loop.clone());
        let visibility = Listener::on(&document(), &["visibilitychange"], move |_| hide());
        Self { event_loop, reader: show.reader.clone(), frames: Frames::new(draw), _visibility: visibility }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.event_loop.silence();
        self.reader.iter().for_each(Reader::wake);
    }
}
