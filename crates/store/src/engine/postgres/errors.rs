//! What an error of PostgreSQL means to the person who reads it.

use std::error::Error as _;
use std::io;

use tokio_postgres::Error;

use super::tls::HandshakeFailed;
use crate::error::StoreError;

/// An error of a server at this place. Only what the server says of itself is told: the
/// details of its errors could hold what stands in a row.
pub(super) fn error(place: &str, error: &Error) -> StoreError {
    let dir = place.to_owned();
    let Some(told) = error.as_db_error() else {
        return of_the_connection(dir, error);
    };
    let code = told.code();
    let why = told.message().to_owned();
    match code.code() {
        "23505" => StoreError::Clash { why },
        "40001" | "40P01" => StoreError::Conflicted { dir, why },
        "25006" => StoreError::ReadOnly { dir },
        "53100" => StoreError::DiskFull { dir },
        "55P03" => StoreError::Locked { dir },
        "28000" | "28P01" | "42501" | "3D000" => StoreError::NotLetIn { dir, why },
        "57014" => StoreError::TookTooLong { dir },
        "57P01" | "57P02" | "57P03" | "57P04" | "57P05" | "25P03" | "53300" => {
            StoreError::Unreachable { dir, why }
        }
        "XX001" | "XX002" => StoreError::Damaged { dir, why },
        code if code.starts_with("08") => StoreError::Unreachable { dir, why },
        // Classes 22 and 23: what was given does not fit; 54: it is too large.
        code if ["22", "23", "54"]
            .iter()
            .any(|class| code.starts_with(class)) =>
        {
            StoreError::Refused { why }
        }
        _ => StoreError::Database { dir, why },
    }
}

/// An error that the server did not tell.
fn of_the_connection(dir: String, error: &Error) -> StoreError {
    let source = error.source();
    let why = source.map_or_else(|| error.to_string(), ToString::to_string);
    if source.is_some_and(<dyn std::error::Error>::is::<HandshakeFailed>)
        || error.to_string().contains("TLS")
    {
        return StoreError::Encryption { dir, why };
    }
    if error.is_closed() || source.is_some_and(<dyn std::error::Error>::is::<io::Error>) {
        return StoreError::Unreachable { dir, why };
    }
    let text = error.to_string();
    if text.contains("authentication") || text.contains("password") {
        return StoreError::NotLetIn { dir, why };
    }
    if text.contains("connecting") || text.contains("timed out") {
        return StoreError::Unreachable { dir, why };
    }
    // What the driver could not turn into a value of the column.
    if text.contains("serializing") {
        return StoreError::Refused { why };
    }
    StoreError::Database { dir, why }
}
