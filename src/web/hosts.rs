//! Whom a request is meant for, and where a form comes from.

use std::fmt;

use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, header};

use crate::config::Config;
use crate::error::Error;
use crate::locale::key;

/// Scheme and host under which the visitor knows the wall, as browsers send it in `Origin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Whether the visitor is connected by HTTPS.
    pub secure: bool,
    host: String,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme(), self.host)
    }
}

impl Origin {
    /// What to speak of where a request named no host that is ours.
    pub fn unknown() -> Self {
        Self {
            secure: false,
            host: "localhost".to_owned(),
        }
    }

    /// `http`, or `https`.
    pub fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// The host, with its port where that is not the usual one.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The origin that a request is meant for.
    ///
    /// # Errors
    /// [`Error::BadRequest`] when it names no host, several, or one that is not ours.
    pub fn of(req: &ServiceRequest, config: &Config) -> Result<Self, Error> {
        let foreign = || Error::BadRequest(key("error-host"));
        let mut named = req.headers().get_all(header::HOST);
        let host = match (named.next(), named.next()) {
            (Some(host), None) => host.to_str().map_err(|_| foreign())?.to_ascii_lowercase(),
            _ => return Err(foreign()),
        };
        let target = req
            .uri()
            .authority()
            .map(|authority| authority.as_str().to_ascii_lowercase());
        if target.is_some_and(|target| target != host) {
            return Err(foreign());
        }
        let public = config.public_urls.iter().find(|url| url.host == host);
        if public.is_some() || (config.loopback_hosts && is_loopback(&host)) {
            Ok(Self {
                secure: public.is_some_and(|url| url.secure),
                host,
            })
        } else {
            Err(foreign())
        }
    }

    /// Whether a request that changes something can come from a page of ours, as far as its browser
    /// says where it comes from. The token in the form is checked besides.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when the browser says that it comes from elsewhere.
    pub fn permits(&self, req: &ServiceRequest) -> Result<(), Error> {
        if [Method::GET, Method::HEAD, Method::OPTIONS].contains(req.method()) {
            return Ok(());
        }
        let text = |name: &str| {
            req.headers()
                .get(name)
                .map(|value| value.to_str().unwrap_or("?"))
        };
        let site = text("sec-fetch-site");
        let origin = text("origin");
        let elsewhere = matches!(site, Some("cross-site" | "same-site"))
            || origin.is_some_and(|origin| origin != "null" && origin != self.to_string());
        if elsewhere {
            Err(Error::Forbidden(key("error-origin")))
        } else {
            Ok(())
        }
    }
}

/// Whether a `Host` names this machine alone, with any port.
fn is_loopback(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, "80"),
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    port.parse::<u16>().is_ok()
        && (name == "localhost"
            || bare
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback()))
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_this_machine_is_loopback() {
        for host in [
            "localhost",
            "localhost:7777",
            "127.0.0.1",
            "127.1.2.3:80",
            "[::1]:7777",
            "[::1]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "example.com",
            "127.0.0.1.example.com",
            "localhost.example.com",
            "10.0.0.1",
            "x:y@127.0.0.1",
            "127.0.0.1:x",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
