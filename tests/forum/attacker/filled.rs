//! Forms filled in as somebody would who means them, so that an attempt that is refused is refused for
//! what is wrong with it, and not for an empty field.

use crate::files::png;
use crate::owner;
use crate::support::furnished::PASSWORD;
use crate::support::{Form, Page};

/// The form with something in each field that may be there. `who` fills it in, on this page.
pub fn filled(form: Form, who: &str, page: &Page) -> Form {
    let password = match who {
        "owner" => owner::PASSWORD,
        _ => PASSWORD,
    };
    let names = form.texts.clone();
    let action = form.action.clone();
    let mut form = names.into_iter().fold(form, |form, name| {
        let now = form.value(&name).unwrap_or_default().to_owned();
        let value = match (name.as_str(), action.as_str()) {
            ("pseudonym", "/account/delete") => pseudonym(page),
            ("pseudonym", "/account/blocks/add") => "Bob".to_owned(),
            ("pseudonym", _) => format!("New {}", who.len()),
            ("confirm", _) => confirmation(&action, page),
            ("password", "/login") => String::new(),
            ("password", _) => "another lantern".to_owned(),
            ("current", _) => password.to_owned(),
            ("keeper", _) => "Mona".to_owned(),
            ("room", _) => "tea".to_owned(),
            ("body" | "reason" | "words" | "answer" | "note", _) => format!("By the {who}."),
            ("title", "/rooms") => format!("Opened by the {who}"),
            ("about", _) => format!("Described by the {who}"),
            ("poll_choices", _) => format!("Yes\nNo, says the {who}"),
            ("pattern", _) => format!("word of the {who}"),
            _ => now,
        };
        form.set(&name, &value)
    });
    if action == "/account/profile/picture" {
        form = form.attach("me.png", &png(60, 40));
    }
    // Of what is to be ticked, one.
    for name in ["post", "person", "words", "choice"] {
        let css = format!("main form[action='{action}'] input[name='{name}'][value]");
        let choices = page.all(&format!("{css}:not([type='hidden']):not([type='text'])"));
        let mut values = choices.iter().filter_map(|input| input.attr("value"));
        // Of posts, one that its moderator may decide on: not one of an owner's.
        let decided = |post: &&str| page.has(&format!("a[href='/posts/{post}/moderate']"));
        let choice = values.clone().find(decided).or_else(|| values.next());
        if let Some(choice) = choice.filter(|_| form.value(name).is_none()) {
            form = form.add(name, choice);
        }
    }
    form
}

/// What one has to type who means to delete something.
fn confirmation(action: &str, page: &Page) -> String {
    match action.strip_prefix("/rooms/") {
        Some(rest) => rest.split('/').next().unwrap_or_default().to_owned(),
        None => pseudonym(page),
    }
}

fn pseudonym(page: &Page) -> String {
    page.pseudonym().unwrap_or_default()
}
