//! The styles, scripts and pictures that pages ask for. They are part of the program, and
//! each name has the hash of what is in it, so that a browser may keep it for ever.

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A file, by the name that its address ends in: its type, and what is in it.
pub fn file(name: &str) -> Option<(&'static str, &'static [u8])> {
    let at = FILES
        .binary_search_by(|(file, ..)| (*file).cmp(name))
        .ok()?;
    let (_, kind, content) = FILES.get(at)?;
    Some((kind, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(address: &str) -> &'static str {
        let name = address
            .strip_prefix("/assets/")
            .expect("an address of a file");
        let (_, content) = file(name).expect("a file");
        std::str::from_utf8(content).expect("text")
    }

    #[test]
    fn the_typeface_and_crest_of_gov_uk_are_left_out() {
        let style = text(STYLE);
        assert!(style.contains(".govuk-button") && style.contains(".moj-timeline"));
        for licensed in [
            "GDS Transport",
            "@font-face",
            "crest.svg",
            "crown.",
            ".woff",
        ] {
            assert!(!style.contains(licensed), "{licensed}");
        }
        assert!(
            FILES
                .iter()
                .all(|(name, ..)| !name.contains("crest") && !name.contains("crown"))
        );
    }

    #[test]
    fn every_address_in_the_styles_and_scripts_leads_to_a_file() {
        let mut found = 0;
        for (name, kind, content) in FILES {
            if !kind.starts_with("text/") {
                continue;
            }
            let content = std::str::from_utf8(content).expect("text");
            for rest in content.split("/assets/").skip(1) {
                let end = rest.find([')', '"']).expect("an end");
                assert!(
                    file(&rest[..end]).is_some(),
                    "{name} asks for {}",
                    &rest[..end]
                );
                found += 1;
            }
            assert!(!content.contains("sourceMappingURL"), "{name}");
        }
        assert!(found > 10, "{found}");
    }
}
