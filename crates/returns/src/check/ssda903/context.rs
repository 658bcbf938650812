//! What a rule looks at: the typed rows of both years, joined once by child.

use super::lists::{Postcodes, Providers};
use super::rows::{
    Ad1, Cells, Dolo, Episode, Header, Missing, Oc2, Oc3, Placed, PrevPerm, Review, Row, SwEpisode,
    Uasc,
};
use super::text::Text;
use crate::check::{Collection, Finds};
use crate::read::ssda903::{Ssda903Return, Table};
use jiff::civil::Date;
use practice::authorities::Authorities;

macro_rules! tables {
    ($( $field:ident: $row:ident = $table:ident ),* $(,)?) => {
        /// The rows of one year, each table sorted by child and then by its day.
        #[derive(Debug, Default)]
        #[allow(missing_docs)] // each is a table; see `rows`
        pub struct Tables<'a> {
            $( pub $field: Vec<$row<'a>>, )*
            /// Whether the header says of each child whether it is unaccompanied: it
            /// does in XML.
            pub has_uasc_column: bool,
        }

        /// The rows of one child in one year.
        #[derive(Debug, Clone, Copy, Default)]
        #[allow(missing_docs)]
        pub struct Rows<'a> {
            $( pub $field: &'a [$row<'a>], )*
        }

        impl<'a> Tables<'a> {
            /// Reads the rows of a return.
            pub fn of_return(whole: &'a Ssda903Return) -> Self {
                let mut tables = Self {
                    $( $field: read(whole, Table::$table), )*
                    has_uasc_column: false,
                };
                let (header, episodes) = (whole.table(Table::Header), whole.table(Table::Episodes));
                // One file for both tables: it is XML, whose header has the column.
                tables.has_uasc_column = !header.is_empty()
                    && (header.file() == episodes.file()
                        || tables.header.iter().any(|child| child.uasc.given()));
                tables.sort();
                tables
            }

            /// Puts the rows in order.
            pub fn sort(&mut self) {
                $( self.$field.sort_by_key(|row| (row.child().0, row.day().is_none(), row.day())); )*
            }

            /// Adds the children of all tables to those known, which are in order, each
            /// once. Rows without a child have none.
            fn add_ids(&self, known: &mut Vec<&'a str>) {
                $( add_ids(known, &self.$field); )*
            }
        }

        impl<'a> Rest<'a> {
            fn take(&mut self, id: &str) -> Rows<'a> {
                Rows { $( $field: take(&mut self.0.$field, id), )* }
            }
        }

        impl<'a> Rest<'a> {
            fn all(tables: &'a Tables<'a>) -> Self {
                Self(Rows { $( $field: with_child(&tables.$field), )* })
            }
        }
    };
}

tables! {
    header: Header = Header, episodes: Episode = Episodes, reviews: Review = Reviews,
    uasc: Uasc = Uasc, oc2: Oc2 = Oc2, oc3: Oc3 = Oc3, ad1: Ad1 = Ad1,
    placed: Placed = PlacedAdoption, prev_perm: PrevPerm = PreviousPermanence,
    missing: Missing = Missing, sw: SwEpisode = SocialWorker, dolo: Dolo = DeprivationOfLiberty,
}

/// One child, in both years.
#[derive(Debug, Clone, Copy)]
pub struct Child<'a> {
    /// The child's number.
    pub id: &'a str,
    /// The rows of this return.
    pub now: Rows<'a>,
    /// The rows of the return of the year before.
    pub last: Rows<'a>,
}

/// All that a rule looks at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The collection whose rules are applied.
    pub collection: Collection,
    /// The first day of the collection year.
    pub start: Date,
    /// The last day of the collection year.
    pub end: Date,
    /// The authorities there are and have been.
    pub authorities: &'a Authorities,
    /// The authority whose return it is, by its code at the end of the collection year.
    pub authority: Option<&'a str>,
    /// Where postcodes are.
    pub postcodes: Option<&'a Postcodes>,
    /// The providers registered with Ofsted.
    pub providers: Option<&'a Providers>,
    /// This return.
    pub now: &'a Tables<'a>,
    /// The return of the year before; empty without one.
    pub last: &'a Tables<'a>,
    /// The children of both, in the order of their numbers as text.
    pub children: Vec<Child<'a>>,
}

impl<'a> Context<'a> {
    /// Joins two years. The rows of each must be in order.
    pub fn new(
        collection: Collection,
        authorities: &'a Authorities,
        now: &'a Tables<'a>,
        last: &'a Tables<'a>,
    ) -> Self {
        let mut ids = Vec::new();
        now.add_ids(&mut ids);
        last.add_ids(&mut ids);
        let (mut rest_now, mut rest_last) = (Rest::all(now), Rest::all(last));
        let children = ids.into_iter().map(|id| Child {
            id,
            now: rest_now.take(id),
            last: rest_last.take(id),
        });
        Self {
            collection,
            start: collection.starts(),
            end: collection.ends(),
            authorities,
            authority: None,
            postcodes: None,
            providers: None,
            now,
            last,
            children: children.collect(),
        }
    }
}

impl Finds {
    /// Finds a row.
    pub(crate) fn row<'a, R: Row<'a>>(&mut self, row: &R) {
        self.flag(R::TABLE, row.row());
    }

    /// Finds rows.
    pub(crate) fn rows<'r, 'a: 'r, R: Row<'a> + 'r>(
        &mut self,
        rows: impl IntoIterator<Item = &'r R>,
    ) {
        for row in rows {
            self.row(row);
        }
    }
}

/// What is still to be given out, child by child.
struct Rest<'a>(Rows<'a>);

fn read<'a, R: Row<'a>>(whole: &'a Ssda903Return, table: Table) -> Vec<R> {
    let rows = whole.rows(table).zip(0_u32..);
    rows.map(|(view, row)| R::read(row, &view)).collect()
}

/// Adds the children of a table that are not yet known. Mostly all are: the header has them.
fn add_ids<'a, R: Row<'a>>(known: &mut Vec<&'a str>, rows: &[R]) {
    let mut missing = Vec::new();
    let mut ahead = known.iter().copied().peekable();
    let mut previous = None;
    for id in rows.iter().filter_map(|row| row.child().0) {
        if previous.replace(id) == Some(id) {
            continue;
        }
        while ahead.next_if(|next| *next < id).is_some() {}
        if ahead.peek() != Some(&id) {
            missing.push(id);
        }
    }
    if !missing.is_empty() {
        known.append(&mut missing);
        // Two runs in order: a stable sort takes them as they are.
        #[allow(clippy::stable_sort_primitive)]
        known.sort();
    }
}

/// The rows after those that have no child, which stand first.
fn with_child<'a, R: Row<'a>>(rows: &'a [R]) -> &'a [R] {
    let blank = rows.partition_point(|row| row.child() == Text(None));
    rows.get(blank..).unwrap_or_default()
}

/// The child's rows, which stand first; they are taken off.
fn take<'a, R: Row<'a>>(rest: &mut &'a [R], id: &str) -> &'a [R] {
    let own = rest.iter().take_while(|row| row.child().is(id)).count();
    let (own, others) = rest.split_at_checked(own).unwrap_or_default();
    *rest = others;
    own
}

/// Reads rows of a published case; see [`Cells`].
pub(super) fn read_cells<'a, R: Row<'a>>(
    cells: impl Iterator<Item = (u32, impl Cells<'a>)>,
) -> Vec<R> {
    cells.map(|(row, cells)| R::read(row, &cells)).collect()
}
