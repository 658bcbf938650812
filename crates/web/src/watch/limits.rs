//! Who asks too often: at the sign-in page by address and by account, elsewhere by session.

use std::net::{IpAddr, Ipv6Addr};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use super::allowance::Counter;
use crate::settings::Settings;

/// For how long somebody is to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait(pub SignedDuration);

/// Who asks too often.
pub(crate) struct Limits {
    addresses: Counter<IpAddr>,
    accounts: Counter<[u8; 32]>,
    sessions: Counter<[u8; 32]>,
}

impl Limits {
    /// By what is set.
    pub fn new(settings: &Settings) -> Self {
        Self {
            addresses: Counter::new(settings.sign_ins_of_an_address),
            accounts: Counter::new(settings.sign_ins_of_an_account),
            sessions: Counter::new(settings.pages_of_a_session),
        }
    }

    /// Somebody at this address tries to sign in by this name, which need not be one that
    /// there is: whether there is cannot be learned here.
    pub fn sign_in(&self, from: IpAddr, name: &str, now: Timestamp) -> Result<(), Wait> {
        self.addresses.take(network(from), now).map_err(Wait)?;
        let name = Sha256::digest(name.as_bytes()).into();
        self.accounts.take(name, now).map_err(Wait)
    }

    /// Somebody at this address is on the way to an identity provider, or back.
    #[cfg(feature = "oidc")]
    pub fn address(&self, from: IpAddr, now: Timestamp) -> Result<(), Wait> {
        self.addresses.take(network(from), now).map_err(Wait)
    }

    /// A page is asked for in this session.
    pub fn page(&self, session: [u8; 32], now: Timestamp) -> Result<(), Wait> {
        self.sessions.take(session, now).map_err(Wait)
    }
}

/// What stands for an address: of the sixth version its network, since whoever has one has
/// all of it.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from(network))
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_a_network_of_addresses_has_one_allowance() {
        let of = |text: &str| network(text.parse().expect("an address"));

        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
