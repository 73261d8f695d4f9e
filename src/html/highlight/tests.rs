//! Tests of the lexer.

use super::*;
use proptest::prelude::*;

fn shown(language: &str, code: &str) -> String {
    let mut html = String::new();
    highlight(
        &mut html,
        Language::named(language).expect("a language"),
        code,
    );
    html
}

/// What was marked so.
fn marked(language: &str, code: &str, class: &str) -> Vec<String> {
    let html = shown(language, code);
    let opening = format!("<span class=\"{class}\">");
    let found = html.split(&opening).skip(1);
    found
        .map(|rest| rest.split("</span>").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn each_language_has_its_comments_texts_numbers_and_keywords() {
    // Language, code, then what is a comment, a text, a number, a keyword in it.
    let cases = [
        (
            "rust",
            "fn f<'a>() { r#\"a\"b\"#; '\\n'; 0x1f } // c",
            "// c",
            "r#&quot;a&quot;b&quot;#|'\\n'",
            "0x1f",
            "fn",
        ),
        (
            "c",
            "int x = 1; /* a\nb */ char *s = \"a\\\"b\";",
            "/* a\nb */",
            "&quot;a\\&quot;b&quot;",
            "1",
            "int|char",
        ),
        (
            "zig",
            "const x = 'a';\n\\\\ text\n// c",
            "// c",
            "'a'|\\\\ text",
            "",
            "const",
        ),
        (
            "python",
            "def f(): return '''a\nb''' # c",
            "# c",
            "'''a\nb'''",
            "",
            "def|return",
        ),
        (
            "js",
            "const a = `x\ny` + 1.5 // c",
            "// c",
            "`x\ny`",
            "1.5",
            "const",
        ),
        (
            "go",
            "func f() { return `a` }",
            "",
            "`a`",
            "",
            "func|return",
        ),
        (
            "java",
            "class A { char c = 'c'; }",
            "",
            "'c'",
            "",
            "class|char",
        ),
        (
            "sh",
            "if true; then echo \"$a\" # c",
            "# c",
            "&quot;$a&quot;",
            "",
            "if|then",
        ),
        (
            "sql",
            "SELECT 'it''s' from t -- c",
            "-- c",
            "'it'|'s'",
            "",
            "SELECT|from",
        ),
        (
            "html",
            "<!-- c --><a href=\"x\">y&amp;</a>",
            "&lt;!-- c --&gt;",
            "&quot;x&quot;",
            "&amp;amp;",
            "a|/a",
        ),
        (
            "json",
            "{\"a\": [true, 1e5, \"b\"]}",
            "",
            "&quot;b&quot;",
            "1e5",
            "true",
        ),
        ("toml", "a = 'b' # c\nd = true", "# c", "'b'", "", "true"),
        ("css", "a { color: #fff; } /* c */", "/* c */", "", "", ""),
        ("diff", "@@ 1 @@\n+a\n-b\n c", "@@ 1 @@", "-b", "", "+a"),
    ];
    for (language, code, comment, text, number, keyword) in cases {
        for (class, expected) in [("c", comment), ("s", text), ("n", number), ("k", keyword)] {
            let found = marked(language, code, class).join("|");
            assert_eq!(
                found,
                expected,
                "{class} in {language}: {}",
                shown(language, code)
            );
        }
    }
}

#[test]
fn a_key_is_no_text() {
    assert_eq!(marked("json", "{\"a\" : \"b\"}", "a"), ["&quot;a&quot;"]);
}

#[test]
fn a_language_goes_by_several_names_and_an_unknown_one_by_none() {
    for (one, other) in [
        ("rs", "rust"),
        ("C++", "cpp"),
        ("Python", "py"),
        ("bash", "sh"),
    ] {
        let named = |name| Language::named(name).map(|language| language.names);
        assert_eq!(named(one), named(other));
        assert!(named(one).is_some(), "{one}");
    }
    for unknown in ["", "text", "klingon", "x\"><script>"] {
        assert!(Language::named(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn what_is_hostile_grows_no_more_than_six_times() {
    for language in ["rust", "html", "json", "diff", "sql"] {
        for bit in ["1 ", "<", "\"", "'a", "/*", "<a ", "+\n", "&a;", "r#", "\\"] {
            let code = bit.repeat(20_000);
            let html = shown(language, &code);
            let escaped = code.replace('&', "&amp;").replace('<', "&lt;");
            let escaped = escaped.replace('"', "&quot;").replace('>', "&gt;").len();
            assert!(html.len() < escaped + 6 * code.len(), "{language} {bit:?}");
        }
    }
}

/// The text of markup.
fn read(html: &str) -> String {
    let mut text = String::new();
    for (n, part) in html.split('<').enumerate() {
        text.push_str(if n == 0 {
            part
        } else {
            part.split_once('>').map_or("", |(_, text)| text)
        });
    }
    let text = text.replace("&quot;", "\"").replace("&lt;", "<");
    text.replace("&gt;", ">").replace("&amp;", "&")
}

proptest! {
    #[test]
    fn every_character_stays_where_it_was(code in "[\\PC\n]{0,80}|([a-z<>&\"'`#/*\\\\!\\-;:= \n0-9é]{0,120})") {
        for language in Language::all() {
            let html = shown(language.names[0], &code);
            prop_assert_eq!(read(&html), code.clone(), "{}: {}", language.names[0], html);
            for tag in html.split('<').skip(1) {
                let is_mark = match tag.strip_prefix('/') {
                    Some(closing) => closing.starts_with("span>"),
                    None => tag.starts_with("span class=\""),
                };
                prop_assert!(is_mark, "{}", html);
            }
        }
    }
}
