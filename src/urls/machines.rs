//! Addresses that only programs ask for: search engines, browsers, readers of feeds.

use super::Urls;

impl Urls {
    /// What programs that follow every link are asked not to follow (RFC 9309).
    pub fn robots(&self) -> String {
        self.at("/robots.txt")
    }

    /// The map of all that strangers may read, for search engines.
    pub fn sitemap(&self) -> String {
        self.at("/sitemap.xml")
    }

    /// A part of it.
    pub fn sitemap_part(&self, part: &str, number: i64) -> String {
        self.at(format_args!("/sitemap/{part}-{number}.xml"))
    }

    /// What the wall is called and looks like where it is put among other programs.
    pub fn manifest(&self) -> String {
        self.at("/manifest.webmanifest")
    }

    /// The paths behind which there is nothing to be found, as `robots.txt` has them: forms, what never
    /// ends, what is its visitor's alone.
    pub fn nothing_to_find(&self) -> Vec<String> {
        [
            "/account",
            "/language",
            "/live",
            "/login",
            "/messages",
            "/moderation",
            "/notifications",
            "/owner",
            "/posts/*/delete",
            "/posts/*/edit",
            "/posts/*/moderate",
            "/posts/*/report",
            "/reports",
            "/rooms/*/live",
            "/rooms/*/wait",
            "/search",
            "/settings",
            "/unread",
            "/wait",
            "/*?reply=",
            "/*?write=",
        ]
        .iter()
        .map(|path| self.at(path))
        .collect()
    }
}
