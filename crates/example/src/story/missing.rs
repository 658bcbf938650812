//! Children who go missing, and who speaks with them when they are back.

use crate::authority::Authority;
use crate::fault::Fault;
use crate::told::Told;
use crate::work::Doing;

/// Speaks with a child who is back. Some do not wish to.
pub fn interview(authority: &mut Authority, doing: &Doing) -> Result<bool, Fault> {
    let child = doing.child;
    let one = &mut authority.children[child];
    if one.today.contains(&"return-interview") || one.missing.is_some() {
        return Ok(false);
    }
    let Some(episode) = one.last("missing-episode-started") else {
        return Ok(false);
    };
    let refused = one.chance.happens(0.18);
    let told = Told::on("return-interview", authority.today)
        .with("episode", episode)
        .yes("completed", !refused)
        .yes("refused", refused);
    authority.tell(child, doing.by, told)?;
    Ok(true)
}

impl Authority {
    /// The child is missing.
    pub fn goes_missing(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        let today = self.today;
        let told = Told::on("missing-episode-started", today).with("kind", "M");
        let episode = self.tell(child, by, told)?;
        self.children[child].missing = Some((episode, today));
        Ok(())
    }

    /// The child is back.
    pub fn is_found(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        if let Some((episode, _)) = self.children[child].missing.take() {
            let told = Told::on("missing-episode-ended", self.today).with("episode", episode);
            self.tell(child, by, told)?;
        }
        Ok(())
    }
}
