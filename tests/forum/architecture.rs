//! How the house is built, read from its sources: who may know whom, and what may stand where. Each
//! rule is also shown a made-up file that breaks it, so that none passes because it sees nothing.

mod source;

use source::{Source, balanced};
use std::ops::Range;

/// The floors of the house. A module imports from the floors above its own (earlier in this list).
const FLOORS: [Floor; 9] = [
    Floor::InOrder(&["error", "config", "clock", "locale"]),
    Floor::InOrder(&["db"]),
    Floor::InOrder(&["rules", "viewer", "urls", "html"]),
    Floor::InOrder(&["log", "mail", "web"]),
    Floor::InOrder(&["account", "room", "attachment", "post"]),
    Floor::Siblings(&[
        "moderation",
        "owner",
        "search",
        "presence",
        "live",
        "notify",
        "feed",
        "message",
    ]),
    Floor::InOrder(&["archive", "hosting", "metrics"]),
    Floor::InOrder(&["app", "routes"]),
    Floor::InOrder(&["cli", "main"]),
];

/// What stands on one floor.
enum Floor {
    /// Each module may import those before it.
    InOrder(&'static [&'static str]),
    /// They meet through the log and do not import each other.
    Siblings(&'static [&'static str]),
}

impl Floor {
    fn place(&self, module: &str) -> Option<usize> {
        let (Floor::InOrder(modules) | Floor::Siblings(modules)) = self;
        modules.iter().position(|name| *name == module)
    }
}

/// Folders and files that speak to the database. The rest asks them.
const QUERIES: [&str; 7] = [
    "db/",
    "log.rs",
    "log/",
    "web/once.rs",
    "web/draft.rs",
    "account/claim.rs",
    "app.rs",
];

/// Past this many lines a file is to become a folder.
const LONGEST: usize = 500;

#[test]
fn imports_point_up_the_list_only() {
    holds(imports_point_up);
    breaks(imports_point_up, "web/frame.rs", "use crate::app::App;");
    breaks(imports_point_up, "room/mod.rs", "use crate::post::Post;");
    breaks(imports_point_up, "search/web.rs", "use crate::live::Hub;");
    breaks(imports_point_up, "db.rs", "use crate::{\n    log::Log,\n};");
    let nested = "use crate::{error::{Error, Fault}, db::{self, Db}};";
    breaks(imports_point_up, "config.rs", nested);
    breaks(imports_point_up, "urls.rs", "fn f() { crate::web::f() }");
    breaks(imports_point_up, "log/bell.rs", "use super::super::web;");
    breaks(imports_point_up, "error.rs", "use crate::basement::Boiler;");
}

#[test]
fn imports_may_point_up_the_list() {
    keeps(imports_point_up, "web/frame.rs", "use crate::log::Log;");
    keeps(imports_point_up, "post/mod.rs", "use crate::room::Room;");
    keeps(imports_point_up, "html.rs", "use crate::{urls, viewer};");
    keeps(
        imports_point_up,
        "post/view/a.rs",
        "use super::super::Post;",
    );
    keeps(imports_point_up, "db.rs", "/// See [`crate::app`].\nmod a;");
}

#[test]
fn each_module_begins_by_saying_what_lives_in_it() {
    holds(says_what_lives_here);
    breaks(
        says_what_lives_here,
        "room/ban.rs",
        "use std::fmt;\n//! Late.",
    );
}

#[test]
fn only_html_trusts_markup() {
    holds(trusts_no_markup);
    let view = "fn f() -> Markup { html! { (maud::PreEscaped(body)) } }";
    breaks(trusts_no_markup, "post/view/article.rs", view);
    keeps(trusts_no_markup, "html/markdown.rs", view);
}

#[test]
fn addresses_are_written_in_one_place() {
    holds(writes_no_address);
    let view = |address: &str| format!("fn f() {{ html! {{ a href={address} {{ }} }} }}");
    breaks(writes_no_address, "room/view.rs", &view(r#""/rooms""#));
    breaks(writes_no_address, "room/view.rs", &view(r##"r#"/rooms"#"##));
    breaks(
        writes_no_address,
        "room/view.rs",
        &view(r#""{base}/rooms""#),
    );
    keeps(writes_no_address, "urls.rs", &view(r#""/rooms""#));
    keeps(
        writes_no_address,
        "room/view.rs",
        r#"fn f() { g("and/or", "/") }"#,
    );
    let test = "#[cfg(test)]\nmod tests { fn f() { g(\"/posts\") } }";
    keeps(writes_no_address, "html/form_key.rs", test);
    breaks(
        writes_no_address,
        "room/web.rs",
        &format!("{test}\nconst A: &str = \"/a\";"),
    );
}

#[test]
fn only_stores_speak_to_the_database() {
    holds(asks_no_database);
    let query = "fn f() { person::table.load(conn) }";
    breaks(asks_no_database, "post/view/pages.rs", query);
    breaks(
        asks_no_database,
        "app/about.rs",
        "fn f() { q.execute(tx.conn) }",
    );
    breaks(
        asks_no_database,
        "cli/owner.rs",
        "fn f() { q.first::<i64>(conn) }",
    );
    breaks(asks_no_database, "web.rs", "use diesel::prelude::*;");
    keeps(asks_no_database, "post/store/list.rs", query);
    keeps(asks_no_database, "search/store.rs", query);
    keeps(
        asks_no_database,
        "web.rs",
        "fn f() { n.load(Ordering::Relaxed) }",
    );
}

#[test]
fn nothing_is_allowed_without_a_reason() {
    holds(gives_reasons);
    breaks(gives_reasons, "web.rs", "#[allow(dead_code)]\nfn f() {}");
    breaks(gives_reasons, "web.rs", "#![expect(\n    missing_docs\n)]");
    breaks(gives_reasons, "web.rs", "#[cfg_attr(test, allow(unused))]");
    keeps(
        gives_reasons,
        "web.rs",
        "#[expect(x, reason = \"so\")]\nfn f() {}",
    );
}

#[test]
fn no_file_is_longer_than_one_can_read() {
    holds(is_readable_at_once);
    breaks(is_readable_at_once, "web.rs", &"//\n".repeat(LONGEST + 1));
    keeps(is_readable_at_once, "web.rs", &"//\n".repeat(LONGEST));
}

/// What is wrong with a file, a sentence each.
type Rule = fn(&Source) -> Vec<String>;

/// The whole house keeps the rule.
fn holds(rule: Rule) {
    let sources = Source::all_of_them();
    assert!(sources.len() > 50, "only {} sources", sources.len());
    let wrong: Vec<String> = sources.iter().flat_map(rule).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rule objects to a file like this.
fn breaks(rule: Rule, path: &str, text: &str) {
    let wrong = rule(&Source::new(path, text));
    assert_eq!(wrong.len(), 1, "in {path}:\n{text}\nit finds {wrong:?}");
    assert!(wrong[0].starts_with(&format!("src/{path}:")), "{wrong:?}");
}

/// The rule is content with a file like this.
fn keeps(rule: Rule, path: &str, text: &str) {
    assert_eq!(rule(&Source::new(path, text)), [] as [&str; 0], "{path}");
}

fn imports_point_up(source: &Source) -> Vec<String> {
    let own = source.module();
    let wrong = |(at, module): (usize, String)| {
        let why = import_is_wrong(own, &module)?;
        Some(source.sentence(at, &format!("{own} imports {module}, {why}")))
    };
    let imports = source.imports().into_iter();
    // `lib.rs` names every module: it is the list's cover.
    imports.filter(|_| own != "lib").filter_map(wrong).collect()
}

fn import_is_wrong(own: &str, other: &str) -> Option<&'static str> {
    let find = |module: &str| {
        let places = FLOORS.iter().enumerate();
        let mut places = places.filter_map(|(floor, on)| Some((floor, on.place(module)?)));
        places.next()
    };
    let (Some(here), Some(there)) = (find(own), find(other)) else {
        return Some("and one of them has no place in the list");
    };
    if own == other || there.0 < here.0 {
        None
    } else if there.0 > here.0 {
        Some("which stands on a floor below")
    } else if matches!(FLOORS[here.0], Floor::Siblings(_)) {
        Some("its sibling: they meet through the log")
    } else {
        (there.1 > here.1).then_some("which stands after it")
    }
}

fn says_what_lives_here(source: &Source) -> Vec<String> {
    let says = source.text.starts_with("//! ");
    let wrong = (!says).then(|| source.sentence(0, "it does not begin with //!"));
    wrong.into_iter().collect()
}

fn trusts_no_markup(source: &Source) -> Vec<String> {
    if source.module() == "html" {
        return Vec::new();
    }
    source.all("PreEscaped", "trusting markup is for src/html/ alone")
}

fn writes_no_address(source: &Source) -> Vec<String> {
    let writes = ["urls.rs", "routes.rs"].contains(&source.path.as_str());
    if writes || source.path.starts_with("urls/") {
        return Vec::new();
    }
    // Unit tests may sign, parse and join whatever addresses they like: no visitor is led there.
    let shown = source
        .literals
        .iter()
        .filter(|literal| !source.is_test(literal.start));
    let addresses = shown.filter(|literal| is_address(&source.text[(*literal).clone()]));
    let sentence = |literal: &Range<usize>| {
        let literal_text = &source.text[literal.clone()];
        source.sentence(
            literal.start,
            &format!("{literal_text} belongs into urls.rs"),
        )
    };
    addresses.map(sentence).collect()
}

/// Whether a literal, its quotes included, has a path in it: a slash and a letter, either at its
/// beginning or right after something that is filled in.
fn is_address(literal: &str) -> bool {
    let begins = |path: &str| path.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut places = literal.match_indices('/');
    places.any(|(at, _)| literal[..at].ends_with(['"', '}']) && begins(&literal[at + 1..]))
}

fn asks_no_database(source: &Source) -> Vec<String> {
    let is_store = source.path.ends_with("/store.rs") || source.path.contains("/store/");
    let is_in = |place: &&str| match place.ends_with('/') {
        true => source.path.starts_with(*place),
        false => source.path == *place,
    };
    if is_store || QUERIES.iter().any(is_in) {
        return Vec::new();
    }
    let why = "queries belong into a store";
    let mut wrong = source.all("diesel::prelude", why);
    for verb in ["load", "execute", "first", "get_result", "get_results"] {
        let method = format!(".{verb}");
        let calls = source.code.match_indices(&method);
        let ends = calls.map(|(at, _)| at + method.len());
        let asks = ends.filter(|end| takes_a_connection(&source.code[*end..]));
        wrong.extend(asks.map(|at| source.sentence(at, why)));
    }
    wrong
}

/// Whether what follows a method's name hands it a connection: `(conn)`, `::<i64>(tx.conn)`. Atomics
/// are loaded with an ordering, and slices have a first element, without one.
fn takes_a_connection(call: &str) -> bool {
    let arguments = match call.strip_prefix("::<") {
        Some(turbofish) => turbofish.split_once(">(").map(|(_, rest)| rest),
        None => call.strip_prefix('('),
    };
    let argument = arguments.and_then(|rest| rest.split([')', ',']).next());
    argument.is_some_and(|argument| argument.contains("conn"))
}

fn gives_reasons(source: &Source) -> Vec<String> {
    let starts = source
        .code
        .match_indices("#[")
        .chain(source.code.match_indices("#!["));
    let bare = starts.filter(|(at, _)| {
        let attribute = balanced(&source.code[*at..], '[', ']');
        let quiets = ["allow(", "expect("]
            .iter()
            .any(|name| attribute.contains(name));
        quiets && !attribute.contains("reason =")
    });
    bare.map(|(at, _)| source.sentence(at, "it quiets a lint without a reason"))
        .collect()
}

fn is_readable_at_once(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    let wrong =
        (lines > LONGEST).then(|| source.sentence(0, &format!("{lines} lines are too many")));
    wrong.into_iter().collect()
}
