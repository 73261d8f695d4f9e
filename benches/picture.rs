//! What a photograph costs that somebody hangs on a post: it is decoded, turned, stripped, and kept in its
//! sizes.

use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

use crate::client::{self, BROWSER, Client};
use crate::member::Member;
use crate::process::{Process, thewall};
use crate::report::{Report, Row, count, median, quantile};
use crate::scale::Scale;

/// Pixels: 12 million, as a telephone has them.
const SIZE: (u32, u32) = (4_000, 3_000);
/// Seconds of CPU for one.
const CPU_BOUND: f64 = 1.5;
/// Megabytes at most that the whole server has meanwhile.
const MEMORY_BOUND: f64 = 150.0;

/// Sends photographs to a wall of their own, one after another, while somebody else reads.
pub fn measure(folder: &Path, scale: &Scale, report: &mut Report) {
    let folder = folder.join("pictures");
    std::fs::create_dir(&folder).expect("a folder");
    let photograph = photograph();
    let server = Process::start(thewall(&folder, &["serve", "--listen", "127.0.0.1:0"]));
    let mut member = Member::named(&server.address, "Photographer");
    member.open("/");
    let (before, _) = server.memory();

    let is_over = AtomicBool::new(false);
    let (costs, waits) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| read_on(&server.address, &is_over));
        let costs: Vec<f64> = (0..scale.photographs)
            .map(|_| {
                let draft = member.draft_with("What I saw.", &[], &photograph);
                let begun = server.cpu_seconds();
                member.publish(&draft);
                server.cpu_seconds() - begun
            })
            .collect();
        is_over.store(true, Ordering::Relaxed);
        (costs, reader.join().expect("a reader"))
    });
    let (_, most) = server.memory();
    let alone = decoded_alone(&photograph);
    server.stop();

    let cost = median(&costs);
    let what = format!(
        "CPU for one photograph of 12 megapixels, a JPEG of {} bytes: taken in, decoded, stripped, kept in \
         three sizes; {} of them, one after another",
        count(photograph.len() as f64),
        scale.photographs
    );
    report.add(
        Row::new(what, format!("{cost:.2} s"))
            .against(
                format!("{alone:.2} s, decoded by the library and no more"),
                cost / alone,
            )
            .bound(format!("< {CPU_BOUND} s"), cost < CPU_BOUND),
    );
    report.add(
        Row::new(
            "Memory of the server meanwhile, at its highest (VmHWM)",
            format!("{most:.0} MB"),
        )
        .beside(format!("{before:.0} MB before them"))
        .bound(format!("< {MEMORY_BOUND:.0} MB"), most < MEMORY_BOUND),
    );
    report.add(Row::new(
        "Time on the clock for a stranger’s page meanwhile: half of them, 99 of 100",
        format!("{:.1} ms; {:.1} ms", median(&waits), quantile(&waits, 0.99)),
    ));
}

/// Asks for the wall again and again until it is over. Milliseconds.
fn read_on(address: &str, is_over: &AtomicBool) -> Vec<f64> {
    let (mut client, mut waits) = (Client::connect(address), Vec::new());
    let request = client::get(address, "/", BROWSER);
    while !is_over.load(Ordering::Relaxed) {
        let begun = Instant::now();
        client.expect(200, &request);
        waits.push(begun.elapsed().as_secs_f64() * 1e3);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    waits
}

/// Seconds to decode it, without anything else.
fn decoded_alone(photograph: &[u8]) -> f64 {
    let begun = Instant::now();
    let image = image::load_from_memory(photograph).expect("a picture");
    assert_eq!((image.width(), image.height()), SIZE);
    begun.elapsed().as_secs_f64()
}

/// A picture as hard to encode as a photograph: soft slopes, some edges, and grain everywhere.
fn photograph() -> Vec<u8> {
    let mut grain = 0x9e37_79b9_u32;
    let image = RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        grain ^= grain << 13;
        grain ^= grain >> 17;
        grain ^= grain << 5;
        let (far, high) = (f64::from(x) / 400.0, f64::from(y) / 300.0);
        let slope = 100.0 + 60.0 * (far.sin() + (high * 1.7).cos()) / 2.0;
        let edge = if (x / 97 + y / 61) % 7 == 0 {
            40.0
        } else {
            0.0
        };
        let light = slope + edge + f64::from(grain % 24);
        Rgb([light as u8, (light * 0.9) as u8, (light * 0.75) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    image.write_with_encoder(encoder).expect("a picture");
    bytes.into_inner()
}
