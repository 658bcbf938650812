//! The files of the program's own certificate: read at the start, and again when the
//! program is told to, or when they have changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use web::serve::certificate::Certificate;

use crate::edge;

/// How often it is looked whether the files have changed.
const LOOKED_AT: Duration = Duration::from_mins(1);

/// A certificate, and the files that it is read from.
#[derive(Clone, Debug)]
pub struct Files {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl Files {
    /// Reads both.
    pub fn read(&self) -> anyhow::Result<Certificate> {
        let (chain, key) = self.texts()?;
        Certificate::of(&chain, &key).with_context(|| self.named())
    }

    /// Whether another is used from now on.
    fn read_again(&self, certificate: &Certificate) -> anyhow::Result<bool> {
        let (chain, key) = self.texts()?;
        certificate
            .renew(&chain, &key)
            .with_context(|| self.named())
    }

    fn texts(&self) -> anyhow::Result<(Vec<u8>, Vec<u8>)> {
        let read = |file: &Path| {
            std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
        };
        Ok((read(&self.certificate)?, read(&self.key)?))
    }

    fn named(&self) -> String {
        format!(
            "the certificate {} with the key {} cannot be used",
            self.certificate.display(),
            self.key.display()
        )
    }

    /// Keeps the certificate that is used as the files have it, for as long as the program
    /// runs. Where they cannot be used, the one before goes on, and the log says why.
    pub async fn keep_up(self, certificate: Arc<Certificate>) {
        let mut told = edge::told_to_read_again();
        let mut said = String::new();
        loop {
            let by_word = tokio::select! {
                () = tokio::time::sleep(LOOKED_AT) => false,
                () = told.comes() => true,
            };
            let (files, used) = (self.clone(), Arc::clone(&certificate));
            let read = tokio::task::spawn_blocking(move || files.read_again(&used));
            match read.await {
                Ok(Ok(true)) => {
                    said.clear();
                    let until = certificate.ends_at().map(|until| until.to_string());
                    tracing::info!(until, "another certificate is used from now on");
                }
                Ok(Ok(false)) => said.clear(),
                Ok(Err(why)) => {
                    let why = format!("{why:#}");
                    // Once for each fault, and each time it is asked for.
                    if by_word || why != said {
                        tracing::error!(error = why, "the certificate before is still used");
                        said = why;
                    }
                }
                Err(_) => {}
            }
        }
    }
}
