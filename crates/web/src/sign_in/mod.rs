//! Signing in: a name, a password and a one-time code, all on one page. What was wrong
//! is never said, so that nobody learns who has an account. Or through an identity provider
//! (`provider`), where one is set.

mod begin;
pub mod code;
mod done;
pub mod password;
#[cfg(feature = "oidc")]
pub(crate) mod provider;
mod show;
mod take;

pub use begin::{Fresh, Ticket};
pub use code::CodeSecret;
pub(crate) use done::{sign_out, sign_out_everywhere};
pub use show::EXAMPLE_PASSWORD;
pub(crate) use show::show;
pub(crate) use take::take;

/// The page to sign in at, to come back to another.
pub(crate) fn address(then: Option<&str>) -> String {
    match then.filter(|then| is_ours(then) && *then != "/") {
        Some(then) => {
            let then: String = form_urlencoded::byte_serialize(then.as_bytes()).collect();
            format!("/sign-in?then={then}")
        }
        None => "/sign-in".to_owned(),
    }
}

/// Whether an address is of this site: it was typed, or made by somebody else, perhaps.
fn is_ours(address: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_graphic() && letter != '\\';
    address.starts_with('/') && !address.starts_with("//") && address.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_led_to_another_site() {
        for address in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a b",
            "",
        ] {
            assert!(!is_ours(address), "{address}");
        }
        assert_eq!(
            address(Some("/child/0a?on=1")),
            "/sign-in?then=%2Fchild%2F0a%3Fon%3D1"
        );
        assert_eq!(address(Some("//evil.example")), "/sign-in");
    }
}
