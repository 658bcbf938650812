//! Workers begin, fall ill and leave. The more children somebody has over what they should,
//! the likelier both are: that is where drift begins.

use jiff::ToSpan as _;

use crate::authority::Authority;
use crate::fault::Fault;
use crate::told::Told;

/// How likely it is on a working day that somebody gives notice, or falls ill for long or
/// for a few days: at rest, and for each time the load is over what it should be.
const LEAVES: (f64, f64) = (0.000_5, 0.0012);
const LONG_ILL: (f64, f64) = (0.000_5, 0.000_8);
const ILL: f64 = 0.010;
/// From how many days of illness on somebody covers.
const COVERED: i32 = 6;
/// How long notice is.
const NOTICE: i32 = 28;

impl Authority {
    /// What changes among the workers today.
    pub fn come_and_go(&mut self) -> Result<(), Fault> {
        self.fill_posts()?;
        for worker in 0..self.workers.len() {
            let one = &self.workers[worker];
            if one.gone {
                continue;
            }
            if one.last_day.is_some_and(|last| last < self.today) {
                self.left(worker)?;
                continue;
            }
            let carries = matches!(
                one.role,
                "social-worker"
                    | "personal-adviser"
                    | "team-manager"
                    | "front-door"
                    | "reviewing-officer"
                    | "conference-chair"
            );
            if carries && one.is_here(self.today) {
                self.may_change(worker)?;
            }
        }
        self.count_caseloads()?;
        self.end_first_years()
    }

    /// Those begin for whom a post was free.
    fn fill_posts(&mut self) -> Result<(), Fault> {
        for team in 0..self.teams.len() {
            let today = self.today;
            let (begin, later): (Vec<_>, Vec<_>) = self.teams[team]
                .posts
                .iter()
                .partition(|(day, _)| *day <= today);
            if begin.is_empty() {
                continue;
            }
            self.teams[team].posts = later;
            for (_, role) in begin {
                let newly = role == "social-worker" && self.chance.happens(0.38);
                let worker = self.hire(role, Some(team), newly)?;
                if role == "team-manager" {
                    self.teams[team].manager = Some(worker);
                }
                self.counts.joined += 1;
            }
        }
        Ok(())
    }

    fn may_change(&mut self, worker: usize) -> Result<(), Fault> {
        let today = self.today;
        let one = &mut self.workers[worker];
        let draws = [one.chance.unit(), one.chance.unit(), one.chance.unit()];
        if let Some(until) = one.ill_until {
            if until < today {
                one.ill_until = None;
                one.covered_by = None;
                return self.is_back(worker);
            }
            return Ok(());
        }
        let (children, limit) = (one.children, one.limit());
        let over = children.saturating_sub(limit);
        let share = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let over = share(over) / share(limit) * 5.0;
        let carries_children = matches!(one.role, "social-worker" | "personal-adviser");
        let leaves = if carries_children {
            LEAVES.0 + LEAVES.1 * over
        } else {
            LEAVES.0 * 0.6
        };
        if one.last_day.is_none() && draws[0] < leaves {
            return self.gives_notice(worker);
        }
        let long = LONG_ILL.0 + LONG_ILL.1 * over;
        let days = if draws[1] < long {
            one.chance.between(12, 55)
        } else if draws[2] < ILL {
            one.chance.between(1, 4)
        } else {
            return Ok(());
        };
        let until = self.days(days);
        self.workers[worker].ill_until = Some(until);
        self.counts.days_ill += u64::try_from(days).unwrap_or(0);
        let is_covered = carries_children
            || matches!(
                self.workers[worker].role,
                "reviewing-officer" | "conference-chair"
            );
        if days >= COVERED && is_covered {
            self.is_away(worker, until)?;
            self.arrange_cover(worker, until)?;
        }
        Ok(())
    }

    /// Notice is given, and the last day recorded; the post is advertised, and filled some time
    /// after.
    fn gives_notice(&mut self, worker: usize) -> Result<(), Fault> {
        let last = self.days(NOTICE);
        let one = &mut self.workers[worker];
        one.last_day = Some(last);
        let (role, team) = (one.role, one.team);
        // Somebody acts for a manager from the day after; a social worker has to be found.
        let after = match role {
            "social-worker" => one.chance.between(20, 95),
            "personal-adviser" | "front-door" => one.chance.between(5, 40),
            _ => 1,
        };
        if let Some(team) = team {
            let begins = last.saturating_add(after.days());
            self.teams[team].posts.push((begins, role));
        }
        let administrator = self.who_is("administrator").first().copied();
        let one = &self.workers[worker];
        let (role, employment) = (one.last("role-given"), one.last("worker-started"));
        if let Some(given) = role {
            let ended = Told::on("role-ended", last).with("given", given);
            self.tell_of_worker(worker, administrator, ended)?;
        }
        if let Some(employment) = employment {
            let left = Told::on("worker-left", last).with("employment", employment);
            self.tell_of_worker(worker, administrator, left)?;
        }
        Ok(())
    }

    fn arrange_cover(&mut self, worker: usize, until: jiff::civil::Date) -> Result<(), Fault> {
        let Some(team) = self.workers[worker].team else {
            return Ok(());
        };
        let role = self.workers[worker].role;
        let free = |place: &usize| {
            let other = &self.workers[*place];
            *place != worker
                && other.team == Some(team)
                && other.role == role
                && other.works(self.today)
                && other.last_day.is_none()
        };
        let cover = (0..self.workers.len())
            .filter(free)
            .min_by_key(|place| (self.workers[*place].children, *place));
        let manager = self.teams[team]
            .manager
            .filter(|place| self.workers[*place].works(self.today));
        let by = manager.or_else(|| self.who_is("service-manager").first().copied());
        let Some((cover, by)) = cover.zip(by) else {
            return Ok(());
        };
        let told = Told::on("cover-arranged", self.today)
            .with("worker", self.workers[worker].file.id)
            .with("until", until);
        self.tell_of_worker(cover, Some(by), told)?;
        self.workers[worker].covered_by = Some(cover);
        Ok(())
    }

    /// Who records of a worker that they are away, or back.
    fn who_records(&self, worker: usize) -> Option<usize> {
        let team = self.workers[worker].team?;
        let manager = self.teams[team].manager;
        let manager =
            manager.filter(|place| *place != worker && self.workers[*place].works(self.today));
        manager.or_else(|| self.who_is("service-manager").first().copied())
    }

    fn is_away(&mut self, worker: usize, until: jiff::civil::Date) -> Result<(), Fault> {
        let Some(by) = self.who_records(worker) else {
            return Ok(());
        };
        let told = Told::on("worker-away", self.today).with("until", until);
        let away = self.tell_of_worker(worker, Some(by), told)?;
        self.workers[worker].away = Some(away);
        Ok(())
    }

    fn is_back(&mut self, worker: usize) -> Result<(), Fault> {
        let Some(by) = self.who_records(worker) else {
            return Ok(());
        };
        let Some(away) = self.workers[worker].away.take() else {
            return Ok(());
        };
        let told = Told::on("worker-back", self.today).with("away", away);
        self.tell_of_worker(worker, Some(by), told)?;
        Ok(())
    }

    /// Somebody's last day is over: nobody has their children until the manager gives them to
    /// others.
    fn left(&mut self, worker: usize) -> Result<(), Fault> {
        self.workers[worker].gone = true;
        self.counts.left += 1;
        let theirs: Vec<usize> = self.open.iter().copied().collect();
        for child in theirs {
            let people = &self.children[child].people;
            let (reviewer, chair, adviser) = (people.reviewer, people.chair, people.adviser);
            let has =
                |place: Option<(usize, practice::Id)>| place.is_some_and(|(who, _)| who == worker);
            let is_worker = people.worker == Some(worker) && people.allocation.is_some();
            if !(is_worker || has(reviewer) || has(chair) || has(adviser)) {
                continue;
            }
            let Some(by) = self.manager_or_senior(child) else {
                continue;
            };
            if is_worker {
                self.take_from(child, by, "LEFTRL")?;
            }
            for (had, role, called) in [
                (
                    reviewer,
                    "reviewing-officer",
                    "Independent reviewing officer",
                ),
                (chair, "conference-chair", "Conference chair"),
                (adviser, "personal-adviser", "Personal adviser"),
            ] {
                if has(had)
                    && let Some(next) = self.least_busy(role)
                {
                    self.involve(child, by, next, called)?;
                    if role == "personal-adviser" {
                        self.children[child].people.worker = Some(next);
                    }
                }
            }
        }
        Ok(())
    }

    /// On the first working day of a month, managers count how many children each has.
    fn count_caseloads(&mut self) -> Result<(), Fault> {
        let month = |day: jiff::civil::Date| (day.year(), day.month());
        let first = (1..=4)
            .map(|ago| self.days(-ago))
            .find(|day| self.is_working(*day))
            .is_none_or(|before| month(before) != month(self.today));
        if !first {
            return Ok(());
        }
        for worker in 0..self.workers.len() {
            let one = &self.workers[worker];
            let counted = matches!(one.role, "social-worker" | "personal-adviser");
            if !counted || !one.is_here(self.today) {
                continue;
            }
            let manager = one.team.and_then(|team| self.teams[team].manager);
            let Some(by) = manager.filter(|place| self.workers[*place].works(self.today)) else {
                continue;
            };
            let cases = i64::try_from(one.children).unwrap_or(i64::MAX);
            let told = Told::on("caseload-counted", self.today).number("cases", cases);
            self.tell_of_worker(worker, Some(by), told)?;
        }
        Ok(())
    }

    /// Whoever has finished the first year works as any social worker from then on.
    fn end_first_years(&mut self) -> Result<(), Fault> {
        let begun = self.days(-370);
        for worker in 0..self.workers.len() {
            let one = &self.workers[worker];
            if !one.newly_qualified || one.joined > begun || !one.is_here(self.today) {
                continue;
            }
            let administrator = self.who_is("administrator").first().copied();
            let told = Told::on("worker-started", self.today).with("role", "social-worker");
            self.tell_of_worker(worker, administrator, told)?;
            self.workers[worker].newly_qualified = false;
        }
        Ok(())
    }
}
