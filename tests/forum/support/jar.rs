//! A browser's cookie jar, as far as this site needs one: name, value and path.

/// The cookies that one visitor keeps.
#[derive(Clone, Debug, Default)]
pub struct Jar {
    cookies: Vec<Cookie>,
}

#[derive(Clone, Debug)]
struct Cookie {
    name: String,
    value: String,
    path: String,
}

impl Jar {
    /// Takes in one `Set-Cookie` header; one that has run out removes what it names.
    pub fn take(&mut self, set_cookie: &str) {
        let mut parts = set_cookie.split(';').map(str::trim);
        let pair = parts.next().and_then(|pair| pair.split_once('='));
        let (name, value) = pair.unwrap_or_else(|| panic!("a cookie without a name: {set_cookie}"));
        let (mut path, mut gone) = ("/".to_owned(), false);
        for (key, worth) in parts.map(|part| part.split_once('=').unwrap_or((part, ""))) {
            match key.to_ascii_lowercase().as_str() {
                "path" => path = worth.to_owned(),
                "max-age" => gone |= worth.parse::<i64>().is_ok_and(|seconds| seconds <= 0),
                "expires" => gone |= worth.contains(" 1970 "),
                _ => {}
            }
        }
        self.cookies
            .retain(|cookie| cookie.name != name || cookie.path != path);
        if !gone {
            let (name, value) = (name.to_owned(), value.to_owned());
            self.cookies.push(Cookie { name, value, path });
        }
    }

    /// The `Cookie` header for an address, if there is anything to send.
    pub fn header(&self, path: &str) -> Option<String> {
        let sent: Vec<String> = self
            .cookies
            .iter()
            .filter(|cookie| covers(&cookie.path, path))
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        (!sent.is_empty()).then(|| sent.join("; "))
    }

    /// The value of a cookie.
    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.cookies.iter().find(|cookie| cookie.name == name);
        found.map(|cookie| cookie.value.as_str())
    }

    /// Puts a cookie in by hand, in the place of one of the same name.
    pub fn plant(&mut self, name: &str, value: &str) {
        self.cookies.retain(|cookie| cookie.name != name);
        self.take(&format!("{name}={value}; Path=/"));
    }
}

/// Path matching of RFC 6265: the same path, or one below it.
fn covers(cookie: &str, path: &str) -> bool {
    let below = |rest: &str| cookie.ends_with('/') || rest.is_empty() || rest.starts_with('/');
    path.strip_prefix(cookie).is_some_and(below)
}
