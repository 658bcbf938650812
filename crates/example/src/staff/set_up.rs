//! The first day: teams, and those who work in them.

use practice::Id;

use super::{Task, Team, Worker};
use crate::authority::Authority;
use crate::chance::Chance;
use crate::fault::Fault;
use crate::names;
use crate::pen::File;
use crate::told::Told;

/// The stream of chance of workers.
const WORKERS: u64 = 3;
/// How many social workers a team has.
const TEAM: u32 = 7;

/// Who is in no team that works with children: role, and where they work if elsewhere.
const OTHERS: [(&str, Option<&str>); 14] = [
    ("director", None),
    ("service-manager", None),
    ("out-of-hours", None),
    ("supervising-worker", None),
    ("designated-officer", None),
    ("legal", None),
    ("business-support", None),
    ("performance-analyst", None),
    ("auditor", None),
    ("inspector", None),
    ("information-governance", None),
    ("partner", Some("Wexcombe Community Health")),
    ("partner", Some("Wexcombe Schools")),
    ("independent-visitor", Some("Homewatch")),
];

/// Who runs the home.
const HOME: [&str; 3] = ["home-manager", "shift-lead", "home-staff"];

impl Authority {
    /// Sets up the teams and hires those who work in them.
    pub fn set_up(&mut self) -> Result<(), Fault> {
        self.hire("administrator", None, false)?;
        let open = self.scale.open_children;
        let staffed = |number: u32| (number * self.scale.staffed_percent / 100).max(1);
        let share = |of: u32, each: u32| (open * of / 100).div_ceil(each).max(1);
        let care = if open >= 150 {
            staffed(share(19, 14))
        } else {
            0
        };
        let safeguarding = staffed((open * (if care > 0 { 81 } else { 100 }) / 100).div_ceil(14));
        let front = share(100, 75).max(2);
        let (reviewers, chairs) = (share(20, 65), share(12, 30));
        let advisers = share(7, 20);
        self.team("Front Door", Task::FrontDoor, false, (front, "front-door"))?;
        self.teams_of_workers("Safeguarding", Task::Safeguarding, safeguarding)?;
        if care > 0 {
            self.teams_of_workers("Children in Care", Task::Care, care)?;
        }
        self.team(
            "Leaving Care",
            Task::Leaving,
            true,
            (advisers, "personal-adviser"),
        )?;
        let reviewing = self.team(
            "Reviewing Service",
            Task::Reviewing,
            true,
            (reviewers, "reviewing-officer"),
        )?;
        for _ in 0..chairs {
            self.hire("conference-chair", Some(reviewing), false)?;
        }
        let home = self.team("Meadow House", Task::Other, false, (0, ""))?;
        for role in HOME {
            self.hire(role, Some(home), false)?;
        }
        self.hire_from(
            "responsible-individual",
            Some(home),
            false,
            Some("Meadow Care"),
        )?;
        for _ in 1..share(100, 1200) {
            self.hire("service-manager", None, false)?;
        }
        for (role, from) in OTHERS {
            self.hire_from(role, None, false, from)?;
        }
        Ok(())
    }

    /// As many teams as so many social workers make.
    fn teams_of_workers(&mut self, name: &str, task: Task, workers: u32) -> Result<(), Fault> {
        let teams = workers.div_ceil(TEAM).max(1);
        for number in 0..teams {
            let each = workers / teams + u32::from(number < workers % teams);
            let name = if teams == 1 {
                name.to_owned()
            } else {
                format!("{name} {}", number + 1)
            };
            self.team(&name, task, true, (each, "social-worker"))?;
        }
        Ok(())
    }

    fn team(
        &mut self,
        name: &str,
        task: Task,
        has_manager: bool,
        (number, role): (u32, &'static str),
    ) -> Result<usize, Fault> {
        let place = self.teams.len();
        let id: Id = self.chance.id();
        let mut file = File::new(id);
        let by = self
            .workers
            .first()
            .map_or(self.pen.organisation(), |one| one.file.id);
        let code: String = name
            .chars()
            .filter(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
            .collect();
        let told = Told::on("team-details", self.today)
            .with("name", name)
            .with("service", service(task))
            .with("code", format!("{code}{place}"));
        self.pen.write(&mut file, by, &mut self.chance, told)?;
        self.teams.push(Team {
            file: id,
            task,
            manager: None,
            waiting: 0,
            posts: Vec::new(),
        });
        if has_manager {
            let manager = self.hire("team-manager", Some(place), false)?;
            self.teams[place].manager = Some(manager);
        }
        for nth in 0..number {
            let newly = role == "social-worker" && nth % 4 == 3;
            self.hire(role, Some(place), newly)?;
        }
        Ok(place)
    }

    /// Somebody begins today; their place.
    pub fn hire(
        &mut self,
        role: &'static str,
        team: Option<usize>,
        newly: bool,
    ) -> Result<usize, Fault> {
        self.hire_from(role, team, newly, None)
    }

    fn hire_from(
        &mut self,
        role: &'static str,
        team: Option<usize>,
        newly: bool,
        from: Option<&str>,
    ) -> Result<usize, Fault> {
        let place = self.workers.len();
        let mut chance = Chance::of(self.seed, WORKERS, place);
        let name = self.new_name(&mut chance);
        let file: Id = chance.id();
        let number = format!("SW{}", 200_000 + place * 7);
        let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        let by = (place > 0).then_some(0);
        self.workers.push(Worker {
            file: File::new(file),
            name: name.clone(),
            role,
            team,
            number: number.clone(),
            newly_qualified: newly,
            joined: self.today,
            last_day: None,
            gone: false,
            ill_until: None,
            away: None,
            covered_by: None,
            minutes: 0,
            children: 0,
            behind: 0,
            chance,
            owed: Vec::new(),
            last: Vec::new(),
        });
        let today = self.today;
        let mut details = Told::on("worker-details", today)
            .with("name", name)
            .with("email", email)
            .with("number", number);
        if let Some(from) = from {
            details = details.with("organisation", from);
        }
        self.tell_of_worker(place, by, details)?;
        let employed_as = (self.pen.book().permissions.roles.iter())
            .find(|known| known.name == role)
            .ok_or_else(|| Fault::NotInTheBook {
                what: "role",
                name: role.to_owned(),
            })?;
        let employed_as = employed_as.employed_as.clone().filter(|_| from.is_none());
        let registered = employed_as.as_deref() == Some("social-worker") || role == "team-manager";
        if let Some(employed_as) = employed_as {
            let employed_as = if newly {
                "newly-qualified".to_owned()
            } else {
                employed_as
            };
            let started = Told::on("worker-started", today).with("role", employed_as);
            self.tell_of_worker(place, by, started)?;
        }
        let mut given = Told::on("role-given", today).with("role", role);
        if let Some(team) = team {
            given = given.with("team", self.teams[team].file);
        }
        self.tell_of_worker(place, by, given)?;
        if registered {
            self.begins_as_social_worker(place, newly)?;
        }
        Ok(place)
    }

    /// What is recorded of a social worker by whoever manages them.
    fn begins_as_social_worker(&mut self, worker: usize, newly: bool) -> Result<(), Fault> {
        let today = self.today;
        let manager = self.workers[worker]
            .team
            .and_then(|team| self.teams[team].manager);
        let Some(manager) = manager.filter(|manager| *manager != worker) else {
            return Ok(());
        };
        let by = Some(manager);
        self.tell_of_worker(worker, by, Told::on("social-worker-registered", today))?;
        self.tell_of_worker(worker, by, Told::on("barring-check", today))?;
        let kind = if newly { "newly-qualified" } else { "worker" };
        let agreed = Told::on("supervision-agreed", today).with("kind", kind);
        self.tell_of_worker(worker, by, agreed)?;
        if newly {
            self.tell_of_worker(worker, by, Told::on("supported-year-started", today))?;
        }
        Ok(())
    }

    /// A name that no other worker has.
    fn new_name(&mut self, chance: &mut Chance) -> String {
        let mut name = String::new();
        for _ in 0..50 {
            let heritage = names::heritage(chance);
            let female = chance.happens(0.78);
            let forename = names::forename(chance, heritage, female);
            name = format!("{forename} {}", names::surname(chance, heritage));
            if self.workers.iter().all(|other| other.name != name) {
                break;
            }
        }
        name
    }
}

/// The service that a team is of.
const fn service(task: Task) -> &'static str {
    match task {
        Task::FrontDoor | Task::Safeguarding => "Help and Protection",
        Task::Care | Task::Leaving => "Corporate Parenting",
        Task::Reviewing => "Quality and Safeguarding",
        Task::Other => "Residential",
    }
}
