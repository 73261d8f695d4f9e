//! A small picture to count in, for whoever takes a pseudonym, where the owners want that as a last
//! resort: a night with some bright lights and some that hardly glow. It asks for no language. Machines
//! may well be better at it than people, so it is off by default; and it is never the only way: the puzzle
//! in words stands beside it, and either of them is enough.
//!
//! Like the puzzle it follows from the form that it stands in, and nothing of it is kept.

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::html::text::letters;
use crate::locale::Lang;

/// How wide the picture is, in pixels.
pub const WIDTH: u16 = 240;
/// How high.
pub const HEIGHT: u16 = 120;

/// How far lights are from each other and from the margin at least, in pixels.
const APART: f32 = 24.0;
const MARGIN: f32 = 14.0;

/// A picture with lights to be counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    lights: Vec<Light>,
    bright: usize,
    grain: [u8; 32],
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Light {
    x: f32,
    y: f32,
    /// From the middle to where it is half as bright.
    radius: f32,
    /// In its middle; 1 is the most.
    glow: f32,
}

impl Picture {
    /// The picture of a seed.
    pub fn of(seed: &[u8; 32]) -> Self {
        let mut draw = Draw::of(seed, b"lights");
        let bright = 3 + draw.below(5);
        let dim = 3 + draw.below(4);
        let mut lights: Vec<Light> = Vec::new();
        while lights.len() < bright + dim {
            let x = MARGIN + draw.part() * (f32::from(WIDTH) - 2.0 * MARGIN);
            let y = MARGIN + draw.part() * (f32::from(HEIGHT) - 2.0 * MARGIN);
            let near = |light: &Light| (light.x - x).hypot(light.y - y) < APART;
            if lights.iter().any(near) {
                continue;
            }
            let (radius, glow) = if lights.len() < bright {
                (5.0 + 2.5 * draw.part(), 0.9 + 0.1 * draw.part())
            } else {
                (2.0 + 2.0 * draw.part(), 0.2 + 0.08 * draw.part())
            };
            lights.push(Light { x, y, radius, glow });
        }
        Self {
            lights,
            bright,
            grain: Draw::of(seed, b"grain").block,
        }
    }

    /// Whether this is how many bright lights there are: in digits, or as a word.
    pub fn is_solved_by(&self, answer: &str, lang: Lang) -> bool {
        let answer = letters(answer);
        let word = lang.t("puzzle-numbers").split_whitespace().nth(self.bright);
        answer == self.bright.to_string() || word.is_some_and(|word| letters(word) == answer)
    }

    /// The picture as a PNG, with a palette from night to light.
    ///
    /// # Errors
    /// A fault of the encoder.
    pub fn png(&self) -> Result<Vec<u8>, Error> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, WIDTH.into(), HEIGHT.into());
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette());
        let mut writer = encoder.write_header().map_err(Error::fault)?;
        let written = writer.write_image_data(&self.pixels());
        written
            .and_then(|()| writer.finish())
            .map_err(Error::fault)?;
        Ok(file)
    }

    /// How bright each pixel is, row by row.
    fn pixels(&self) -> Vec<u8> {
        let mut grain = Draw::of(&self.grain, b"pixels");
        let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT));
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let glow: f32 = self.lights.iter().map(|light| light.at(x, y)).sum();
                let noise = 0.06 * grain.part();
                // Clamped to what a byte holds.
                pixels.push(((glow + noise).clamp(0.0, 1.0) * 255.0) as u8);
            }
        }
        pixels
    }
}

impl Light {
    fn at(self, x: u16, y: u16) -> f32 {
        let distance = (self.x - f32::from(x)).hypot(self.y - f32::from(y));
        self.glow * (-(distance / self.radius).powi(2) * std::f32::consts::LN_2).exp()
    }
}

/// Red, green and blue of 256 steps from a night to a light.
fn palette() -> Vec<u8> {
    let (night, light) = ([10.0, 22.0, 30.0], [255.0, 226.0, 120.0]);
    let step = |of: usize| {
        let part = of as f32 / 255.0;
        std::array::from_fn::<u8, 3, _>(|c| (night[c] + part * (light[c] - night[c])) as u8)
    };
    (0..256).flat_map(step).collect()
}

/// Draws numbers from a seed, as many as are wanted.
struct Draw {
    block: [u8; 32],
    at: usize,
}

impl Draw {
    fn of(seed: &[u8; 32], what: &[u8]) -> Self {
        let block = Sha256::new().chain_update(seed).chain_update(what);
        Self {
            block: block.finalize().into(),
            at: 0,
        }
    }

    fn byte(&mut self) -> u8 {
        if self.at == self.block.len() {
            self.block = Sha256::digest(self.block).into();
            self.at = 0;
        }
        self.at += 1;
        self.block[self.at - 1]
    }

    fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end.max(1)
    }

    /// From 0 to 1.
    fn part(&mut self) -> f32 {
        f32::from(self.byte()) / 255.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Counts what is brighter than any dim light can be, joined where it touches.
    fn count(picture: &Picture) -> usize {
        let (width, height) = (usize::from(WIDTH), usize::from(HEIGHT));
        let mut bright: BTreeSet<usize> = (0..width * height)
            .zip(picture.pixels())
            .filter(|(_, glow)| *glow > 128)
            .map(|(at, _)| at)
            .collect();
        let mut found = 0;
        while let Some(first) = bright.pop_first() {
            found += 1;
            let mut edge = vec![first];
            while let Some(at) = edge.pop() {
                for next in [
                    at.wrapping_sub(1),
                    at + 1,
                    at.wrapping_sub(width),
                    at + width,
                ] {
                    if bright.remove(&next) {
                        edge.push(next);
                    }
                }
            }
        }
        found
    }

    #[test]
    fn the_lights_that_are_asked_for_are_those_that_are_seen() {
        let mut seen = BTreeSet::new();
        for n in 0..60 {
            let picture = Picture::of(&[n; 32]);
            let lights = count(&picture);
            assert!(picture.is_solved_by(&lights.to_string(), Lang::En), "{n}");
            assert!(!picture.is_solved_by(&(lights + 1).to_string(), Lang::En));
            assert!(!picture.is_solved_by("", Lang::En));
            seen.insert(lights);
        }
        assert!(seen.len() > 3, "{seen:?}");
        let three = (0..60).map(|n| Picture::of(&[n; 32]));
        let three = three.into_iter().find(|picture| picture.bright == 3);
        assert!(three.is_some_and(|picture| picture.is_solved_by(" Trois. ", Lang::Fr)));
    }

    #[test]
    fn the_picture_is_a_png_of_its_size() {
        let file = Picture::of(&[7; 32]).png().expect("a picture");
        let decoder = png::Decoder::new(std::io::Cursor::new(&file));
        let reader = decoder.read_info().expect("a PNG");
        let size = (reader.info().width, reader.info().height);
        assert_eq!(size, (u32::from(WIDTH), u32::from(HEIGHT)));
    }
}
