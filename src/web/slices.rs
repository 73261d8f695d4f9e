//! Long answers, a slice at a time.
//!
//! The server copies what it is given into its own buffer before it looks whether anybody reads: given a
//! whole page, it holds the whole page once more for each reader who is slow, or never reads. Given
//! slices, it holds one.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;

/// How many bytes leave at once.
const SLICE: usize = 16 * 1024;

struct Slices(Bytes);

impl MessageBody for Slices {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.0.len() as u64)
    }

    fn poll_next(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        let rest = &mut self.get_mut().0;
        if rest.is_empty() {
            return Poll::Ready(None);
        }
        let slice = rest.split_to(rest.len().min(SLICE));
        Poll::Ready(Some(Ok(slice)))
    }
}

/// The same body, in slices where it is long. One that comes piece by piece already stays as it is.
pub fn sliced(body: BoxBody) -> BoxBody {
    match body.size() {
        BodySize::Sized(length) if length > SLICE as u64 => match body.try_into_bytes() {
            Ok(bytes) => BoxBody::new(Slices(bytes)),
            Err(body) => body,
        },
        _ => body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_long_answer_leaves_in_slices_and_says_its_length() {
        let bytes = Bytes::from(vec![b'x'; 2 * SLICE + 1]);
        let mut body = Box::pin(sliced(BoxBody::new(bytes.clone())));
        assert_eq!(body.size(), BodySize::Sized(bytes.len() as u64));
        let mut sizes = Vec::new();
        while let Some(slice) = std::future::poll_fn(|cx| body.as_mut().poll_next(cx)).await {
            sizes.push(slice.expect("a slice").len());
        }
        assert_eq!(sizes, [SLICE, SLICE, 1]);
    }

    #[actix_web::test]
    async fn a_short_answer_leaves_whole() {
        let body = sliced(BoxBody::new("short"));
        assert_eq!(body.try_into_bytes().ok(), Some(Bytes::from("short")));
    }
}
