//! Edits and deletions: by whom, what others see of them, and how they are undone.

use crate::support::{Page, Visitor, Wall};

on_both![
    an_edit_changes_the_words_and_says_so,
    earlier_versions_are_for_moderators,
    a_deleted_post_leaves_a_place_that_can_be_undone,
    a_deleted_comment_can_be_undone,
    comments_stay_where_they_are_under_a_deleted_post,
    nobody_edits_or_deletes_what_another_wrote,
    the_owner_deletes_what_anybody_wrote,
];

fn an_edit_changes_the_words_and_says_so(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("I can fly.");
    let form = open_edit(&ana, post).form(&format!("/posts/{post}/edit"));
    assert_eq!(
        form.value("body"),
        Some("I can fly."),
        "the words to edit are not there"
    );
    form.set("body", "I can walk.").submit();
    let page = Visitor::new(&wall).open("/");
    assert_eq!(page.entry(post).words, "I can walk.");
    assert!(
        page.has(&format!("article#p{post} .edited")),
        "nothing says that it was edited"
    );
}

fn earlier_versions_are_for_moderators(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("The old words.");
    let form = open_edit(&ana, post).form(&format!("/posts/{post}/edit"));
    form.set("body", "The new words.").submit();
    let versions = format!("/posts/{post}/versions");
    assert!(owner.open(&versions).words().contains("The old words."));
    let bob = Visitor::named(&wall, "Bob").get(&versions);
    assert_eq!(bob.status, 403);
    assert!(!bob.says("The old words."));
    assert_eq!(Visitor::new(&wall).get(&versions).status, 401);
}

fn a_deleted_post_leaves_a_place_that_can_be_undone(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Words I regret.");
    let gone = ana
        .open("/")
        .form(&format!("/posts/{post}/delete"))
        .submit();
    assert!(gone.entry(post).deleted);
    assert!(!gone.says("Words I regret."));

    let stranger = Visitor::new(&wall);
    let permalink = stranger.get(&format!("/posts/{post}"));
    assert_eq!(permalink.status, 410);
    assert!(!permalink.says("Words I regret."));
    assert!(
        !permalink.has_form(&format!("/posts/{post}/restore")),
        "a stranger may undo it"
    );
    assert!(!stranger.open("/").says("Words I regret."));

    gone.form(&format!("/posts/{post}/restore")).submit();
    let back = stranger.open("/").entry(post);
    assert_eq!(
        (back.deleted, back.words.as_str()),
        (false, "Words I regret.")
    );
    assert_eq!(
        stranger.open(&format!("/posts/{post}")).entry(post).author,
        "Ana"
    );
}

fn a_deleted_comment_can_be_undone(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("A post.");
    let comment = ana.comment(post, "A hasty word.");
    let page = ana.open(&format!("/posts/{post}"));
    let gone = page.form(&format!("/posts/{comment}/delete")).submit();
    assert!(!gone.says("A hasty word."));
    assert_eq!(
        gone.entry(post).words,
        "A post.",
        "the post went with its comment"
    );
    gone.form(&format!("/posts/{comment}/restore")).submit();
    let page = Visitor::new(&wall).open(&format!("/posts/{post}"));
    assert_eq!(page.entry(comment).words, "A hasty word.");
}

fn comments_stay_where_they_are_under_a_deleted_post(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("A question I regret.");
    let comment = bob.comment(post, "A good answer.");
    ana.open("/")
        .form(&format!("/posts/{post}/delete"))
        .submit();

    let thread = Visitor::new(&wall).get(&format!("/posts/{post}"));
    assert_eq!(thread.status, 410);
    assert!(!thread.says("A question I regret."));
    assert_eq!(thread.entry(comment).words, "A good answer.");
    let page = bob.get(&format!("/posts/{post}"));
    let gone = page.form(&format!("/posts/{comment}/delete")).send();
    let undo = bob.get(gone.location());
    assert!(undo.has_form(&format!("/posts/{comment}/restore")));
}

fn nobody_edits_or_deletes_what_another_wrote(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let hers = ana.write("Mine.");
    let his = bob.write("His.");
    let page = bob.open("/");
    assert!(
        !page.has_form(&format!("/posts/{hers}/delete")),
        "Bob is offered to delete it"
    );
    assert!(
        !page.has(&format!("a[href='/posts/{hers}/edit']")),
        "Bob is offered to edit it"
    );
    assert_eq!(bob.get(&format!("/posts/{hers}/edit")).status, 403);

    // Bob bends his own forms to Ana's post. Their tokens are for another action, so either the token
    // or the right is what is missing: nothing must change in both cases.
    for act in ["delete", "edit"] {
        let mut form = match act {
            "delete" => page.form(&format!("/posts/{his}/delete")),
            _ => bob
                .open(&format!("/posts/{his}/edit"))
                .form(&format!("/posts/{his}/edit")),
        };
        form.action = format!("/posts/{hers}/{act}");
        let answer = form.send();
        assert!(
            [403, 422].contains(&answer.status),
            "{act}: {}",
            answer.status
        );
    }
    assert_eq!(Visitor::new(&wall).open("/").entry(hers).words, "Mine.");
}

fn the_owner_deletes_what_anybody_wrote(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Spam, spam, spam.");
    owner
        .open("/")
        .form(&format!("/posts/{post}/delete"))
        .submit();
    assert!(!ana.open("/").says("Spam, spam, spam."));
    let restore = format!("/posts/{post}/restore");
    assert!(
        !ana.open("/").has_form(&restore),
        "its author may undo what the owner did"
    );
}

fn open_edit(visitor: &Visitor, post: u64) -> Page {
    let page = visitor.open("/");
    let link = page.first(&format!("article#p{post} a[href$='/posts/{post}/edit']"));
    visitor.open(link.attr("href").expect("an address"))
}
