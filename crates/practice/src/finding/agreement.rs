//! The ways in which two particulars can agree or differ.

/// Names each agreement, and how the book writes it.
macro_rules! agreements {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// How what was asked for, and what is recorded, agree or differ.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Agreement {
            $($(#[$doc])* $name,)*
        }

        impl Agreement {
            /// Every one, in order.
            pub const ALL: [Self; [$(Self::$name),*].len()] = [$(Self::$name),*];

            /// As the book writes it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

agreements! {
    /// The same surname, as it is folded.
    SurnameSame = "surname-same",
    /// A surname that sounds alike.
    SurnameSounds = "surname-sounds-alike",
    /// A surname with a letter or two otherwise.
    SurnameMisspelt = "surname-misspelt",
    /// A surname that begins with what was typed.
    SurnameBegins = "surname-begins",
    /// Another surname.
    SurnameDiffers = "surname-differs",
    /// The same first name, as it is folded.
    ForenameSame = "forename-same",
    /// A short form of it, or what it is short for.
    ForenameShort = "forename-short-form",
    /// A first name that sounds alike.
    ForenameSounds = "forename-sounds-alike",
    /// A first name with a letter or two otherwise.
    ForenameMisspelt = "forename-misspelt",
    /// A first name that begins with what was typed.
    ForenameBegins = "forename-begins",
    /// Another first name.
    ForenameDiffers = "forename-differs",
    /// A word of a search that no name and no address of the person has.
    WordMissing = "word-not-found",
    /// The first name stands where the surname should, or the other way round.
    OtherOrder = "names-in-other-order",
    /// It is not the name that the person goes by now.
    OtherName = "other-name",
    /// The same day of birth.
    BirthSame = "birth-same",
    /// The same year, with day and month the other way round.
    BirthSwapped = "birth-day-and-month-swapped",
    /// A day of birth with one digit otherwise.
    BirthMistyped = "birth-one-digit-differs",
    /// The same year and month of birth; the day was not asked for.
    BirthMonth = "birth-month-same",
    /// The same year of birth; the day was not asked for.
    BirthYear = "birth-year-same",
    /// Another day of birth.
    BirthDiffers = "birth-differs",
    /// The same identifier.
    IdentifierSame = "identifier-same",
    /// An identifier with one character otherwise, or two changed over.
    IdentifierMistyped = "identifier-mistyped",
    /// The same postcode.
    PostcodeSame = "postcode-same",
    /// The same first half of a postcode.
    PostcodeDistrict = "postcode-district-same",
    /// A word of an address.
    AddressWord = "address-word-same",
}
