//! What is kept at people's desks: accounts, sessions, drafts, looks.

use jiff::{Timestamp, ToSpan};
use practice::Id;
use store::{Account, KeptDraft, Look, Reader, Session};

use super::common::id;

mod accounts;
mod drafts;
mod sets;
mod told;
mod whole;

pub const AMINA: u128 = 0xa1;
pub const BEN: u128 = 0xb2;

pub fn at(minute: i64) -> Timestamp {
    let nine: Timestamp = "2026-06-01T09:00:00Z".parse().unwrap();
    nine + minute.minutes()
}

pub fn account(worker: u128, sign_in: &str) -> Account {
    Account {
        worker: id(worker),
        sign_in: sign_in.into(),
        password: format!("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA${sign_in}"),
        code_secret: vec![7; 20],
        last_code: 58_000_000,
        recovery: vec![[1; 32], [2; 32]],
        failures: 0,
        locked_until: None,
        must_change: true,
        made_at: at(0),
        closed_at: None,
        version: 1,
    }
}

pub fn session(n: u8, worker: u128) -> Session {
    Session {
        token: [n; 32],
        worker: id(worker),
        began_at: at(0),
        used_at: at(0),
        ends_at: at(600),
        form_key: [n ^ 0xff; 32],
        vouched: None,
    }
}

pub fn typed(n: u128, owner: Id, version: u64, note: &str) -> KeptDraft {
    KeptDraft {
        id: id(n),
        worker: id(AMINA),
        owner,
        kind: "case-note".into(),
        corrects: version.is_multiple_of(2).then(|| id(0x99)),
        based_on: 4,
        fields: [
            ("note".to_owned(), vec![note.to_owned()]),
            ("present".to_owned(), vec!["mother".into(), "aunt".into()]),
        ]
        .into(),
        kept_at: at(i64::try_from(version).unwrap()),
        version,
    }
}

pub fn look(n: u128, minute: i64, subject: Id) -> Look {
    Look {
        id: id(n),
        at: at(minute),
        worker: id(AMINA),
        subject,
        what: "timeline".into(),
        because: "allocated-worker".into(),
        reason: None,
    }
}

pub fn with_a_reason(n: u128, subject: Id) -> Look {
    Look {
        because: "break-glass".into(),
        reason: Some("the police ask tonight".into()),
        ..look(n, 5, subject)
    }
}

pub fn ids(looks: Vec<Look>) -> Vec<Id> {
    looks.into_iter().map(|look| look.id).collect()
}

/// The sessions of a worker, by the first byte of each.
pub fn tokens(reader: &mut Reader, worker: u128) -> Vec<u8> {
    let sessions = reader.sessions_of(id(worker)).unwrap();
    sessions.iter().map(|session| session.token[0]).collect()
}
