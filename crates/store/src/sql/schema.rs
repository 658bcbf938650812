//! The tables.
//!
//! The ledger's own are for ever; the read models may be dropped and made again
//! from it at any time. There are no foreign keys: what belongs together is
//! written in one transaction, and a purge must never be refused.

/// The format of the ledger's tables. It is counted up when they change.
///
/// | format | what it brought |
/// |---|---|
/// | 1 | `ledger`, `entry`, `owner_key`, `meta` |
/// | 2 | `ledger_key`: the signing key, and the master key wrapped for recovery |
/// | 3 | `account`, `session`, `draft`, `look`, and the desk key in `ledger_key` |
/// | 4 | `attachment`, `attachment_chunk` |
/// | 5 | `told` |
pub(crate) const FORMAT: i64 = 5;

/// The last format that had no desks.
pub(crate) const FORMAT_WITHOUT_DESKS: i64 = 2;

/// The last format that had no documents.
pub(crate) const FORMAT_WITHOUT_DOCUMENTS: i64 = 3;

/// The last format that did not know what somebody has been told.
pub(crate) const FORMAT_WITHOUT_TOLD: i64 = 4;

/// The version of the read models' tables. A ledger with others is rebuilt.
pub(crate) const READ_MODELS_VERSION: i64 = 9;

/// One table and its indexes.
pub(crate) struct Table {
    /// Its name.
    pub name: &'static str,
    /// The statement that makes it.
    pub create: &'static str,
    /// Whether to keep the rows in the order of the key, where an engine can.
    pub by_key: bool,
    /// The statements that make its indexes.
    pub indexes: &'static [&'static str],
}

/// The ledger and its keys, as the first format made them.
pub(crate) const LEDGER: &[Table] = &[
    Table {
        name: "ledger",
        create: "create table ledger (
            id bytea not null primary key,
            organisation bytea not null,
            example boolean not null,
            format bigint not null,
            key_version bigint not null,
            seal_key bytea not null,
            seal_key_nonce bytea not null
        )",
        by_key: false,
        indexes: &[],
    },
    Table {
        name: "entry",
        create: "create table entry (
            position bigint primary key,
            id bytea not null,
            owner bytea not null,
            owner_version bigint not null,
            refers_to bytea not null,
            kind text not null,
            kind_version bigint not null,
            occurred text not null,
            recorded_at bigint not null,
            recorded_by bytea not null,
            organisation bytea not null,
            corrects bytea,
            command bytea not null,
            nonce bytea not null,
            body bytea not null,
            seal bytea not null
        )",
        by_key: false,
        indexes: &["create unique index entry_of_owner on entry (owner, owner_version)"],
    },
    Table {
        name: "owner_key",
        create: "create table owner_key (
            owner bytea not null,
            wrapped_by text not null,
            key_version bigint not null,
            nonce bytea not null,
            wrapped bytea not null,
            primary key (owner, wrapped_by)
        )",
        by_key: true,
        indexes: &[],
    },
    Table {
        name: "meta",
        create: "create table meta (
            key text not null primary key,
            value bigint not null
        )",
        by_key: true,
        indexes: &[],
    },
];

/// What the second format brought, made where a ledger of the first is opened to be
/// written.
pub(crate) const LEDGER_SINCE_2: &[Table] = &[Table {
    name: "ledger_key",
    create: "create table ledger_key (
        name text not null primary key,
        made_at bigint not null,
        key_version bigint not null,
        nonce bytea not null,
        wrapped bytea not null,
        public_key bytea
    )",
    by_key: true,
    indexes: &[],
}];

/// What the third format brought, likewise: what is kept at people's desks
/// ([`crate::desk`]).
pub(crate) const LEDGER_SINCE_3: &[Table] = &[
    Table {
        name: "account",
        create: "create table account (
            worker bytea not null primary key,
            sign_in text not null,
            last_code bigint not null,
            failures bigint not null,
            locked_until bigint,
            must_change boolean not null,
            made_at bigint not null,
            closed_at bigint,
            version bigint not null,
            nonce bytea not null,
            secrets bytea not null
        )",
        by_key: true,
        indexes: &["create unique index account_by_sign_in on account (sign_in)"],
    },
    Table {
        name: "session",
        create: "create table session (
            token bytea not null primary key,
            worker bytea not null,
            began_at bigint not null,
            used_at bigint not null,
            ends_at bigint not null,
            nonce bytea not null,
            form_key bytea not null
        )",
        by_key: true,
        indexes: &["create index session_of_worker on session (worker)"],
    },
    Table {
        name: "draft",
        create: "create table draft (
            id bytea not null primary key,
            worker bytea not null,
            owner bytea not null,
            kind text not null,
            corrects bytea,
            based_on bigint not null,
            kept_at bigint not null,
            version bigint not null,
            key_of bytea not null,
            nonce bytea not null,
            fields bytea not null
        )",
        by_key: false,
        indexes: &[
            "create index draft_of_worker on draft (worker)",
            "create index draft_for_owner on draft (owner)",
        ],
    },
    Table {
        name: "look",
        create: "create table look (
            subject bytea not null,
            looked_at bigint not null,
            id bytea not null,
            worker bytea not null,
            what text not null,
            because text not null,
            key_of bytea,
            nonce bytea,
            reason bytea,
            primary key (subject, looked_at, id)
        )",
        by_key: true,
        indexes: &["create index look_by_worker on look (worker, looked_at, id)"],
    },
];

/// What the fourth format brought, likewise: documents that are attached to entries
/// ([`crate::attached`]).
pub(crate) const LEDGER_SINCE_4: &[Table] = &[
    Table {
        name: "attachment",
        create: "create table attachment (
            id bytea not null primary key,
            owner bytea not null,
            draft bytea not null,
            worker bytea not null,
            kept_at bigint not null,
            whole boolean not null,
            nonce bytea not null,
            told bytea not null
        )",
        by_key: true,
        indexes: &[
            "create index attachment_of_owner on attachment (owner)",
            "create index attachment_with_draft on attachment (draft, kept_at, id)",
        ],
    },
    Table {
        name: "attachment_chunk",
        create: "create table attachment_chunk (
            attachment bytea not null,
            place bigint not null,
            nonce bytea not null,
            content bytea not null,
            primary key (attachment, place)
        )",
        by_key: false,
        indexes: &[],
    },
];

/// What the fifth format brought, likewise: what somebody has been told ([`crate::desk`]).
pub(crate) const LEDGER_SINCE_5: &[Table] = &[Table {
    name: "told",
    create: "create table told (
        worker bytea not null primary key,
        seen bigint not null,
        seen_before bigint not null,
        seen_at bigint,
        often text,
        digest_of text,
        tries bigint not null,
        again_at bigint,
        trouble text
    )",
    by_key: true,
    indexes: &[],
}];

/// Whose the right to write is, on a server. In a folder a locked file says it.
pub(crate) const WRITER: Table = Table {
    name: "writer",
    create: "create table writer (
        name text not null primary key,
        epoch bigint not null,
        process text not null,
        host text not null,
        backend bigint not null,
        since bigint not null
    )",
    by_key: true,
    indexes: &[],
};

/// The read models.
pub(crate) const READ_MODELS: &[Table] = &[
    Table {
        name: "child",
        create: "create table child (
            subject bytea not null primary key,
            organisation bytea not null,
            authority_id text not null,
            born_on text
        )",
        by_key: true,
        indexes: &["create index child_by_authority_id on child (authority_id)"],
    },
    Table {
        name: "duty",
        create: "create table duty (
            subject bytea not null,
            clock text not null,
            started_by bytea not null,
            ordinal bigint not null,
            area text not null,
            started_at text not null,
            due text,
            plan_by text,
            earliest text,
            should_by text,
            lapses boolean not null,
            met_at text,
            met_by bytea,
            late_is_certain boolean not null,
            recorded_late boolean,
            ended_at text,
            ended_by bytea,
            withdrawn boolean,
            silence_until text,
            primary key (subject, clock, started_by, ordinal)
        )",
        by_key: true,
        indexes: &[],
    },
    Table {
        name: "owed",
        create: "create table owed (
            subject bytea not null,
            clock text not null,
            started_by bytea not null,
            ordinal bigint not null,
            kind text not null,
            from_at bigint not null,
            due text,
            due_at bigint,
            breaches boolean not null,
            danger bigint not null,
            told_to text,
            asked_by text,
            primary key (subject, clock, started_by, ordinal)
        )",
        by_key: true,
        indexes: &[
            "create index owed_by_danger on owed (danger, due_at, subject, clock, started_by, ordinal)",
            "create index owed_by_day on owed (due_at, subject, clock, started_by, ordinal)",
            "create index owed_by_name on owed (told_to)",
            "create index owed_for_name on owed (asked_by)",
        ],
    },
    Table {
        name: "spell",
        create: "create table spell (
            subject bytea not null,
            state text not null,
            from_at bigint not null,
            until_at bigint,
            primary key (subject, state)
        )",
        by_key: true,
        indexes: &["create index spell_by_state on spell (state, until_at)"],
    },
    Table {
        name: "arranged",
        create: "create table arranged (
            subject bytea not null,
            entry bytea not null,
            kind text not null,
            code text,
            at text not null,
            lasts bigint,
            changes bigint not null,
            became text not null,
            primary key (subject, entry)
        )",
        by_key: true,
        indexes: &[],
    },
    Table {
        name: "set_aside",
        create: "create table set_aside (
            subject bytea not null,
            entry bytea not null,
            ordinal bigint not null,
            child text,
            source text not null,
            file text not null,
            line bigint not null,
            table_name text not null,
            column_name text not null,
            value text not null,
            reason text not null,
            primary key (subject, entry, ordinal)
        )",
        by_key: true,
        indexes: &[],
    },
    Table {
        name: "scope",
        create: "create table scope (
            subject bytea not null,
            entry bytea not null,
            relation text not null,
            effect text not null,
            whom text not null,
            name text not null,
            from_at bigint not null,
            until_at bigint,
            ordinal bigint not null,
            primary key (subject, ordinal)
        )",
        by_key: true,
        indexes: &["create index scope_by_name on scope (whom, name)"],
    },
    Table {
        name: "worker",
        create: "create table worker (
            subject bytea not null primary key,
            organisation bytea not null,
            name text not null,
            email text,
            number text,
            employer text,
            left_on text
        )",
        by_key: true,
        indexes: &["create index worker_by_number on worker (number)"],
    },
    Table {
        name: "office",
        create: "create table office (
            subject bytea not null,
            entry bytea not null,
            gives text not null,
            name text,
            whom text,
            from_at bigint not null,
            until_at bigint,
            ordinal bigint not null,
            primary key (subject, ordinal)
        )",
        by_key: true,
        indexes: &["create index office_by_whom on office (gives, whom)"],
    },
    Table {
        name: "team",
        create: "create table team (
            subject bytea not null primary key,
            organisation bytea not null,
            name text not null,
            code text,
            service text,
            employer text,
            closed_on text
        )",
        by_key: true,
        indexes: &[],
    },
    Table {
        name: "waiting",
        create: "create table waiting (
            subject bytea not null,
            entry bytea not null,
            kind text not null,
            step text not null,
            since text not null,
            told_by bytea,
            hands bytea not null,
            through_at text,
            primary key (subject, entry)
        )",
        by_key: true,
        indexes: &[],
    },
    Table {
        name: "emergency",
        create: "create table emergency (
            subject bytea not null,
            entry bytea not null,
            opened_at bigint not null,
            seen boolean not null,
            primary key (subject, entry)
        )",
        by_key: true,
        indexes: &["create index emergency_by_time on emergency (seen, opened_at, subject, entry)"],
    },
    Table {
        name: "joined",
        create: "create table joined (
            subject bytea not null,
            other bytea not null,
            whole boolean not null,
            primary key (subject, other)
        )",
        by_key: true,
        indexes: &["create index joined_by_other on joined (other)"],
    },
    Table {
        name: "number",
        create: "create table number (
            authority_id text not null,
            subject bytea not null,
            born_on text,
            primary key (authority_id, subject)
        )",
        by_key: true,
        indexes: &["create index number_of_subject on number (subject)"],
    },
    Table {
        name: "search_person",
        create: "create table search_person (
            subject bytea not null primary key,
            mark bigint not null,
            particulars text not null
        )",
        by_key: true,
        indexes: &[],
    },
    Table {
        name: "search_key",
        create: "create table search_key (
            key bytea not null,
            subject bytea not null,
            primary key (key, subject)
        )",
        by_key: true,
        indexes: &["create index search_key_of_subject on search_key (subject)"],
    },
];
