//! The statements.

/// The columns of a duty, in the order in which they are read and written.
macro_rules! duty {
    () => {
        "subject, clock, started_by, ordinal, area, started_at, due, plan_by, earliest, \
         should_by, lapses, met_at, met_by, late_is_certain, recorded_late, ended_at, ended_by, withdrawn, silence_until"
    };
}

/// The columns of an entry, likewise.
macro_rules! entry {
    () => {
        "e.position, e.id, e.owner, e.owner_version, e.refers_to, e.kind, e.kind_version, \
         e.occurred, e.recorded_at, e.recorded_by, e.organisation, e.corrects, e.command, \
         e.nonce, e.body, e.seal"
    };
}

/// An entry with its owner's key, where there is one.
macro_rules! entry_and_key {
    () => {
        concat!(
            "select ",
            entry!(),
            ", k.nonce, k.wrapped from entry e \
             left join owner_key k on k.owner = e.owner and k.wrapped_by = 'master' "
        )
    };
}

/// The columns of a row set aside, likewise.
macro_rules! set_aside {
    () => {
        "subject, entry, child, source, file, line, table_name, column_name, value, reason"
    };
}

/// The columns of what waits to be authorised, likewise.
macro_rules! waiting {
    () => {
        "subject, entry, kind, step, since, told_by, hands, through_at"
    };
}

/// The columns of an account, likewise.
macro_rules! account {
    () => {
        "worker, sign_in, last_code, failures, locked_until, must_change, made_at, closed_at, \
         version, nonce, secrets"
    };
}

/// The columns of a session, likewise.
macro_rules! session {
    () => {
        "token, worker, began_at, used_at, ends_at, nonce, form_key"
    };
}

/// A draft with the key that it is kept under, where there is one.
macro_rules! draft_and_key {
    () => {
        "select d.id, d.worker, d.owner, d.kind, d.corrects, d.based_on, d.kept_at, d.version, \
         d.key_of, d.nonce, d.fields, k.nonce, k.wrapped from draft d \
         left join owner_key k on k.owner = d.key_of and k.wrapped_by = 'master' "
    };
}

/// A look, with the key that its reason is kept under, where there is one.
macro_rules! look_and_key {
    () => {
        "select l.subject, l.looked_at, l.id, l.worker, l.what, l.because, l.key_of, l.nonce, \
         l.reason, k.nonce, k.wrapped from look l \
         left join owner_key k on k.owner = l.key_of and k.wrapped_by = 'master' "
    };
}

/// The columns of what somebody has been told, likewise.
macro_rules! told {
    () => {
        "worker, seen, seen_before, seen_at, often, digest_of, tries, again_at, trouble"
    };
}

/// A document with the key of its file, where there is one.
macro_rules! attachment_and_key {
    () => {
        "select a.id, a.owner, a.draft, a.worker, a.kept_at, a.whole, a.nonce, a.told, \
         k.nonce, k.wrapped from attachment a \
         left join owner_key k on k.owner = a.owner and k.wrapped_by = 'master' "
    };
}

/// That no entry attaches a document; `attachment` is the table, or what stands for it.
macro_rules! of_no_entry {
    () => {
        "not exists (select 1 from entry e where e.owner = a.owner and e.id = a.id)"
    };
}

/// The columns of a relation to a file, likewise.
macro_rules! scope {
    () => {
        "subject, entry, relation, effect, whom, name, from_at, until_at"
    };
}

/// The columns of a worker, likewise.
macro_rules! worker {
    () => {
        "subject, organisation, name, email, number, employer, left_on"
    };
}

/// The columns of what a worker is given, likewise.
macro_rules! office {
    () => {
        "subject, entry, gives, name, whom, from_at, until_at"
    };
}

/// The columns of a team, likewise.
macro_rules! team {
    () => {
        "subject, organisation, name, code, service, employer, closed_on"
    };
}

/// The columns of what is owed, likewise.
macro_rules! owed {
    () => {
        "o.subject, o.clock, o.started_by, o.ordinal, o.kind, o.from_at, o.due, o.due_at, \
         o.breaches, o.danger, o.told_to, o.asked_by"
    };
}

/// What is owed to an organisation's children, narrowed: by when it is due, in words that leave
/// an engine the index of the order that is asked for.
macro_rules! owed_within {
    ($due:literal, $order:literal) => {
        concat!(
            "select ",
            owed!(),
            " from owed o where ",
            $due,
            " >= $2 and ",
            $due,
            " < $3 and (o.breaches or $4) \
             and ($5 = '' or o.clock = $5) and o.from_at <= $7 \
             and exists (select 1 from child c where c.subject = o.subject and c.organisation = $1) \
             and ($6 or not exists (select 1 from scope s where s.subject = o.subject \
             and s.effect = 'restricts' and s.from_at <= $7 \
             and (s.until_at is null or s.until_at > $7))) \
             order by ",
            $order,
            "o.due_at, o.subject, o.clock, o.started_by, o.ordinal limit $8 offset $9"
        )
    };
}

/// What an entry says of itself outside its body.
macro_rules! heading {
    () => {
        "position, id, owner, kind, occurred, recorded_at, recorded_by, corrects"
    };
}

/// Names each statement and gives its text.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        /// One statement.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Statement {
            $($(#[$doc])* $name,)*
        }

        impl Statement {
            /// Every statement.
            pub const ALL: [Self; [$(Self::$name),*].len()] = [$(Self::$name),*];

            /// Its text, in PostgreSQL's words.
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

statements! {
    /// What the ledger is.
    Ledger = "select id, organisation, example, format, key_version, seal_key, seal_key_nonce \
        from ledger";
    /// Says what a new ledger is.
    NewLedger = "insert into ledger (id, organisation, example, format, key_version, seal_key, \
        seal_key_nonce) values ($1, $2, $3, $4, $5, $6, $7)";
    /// Says what format its tables have.
    SetFormat = "update ledger set format = $1";
    /// Keeps the seal key, wrapped under another master key.
    SetSealKey = "update ledger set key_version = $1, seal_key = $2, seal_key_nonce = $3";
    /// A key of the ledger's own.
    LedgerKey = "select made_at, nonce, wrapped, public_key from ledger_key where name = $1";
    /// Keeps a key of the ledger's own.
    NewLedgerKey = "insert into ledger_key (name, made_at, key_version, nonce, wrapped, \
        public_key) values ($1, $2, $3, $4, $5, $6)";
    /// Takes it away.
    DropLedgerKey = "delete from ledger_key where name = $1";
    /// A number that is kept of the whole.
    Meta = "select value from meta where key = $1";
    /// Keeps a number of the whole.
    NewMeta = "insert into meta (key, value) values ($1, $2)";
    /// Keeps it anew.
    SetMeta = "update meta set value = $2 where key = $1";

    /// Begins to say whose the right to write is: nobody's.
    NewWriter = "insert into writer (name, epoch, process, host, backend, since) \
        values ('writer', 0, '', '', 0, 0) on conflict do nothing";
    /// Whose the right to write is.
    WriterIs = "select epoch, process, host, backend, since from writer where name = 'writer'";
    /// Takes the right to write from whoever had it under this number.
    TakeWriter = "update writer set epoch = epoch + 1, process = $2, host = $3, backend = $4, \
        since = $5 where name = 'writer' and epoch = $1";
    /// Holds the right to write, under this number, until the transaction is over.
    HoldWriter = "update writer set epoch = epoch where name = 'writer' and epoch = $1";
    /// Gives it back.
    FreeWriter = "update writer set backend = 0 where name = 'writer' and epoch = $1";

    /// The last entry.
    Head = "select position, seal, recorded_at from entry order by position desc limit 1";
    /// The last entry of a file.
    HeadOfFile = "select owner_version, id from entry where owner = $1 \
        order by owner_version desc limit 1";
    /// What tells whether a file is as it was: its last entry, its key, and whether it has to do
    /// with another by merging.
    MarkOfFile = "select e.owner_version, k.nonce, \
        exists (select 1 from joined where subject = $1) or \
        exists (select 1 from joined where other = $1) \
        from entry e left join owner_key k on k.owner = e.owner and k.wrapped_by = 'master' \
        where e.owner = $1 order by e.owner_version desc limit 1";
    /// The key of a file.
    Key = "select nonce, wrapped from owner_key where owner = $1 and wrapped_by = 'master'";
    /// Every key.
    EachKey = "select owner, nonce, wrapped from owner_key where wrapped_by = 'master'";
    /// Destroys the key of a file, in every wrapping.
    DropKeys = "delete from owner_key where owner = $1";
    /// Keeps the key of a new file.
    NewKey = "insert into owner_key (owner, wrapped_by, key_version, nonce, wrapped) \
        values ($1, 'master', $2, $3, $4)";
    /// Keys after an owner, in the order of owners.
    KeysAfter = "select owner, nonce, wrapped from owner_key \
        where owner > $1 and wrapped_by = 'master' order by owner limit $2";
    /// Keeps the key of a file, wrapped under another master key.
    SetKey = "update owner_key set key_version = $2, nonce = $3, wrapped = $4 \
        where owner = $1 and wrapped_by = 'master'";
    /// How many files have lost their key.
    OwnersWithoutKey = "select count(*) from entry e where e.owner_version = 1 and not exists \
        (select 1 from owner_key k where k.owner = e.owner and k.wrapped_by = 'master')";
    /// The files that have lost their key.
    EachOwnerWithoutKey = "select e.owner from entry e where e.owner_version = 1 and not exists \
        (select 1 from owner_key k where k.owner = e.owner and k.wrapped_by = 'master') \
        order by e.owner";
    /// The first entry of a file.
    FirstOfFile = "select position from entry where owner = $1 and owner_version = 1";
    /// Adds an entry.
    NewEntry = "insert into entry (position, id, owner, owner_version, refers_to, kind, \
        kind_version, occurred, recorded_at, recorded_by, organisation, corrects, command, \
        nonce, body, seal) values \
        ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    /// A whole file, in order.
    File = concat!(entry_and_key!(), "where e.owner = $1 order by e.owner_version");
    /// Entries from a position on, to be read.
    Entries = concat!(entry_and_key!(), "where e.position >= $1 order by e.position limit $2");
    /// Files after a place in the order of files, to be read.
    Files = concat!(
        entry_and_key!(),
        "where (e.owner, e.owner_version) > ($1, $2) order by e.owner, e.owner_version limit $3"
    );
    /// Entries from a position on, as they stand.
    Chain = concat!(
        "select ",
        entry!(),
        " from entry e where e.position >= $1 order by e.position limit $2"
    );

    /// Forgets who a child is.
    DropChild = "delete from child where subject = $1";
    /// Forgets what is owed to a child.
    DropDuties = "delete from duty where subject = $1";
    /// Forgets what was set aside for a file.
    DropSetAside = "delete from set_aside where subject = $1";
    /// Forgets who is concerned with a file.
    DropScope = "delete from scope where subject = $1";
    /// Forgets who a worker is.
    DropWorker = "delete from worker where subject = $1";
    /// Forgets what a worker is given.
    DropOffices = "delete from office where subject = $1";
    /// Forgets what a team is.
    DropTeam = "delete from team where subject = $1";
    /// Keeps who is concerned with a file.
    NewScope = concat!(
        "insert into scope (",
        scope!(),
        ", ordinal) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    /// Keeps who a worker is.
    NewWorker = concat!("insert into worker (", worker!(), ") values ($1, $2, $3, $4, $5, $6, $7)");
    /// Keeps what a worker is given.
    NewOffice = concat!(
        "insert into office (",
        office!(),
        ", ordinal) values ($1, $2, $3, $4, $5, $6, $7, $8)"
    );
    /// Keeps what a team is.
    NewTeam = concat!("insert into team (", team!(), ") values ($1, $2, $3, $4, $5, $6, $7)");
    /// Forgets which files have to do with a file by merging.
    DropJoined = "delete from joined where subject = $1";
    /// Keeps that a file has to do with another by merging.
    NewJoined = "insert into joined (subject, other, whole) values ($1, $2, $3)";
    /// Forgets which identifiers lead to a file that is made of several.
    DropNumbers = "delete from number where subject = $1";
    /// Keeps an identifier that leads to a file that is made of several.
    NewNumber = "insert into number (authority_id, subject, born_on) values ($1, $2, $3)";
    /// The files that have to do with one by merging.
    JoinedWith = "select subject, other from joined where subject = $1 \
        union all select subject, other from joined where other = $1";
    /// Every two files that have to do with each other by merging.
    EachJoined = "select subject, other from joined order by subject, other";
    /// The file into which one is merged.
    MergedInto = "select subject, other from joined where other = $1 and whole";
    /// Forgets by what somebody is found.
    DropSearchKeys = "delete from search_key where subject = $1";
    /// Forgets who somebody is.
    DropSearchPerson = "delete from search_person where subject = $1";
    /// Forgets by what somebody is found, where it has changed.
    DropSearchKeysUnless = "delete from search_key where subject = $1 and not exists \
        (select 1 from search_person p where p.subject = search_key.subject and p.mark = $2)";
    /// Forgets who somebody is, where it has changed.
    DropSearchPersonUnless = "delete from search_person where subject = $1 and not (mark = $2)";
    /// Keeps a key by which somebody is found.
    NewSearchKey = "insert into search_key (key, subject) values ($1, $2) on conflict do nothing";
    /// Keeps who somebody is.
    NewSearchPerson = "insert into search_person (subject, mark, particulars) \
        values ($1, $2, $3) on conflict do nothing";
    /// Forgets what is owed now.
    DropOwed = "delete from owed where subject = $1";
    /// Forgets in which states a subject was.
    DropSpells = "delete from spell where subject = $1";
    /// Keeps what is owed now.
    NewOwed = "insert into owed (subject, clock, started_by, ordinal, kind, from_at, due, due_at, \
        breaches, danger, told_to, asked_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// Keeps in which state a subject was.
    NewSpell = "insert into spell (subject, state, from_at, until_at) values ($1, $2, $3, $4)";
    /// Forgets what is arranged.
    DropArranged = "delete from arranged where subject = $1";
    /// Keeps what is arranged.
    NewArranged = "insert into arranged (subject, entry, kind, code, at, lasts, changes, became) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// What is arranged in a file.
    ArrangedOf = "select subject, entry, kind, code, at, lasts, changes, became from arranged \
        where subject = $1 order by entry";
    /// What is owed now in a file.
    OwedOf = concat!("select ", owed!(), " from owed o where o.subject = $1 \
        order by o.clock, o.started_by, o.ordinal");
    /// What somebody of this name is to do.
    OwedBy = concat!("select ", owed!(), " from owed o where o.told_to = $1");
    /// What somebody of this name asked for.
    OwedFor = concat!("select ", owed!(), " from owed o where o.asked_by = $1");
    /// What is owed to an organisation's children, the most dangerous first.
    OwedByDanger = owed_within!("(+o.due_at)", "o.danger, ");
    /// The same, in the order of due dates.
    OwedByDay = owed_within!("o.due_at", "");
    /// How much of what is owed to an organisation's children is late.
    LateWithin = "select o.kind, o.clock, count(*) from owed o \
        where (+o.due_at) < $2 and o.breaches and o.from_at <= $2 \
        and exists (select 1 from child c where c.subject = o.subject and c.organisation = $1) \
        and ($3 or o.subject not in (select s.subject from scope s where s.effect = 'restricts' \
        and s.from_at <= $2 and (s.until_at is null or s.until_at > $2))) \
        group by o.kind, o.clock order by o.kind, o.clock";
    /// Who is in a state, or was last.
    SpellsIn = "select subject, state, from_at, until_at from spell where state = $1";
    /// In which states a subject was last.
    SpellsOf = "select subject, state, from_at, until_at from spell where subject = $1 order by state";
    /// Who is in a state at an instant.
    FilesInState = "select subject from spell where state = $1 and until_at is null \
        and from_at <= $2 union all select subject from spell where state = $1 \
        and until_at > $2 and from_at <= $2";
    /// Every entry from a position on.
    HeadingsFrom = concat!("select ", heading!(), " from entry where position >= $1 order by position");
    /// When an entry was recorded.
    RecordedAt = "select recorded_at from entry where position = $1";
    /// Forgets what of a file waits to be authorised.
    DropWaiting = "delete from waiting where subject = $1";
    /// Forgets how a file was opened in emergencies.
    DropEmergencies = "delete from emergency where subject = $1";
    /// Keeps what waits to be authorised.
    NewWaiting = concat!("insert into waiting (", waiting!(), ") values ($1, $2, $3, $4, $5, $6, $7, $8)");
    /// Keeps that a file was opened in an emergency.
    NewEmergency = "insert into emergency (subject, entry, opened_at, seen) values ($1, $2, $3, $4)";
    /// Keeps who a child is.
    NewChild = "insert into child (subject, organisation, authority_id, born_on) \
        values ($1, $2, $3, $4)";
    /// Keeps a duty.
    NewDuty = concat!(
        "insert into duty (",
        duty!(),
        ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
         $17, $18, $19)"
    );
    /// Keeps a row that was set aside.
    NewSetAside = concat!(
        "insert into set_aside (",
        set_aside!(),
        ", ordinal) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );

    /// Who has a key.
    SearchKey = "select subject from search_key where key = $1 limit 20000";
    /// Who has a key in a range.
    SearchKeysBegun = "select subject from search_key where key >= $1 and key < $2 \
        order by key, subject limit 5000";
    /// Who somebody is.
    SearchPerson = "select subject, particulars from search_person where subject = $1";
    /// Who stands under each key in a range.
    EachUnderAKey = "select k.key, k.subject, p.particulars from search_key k \
        join search_person p on p.subject = k.subject where k.key >= $1 and k.key < $2 \
        order by k.key, k.subject";
    /// One child.
    Child = "select subject, organisation, authority_id, born_on from child where subject = $1";
    /// The children of an authority's identifier.
    ChildrenById = "select subject, organisation, authority_id, born_on from child \
        where authority_id = $1";
    /// The children of an identifier that stood in a file which was merged into theirs.
    ChildrenByMergedId = "select n.subject, c.organisation, n.authority_id, n.born_on from number n \
        join child c on c.subject = n.subject \
        where n.authority_id = $1 and not (c.authority_id = n.authority_id)";
    /// Every child.
    EachChild = "select subject, organisation, authority_id, born_on from child order by subject";
    /// Every child of an organisation.
    EachChildOf = "select subject, organisation, authority_id, born_on from child \
        where organisation = $1 order by subject";
    /// Every child of an organisation whose file is not restricted at an instant.
    EachOpenChildOf = "select c.subject, c.organisation, c.authority_id, c.born_on from child c \
        where c.organisation = $1 and not exists (select 1 from scope s \
        where s.subject = c.subject and s.effect = 'restricts' and s.from_at <= $2 \
        and (s.until_at is null or s.until_at > $2)) order by c.subject";
    /// Who is concerned with a file, whenever.
    ScopeOf = concat!("select ", scope!(), " from scope where subject = $1 order by ordinal");
    /// The files to which a worker or team of this name stands in a relation at an instant.
    FilesOf = "select distinct subject from scope where whom = $1 and name = $2 \
        and from_at <= $3 and (until_at is null or until_at > $3) order by subject";
    /// The workers who stand in a relation to an organisation's children at an instant, and which
    /// of their files are restricted: the whole table in its order, which is quicker than by name.
    HeldAt = "select subject, relation, effect, name from scope \
        where ((whom || '' = 'worker' and effect = 'concerns') or effect = 'restricts') \
        and from_at <= $2 and (until_at is null or until_at > $2) \
        and exists (select 1 from child c where c.subject = scope.subject and c.organisation = $1)";
    /// The files that are restricted at an instant.
    Restricted = "select distinct subject from scope where effect = 'restricts' \
        and from_at <= $1 and (until_at is null or until_at > $1) order by subject";
    /// The entries of one group, among those between two positions.
    Together = "select owner, id from entry where position between $1 and $2 and command = $3 \
        order by position";
    /// What waits in the files to which a worker or team of this name stands in a relation at
    /// an instant.
    WaitingFor = concat!(
        "select ",
        waiting!(),
        " from waiting where subject in (select subject from scope where whom = $1 and name = $2 \
         and from_at <= $3 and (until_at is null or until_at > $3))"
    );
    /// The openings in emergencies into which somebody has looked, or nobody; newest first.
    Emergencies = "select subject, entry, opened_at, seen from emergency where seen = $1 \
        order by opened_at desc, subject desc, entry desc";
    /// One worker.
    Worker = concat!("select ", worker!(), " from worker where subject = $1");
    /// The workers of a number.
    WorkersByNumber = concat!("select ", worker!(), " from worker where number = $1 order by subject");
    /// Every worker.
    EachWorker = concat!("select ", worker!(), " from worker order by name, subject");
    /// What a worker is given, whenever.
    OfficesOf = concat!("select ", office!(), " from office where subject = $1 order by ordinal");
    /// What every worker is given, whenever.
    EachOffice = concat!("select ", office!(), " from office order by subject, ordinal");
    /// What the workers' own files tell of one kind.
    OfEachWorker = concat!(
        "select ",
        entry!(),
        ", k.nonce, k.wrapped from worker w cross join entry e \
         left join owner_key k on k.owner = e.owner and k.wrapped_by = 'master' \
         where e.owner = w.subject and e.kind = $1 order by w.subject, e.owner_version"
    );
    /// What is given, in whosever file, that concerns a worker or team of this name.
    OfficesFor = concat!(
        "select ",
        office!(),
        " from office where gives = $1 and whom = $2 order by subject, ordinal"
    );
    /// Every team.
    EachTeam = concat!("select ", team!(), " from team order by name, subject");
    /// What is owed to one child.
    DutiesOf = concat!(
        "select ",
        duty!(),
        " from duty where subject = $1 order by clock, started_by, ordinal"
    );
    /// The duties of a clock of the children whose identifiers lie in a range.
    DutiesBetween = concat!(
        "select ",
        duty!(),
        " from duty where subject between $1 and $2 and clock = $3 and ordinal = $4"
    );
    /// Every duty.
    EachDuty = concat!(
        "select ",
        duty!(),
        " from duty order by subject, clock, started_by, ordinal"
    );
    /// Every duty of a clock.
    EachDutyOfClock = concat!(
        "select ",
        duty!(),
        " from duty where clock = $1 order by subject, clock, started_by, ordinal"
    );
    /// Every duty of an area.
    EachDutyOfArea = concat!(
        "select ",
        duty!(),
        " from duty where area = $1 order by subject, clock, started_by, ordinal"
    );
    /// Every duty of a clock and an area.
    EachDutyOfClockAndArea = concat!(
        "select ",
        duty!(),
        " from duty where clock = $1 and area = $2 order by subject, clock, started_by, ordinal"
    );
    /// What was set aside for one file.
    SetAsideOf = concat!(
        "select ",
        set_aside!(),
        " from set_aside where subject = $1 order by subject, entry, ordinal"
    );
    /// What was set aside, for whatever file, that names a child.
    SetAsideNaming = concat!(
        "select ",
        set_aside!(),
        " from set_aside where child = $1 or column_name = $1 or value = $1 \
         order by subject, entry, ordinal"
    );
    /// Everything that was set aside, in the order of the sources.
    EachSetAside = concat!(
        "select ",
        set_aside!(),
        " from set_aside order by source, file, line, table_name, column_name, subject, entry, \
         ordinal"
    );
    /// Keeps a new account.
    NewAccount = concat!(
        "insert into account (",
        account!(),
        ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    /// Keeps an account anew.
    SetAccount = "update account set sign_in = $2, last_code = $3, failures = $4, \
        locked_until = $5, must_change = $6, made_at = $7, closed_at = $8, version = $9, \
        nonce = $10, secrets = $11 where worker = $1";
    /// The account of a worker.
    AccountOf = concat!("select ", account!(), " from account where worker = $1");
    /// The account of a sign-in name.
    AccountNamed = concat!("select ", account!(), " from account where sign_in = $1");
    /// Every account.
    EachAccount = concat!("select ", account!(), " from account order by sign_in");
    /// Begins a session.
    NewSession = concat!(
        "insert into session (",
        session!(),
        ") values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing"
    );
    /// Keeps what is hidden of a session anew.
    KeepSession = "update session set nonce = $5, form_key = $6 \
        where token = $1 and worker = $2 and began_at = $3 and ends_at = $4";
    /// Says when a session was last used.
    UseSession = "update session set used_at = $2 where token = $1 and used_at < $2";
    /// Ends a session.
    EndSession = "delete from session where token = $1";
    /// Ends the sessions of a worker.
    EndSessionsOf = "delete from session where worker = $1";
    /// Ends the sessions whose time is over.
    EndSessionsBefore = "delete from session where ends_at <= $1";
    /// A session.
    Session = concat!("select ", session!(), " from session where token = $1");
    /// Every session.
    EachSession = concat!("select ", session!(), " from session order by token");
    /// The sessions of a worker.
    SessionsOf = concat!("select ", session!(), " from session where worker = $1");
    /// Keeps a new draft.
    NewKeptDraft = "insert into draft (id, worker, owner, kind, corrects, based_on, kept_at, \
        version, key_of, nonce, fields) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Keeps a draft anew.
    SetKeptDraft = "update draft set worker = $2, owner = $3, kind = $4, corrects = $5, \
        based_on = $6, kept_at = $7, version = $8, key_of = $9, nonce = $10, fields = $11 \
        where id = $1";
    /// Forgets a draft.
    DropKeptDraft = "delete from draft where id = $1";
    /// Forgets what was drafted for a file.
    DropKeptDraftsFor = "delete from draft where owner = $1";
    /// Every draft, as it stands.
    EachKeptDraft = "select id, worker, owner, kind, corrects, based_on, kept_at, version, \
        key_of, nonce, fields from draft order by id";
    /// A draft.
    KeptDraft = concat!(draft_and_key!(), "where d.id = $1");
    /// The drafts of a worker.
    KeptDraftsOf = concat!(draft_and_key!(), "where d.worker = $1");
    /// What is drafted for a file.
    KeptDraftsFor = concat!(draft_and_key!(), "where d.owner = $1");
    /// Keeps a look.
    NewLook = "insert into look (subject, looked_at, id, worker, what, because, key_of, nonce, \
        reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing";
    /// Every look, as it stands.
    EachLook = "select subject, looked_at, id, worker, what, because, key_of, nonce, reason \
        from look order by subject, looked_at, id";
    /// The looks at a file before one, the newest first.
    LooksAt = concat!(
        look_and_key!(),
        "where l.subject = $1 and (l.looked_at, l.id) < ($2, $3) \
         order by l.looked_at desc, l.id desc limit $4"
    );
    /// The looks of a worker before one, the newest first.
    LooksBy = concat!(
        look_and_key!(),
        "where l.worker = $1 and (l.looked_at, l.id) < ($2, $3) \
         order by l.looked_at desc, l.id desc limit $4"
    );
    /// How many looks there are.
    CountLooks = "select count(*) from look";
    /// Keeps what somebody has been told.
    NewTold = concat!(
        "insert into told (",
        told!(),
        ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    /// Keeps how far somebody has looked, unless they have looked further.
    SetSeen = "insert into told (worker, seen, seen_before, seen_at, tries) \
        values ($1, $2, $3, $4, 0) on conflict (worker) do update set seen = excluded.seen, \
        seen_before = excluded.seen_before, seen_at = excluded.seen_at \
        where told.seen_at is null or told.seen < excluded.seen";
    /// Keeps how often somebody wishes to have a digest.
    SetOften = "insert into told (worker, seen, seen_before, often, tries) \
        values ($1, 0, 0, $2, 0) on conflict (worker) do update set often = excluded.often";
    /// Keeps how the last digest fared.
    SetDigest = "insert into told (worker, seen, seen_before, digest_of, tries, again_at, trouble) \
        values ($1, 0, 0, $2, $3, $4, $5) on conflict (worker) do update \
        set digest_of = excluded.digest_of, tries = excluded.tries, \
        again_at = excluded.again_at, trouble = excluded.trouble";
    /// What a worker has been told.
    ToldOf = concat!("select ", told!(), " from told where worker = $1");
    /// What every worker has been told.
    EachTold = concat!("select ", told!(), " from told order by worker");
    /// Begins a document.
    NewAttachment = "insert into attachment (id, owner, draft, worker, kept_at, whole, nonce, \
        told) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Says that a document is whole.
    AttachmentIsWhole = "update attachment set whole = true where id = $1";
    /// A document.
    Attachment = concat!(attachment_and_key!(), "where a.id = $1");
    /// The documents that are kept with a draft.
    AttachmentsWith = concat!(
        attachment_and_key!(),
        "where a.draft = $1 order by a.kept_at, a.id"
    );
    /// Keeps a piece of a document.
    NewAttachmentChunk = "insert into attachment_chunk (attachment, place, nonce, content) \
        values ($1, $2, $3, $4) on conflict do nothing";
    /// A piece of a document.
    AttachmentChunk = "select nonce, content from attachment_chunk \
        where attachment = $1 and place = $2";
    /// How many pieces of a document are kept.
    CountAttachmentChunks = "select count(*) from attachment_chunk where attachment = $1";
    /// Throws away the pieces of a document that no entry attaches.
    DropAttachmentChunks = concat!(
        "delete from attachment_chunk where attachment in \
         (select a.id from attachment a where a.id = $1 and ",
        of_no_entry!(),
        ")"
    );
    /// Throws away a document that no entry attaches.
    DropAttachment = concat!(
        "delete from attachment where id in \
         (select a.id from attachment a where a.id = $1 and ",
        of_no_entry!(),
        ")"
    );
    /// Throws away the pieces of what was kept with a draft and no entry attaches.
    DropAttachmentChunksWith = concat!(
        "delete from attachment_chunk where attachment in \
         (select a.id from attachment a where a.draft = $1 and ",
        of_no_entry!(),
        ")"
    );
    /// Throws away what was kept with a draft and no entry attaches.
    DropAttachmentsWith = concat!(
        "delete from attachment where id in \
         (select a.id from attachment a where a.draft = $1 and ",
        of_no_entry!(),
        ")"
    );
    /// Throws away the pieces of the documents of a file.
    DropAttachmentChunksFor = "delete from attachment_chunk where attachment in \
        (select id from attachment where owner = $1)";
    /// Throws away the documents of a file.
    DropAttachmentsFor = "delete from attachment where owner = $1";
    /// Every document, as it stands.
    EachAttachment = "select id, owner, draft, worker, kept_at, whole, nonce, told \
        from attachment order by id";
    /// Every piece of a document, as it stands.
    EachAttachmentChunk = "select attachment, place, nonce, content from attachment_chunk \
        order by attachment, place";
    /// Every document that an entry attaches, as it stands.
    EachAttachmentOfAnEntry = "select a.id, a.owner, a.draft, a.worker, a.kept_at, a.whole, \
        a.nonce, a.told from attachment a \
        where exists (select 1 from entry e where e.owner = a.owner and e.id = a.id) order by a.id";
    /// Every piece of a document that an entry attaches, as it stands.
    EachAttachmentChunkOfAnEntry = "select c.attachment, c.place, c.nonce, c.content \
        from attachment_chunk c join attachment a on a.id = c.attachment \
        where exists (select 1 from entry e where e.owner = a.owner and e.id = a.id) \
        order by c.attachment, c.place";
    /// How much there is of everything.
    Counts = "select (select count(*) from entry), \
        (select count(*) from entry where owner_version = 1), (select count(*) from child), \
        (select count(*) from duty), (select count(*) from set_aside)";
}
