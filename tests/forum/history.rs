//! Paging by links alone, from the newest page to the very first post and back.

use crate::support::{Page, Visitor, Wall};

/// More than two pages of anything.
const MANY: usize = 130;

on_both![
    links_lead_from_the_newest_post_of_the_wall_to_the_first,
    links_lead_from_the_newest_message_of_a_room_to_the_first,
    links_lead_through_a_persons_own_wall,
    a_page_in_the_middle_stays_what_it_was,
    paging_skips_what_was_deleted_for_good_and_loses_nothing_else,
    a_short_list_has_nothing_to_page_through,
];

fn links_lead_from_the_newest_post_of_the_wall_to_the_first(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let written = write_many(&ana, "/", "/posts");
    let pages = walk(&Visitor::new(&wall), "/", "next");
    assert!(
        pages.len() > 2,
        "{MANY} posts stand on {} pages",
        pages.len()
    );
    let read: Vec<u64> = pages.iter().flat_map(Page::ids).collect();
    let newest_first: Vec<u64> = written.into_iter().rev().collect();
    assert_eq!(read, newest_first);
    walk_back_reads_the_same(&pages);
}

fn links_lead_from_the_newest_message_of_a_room_to_the_first(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Tea", "Leaves.");
    let said = write_many(&ana, &room, &format!("{room}/posts"));
    let pages = walk(&Visitor::new(&wall), &room, "next");
    assert!(
        pages.len() > 2,
        "{MANY} messages stand on {} pages",
        pages.len()
    );
    assert!(
        pages[0].shows(*said.last().expect("a message")),
        "the newest is not on the first page"
    );
    // Every page reads downwards, and the page that follows in the links comes before it in time.
    let read: Vec<u64> = pages.iter().rev().flat_map(Page::ids).collect();
    assert_eq!(read, said);
    walk_back_reads_the_same(&pages);
}

fn links_lead_through_a_persons_own_wall(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let written = write_many(&ana, "/people/Ana", "/people/Ana/posts");
    let pages = walk(&Visitor::new(&wall), "/people/Ana", "next");
    let mut read: Vec<u64> = pages.iter().flat_map(Page::ids).collect();
    read.sort_unstable();
    assert_eq!(read, written);
}

fn a_page_in_the_middle_stays_what_it_was(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    write_many(&ana, "/", "/posts");
    let reader = Visitor::new(&wall);
    let address = reader.open("/").link_rel("next").expect("an older page");
    let before = reader.open(&address).ids();
    ana.write("One more, at the top.");
    assert_eq!(
        reader.open(&address).ids(),
        before,
        "a new post moved an old page"
    );
}

fn paging_skips_what_was_deleted_for_good_and_loses_nothing_else(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let written = write_many(&ana, "/", "/posts");
    let last_of_page = *ana.open("/").ids().last().expect("a post");
    let page = ana.open("/");
    page.form(&format!("/posts/{last_of_page}/delete")).submit();
    let pages = walk(&Visitor::new(&wall), "/", "next");
    let mut read: Vec<u64> = pages.iter().flat_map(Page::ids).collect();
    read.sort_unstable();
    let left: Vec<u64> = written
        .into_iter()
        .filter(|id| *id != last_of_page)
        .collect();
    // Its place may still be shown, for those who may undo; nothing else may be lost with it.
    read.retain(|id| *id != last_of_page);
    assert_eq!(read, left);
}

fn a_short_list_has_nothing_to_page_through(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.write("Alone.");
    let page = Visitor::new(&wall).open("/");
    assert_eq!((page.link_rel("next"), page.link_rel("prev")), (None, None));
}

/// Writes with the form on each page that the last form led to, as somebody typing on would.
fn write_many(visitor: &Visitor, page: &str, action: &str) -> Vec<u64> {
    let mut page = visitor.open(page);
    let mut written = Vec::new();
    for n in 1..=MANY {
        page = page
            .form(action)
            .set("body", &format!("number {n}"))
            .submit();
        written.push(page.landed_on());
    }
    written
}

/// Every page from an address on, following one kind of link to its end.
fn walk(visitor: &Visitor, address: &str, rel: &str) -> Vec<Page> {
    let mut pages = vec![visitor.open(address)];
    while let Some(next) = pages.last().and_then(|page| page.link_rel(rel)) {
        assert!(!next.contains("page="), "{next} counts pages");
        assert!(pages.len() <= MANY, "the links never end");
        pages.push(visitor.open(&next));
    }
    pages
}

/// From the last page, the links back lead over the same posts to the newest.
fn walk_back_reads_the_same(pages: &[Page]) {
    let last = pages.last().expect("a page");
    let back = walk(&last.visitor, &last.address, "prev");
    let sorted = |pages: &[Page]| {
        let mut ids: Vec<u64> = pages.iter().flat_map(Page::ids).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(sorted(&back), sorted(pages));
    let newest = |page: &Page| page.ids().into_iter().max();
    assert_eq!(back.last().and_then(newest), newest(&pages[0]));
}
