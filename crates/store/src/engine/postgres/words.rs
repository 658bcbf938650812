//! The store's SQL in PostgreSQL's words. It is written in them already, but for two
//! things: texts are compared byte by byte, as SQLite does, whatever the database's
//! language is; and many rows go in one statement.

use tokio_postgres::types::Type;

/// The statement that makes a table.
pub(super) fn table(create: &str) -> String {
    create.replace(" text", " text collate \"C\"")
}

/// The statement for many rows, given as one list for each column, of one that inserts a row
/// or deletes what has a key (and has not another). Any other is left as it is, and the server refuses the lists.
pub(super) fn many(one: &str, types: &[Type]) -> String {
    insert(one, types).unwrap_or_else(|| {
        (1..=types.len()).fold(one.to_owned(), |many, place| {
            many.replace(&format!("= ${place}"), &format!("= any (${place})"))
        })
    })
}

fn insert(one: &str, types: &[Type]) -> Option<String> {
    let (head, values) = one.split_once(" values ")?;
    let (values, otherwise) = match values.split_once(" on conflict ") {
        Some((values, otherwise)) => (values, format!(" on conflict {otherwise}")),
        None => (values, String::new()),
    };
    let lists: Vec<String> = types
        .iter()
        .zip(1..)
        .map(|(ty, place)| format!("${place}::{ty}[]"))
        .collect();
    let names: Vec<String> = (1..=types.len()).map(|place| format!("c{place}")).collect();
    let mut values = values
        .trim()
        .strip_prefix('(')?
        .strip_suffix(')')?
        .to_owned();
    // From the last, so that `$1` is not found in `$16`.
    for place in (1..=types.len()).rev() {
        values = values.replace(&format!("${place}"), &format!("given.c{place}"));
    }
    Some(format!(
        "{head} select {values} from unnest({}) as given({}){otherwise}",
        lists.join(", "),
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_of_one_row_becomes_one_of_many() {
        let one = "insert into owner_key (owner, wrapped_by, n) values ($1, 'master', $2)";

        let many = many(one, &[Type::BYTEA, Type::INT8]);

        assert_eq!(
            many,
            "insert into owner_key (owner, wrapped_by, n) select given.c1, 'master', given.c2 \
             from unnest($1::bytea[], $2::int8[]) as given(c1, c2)"
        );
        assert_eq!(
            super::many(
                "insert into t (a) values ($1) on conflict do nothing",
                &[Type::INT8]
            ),
            "insert into t (a) select given.c1 from unnest($1::int8[]) as given(c1) \
             on conflict do nothing"
        );
        assert_eq!(
            super::many("delete from duty where subject = $1", &[Type::BYTEA]),
            "delete from duty where subject = any ($1)"
        );
    }
}
