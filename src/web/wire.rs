//! Connections that change hands.
//!
//! For every connection the server's dispatcher keeps two buffers of 8 KiB. An answer that never ends
//! says little and needs neither: once all that the dispatcher had to send has left, it gives its
//! connection away, and ends. From then on the answer's chunks (RFC 9112, section 7.1) are written by a
//! task that holds the connection and nothing else.
//!
//! The dispatcher flushes its connection exactly when its own buffer is empty. So that is the moment:
//! whoever wants the connection says so in [`Handover`], and [`Wire`] gives it away at the next flush.

use std::cell::RefCell;
use std::convert::Infallible;
use std::io;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::HttpRequest;
use actix_web::body::{BodySize, BodyStream, BoxBody, MessageBody};
use actix_web::web::{Buf, Bytes};
use futures_util::stream::{self, Stream, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};

/// How many bytes of an answer are given to a dispatcher at once that keeps its connection: its buffer
/// stays as large as its largest piece was.
const PIECE: usize = 4096;

/// A connection that can be given away while a dispatcher holds it.
pub struct Wire<T> {
    connection: Option<T>,
    handover: Handover,
}

/// Where it is said who gets a connection next. A server that has [`Wire`]s puts the one of each
/// connection into its data.
#[derive(Clone, Default)]
pub struct Handover(Rc<RefCell<Option<Successor>>>);

type Successor = Box<dyn FnOnce(Box<dyn Connection>)>;

/// What bytes come from and go to.
pub trait Connection: AsyncRead + AsyncWrite + Unpin {}

impl<T: AsyncRead + AsyncWrite + Unpin> Connection for T {}

impl<T> Wire<T> {
    /// A connection that nobody has asked for yet.
    pub fn new(connection: T) -> Self {
        Self {
            connection: Some(connection),
            handover: Handover::default(),
        }
    }

    /// Where it can be asked for.
    pub fn handover(&self) -> Handover {
        self.handover.clone()
    }
}

impl<T: Unpin> Wire<T> {
    fn connection(&mut self) -> io::Result<Pin<&mut T>> {
        let connection = self.connection.as_mut().ok_or_else(given_away)?;
        Ok(Pin::new(connection))
    }
}

/// What a dispatcher is told of a connection that it no longer has. It then ends.
fn given_away() -> io::Error {
    io::Error::new(io::ErrorKind::NotConnected, "the connection was given away")
}

impl<T: AsyncRead + Unpin> AsyncRead for Wire<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.get_mut().connection()?.poll_read(cx, into)
    }
}

impl<T: Connection + 'static> AsyncWrite for Wire<T> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().connection()?.poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(this.connection()?.poll_flush(cx))?;
        let Some(successor) = this.handover.0.take() else {
            return Poll::Ready(Ok(()));
        };
        successor(Box::new(this.connection.take().ok_or_else(given_away)?));
        Poll::Ready(Err(given_away()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().connection()?.poll_shutdown(cx)
    }
}

/// The body of an answer to `req` that begins with `first` and goes on with `rest` for as long as its
/// reader stays. The answer must be in chunks: to HTTP/1.1, without a length.
pub fn lasting(
    req: &HttpRequest,
    first: Bytes,
    rest: impl Stream<Item = Bytes> + 'static,
) -> BoxBody {
    match req.conn_data::<Handover>() {
        Some(handover) => BoxBody::new(Lasting {
            first: Some(first),
            rest: Some(rest),
            handover: handover.clone(),
        }),
        None => BoxBody::new(BodyStream::new(
            pieces(first).chain(rest).map(Ok::<_, Infallible>),
        )),
    }
}

/// The same bytes little by little; each piece leaves before the next one comes.
fn pieces(bytes: Bytes) -> impl Stream<Item = Bytes> {
    stream::unfold(bytes, |mut bytes| async {
        if bytes.is_empty() {
            return None;
        }
        tokio::task::yield_now().await;
        let piece = bytes.split_to(bytes.len().min(PIECE));
        Some((piece, bytes))
    })
}

/// A body that takes the connection for itself after its first bytes.
struct Lasting<S> {
    first: Option<Bytes>,
    rest: Option<S>,
    handover: Handover,
}

impl<S> Unpin for Lasting<S> {}

impl<S: Stream<Item = Bytes> + 'static> MessageBody for Lasting<S> {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        let this = self.get_mut();
        if let Some(first) = this.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        if let Some(rest) = this.rest.take() {
            let successor = |connection| drop(actix_web::rt::spawn(send(connection, rest)));
            this.handover.0.replace(Some(Box::new(successor)));
        }
        // Whoever polls this flushes next, which ends it.
        Poll::Pending
    }
}

/// Sends chunk after chunk, until there are no more, or the other end leaves.
async fn send(mut connection: Box<dyn Connection>, chunks: impl Stream<Item = Bytes>) {
    let mut chunks = pin!(chunks);
    // Nothing may be said after a request whose answer has not ended. What is said is not listened to.
    let mut unheard = [0; 64];
    loop {
        let chunk = tokio::select! {
            biased;
            read = connection.read(&mut unheard) => match read {
                Ok(0) | Err(_) => return,
                Ok(_) => continue,
            },
            chunk = chunks.next() => chunk,
        };
        let is_last = chunk.is_none();
        let head = match &chunk {
            Some(chunk) => format!("{:X}\r\n", chunk.len()),
            None => String::from("0\r\n"),
        };
        let chunk = Buf::chain(head.as_bytes(), chunk.unwrap_or_default());
        let mut bytes = Buf::chain(chunk, b"\r\n".as_slice());
        // An end that is gone is no fault of ours, and nobody is left to tell.
        if connection.write_all_buf(&mut bytes).await.is_err() {
            return;
        }
        if is_last {
            let _ = connection.shutdown().await;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::duplex;

    fn waiting() -> Context<'static> {
        Context::from_waker(std::task::Waker::noop())
    }

    #[actix_web::test]
    async fn a_connection_changes_hands_at_the_flush_after_it_was_asked_for() {
        let (mut reader, connection) = duplex(1_000);
        let mut wire = Wire::new(connection);
        let mut body = Lasting {
            first: Some(Bytes::from("first")),
            rest: Some(stream::iter([
                Bytes::from("second"),
                Bytes::from("third one"),
            ])),
            handover: wire.handover(),
        };
        let mut cx = waiting();
        wire.write_all(b"[first]").await.expect("a connection");
        wire.flush().await.expect("nobody has asked for it");
        let first = Pin::new(&mut body).poll_next(&mut cx);
        assert!(matches!(first, Poll::Ready(Some(Ok(bytes))) if bytes == "first"));
        assert!(Pin::new(&mut body).poll_next(&mut cx).is_pending());
        wire.write_all(b"[last of the dispatcher]")
            .await
            .expect("asked for, not given away");
        assert!(wire.flush().await.is_err(), "given away");
        assert!(wire.write_all(b"more").await.is_err());
        let mut sent = String::new();
        reader.read_to_string(&mut sent).await.expect("text");
        assert_eq!(
            sent,
            "[first][last of the dispatcher]6\r\nsecond\r\n9\r\nthird one\r\n0\r\n\r\n"
        );
    }

    #[actix_web::test]
    async fn whoever_leaves_ends_it() {
        let (reader, connection) = duplex(1_000);
        let (held, dropped) = tokio::sync::oneshot::channel::<()>();
        let chunks = stream::once(async move {
            let _held = held;
            std::future::pending().await
        });
        actix_web::rt::spawn(send(Box::new(connection), chunks));
        drop(reader);
        assert!(dropped.await.is_err(), "what it held is dropped");
    }

    #[actix_web::test]
    async fn a_dispatcher_that_keeps_its_connection_gets_pieces() {
        let bytes = Bytes::from(vec![b'x'; 2 * PIECE + 1]);
        let sizes: Vec<usize> = pieces(bytes).map(|piece| piece.len()).collect().await;
        assert_eq!(sizes, [PIECE, PIECE, 1]);
    }
}
