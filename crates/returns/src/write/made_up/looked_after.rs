//! A looked after return (SSDA903), of the shape that a year's return has: children in care
//! for some years, whose placement changes every nine months in the mean, reviewed twice a
//! year; three in ten leave in the year.

use jiff::civil::{Date, date};

use super::{Chance, day};
use crate::read::ssda903::{Column as C, Row, Table};
use crate::read::{Cell, Place};

/// The last day of the collection year 2025/26.
const LAST: Date = date(2026, 3, 31);

/// A child who was looked after.
pub struct LookedAfter {
    id: String,
    sex: &'static str,
    born: Date,
    ethnic: &'static str,
    upn: String,
    postcode: &'static str,
    need: &'static str,
    status: &'static str,
    worker: String,
    /// The first day of each episode, and the placement.
    episodes: Vec<(Date, &'static str, &'static str)>,
    /// The day on which the child left care, and why.
    left: Option<(Date, &'static str)>,
    answers: [u32; 4],
}

impl LookedAfter {
    /// The child of this number.
    pub fn of(number: u32) -> Self {
        let mut chance = Chance::of_child(number);
        let began = day(date(2023, 1, 1), chance.below(1000));
        let born = day(
            began.saturating_sub(jiff::Span::new().years(15)),
            chance.below(4700),
        );
        let left = chance.below(10) < 3;
        let left = left.then(|| {
            let day = day(date(2025, 10, 1), chance.below(180));
            (day, chance.of(&["E4A", "E11", "E13", "E3", "E8"]))
        });
        let until = left.map_or(LAST, |(day, _)| day);
        let mut episodes = Vec::new();
        let mut next = began;
        while next < until {
            let place = chance.of(&["U1", "U4", "U6", "K2", "P1"]);
            let provider = if place == "P1" {
                "PR0"
            } else {
                chance.of(&["PR1", "PR4"])
            };
            episodes.push((next, place, provider));
            next = day(next, 60 + chance.below(420));
        }
        Self {
            id: format!("{:06}", 100_000 + number),
            sex: chance.of(&["1", "2"]),
            born,
            ethnic: chance.of(&["WBRI", "WOTH", "APKN", "BAFR", "MWBC"]),
            upn: format!("A{:012}", 201_000_000_000 + u64::from(number)),
            postcode: chance.of(&["BS3 4QZ", "LE9 7GW", "M1 1AE", "PO9 2RR"]),
            need: chance.of(&["N1", "N2", "N4", "N5"]),
            status: chance.of(&["C1", "C2", "V2", "E1"]),
            worker: format!("SW{:06}", chance.below(600)),
            episodes,
            left,
            answers: [
                chance.below(40),
                chance.below(2),
                chance.below(2),
                chance.below(2),
            ],
        }
    }

    /// How many episodes there were in the last year.
    pub fn episodes(&self) -> usize {
        let year = [date(2025, 4, 1), LAST];
        self.in_year(year).count()
    }

    /// The child's rows in the return of 2025/26, or of the year before it.
    pub fn rows(&self, year_before: bool) -> Vec<Row> {
        let year @ [_, last] = if year_before {
            [date(2024, 4, 1), date(2025, 3, 31)]
        } else {
            [date(2025, 4, 1), LAST]
        };
        if self.in_year(year).next().is_none() {
            return Vec::new();
        }
        let mut rows = vec![
            self.row(
                Table::Header,
                &[
                    (C::Sex, self.sex),
                    (C::Ethnic, self.ethnic),
                    (C::Upn, &self.upn),
                ],
            ),
            self.row(Table::PreviousPermanence, &[(C::PrevPerm, "Z1")]),
            self.row(
                Table::SocialWorker,
                &[
                    (C::SwId, &self.worker),
                    (C::SwDecom, &said(self.began().max(date(2024, 4, 1)))),
                    (C::SwReason, "INITAL"),
                ],
            ),
        ];
        rows.extend(self.in_year(year).map(|place| self.episode(place, last)));
        rows.extend(self.reviews(year));
        let whole_year = self.began() <= year[0] && self.left.is_none_or(|(day, _)| day > last);
        if whole_year {
            rows.push(self.outcomes());
        }
        rows
    }

    fn began(&self) -> Date {
        self.episodes.first().map_or(LAST, |(began, ..)| *began)
    }

    /// The places of the episodes of which a day lies in a year.
    fn in_year(&self, [first, last]: [Date; 2]) -> impl Iterator<Item = usize> {
        (0..self.episodes.len()).filter(move |place| {
            let began = self.episodes.get(*place).map(|(began, ..)| *began);
            let ended = self.ended(*place).map(|(ended, _)| ended);
            began.is_some_and(|began| began <= last) && ended.is_none_or(|ended| ended >= first)
        })
    }

    /// When an episode ceased, and why.
    fn ended(&self, place: usize) -> Option<(Date, &'static str)> {
        match self.episodes.get(place + 1) {
            Some((next, ..)) => Some((*next, "X1")),
            None => self.left,
        }
    }

    fn episode(&self, place: usize, last: Date) -> Row {
        let (began, home, provider) = (self.episodes.get(place).copied()).unwrap_or((LAST, "", ""));
        let began_by = if place == 0 { "S" } else { "P" };
        let ended = self.ended(place).filter(|(ended, _)| *ended <= last);
        let (dec, rec) = ended.map_or_else(Default::default, |(day, why)| (said(day), why));
        let changed = if rec == "X1" { "CARPL" } else { "" };
        self.row(
            Table::Episodes,
            &[
                (C::Decom, &said(began)),
                (C::Rne, began_by),
                (C::Ls, self.status),
                (C::Cin, self.need),
                (C::Place, home),
                (C::PlaceProvider, provider),
                (C::Dec, &dec),
                (C::Rec, rec),
                (C::ReasonPlaceChange, changed),
                (C::HomePost, self.postcode),
                (C::PlPost, self.postcode),
                (C::Urn, if home == "P1" { "" } else { "1234567" }),
            ],
        )
    }

    /// After twenty days, after three months, then every half a year.
    fn reviews(&self, [first, last]: [Date; 2]) -> Vec<Row> {
        let until = self.left.map_or(LAST, |(day, _)| day);
        let mut held = vec![day(self.began(), 18), day(self.began(), 105)];
        while let Some(next) = held
            .last()
            .map(|held| day(*held, 175))
            .filter(|day| *day < until)
        {
            held.push(next);
        }
        let held = held
            .into_iter()
            .filter(|held| (first..=last).contains(held) && *held < until);
        held.map(|held| {
            let cells = [(C::Review, said(held)), (C::ReviewCode, "PN1".to_owned())];
            self.row(
                Table::Reviews,
                &cells
                    .each_ref()
                    .map(|(column, text)| (*column, text.as_str())),
            )
        })
        .collect()
    }

    fn outcomes(&self) -> Row {
        let [score, checked, seen, convicted] = self.answers.map(|answer| answer.to_string());
        self.row(
            Table::Oc2,
            &[
                (C::SdqScore, &score),
                (C::Convicted, &convicted),
                (C::HealthCheck, &checked),
                (C::Immunisations, "1"),
                (C::TeethCheck, &seen),
                (C::HealthAssessment, "1"),
                (C::SubstanceMisuse, "0"),
            ],
        )
    }

    fn row(&self, table: Table, cells: &[(C, &str)]) -> Row {
        let mut row = Row::new(table, 1);
        let born = said(self.born);
        let own = [(C::Child, self.id.as_str()), (C::Dob, born.as_str())];
        for (column, text) in own.iter().chain(cells).filter(|(_, text)| !text.is_empty()) {
            let cell = Cell::new(column.name(), (*text).to_owned(), Place::default());
            // A column that the table has not (the date of birth, of episodes) is left out.
            let _ = row.put(*column, cell);
        }
        row
    }
}

/// A day as the return writes it.
fn said(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_has_the_rows_of_a_return_in_each_year_of_care() {
        let children: Vec<_> = (0..200).map(LookedAfter::of).collect();
        let of = |table: Table, before: bool| {
            let rows = children.iter().flat_map(|child| child.rows(before));
            rows.filter(|row| row.table == table).count()
        };

        let counted: usize = children.iter().map(LookedAfter::episodes).sum();

        assert_eq!(of(Table::Episodes, false), counted);
        assert!(counted > of(Table::Header, false), "some move");
        assert_eq!(
            of(Table::Header, false),
            of(Table::PreviousPermanence, false)
        );
        assert!(of(Table::Reviews, false) > of(Table::Header, false));
        assert!((1..of(Table::Header, false)).contains(&of(Table::Oc2, false)));
        assert!(of(Table::Episodes, true) > 0);
    }
}
