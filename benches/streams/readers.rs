//! A thread that reads many streams at once, and notes when which mark came.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use actix_web::rt::Runtime;
use actix_web::rt::net::TcpStream;
use tokio::sync::{Semaphore, oneshot};

use super::chunks::Chunks;
use super::marks::Marks;
use super::room::FULL_PAGE;
use crate::client::{self, PLAIN};

/// How many streams are being opened at once.
const AT_ONCE: usize = 32;
/// How many bytes are read at once.
const PIECE: usize = 64 * 1024;
/// How often it is looked whether something has come.
const PAUSE: Duration = Duration::from_millis(2);
/// How long something is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// What all readers have seen.
#[derive(Default)]
struct Seen {
    /// How many have read what their streams begin with.
    begun: usize,
    /// How many streams have ended.
    ended: usize,
    /// How many marks came that were not the next ones.
    strays: usize,
    /// When each mark was read, by its number.
    times: HashMap<u32, Vec<Instant>>,
}

/// The readers.
pub struct Readers {
    seen: Arc<Mutex<Seen>>,
    count: usize,
    thread: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Readers {
    /// Opens so many streams of a room, and waits until each has its beginning: a full page.
    pub fn open(address: &str, room: &str, count: usize) -> Self {
        let seen = Arc::<Mutex<Seen>>::default();
        let request = client::get(address, &format!("{room}/live"), PLAIN);
        let (stop, stopped) = oneshot::channel();
        let (address, noted) = (address.to_owned(), Arc::clone(&seen));
        let thread = std::thread::spawn(move || {
            let runtime = Runtime::new().expect("a runtime");
            runtime.block_on(read_all(address, request, count, noted, stopped));
        });
        let readers = Self {
            seen,
            count,
            thread: Some((stop, thread)),
        };
        readers.wait_until("their beginnings", |seen| seen.begun == count);
        readers
    }

    /// When each reader read this mark. Waits until all have.
    pub fn times_of(&self, mark: u32) -> Vec<Instant> {
        let came = |seen: &Seen| seen.times.get(&mark).map_or(0, Vec::len) >= self.count;
        self.wait_until("a post", came);
        self.seen().times[&mark].clone()
    }

    /// How many streams have ended, and how many marks came that were not the next ones of their streams.
    pub fn faults(&self) -> (usize, usize) {
        let seen = self.seen();
        (seen.ended, seen.strays)
    }

    fn wait_until(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(&self.seen()) {
            let seen = self.seen();
            assert!(
                Instant::now() < deadline,
                "{} readers waited for {what}: {} had begun, {} had ended",
                self.count,
                seen.begun,
                seen.ended
            );
            drop(seen);
            std::thread::sleep(PAUSE);
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.thread.take() {
            // Both fail only when the thread has ended already.
            stop.send(()).ok();
            thread.join().ok();
        }
    }
}

async fn read_all(
    address: String,
    request: Vec<u8>,
    count: usize,
    seen: Arc<Mutex<Seen>>,
    stopped: oneshot::Receiver<()>,
) {
    let openings = Arc::new(Semaphore::new(AT_ONCE));
    let buffer = Rc::new(RefCell::new(vec![0; PIECE]));
    for _ in 0..count {
        let opening = Arc::clone(&openings).acquire_owned().await;
        let stream = TcpStream::connect(&address).await.expect("a connection");
        let sent = stream.try_write(&request).expect("a request that is sent");
        assert_eq!(sent, request.len(), "the bytes of a request that were sent");
        let (seen, buffer) = (Arc::clone(&seen), Rc::clone(&buffer));
        actix_web::rt::spawn(async move {
            let mut opening = Some(opening);
            let mut reader = Reader::default();
            while let Some(length) = read(&stream, &buffer).await {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                if reader.read(&buffer.borrow()[..length], &mut seen) {
                    // The next one may open its stream.
                    opening = None;
                }
            }
            drop(opening);
            seen.lock().unwrap_or_else(PoisonError::into_inner).ended += 1;
        });
    }
    // It is told so, or whoever would tell it has gone.
    stopped.await.ok();
}

/// How many bytes came next, if the stream goes on.
async fn read(stream: &TcpStream, buffer: &RefCell<Vec<u8>>) -> Option<usize> {
    loop {
        stream.readable().await.ok()?;
        match stream.try_read(&mut buffer.borrow_mut()) {
            Ok(0) => return None,
            Ok(length) => return Some(length),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => return None,
        }
    }
}

#[derive(Default)]
struct Reader {
    chunks: Chunks,
    marks: Marks,
    read: usize,
    last: Option<u32>,
}

impl Reader {
    /// Notes the marks among `bytes`, and answers whether the stream has its beginning now.
    fn read(&mut self, bytes: &[u8], seen: &mut Seen) -> bool {
        let (now, had_begun) = (Instant::now(), self.has_begun());
        let Self {
            chunks,
            marks,
            read,
            last,
        } = self;
        chunks.read(bytes, |piece| {
            marks.read(piece, |mark| {
                if last.is_some_and(|last| mark != last + 1) {
                    seen.strays += 1;
                }
                *last = Some(mark);
                *read += 1;
                if *read > FULL_PAGE {
                    seen.times.entry(mark).or_default().push(now);
                }
            });
        });
        if self.has_begun() && !had_begun {
            seen.begun += 1;
        }
        self.has_begun()
    }

    fn has_begun(&self) -> bool {
        self.read >= FULL_PAGE
    }
}
