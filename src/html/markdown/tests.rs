//! What comes out of what people write.

use super::*;
use proptest::prelude::*;

fn html(source: &str) -> String {
    render(source).0.trim_end().to_owned()
}

#[test]
fn raw_html_is_shown_as_text() {
    assert_eq!(html("a <b>c</b>"), "<p>a &lt;b&gt;c&lt;/b&gt;</p>");
    assert!(html("<div>\nx\n</div>").contains("&lt;div&gt;"));
}

#[test]
fn a_long_text_is_folded_between_two_blocks_and_a_short_one_is_not() {
    assert!(render_folded("A few words.", &|_| None).1.is_none());
    let one_block = "word ".repeat(400);
    assert!(render_folded(&one_block, &|_| None).1.is_none());
    let text = format!(
        "{}\n\n- {}\n- [a][b]\n\n{}\n\n[b]: /c",
        "a ".repeat(300),
        "b ".repeat(300),
        "c ".repeat(300)
    );
    let (shown, rest) = render_folded(&text, &|_| None);
    let rest = rest.expect("a rest");
    assert_eq!(format!("{}{}", shown.0, rest.0), render(&text).0);
    assert!(shown.0.ends_with("</ul>\n") && rest.0.starts_with("<p>c"));
    // What is left over would not be worth it.
    let nearly = format!("{}\n\n{}", "a ".repeat(700), "b ".repeat(100));
    assert!(render_folded(&nearly, &|_| None).1.is_none());
}

#[test]
fn a_link_vouches_for_nothing_and_a_dangerous_one_is_words() {
    assert_eq!(
        html("[x](https://example.com/)"),
        "<p><a href=\"https://example.com/\" rel=\"nofollow ugc noopener\">x</a></p>"
    );
    assert_eq!(html("[x](javascript:alert(1))"), "<p>x</p>");
    assert_eq!(html("[x](//example.com)"), "<p>x</p>");
}

#[test]
fn an_image_becomes_a_link_to_it() {
    let shown = html("![a cat](https://example.com/cat.png)");
    assert!(
        shown.contains(">a cat</a>") && !shown.contains("<img"),
        "{shown}"
    );
}

#[test]
fn a_link_holds_no_link() {
    let shown = html("[![x](https://a.example/)](https://b.example/)");
    assert_eq!(shown.matches("<a ").count(), 1, "{shown}");
}

#[test]
fn what_is_written_as_a_number_is_tamed_as_well() {
    assert_eq!(html("a&#x202e;b&#27;c"), "<p>abc</p>");
    assert_eq!(
        html(&"e".replace('e', "e&#x301;&#x301;&#x301;&#x301;&#x301;&#x301;"))
            .matches('\u{301}')
            .count(),
        4
    );
}

#[test]
fn line_breaks_stay() {
    assert_eq!(html("one\ntwo"), "<p>one<br>\ntwo</p>");
}

#[test]
fn a_table_can_be_scrolled_by_keyboard() {
    let shown = html("| a |\n|---|\n| 1 |");
    assert!(
        shown.starts_with("<div class=\"table\" tabindex=\"0\"><table>"),
        "{shown}"
    );
    assert!(
        shown.contains("<th>a</th>") && shown.contains("<td>1</td>"),
        "{shown}"
    );
}

/// The elements that can come out, and nothing else that looks like one.
fn is_known(tag: &str) -> bool {
    const KNOWN: [&str; 26] = [
        "p",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "code",
        "ul",
        "ol",
        "li",
        "div",
        "table",
        "thead",
        "tr",
        "th",
        "td",
        "em",
        "strong",
        "del",
        "a",
        "br",
        "hr",
        "tbody",
        "span",
        "bdi",
    ];
    let name: String = tag
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    KNOWN.contains(&name.as_str())
}

proptest! {
    #[test]
    fn nothing_comes_out_but_what_is_named_here(source in "[\\PC\n]{0,200}|([<>&\"'`*_\\[\\]()!#|~\\- \na-z/:]{0,120})") {
        let shown = html(&source);
        for tag in shown.split('<').skip(1) {
            prop_assert!(is_known(tag), "{source:?} became {shown}");
        }
        prop_assert_eq!(shown.matches("<a ").count(), shown.matches("</a>").count());
    }
}
