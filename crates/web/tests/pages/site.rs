//! A record in a folder of its own, an application over it, and a clock that stands still
//! until it is moved.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use axum::Router;
use jiff::Timestamp;
use practice::expr::FieldType;
use practice::{Book, Fields, Id, Value, When};
use record::may::Permissions;
use record::{Body, ByBook, Draft, Projection, Projector};
use server_for_tests::Behind;
use store::{
    Account, Clock, Command, NoRandomness, Note, Outside, Randomness, Reader, Setup, Store, Writer,
};
use tempfile::TempDir;
use web::sign_in::{CodeSecret, password};
use web::{App, Parts, Settings};

use crate::Engine;
use crate::browser::Browser;

/// The password of every account here.
pub const PASSWORD: &str = "kettle orbit fern";

/// The time, moved by hand.
#[derive(Clone)]
pub struct Time(Arc<AtomicI64>);

impl Time {
    fn at(text: &str) -> Self {
        let at: Timestamp = text.parse().expect("a time");
        Self(Arc::new(AtomicI64::new(at.as_second())))
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).expect("a time")
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for Time {
    fn now(&self) -> Timestamp {
        self.now()
    }

    fn is_machine(&self) -> bool {
        false
    }
}

/// Bytes that look random and are the same in every run.
pub struct Bytes(u64);

impl Randomness for Bytes {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = self.0.to_be_bytes()[0];
        }
        Ok(())
    }
}

/// What is done when the pages have asked so often more for chance for an identifier:
/// something at the very moment between what they read and what they write.
type Meanwhile = Arc<Mutex<Option<(u8, Box<dyn FnOnce() + Send>)>>>;

/// Bytes, and something that is done meanwhile.
struct Watched {
    bytes: Bytes,
    meanwhile: Meanwhile,
}

impl Randomness for Watched {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        let mut meanwhile = self.meanwhile.lock().expect("it");
        if bytes.len() == 16
            && let Some((left, done)) = meanwhile.take()
        {
            match left.checked_sub(1) {
                Some(left) => *meanwhile = Some((left, done)),
                None => done(),
            }
        }
        self.bytes.fill(bytes)
    }
}

/// A record and the pages over it.
pub struct Site {
    pub time: Time,
    pub book: Arc<Book>,
    pub store: Store,
    pub organisation: Id,
    ids: Bytes,
    meanwhile: Meanwhile,
    router: Router,
    app: Arc<App>,
    folder: TempDir,
    /// Where the record is: a folder, or a schema on a server.
    name: String,
}

impl Site {
    /// An empty record, at noon on Monday 2 November 2026.
    pub fn new() -> Self {
        Self::with(Settings::default())
    }

    /// The same, where an authority has set this.
    pub fn with(settings: Settings) -> Self {
        Self::made(settings, |book| Arc::new(ByBook(book)))
    }

    /// The same, where what is derived was worked out with another practice book.
    pub fn derived_by_another_book() -> Self {
        Self::made(Settings::default(), |book| {
            Arc::new(ByAnother(ByBook(book)))
        })
    }

    fn made(settings: Settings, projector: fn(Arc<Book>) -> Arc<dyn Projector>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let time = Time::at("2026-11-02T12:00:00Z");
        let book = Arc::new(Book::england().expect("the book"));
        let (store, name) = place(&folder);
        let mut ids = Bytes(7);
        let organisation = id(&mut ids);
        let setup = Setup {
            organisation,
            name: "Exampleshire".to_owned(),
            example: true,
        };
        let outside = Outside {
            projector: projector(Arc::clone(&book)),
            ..outside(&time, &book, 11)
        };
        let meanwhile = Meanwhile::default();
        let chance = Watched {
            bytes: Bytes(17),
            meanwhile: Arc::clone(&meanwhile),
        };
        let (app, router) = away(|| {
            let writer = store.create(&setup, outside).expect("a record");
            served(&store, writer, &book, &time, chance, settings)
        });
        Self {
            time,
            book,
            store,
            organisation,
            ids,
            meanwhile,
            router,
            app,
            folder,
            name,
        }
    }

    /// The program killed and started again: what was not durable is gone.
    pub fn restarted(self) -> Self {
        self.restarted_with(Settings::default())
    }

    /// The same, where an authority has set this.
    pub fn restarted_with(self, settings: Settings) -> Self {
        let Self {
            time,
            book,
            store,
            organisation,
            ids,
            meanwhile,
            router,
            app,
            folder,
            name,
        } = self;
        drop((router, app));
        let chance = Watched {
            bytes: Bytes(19),
            meanwhile: Arc::clone(&meanwhile),
        };
        let (app, router) = away(|| {
            let writer = store.open_writer(outside(&time, &book, 13));
            let writer = writer.expect("a writer");
            served(&store, writer, &book, &time, chance, settings)
        });
        Self {
            time,
            book,
            store,
            organisation,
            ids,
            meanwhile,
            router,
            app,
            folder,
            name,
        }
    }

    /// What every page is given.
    pub fn app(&self) -> Arc<App> {
        Arc::clone(&self.app)
    }

    /// The folder of the record is gone, or its schema.
    pub fn lose_the_record(&self) {
        match super::ENGINE {
            Engine::Sqlite => std::fs::remove_dir_all(self.folder.path()).expect("removed"),
            Engine::Postgresql => away(|| {
                let (_, schema) = self.name.split_once("&schema=").expect("a schema");
                Behind::to(&self.name).run(&format!("drop schema {schema} cascade"));
            }),
        }
    }

    /// Reads the record.
    pub fn read<R: Send>(&self, read: impl FnOnce(&mut Reader) -> R + Send) -> R {
        away(|| read(&mut self.store.open_reader().expect("a reader")))
    }

    /// Somebody's browser.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which this person has signed in.
    pub async fn signed_in(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        let code = self.code(name);
        let page = browser
            .post(
                "/sign-in",
                &[("name", name), ("password", PASSWORD), ("code", &code)],
            )
            .await;
        assert_eq!(page.goes_to(), "/", "{}", page.text);
        browser
    }

    /// The code that this person's authenticator shows now. Time passes first, so that none
    /// is used twice.
    pub fn code(&self, name: &str) -> String {
        self.time.pass(30);
        let account = self.read(|reader| reader.account_named(name));
        let account = account.expect("read").expect("an account");
        CodeSecret::new(account.code_secret).code(self.time.now())
    }

    /// A worker with an account and roles, each in a team or in none.
    pub fn worker(&mut self, name: &str, roles: &[(&str, Option<&str>)]) -> Id {
        let worker = self.new_id();
        self.record(
            worker,
            "worker-details",
            &[("told_on", "2026-01-01"), ("name", name)],
        );
        for (role, team) in roles {
            let mut fields = vec![("from", "2026-01-01"), ("role", *role)];
            fields.extend(team.map(|team| ("team", team)));
            self.record(worker, "role-given", &fields);
        }
        let account = Account {
            worker,
            sign_in: name.to_lowercase().replace(' ', "."),
            password: password::keep(PASSWORD, &[9; 16]).expect("kept"),
            code_secret: worker.bytes().repeat(2)[..20].to_vec(),
            last_code: 0,
            recovery: Vec::new(),
            failures: 0,
            locked_until: None,
            must_change: false,
            made_at: self.time.now(),
            closed_at: None,
            version: 1,
        };
        self.note(Note::NewAccount(account));
        worker
    }

    /// A child of this name, with the authority's identifier, born on 1 March 2014.
    pub fn child(&mut self, forename: &str, surname: &str, authority_id: &str) -> Id {
        let child = self.new_id();
        let told = [
            ("told_by", "cin-census"),
            ("told_on", "2026-03-31"),
            ("authority_id", authority_id),
            ("born_on", "2014-03-01"),
        ];
        self.record(child, "child-details", &told);
        let named = [
            ("told_on", "2026-03-31"),
            ("forename", forename),
            ("surname", surname),
        ];
        self.record(child, "person-details", &named);
        child
    }

    /// The child is allocated to a worker.
    pub fn allocate(&mut self, child: Id, worker: Id, from: &str) {
        let worker = worker.to_string();
        self.record(
            child,
            "involvement-started",
            &[
                ("started_on", from),
                ("worker", &worker),
                ("role", "social worker"),
            ],
        );
    }

    /// Writes an entry of this type, fields as the book has them.
    pub fn record(&mut self, owner: Id, kind: &str, fields: &[(&str, &str)]) -> Id {
        let draft = self.draft(owner, kind, fields);
        let id = draft.id;
        append(&self.store, self.app.writer(), draft);
        id
    }

    /// Writes the same at the very moment between what the next page reads and what it
    /// writes.
    pub fn record_meanwhile(&mut self, owner: Id, kind: &str, fields: &[(&str, &str)]) {
        self.record_meanwhile_after(0, owner, kind, fields);
    }

    /// The same, once the page has asked so often for an identifier: the first is that of the
    /// look at a file, before it is read.
    pub fn record_meanwhile_after(
        &mut self,
        asked: u8,
        owner: Id,
        kind: &str,
        fields: &[(&str, &str)],
    ) {
        let draft = self.draft(owner, kind, fields);
        let (store, app) = (self.store.clone(), Arc::downgrade(&self.app));
        let write = move || {
            let app = app.upgrade().expect("the pages");
            append(&store, app.writer(), draft);
        };
        *self.meanwhile.lock().expect("it") = Some((asked, Box::new(write)));
    }

    fn draft(&mut self, owner: Id, kind: &str, fields: &[(&str, &str)]) -> Draft {
        let record = self
            .book
            .record(kind)
            .unwrap_or_else(|| panic!("no record type {kind}"));
        let fields: Fields = fields
            .iter()
            .map(|(name, text)| {
                let asked = record.fields.get(*name).map(|field| &field.kind);
                let value = match *text {
                    text if asked == Some(&FieldType::Number) => {
                        Value::Number(text.parse().expect("a number"))
                    }
                    "true" => Value::YesNo(true),
                    "false" => Value::YesNo(false),
                    text => Value::text(text),
                };
                ((*name).to_owned(), value)
            })
            .collect();
        let occurred: When = match fields.get(&record.occurred) {
            Some(Value::Text(text)) => text.parse().expect("when it happened"),
            _ => panic!("{kind} says not when it happened"),
        };
        let (name, version) = (record.name.clone(), record.version);
        let id = self.new_id();
        let group = self.new_id();
        Draft {
            id,
            owner,
            refers_to: Vec::new(),
            kind: name,
            kind_version: version,
            occurred,
            recorded_by: self.organisation,
            organisation: self.organisation,
            corrects: None,
            group,
            body: Body {
                fields,
                ..Body::default()
            },
        }
    }

    /// Writes a note at somebody's desk.
    pub fn note(&self, note: Note) {
        self.app.writer().note(vec![note]).expect("noted");
    }

    pub fn new_id(&mut self) -> Id {
        id(&mut self.ids)
    }
}

/// Does what waits for the record where waiting is allowed: not in the midst of a test that
/// is itself waited for.
fn away<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    thread::scope(|scope| scope.spawn(work).join().expect("it is done"))
}

/// Where a record may be made, and its name.
fn place(folder: &TempDir) -> (Store, String) {
    match super::ENGINE {
        Engine::Sqlite => {
            let name = folder.path().display().to_string();
            (Store::at(folder.path()), name)
        }
        Engine::Postgresql => {
            let name = server_for_tests::fresh();
            let store = Store::named(&name).expect("an address");
            let key = folder.path().join("master.key");
            (store.with_key_file(key), name)
        }
    }
}

fn id(bytes: &mut Bytes) -> Id {
    let mut id = [0; 16];
    bytes.fill(&mut id).expect("bytes");
    Id::from_bytes(id)
}

fn append(store: &Store, writer: &Writer, draft: Draft) {
    let owner = draft.owner;
    let file = away(|| store.open_reader().expect("a reader").file(owner));
    let expected_version = file.expect("a file").len() as u64;
    writer
        .append(Command {
            owner,
            expected_version,
            known: None,
            drafts: vec![draft],
        })
        .expect("appended");
}

fn outside(time: &Time, book: &Arc<Book>, seed: u64) -> Outside {
    Outside {
        clock: Box::new(time.clone()),
        randomness: Box::new(Bytes(seed)),
        projector: Arc::new(ByBook(Arc::clone(book))),
    }
}

fn served(
    store: &Store,
    writer: Writer,
    book: &Arc<Book>,
    time: &Time,
    chance: Watched,
    settings: Settings,
) -> (Arc<App>, Router) {
    let now = time.clone();
    let app = App::new(Parts {
        store: store.clone(),
        writer,
        book: Arc::clone(book),
        permissions: Permissions::of(book).expect("permissions"),
        now: Box::new(move || now.now()),
        randomness: Box::new(chance),
        settings,
    })
    .expect("an application");
    (Arc::clone(&app), web::routes(app))
}

/// Derives as the book does, under another mark.
struct ByAnother(ByBook);

impl Projector for ByAnother {
    fn mark(&self) -> i64 {
        self.0.mark().wrapping_add(1)
    }

    fn project(&self, subject: Id, file: &[record::Entry]) -> Projection {
        self.0.project(subject, file)
    }
}
