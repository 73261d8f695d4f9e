//! One stream: the body of an answer that goes on until its reader leaves, or a word ends it.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::body::BoxBody;
use actix_web::web::Bytes;
use futures_util::stream::{Stream, unfold};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::sleep;

use super::hub::News;
use super::{Parting, view};
use crate::locale::Lang;
use crate::web::lasting;

/// How often something is sent at least: below the shortest time after which a proxy gives up. It also
/// shows which readers have gone without a word.
const TICK: Duration = Duration::from_secs(8);
/// What is sent then: nothing that is seen.
const NOTHING: Bytes = Bytes::from_static(b"<!-- -->\n");
/// How many turns and changes of the fireflies a stream sends at most before a fresh one takes its place.
const LENGTH: usize = 400;
/// By how much that differs: streams that began together are not to end together.
const SPREAD: usize = 100;
/// To how many listeners of a room news are sent at once. The others come after them, so that whoever
/// asks for a page meanwhile does not wait for all of them.
const AT_ONCE: usize = 256;
/// How long the next so many wait.
const NEXT: Duration = Duration::from_millis(4);

/// What a stream is made of.
pub struct Beginning {
    /// Its document so far.
    pub opening: String,
    /// The number of the newest post in it.
    pub newest: i64,
    /// The position of its oldest turn: what is older is not sent again when it changes.
    pub oldest: Option<i64>,
    /// What comes.
    pub news: broadcast::Receiver<News>,
    /// When the program stops.
    pub stopping: watch::Receiver<bool>,
    /// How many listened before it.
    pub before: usize,
    /// The language of its last word.
    pub lang: Lang,
    /// Where it can be asked for again.
    pub address: String,
    /// What is dropped when it ends: its light, its place among the streams.
    #[expect(dead_code, reason = "it is there to be dropped")]
    pub held: Vec<Box<dyn Send>>,
}

struct State {
    from: Beginning,
    sent: usize,
    ended: bool,
}

/// Makes the body of the answer to `req`.
pub fn body(req: &HttpRequest, mut from: Beginning) -> BoxBody {
    let opening = std::mem::take(&mut from.opening);
    lasting(req, opening.into(), what_comes(from))
}

/// All that follows the opening.
fn what_comes(from: Beginning) -> impl Stream<Item = Bytes> {
    let state = State {
        from,
        sent: 0,
        ended: false,
    };
    unfold(state, |mut state| async move {
        let piece = state.next().await?;
        Some((piece, state))
    })
}

impl State {
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if self.ended {
                return None;
            }
            let news = tokio::select! {
                biased;
                _ = self.from.stopping.wait_for(|stopping| *stopping) => {
                    Ok(News::End(Parting::Stopping))
                }
                news = self.from.news.recv() => news,
                () = sleep(TICK) => return Some(NOTHING),
            };
            if let Some(bytes) = self.take(news) {
                let queue = u32::try_from(self.from.before / AT_ONCE).unwrap_or_default();
                if queue > 0 {
                    sleep(NEXT * queue).await;
                }
                return Some(bytes);
            }
        }
    }

    /// What is to be sent of some news, if anything.
    fn take(&mut self, news: Result<News, RecvError>) -> Option<Bytes> {
        let bytes = match news {
            Ok(News::Turn {
                seq,
                position,
                is_new,
                bytes,
            }) => {
                let known = is_new && seq <= self.from.newest;
                let older = self.from.oldest.is_some_and(|oldest| position < oldest);
                if known || older {
                    return None;
                }
                self.from.newest = self.from.newest.max(seq);
                bytes
            }
            Ok(News::Lights(bytes)) => bytes,
            Ok(News::End(parting)) => return Some(self.end(parting)),
            Err(RecvError::Lagged(_)) => return Some(self.end(Parting::Slow)),
            Err(RecvError::Closed) => return Some(self.end(Parting::Stopping)),
        };
        self.sent += 1;
        if self.sent < LENGTH - self.from.before % SPREAD {
            return Some(bytes);
        }
        let last = self.end(Parting::Long);
        Some([bytes, last].concat().into())
    }

    fn end(&mut self, parting: Parting) -> Bytes {
        self.ended = true;
        view::parting(
            self.from.lang,
            &self.from.address,
            parting,
            self.from.before,
        )
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::StreamExt;

    /// A stream, and what speaks in it.
    fn begun(ring: usize) -> (broadcast::Sender<News>, watch::Sender<bool>, Beginning) {
        let (speaker, news) = broadcast::channel(ring);
        let (stop, stopping) = watch::channel(false);
        let beginning = Beginning {
            opening: String::new(),
            newest: 10,
            oldest: Some(100),
            news,
            stopping,
            before: 0,
            lang: Lang::default(),
            address: String::from("here"),
            held: Vec::new(),
        };
        (speaker, stop, beginning)
    }

    fn turn(seq: i64, position: i64, is_new: bool) -> News {
        News::Turn {
            seq,
            position,
            is_new,
            bytes: Bytes::from(format!("[{seq}]")),
        }
    }

    /// All that is sent, up to its end.
    fn all(beginning: Beginning) -> String {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .expect("a runtime");
        let pieces = runtime.block_on(what_comes(beginning).collect::<Vec<_>>());
        String::from_utf8(pieces.concat()).expect("text")
    }

    #[test]
    fn what_stood_in_the_beginning_or_before_it_is_not_sent() {
        let (speaker, _stop, beginning) = begun(8);
        for news in [
            turn(10, 150, true),
            turn(11, 151, true),
            turn(3, 99, false),
            turn(4, 100, false),
            News::End(Parting::Deleted),
        ] {
            speaker.send(news).expect("a listener");
        }
        let sent = all(beginning);
        assert!(sent.starts_with("[11][4]<p class=\"end\">"), "{sent}");
    }

    #[test]
    fn whoever_does_not_keep_up_is_told_so() {
        let (speaker, _stop, beginning) = begun(8);
        for post in 11..40 {
            speaker.send(turn(post, post, true)).expect("a listener");
        }
        let sent = all(beginning);
        assert!(sent.contains(Lang::default().t("live-end-slow")));
        assert!(sent.contains("http-equiv=\"refresh\" content=\"2\""));
    }

    #[test]
    fn a_stream_that_grew_long_hands_over_at_once() {
        let (speaker, _stop, beginning) = begun(1_024);
        for post in 11..1_000 {
            speaker
                .send(turn(post, 100 + post, true))
                .expect("a listener");
        }
        let sent = all(beginning);
        assert_eq!(sent.matches('[').count(), LENGTH);
        assert!(sent.ends_with("http-equiv=\"refresh\" content=\"0\">"));
    }

    #[test]
    fn a_stream_ends_when_the_program_does() {
        let (_speaker, stop, beginning) = begun(8);
        stop.send(true).expect("a listener");
        assert!(all(beginning).contains(Lang::default().t("live-end-stopping")));
    }
}
