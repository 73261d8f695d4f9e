//! Those who are here, for whoever gives roles.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::account::Standing;
use crate::account::pseudonym::likeness;
use crate::clock::Micros;
use crate::db::Conn;
use crate::db::schema::person;
use crate::error::Error;
use crate::html::{Face, Slice};
use crate::urls::Window;
use crate::viewer::Role;

/// How many people stand on a page.
pub const PER_PAGE: usize = 50;

/// Somebody in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Their number.
    pub id: i64,
    /// The pseudonym.
    pub name: String,
    /// The pseudonym as it stands in addresses.
    pub address: String,
    /// How it is held.
    pub standing: Standing,
    /// What they may do.
    pub role: Role,
    /// When it was taken.
    pub joined_at: Micros,
    /// The file of the picture that they gave, if they did.
    pub picture: Option<String>,
}

impl<'a> From<&'a Listed> for Face<'a> {
    fn from(of: &'a Listed) -> Self {
        Self {
            name: &of.name,
            address: &of.address,
            picture: of.picture.as_deref(),
        }
    }
}

type Row = (
    i64,
    String,
    String,
    String,
    (String, bool),
    Micros,
    Option<String>,
);
type Columns = (
    person::id,
    person::name,
    person::address,
    person::standing,
    (person::role, person::moderates),
    person::joined_at,
    person::picture,
);

const COLUMNS: Columns = (
    person::id,
    person::name,
    person::address,
    person::standing,
    (person::role, person::moderates),
    person::joined_at,
    person::picture,
);

fn listed((id, name, address, standing, (role, moderates), joined_at, picture): Row) -> Listed {
    let role = match Role::from_word(&role) {
        Role::Member if moderates => Role::Moderator,
        role => role,
    };
    Listed {
        id,
        name,
        address,
        standing: Standing::from_word(&standing),
        role,
        joined_at,
        picture,
    }
}

/// Owners and moderators: the owners first, each in the order of their coming; at most 500.
///
/// # Errors
/// A fault of the database.
pub fn with_roles(conn: &mut Conn) -> Result<Vec<Listed>, Error> {
    let mut found = Vec::new();
    // Written out, so that the index of each is used.
    for role in ["role = 'owner'", "moderates"] {
        let rows: Vec<Row> = person::table
            .filter(sql::<Bool>(role))
            .order(person::id)
            .limit(500)
            .select(COLUMNS)
            .load(conn)?;
        found.extend(rows.into_iter().map(listed));
    }
    Ok(found)
}

/// A page of those whose pseudonyms begin so, however that is typed, whoever came last first. Whoever
/// left is not among them.
///
/// # Errors
/// A fault of the database.
pub fn people(conn: &mut Conn, beginning: &str, window: Window) -> Result<Slice<Listed>, Error> {
    let pattern = format!("{}%", escaped(&likeness(beginning)));
    let mut found = person::table
        .filter(person::standing.ne(Standing::Left.as_str()))
        .select(COLUMNS)
        .limit(PER_PAGE as i64 + 1)
        .into_boxed();
    if pattern != "%" {
        found = found.filter(person::skeleton.like(pattern).escape('\\'));
    }
    found = match window {
        Window::Newest => found.order(person::id.desc()),
        Window::Before(id) => found.filter(person::id.lt(id)).order(person::id.desc()),
        Window::After(id) => found.filter(person::id.gt(id)).order(person::id.asc()),
    };
    let rows: Vec<Row> = found.load(conn)?;
    let rows = rows.into_iter().map(listed).collect();
    Ok(Slice::cut(rows, window, PER_PAGE))
}

/// Without a meaning of its own inside of a pattern.
fn escaped(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}
