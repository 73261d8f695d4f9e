//! Where mail reaches somebody, and coming back by it after a password was forgotten. None of it is there
//! unless the owner configured mail.

use actix_web::HttpRequest;
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::confirm::{counted, own_codes, password_error, strain};
use crate::account::pseudonym::likeness;
use crate::account::second_factor::{Code, TYPED_MAX};
use crate::account::store::Purpose;
use crate::account::view::{self, MailForm, NewPassword};
use crate::account::{Standing, password, store};
use crate::clock::{DAY, Micros, SECOND};
use crate::error::Error;
use crate::html::Page;
use crate::locale::{Lang, Value, key};
use crate::mail::{ADDRESS_MAX, Letter, Mailer, is_address};
use crate::web::{Answer, Ctx, Site, Submission, Typed, query};

/// How long a letter can be used to set a new password, and to confirm an address.
const RECOVER_LIFE: Micros = 3_600 * SECOND;
const CONFIRM_LIFE: Micros = DAY;

fn mailer(ctx: &Ctx) -> Result<Mailer, Error> {
    ctx.site.mailer.clone().ok_or(Error::NotFound)
}

/// A token of 192 bits, and the hash that is kept.
fn fresh_token() -> Result<(String, Vec<u8>), Error> {
    let mut random = [0; 24];
    getrandom::fill(&mut random).map_err(Error::fault)?;
    let token = BASE64URL_NOPAD.encode(&random);
    let hash = hash_of(&token);
    Ok((token, hash))
}

fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The address in a letter: as it was configured, whatever the visitor's own said.
fn absolute(site: &Site, path: &str) -> String {
    let origin = site.config.public_urls.first().map(|url| url.origin());
    format!("{}{path}", origin.unwrap_or_default())
}

/// Who holds the token in the address of this request.
async fn holder(ctx: &Ctx, req: &HttpRequest, purpose: Purpose) -> Result<(String, i64), Error> {
    mailer(ctx)?;
    let token = query(req).line("token", 100).text;
    let (hash, now) = (hash_of(&token), ctx.ui.now);
    let person = ctx
        .site
        .db
        .read(move |conn| store::mail_token(conn, &hash, purpose, now))
        .await?;
    let person = person.ok_or(Error::Forbidden(key("mail-late")))?;
    Ok((token, person))
}

/// `GET /account/mail`.
pub async fn mail_form(ctx: Ctx) -> Answer {
    show_mail(&ctx, MailForm::default(), 200).await
}

async fn show_mail(ctx: &Ctx, state: MailForm, status: u16) -> Answer {
    Ok(ctx.page(mail_page(ctx, state).await?.status(status)))
}

async fn mail_page(ctx: &Ctx, state: MailForm) -> Result<Page, Error> {
    mailer(ctx)?;
    let member = ctx.member(&ctx.ui.urls.account_mail())?;
    if !member.kept {
        return Err(Error::Forbidden(key("mail-needs-password")));
    }
    let person = member.id;
    let present = ctx
        .site
        .db
        .read(move |conn| store::mail_address_of(conn, person))
        .await?;
    Ok(view::mail(&ctx.ui, present.as_ref(), &state))
}

/// `POST /account/mail`: an address, with the password once more: it opens the account to whoever reads
/// the mail there.
pub async fn set_mail(ctx: Ctx, form: Submission) -> Answer {
    let mailer = mailer(&ctx)?;
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let here = ctx.ui.urls.account_mail();
    let member = ctx.member(&here)?.clone();
    if !member.kept {
        return Err(Error::Forbidden(key("mail-needs-password")));
    }
    let current = form.line("current", password::MAX);
    let mut state = MailForm {
        address: address_in(&form),
        password_error: current.error,
        problem: form.problem(&ctx.ui),
    };
    if !state.is_wrong() {
        match password_error(&ctx, &member, current.text).await {
            Ok(error) => state.password_error = error,
            Err(error) => {
                let strain = strain(error)?;
                state.problem = Some(strain.problem);
                let page = mail_page(&ctx, state).await?.status(strain.status);
                return Ok(ctx.page(page.retry_after(strain.seconds)));
            }
        }
    }
    if state.is_wrong() {
        return show_mail(&ctx, state, 422).await;
    }
    let budget = ctx
        .site
        .keys
        .derive(&[b"letters", &member.id.to_be_bytes()]);
    if let Err(Error::TooMany(seconds)) = ctx.site.letters.take(&budget, ctx.ui.now) {
        state.problem = Some(key("mail-wait"));
        let page = mail_page(&ctx, state).await?.status(429);
        return Ok(ctx.page(page.retry_after(seconds)));
    }
    let (token, hash) = fresh_token()?;
    let (address, now) = (state.address.text, ctx.ui.now);
    let to = address.clone();
    let location = ctx
        .effect(&form, move |tx| {
            store::set_mail_address(tx, member.id, &address)?;
            let until = now + CONFIRM_LIFE;
            store::add_mail_token(tx, &hash, member.id, Purpose::Confirm, until)?;
            Ok(here)
        })
        .await?;
    let link = absolute(&ctx.site, &ctx.ui.urls.account_mail_confirm(&token));
    let letter = letter(&ctx.site, ctx.ui.lang, to, &member.name, &link, CONFIRM);
    mailer.soon(move || Ok(Some(letter)));
    let mut answer = ctx.see_other(&location);
    ctx.say_done(&mut answer, "done-mail");
    Ok(answer)
}

fn address_in(form: &Submission) -> Typed {
    let mut address = form.line("address", ADDRESS_MAX).required();
    address.text = address.text.trim().to_owned();
    if address.error.is_none() && !is_address(&address.text) {
        address.error = Some(key("mail-odd"));
    }
    address
}

/// Subject and text of a letter.
type Words = (&'static str, &'static str);
const CONFIRM: Words = (key("letter-confirm-subject"), key("letter-confirm"));
const RECOVER: Words = (key("letter-recover-subject"), key("letter-recover"));

fn letter(site: &Site, lang: Lang, to: String, name: &str, link: &str, words: Words) -> Letter {
    let values = [
        ("title", Value::Text(&site.config.title)),
        ("name", Value::Text(name)),
        ("link", Value::Text(link)),
    ];
    Letter {
        to,
        subject: lang.t_with(words.0, &values),
        body: format!("{}\n", lang.t_with(words.1, &values)),
        unsubscribe: None,
    }
}

/// `POST /account/mail/remove`.
pub async fn remove_mail(ctx: Ctx, form: Submission) -> Answer {
    mailer(&ctx)?;
    let here = ctx.ui.urls.account_mail();
    let person = ctx.member(&here)?.id;
    let mut answer = ctx
        .press(&form, ctx.ui.t("mail-remove"), move |tx| {
            store::drop_mail_address(tx, person)?;
            Ok(here)
        })
        .await?;
    ctx.say_done(&mut answer, "done-mail-removed");
    Ok(answer)
}

/// `GET /account/mail/confirm?token=…`: opening a link changes nothing, so this is a form.
pub async fn confirmation(ctx: Ctx, req: HttpRequest) -> Answer {
    let (token, _) = holder(&ctx, &req, Purpose::Confirm).await?;
    Ok(ctx.page(view::confirm_mail(&ctx.ui, &token)))
}

/// `POST /account/mail/confirm?token=…`.
pub async fn confirm_mail(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let (token, _) = holder(&ctx, &req, Purpose::Confirm).await?;
    if form.problem(&ctx.ui).is_some() {
        return Ok(ctx.page(view::confirm_mail(&ctx.ui, &token).status(422)));
    }
    let (hash, now, wall) = (hash_of(&token), ctx.ui.now, ctx.ui.urls.wall());
    let location = ctx
        .effect(&form, move |tx| {
            let person = store::spend_mail_token(tx, &hash, Purpose::Confirm, now)?;
            let person = person.ok_or(Error::Forbidden(key("mail-late")))?;
            store::confirm_mail_address(tx, person, now)?;
            Ok(wall)
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    ctx.say_done(&mut answer, "done-mail-confirmed");
    Ok(answer)
}

/// `GET /login/recover`.
pub async fn recovery(ctx: Ctx) -> Answer {
    mailer(&ctx)?;
    Ok(ctx.page(view::recover(&ctx.ui, &Typed::default(), None)))
}

/// `POST /login/recover`: the answer is the same for everybody, and comes as soon for everybody: who it is
/// about is looked up by the thread that writes the letters.
pub async fn ask_recovery(ctx: Ctx, form: Submission) -> Answer {
    let mailer = mailer(&ctx)?;
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let name = form.line("pseudonym", 200).required();
    let problem = form.problem(&ctx.ui);
    if name.error.or(problem).is_some() {
        return Ok(ctx.page(view::recover(&ctx.ui, &name, problem).status(422)));
    }
    let (keys, now) = (&ctx.site.keys, ctx.ui.now);
    let by_name = keys.derive(&[b"recover", likeness(&name.text).as_bytes()]);
    let by_browser = keys.derive(&[b"recover from", ctx.ui.forms.cookie().as_bytes()]);
    let may = ctx.site.letters.take(&by_browser, now).is_ok()
        && ctx.site.letters.take(&by_name, now).is_ok();
    let sent = ctx.ui.urls.recover_sent();
    let location = ctx.effect(&form, move |_| Ok(sent)).await?;
    if may {
        let (site, lang) = (ctx.site.clone(), ctx.ui.lang);
        mailer.soon(move || recovery_letter(&site, lang, &name.text));
    }
    Ok(ctx.see_other(&location))
}

/// The letter, if there is somebody to write to.
fn recovery_letter(site: &Site, lang: Lang, name: &str) -> Result<Option<Letter>, Error> {
    let (token, hash) = fresh_token()?;
    let (name, now) = (name.to_owned(), site.clock.now());
    let found = site.db.write_here(move |tx| {
        let person = store::by_name(tx.conn, &name)?;
        let Some(person) = person.filter(|person| person.standing == Standing::Kept) else {
            return Ok(None);
        };
        let Some(address) = store::confirmed_address(tx.conn, person.id)? else {
            return Ok(None);
        };
        let until = now + RECOVER_LIFE;
        store::add_mail_token(tx, &hash, person.id, Purpose::Recover, until)?;
        Ok(Some((address, person.name)))
    })?;
    let link = absolute(site, &site.urls.recover_password(&token));
    Ok(found.map(|(address, name)| letter(site, lang, address, &name, &link, RECOVER)))
}

/// `GET /login/recover/sent`: the same sentence, whether anything was sent or not.
pub async fn recovery_sent(ctx: Ctx) -> Answer {
    mailer(&ctx)?;
    Ok(ctx.page(view::recovery_sent(&ctx.ui)))
}

/// `GET /login/recover/password?token=…`.
pub async fn new_password_form(ctx: Ctx, req: HttpRequest) -> Answer {
    let (token, person) = holder(&ctx, &req, Purpose::Recover).await?;
    let state = new_password(&ctx, token, person).await?;
    Ok(ctx.page(view::new_password(&ctx.ui, &state)))
}

async fn new_password(ctx: &Ctx, token: String, person: i64) -> Result<NewPassword, Error> {
    let (name, factor) = ctx
        .site
        .db
        .read(move |conn| {
            let factor = store::second_factor(conn, person)?.is_some();
            Ok((store::by_id(conn, person)?.name, factor))
        })
        .await?;
    Ok(NewPassword {
        token,
        name,
        factor,
        ..NewPassword::default()
    })
}

/// `POST /login/recover/password?token=…`: sets it, and ends all sessions. Where there is a second factor
/// it is asked for: reading somebody's mail is not enough then.
pub async fn recover(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let (token, person) = holder(&ctx, &req, Purpose::Recover).await?;
    let mut state = new_password(&ctx, token, person).await?;
    let new = form.line("password", password::MAX);
    let typed = form.line("code", TYPED_MAX);
    state.problem = form.problem(&ctx.ui);
    state.password_error = new.error.or_else(|| password::fault(&new.text));
    let code = Code::read(&ctx.site.keys, person, &typed.text);
    if state.factor && code.is_none() {
        state.code_error = Some(key("code-wrong"));
    }
    if state.is_wrong() {
        return Ok(ctx.page(view::new_password(&ctx.ui, &state).status(422)));
    }
    let factor = state.factor;
    let (log, now, login) = (ctx.site.log, ctx.ui.now, ctx.ui.urls.login());
    let hash = hash_of(&state.token);
    let set = async {
        let phc = password::hash(new.text).await?;
        let work = ctx.effect(&form, move |tx| {
            let held = store::spend_mail_token(tx, &hash, Purpose::Recover, now)?;
            if held != Some(person) {
                return Err(Error::Forbidden(key("mail-late")));
            }
            if let Some(code) = code.filter(|_| factor)
                && !store::use_code(tx, person, &code, now)?
            {
                return Err(Error::Invalid {
                    field: "code",
                    key: key("code-wrong"),
                });
            }
            store::set_password(tx, log, person, &phc, now)?;
            store::end_all_sessions(tx, person)?;
            Ok(login)
        });
        work.await
    };
    match counted(&ctx, own_codes(&ctx, person), set).await {
        Ok(location) => {
            let mut answer = ctx.see_other(&location);
            ctx.say_done(&mut answer, "done-recovered");
            Ok(answer)
        }
        Err(Error::Invalid { key, .. }) => {
            state.code_error = Some(key);
            Ok(ctx.page(view::new_password(&ctx.ui, &state).status(422)))
        }
        Err(error) => {
            let strain = strain(error)?;
            state.problem = Some(strain.problem);
            let page = view::new_password(&ctx.ui, &state).status(strain.status);
            Ok(ctx.page(page.retry_after(strain.seconds)))
        }
    }
}
