//! A column that is one of many numbers.
//!
//! Diesel writes one place for each number where SQLite is asked, and such a query is parsed anew each time.
//! Here all of them are one bound value, and the statement stays prepared: as JSON for SQLite (`json_each`), as
//! an array for PostgreSQL.

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Bool, Text};
use diesel::sqlite::Sqlite;

/// That `column` is one of `numbers`, for queries that run often. It wants to know the backend, as
/// `on_either` tells it.
pub fn among<C>(column: C, numbers: &[i64]) -> Among<C>
where
    C: Expression<SqlType = BigInt>,
{
    Among {
        column,
        json: serde_json::json!(numbers).to_string(),
        numbers: numbers.to_vec(),
    }
}

/// What [`among`] makes.
#[derive(Debug, Clone, QueryId)]
pub struct Among<C> {
    column: C,
    json: String,
    numbers: Vec<i64>,
}

impl<C: Expression> Expression for Among<C> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<T>, T> AppearsOnTable<T> for Among<C> {}

impl<C: SelectableExpression<T>, T> SelectableExpression<T> for Among<C> {}

impl<C: ValidGrouping<G>, G> ValidGrouping<G> for Among<C> {
    type IsAggregate = C::IsAggregate;
}

impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT value FROM json_each(");
        out.push_bind_param::<Text, _>(&self.json)?;
        out.push_sql("))");
        Ok(())
    }
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ANY(");
        out.push_bind_param::<Array<BigInt>, _>(&self.numbers)?;
        out.push_sql(")");
        Ok(())
    }
}
