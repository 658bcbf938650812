//! Somebody at a browser: what they click on, type and read, by the words on the page.

use std::time::Duration;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};

use crate::{Driver, LIMIT, Screen, axe};

/// The password of every account of an example record, which the page to sign in at shows.
pub const PASSWORD: &str = web::sign_in::EXAMPLE_PASSWORD;

/// How often Tab is pressed in search of something.
const PRESSES: usize = 150;

/// Somebody at a browser.
pub struct Person {
    /// The browser.
    pub client: Client,
    /// Where the pages are, without a slash at the end.
    pub site: String,
}

impl Person {
    /// Somebody before an empty window.
    pub async fn at(driver: &Driver, screen: Screen, site: &str) -> Self {
        Self {
            client: driver.browser(screen).await,
            site: site.to_owned(),
        }
    }

    /// Goes to an address of the site.
    ///
    /// # Panics
    ///
    /// Where it cannot be reached.
    pub async fn open(&self, address: &str) {
        let whole = format!("{}{address}", self.site);
        self.client.goto(&whole).await.expect("a page");
    }

    /// Signs in with the code that the page shows, which is answered.
    pub async fn sign_in(&self, name: &str) -> String {
        self.sign_in_after(name, "").await
    }

    /// Signs in once the code is another than that which was used before.
    ///
    /// # Panics
    ///
    /// Where it does not change in time.
    pub async fn sign_in_after(&self, name: &str, used: &str) -> String {
        let changed = async {
            let mut seconds = tokio::time::interval(Duration::from_secs(1));
            loop {
                seconds.tick().await;
                self.open("/sign-in").await;
                let code = self.code(name).await;
                if code != used {
                    return code;
                }
            }
        };
        let code = tokio::time::timeout(LIMIT, changed).await.expect("a code");
        self.fill("Your name here", name).await;
        self.fill("Password", PASSWORD).await;
        self.fill("Code", &code).await;
        self.press_button("Sign in").await;
        self.there("//header//button[normalize-space()='Sign out']")
            .await;
        code
    }

    /// The code that the page to sign in at shows for a name.
    ///
    /// # Panics
    ///
    /// Where it does not come in time.
    pub async fn code(&self, name: &str) -> String {
        let path = format!("//tr[th[normalize-space()='{name}']]/td[last()]");
        let cell = self.there(&path).await;
        cell.text().await.expect("a code")
    }

    /// Waits for a page with this heading.
    pub async fn arrives_at(&self, heading: &str) {
        self.there(&format!("//h1[normalize-space()={}]", quoted(heading)))
            .await;
    }

    /// Waits for a page on which these words stand, in one element.
    pub async fn sees(&self, words: &str) {
        let words = quoted(words);
        self.there(&format!(
            "//body//*[contains(normalize-space(), {words})][not(*[contains(normalize-space(), {words})])]"
        ))
        .await;
    }

    /// Clicks on a link that says this, or begins so.
    ///
    /// # Panics
    ///
    /// Where it does not come in time.
    pub async fn follow(&self, words: &str) {
        let path = format!("//a[starts-with(normalize-space(), {})]", quoted(words));
        self.there(&path).await.click().await.expect("a click");
    }

    /// Opens what is folded away under these words.
    ///
    /// # Panics
    ///
    /// Where it does not come in time.
    pub async fn opens(&self, words: &str) {
        let path = format!(
            "//summary[starts-with(normalize-space(), {})]",
            quoted(words)
        );
        self.there(&path).await.click().await.expect("a click");
    }

    /// Where a link that says this leads, within the site.
    ///
    /// # Panics
    ///
    /// Where it leads nowhere.
    pub async fn leads_to(&self, words: &str) -> String {
        let path = format!("//a[starts-with(normalize-space(), {})]", quoted(words));
        let link = self.there(&path).await.attr("href").await;
        link.expect("a link").expect("an address")
    }

    /// Presses a button.
    ///
    /// # Panics
    ///
    /// Where it does not come in time.
    pub async fn press_button(&self, words: &str) {
        let path = format!("//button[normalize-space()={}]", quoted(words));
        self.there(&path).await.click().await.expect("a click");
    }

    /// The code that an authenticator would show now for a secret, as the page writes it.
    ///
    /// # Panics
    ///
    /// Where it is none.
    pub async fn authenticator(&self, secret: &str) -> String {
        const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let (mut bytes, mut bits, mut kept) = (Vec::new(), 0_u32, 0);
        for letter in secret.chars().filter(|letter| !letter.is_whitespace()) {
            let value = LETTERS.find(letter).expect("a letter of base 32");
            bits = (bits << 5) | u32::try_from(value).expect("small");
            kept += 5;
            if kept >= 8 {
                kept -= 8;
                bytes.push((bits >> kept).to_le_bytes()[0]);
            }
        }
        let now = self.client.execute("return Date.now()", Vec::new()).await;
        let now = now.expect("the time").as_i64().expect("a number");
        let now = jiff::Timestamp::from_millisecond(now).expect("a time");
        web::sign_in::CodeSecret::new(bytes).code(now)
    }

    /// Replaces what stands in the box under this label.
    ///
    /// # Panics
    ///
    /// Where it does not come in time.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.labelled(label).await;
        field.clear().await.expect("an empty box");
        field.send_keys(text).await.expect("typed");
    }

    /// The box, or what can be chosen, with this label.
    pub async fn labelled(&self, label: &str) -> Element {
        let label = quoted(label);
        self.there(&format!("//*[@id=//label[normalize-space()={label}]/@for]"))
            .await
    }

    /// Chooses what has this label, by its label, as a finger would.
    ///
    /// # Panics
    ///
    /// Where it does not come in time.
    pub async fn choose(&self, label: &str) {
        let path = format!("//label[normalize-space()={}]", quoted(label));
        self.there(&path).await.click().await.expect("a click");
    }

    /// Waits for what a path leads to.
    ///
    /// # Panics
    ///
    /// Where it does not come in time; the page's words are then printed.
    pub async fn there(&self, path: &str) -> Element {
        let found = self.client.wait().at_most(LIMIT);
        match found.for_element(Locator::XPath(path)).await {
            Ok(element) => element,
            Err(error) => panic!("{path}: {error}; the page says: {}", self.words().await),
        }
    }

    /// What the page says.
    pub async fn words(&self) -> String {
        match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// The address of the page, within the site.
    ///
    /// # Panics
    ///
    /// Where there is no page.
    pub async fn address(&self) -> String {
        let whole = self.client.current_url().await.expect("a page").to_string();
        whole.strip_prefix(&self.site).unwrap_or(&whole).to_owned()
    }

    /// Presses a key, wherever one is.
    ///
    /// # Panics
    ///
    /// Where there is no page.
    pub async fn key(&self, key: Key) {
        // Not sent to what one is on: a question for files would take it for a file's name.
        let value = char::from(key);
        let pressed = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        let pressed = self.client.perform_actions(pressed).await;
        pressed.expect("pressed");
    }

    /// Types where one is.
    ///
    /// # Panics
    ///
    /// Where nothing can be typed there.
    pub async fn types(&self, text: &str) {
        let active = self.client.active_element().await.expect("somewhere");
        active.send_keys(text).await.expect("typed");
    }

    /// Presses Tab until one is on what is called so, or begins so: by its label or its own
    /// words.
    ///
    /// # Panics
    ///
    /// Where one never comes to it, or it cannot be seen where one is.
    pub async fn tab_to(&self, called: &str) {
        const WHERE: &str = "
            const at = document.activeElement;
            const label = at.labels && at.labels.length ? at.labels[0] : at;
            const style = getComputedStyle(at);
            const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
            return [label.textContent.trim().replace(/\\s+/g, ' '), seen];
        ";
        let mut passed = Vec::new();
        for _ in 0..PRESSES {
            self.key(Key::Tab).await;
            let at = self.client.execute(WHERE, Vec::new()).await.expect("where");
            let name = at[0].as_str().unwrap_or_default().to_owned();
            if name.starts_with(called) {
                assert_eq!(at[1], true, "nothing shows that one is on {name:?}");
                return;
            }
            passed.push(name.chars().take(40).collect::<String>());
        }
        panic!("no Tab leads to {called:?}, but to {passed:?}");
    }

    /// Fails where the page has to be moved sideways to be read.
    ///
    /// # Panics
    ///
    /// Where it has, with what sticks out.
    pub async fn fits(&self) {
        const OUT: &str = "
            const wide = document.documentElement;
            if (wide.scrollWidth <= wide.clientWidth) return null;
            const out = [...document.body.querySelectorAll('*')]
                .filter(one => one.getBoundingClientRect().right > wide.clientWidth + 1)
                .slice(0, 8).map(one => one.outerHTML.slice(0, 120));
            return [wide.scrollWidth, wide.clientWidth, ...out];
        ";
        let out = self.client.execute(OUT, Vec::new()).await.expect("asked");
        assert!(out.is_null(), "{}: {out}", self.address().await);
    }

    /// Words that are on the page and are too small to be read, which axe-core does not look
    /// for.
    ///
    /// # Panics
    ///
    /// Where there is no page.
    async fn too_small(&self) -> Vec<String> {
        const SMALL: &str = "
            const small = [];
            const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (all.nextNode()) {
                const words = all.currentNode.textContent.trim(), at = all.currentNode.parentElement;
                if (!words || at.closest('script, style')) continue;
                if (parseFloat(getComputedStyle(at).fontSize) < 14) small.push(words.slice(0, 60));
            }
            return small;
        ";
        let small = (self.client.execute(SMALL, Vec::new()).await).expect("asked");
        let small = small.as_array().into_iter().flatten();
        small.map(|words| format!("too small: {words}")).collect()
    }

    /// What axe-core finds wrong with the page, and what is too small to be read, each line
    /// with its address.
    pub async fn violations(&self) -> Vec<String> {
        let address = self.address().await;
        let mut found = axe::violations(&self.client).await;
        found.extend(self.too_small().await);
        (found.into_iter())
            .map(|line| format!("{address}: {line}"))
            .collect()
    }
}

/// A text in quotation marks, as a path has it.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}
