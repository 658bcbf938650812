//! All the SQL there is, in PostgreSQL's words: the tables ([`schema`]) and the
//! statements ([`statement`]). An engine puts it into its own.

mod schema;
mod statement;

pub(crate) use schema::{
    FORMAT, FORMAT_WITHOUT_DESKS, FORMAT_WITHOUT_DOCUMENTS, FORMAT_WITHOUT_TOLD, LEDGER,
    LEDGER_SINCE_2, LEDGER_SINCE_3, LEDGER_SINCE_4, LEDGER_SINCE_5, READ_MODELS,
    READ_MODELS_VERSION, Table, WRITER,
};
pub(crate) use statement::Statement;
