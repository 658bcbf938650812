//! Digests by e-mail: whether the mail server answers, and how the last ones fared. Nobody is named,
//! and nothing is sent.

use jiff::Span;
use practice::When;
use store::Reader;

use super::serve::Wanted;
use super::{Check, check, files};
use crate::{edge, show};

/// For how many days a failure is told.
const LATELY: i64 = 7;

/// Whether the mail server answers, where one is set.
pub fn checks(wanted: &Wanted) -> Vec<Check> {
    let Some(mail) = &wanted.settings.mail else {
        return Vec::new();
    };
    let mut checks = Vec::new();
    if let Some(file) = &wanted.mail_password {
        checks.push(files::secret("password of the mail server", file));
    }
    let what = "mail server";
    let named = format!("{}, port {}", mail.server, mail.port);
    let asked = tokio::runtime::Runtime::new()
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(web::ask_mail_server(mail)));
    checks.push(match asked {
        Ok(()) => check(what, true, format!("{named} answers and lets the pages in")),
        Err(why) => check(
            what,
            false,
            format!("{named}: {why}. See that [mail] is right and that this machine can reach it"),
        ),
    });
    checks
}

/// How the digests of the last days fared.
pub fn sent(reader: &mut Reader) -> anyhow::Result<Check> {
    let today = When::Instant(edge::now()).day();
    let since = today.checked_sub(Span::new().days(LATELY))?;
    let stand = web::standing(&reader.told_of_all()?, &since.to_string());
    let many = |many: usize| u64::try_from(many).unwrap_or(u64::MAX);
    let sent = show::count(many(stand.sent), "person was", "people were");
    let mut says = format!("{sent} sent their last one, of the last {LATELY} days");
    for (many, words) in [
        (stand.tried_again, "tried again"),
        (stand.given_up, "given up"),
        (stand.perhaps, "not known to have been sent"),
    ] {
        if many > 0 {
            says = format!("{says}; {many} {words}");
        }
    }
    let troubles = stand.troubles.iter();
    let troubles: Vec<String> = troubles
        .map(|(trouble, many)| format!("{many} × {trouble}"))
        .collect();
    let in_order = troubles.is_empty();
    if !in_order {
        says = format!("{says} ({})", troubles.join("; "));
    }
    Ok(check("digests", in_order, says))
}
