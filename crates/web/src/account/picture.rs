//! The picture from which an authenticator takes a secret: a QR code as a drawing.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// The white border that scanners ask for, in squares.
const BORDER: usize = 4;

/// The picture of an address; nothing where it is too long for one.
pub(super) fn picture(address: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else {
        return Markup::default();
    };
    let width = code.width();
    let side = width + 2 * BORDER;
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (place % width + BORDER, place / width + BORDER);
            // Writing to a text cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    html! {
        svg role="img" aria-label="A picture for your authenticator to scan. The same secret stands below it in letters."
            class="sightline-qr" viewBox={ "0 0 " (side) " " (side) } width="240" height="240"
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}
