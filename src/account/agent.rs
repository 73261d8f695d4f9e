//! What a browser calls itself, in words that its person knows it by.

/// A browser, and what it runs on where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agent<'a> {
    /// Its name.
    pub browser: &'a str,
    /// The system.
    pub system: Option<&'static str>,
}

/// Browsers by what only they say. Those that pass for another come before it.
const BROWSERS: [(&str, &str); 17] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Epiphany/", "GNOME Web"),
    ("Falkon/", "Falkon"),
    ("SeaMonkey/", "SeaMonkey"),
    ("PaleMoon/", "Pale Moon"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Firefox/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems by what only they say. An iPad also speaks of Mac OS X, Android of Linux.
const SYSTEMS: [(&str, &str); 11] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("FreeBSD", "FreeBSD"),
    ("OpenBSD", "OpenBSD"),
    ("NetBSD", "NetBSD"),
    ("Haiku", "Haiku"),
    ("Linux", "Linux"),
];

/// Names of their own, as their people write them.
const PLAIN: [(&str, &str); 5] = [
    ("Lynx", "Lynx"),
    ("ELinks", "ELinks"),
    ("Links", "Links"),
    ("Dillo", "Dillo"),
    ("NetSurf", "NetSurf"),
];

/// Reads what a browser sent as `User-Agent` (RFC 9110, section 10.1.5).
pub fn read(text: &str) -> Agent<'_> {
    let system = SYSTEMS
        .iter()
        .find(|(mark, _)| text.contains(mark))
        .map(|(_, name)| *name);
    if !text.starts_with("Mozilla/") {
        return Agent {
            browser: plain(text),
            system,
        };
    }
    // Tor Browser says what Firefox says, except for what kind of Windows it is.
    if text.contains("(Windows NT 10.0; rv:") {
        return Agent {
            browser: "Tor Browser / Firefox",
            system,
        };
    }
    let known = BROWSERS.iter().find(|(mark, _)| text.contains(mark));
    match known {
        Some((_, browser)) => Agent { browser, system },
        // NetSurf and its like call themselves Mozilla and then say who they are.
        None => Agent {
            browser: PLAIN
                .iter()
                .find(|(mark, _)| text.contains(mark))
                .map_or("Mozilla", |(_, name)| *name),
            system,
        },
    }
}

/// The first product that is named.
fn plain(text: &str) -> &str {
    let first = text
        .split(['/', ' ', ';', '('])
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    PLAIN
        .iter()
        .find(|(mark, _)| *mark == first)
        .map_or(first, |(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_called_what_their_people_call_them() {
        let cases = [
            (
                "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
                "Firefox",
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Firefox",
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox",
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Tor Browser / Firefox",
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari",
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15",
                "Firefox",
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "Chrome",
                Some("macOS"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
                "Edge",
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                "Samsung Internet",
                Some("Android"),
            ),
            (
                "Lynx/2.9.2 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.8.9",
                "Lynx",
                None,
            ),
            ("w3m/0.5.3+git20230121", "w3m", None),
            (
                "ELinks/0.18.0 (textmode; Linux 6.1 x86_64; 80x24-2)",
                "ELinks",
                Some("Linux"),
            ),
            (
                "Links (2.29; Linux x86_64; GNU C 12.2; text)",
                "Links",
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (X11; Linux) NetSurf/3.10",
                "NetSurf",
                Some("Linux"),
            ),
            ("Mozilla/4.0 (compatible)", "Mozilla", None),
            ("curl/8.14.1", "curl", None),
            ("x", "x", None),
            ("", "", None),
            ("///", "", None),
        ];
        for (text, browser, system) in cases {
            assert_eq!(read(text), Agent { browser, system }, "{text}");
        }
    }
}
