//! Rows and cells, on their way between the store and the server.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::engine::{Cell, Row};

impl Row for tokio_postgres::Row {
    fn cell(&self, column: usize) -> Cell<'_> {
        /// A value that may be null.
        fn value<'r, T>(
            row: &'r tokio_postgres::Row,
            column: usize,
            of: impl Fn(T) -> Cell<'r>,
        ) -> Cell<'r>
        where
            T: tokio_postgres::types::FromSql<'r>,
        {
            row.try_get::<_, Option<T>>(column)
                .map_or(Cell::Strange, |value| value.map_or(Cell::Null, of))
        }
        let Some(described) = self.columns().get(column) else {
            return Cell::Strange;
        };
        match *described.type_() {
            Type::INT8 => value(self, column, Cell::Int),
            Type::BOOL => value(self, column, Cell::Flag),
            Type::TEXT => value(self, column, Cell::Text),
            Type::BYTEA => value(self, column, Cell::Bytes),
            _ => Cell::Strange,
        }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (*self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(number), &Type::INT8) => number.to_sql(ty, out),
            (Self::Flag(flag), &Type::BOOL) => flag.to_sql(ty, out),
            // PostgreSQL keeps no nought in a text. The body of the entry has it still.
            (Self::Text(text), &Type::TEXT) if text.contains('\0') => {
                text.replace('\0', "\u{2400}").to_sql(ty, out)
            }
            (Self::Text(text), &Type::TEXT) => text.to_sql(ty, out),
            (Self::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            _ => Err(format!("a value of another type than {ty} was given").into()),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::BOOL, Type::TEXT, Type::BYTEA].contains(ty)
    }

    to_sql_checked!();
}
