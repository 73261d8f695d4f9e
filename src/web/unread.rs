//! What nobody read of a request.
//!
//! Where a request comes in chunks (RFC 9112, section 7.1) and nobody wants the rest of it any more, the
//! server reads on for as long as it comes, to answer the next request: one that comes a byte at a time
//! would hold its connection forever. While somebody still has the request's body, the server closes the
//! connection instead. So the answer has it.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::HttpMessage;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::header::TRANSFER_ENCODING;
use actix_web::web::Bytes;
use futures_util::stream::Stream;

/// The body of a request, which several have.
#[derive(Clone)]
pub struct Unread(Rc<RefCell<Payload>>);

impl Stream for Unread {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(cx)
    }
}

/// Keeps the body of a request that comes in chunks.
pub fn keep(req: &mut ServiceRequest) -> Option<Unread> {
    if !req.headers().contains_key(TRANSFER_ENCODING) {
        return None;
    }
    let unread = Unread(Rc::new(RefCell::new(req.take_payload())));
    req.set_payload(Payload::Stream {
        payload: Box::pin(unread.clone()),
    });
    Some(unread)
}

/// An answer that keeps it for as long as it is being sent.
pub fn beside(body: BoxBody, unread: Option<Unread>) -> BoxBody {
    match unread {
        Some(unread) => BoxBody::new(Beside {
            body,
            _unread: unread,
        }),
        None => body,
    }
}

struct Beside {
    body: BoxBody,
    _unread: Unread,
}

impl MessageBody for Beside {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_next(cx)
    }
}
