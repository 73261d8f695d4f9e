//! The picture in which whoever takes a pseudonym may be asked to count.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use crate::account::picture::Picture;
use crate::error::Error;
use crate::web::{Answer, Ctx, query};

/// `GET /login/picture?once=…`: that of the visitor's form with this number.
pub async fn picture(ctx: Ctx, req: HttpRequest) -> Answer {
    if !ctx.ui.viewer.rules.asks_a_picture() {
        return Err(Error::NotFound);
    }
    let seed = ctx.ui.forms.seed(&query(&req).once());
    let file = Picture::of(&seed).png()?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::CONTENT_TYPE, "image/png"));
    Ok(answer.body(file))
}
