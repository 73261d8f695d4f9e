//! Kinds of pages: the patterns of the table of addresses, read off its source, so that a page that is
//! added there is asked for here.

const TABLE: &str = include_str!("../../../src/routes.rs");

/// A line of the table.
#[derive(Debug)]
pub struct Kind {
    pub pattern: String,
    pub is_get: bool,
}

/// The whole table, in its order.
pub fn table() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for line in TABLE.split(".route(").skip(1) {
        let Some((pattern, rest)) = line.trim_start().strip_prefix('"').and_then(ended) else {
            continue;
        };
        kinds.push(Kind {
            pattern: pattern.to_owned(),
            is_get: rest
                .trim_start_matches([',', ' ', '\n'])
                .starts_with("get("),
        });
    }
    kinds
}

fn ended(text: &str) -> Option<(&str, &str)> {
    text.split_once('"')
}

/// The pattern that an address has in the table. The first that fits counts, as it does there.
pub fn of(table: &[Kind], address: &str, is_get: bool) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let kind = table
        .iter()
        .find(|kind| kind.is_get == is_get && fits(&kind.pattern, path));
    kind.map(|kind| kind.pattern.clone())
}

fn fits(pattern: &str, path: &str) -> bool {
    let (wanted, given) = (pattern.split('/'), path.split('/'));
    wanted.clone().count() == given.clone().count()
        && wanted.zip(given).all(|(wanted, given)| {
            let digits = || given.bytes().all(|byte| byte.is_ascii_digit());
            match wanted.starts_with('{') {
                true => !given.is_empty() && (!wanted.contains("\\d") || digits()),
                false => wanted == given,
            }
        })
}
