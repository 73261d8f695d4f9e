//! A firefly drawn from a pseudonym: the picture of somebody who gave no other.
//!
//! Everything about it follows from the pseudonym, for ever: the hue is that of the light that stands beside
//! their words, and the bits of a hash choose the rest. No two features share bits.

use std::fmt::Write;

use super::hue;

/// How many units wide and high the drawing is.
const EDGE: u32 = 48;
/// The hues that the stylesheet gives to the lights, in degrees of `hsl`, in their order.
const HUES: [u32; 24] = [
    350, 6, 20, 32, 43, 54, 64, 74, 85, 97, 112, 145, 342, 358, 13, 26, 38, 48, 59, 69, 79, 91,
    105, 125,
];
/// From which on they are deeper.
const DEEPER: usize = 12;
/// The skies behind it: hue, saturation, lightness.
const SKIES: [(u32, u32, u32); 8] = [
    (198, 55, 12),
    (232, 45, 22),
    (282, 40, 20),
    (335, 45, 20),
    (20, 45, 18),
    (140, 40, 15),
    (185, 60, 24),
    (220, 12, 30),
];
/// How it is turned, in degrees.
const TURNS: [i32; 8] = [0, 45, 90, 135, 180, 225, 270, 315];

/// The bits that choose.
struct Bits(u64);

impl Bits {
    /// FNV-1a (64 bits), stirred (the last step of SplitMix64), since names differ in few letters.
    fn of(name: &str) -> Self {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self(hash ^ (hash >> 31))
    }

    /// One of so many.
    fn one_of(&mut self, count: u64) -> usize {
        let chosen = self.0 % count;
        self.0 /= count;
        usize::try_from(chosen).unwrap_or_default()
    }
}

/// The drawing, as SVG. It holds shapes and colours, and nothing that anybody typed.
pub fn firefly(name: &str) -> String {
    let mut bits = Bits::of(name);
    let glow = hue(name) as usize % HUES.len();
    let (degrees, lightness) = (HUES[glow], if glow < DEEPER { 68 } else { 52 });
    let sky = SKIES[bits.one_of(SKIES.len() as u64)];
    let turn = TURNS[bits.one_of(TURNS.len() as u64)];
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {EDGE} {EDGE}" width="{EDGE}" height="{EDGE}"><defs><radialGradient id="g"><stop offset="0" stop-color="hsl({degrees},95%,{lightness}%)"/><stop offset="1" stop-color="hsl({degrees},95%,{lightness}%)" stop-opacity="0"/></radialGradient></defs><rect width="48" height="48" rx="24" fill="hsl({},{}%,{}%)"/><g transform="rotate({turn} 24 24)">"##,
        sky.0, sky.1, sky.2
    );
    let colour = format!("hsl({degrees},95%,{lightness}%)");
    let parts = [
        glowing(&mut bits),
        wings(&mut bits),
        body(&mut bits, &colour),
        pattern(&mut bits, &colour),
        head(&mut bits),
    ];
    parts.iter().for_each(|part| svg.push_str(part));
    svg.push_str("</g></svg>");
    svg
}

/// How far the light reaches.
fn glowing(bits: &mut Bits) -> String {
    let radius = [11, 15, 19][bits.one_of(3)];
    format!(r##"<circle cx="24" cy="33" r="{radius}" fill="url(#g)"/>"##)
}

/// Two wings, each the other's mirror.
fn wings(bits: &mut Bits) -> String {
    let (x, y, long, wide, angle) = [
        (14, 21, 11, 5, 35),
        (15, 26, 12, 4, -30),
        (13, 23, 9, 7, 0),
        (17, 28, 13, 4, -62),
        (15, 17, 10, 4, 60),
    ][bits.one_of(5)];
    let tint = ["#dff3ff", "#fff6d8", "#ffd9ec", "#cfe8c9"][bits.one_of(4)];
    let far = 48 - x;
    let mut wings = String::new();
    for (x, angle) in [(x, angle), (far, -angle)] {
        // Writing into a string cannot fail.
        let _ = write!(
            wings,
            r##"<ellipse cx="{x}" cy="{y}" rx="{long}" ry="{wide}" transform="rotate({angle} {x} {y})" fill="{tint}" fill-opacity=".72"/>"##
        );
    }
    wings
}

/// The body, and the part of it that glows.
fn body(bits: &mut Bits, colour: &str) -> String {
    let (wide, long) = [(5, 12), (7, 12), (6, 15), (8, 10)][bits.one_of(4)];
    let shell = ["#3b2a1e", "#11161c", "#5a2c22", "#2d4034"][bits.one_of(4)];
    let from = [24, 28, 31][bits.one_of(3)];
    let to = 24 + long;
    format!(
        r##"<ellipse cx="24" cy="24" rx="{wide}" ry="{long}" fill="{shell}" stroke="#fff" stroke-opacity=".35"/><path d="M{left} {from}h{across}a{wide} {deep} 0 0 1-{across} 0z" fill="{colour}"/>"##,
        left = 24 - wide + 1,
        across = 2 * (wide - 1),
        deep = (to - from).max(4),
    )
}

/// What its back looks like.
fn pattern(bits: &mut Bits, colour: &str) -> String {
    let shapes = match bits.one_of(6) {
        0 => r#"<path d="M24 14v10" stroke-width="2"/>"#,
        1 => r#"<path d="M19 18h10M19 22h10" stroke-width="2"/>"#,
        2 => r#"<circle cx="24" cy="20" r="3.4" fill="none" stroke-width="2"/>"#,
        3 => r#"<path d="M19 23l5-5 5 5" fill="none" stroke-width="2"/>"#,
        4 => r#"<circle cx="21.5" cy="20" r="1.2"/><circle cx="26.5" cy="20" r="1.2"/>"#,
        _ => "",
    };
    format!(r#"<g fill="{colour}" stroke="{colour}">{shapes}</g>"#)
}

/// The head, and what it feels with.
fn head(bits: &mut Bits) -> String {
    let feelers = [
        "M22 9l-5-6M26 9l5-6",
        "M22 9q-7-1-8-7M26 9q7-1 8-7",
        "M22 9l-8-1M26 9l8-1",
    ][bits.one_of(3)];
    let face = ["#e9c46a", "#d9dde0", "#e07a5f"][bits.one_of(3)];
    format!(
        r##"<path d="{feelers}" fill="none" stroke="#e9e3d6" stroke-width="1.5" stroke-linecap="round"/><circle cx="24" cy="11" r="4" fill="{face}"/>"##
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_firefly_is_the_same_for_ever_and_small() {
        let ana = firefly("Ana");
        assert_eq!(ana, firefly("Ana"));
        assert_ne!(ana, firefly("Anna"));
        assert!(ana.len() < 2_048, "{}", ana.len());
    }

    #[test]
    fn a_thousand_names_are_a_thousand_fireflies() {
        let drawn: BTreeSet<String> = (0..1_000).map(|n| firefly(&format!("name{n}"))).collect();
        assert_eq!(drawn.len(), 1_000);
    }

    #[test]
    fn nothing_that_was_typed_stands_in_it() {
        let drawn = firefly("<script>alert(1)</script>\"&'");
        assert!(!drawn.contains("script") && !drawn.contains("alert"));
    }
}
