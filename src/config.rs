//! What can be set from outside, as one plain value. Where it comes from (file, environment,
//! flags) is the command line's business.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use ipnet::IpNet;

/// Everything a wall is told before it starts.
#[derive(Debug, Clone)]
pub struct Config {
    /// The wall's name, as visitors see it.
    pub title: String,
    /// Where its database and files are.
    pub data_dir: PathBuf,
    /// The database; by default a file in `data_dir`.
    pub database: DatabaseUrl,
    /// The path under which everything stands: empty, or `/wall`.
    pub base_path: BasePath,
    /// The addresses under which visitors know the wall. Empty: only loopback names are served.
    pub public_urls: Vec<PublicUrl>,
    /// Whether loopback names (`localhost`, `127.0.0.1`, `[::1]`) are accepted as the `Host`.
    pub loopback_hosts: bool,
    /// Whether the budgets against abuse are on.
    pub limits: bool,
    /// A folder whose files stand in for the embedded stylesheet and icon of the same name.
    pub assets_dir: Option<PathBuf>,
    /// How long something deleted can be brought back, in days; then its words are erased.
    pub undo_days: u32,
    /// How long a session lives without being used, in days.
    pub session_days: u32,
    /// Connections for reading.
    pub readers: u32,
    /// How letters are sent, if they are.
    pub mail: Option<Mail>,
    /// How many streams one session may hold. Browsers open six connections to one server.
    pub streams_each_session: usize,
    /// How many streams one network address may hold. Many people can stand behind one.
    pub streams_each_address: usize,
    /// The proxies that are believed when they say where a request comes from.
    pub trusted_proxies: Vec<Proxy>,
}

impl Config {
    /// A wall with its data in `data_dir`, everything else as it comes.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        let data_dir = data_dir.into();
        Self {
            title: "The Wall".to_owned(),
            database: DatabaseUrl::inside(&data_dir),
            data_dir,
            base_path: BasePath::default(),
            public_urls: Vec::new(),
            loopback_hosts: true,
            limits: true,
            assets_dir: None,
            undo_days: 30,
            session_days: 30,
            readers: 4,
            mail: None,
            streams_each_session: 4,
            streams_each_address: 2_000,
            trusted_proxies: Vec::new(),
        }
    }
}

impl Config {
    /// Where files are that hang on posts.
    pub fn files_dir(&self) -> PathBuf {
        self.data_dir.join("files")
    }

    /// Where one of them is, by its hash in hexadecimal digits. What is no hash leads nowhere.
    pub fn file_path(&self, file: &str) -> PathBuf {
        let is_hash = file.len() == 64 && file.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (start, rest) = if is_hash {
            file.split_at(2)
        } else {
            ("-", "-")
        };
        self.files_dir().join(start).join(rest)
    }

    /// Where they stand while they arrive.
    pub fn incoming_dir(&self) -> PathBuf {
        self.files_dir().join("incoming")
    }
}

/// How letters are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The server that takes them.
    pub server: MailServer,
    /// Who they are from.
    pub from: String,
}

/// A mail server: `smtps://USER:PASSWORD@HOST` or `smtp://HOST:PORT`, password included.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer(String);

impl MailServer {
    /// The address, with its password.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailServer {
    type Err = String;

    /// What goes to another machine goes encrypted, unless the address itself says otherwise (`?tls=`).
    fn from_str(text: &str) -> Result<Self, String> {
        let sentence = || "write smtps://USER:PASSWORD@HOST or smtp://HOST:PORT".to_owned();
        let (scheme, rest) = text.split_once("://").ok_or_else(sentence)?;
        let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        let host = place.split(['/', '?']).next().unwrap_or_default();
        if host.is_empty() || !["smtp", "smtps"].contains(&scheme) {
            return Err(sentence());
        }
        let here = ["localhost", "127.", "[::1]"]
            .iter()
            .any(|name| host.starts_with(name));
        if scheme == "smtps" || here || place.contains("tls=") {
            return Ok(Self(text.to_owned()));
        }
        let more = if place.contains('?') { "&" } else { "?" };
        Ok(Self(format!("{text}{more}tls=required")))
    }
}

/// Without user and password, for people and logs.
impl fmt::Display for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("smtp", &self.0));
        let rest = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        write!(
            f,
            "{scheme}://{}",
            rest.split('?').next().unwrap_or_default()
        )
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file.
    Sqlite(PathBuf),
    /// A libpq connection address, password included.
    Postgres(String),
}

impl DatabaseUrl {
    /// The default: `thewall.sqlite` inside the data folder.
    pub fn inside(data_dir: &std::path::Path) -> Self {
        Self::Sqlite(data_dir.join("thewall.sqlite"))
    }
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite:") {
            Some("") | None => Err("write sqlite:PATH or postgres://USER@HOST/NAME".to_owned()),
            Some(path) => Ok(Self::Sqlite(PathBuf::from(
                path.strip_prefix("//").unwrap_or(path),
            ))),
        }
    }
}

/// Without the password, for people and logs.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let rest = rest.split('?').next().unwrap_or_default();
                let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
                write!(f, "{scheme}://{place}")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A path prefix: empty, or beginning with a slash and ending without one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// The prefix itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BasePath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let path = text.trim_end_matches('/');
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        if path.is_empty() {
            Ok(Self::default())
        } else if !path.starts_with('/') || path.contains("//") || !path.chars().all(plain) {
            Err("write it as /wall: a slash, then letters, digits, - . _ ~".to_owned())
        } else {
            Ok(Self(path.to_owned()))
        }
    }
}

/// An address under which visitors know the wall: scheme, host and, where it is unusual, port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    /// Whether it begins with `https`.
    pub secure: bool,
    /// Host and port as browsers send them in `Host`, in lower case.
    pub host: String,
}

impl PublicUrl {
    /// The host without its port.
    pub fn name(&self) -> &str {
        match self.host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => &self.host,
        }
    }

    /// `https://wall.example` without a slash at its end, as browsers send it in `Origin`.
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.host)
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sentence = || "write it as https://wall.example, without a path".to_owned();
        let lower = text.trim_end_matches('/').to_ascii_lowercase();
        let (secure, host) = match lower.split_once("://") {
            Some(("https", host)) => (true, host),
            Some(("http", host)) => (false, host),
            _ => return Err(sentence()),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
        if host.is_empty() || !host.chars().all(plain) {
            return Err(sentence());
        }
        let usual = if secure { ":443" } else { ":80" };
        Ok(Self {
            secure,
            host: host.strip_suffix(usual).unwrap_or(host).to_owned(),
        })
    }
}

/// A proxy in front of the wall, by where it connects from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proxy {
    /// From a network, or from one address of it.
    Net(IpNet),
    /// Over a unix socket.
    Unix,
}

impl Proxy {
    /// Whether somebody who connects from there is this proxy. Over a unix socket there is no address.
    pub fn is(&self, peer: Option<IpAddr>) -> bool {
        match (self, peer) {
            (Self::Net(net), Some(peer)) => net.contains(&peer),
            (Self::Unix, None) => true,
            _ => false,
        }
    }
}

impl FromStr for Proxy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "unix" {
            return Ok(Self::Unix);
        }
        let address = || text.parse::<IpAddr>().map(IpNet::from);
        let net = text.parse().or_else(|_| address());
        net.map(Self::Net)
            .map_err(|_| "write 10.0.0.0/8, ::1, or unix for whoever connects over one".to_owned())
    }
}

/// Where to listen: an address and port, or a unix socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listen {
    /// An address and a port; port 0 lets the system pick one.
    Tcp(SocketAddr),
    /// A socket in the file system.
    Unix(PathBuf),
}

impl Listen {
    /// Whether only programs of this machine can connect.
    pub fn is_loopback(&self) -> bool {
        match self {
            Self::Tcp(address) => address.ip().is_loopback(),
            Self::Unix(_) => true,
        }
    }
}

impl FromStr for Listen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix("unix:") {
            Some("") => Err("write unix:PATH".to_owned()),
            Some(path) => Ok(Self::Unix(PathBuf::from(path))),
            None => text
                .replace("localhost", "127.0.0.1")
                .parse()
                .map(Self::Tcp)
                .map_err(|_| "write ADDRESS:PORT, as 127.0.0.1:7777, or unix:PATH".to_owned()),
        }
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "{address}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_elsewhere_is_spoken_to_in_secret_and_its_password_is_not_shown() {
        let read = |text: &str| text.parse::<MailServer>();
        for (text, meant) in [
            ("smtps://u:p@mail.example", "smtps://u:p@mail.example"),
            ("smtp://127.0.0.1:25", "smtp://127.0.0.1:25"),
            ("smtp://localhost", "smtp://localhost"),
            (
                "smtp://u:p@mail.example:587",
                "smtp://u:p@mail.example:587?tls=required",
            ),
            (
                "smtp://mail.example?tls=opportunistic",
                "smtp://mail.example?tls=opportunistic",
            ),
        ] {
            assert_eq!(read(text).map(|server| server.0), Ok(meant.to_owned()));
        }
        for bad in [
            "",
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://u:p@",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
        let shown = format!("{:?}", read("smtp://user:secret@mail.example:587"));
        assert_eq!(shown, "Ok(smtp://mail.example:587)");
    }
}
