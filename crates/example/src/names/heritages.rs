//! The names themselves. Surnames are made up, or made over, so that nobody is meant.

use super::heritage::Heritage;

/// Every heritage.
#[rustfmt::skip]
pub const HERITAGES: [Heritage; 12] = [
    Heritage {
        weight: 58,
        code: "WBRI",
        women: &[
            "Sarah", "Emily", "Chloe", "Megan", "Jade", "Lauren", "Bethany", "Holly", "Amber",
            "Paige", "Kayleigh", "Stacey", "Gemma", "Lisa", "Donna", "Tracey", "Michelle",
            "Nicola", "Joanne", "Karen", "Ruby", "Poppy", "Isla", "Freya", "Evie", "Lily",
            "Daisy", "Rosie", "Ellie", "Maisie", "Phoebe", "Summer", "Skye", "Scarlett", "Imogen",
            "Tilly", "Harriet", "Beatrice", "Nancy", "Connie"
        ],
        men: &[
            "Jack", "Oliver", "Harry", "Charlie", "Alfie", "Archie", "Logan", "Tyler", "Connor",
            "Kyle", "Ryan", "Jordan", "Liam", "Callum", "Reece", "Dean", "Lee", "Craig", "Darren",
            "Wayne", "Gary", "Mark", "Stephen", "Paul", "Noah", "Leo", "Freddie", "Theo",
            "Arthur", "Mason", "Jayden", "Riley", "Toby", "Finley", "Ethan", "Lewis", "Jake",
            "Bradley", "Curtis", "Ashley"
        ],
        surnames: &[
            "Abbotson", "Alderton", "Ashby", "Barraclough", "Bexley", "Birchall", "Blackmoor",
            "Bramhope", "Brindley", "Carterfield", "Chadwell", "Clegg", "Coldwell", "Crabtree",
            "Crossland", "Dewhirst", "Dobbs", "Eastwell", "Entwistle", "Fairweather", "Farnworth",
            "Fenby", "Garside", "Gledhill", "Goodbody", "Greatorex", "Hargrove", "Hebblethwaite",
            "Hinchcliffe", "Holroyd", "Horsfall", "Huddleston", "Ibbotson", "Jagger",
            "Kettlewell", "Kirkbride", "Lambton", "Larkfield", "Lightfoot", "Longbottom",
            "Makepeace", "Marlow", "Mellor", "Midgley", "Netherwood", "Oakden", "Oldroyd",
            "Ormerod", "Outhwaite", "Pickersgill", "Plumtree", "Priestnall", "Quarmby",
            "Ramsbottom", "Ravenscroft", "Redfern", "Rowbotham", "Sandford", "Scargill",
            "Shackleton", "Silverwood", "Skelton", "Stubbins", "Sugden", "Sutcliffe",
            "Tattersall", "Thackray", "Thistlewood", "Threlfall", "Tinsley", "Turnpenny",
            "Uttley", "Wadsworth", "Wainwright", "Whitworth", "Wigglesworth", "Winterbottom",
            "Woodhead", "Wrigley", "Yarwood"
        ],
    },
    Heritage {
        weight: 4,
        code: "WIRI",
        women: &[
            "Aoife", "Ciara", "Niamh", "Sinead", "Roisin", "Orla", "Maeve", "Siobhan", "Grainne",
            "Deirdre"
        ],
        men: &[
            "Sean", "Conor", "Declan", "Cormac", "Ronan", "Fergus", "Eoin", "Padraig", "Brendan",
            "Dermot"
        ],
        surnames: &[
            "Brannigan", "Cassidy", "Corrigan", "Devlin", "Donaghue", "Fallon", "Geraghty",
            "Halloran", "Kinsella", "Lafferty", "McGrane", "Moynihan", "Rafferty", "Tierney",
            "Quigg", "Feeney"
        ],
    },
    Heritage {
        weight: 2,
        code: "WROM",
        women: &[
            "Esmeralda", "Florica", "Kushti", "Lavinia", "Rupa", "Sabina", "Selina", "Tshaya"
        ],
        men: &[
            "Bavol", "Danior", "Florin", "Lash", "Marko", "Ramon", "Stefan", "Zoltan"
        ],
        surnames: &[
            "Boswick", "Ciurar", "Duka", "Horvathy", "Lakatosz", "Lovelock", "Radulescu",
            "Vaszary"
        ],
    },
    Heritage {
        weight: 8,
        code: "WOTH",
        women: &[
            "Agnieszka", "Zofia", "Maja", "Katarzyna", "Ioana", "Andreea", "Elena", "Daria",
            "Kristina", "Ruta", "Viktoria", "Oksana", "Bianca", "Milena"
        ],
        men: &[
            "Piotr", "Jakub", "Kacper", "Mateusz", "Andrei", "Mihai", "Bogdan", "Ionut", "Tomas",
            "Lukas", "Dmytro", "Oleh", "Filip", "Szymon"
        ],
        surnames: &[
            "Adamczak", "Barabasz", "Ciobotaru", "Dragomiru", "Gajewicz", "Ivanauskas", "Jaworek",
            "Kalinowicz", "Kovalchyk", "Lazarescu", "Majchrzyk", "Nowickas", "Olaru", "Petrausk",
            "Sikorowski", "Stanislawek", "Tomaszek", "Urbonas", "Wojtas", "Zielonka"
        ],
    },
    Heritage {
        weight: 5,
        code: "APKN",
        women: &[
            "Ayesha", "Maryam", "Zainab", "Hafsa", "Iqra", "Saima", "Nadia", "Rukhsana", "Shazia",
            "Aleena", "Mahnoor", "Sumaira"
        ],
        men: &[
            "Hamza", "Bilal", "Usman", "Zain", "Imran", "Adeel", "Faisal", "Kashif", "Tariq",
            "Hassan", "Shoaib", "Waqas"
        ],
        surnames: &[
            "Akhtaroon", "Bashiri", "Chaudhrey", "Dar-Hussain", "Farooqi", "Gilani", "Javedi",
            "Khokhar", "Malikzai", "Mirzaei", "Qureshi-Shah", "Rafiqui", "Shabbirah", "Tahiri",
            "Yousafi", "Zafari"
        ],
    },
    Heritage {
        weight: 3,
        code: "ABAN",
        women: &[
            "Fatema", "Nusrat", "Sumaiya", "Tahmina", "Rokeya", "Jannat", "Anika", "Shirin"
        ],
        men: &[
            "Rahim", "Shahid", "Tanvir", "Kamrul", "Nazmul", "Arif", "Sohail", "Mizan"
        ],
        surnames: &[
            "Ahmedullah", "Begumara", "Choudhuri", "Haque-Miah", "Islamuddin", "Mollahan",
            "Rahmanov", "Sarkarah", "Talukderi", "Uddinah"
        ],
    },
    Heritage {
        weight: 4,
        code: "AIND",
        women: &[
            "Priya", "Anjali", "Meera", "Kavita", "Simran", "Harpreet", "Nisha", "Divya",
            "Jasleen", "Pooja"
        ],
        men: &[
            "Arjun", "Rohan", "Vikram", "Amit", "Gurpreet", "Jaspal", "Nikhil", "Rajesh",
            "Manpreet", "Dev"
        ],
        surnames: &[
            "Bhardwajan", "Chandarana", "Dhaliwala", "Gohilan", "Iyerman", "Kalsiya",
            "Mistrywala", "Nayyaran", "Patelia", "Ranganathan", "Sandhuja", "Thakrarian",
            "Vaidyan", "Desailal"
        ],
    },
    Heritage {
        weight: 6,
        code: "BAFR",
        women: &[
            "Abena", "Adaeze", "Chioma", "Folake", "Ngozi", "Amina", "Hodan", "Saba", "Thandiwe",
            "Yewande", "Makena", "Fatou", "Blessing", "Grace"
        ],
        men: &[
            "Chidi", "Emeka", "Femi", "Kofi", "Kwame", "Obinna", "Tunde", "Abdi", "Yusuf",
            "Dawit", "Sipho", "Tendai", "Emmanuel", "Samuel"
        ],
        surnames: &[
            "Abiodunu", "Achebele", "Adeyinkan", "Boatengo", "Chukwumah", "Diallonga", "Eziani",
            "Farahsi", "Gebremichel", "Jallohan", "Kamaraju", "Mbekelani", "Mensahene",
            "Ndlovana", "Nkrumason", "Okonjide", "Osmanade", "Sesayla", "Tekleb", "Warsamey"
        ],
    },
    Heritage {
        weight: 3,
        code: "BCRB",
        women: &[
            "Keisha", "Shanice", "Tamara", "Leona", "Marcia", "Yvonne", "Tanisha", "Aaliyah",
            "Renee", "Sharna"
        ],
        men: &[
            "Jermaine", "Tyrone", "Marlon", "Delroy", "Andre", "Kemar", "Dwayne", "Isaiah",
            "Malachi", "Leroy"
        ],
        surnames: &[
            "Ballentyne", "Campbellow", "Dacosta-Reid", "Francisque", "Gayleton", "Hyltonby",
            "Lindoe", "Morganson", "Palmerston", "Rowesley", "Samuda-Lee", "Whyteman"
        ],
    },
    Heritage {
        weight: 1,
        code: "CHNE",
        women: &[
            "Mei", "Xiu", "Jing", "Lan", "Wai-Yee", "Hui", "Siu-Ling", "Yan"
        ],
        men: &[
            "Wei", "Jun", "Ho-Yin", "Chun", "Ming", "Kai", "Siu-Man", "Bo"
        ],
        surnames: &[
            "Au-Cheng", "Chanlo", "Fungwah", "Hoisun", "Kwokman", "Laulee", "Tsangyi", "Wongting"
        ],
    },
    Heritage {
        weight: 3,
        code: "OOTH",
        women: &[
            "Layla", "Noor", "Rania", "Shilan", "Parisa", "Yasmin", "Nasrin", "Zahra", "Hala",
            "Dilan"
        ],
        men: &[
            "Omar", "Karim", "Aram", "Reza", "Ali", "Mustafa", "Hamid", "Rebin", "Khalil", "Samir"
        ],
        surnames: &[
            "Alzubaidy", "Barzanjan", "Darwishi", "Faraji-Nia", "Ghorbanzad", "Hamidreza",
            "Jabbarian", "Karimov", "Nasserali", "Qaderi", "Rostamian", "Salehan"
        ],
    },
    Heritage {
        weight: 3,
        code: "MWBC",
        women: &[
            "Aaliyah", "Jasmine", "Kiara", "Leah", "Mia", "Naomi", "Sienna", "Tia", "Zara",
            "Amara"
        ],
        men: &[
            "Aaron", "Elijah", "Jayden", "Kai", "Marcus", "Nathan", "Rio", "Tyrell", "Xavier",
            "Zion"
        ],
        surnames: &[
            "Ashworthy", "Blakeney-Cole", "Denton-James", "Ellison-Grant", "Fordham-Clarke",
            "Hartley-Brown", "Kingsleyton", "Lowe-Francis", "Marsdenby", "Prescott-Lee",
            "Stonehouse", "Walkerdine"
        ],
    },
];
