//! Names for the children of an example whom no source names: a return carries none, and
//! nobody looks for a child by a number. Nobody is meant by them.

/// First names.
const FORENAMES: [&str; 26] = [
    "Amira", "Jude", "Nell", "Tariq", "Bronwen", "Kofi", "Leila", "Caitlin", "Ravi", "Edie",
    "Marek", "Zainab", "Finlay", "Ottilie", "Hassan", "Gracie", "Idris", "Mei", "Callum", "Soraya",
    "Ellis", "Femi", "Wren", "Dominik", "Aisling", "Yusuf",
];

/// Surnames.
const SURNAMES: [&str; 26] = [
    "Thislewood",
    "Abernethy",
    "Okonjo",
    "Pellow",
    "Ravensdale",
    "Castellan",
    "Mbeki-Holm",
    "Featherstone",
    "Chowdhury",
    "Lindqvist",
    "Garroway",
    "Ostrowski",
    "Penhale",
    "Quillfeather",
    "Siddall",
    "Tremlett",
    "Underhay",
    "Varley-Smith",
    "Wojtas",
    "Yardley",
    "Zografou",
    "Blaxland",
    "Crowhurst",
    "Dunmore",
    "Eastergate",
    "Farnaby",
];

/// The name of the child with this number, first name and surname. 676 differ.
pub fn of(number: usize) -> (&'static str, &'static str) {
    let round = number / FORENAMES.len();
    let part = |names: &'static [&'static str], at: usize| {
        names.get(at % names.len()).copied().unwrap_or_default()
    };
    (part(&FORENAMES, number), part(&SURNAMES, number + round))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_children_of_an_example_have_one_name() {
        let names: BTreeSet<_> = (0..676).map(of).collect();

        assert_eq!(names.len(), 676);
        assert_eq!(of(7), ("Caitlin", "Featherstone"));
    }
}
