//! What people write. Made-up sentences in the words of the work; each may name the child
//! as `{child}`, the mother as `{mother}` and the school as `{school}`.

use crate::chance::Chance;

/// Why somebody calls.
pub const CONCERNS: &[&str] = &[
    "{child} came to {school} again without having eaten, in clothes that had not been washed.",
    "Police were called to the home at night: {mother} had been hurt by her partner. {child} was upstairs and heard it.",
    "{mother} asked for help herself. She is low, does not sleep and is afraid that she cannot manage.",
    "{child} told a teacher about being hit with a belt at home, and has a mark on the leg.",
    "{child} has missed eleven days of {school} in six weeks, and nobody answers the telephone.",
    "A neighbour hears shouting and crying late at night, and has seen {child} alone in the street.",
    "The health visitor found the home cold and unsafe, and {mother} under the influence of drink.",
    "{child} has been seen with older young people who are known to the police, with a new telephone and new clothes.",
    "The midwife is worried: {mother} has missed appointments, and earlier children do not live with her.",
    "{child} wrote about wanting to die in a school book, and has cuts on the arms.",
];

/// What is written of a visit.
pub const VISITS: &[&str] = &[
    "{child} showed me the bedroom, which was tidy, and talked about a friend at {school}. {mother} was warm with {child} throughout.",
    "{mother} was tired and short with {child}. There was food in the house. We went through what was agreed and what is still to be done.",
    "{child} was quiet at first and then drew with me. {mother} said that the last week had been better.",
    "The home was cold. {mother} has asked the landlord again; I will write to them. {child} was in good spirits.",
    "{child} did not want to talk today, and we played instead. {mother} kept to what she had promised about the evenings.",
    "{child} was pleased to see me and asked when I would come again. There is a new cooker, and the safety gate is up.",
    "{mother}'s former partner had been in the house. She said so herself. We went over the safety plan again.",
    "{child} talked about home and about what happens when adults argue. {mother} listened when we spoke about it together.",
];

/// What a child says.
pub const VIEWS: &[&str] = &[
    "I want it to be quiet at night.",
    "I like school and I like it when Mum laughs.",
    "I don't want to move again.",
    "I worry about Mum when I am at school.",
    "I want to see my brother more.",
    "It is better than it was.",
    "I wish you would all come less, and that people kept their word.",
    "I am fine. I don't want to talk about it.",
];

/// What is noted of a call or a letter.
pub const NOTES: &[&str] = &[
    "Telephone call from {school}: {child} was late twice this week and has settled well since.",
    "{mother} rang. The appointment went well, and she will go again in a fortnight.",
    "Message from the health visitor: weight is as it should be.",
    "Spoke with the family support worker. The parenting sessions start next week.",
    "Letter from housing: a place on the list, and a visit to come.",
    "Spoke with {mother} about the evenings. She asked for another talk with the drug and alcohol service.",
    "{school} reports that {child} has a new friend and has been in class every day.",
    "The police say that there was no call to the address since the last one.",
];

/// One of these sentences, about these people.
pub fn said(
    chance: &mut Chance,
    of: &[&'static str],
    child: &str,
    mother: &str,
    school: &str,
) -> String {
    let sentence: &str = chance.pick(of);
    sentence
        .replace("{child}", child)
        .replace("{mother}", mother)
        .replace("{school}", school)
}
