//! Words that are too long, too deep, too high, or run the other way.

use crate::markdown::harmless;
use crate::support::{Visitor, Wall};
use scraper::ElementRef;

on_both![
    a_very_long_word_is_kept_whole,
    a_very_long_post_is_kept_whole,
    deep_nesting_is_survived,
    marks_piled_upon_letters_are_survived,
    writing_from_right_to_left_stays_in_its_place,
];

fn a_very_long_word_is_kept_whole(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let word = "a".repeat(3_000);
    let id = ana.write(&word);
    assert_eq!(ana.open(&format!("/posts/{id}")).entry(id).words, word);
}

fn a_very_long_post_is_kept_whole(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let words: Vec<String> = (1..=3_000).map(|n| format!("w{n}")).collect();
    let paragraphs: Vec<String> = words.chunks(50).map(|chunk| chunk.join(" ")).collect();
    let id = ana.write(&paragraphs.join("\n\n"));
    let whole = ana.open(&format!("/posts/{id}"));
    for word in [&words[0], &words[1_499], &words[2_999]] {
        assert!(whole.says(word), "{word} is missing");
    }
    // On the list it may be cut; then something leads on.
    let list = ana.open("/");
    let cut = !list.entry(id).words.contains("w3000");
    assert_eq!(
        cut,
        list.has(&format!("article#p{id} p.more a[href='/posts/{id}']"))
    );
}

fn deep_nesting_is_survived(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let nested =
        ["> ", "- ", "*", "[", "**_", "`", "![", "<div>"].map(|opening| opening.repeat(4_000));
    for words in nested {
        let words = format!("{words}core");
        let short: String = words.chars().take(19_000).collect();
        let id = ana.write(&short);
        let page = ana.open(&format!("/posts/{id}"));
        harmless(
            page.first(&format!("article#p{id} .e-content")),
            &short[..20],
        );
        let depth = page
            .all(".e-content *")
            .iter()
            .map(|element| depth(*element))
            .max();
        assert!(
            depth.unwrap_or_default() < 100,
            "{depth:?} elements deep: {}",
            &short[..20]
        );
    }
}

fn marks_piled_upon_letters_are_survived(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let zalgo = format!("H{0}e{0}l{0}p{0}", "\u{0300}\u{0316}\u{0489}".repeat(30));
    let id = ana.write(&zalgo);
    let shown = ana.open("/").entry(id).words;
    let letters: String = shown.chars().filter(char::is_ascii_alphabetic).collect();
    assert_eq!(letters, "Help");
}

fn writing_from_right_to_left_stays_in_its_place(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let id = ana.write("مرحبا بالعالم, hello. \u{202e}abc");
    let page = ana.open("/");
    assert_eq!(
        page.first(&format!("article#p{id} .e-content")).attr("dir"),
        Some("auto")
    );
    // `data` is for programs, and shows nothing.
    for name in page.all(":not(data).p-name, header nav a[href*='/people/'], aside#fireflies li a")
    {
        let isolated = name
            .child_elements()
            .any(|child| child.value().name() == "bdi");
        assert!(
            isolated,
            "a name without bdi turns its surroundings: {}",
            name.html()
        );
    }
}

fn depth(element: ElementRef<'_>) -> usize {
    element.ancestors().count()
}
