//! A page as a visitor has it before them. Making one checks the ground rules of the contract.

use super::{Form, Visitor, ground_rules};
use scraper::{ElementRef, Html, Selector};

/// An answer of the site.
pub struct Page {
    pub visitor: Visitor,
    /// The address it was asked for under, fragment included.
    pub address: String,
    pub method: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub html: Html,
}

/// A post or a comment as it reads.
#[derive(Debug, PartialEq, Eq)]
pub struct Post {
    pub id: u64,
    pub author: String,
    pub words: String,
    pub deleted: bool,
}

impl Page {
    pub fn new(
        visitor: Visitor,
        method: &str,
        address: &str,
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> Page {
        let html = Html::parse_document(&String::from_utf8_lossy(&body));
        let (address, method) = (address.to_owned(), method.to_owned());
        let page = Page {
            visitor,
            address,
            method,
            status,
            headers,
            body,
            html,
        };
        ground_rules::check(&page);
        page
    }

    /// The source of the page.
    pub fn source(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The first header of a name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let same = |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
        self.headers
            .iter()
            .find(same)
            .map(|(_, value)| value.as_str())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header("location")
            .unwrap_or_else(|| panic!("{} does not redirect", self.name()))
    }

    /// Whether there is an HTML page in the answer.
    pub fn is_html(&self) -> bool {
        let html = |kind: &str| kind.starts_with("text/html");
        !self.body.is_empty() && self.header("content-type").is_some_and(html)
    }

    /// The answer, in one line, for messages of failed tests.
    pub fn name(&self) -> String {
        format!("{} {} ({})", self.method, self.address, self.status)
    }

    /// Every element that a selector finds.
    pub fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"));
        let elements = self
            .html
            .tree
            .root()
            .descendants()
            .filter_map(ElementRef::wrap);
        elements
            .filter(|element| selector.matches(element))
            .collect()
    }

    /// The first element that a selector finds, if any.
    pub fn maybe(&self, css: &str) -> Option<ElementRef<'_>> {
        self.all(css).into_iter().next()
    }

    /// The first element that a selector finds, which must be there.
    pub fn first(&self, css: &str) -> ElementRef<'_> {
        self.maybe(css)
            .unwrap_or_else(|| panic!("{} has no {css}:\n{}", self.name(), self.words()))
    }

    /// Whether a selector finds anything.
    pub fn has(&self, css: &str) -> bool {
        self.maybe(css).is_some()
    }

    /// The text of the first element that a selector finds.
    pub fn text(&self, css: &str) -> String {
        words(self.first(css))
    }

    /// What the page says between its navigation and the fireflies.
    pub fn words(&self) -> String {
        self.maybe("main")
            .map(words)
            .unwrap_or_else(|| self.source())
    }

    /// Whether the page says so, anywhere.
    pub fn says(&self, text: &str) -> bool {
        words(self.html.root_element()).contains(text)
    }

    /// The language it is written in.
    pub fn language(&self) -> &str {
        self.html.root_element().attr("lang").unwrap_or_default()
    }

    /// The pseudonym that the navigation greets the visitor by.
    pub fn pseudonym(&self) -> Option<String> {
        self.has("header nav form[action$='/logout']")
            .then(|| self.text("header nav bdi"))
    }

    /// The posts of the page's list, from top to bottom, without their comments.
    pub fn posts(&self) -> Vec<Post> {
        self.all("article.h-entry:not(.p-comment)")
            .into_iter()
            .map(post)
            .collect()
    }

    /// The numbers of the posts, from top to bottom.
    pub fn ids(&self) -> Vec<u64> {
        self.posts().into_iter().map(|post| post.id).collect()
    }

    /// One post or comment, by its number.
    pub fn entry(&self, id: u64) -> Post {
        post(self.first(&format!("article#p{id}")))
    }

    /// Whether a post or comment, deleted or not, stands on the page.
    pub fn shows(&self, id: u64) -> bool {
        self.has(&format!("article#p{id}"))
    }

    /// The comments that stand inside a post.
    pub fn comments_of(&self, id: u64) -> Vec<Post> {
        let inside = format!("article#p{id} article.p-comment");
        self.all(&inside).into_iter().map(post).collect()
    }

    /// The number in the fragment that a redirect led to: `/#p42` is 42. It must be on the page.
    pub fn landed_on(&self) -> u64 {
        let fragment = self.address.split_once('#').map(|(_, fragment)| fragment);
        let id = fragment.and_then(|fragment| fragment.strip_prefix('p')?.parse().ok());
        let id = id.unwrap_or_else(|| panic!("{} has no post in its fragment", self.name()));
        assert!(
            self.shows(id),
            "{} does not show what it points at",
            self.name()
        );
        id
    }

    /// The address of the visible `rel` link; the one in the head must agree.
    pub fn link_rel(&self, rel: &str) -> Option<String> {
        let address = |css: &str| {
            let found = self.maybe(&format!("{css}[rel~='{rel}'][href]"));
            found.and_then(|link| link.attr("href")).map(str::to_owned)
        };
        let visible = address("main a");
        assert_eq!(
            visible,
            address("head link"),
            "{}: rel={rel}, body and head",
            self.name()
        );
        visible
    }

    /// The error that stands beside a field, tied to it for those who do not see.
    pub fn error_for(&self, field: &str) -> String {
        let input = self.first(&format!("main [name='{field}']:not([type='hidden'])"));
        assert_eq!(
            input.attr("aria-invalid"),
            Some("true"),
            "{}: {field}",
            self.name()
        );
        let ids = input.attr("aria-describedby").unwrap_or_default();
        let errors = ids
            .split_whitespace()
            .filter_map(|id| self.maybe(&format!("#{id}.error")));
        let error = errors.map(words).collect::<String>();
        assert!(
            !error.is_empty(),
            "{}: no error beside {field}",
            self.name()
        );
        error
    }

    /// The forms that lead to a path of the contract, in their order.
    pub fn forms(&self, action: &str) -> Vec<Form> {
        let wanted = self.visitor.under_base(action);
        let leads_there = |form: &ElementRef| {
            let address = form.attr("action").unwrap_or_default();
            let path = self.visitor.path_of(address);
            path.split('?').next() == Some(&wanted)
        };
        let forms = self.all("form").into_iter().filter(leads_there);
        forms.map(|form| Form::read(self, form)).collect()
    }

    /// The form that leads to a path of the contract.
    pub fn form(&self, action: &str) -> Form {
        let actions = || -> Vec<_> {
            self.all("form")
                .iter()
                .map(|form| form.attr("action").map(str::to_owned))
                .collect()
        };
        let found = self.forms(action).into_iter().next();
        found.unwrap_or_else(|| {
            panic!(
                "{}: no form to {action}, but to {:?}:\n{}",
                self.name(),
                actions(),
                self.words()
            )
        })
    }

    /// Whether there is a form to a path of the contract.
    pub fn has_form(&self, action: &str) -> bool {
        !self.forms(action).is_empty()
    }

    /// Goes where a `303` leads. Its address must be absolute: text browsers warn at any other.
    pub fn follow(&self) -> Page {
        assert_eq!(
            self.status,
            303,
            "{} does not lead on:\n{}",
            self.name(),
            self.words()
        );
        let location = self.location();
        assert!(
            location.starts_with(self.visitor.origin()),
            "Location: {location}"
        );
        let landed = self.visitor.get(location);
        assert_ne!(
            landed.status,
            303,
            "{} leads from one redirect to another",
            self.name()
        );
        landed
    }
}

/// The text of an element, with runs of white space as one blank.
pub fn words(element: ElementRef<'_>) -> String {
    let text = element.text().collect::<String>();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first descendant that a selector finds.
pub fn within<'a>(element: ElementRef<'a>, css: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"));
    element.select(&selector).next()
}

fn post(article: ElementRef<'_>) -> Post {
    let id = article
        .attr("id")
        .and_then(|id| id.strip_prefix('p')?.parse().ok());
    let deleted = article.value().classes().any(|class| class == "deleted");
    // A deleted post has no words of its own: what is found first would be a comment's.
    let text = |css: &str| match deleted {
        true => String::new(),
        false => within(article, css).map(words).unwrap_or_default(),
    };
    Post {
        id: id.expect("an id like p42 on every post"),
        author: text(".p-author .p-name"),
        words: text(".e-content"),
        deleted,
    }
}
