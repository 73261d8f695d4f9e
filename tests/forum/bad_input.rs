//! Every form, and every way to send it wrong: nothing changes, nothing typed is lost, and the answer
//! says what is the matter.

use crate::support::form::URLENCODED;
use crate::support::tables;
use crate::support::{Form, Page, Visitor, Wall};
use std::panic::{AssertUnwindSafe, catch_unwind};

on_both![
    an_empty_field_is_refused_beside_it,
    a_missing_field_is_refused,
    a_doubled_field_is_refused,
    an_unknown_field_changes_nothing,
    a_form_without_its_token_is_shown_again,
    a_form_with_a_token_of_another_is_shown_again,
    a_form_without_its_once_is_shown_again,
    control_bytes_are_taken_out_and_shown,
    what_is_not_utf8_is_refused,
    what_is_not_a_form_is_refused,
    a_text_at_the_limit_is_taken_and_one_beyond_is_kept_for_its_author,
    a_request_beyond_all_measure_is_refused,
];

/// A form with a field to type into, ready to be sent.
struct Case {
    /// Which form, for messages.
    name: &'static str,
    visitor: Visitor,
    page: String,
    action: String,
    /// The field that is sent wrong.
    field: &'static str,
    /// Whether the field holds a text as long as a post may be.
    long: bool,
}

impl Case {
    /// The form, freshly opened and rightly filled in, with this in its field.
    fn form(&self, text: &str) -> Form {
        let mut form = self.visitor.open(&self.page).form(&self.action);
        if self.action == "/rooms" {
            form = form.set("title", "Another room");
        }
        form.set(self.field, text)
    }

    /// The form with raw, already encoded bytes in its field.
    fn send_raw(&self, bytes: &str) -> Page {
        let encoded = self.form("MARKER").encoded();
        let encoded = String::from_utf8(encoded).expect("an encoded form");
        let encoded = encoded.replace("MARKER", bytes).into_bytes();
        self.form("").send_bytes(URLENCODED, encoded)
    }

    /// Whether what was typed comes back. A password never does.
    fn comes_back(&self) -> bool {
        !["password", "current"].contains(&self.field)
    }

    /// Fails unless the answer is the same form with this in its field.
    fn kept(&self, page: &Page, text: &str) {
        let form = page.form(&self.action);
        let kept = form
            .value(self.field)
            .map(|kept| kept.replace("\r\n", "\n"));
        if self.comes_back() {
            assert_eq!(kept.as_deref(), Some(text), "what was typed is lost");
        } else {
            assert_eq!(kept.as_deref(), Some(""), "a password is sent back");
        }
    }
}

/// Every form that takes words, by somebody who may send it.
fn cases(wall: &Wall) -> Vec<Case> {
    let ana = Visitor::named(wall, "Ana");
    let post = ana.write("A post.");
    let room = ana.open_room("Tea", "Leaves.");
    let case = |name, page: &str, action: &str, field| Case {
        name,
        visitor: ana.clone(),
        page: page.to_owned(),
        action: action.to_owned(),
        field,
        long: field == "body",
    };
    let stranger = Visitor::new(wall);
    let login = Case {
        visitor: stranger,
        ..case("log-in", "/login", "/login", "pseudonym")
    };
    let (permalink, settings) = (format!("/posts/{post}"), format!("{room}/settings"));
    let (edit, delete) = (format!("/posts/{post}/edit"), format!("{room}/delete"));
    vec![
        case("wall composer", "/", "/posts", "body"),
        case(
            "comment",
            &permalink,
            &format!("{permalink}/comments"),
            "body",
        ),
        case("edit", &edit, &edit, "body"),
        case("room message", &room, &format!("{room}/posts"), "body"),
        case("own wall", "/people/Ana", "/people/Ana/posts", "body"),
        case("new room's title", "/rooms", "/rooms", "title"),
        case("new room's about", "/rooms", "/rooms", "about"),
        case("settings' title", &settings, &settings, "title"),
        case("settings' about", &settings, &settings, "about"),
        case("deletion of a room", &delete, &delete, "confirm"),
        case("password", "/account", "/account/password", "password"),
        login,
    ]
}

/// Tries something on every form, names all those that fail, and proves that the log did not grow.
fn on_every_form(wall: &Wall, attempt: impl Fn(&Case)) {
    let cases = cases(wall);
    let before = public_log(wall);
    let mut failures = Vec::new();
    for case in &cases {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| attempt(case))) {
            let said = panic.downcast_ref::<String>().cloned();
            failures.push(format!("{}: {}", case.name, said.unwrap_or_default()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert_eq!(
        public_log(wall),
        before,
        "something was written all the same"
    );
}

fn public_log(wall: &Wall) -> Vec<String> {
    let mut dump = tables::dump(wall);
    let mut rows = dump.remove("log").expect("a log");
    rows.extend(dump.remove("password").expect("passwords"));
    rows
}

fn an_empty_field_is_refused_beside_it(wall: Wall) {
    on_every_form(&wall, |case| {
        // What a room is about may be left empty, if only by saying so.
        for empty in ["", "  ", "\n \t\n"]
            .into_iter()
            .filter(|_| case.field != "about")
        {
            let answer = case.form(empty).send();
            assert_eq!(answer.status, 422, "{empty:?}");
            answer.error_for(case.field);
        }
    });
}

fn a_missing_field_is_refused(wall: Wall) {
    on_every_form(&wall, |case| {
        if case.field != "about" {
            let answer = case.form("").without(case.field).send();
            assert_eq!(answer.status, 422);
            answer.form(&case.action);
        }
    });
}

fn a_doubled_field_is_refused(wall: Wall) {
    on_every_form(&wall, |case| {
        for (name, value) in [(case.field, "twice"), ("token", "x"), ("once", "y")] {
            let answer = case.form("twice").add(name, value).send();
            assert_eq!(answer.status, 422, "{name} twice");
            answer.form(&case.action);
        }
    });
}

fn an_unknown_field_changes_nothing(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "Plain words.");
    let id = form
        .add("admin", "1")
        .add("author_id", "7")
        .add("", "x")
        .submit()
        .landed_on();
    assert_eq!(ana.open("/").entry(id).author, "Ana");
}

fn a_form_without_its_token_is_shown_again(wall: Wall) {
    on_every_form(&wall, |case| {
        for forged in [None, Some(""), Some("x"), Some("A.B.C"), Some("é\u{1f41d}")] {
            let form = case.form("Typed with care.").without("token");
            let answer = forged.map_or_else(
                || form.send(),
                |token| form.clone().add("token", token).send(),
            );
            assert_eq!(answer.status, 422, "token {forged:?}");
            case.kept(&answer, "Typed with care.");
        }
    });
}

fn a_form_with_a_token_of_another_is_shown_again(wall: Wall) {
    let eve = Visitor::named(&wall, "Eve");
    on_every_form(&wall, |case| {
        let of_another_person = eve.open("/").form("/posts");
        let of_another_form = case.visitor.open("/language").form("/language");
        for other in [of_another_person, of_another_form] {
            let token = other.value("token").expect("a token");
            let answer = case.form("Typed with care.").set("token", token).send();
            assert_eq!(
                answer.status, 422,
                "the token of {} is good here",
                other.action
            );
            case.kept(&answer, "Typed with care.");
        }
    });
}

fn a_form_without_its_once_is_shown_again(wall: Wall) {
    on_every_form(&wall, |case| {
        let form = case.form("Typed with care.").without("once");
        for form in [form.clone(), form.add("once", "")] {
            let answer = form.send();
            assert_eq!(answer.status, 422);
            case.kept(&answer, "Typed with care.");
        }
    });
}

fn control_bytes_are_taken_out_and_shown(wall: Wall) {
    on_every_form(&wall, |case| {
        for (control, rest) in [("%00", ""), ("%07", ""), ("%1B%5B31m", "[31m"), ("%7F", "")] {
            let answer = case.send_raw(&format!("be{control}fore"));
            assert_eq!(answer.status, 422, "{control}");
            case.kept(&answer, &format!("be{rest}fore"));
        }
    });
}

fn what_is_not_utf8_is_refused(wall: Wall) {
    on_every_form(&wall, |case| {
        for bytes in ["%FF%FE", "caf%E9", "%C3%28", "%ED%A0%80", "%F5%80%80%80"] {
            let answer = case.send_raw(bytes);
            assert_eq!(answer.status, 422, "{bytes}");
            answer.form(&case.action);
        }
    });
}

fn what_is_not_a_form_is_refused(wall: Wall) {
    on_every_form(&wall, |case| {
        let form = case.form("words");
        for kind in [
            "text/plain",
            "application/json",
            "multipart/form-data; boundary=x",
            "x",
            "",
        ] {
            let answer = form.send_bytes(kind, form.encoded());
            assert_eq!(answer.status, 415, "Content-Type: {kind}");
        }
    });
}

fn a_text_at_the_limit_is_taken_and_one_beyond_is_kept_for_its_author(wall: Wall) {
    let at_the_limit = "é".repeat(20_000);
    on_every_form(&wall, |case| {
        let beyond = format!("{at_the_limit}!");
        let answer = case.form(&beyond).send();
        let expected: &[u16] = if case.long { &[413] } else { &[413, 422] };
        assert!(expected.contains(&answer.status), "{}", answer.status);
        if case.long {
            case.kept(&answer, &beyond);
            answer.error_for(case.field);
        }
    });
    let id = Visitor::named(&wall, "Bob").write(&at_the_limit);
    let whole = Visitor::new(&wall).open(&format!("/posts/{id}"));
    assert_eq!(whole.entry(id).words, at_the_limit);
}

fn a_request_beyond_all_measure_is_refused(wall: Wall) {
    on_every_form(&wall, |case| {
        let answer = case.form(&"a".repeat(2_200_000)).send();
        assert_eq!(answer.status, 413);
    });
    assert_eq!(Visitor::new(&wall).get("/").status, 200);
}
