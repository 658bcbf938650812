//! The read models: who the children are, what is owed to them, what was set aside, who
//! works here and who is concerned with which file. Folded from one file at a time, and replaced whole for that file.

mod arranged;
mod child;
mod duty;
mod emergency;
mod find;
mod joined;
mod office;
mod owed;
mod scope;
mod set_aside;
mod span;
mod waiting;
mod worker;

pub(crate) use arranged::read as read_arranged;
pub(crate) use child::read as read_child;
pub(crate) use duty::{Ref as DutyRef, read as read_duty};
pub(crate) use emergency::read as read_emergency;
pub(crate) use find::{read as read_candidate, read_under_key};
pub(crate) use office::read as read_office;
pub(crate) use owed::{read as read_owed, read_spell};
pub(crate) use scope::read as read_scope;
pub(crate) use set_aside::read as read_set_aside;
pub(crate) use waiting::read as read_waiting;
pub(crate) use worker::{read_team, read_worker};

use practice::Id;
use record::{ChildRow, Projection};

use crate::engine::{Cell, Many};
use crate::error::StoreError;
use crate::sql::Statement;

/// The rows kept of one file, ready to be written.
pub(crate) struct Rows {
    child: Option<child::Encoded>,
    duties: Vec<duty::Encoded>,
    still_owed: Vec<owed::Encoded>,
    spells: Vec<record::SpellRow>,
    arranged: Vec<arranged::Encoded>,
    set_aside: Vec<record::SetAsideRow>,
    scope: Vec<record::ScopeRow>,
    worker: Option<worker::Worker>,
    offices: Vec<record::OfficeRow>,
    team: Option<worker::Team>,
    waiting: Vec<waiting::Encoded>,
    emergencies: Vec<record::EmergencyRow>,
    find: find::Encoded,
    joined: Vec<record::JoinedRow>,
    numbers: Vec<joined::Number>,
}

impl Rows {
    /// Of a projection, which may speak of the file it was folded from alone:
    /// otherwise the next fold would not replace what this one made.
    pub fn of(owner: Id, projection: Projection) -> Result<Self, StoreError> {
        let Projection {
            child,
            duties,
            still_owed,
            spells,
            arranged,
            set_aside,
            scope,
            worker,
            offices,
            team,
            waiting,
            emergencies,
            find,
            joined,
            numbers,
        } = projection;
        let foreign = child.iter().any(|row| row.subject != owner)
            || duties.iter().any(|row| row.subject != owner)
            || still_owed.iter().any(|row| row.subject != owner)
            || spells.iter().any(|row| row.subject != owner)
            || arranged.iter().any(|row| row.subject != owner)
            || set_aside.iter().any(|row| row.subject != owner)
            || scope.iter().any(|row| row.subject != owner)
            || worker.iter().any(|row| row.subject != owner)
            || offices.iter().any(|row| row.subject != owner)
            || team.iter().any(|row| row.subject != owner)
            || waiting.iter().any(|row| row.subject != owner)
            || emergencies.iter().any(|row| row.subject != owner)
            || find.iter().any(|row| row.subject != owner)
            || joined.iter().any(|row| row.subject != owner)
            || numbers.iter().any(|row| row.subject != owner);
        if foreign {
            return Err(StoreError::Projection {
                owner,
                why: "one of them is of another file".to_owned(),
            });
        }
        Ok(Self {
            child: child.map(ChildRow::into),
            duties: duties.into_iter().map(duty::Encoded::from).collect(),
            still_owed: still_owed.into_iter().map(owed::Encoded::from).collect(),
            spells,
            arranged: arranged.into_iter().map(arranged::Encoded::from).collect(),
            set_aside,
            scope,
            worker: worker.map(worker::Worker::from),
            offices,
            team: team.map(worker::Team::from),
            waiting: waiting.into_iter().map(waiting::Encoded::from).collect(),
            emergencies,
            find: find::Encoded::of(owner, find)?,
            joined,
            numbers: numbers.into_iter().map(joined::Number::from).collect(),
        })
    }

    /// What forgets everything that was kept of a file which is disposed of.
    pub fn forget_for_ever(owner: &Id) -> Vec<Many<'_>> {
        let mut many = Vec::from(Self::forget(&std::iter::once(owner)));
        let statements = [Statement::DropSearchKeys, Statement::DropSearchPerson];
        many.extend(
            statements.map(|statement| Many::of(statement, std::iter::once([Cell::from(owner)]))),
        );
        many
    }

    /// What forgets the rows that were kept of files, but for those that are written again
    /// only where they have changed.
    pub fn forget<'o>(owners: &(impl Iterator<Item = &'o Id> + Clone)) -> [Many<'o>; 14] {
        [
            Statement::DropChild,
            Statement::DropDuties,
            Statement::DropOwed,
            Statement::DropSpells,
            Statement::DropArranged,
            Statement::DropSetAside,
            Statement::DropScope,
            Statement::DropWorker,
            Statement::DropOffices,
            Statement::DropTeam,
            Statement::DropWaiting,
            Statement::DropEmergencies,
            Statement::DropJoined,
            Statement::DropNumbers,
        ]
        .map(|statement| Many::of(statement, owners.clone().map(|owner| [Cell::from(owner)])))
    }

    /// What writes the rows of files where none are, but for the keys by which people are
    /// found ([`Rows::search_keys`]).
    pub fn write_anew<'r>(files: &(impl Iterator<Item = &'r Self> + Clone)) -> Vec<Many<'r>> {
        let later = [
            Statement::DropSearchKeysUnless,
            Statement::DropSearchPersonUnless,
            Statement::NewSearchKey,
        ];
        let all = Self::write(files).into_iter();
        all.filter(|many| !later.contains(&many.statement))
            .collect()
    }

    /// The keys by which the person of a file is found, and whose the file is.
    pub fn search_keys(&self) -> impl Iterator<Item = (Vec<u8>, Id)> {
        self.find.held_keys()
    }

    /// What writes the rows of files.
    pub fn write<'r>(files: &(impl Iterator<Item = &'r Self> + Clone)) -> [Many<'r>; 18] {
        let find = files.clone().map(|rows| &rows.find);
        let children = files.clone().filter_map(|rows| rows.child.as_ref());
        let duties = files.clone().flat_map(|rows| &rows.duties);
        let still_owed = files.clone().flat_map(|rows| &rows.still_owed);
        let spells = files.clone().flat_map(|rows| &rows.spells);
        let arranged = files.clone().flat_map(|rows| &rows.arranged);
        let set_aside = files
            .clone()
            .flat_map(|rows| (0_u64..).zip(&rows.set_aside));
        let scope = (files.clone()).flat_map(|rows| (0_u64..).zip(&rows.scope));
        let workers = files.clone().filter_map(|rows| rows.worker.as_ref());
        let offices = (files.clone()).flat_map(|rows| (0_u64..).zip(&rows.offices));
        let teams = files.clone().filter_map(|rows| rows.team.as_ref());
        let waiting = files.clone().flat_map(|rows| &rows.waiting);
        let emergencies = files.clone().flat_map(|rows| &rows.emergencies);
        let joined = files.clone().flat_map(|rows| &rows.joined);
        let numbers = files.clone().flat_map(|rows| &rows.numbers);
        [
            Many::of(Statement::NewChild, children.map(child::Encoded::cells)),
            Many::of(Statement::NewDuty, duties.map(duty::Encoded::cells)),
            Many::of(Statement::NewOwed, still_owed.map(owed::Encoded::cells)),
            Many::of(Statement::NewSpell, spells.map(owed::spell_cells)),
            Many::of(
                Statement::NewArranged,
                arranged.map(arranged::Encoded::cells),
            ),
            Many::of(
                Statement::NewSetAside,
                set_aside.map(|(ordinal, row)| set_aside::cells(row, ordinal)),
            ),
            Many::of(
                Statement::NewScope,
                scope.map(|(ordinal, row)| scope::cells(row, ordinal)),
            ),
            Many::of(Statement::NewWorker, workers.map(worker::Worker::cells)),
            Many::of(
                Statement::NewOffice,
                offices.map(|(ordinal, row)| office::cells(row, ordinal)),
            ),
            Many::of(Statement::NewTeam, teams.map(worker::Team::cells)),
            Many::of(Statement::NewWaiting, waiting.map(waiting::Encoded::cells)),
            Many::of(Statement::NewEmergency, emergencies.map(emergency::cells)),
            Many::of(Statement::NewJoined, joined.map(joined::cells)),
            Many::of(Statement::NewNumber, numbers.map(joined::Number::cells)),
            Many::of(
                Statement::DropSearchKeysUnless,
                find.clone().map(find::Encoded::marked),
            ),
            Many::of(
                Statement::DropSearchPersonUnless,
                find.clone().map(find::Encoded::marked),
            ),
            Many::of(
                Statement::NewSearchKey,
                find.clone().flat_map(find::Encoded::keys),
            ),
            Many::of(
                Statement::NewSearchPerson,
                find.filter_map(find::Encoded::person),
            ),
        ]
    }
}
