//! Pictures: decoded within limits, turned upright, made smaller, and encoded anew, so that nothing is kept
//! but what can be seen. Places, cameras, names and profiles that stood in the file are gone.

use std::io::Cursor;

use image::codecs::gif::{GifDecoder, GifEncoder, Repeat};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::imageops::FilterType as Filter;
use image::metadata::{LoopCount, Orientation};
use image::{
    AnimationDecoder, DynamicImage, Frame, ImageDecoder, ImageFormat, ImageResult, Limits,
    RgbaImage,
};

use super::{Kind, Size, fitted};
use crate::locale::key;

/// How many pixels a picture may have, and all the pictures of an animation together.
const PIXELS: u64 = 40_000_000;
/// How many bytes a decoder may take: 40 million pixels of 4 bytes, and some to spare.
const MEMORY: u64 = 200 * 1024 * 1024;
/// How many pictures an animation may have.
const FRAMES: usize = 400;
/// How many pixels the longer side of an animation has at most: each of its pictures is encoded alone.
const MOVING_SIDE: u32 = 640;
/// How good a photograph stays, of 100.
const QUALITY: u8 = 84;
/// With more bytes than this a picture without transparent parts is tried as a photograph.
const LARGE_PNG: usize = 300_000;

/// A picture as it is kept.
pub struct Picture {
    /// What it is.
    pub kind: Kind,
    /// Width and height of its largest size.
    pub measures: (u32, u32),
    /// Its largest size.
    pub large: Vec<u8>,
    /// The smaller ones.
    pub smaller: Vec<(Size, Vec<u8>)>,
}

/// Why a picture is not taken: a key of the locales.
type Fault = &'static str;

const BROKEN: Fault = key("file-broken");
const TOO_MANY_PIXELS: Fault = key("file-too-many-pixels");
const TOO_MANY_FRAMES: Fault = key("file-too-many-frames");

/// Reads a picture and makes what is kept of it.
///
/// # Errors
/// A key of the locales: it is broken, or has too many pixels. Its size is known, and refused, before
/// anything is decoded.
pub fn read(bytes: &[u8], format: ImageFormat) -> Result<Picture, Fault> {
    let cursor = Cursor::new(bytes);
    match format {
        ImageFormat::Jpeg if is_whole_jpeg(bytes) => {
            still(JpegDecoder::new(cursor).map_err(broken)?, true)
        }
        ImageFormat::Png => {
            let limits = limits();
            still(
                PngDecoder::with_limits(cursor, limits).map_err(broken)?,
                false,
            )
        }
        ImageFormat::Gif => {
            let decoder = GifDecoder::new(cursor).map_err(broken)?;
            let again = decoder.loop_count();
            moving(decoder, again)
        }
        ImageFormat::WebP => {
            let decoder = WebPDecoder::new(cursor).map_err(broken)?;
            if decoder.has_animation() {
                let again = decoder.loop_count();
                moving(decoder, again)
            } else {
                still(decoder, false)
            }
        }
        _ => Err(BROKEN),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    limits
}

fn broken(error: image::ImageError) -> Fault {
    match error {
        image::ImageError::Limits(_) => TOO_MANY_PIXELS,
        _ => BROKEN,
    }
}

/// Whether a JPEG file (ITU-T T.81, annex B) goes on to the mark of its end. What was cut off would be
/// decoded into a picture that is grey below.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) else {
            return false;
        };
        match marker {
            // A filling byte.
            0xff => at += 1,
            // From the first scan on, the mark stands nowhere but at the end.
            0xda => return bytes[at..].windows(2).any(|two| two == [0xff, 0xd9]),
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
}

fn check_size((width, height): (u32, u32)) -> Result<u64, Fault> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(BROKEN);
    }
    if pixels > PIXELS {
        return Err(TOO_MANY_PIXELS);
    }
    Ok(pixels)
}

/// The middle of a picture as a small square that never moves, no larger than `side`.
///
/// # Errors
/// As for [`read`].
pub fn square(bytes: &[u8], format: ImageFormat, side: u32) -> Result<(Kind, Vec<u8>), Fault> {
    let cursor = Cursor::new(bytes);
    let make = |image| middle(image, side);
    let image = match format {
        ImageFormat::Jpeg if is_whole_jpeg(bytes) => {
            decoded(JpegDecoder::new(cursor).map_err(broken)?, make)
        }
        ImageFormat::Png => {
            let limits = limits();
            decoded(
                PngDecoder::with_limits(cursor, limits).map_err(broken)?,
                make,
            )
        }
        // Of what moves, these decode the first picture.
        ImageFormat::Gif => decoded(GifDecoder::new(cursor).map_err(broken)?, make),
        ImageFormat::WebP => decoded(WebPDecoder::new(cursor).map_err(broken)?, make),
        _ => Err(BROKEN),
    }?;
    encode_best(&image, format == ImageFormat::Jpeg, 0)
}

fn still(decoder: impl ImageDecoder, is_photograph: bool) -> Result<Picture, Fault> {
    let large = decoded(decoder, |image| shrunk(image, Size::Large.side()))?;
    encode_still(&large, is_photograph)
}

/// What stands in a file, made smaller by `make`, and turned upright.
fn decoded(
    mut decoder: impl ImageDecoder,
    make: impl FnOnce(DynamicImage) -> DynamicImage,
) -> Result<DynamicImage, Fault> {
    check_size(decoder.dimensions())?;
    if decoder.total_bytes() > MEMORY {
        return Err(TOO_MANY_PIXELS);
    }
    decoder.set_limits(limits()).map_err(broken)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    // What is made smaller first is turned at a fraction of the price.
    let mut made = make(image);
    made.apply_orientation(orientation);
    Ok(plain(made))
}

/// The middle of a picture, as a square of at most this side.
fn middle(image: DynamicImage, side: u32) -> DynamicImage {
    let (shorter, longer) = {
        let (width, height) = (image.width(), image.height());
        (width.min(height), width.max(height))
    };
    // What is cut out is a copy beside the whole: of what is nearly square it is made when that is small.
    let image = if longer > shorter.saturating_mul(2) {
        cut_square(&image)
    } else {
        image
    };
    let image = if shorter > 2 * side {
        let scaled = |one: u32| {
            let scaled = u64::from(one) * u64::from(2 * side) / u64::from(shorter);
            u32::try_from(scaled).unwrap_or(2 * side)
        };
        image.thumbnail_exact(scaled(image.width()), scaled(image.height()))
    } else {
        image
    };
    let square = cut_square(&image);
    if square.width() <= side {
        return square;
    }
    square.resize_exact(side, side, Filter::CatmullRom)
}

fn cut_square(image: &DynamicImage) -> DynamicImage {
    let (width, height) = (image.width(), image.height());
    let side = width.min(height);
    image.crop_imm((width - side) / 2, (height - side) / 2, side, side)
}

/// In 8 bits, with as many channels as it needs.
fn plain(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => image,
        image if image.color().has_alpha() => {
            let image = image.into_rgba8();
            if image.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
                DynamicImage::ImageRgba8(image).into_rgb8().into()
            } else {
                image.into()
            }
        }
        image => image.into_rgb8().into(),
    }
}

/// As a photograph what came as one, and what would have more than `large` bytes otherwise, where that
/// makes it much smaller.
fn encode_best(
    image: &DynamicImage,
    is_photograph: bool,
    large: usize,
) -> Result<(Kind, Vec<u8>), Fault> {
    if is_photograph {
        return Ok((Kind::Jpeg, encode(image, Kind::Jpeg)?));
    }
    let drawing = encode(image, Kind::Png)?;
    if drawing.len() > large && !image.color().has_alpha() {
        let photograph = encode(image, Kind::Jpeg)?;
        if photograph.len() * 3 < drawing.len() {
            return Ok((Kind::Jpeg, photograph));
        }
    }
    Ok((Kind::Png, drawing))
}

fn encode_still(large: &DynamicImage, is_photograph: bool) -> Result<Picture, Fault> {
    let (kind, bytes) = encode_best(large, is_photograph, LARGE_PNG)?;
    let mut smaller = Vec::new();
    let whole = (large.width(), large.height());
    let mut from = None;
    for size in [Size::Medium, Size::Small] {
        if fitted(whole, size.side()) == whole {
            continue;
        }
        let (width, height) = fitted(whole, size.side());
        let image = from
            .as_ref()
            .unwrap_or(large)
            .resize_exact(width, height, Filter::CatmullRom);
        smaller.push((size, encode(&image, kind)?));
        from = Some(image);
    }
    Ok(Picture {
        kind,
        measures: whole,
        large: bytes,
        smaller,
    })
}

/// No larger than a square of this side.
fn shrunk(image: DynamicImage, side: u32) -> DynamicImage {
    let whole = (image.width(), image.height());
    let (width, height) = fitted(whole, side);
    if (width, height) == whole {
        return image;
    }
    // The finer filter holds every channel in four bytes: of a photograph that would be too much memory.
    if whole.0 >= 2 * width && whole.1 >= 2 * height {
        let rough = image.thumbnail_exact(width * 2, height * 2);
        drop(image);
        return rough.thumbnail_exact(width, height);
    }
    image.resize_exact(width, height, Filter::CatmullRom)
}

fn encode(image: &DynamicImage, kind: Kind) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let done = match kind {
        Kind::Jpeg => JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image),
        _ => image.write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Default,
            FilterType::Adaptive,
        )),
    };
    done.map_err(broken)?;
    Ok(bytes)
}

/// An animation, picture by picture: no more than one of them is held at once. One that has a single
/// picture is none.
fn moving<'a>(
    mut decoder: impl ImageDecoder + AnimationDecoder<'a>,
    again: LoopCount,
) -> Result<Picture, Fault> {
    let whole = decoder.dimensions();
    let each = check_size(whole)?;
    decoder.set_limits(limits()).map_err(broken)?;
    let mut frames = decoder.into_frames();
    let first = next(&mut frames)?.ok_or(BROKEN)?;
    let Some(second) = next(&mut frames)? else {
        let image = shrunk(first.into_buffer().into(), Size::Large.side());
        return encode_still(&plain(image), false);
    };
    let measures = fitted(whole, MOVING_SIDE);
    let small = shrunk(first.buffer().clone().into(), Size::Small.side());
    let mut large = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut large, 15);
    let again = match again {
        LoopCount::Infinite => Repeat::Infinite,
        LoopCount::Finite(times) => Repeat::Finite(u16::try_from(times.get()).unwrap_or(u16::MAX)),
    };
    encoder.set_repeat(again).map_err(broken)?;
    let (mut number, mut pixels) = (0, 0);
    let mut waiting = Some(first);
    let mut after = Some(second);
    while let Some(frame) = waiting.take() {
        number += 1;
        pixels += each;
        if number > FRAMES || pixels > PIXELS {
            return Err(TOO_MANY_FRAMES);
        }
        encoder
            .encode_frame(sized(frame, measures))
            .map_err(broken)?;
        waiting = match after.take() {
            Some(frame) => Some(frame),
            None => next(&mut frames)?,
        };
    }
    drop(encoder);
    Ok(Picture {
        kind: Kind::Gif,
        measures,
        large,
        smaller: vec![(Size::Small, encode(&plain(small), Kind::Png)?)],
    })
}

fn next(frames: &mut impl Iterator<Item = ImageResult<Frame>>) -> Result<Option<Frame>, Fault> {
    frames.next().transpose().map_err(broken)
}

fn sized(frame: Frame, (width, height): (u32, u32)) -> Frame {
    let delay = frame.delay();
    let buffer: RgbaImage = frame.into_buffer();
    let buffer = if buffer.dimensions() == (width, height) {
        buffer
    } else {
        image::imageops::thumbnail(&buffer, width, height)
    };
    Frame::from_parts(buffer, 0, 0, delay)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gradient(width: u32, height: u32) -> DynamicImage {
        let pixel = |x: u32, y: u32| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]);
        DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, pixel))
    }

    fn jpeg(image: &DynamicImage) -> Vec<u8> {
        encode(image, Kind::Jpeg).expect("a JPEG file")
    }

    #[test]
    fn a_photograph_is_kept_in_three_sizes() {
        let bytes = jpeg(&gradient(2_000, 1_000));
        let picture = read(&bytes, ImageFormat::Jpeg).expect("a picture");
        assert_eq!((picture.kind, picture.measures), (Kind::Jpeg, (1_600, 800)));
        let sizes: Vec<_> = picture
            .smaller
            .iter()
            .map(|(size, bytes)| {
                let image = image::load_from_memory(bytes).expect("a picture");
                (*size, image.width(), image.height())
            })
            .collect();
        assert_eq!(sizes, [(Size::Medium, 800, 400), (Size::Small, 320, 160)]);
    }

    #[test]
    fn a_small_picture_stays_as_large_as_it_is() {
        let bytes = encode(&gradient(100, 50), Kind::Png).expect("a PNG file");
        let picture = read(&bytes, ImageFormat::Png).expect("a picture");
        assert_eq!((picture.kind, picture.measures), (Kind::Png, (100, 50)));
        assert!(picture.smaller.is_empty());
    }

    #[test]
    fn the_middle_is_a_small_square_whatever_shape_the_whole_has() {
        for ((width, height), side) in [
            ((2_000, 1_000), 96),
            ((300, 4_000), 96),
            ((150, 100), 96),
            ((96, 96), 96),
            ((40, 30), 30),
            ((4_000, 1), 1),
        ] {
            let bytes = encode(&gradient(width, height), Kind::Png).expect("a PNG file");
            let (_, square) = square(&bytes, ImageFormat::Png, 96).expect("a picture");
            let image = image::load_from_memory(&square).expect("a picture");
            assert_eq!((image.width(), image.height()), (side, side));
        }
        let photograph = jpeg(&gradient(200, 100));
        let (kind, bytes) = square(&photograph, ImageFormat::Jpeg, 96).expect("a picture");
        assert_eq!(kind, Kind::Jpeg);
        let image = image::load_from_memory(&bytes)
            .expect("a picture")
            .into_rgb8();
        // The left edge of the middle is a quarter of the way across.
        assert!((45..60).contains(&image.get_pixel(0, 48).0[0]));
    }

    #[test]
    fn what_is_cut_off_is_broken_wherever_it_was_cut() {
        let bytes = jpeg(&gradient(300, 200));
        assert!(is_whole_jpeg(&bytes));
        for part in 1..10 {
            let cut = &bytes[..bytes.len() * part / 10];
            assert_eq!(read(cut, ImageFormat::Jpeg).err(), Some(BROKEN), "{part}");
        }
        let bytes = encode(&gradient(300, 200), Kind::Png).expect("a PNG file");
        let cut = &bytes[..bytes.len() / 2];
        assert_eq!(read(cut, ImageFormat::Png).err(), Some(BROKEN));
    }
}
