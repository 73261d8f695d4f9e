//! Lists and threads that members were sent, kept for whoever asks again while nothing was written.
//!
//! Such a page stands under everything that it depends on, its member's session included, and bears the
//! version of the database that it was made of: after any commit it is made anew. What is good once, as the
//! fields of its forms are, is no part of it, and is filled in each time.

use std::hash::Hash;
use std::sync::Arc;

use actix_web::HttpResponse;

use super::Ctx;
use crate::html::{PieceKey, Renewal, Template};

/// A page of one member.
#[derive(Debug)]
pub struct OwnPage {
    /// The document, its slots open.
    pub template: Template,
    /// How it renews itself.
    pub renewal: Renewal,
}

impl OwnPage {
    /// Keeps a page, if it may be filled again.
    pub(super) fn keep(
        ctx: &Ctx,
        template: Template,
        renewal: Renewal,
        (key, version): (PieceKey, u64),
    ) -> Arc<Self> {
        if !template.lasts() {
            return Arc::new(Self { template, renewal });
        }
        let template = ctx.site.blocks.settle(template);
        let bytes = template.bytes();
        let page = Arc::new(Self { template, renewal });
        let shelf = &ctx.site.own_pages;
        shelf.put(key, Some(version), bytes, Arc::clone(&page));
        page
    }
}

impl Ctx {
    /// Under what a member's page is kept that depends on `what`, and on what was read from the database after
    /// it had this version. Nothing for strangers, whose pages are kept whole, and for pages that do not last.
    pub fn keeps_under(&self, what: &impl Hash, version: Option<u64>) -> Option<(PieceKey, u64)> {
        self.ui.viewer.member.as_ref()?;
        let origin = (self.origin.scheme(), self.origin.host());
        Some((self.ui.key(&(origin, what))?, version?))
    }

    /// The page that was kept under that, to be dressed by the frame.
    pub fn kept_page(&self, (key, version): (PieceKey, u64)) -> Option<HttpResponse> {
        let page = self.site.own_pages.find::<OwnPage>(&key, Some(version))?;
        let mut answer = HttpResponse::Ok().finish();
        answer.extensions_mut().insert(page);
        Some(answer)
    }
}
