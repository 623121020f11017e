//! The shapes of a picture as SVG elements.

use web_sys::Element;

use super::super::dom::{append, new_svg, set_attr};
use crate::{
    format::hundredths,
    picture::{Shape, Tag, fill_of, outline_of},
};

/// An element for each shape. They are used again for the next picture: only what differs is written.
pub struct Drawing {
    root: Element,
    drawn: Vec<(Element, Shape)>,
}

impl Drawing {
    /// An empty drawing in `root`.
    pub fn new(root: Element) -> Self {
        Self { root, drawn: Vec::new() }
    }

    /// Draws `shapes` instead of those before.
    pub fn show(&mut self, shapes: Vec<Shape>) {
        for (element, _) in self.drawn.drain(shapes.len().min(self.drawn.len())..) {
            element.remove();
        }
        for (index, shape) in shapes.into_iter().enumerate() {
            match self.drawn.get_mut(index) {
                Some((element, drawn)) if drawn.tag == shape.tag => {
                    update(element, Some(drawn), &shape);
                    *drawn = shape;
                }
                Some((element, drawn)) => {
                    let new = build(&shape);
                    // It fails only if the element has no parent.
                    let _ = element.replace_with_with_node_1(&new);
                    (*element, *drawn) = (new, shape);
                }
                None => {
                    let new = build(&shape);
                    append(&self.root, [&new]);
                    self.drawn.push((new, shape));
                }
            }
        }
    }
}

fn build(shape: &Shape) -> Element {
    let element = new_svg(shape.tag.name(), "");
    update(&element, None, shape);
    element
}

/// Writes what differs from `before`.
fn update(element: &Element, before: Option<&Shape>, shape: &Shape) {
    if before.is_none_or(|before| before.class != shape.class) {
        set_attr(element, "class", shape.class);
        // (A style sheet cannot name a pattern of its own tree in every browser.)
        set_attr(element, "fill", fill_of(shape.class));
        set_attr(element, "stroke", outline_of(shape.class));
    }
    for (index, name) in shape.tag.numbers().iter().enumerate() {
        let number = hundredths(shape.numbers[index]);
        if before.is_none_or(|before| hundredths(before.numbers[index]) != number) {
            set_attr(element, name, &number);
        }
    }
    if before.is_none_or(|before| before.text != shape.text) {
        if shape.tag == Tag::Path {
            set_attr(element, "d", &shape.text);
        } else if shape.tag == Tag::Text {
            element.set_text_content(Some(&shape.text));
        }
    }
}
