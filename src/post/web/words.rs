//! What was typed into a composer. What comes of it is decided in `publish`.

use crate::locale::key;
use crate::post::poll::Sketch;
use crate::post::view::Composer;
use crate::post::{BODY_MAX, Key, Quote};
use crate::web::draft::Draft;
use crate::web::{Ctx, Submission, Ticket, Typed, id};

/// The words of somebody, what they answer, and the poll that is to stand under them.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) body: String,
    pub(super) reply_to: Option<i64>,
    pub(super) poll: Option<Sketch>,
}

impl Words {
    /// All its words: those of its poll as well.
    pub(super) fn all(&self) -> String {
        let choices = self.poll.iter().map(|poll| format!("\n\n{}", poll.choices));
        std::iter::once(self.body.clone()).chain(choices).collect()
    }

    /// As they are kept until they are sent.
    pub(super) fn draft(&self) -> Draft {
        Draft {
            body: self.body.clone(),
            reply_to: self.reply_to,
            poll: self.poll.as_ref().and_then(Sketch::encode),
            ..Draft::default()
        }
    }
}

/// Reads the form. Whatever is wrong with it stands in the composer, with the words. A preview takes polls
/// as they are: they are looked at when they are to be published.
pub(super) fn parse(
    ctx: &Ctx,
    form: &Submission,
    place: &Key,
) -> Result<Words, Box<(Composer, bool)>> {
    let body: Typed = form.area("body", BODY_MAX).required();
    // Comments have no polls.
    let mut poll = match place {
        Key::Thread(_) => None,
        Key::Wall | Key::Room(_) | Key::Own(_) => Sketch::read(form),
    };
    let publishes = form.pressed("act") != b"preview";
    let sound = !publishes || poll.as_mut().is_none_or(Sketch::is_sound);
    let reply = form.line("reply_to", 20);
    let reply_to = id(&reply.text);
    let bad_reply = reply.error.is_some() || (!reply.text.is_empty() && reply_to.is_none());
    let problem = form
        .problem(&ctx.ui)
        .or(bad_reply.then_some(key("reply-gone")));
    if body.error.or(problem).is_none() && sound {
        return Ok(Words {
            body: body.text,
            reply_to,
            poll,
        });
    }
    let too_long = body.is_too_long();
    let composer = Composer {
        body: body.text,
        error: body.error,
        problem,
        quote: quoted(reply_to),
        ticket: Ticket::of(&ctx.ui, form),
        poll,
        ..Composer::default()
    };
    Err(Box::new((composer, too_long)))
}

/// What is answered, as far as the form says it.
pub(super) fn quoted(reply_to: Option<i64>) -> Option<Quote> {
    reply_to.map(|id| Quote {
        id,
        name: String::new(),
        words: None,
        lang: None,
    })
}
