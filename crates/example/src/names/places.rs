//! Addresses, schools and postcodes of a place that is on no map. No postcode area is
//! called WX.

use crate::chance::Chance;

const STREETS: [&str; 48] = [
    "Alder",
    "Almond",
    "Barley",
    "Beacon",
    "Bishop",
    "Bramble",
    "Brewery",
    "Bridge",
    "Canal",
    "Castle",
    "Cedar",
    "Chapel",
    "Clover",
    "Coronation",
    "Cross",
    "Dale",
    "Drovers",
    "Elm",
    "Factory",
    "Ferry",
    "Foundry",
    "Gasworks",
    "Glebe",
    "Hawthorn",
    "Hollow",
    "Kiln",
    "King",
    "Lime",
    "Maltings",
    "Meadow",
    "Mill",
    "Nelson",
    "Orchard",
    "Park",
    "Priory",
    "Quarry",
    "Queen",
    "Rectory",
    "Rope",
    "Sandpit",
    "Spring",
    "Station",
    "Tanner",
    "Thorn",
    "Tower",
    "Viaduct",
    "Weaver",
    "Windmill",
];

const WAYS: [&str; 9] = [
    "Road", "Street", "Lane", "Close", "Avenue", "Drive", "Grove", "Terrace", "Crescent",
];

const TOWNS: [&str; 12] = [
    "Wexcombe",
    "Great Harrowby",
    "Aldermere",
    "Netherfold",
    "Stanbridge St Mary",
    "Coldharbour",
    "Mossley Vale",
    "Port Ellery",
    "Fenwick Green",
    "Upper Tarn",
    "Ravensmoor",
    "Saltersby",
];

const NURSERIES: [&str; 4] = [
    "Meadowbank Nursery",
    "Little Weavers",
    "Acorns Nursery",
    "the Tarnside children's centre",
];

const PRIMARY_SCHOOLS: [&str; 8] = [
    "Wexcombe Primary School",
    "Harrowby Church School",
    "Aldermere Primary School",
    "Netherfold Primary School",
    "St Bridget's School",
    "Fenwick Green Primary School",
    "Saltersby Primary School",
    "Weavers' Lane School",
];

const SECONDARY_SCHOOLS: [&str; 6] = [
    "Coldharbour Academy",
    "Mossley Vale High School",
    "Ellery Community School",
    "Tarnside Academy",
    "Ravensmoor School",
    "King Edmund's School",
];

/// Where somebody lives.
#[derive(Clone, Debug)]
pub struct Home {
    /// The lines of the address.
    pub lines: String,
    /// The postcode.
    pub postcode: String,
}

impl Home {
    /// An address.
    pub fn new(chance: &mut Chance) -> Self {
        const LETTERS: [char; 20] = [
            'A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'W',
            'X', 'Y', 'Z',
        ];
        let town = chance.between(0, 11);
        let name = usize::try_from(town).ok().and_then(|town| TOWNS.get(town));
        let lines = format!(
            "{} {} {}, {}",
            chance.between(1, 148),
            chance.pick(&STREETS),
            chance.pick(&WAYS),
            name.copied().unwrap_or_default()
        );
        let (sector, first, second) = (
            chance.between(1, 9),
            chance.pick(&LETTERS),
            chance.pick(&LETTERS),
        );
        Self {
            lines,
            postcode: format!("WX{} {sector}{first}{second}", town + 1),
        }
    }
}

/// Where a child of that age learns, in whole years.
pub fn school(chance: &mut Chance, age: i32) -> &'static str {
    match age {
        ..4 => chance.pick(&NURSERIES),
        4..11 => chance.pick(&PRIMARY_SCHOOLS),
        _ => chance.pick(&SECONDARY_SCHOOLS),
    }
}
