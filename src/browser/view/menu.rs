//! The menu below the figure. What its buttons do, only JavaScript can do: see `www/export-menu.js`.

use super::super::dom::{Tree, html};

pub const MENU: Tree = html(
    "details",
    "take-away",
    &[],
    &[
        html("summary", "summary", &[], &[]).with_text("Take it away"),
        html("button", "take", &[("type", "button"), ("data-action", "link")], &[])
            .with_text("Copy the link to this time"),
        html("button", "take", &[("type", "button"), ("data-action", "embed")], &[])
            .with_text("Copy the code to embed it"),
        html("button", "take", &[("type", "button"), ("data-action", "picture")], &[]).with_text("Save the picture"),
        html("button", "take", &[("type", "button"), ("data-action", "transcript")], &[])
            .with_text("Save the transcript"),
        html("button", "take", &[("type", "button"), ("data-action", "recording")], &[])
            .with_text("Save the recording"),
        html(
            "label",
            "take",
            &[],
            &[
                html("span", "prompt", &[], &[]).with_text("Open a recording "),
                html("input", "file", &[("type", "file"), ("accept", ".json,application/json")], &[]),
            ],
        ),
        html("p", "told", &[("role", "status")], &[]),
    ],
);
