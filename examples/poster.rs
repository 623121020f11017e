//! Runs a figure in virtual time and prints its picture at every moment at which it changes, as JSON for `scripts/poster`:
//!
//! ```sh
//! cargo run --example poster -- width=640 waits="6 8 7 8 13 6"
//! ```
//!
//! The arguments are the attributes of the element, and `width` in CSS pixels (320 to 1600; default 640). Without a seed, it is 1.

use std::{cell::RefCell, collections::BTreeSet, env, fmt::Write, process::ExitCode, rc::Rc};

use waiting_room::{
    format::hundredths,
    picture::{Picture, Shape, TEXTURES, Tag, Viewport, fill_of, outline_of},
    platform::virtual_time,
    playback::PlayerCommand,
    playhead::Seek,
    recording::Recording,
    room::Room,
    runner,
    session::Session,
    settings::Settings,
    time::{RealTime, SimTime},
    words,
};

/// More moments are thinned out: nobody sees two hundred changes one by one.
const MAX_MOMENTS: usize = 200;

fn main() -> ExitCode {
    match poster(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn poster(arguments: &[String]) -> Result<String, String> {
    let attributes: Vec<_> = arguments.iter().map(|text| attribute(text)).collect::<Result<_, _>>()?;
    let get =
        |name: &str| attributes.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let width = get("width").map_or(Ok(640.0), |width| read_width(&width))?;
    let settings = Settings::read(&get).map_err(|error| error.to_string())?;
    if settings.you || settings.guess {
        return Err("a picture has no reader: leave out you and guess".to_owned());
    }
    Ok(film(settings, width))
}

/// Splits `name=value`; a boolean attribute is just its name.
fn attribute(text: &str) -> Result<(&str, &str), String> {
    const KNOWN: [&str; 14] = [
        "users",
        "min-wait",
        "max-wait",
        "step",
        "waits",
        "seed",
        "strategies",
        "limit",
        "deadline",
        "speed",
        "panels",
        "you",
        "guess",
        "width",
    ];
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let is_known = KNOWN.contains(&name);
    is_known.then_some((name, value)).ok_or_else(|| format!("“{name}” is not known; allowed: {}", KNOWN.join(", ")))
}

fn read_width(text: &str) -> Result<f64, String> {
    let allowed = |width: &f64| (320.0..=1600.0).contains(width);
    text.parse().ok().filter(allowed).ok_or_else(|| format!("width={text}: it must be a number from 320 to 1600"))
}

/// Everything that is drawn, from the start of the run to its end.
fn film(settings: Settings, width: f64) -> String {
    let mut session = Session::new(settings, || 1);
    let recordings = run(&session);
    let end = recordings.iter().filter_map(Recording::finished).max().unwrap_or_default();
    let moments = moments(&recordings, end);
    session.open(None, recordings, Vec::new(), end);
    let viewport = Viewport { width, size: 12.0, ..Viewport::default() };
    let frames: Vec<_> = moments.iter().map(|moment| frame(&mut session, &viewport, *moment)).collect();

    session.dispatch(PlayerCommand::Seek(Seek::To(end)).into(), RealTime::ZERO);
    let scene = session.scene(RealTime::ZERO);
    let Picture { layout, past, .. } = Picture::new(&scene, &viewport);
    let speed = session.settings().speed;
    let numbers = [
        ("width", layout.width),
        ("height", layout.height()),
        ("start", layout.x(SimTime::ZERO)),
        ("finish", layout.x(end)),
        ("cut", layout.width),
        ("axis", layout.axis_y()),
        ("end", end.as_secs_f64()),
        ("speed", speed.factor()),
    ];
    let numbers = numbers.map(|(name, number)| format!("{name:?}: {number}")).join(", ");
    let (label, textures) = (json(&words::timeline_description(&scene)), json(TEXTURES));
    format!(
        "{{{numbers}, \"label\": {label}, \"textures\": {textures}, \"past\": {}, \"frames\": [{}]}}",
        shapes(&past),
        frames.join(",")
    )
}

/// What happens under each strategy.
fn run(session: &Session) -> Vec<Recording> {
    let (settings, plan) = (session.settings(), session.plan());
    let record = || Rc::new(RefCell::new(Recording::new(plan.users().len())));
    let recordings: Vec<_> = settings.strategies.iter().map(|_| record()).collect();
    virtual_time::run(|platform| {
        for (strategy, recording) in settings.strategies.iter().zip(&recordings) {
            let recording = Rc::clone(recording);
            let log = move |at, event| recording.borrow_mut().record(at, event);
            let room = Room::new(platform, Rc::clone(plan), *strategy, log);
            room.start(runner::run(*strategy, room.clone()));
        }
    });
    recordings.iter().map(|recording| recording.replace(Recording::new(plan.users().len()))).collect()
}

/// When something happens, from the start to the end.
fn moments(recordings: &[Recording], end: SimTime) -> Vec<SimTime> {
    let mut all = BTreeSet::from([SimTime::ZERO, end]);
    for recording in recordings {
        recording.each_event(&mut |at, _| all.extend([at]));
    }
    let interval = all.len().div_ceil(MAX_MOMENTS);
    all.iter()
        .enumerate()
        .filter(|(index, moment)| index % interval == 0 || **moment == end)
        .map(|(_, moment)| *moment)
        .collect()
}

fn frame(session: &mut Session, viewport: &Viewport, moment: SimTime) -> String {
    session.dispatch(PlayerCommand::Seek(Seek::To(moment)).into(), RealTime::ZERO);
    let picture = Picture::new(&session.scene(RealTime::ZERO), viewport);
    format!("{{\"time\": {}, \"shapes\": {}}}", moment.as_secs_f64(), shapes(&picture.present))
}

/// A JSON array of SVG elements.
fn shapes(shapes: &[Shape]) -> String {
    format!("[{}]", shapes.iter().map(|shape| json(&markup(shape))).collect::<Vec<_>>().join(","))
}

fn markup(shape: &Shape) -> String {
    let tag = shape.tag.name();
    let mut attributes = format!(" class=\"{}\"", shape.class);
    for (name, value) in [("fill", fill_of(shape.class)), ("stroke", outline_of(shape.class))] {
        if !value.is_empty() {
            attributes += &format!(" {name}=\"{value}\"");
        }
    }
    for (name, number) in shape.tag.numbers().iter().zip(shape.numbers) {
        let sign = if number < 0.0 { "-" } else { "" };
        attributes += &format!(" {name}=\"{sign}{}\"", hundredths(number.abs()));
    }
    match shape.tag {
        Tag::Path => format!("<path{attributes} d=\"{}\"/>", shape.text),
        Tag::Text => format!("<text{attributes}>{}</text>", shape.text.replace('&', "&amp;").replace('<', "&lt;")),
        _ => format!("<{tag}{attributes}/>"),
    }
}

/// The text as a string of JSON.
fn json(text: &str) -> String {
    let mut json = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\0'..' ' => write!(json, "\\u{:04x}", u32::from(character)).unwrap_or_default(),
            _ => json.push(character),
        }
    }
    json + "\""
}
