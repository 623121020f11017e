//! Parts of a figure on the screen, for all kinds of figures. Their nodes are built once, then only updated.

pub mod comparison;
mod drawing;
pub mod key;
pub mod log;
pub mod player;
pub mod shell;
pub mod thread;
pub mod timeline;
pub mod view_event;
