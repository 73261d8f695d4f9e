//! Files to send, made here.

use image::codecs::gif::{GifEncoder, Repeat};
use image::codecs::webp::WebPEncoder;
use image::{Delay, Frame, ImageFormat, Rgb, RgbImage, RgbaImage};
use std::io::Cursor;

/// Something that stands in a photograph and must not be told.
pub const EXIF: &[u8] = b"Kellerstrasse 7, 48.137N 11.575E";

fn gradient(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, 90])
    })
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = gradient(width, height);
    image.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// A photograph.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Jpeg)
}

/// A drawing.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Png)
}

/// A picture in WebP.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::WebP)
}

/// The photograph with EXIF data: an orientation (1 to 8), and a place.
pub fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    // Orientation (0x0112): a short. Description (0x010e): text, behind the directory.
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x0e, 0x01, 2, 0, EXIF.len() as u8, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    assert_eq!(tiff.len(), 38);
    tiff.extend(EXIF);
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    let length = (segment.len() + 2) as u16;
    let mut whole = jpeg[..2].to_vec();
    whole.extend([0xff, 0xe1]);
    whole.extend(length.to_be_bytes());
    whole.extend(segment);
    whole.extend(&jpeg[2..]);
    whole
}

fn frames(count: u32) -> impl Iterator<Item = RgbaImage> {
    (0..count).map(|n| {
        RgbaImage::from_fn(60, 40, |x, _| {
            image::Rgba([if x / 10 == n { 255 } else { 20 }, 90, 40, 255])
        })
    })
}

/// An animation in GIF.
pub fn animated_gif(count: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.set_repeat(Repeat::Infinite).expect("an animation");
    for frame in frames(count) {
        let delay = Delay::from_numer_denom_ms(100, 1);
        let frame = Frame::from_parts(frame, 0, 0, delay);
        encoder.encode_frame(frame).expect("a frame");
    }
    drop(encoder);
    bytes
}

/// An animation in WebP, put together from still pictures (WebP Container Specification, "Animation").
pub fn animated_webp(count: u32) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let mut chunk = name.to_vec();
        chunk.extend((data.len() as u32).to_le_bytes());
        chunk.extend(data);
        if data.len() % 2 == 1 {
            chunk.push(0);
        }
        chunk
    };
    let three = |number: u32| number.to_le_bytes()[..3].to_vec();
    let measures = [three(59), three(39)].concat();
    let mut body = b"WEBP".to_vec();
    body.extend(chunk(b"VP8X", &[&[0x12, 0, 0, 0][..], &measures].concat()));
    body.extend(chunk(b"ANIM", &[0; 6]));
    for frame in frames(count) {
        let mut still = Vec::new();
        let encoder = WebPEncoder::new_lossless(&mut still);
        let kind = image::ExtendedColorType::Rgba8;
        encoder.encode(&frame, 60, 40, kind).expect("a frame");
        let place = [three(0), three(0), measures.clone(), three(100), vec![0]].concat();
        body.extend(chunk(b"ANMF", &[&place[..], &still[12..]].concat()));
    }
    chunk(b"RIFF", &body)
}
