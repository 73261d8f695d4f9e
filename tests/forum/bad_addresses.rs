//! Addresses and numbers that lead nowhere, or led somewhere once.

use crate::support::{Visitor, Wall};

on_both![
    what_never_was_is_not_found,
    odd_addresses_break_nothing,
    a_page_of_history_begins_at_a_number,
    a_reply_answers_something_in_its_own_room,
    what_was_deleted_is_gone_for_every_form,
    a_form_for_what_never_was_is_not_found,
    a_room_that_was_deleted_takes_no_more_words,
];

fn what_never_was_is_not_found(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.write("The only post.");
    let posts = [
        "abc",
        "-1",
        "0",
        "999999",
        "99999999999999999999999999",
        "1e3",
        "1.0",
        "+1",
        "%31x",
    ];
    for id in posts {
        for act in ["", "/edit", "/versions"] {
            let path = format!("/posts/{id}{act}");
            assert_eq!(ana.get(&path).status, 404, "{path}");
        }
    }
    for path in [
        "/nothing",
        "/rooms/nowhere",
        "/people/nobody",
        "/account/x.css",
        "/assets/none.css",
    ] {
        let page = ana.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(page.text("main .status"), "404");
    }
}

fn odd_addresses_break_nothing(wall: Wall) {
    let stranger = Visitor::new(&wall);
    let long = format!("/people/{}", "a".repeat(5_000));
    let paths = [
        "/people/%FF",
        "/people/%00",
        "/people/..",
        "/rooms/%2e%2e",
        "/rooms/..%2f..%2fetc%2fpasswd",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%00",
        "/posts/%F0%9F",
        "/%",
        "/%zz",
        "/.",
        "/..;/",
        "/rooms//",
        "/?",
        "/?before",
        "/login?next=//evil.example/",
        "/people/%E2%80%AE",
        &long,
    ];
    for path in paths {
        let status = stranger.get(path).status;
        assert!([200, 400, 404, 414].contains(&status), "{path}: {status}");
    }
}

fn a_page_of_history_begins_at_a_number(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("The only post.");
    let room = ana.open_room("Tea", "");
    for list in ["/", room.as_str(), "/people/Ana"] {
        for wrong in ["", "abc", "-1", "1.5", "1%202", "0x10", "%00"] {
            for key in ["before", "after"] {
                let address = format!("{list}?{key}={wrong}");
                assert_eq!(ana.get(&address).status, 404, "{address}");
            }
        }
    }
    assert_eq!(ana.open(&format!("/?before={post}")).ids(), [0_u64; 0]);
    assert_eq!(ana.open(&format!("/?before={}", post + 1)).ids(), [post]);
    assert_eq!(ana.open(&format!("/?after={post}")).ids(), [0_u64; 0]);
    assert_eq!(ana.open(&format!("/?after={}", post - 1)).ids(), [post]);
}

fn a_reply_answers_something_in_its_own_room(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let (tea, coffee) = (ana.open_room("Tea", ""), ana.open_room("Coffee", ""));
    let (on_the_wall, in_coffee) = (
        ana.write("On the wall."),
        ana.say(&coffee, "In another room."),
    );
    let elsewhere = [on_the_wall.to_string(), in_coffee.to_string()];
    let nowhere = ["999999", "abc", "-1", "99999999999999999999"].map(str::to_owned);
    for target in elsewhere.iter().chain(&nowhere) {
        let form = ana
            .open(&tea)
            .form(&format!("{tea}/posts"))
            .set("body", "An answer.");
        let answer = form.without("reply_to").add("reply_to", target).send();
        assert_eq!(answer.status, 422, "reply_to={target}");
        assert_eq!(
            answer.form(&format!("{tea}/posts")).value("body"),
            Some("An answer.")
        );
    }
    assert_eq!(ana.open(&tea).ids(), [0_u64; 0]);
}

fn what_was_deleted_is_gone_for_every_form(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let bob = Visitor::named(&wall, "Bob");
    let post = ana.write("Soon gone.");
    let (permalink, edit) = (format!("/posts/{post}"), format!("/posts/{post}/edit"));
    let comment = bob
        .open(&permalink)
        .form(&format!("{permalink}/comments"))
        .set("body", "Too late.");
    let change = ana.open(&edit).form(&edit).set("body", "Too late as well.");
    ana.open("/").form(&format!("{permalink}/delete")).submit();

    let late = comment.send();
    assert_eq!(late.status, 410);
    assert!(late.says("Too late."), "what Bob typed is lost");
    assert_eq!(change.send().status, 410);
    assert_eq!(ana.get(&edit).status, 410);
    assert_eq!(bob.get(&permalink).status, 410);
}

fn a_form_for_what_never_was_is_not_found(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.write("The only post.");
    for action in [
        "/posts/999999/comments",
        "/posts/999999/delete",
        "/posts/abc/edit",
        "/rooms/nowhere/posts",
    ] {
        let mut form = ana.open("/").form("/posts").set("body", "Words.");
        form.action = action.to_owned();
        // Its token is for another action: whichever of the two is noticed first, it is not accepted.
        assert!([404, 422].contains(&form.send().status), "{action}");
    }
}

fn a_room_that_was_deleted_takes_no_more_words(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    let said = ana.say(&room, "Something.");
    let form = bob
        .open(&room)
        .form(&format!("{room}/posts"))
        .set("body", "Too late.");
    let confirm = ana
        .open(&format!("{room}/delete"))
        .form(&format!("{room}/delete"));
    confirm
        .set("confirm", room.trim_start_matches("/rooms/"))
        .send();
    assert_eq!(form.send().status, 410);
    assert_eq!(ana.get(&format!("/posts/{said}")).status, 410);
    assert_eq!(bob.get(&format!("{room}/settings")).status, 410);
}
