//! The whole site under a path, as behind somebody's proxy: nothing points outside of it.

use crate::support::{Backend, Setup, Visitor, walk};

const BASE: &str = "/wall";

#[test]
fn every_address_stays_under_the_path() {
    let wall = Setup::on(Backend::Sqlite).mounted_at(BASE).start();
    let claim = wall.claim();
    assert!(
        claim.starts_with(&format!("{}{BASE}/owner/claim?token=", wall.origin)),
        "{claim}"
    );
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Under a path.");
    ana.comment(post, "A comment.");
    let room = ana.open_room("Tea", "Leaves.");
    ana.say(&room, "A message.");

    walk::inside(&ana, BASE);
}

#[test]
fn redirects_and_cookies_stay_under_the_path() {
    let wall = Setup::on(Backend::Sqlite).mounted_at(BASE).start();
    let visitor = Visitor::new(&wall);
    let form = visitor
        .open(&format!("{BASE}/login"))
        .form("/login")
        .set("pseudonym", "Ana");
    let answer = form.send();
    assert_eq!(answer.location(), format!("{}{BASE}/", wall.origin));
    let cookie = answer.header("set-cookie").expect("a cookie");
    let path = walk::cookie_path(cookie);
    assert!(
        path.is_some_and(|path| walk::is_inside(path, BASE)),
        "{cookie}"
    );

    let form = visitor
        .open(&format!("{BASE}/"))
        .form("/posts")
        .set("body", "Hello.");
    let landed = form.submit();
    let id = landed.landed_on();
    assert_eq!(landed.address, format!("{}{BASE}/#p{id}", wall.origin));
    visitor.leave();
    assert_eq!(visitor.open(&format!("{BASE}/")).pseudonym(), None);
}

#[test]
fn outside_the_path_is_nothing() {
    let wall = Setup::on(Backend::Sqlite).mounted_at(BASE).start();
    let stranger = Visitor::new(&wall);
    for path in ["/rooms", "/login", "/wallpaper", "/wall2/"] {
        assert_eq!(stranger.get(path).status, 404, "{path}");
    }
}
