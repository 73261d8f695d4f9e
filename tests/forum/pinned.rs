//! What is pinned stands first wherever there is a list, and what is locked says so.

use crate::owner::kept;
use crate::support::furnished::order;
use crate::support::{Visitor, Wall};

on_both![
    what_is_pinned_stands_before_its_list_and_no_other,
    what_is_locked_says_so_in_lists_and_where_one_would_write,
];

fn what_is_pinned_stands_before_its_list_and_no_other(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = kept(&wall, "Ana");
    let room = ana.open_room("Tea", "");
    let on_wall = ana.write("First on the wall.");
    let in_room = ana.say(&room, "First in the room.");
    let form = ana.open("/people/Ana").form("/people/Ana/posts");
    let own = form.set("body", "First on my own wall.").submit();
    let own = own.landed_on();
    ana.write("Something later.");
    let pinned = [on_wall, in_room, own];
    for post in pinned {
        order(&owner, post, "pin", "room");
    }
    let thread = format!("/posts/{on_wall}");
    for visitor in [&ana, &Visitor::new(&wall)] {
        for (list, post) in ["/", &*room, "/people/Ana"].into_iter().zip(pinned) {
            let page = visitor.open(list);
            let links = page.all("section.pinned a");
            let links: Vec<_> = links.iter().filter_map(|link| link.attr("href")).collect();
            assert_eq!(links, [format!("/posts/{post}")], "{list}");
            let source = page.source();
            let first = source.find("section class=\"pinned\"").expect("pinned");
            assert!(first < source.find("<article").expect("a post"), "{list}");
        }
        assert!(!visitor.open(&thread).has("section.pinned"));
    }
    // What was deleted is not pinned any more.
    let delete = format!("{thread}/delete");
    ana.open(&thread).form(&delete).submit();
    assert!(!ana.open("/").has("section.pinned"));
}

fn what_is_locked_says_so_in_lists_and_where_one_would_write(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = kept(&wall, "Ana");
    let room = ana.open_room("Tea", "");
    let (post, said) = (ana.write("Enough."), ana.say(&room, "Enough said."));
    for id in [post, said] {
        order(&owner, id, "lock", "room");
    }
    for visitor in [&ana, &Visitor::new(&wall)] {
        for (list, id) in [("/", post), (&*room, said)] {
            let page = visitor.open(list);
            let article = format!("article#p{id}");
            assert_eq!(page.text(&format!("{article} header .mark")), "locked");
            assert!(
                !page.has(&format!("{article} .acts a[href*='#write']")),
                "{list}"
            );
            let page = visitor.open(&format!("/posts/{id}"));
            assert!(page.text("#write").contains("no more"), "{}", page.words());
            assert!(!page.has("textarea"));
        }
    }
}
