//! Of which kind a path is. Each request asks, so nothing is put together for it. A test holds the lists of
//! addresses here and the functions that make these together.

use super::Urls;

/// Pages that lead back to where their visitor came from.
const LEAD_BACK: [&str; 7] = [
    "/login",
    "/language",
    "/settings",
    "/settings/save",
    "/live/choice",
    "/login/recover",
    "/login/recover/sent",
];
/// Pages that are opened by a secret in their query.
const HOLD_TOKENS: [&str; 5] = [
    "/account/mail/confirm",
    "/login/recover/password",
    "/owner/claim",
    "/account/data/archive.zip",
    "/account/letters/end",
];
/// What is no page, besides feeds and parts of the map.
const FOR_MACHINES: [&str; 4] = [
    "/robots.txt",
    "/sitemap.xml",
    "/manifest.webmanifest",
    "/moderation/log.atom",
];

impl Urls {
    /// A path of ours without the base.
    fn below<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&*self.base)
    }

    /// Whether a path is of those that are answered when something happens, and not before.
    pub fn is_held(&self, path: &str) -> bool {
        path.ends_with("/live") || path.ends_with("/wait")
    }

    /// Whether a path is of what browsers fetch by themselves for a page that they show.
    pub fn is_part_of_a_page(&self, path: &str) -> bool {
        let path = self.below(path).unwrap_or(path);
        let folders = ["/avatars/", "/files/", "/assets/"];
        folders.iter().any(|folder| path.starts_with(folder)) || path.ends_with("/avatar.svg")
    }

    /// Whether a path is a stream's: its document stays open.
    pub fn is_stream(&self, path: &str) -> bool {
        path.ends_with("/live")
    }

    /// Whether what a path answers is no page. Somebody may be called like a file: their page is one.
    pub fn is_for_machines(&self, path: &str) -> bool {
        let list = path.strip_suffix("/feed.atom");
        list.is_some_and(|list| self.below(list) != Some("/people"))
            || self
                .below(path)
                .is_some_and(|path| FOR_MACHINES.contains(&path) || path.starts_with("/sitemap/"))
    }

    /// Whether a page leads back to where its visitor came from: nothing leads back to it.
    pub fn leads_back(&self, path: &str) -> bool {
        self.below(path)
            .is_some_and(|path| LEAD_BACK.contains(&path))
    }

    /// Whether an address with this path has a secret in its query: nothing leads back to those.
    pub fn holds_token(&self, path: &str) -> bool {
        self.below(path)
            .is_some_and(|path| HOLD_TOKENS.contains(&path))
    }

    /// Whether a path is open to those who may read nothing else: who one is, what this place is, and
    /// whether it is well.
    pub fn stays_open(&self, path: &str) -> bool {
        let Some(path) = path.strip_prefix(&*self.base) else {
            return true;
        };
        let under = ["/login", "/account", "/assets", "/settings"];
        let alone = [
            "/logout",
            "/language",
            "/about",
            "/privacy",
            "/owner/claim",
            "/healthz",
            "/readyz",
            "/robots.txt",
            "/manifest.webmanifest",
        ];
        let is_under = |place: &&str| {
            path.strip_prefix(*place)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        alone.contains(&path) || under.iter().any(is_under)
    }

    /// Whether words are sent to a path: its handler gives them back where it does not take them.
    pub fn takes_words(&self, path: &str) -> bool {
        ["/posts", "/comments", "/edit"]
            .iter()
            .any(|end| path.ends_with(end))
    }

    /// Whether a path belongs to what even whoever is banned may do: read why, answer, leave, take their data.
    pub fn is_open_to_the_banned(&self, path: &str) -> bool {
        let Some(path) = path.strip_prefix(&*self.base) else {
            return false;
        };
        [
            "/account",
            "/assets/",
            "/login",
            "/logout",
            "/language",
            "/settings",
            "/about",
            "/privacy",
            "/moderation/log",
        ]
        .iter()
        .any(|open| path.starts_with(open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(base: &str) -> Urls {
        Urls::new(&base.parse().expect("a base path"))
    }

    #[test]
    fn what_stands_here_as_text_is_where_it_is() {
        for base in ["/", "/forum"] {
            let urls = under(base);
            let lead_back = [
                urls.login(),
                urls.language(),
                urls.settings(),
                urls.settings_saved(),
                urls.live_choice(),
                urls.recover(),
                urls.recover_sent(),
            ];
            let texts = LEAD_BACK.map(|path| urls.at(path));
            assert_eq!(texts, lead_back);
            let hold_tokens = [
                urls.account_mail_confirm(""),
                urls.recover_password(""),
                urls.claim(""),
                urls.account_archive(""),
                urls.letters_end(0, ""),
            ];
            let paths = hold_tokens.map(|address| {
                let (path, _) = address.split_once('?').expect("a query");
                path.to_owned()
            });
            assert_eq!(HOLD_TOKENS.map(|path| urls.at(path)), paths);
            let for_machines = [
                urls.robots(),
                urls.sitemap(),
                urls.manifest(),
                urls.moderation_log_feed(),
            ];
            assert_eq!(FOR_MACHINES.map(|path| urls.at(path)), for_machines);
        }
    }

    #[test]
    fn whoever_is_called_like_a_file_has_a_page_nevertheless() {
        for base in ["/", "/forum"] {
            let urls = under(base);
            let lists = [urls.wall(), urls.room("tea"), urls.person("feed.atom")];
            let feeds = lists.map(|list| urls.feed(&list));
            let others = [
                urls.moderation_log_feed(),
                urls.sitemap_part("rooms", 0),
                urls.robots(),
                urls.manifest(),
            ];
            for path in feeds.iter().chain(&others) {
                assert!(urls.is_for_machines(path), "{path}");
            }
            let people = ["feed.atom", "robots.txt", "a.xml"].map(|name| urls.person(name));
            let pages = [urls.wall(), urls.room("tea"), urls.login()];
            for path in people.iter().chain(&pages) {
                assert!(!urls.is_for_machines(path), "{path}");
            }
        }
    }

    #[test]
    fn nothing_leads_back_to_what_leads_back_or_holds_a_secret() {
        let urls = under("/forum");
        assert!(urls.leads_back(&urls.login()) && !urls.leads_back(&urls.wall()));
        assert!(urls.holds_token("/forum/owner/claim") && !urls.holds_token(&urls.login()));
        for outside in ["/login", "/owner/claim", "/robots.txt"] {
            assert!(
                !urls.leads_back(outside) && !urls.holds_token(outside),
                "{outside}"
            );
            assert!(!urls.is_for_machines(outside), "{outside}");
        }
    }
}
