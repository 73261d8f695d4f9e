//! A form as it stands on a page, filled in and sent as a browser without scripts does.

use super::page::words;
use super::{Page, Visitor};
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use scraper::{ElementRef, Selector};

/// The encoding of forms without files.
pub const URLENCODED: &str = "application/x-www-form-urlencoded";
/// That of forms with files.
pub const MULTIPART: &str = "multipart/form-data";
/// What stands between the parts of such a form. Nothing that is sent here holds it.
const BOUNDARY: &str = "----a-boundary-between-parts";

/// A form, its fields as they would be sent now.
#[derive(Clone)]
pub struct Form {
    visitor: Visitor,
    /// The path that it is sent to.
    pub action: String,
    /// Whether sending it may change something.
    pub is_post: bool,
    /// Names and values, in their order, hidden ones included.
    pub fields: Vec<(String, String)>,
    /// The names of those that one types into.
    pub texts: Vec<String>,
    buttons: Vec<Button>,
    pressed: Option<Button>,
    headers: Vec<(String, String)>,
    is_multipart: bool,
    files: Vec<(String, Vec<u8>)>,
}

#[derive(Clone, Debug)]
struct Button {
    name: String,
    value: String,
}

impl Form {
    /// Reads a form off a page.
    pub fn read(page: &Page, form: ElementRef<'_>) -> Form {
        let enctype = form.attr("enctype").unwrap_or(URLENCODED);
        assert!(
            [URLENCODED, MULTIPART].contains(&enctype),
            "{}",
            page.name()
        );
        let action = page
            .visitor
            .path_of(form.attr("action").unwrap_or_default());
        Form {
            visitor: page.visitor.clone(),
            action,
            is_post: form
                .attr("method")
                .is_some_and(|method| method.eq_ignore_ascii_case("post")),
            fields: select(form, "input, textarea, select")
                .filter_map(field)
                .collect(),
            texts: select(form, "input, textarea").filter_map(text).collect(),
            buttons: select(form, "button, input[type='submit']")
                .map(button)
                .collect(),
            pressed: None,
            headers: Vec::new(),
            is_multipart: enctype == MULTIPART,
            files: Vec::new(),
        }
    }

    /// Where it leads, what it asks for, and what it offers to press.
    pub fn kind(&self) -> String {
        let names: Vec<_> = self.fields.iter().map(|(name, _)| name).collect();
        format!("{} {names:?} {:?}", self.action, self.buttons)
    }

    /// The form as another visitor would send it.
    pub fn by(mut self, visitor: &Visitor) -> Form {
        self.visitor = visitor.clone();
        self
    }

    /// Whoever sends it.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// Names and values of its buttons.
    pub fn choices(&self) -> Vec<(String, String)> {
        let named = self.buttons.iter().filter(|button| !button.name.is_empty());
        named
            .map(|button| (button.name.clone(), button.value.clone()))
            .collect()
    }

    /// Fills in a field that is there to be filled in.
    pub fn set(mut self, name: &str, value: &str) -> Form {
        let names = || {
            self.fields
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        };
        let all = names();
        let field = self.fields.iter_mut().find(|(field, _)| field == name);
        let (_, old) = field.unwrap_or_else(|| panic!("{}: no {name} in {all:?}", self.action));
        value.clone_into(old);
        self
    }

    /// Takes a field away, as only a tampered form would lack it.
    pub fn without(mut self, name: &str) -> Form {
        self.fields.retain(|(field, _)| field != name);
        self
    }

    /// Adds a field that the form does not have, or has already.
    pub fn add(mut self, name: &str, value: &str) -> Form {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends one more header, such as browsers with `Origin` do.
    pub fn header(mut self, name: &str, value: &str) -> Form {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Presses one button among several. Without this, the first is pressed, as Enter does.
    pub fn press(mut self, name: &str, value: &str) -> Form {
        let wanted = |button: &&Button| button.name == name && button.value == value;
        let found = self.buttons.iter().find(wanted).cloned();
        assert!(
            found.is_some(),
            "{}: no {name}={value} in {:?}",
            self.action,
            self.buttons
        );
        self.pressed = found;
        self
    }

    /// The present value of a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What would be sent, encoded.
    pub fn encoded(&self) -> Vec<u8> {
        let pressed = self.pressed.as_ref().or(self.buttons.first());
        let pressed = pressed.filter(|button| !button.name.is_empty());
        let button = pressed.map(|button| (&button.name, &button.value));
        let fields = self.fields.iter().map(|(name, value)| (name, value));
        let pairs = fields.chain(button).map(|(name, value)| {
            // Browsers send every line break of a text field as CR LF.
            let value = value.replace("\r\n", "\n").replace('\n', "\r\n");
            format!("{}={}", encode(name), encode(&value))
        });
        pairs.collect::<Vec<_>>().join("&").into_bytes()
    }

    /// Chooses one more file to be sent with it.
    pub fn attach(mut self, name: &str, bytes: &[u8]) -> Form {
        assert!(self.is_multipart, "{} takes no files", self.action);
        self.files.push((name.to_owned(), bytes.to_vec()));
        self
    }

    /// What would be sent, encoded as a form with files is (RFC 7578).
    pub fn encoded_with_files(&self) -> (String, Vec<u8>) {
        let pressed = self.pressed.as_ref().or(self.buttons.first());
        let pressed = pressed.filter(|button| !button.name.is_empty());
        let button = pressed.map(|button| (&button.name, &button.value));
        let fields = self.fields.iter().map(|(name, value)| (name, value));
        let mut body = Vec::new();
        let mut part = |head: String, value: &[u8]| {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes(),
            );
            body.extend(value);
            body.extend(b"\r\n");
        };
        for (name, value) in fields {
            let value = value.replace("\r\n", "\n").replace('\n', "\r\n");
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        let kind = "Content-Type: application/octet-stream";
        let file = |name: &str| format!("name=\"attachment\"; filename=\"{name}\"\r\n{kind}");
        // A browser sends the field even where nothing was chosen.
        if self.files.is_empty() {
            part(file(""), b"");
        }
        for (name, bytes) in &self.files {
            part(file(name), bytes);
        }
        if let Some((name, value)) = button {
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        (format!("{MULTIPART}; boundary={BOUNDARY}"), body)
    }

    /// Whether files were attached to it.
    pub fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// Sends it and gives back the answer itself, whatever it is.
    pub fn send(&self) -> Page {
        // Nowhere else are files read: a test that sends it there sends it as other forms are sent.
        let takes_files = ["/posts", "/comments", "/profile/picture"]
            .iter()
            .any(|end| self.action.ends_with(end));
        if self.is_multipart && takes_files {
            let (kind, body) = self.encoded_with_files();
            return self.send_bytes(&kind, body);
        }
        self.send_bytes(URLENCODED, self.encoded())
    }

    /// Sends other bytes to where the form leads.
    pub fn send_bytes(&self, content_type: &str, bytes: Vec<u8>) -> Page {
        assert!(self.is_post, "{} is not sent by POST", self.action);
        let own = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let headers: Vec<_> = own.chain([("Content-Type", content_type)]).collect();
        self.visitor
            .request("POST", &self.action, &headers, Some(bytes))
    }

    /// Sends it and goes where the answer leads, which must be a `303`.
    pub fn submit(&self) -> Page {
        self.send().follow()
    }
}

fn encode(text: &str) -> String {
    percent_encode(text.as_bytes(), NON_ALPHANUMERIC).to_string()
}

fn select<'a>(form: ElementRef<'a>, css: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let selector = Selector::parse(css).expect("a selector");
    form.descendent_elements()
        .filter(move |element| selector.matches(element))
}

/// Name and value of what a browser would send for an element, if it would send anything.
fn field(element: ElementRef<'_>) -> Option<(String, String)> {
    let name = element
        .attr("name")
        .filter(|name| !name.is_empty())?
        .to_owned();
    let value = element.attr("value").unwrap_or_default().to_owned();
    match (
        element.value().name(),
        element.attr("type").unwrap_or("text"),
    ) {
        ("textarea", _) => Some((name, element.text().collect())),
        ("select", _) => Some((name, chosen(element)?)),
        (_, "submit" | "button" | "reset" | "image" | "file") => None,
        (_, "checkbox" | "radio") if element.attr("checked").is_none() => None,
        _ => Some((name, value)),
    }
}

/// The name of a field that one types into.
fn text(element: ElementRef<'_>) -> Option<String> {
    let kind = element.attr("type").unwrap_or("text");
    let typed = ![
        "submit", "button", "reset", "image", "file", "checkbox", "radio", "hidden",
    ]
    .contains(&kind);
    let name = element
        .attr("name")
        .filter(|name| !name.is_empty() && typed);
    name.map(str::to_owned)
}

fn chosen(list: ElementRef<'_>) -> Option<String> {
    let options: Vec<_> = select(list, "option").collect();
    let selected = options
        .iter()
        .find(|option| option.attr("selected").is_some());
    let option = selected.or(options.first())?;
    Some(
        option
            .attr("value")
            .map_or_else(|| words(*option), str::to_owned),
    )
}

fn button(element: ElementRef<'_>) -> Button {
    let attribute = |name: &str| element.attr(name).unwrap_or_default().to_owned();
    Button {
        name: attribute("name"),
        value: attribute("value"),
    }
}
