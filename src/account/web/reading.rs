//! Handlers: how somebody likes to read. For strangers it is kept in cookies that say nothing else, for
//! members beside their name as well.

use actix_web::HttpRequest;

use crate::account::store;
use crate::account::view::{self, ReadingForm};
use crate::clock::Zone;
use crate::locale::Lang;
use crate::viewer::{AGES, DENSE, Live, PerPage, Reading, Rung, Size, Theme};
use crate::web::{Answer, Ctx, Submission, give, local, query};

/// `GET /settings`.
pub async fn reading_form(ctx: Ctx, req: HttpRequest) -> Answer {
    let chosen = ctx.chosen_live(&req);
    let state = ReadingForm {
        reading: ctx.ui.reading,
        lang: ctx.ui.lang,
        rung: chosen.map(|live| live.rung),
        aloud: chosen.is_some_and(|live| live.aloud),
        next: local(&ctx.ui, &query(&req).line("next", 2_000).text),
        unknown: Vec::new(),
        problem: None,
    };
    Ok(ctx.page(view::settings(&ctx.ui, &state)))
}

/// `POST /settings/save`. It has an address of its own, since it leads back to the page of the form: lynx
/// would show that as it was.
pub async fn set_reading(ctx: Ctx, form: Submission) -> Answer {
    let state = chosen(&ctx, &form);
    if state.problem.is_some() || !state.unknown.is_empty() {
        return Ok(ctx.page(view::settings(&ctx.ui, &state).status(422)));
    }
    let location = if state.next == ctx.ui.urls.wall() {
        ctx.ui.urls.settings()
    } else {
        ctx.ui.urls.settings_from(&state.next)
    };
    let (lang, reading) = (state.lang, state.reading);
    let location = match ctx.ui.viewer.id() {
        Some(person) => {
            ctx.effect(&form, move |tx| {
                store::set_reading(tx, person, lang, reading)?;
                Ok(location)
            })
            .await?
        }
        None => location,
    };
    let mut answer = ctx.see_other(&location);
    give(&ctx.set_reading(reading), &mut answer);
    if form.has("language") {
        give(&ctx.set_language(lang.code()), &mut answer);
    }
    let live = state.rung.map(|rung| Live {
        rung,
        aloud: state.aloud,
    });
    let live = live.map_or_else(|| ctx.drop_live(), |live| ctx.set_live(live));
    give(&live, &mut answer);
    ctx.say_done(&mut answer, "done-reading");
    Ok(answer)
}

/// The form as it was sent. What cannot be chosen is named, and stands as it was.
fn chosen(ctx: &Ctx, form: &Submission) -> ReadingForm {
    let mut unknown = Vec::new();
    let mut word = |name: &'static str, known: &mut dyn FnMut(&str) -> bool| {
        let typed = form.line(name, 60);
        if typed.error.is_some() || !known(&typed.text) {
            unknown.push(name);
        }
    };
    let mut reading: Reading = ctx.ui.reading;
    let (mut lang, mut rung) = (ctx.ui.lang, None);
    word("theme", &mut |word| {
        take(Theme::from_word(word), &mut reading.theme)
    });
    word("size", &mut |word| {
        take(Size::from_word(word), &mut reading.size)
    });
    word("density", &mut |word| {
        reading.dense = word == DENSE;
        [DENSE, "calm"].contains(&word)
    });
    word("posts", &mut |word| {
        take(PerPage::from_word(word), &mut reading.per_page)
    });
    word("zone", &mut |word| {
        take(Zone::from_name(word), &mut reading.zone)
    });
    word("times", &mut |word| {
        reading.ages = word == AGES;
        [AGES, "exact"].contains(&word)
    });
    let offered = ctx.ui.viewer.rules.offered();
    if offered.len() > 1 {
        word("language", &mut |word| {
            let spoken = Lang::from_code(word).filter(|lang| offered.contains(lang));
            take(spoken, &mut lang)
        });
    }
    word("live", &mut |word| {
        rung = Rung::from_word(word);
        rung.is_some() || word == "auto"
    });
    ReadingForm {
        reading,
        lang,
        rung,
        aloud: form.has("aloud"),
        next: local(&ctx.ui, &form.line("next", 2_000).text),
        unknown,
        problem: form.problem(&ctx.ui),
    }
}

/// Puts what was found in its place, and says whether anything was.
fn take<T>(found: Option<T>, place: &mut T) -> bool {
    match found {
        Some(found) => {
            *place = found;
            true
        }
        None => false,
    }
}
