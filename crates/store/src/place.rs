//! Where a ledger is: in a directory, or on a PostgreSQL server.

use std::path::PathBuf;
use std::sync::Arc;

use crate::directory::{Directory, WriterLock};
use crate::engine::{Address, Engine, Postgres, Sqlite};
use crate::error::StoreError;
use crate::sql;

/// Where a ledger is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// A directory, with an SQLite database in it.
    Folder(Directory),
    /// A schema on a PostgreSQL server.
    Server(Arc<Address>),
}

/// A database open for writing. The lock is that of a directory; on a server the engine
/// holds the right itself.
type Writing = (Box<dyn Engine>, Option<WriterLock>);

impl Place {
    /// A directory.
    pub fn folder(path: PathBuf) -> Self {
        Self::Folder(Directory::at(path))
    }

    /// What is named: an address of a server, or else a directory.
    pub fn named(name: &str) -> Result<Self, StoreError> {
        if Address::is_meant(name) {
            return Ok(Self::Server(Arc::new(Address::parse(name)?)));
        }
        Ok(Self::folder(PathBuf::from(name)))
    }

    /// Its name, for messages.
    pub fn name(&self) -> String {
        match self {
            Self::Folder(directory) => directory.name(),
            Self::Server(address) => address.to_string(),
        }
    }

    /// Where the master key is, if it is not said otherwise. Beside the database only in
    /// a directory: a server's administrator would have both.
    pub fn master_key(&self) -> Option<PathBuf> {
        match self {
            Self::Folder(directory) => Some(directory.master_key()),
            Self::Server(_) => None,
        }
    }

    /// Whether there is a database, and more in it than a making that was broken off leaves.
    pub fn exists(&self) -> Result<bool, StoreError> {
        match self {
            Self::Folder(directory) => {
                let file = directory.database();
                Ok(file.exists() && holds_tables(&mut Sqlite::read(&file, &self.name())?)?)
            }
            Self::Server(address) => Ok(holds_tables(&mut Postgres::read(address)?)?),
        }
    }

    /// Opens the database for reading.
    pub fn read(&self) -> Result<Box<dyn Engine>, StoreError> {
        match self {
            Self::Folder(directory) => {
                let file = self.database(directory)?;
                Ok(Box::new(Sqlite::read(&file, &self.name())?))
            }
            Self::Server(address) => {
                let mut engine = Postgres::read(address)?;
                if !holds_tables(&mut engine)? {
                    return Err(self.no_ledger());
                }
                Ok(Box::new(engine))
            }
        }
    }

    /// Opens the database for writing, with the right to.
    pub fn write(&self) -> Result<Writing, StoreError> {
        match self {
            Self::Folder(directory) => {
                let file = self.database(directory)?;
                let lock = directory.lock()?;
                Ok((Box::new(Sqlite::write(&file, &self.name())?), Some(lock)))
            }
            Self::Server(address) => {
                let mut engine = Postgres::write(address)?;
                let tables = engine.tables()?;
                if tables.iter().all(|name| name == sql::WRITER.name) {
                    return Err(self.no_ledger());
                } else if !tables.iter().any(|name| name == sql::WRITER.name) {
                    return Err(StoreError::NotALedger { dir: self.name() });
                }
                engine.take_right()?;
                Ok((Box::new(engine), None))
            }
        }
    }

    /// Opens the database for writing, with the right to, and makes an empty one where
    /// there is none.
    pub fn make(&self) -> Result<Writing, StoreError> {
        match self {
            Self::Folder(directory) => {
                directory.make()?;
                let lock = directory.lock()?;
                directory.make_database()?;
                let engine = Sqlite::write(&directory.database(), &self.name())?;
                Ok((Box::new(engine), Some(lock)))
            }
            Self::Server(address) => Ok((Box::new(Postgres::make(address)?), None)),
        }
    }

    /// The database of a directory, if it is there.
    fn database(&self, directory: &Directory) -> Result<PathBuf, StoreError> {
        let file = directory.database();
        if file.exists() {
            Ok(file)
        } else {
            Err(self.no_ledger())
        }
    }

    fn no_ledger(&self) -> StoreError {
        StoreError::NoLedger { dir: self.name() }
    }
}

/// Whether a schema holds more than the beginnings of a ledger.
fn holds_tables(engine: &mut dyn Engine) -> Result<bool, StoreError> {
    Ok(engine.tables()?.iter().any(|name| name != sql::WRITER.name))
}
