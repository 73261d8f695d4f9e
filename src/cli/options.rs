//! Where settings come from: the command line, else the environment, else the file.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Deserialize;
use tracing_subscriber::EnvFilter;

use crate::config::{BasePath, Config, DatabaseUrl, Listen, Mail, Proxy, PublicUrl};

/// The file that is read when none is named, if it is there.
const FILE: &str = "thewall.toml";
/// Where it listens when nothing else is said.
const LISTEN: &str = "127.0.0.1:7777";

/// What every command takes. Each also stands for a key of the file.
#[derive(Args, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    /// Read settings from this file [default: thewall.toml, if it is there]
    #[arg(long, global = true, env = "THEWALL_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    config: Option<PathBuf>,

    /// Keep the data in this folder [default: ./data]
    #[arg(long, global = true, env = "THEWALL_DATA_DIR", value_name = "DIR")]
    data_dir: Option<PathBuf>,

    /// sqlite:PATH or postgres://USER@HOST/NAME [default: a file in the data folder]
    #[arg(long, global = true, env = "THEWALL_DATABASE_URL", value_name = "URL")]
    database_url: Option<String>,

    /// Listen here: ADDRESS:PORT or unix:PATH; may be given several times [default: 127.0.0.1:7777]
    #[arg(
        long,
        global = true,
        env = "THEWALL_LISTEN",
        value_delimiter = ',',
        value_name = "ADDRESS"
    )]
    #[serde(default)]
    listen: Vec<String>,

    /// Put everything under this path, as /wall
    #[arg(long, global = true, env = "THEWALL_BASE_PATH", value_name = "PATH")]
    base_path: Option<String>,

    /// The address that visitors know, as https://wall.example; may be given several times
    #[arg(
        long,
        global = true,
        env = "THEWALL_PUBLIC_URL",
        value_delimiter = ',',
        value_name = "URL"
    )]
    #[serde(default)]
    public_url: Vec<String>,

    /// The wall's name [default: The Wall]
    #[arg(long, global = true, env = "THEWALL_TITLE")]
    title: Option<String>,

    /// Budgets against abuse; off only where nobody else can connect [default: on]
    #[arg(long, global = true, env = "THEWALL_LIMITS", value_name = "WHETHER")]
    limits: Option<Switch>,

    /// A folder with a style.css or icon.svg to use in the place of ours
    #[arg(long, global = true, env = "THEWALL_ASSETS_DIR", value_name = "DIR")]
    assets_dir: Option<PathBuf>,

    /// How many days a deletion can be undone; then the words are erased [default: 30]
    #[arg(long, global = true, env = "THEWALL_UNDO_DAYS", value_name = "DAYS")]
    undo_days: Option<u32>,

    /// How many days a session lives without being used [default: 30]
    #[arg(long, global = true, env = "THEWALL_SESSION_DAYS", value_name = "DAYS")]
    session_days: Option<u32>,

    /// The mail server for letters to those who forgot a password: smtps://USER:PASSWORD@HOST or
    /// smtp://HOST:PORT; without it no e-mail address is asked for
    #[arg(
        long,
        global = true,
        env = "THEWALL_MAIL_SMTP",
        value_name = "URL",
        hide_env_values = true
    )]
    mail_smtp: Option<String>,

    /// Who those letters are from, as wall@example.org
    #[arg(long, global = true, env = "THEWALL_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,

    /// How many live streams one session may hold [default: 4]
    #[arg(
        long,
        global = true,
        env = "THEWALL_STREAMS_PER_SESSION",
        value_name = "COUNT"
    )]
    streams_per_session: Option<usize>,

    /// How many live streams one network address may hold [default: 2000]
    #[arg(
        long,
        global = true,
        env = "THEWALL_STREAMS_PER_ADDRESS",
        value_name = "COUNT"
    )]
    streams_per_address: Option<usize>,

    /// A proxy that is believed when it says where a request comes from, in Forwarded or
    /// X-Forwarded-For: a network as 10.0.0.0/8, an address, or unix; may be given several times
    #[arg(
        long,
        global = true,
        env = "THEWALL_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_name = "NETWORK"
    )]
    #[serde(default)]
    trusted_proxies: Vec<String>,

    /// What to log: error, warn, info, debug, or a filter such as thewall=debug [default: info]
    #[arg(long, global = true, env = "THEWALL_LOG", value_name = "FILTER")]
    log: Option<String>,

    /// How to log, on standard error [default: text]
    #[arg(long, global = true, env = "THEWALL_LOG_FORMAT", value_name = "FORMAT")]
    log_format: Option<LogFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Switch {
    On,
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LogFormat {
    Text,
    Json,
}

/// What was settled.
#[derive(Debug)]
pub struct Settings {
    /// For the wall itself.
    pub config: Config,
    /// Where to listen.
    pub listen: Vec<Listen>,
    log: String,
    log_format: LogFormat,
}

impl Options {
    /// Reads the file, and puts everything together.
    ///
    /// # Errors
    /// A sentence that names the setting and says what is wrong with it.
    pub fn settle(self) -> Result<Settings, String> {
        let file = read(self.config.as_deref())?;
        let options = self.or(file);
        let data_dir = options.data_dir.unwrap_or_else(|| PathBuf::from("data"));
        let mut config = Config::new(data_dir);
        if let Some(url) = options.database_url {
            config.database = parsed::<DatabaseUrl>("database-url", &url)?;
        }
        if let Some(path) = options.base_path {
            config.base_path = parsed::<BasePath>("base-path", &path)?;
        }
        for url in &options.public_url {
            config
                .public_urls
                .push(parsed::<PublicUrl>("public-url", url)?);
        }
        if let Some(title) = options.title.filter(|title| !title.trim().is_empty()) {
            config.title = title.trim().to_owned();
        }
        config.assets_dir = options.assets_dir;
        config.undo_days = days("undo-days", options.undo_days, 0, config.undo_days)?;
        config.session_days = days("session-days", options.session_days, 1, config.session_days)?;
        if let Some(count) = options.streams_per_session {
            config.streams_each_session = count;
        }
        if let Some(count) = options.streams_per_address {
            config.streams_each_address = count;
        }
        config.mail = mail(options.mail_smtp.as_deref(), options.mail_from.as_deref())?;
        if config.mail.is_some() && config.public_urls.is_empty() {
            return Err("letters need an address of this wall to lead back to: \
                 give it with --public-url, as https://wall.example"
                .to_owned());
        }
        for proxy in &options.trusted_proxies {
            let proxy = parsed::<Proxy>("trusted-proxies", proxy)?;
            config.trusted_proxies.push(proxy);
        }
        let mut listen = Vec::new();
        for address in &options.listen {
            listen.push(parsed::<Listen>("listen", address)?);
        }
        if listen.is_empty() {
            listen.push(parsed::<Listen>("listen", LISTEN)?);
        }
        config.loopback_hosts = listen.iter().any(Listen::is_loopback);
        config.limits = options.limits != Some(Switch::Off);
        if !config.limits && !listen.iter().all(Listen::is_loopback) {
            return Err("--limits off is only for walls that listen on loopback alone".to_owned());
        }
        if config.public_urls.is_empty() && !listen.iter().all(Listen::is_loopback) {
            return Err(
                "whoever connects from elsewhere needs a name for this wall: \
                 give it with --public-url, as https://wall.example"
                    .to_owned(),
            );
        }
        Ok(Settings {
            config,
            listen,
            log: options.log.unwrap_or_else(|| "info".to_owned()),
            log_format: options.log_format.unwrap_or(LogFormat::Text),
        })
    }

    fn or(self, file: Self) -> Self {
        let several =
            |own: Vec<String>, other: Vec<String>| if own.is_empty() { other } else { own };
        Self {
            config: self.config,
            data_dir: self.data_dir.or(file.data_dir),
            database_url: self.database_url.or(file.database_url),
            listen: several(self.listen, file.listen),
            base_path: self.base_path.or(file.base_path),
            public_url: several(self.public_url, file.public_url),
            title: self.title.or(file.title),
            limits: self.limits.or(file.limits),
            assets_dir: self.assets_dir.or(file.assets_dir),
            undo_days: self.undo_days.or(file.undo_days),
            trusted_proxies: several(self.trusted_proxies, file.trusted_proxies),
            session_days: self.session_days.or(file.session_days),
            mail_smtp: self.mail_smtp.or(file.mail_smtp),
            mail_from: self.mail_from.or(file.mail_from),
            streams_per_session: self.streams_per_session.or(file.streams_per_session),
            streams_per_address: self.streams_per_address.or(file.streams_per_address),
            log: self.log.or(file.log),
            log_format: self.log_format.or(file.log_format),
        }
    }
}

/// How letters are sent: both options, or none.
fn mail(server: Option<&str>, from: Option<&str>) -> Result<Option<Mail>, String> {
    match (server, from) {
        (None, None) => Ok(None),
        (Some(server), Some(from)) => Ok(Some(Mail {
            server: parsed("mail-smtp", server)?,
            from: from.to_owned(),
        })),
        _ => Err("--mail-smtp and --mail-from go together".to_owned()),
    }
}

/// A number of days: a hundred years at most.
fn days(name: &str, given: Option<u32>, least: u32, usual: u32) -> Result<u32, String> {
    const MOST: u32 = 36_500;
    match given {
        Some(days) if !(least..=MOST).contains(&days) => Err(format!(
            "--{name} {days}: write a number from {least} to {MOST}"
        )),
        given => Ok(given.unwrap_or(usual)),
    }
}

fn parsed<T: std::str::FromStr<Err = String>>(name: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|why| format!("--{name} {}: {why}", shown(name, text)))
}

/// A setting as it may be shown: the address of a database or of a mail server can hold a password.
fn shown<'a>(name: &str, text: &'a str) -> &'a str {
    if name == "database-url" || name == "mail-smtp" {
        text.split(':').next().unwrap_or_default()
    } else {
        text
    }
}

fn read(named: Option<&Path>) -> Result<Options, String> {
    let path = named.unwrap_or(Path::new(FILE));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Options::default());
        }
        Err(error) => return Err(format!("cannot read {}: {error}", path.display())),
    };
    toml::from_str(&text)
        .map_err(|error| format!("{}: {}", path.display(), error.to_string().trim_end()))
}

impl Settings {
    /// Starts the log, on standard error.
    ///
    /// # Errors
    /// A sentence when the filter cannot be understood.
    pub fn start_log(&self) -> Result<(), String> {
        let filter = EnvFilter::try_new(&self.log)
            .map_err(|error| format!("--log {}: {error}", self.log))?;
        let ansi = std::io::IsTerminal::is_terminal(&std::io::stderr());
        let log = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .with_ansi(ansi);
        match self.log_format {
            LogFormat::Text => log.init(),
            LogFormat::Json => log.json().init(),
        }
        Ok(())
    }
}
