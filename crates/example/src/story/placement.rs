//! Where a child in care lives, by what legal status, and how both change.

use practice::Id;

use crate::authority::Authority;
use crate::fault::Fault;
use crate::told::Told;

/// Where a child may live: the code, the provider's code, and the footing.
type Place = (&'static str, &'static str, &'static str);

impl Authority {
    /// Where the child lives next.
    fn place_for(&mut self, child: usize) -> Place {
        let age = self.children[child].age(self.today);
        // Supported accommodation was not registered before.
        let supported_place = if self.today.year() < 2024 { "H5" } else { "K3" };
        let one = &mut self.children[child];
        let orders = matches!(one.legal, "C1" | "C2");
        let supported = u32::from(age >= 16) * 35;
        let home = u32::from(age >= 10) * 16;
        let parents = u32::from(orders) * 5;
        one.chance.weighted(&[
            (("U6", "PR1", "foster-carer"), 42),
            (("U6", "PR4", "foster-carer"), 22),
            (("U3", "PR1", "connected-person"), 14),
            (("K2", "PR4", "registered-setting"), home),
            ((supported_place, "PR4", "registered-setting"), supported),
            (("P1", "PR0", "parents"), parents),
        ])
    }

    /// An episode of care begins.
    pub(super) fn begin_episode(
        &mut self,
        child: usize,
        by: usize,
        (reason, category): (&'static str, Option<&'static str>),
    ) -> Result<(), Fault> {
        let today = self.today;
        // A change of legal status alone leaves the child in the same placement.
        let (placement, provider, footing) = if reason == "L" {
            (
                self.children[child].placement,
                self.children[child].provider,
                "",
            )
        } else {
            self.place_for(child)
        };
        let home = self.families[self.children[child].family]
            .home
            .postcode
            .clone();
        let mut chance = self.children[child].chance.clone();
        let lives = crate::names::Home::new(&mut chance);
        self.children[child].chance = chance;
        self.children[child].placement = placement;
        self.children[child].provider = provider;
        let mut told = Told::on("care-episode-started", today)
            .with("reason", reason)
            .with("legal_status", self.children[child].legal)
            .with("placement", placement)
            .with("placement_provider", provider)
            .with("home_postcode", home);
        if reason != "L" {
            told = told.with("placement_postcode", lives.postcode);
        }
        if let Some(category) = category {
            told = told.with("category_of_need", category);
        }
        let episode = self.tell(child, by, told)?;
        if !footing.is_empty() {
            let told = Told::on("placement-footing", today)
                .with("episode", episode)
                .with("footing", footing);
            self.tell(child, by, told)?;
        }
        let at_home = placement == "K2" && self.children[child].people.home.is_none();
        if at_home && let Some((team, by)) = self.home().zip(self.manager_or_senior(child)) {
            let told = Told::on("involvement-started", today)
                .with("role", "Home")
                .with("team", team);
            let entry = self.tell(child, by, told)?;
            self.children[child].people.home = Some(entry);
        }
        Ok(())
    }

    /// The team of the home, by its file.
    fn home(&self) -> Option<Id> {
        let home = self.workers.iter().find(|one| one.role == "home-manager");
        home.and_then(|one| one.team)
            .map(|team| self.teams[team].file)
    }

    /// An episode of care ends; whether there was one.
    pub(super) fn end_episode(
        &mut self,
        child: usize,
        by: usize,
        reason: &str,
        why: &str,
    ) -> Result<bool, Fault> {
        let Some(episode) = self.children[child].last("care-episode-started") else {
            return Ok(false);
        };
        let told = Told::on("care-episode-ceased", self.today)
            .with("episode", episode)
            .with("reason", reason)
            .with("reason_for_placement_change", why);
        self.tell(child, by, told)?;
        // A change of legal status alone leaves the child where they live.
        if why.is_empty() && reason == "X1" {
            return Ok(true);
        }
        let home = self.children[child].people.home.take();
        if let Some((home, by)) = home.zip(self.manager_or_senior(child)) {
            self.end_involvement(child, by, home)?;
        }
        Ok(true)
    }

    /// The child moves to another placement, of which some are not planned.
    pub fn move_placement(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        if self.children[child].today.contains(&"care-episode-started") {
            return Ok(());
        }
        let unplanned = self.children[child].chance.happens(0.3);
        if unplanned && let Some(episode) = self.children[child].last("care-episode-started") {
            let notice = Told::on("unplanned-move-notice", self.today).with("episode", episode);
            self.tell(child, by, notice)?;
        }
        let why = if unplanned { "CARPL" } else { "PLACE" };
        if self.end_episode(child, by, "X1", why)? {
            self.begin_episode(child, by, ("P", None))?;
        }
        Ok(())
    }

    /// The legal status changes.
    pub fn change_legal_status(
        &mut self,
        child: usize,
        by: usize,
        legal: &'static str,
    ) -> Result<(), Fault> {
        if self.children[child].today.contains(&"care-episode-started") {
            return Ok(());
        }
        if self.end_episode(child, by, "X1", "")? {
            self.children[child].legal = legal;
            self.begin_episode(child, by, ("L", None))?;
        }
        Ok(())
    }
}
