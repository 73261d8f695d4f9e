//! `thewall serve`: the wall, until it is told to stop.

use std::any::Any;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::options::Settings;
use crate::app::App;
use crate::config::Listen;
use crate::routes::{outside, routes};

/// How long requests that are under way may take after SIGTERM, in seconds.
const GRACE: u64 = 5;
/// How many threads of one worker may wait for the database or hash passwords.
const BLOCKING: usize = 32;

/// Serves.
///
/// # Errors
/// A sentence when the data cannot be opened or nothing can be listened on.
pub fn serve(settings: Settings) -> Result<ExitCode, String> {
    let public = settings.config.public_urls.first().map(|url| url.origin());
    let app = App::build(settings.config)?;
    let (served, parting, stopping) = (app.clone(), app.clone(), app.clone());
    let claim = app.claim().map(|token| app.site().urls.claim(token));
    let done = actix_web::rt::System::new().block_on(async move {
        let mut server = HttpServer::new(move || {
            actix_web::App::new()
                .service(routes(&served))
                .service(outside(&served))
        })
        .shutdown_timeout(GRACE)
        .worker_max_blocking_threads(BLOCKING)
        .h1_allow_half_closed(false)
        .on_connect(|connection, _| give_up_on_the_silent(connection))
        .keep_alive(Duration::from_secs(75))
        .client_request_timeout(Duration::from_secs(10));
        let mut unix = Vec::new();
        for listen in &settings.listen {
            let failed = |error| format!("cannot listen on {listen}: {error}");
            server = match listen {
                Listen::Tcp(address) => server.bind(address).map_err(failed)?,
                Listen::Unix(path) => {
                    unix.push(path.display().to_string());
                    server.bind_uds(path).map_err(failed)?
                }
            };
        }
        let addresses: Vec<String> = server
            .addrs()
            .iter()
            .map(|address| format!("http://{address}"))
            .collect();
        app.start_upkeep()?;
        // Before anything is announced: whoever reads that may send a signal at once.
        let signals =
            Signals::listen().map_err(|error| format!("cannot await signals: {error}"))?;
        let running = server.disable_signals().run();
        actix_web::rt::spawn(signals.stop(parting, running.handle()));
        announce(&addresses, &unix, public.as_deref(), claim.as_deref());
        running
            .await
            .map_err(|error| format!("stopped serving: {error}"))
    });
    stopping.stop();
    tracing::info!("stopped");
    done.map(|()| ExitCode::SUCCESS)
}

/// How long a reader may take to accept what was sent before the connection is given up. A stream cannot
/// notice by itself that nobody takes what it says.
#[cfg(target_os = "linux")]
const SILENCE: Duration = Duration::from_secs(30);

/// Sets that limit (`TCP_USER_TIMEOUT`, RFC 5482), where the system has it.
fn give_up_on_the_silent(connection: &dyn Any) {
    #[cfg(target_os = "linux")]
    if let Some(stream) = connection.downcast_ref::<actix_web::rt::net::TcpStream>() {
        let set = socket2::SockRef::from(stream).set_tcp_user_timeout(Some(SILENCE));
        if let Err(error) = set {
            tracing::warn!(%error, "a connection without a limit for silent readers");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = connection;
}

/// What tells the program to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// The first one lets requests that are under way finish, the second one does not.
    async fn stop(mut self, app: App, server: ServerHandle) {
        self.next().await;
        tracing::info!("stopping; what is under way is finished first");
        app.part();
        actix_web::rt::spawn(server.stop(true));
        self.next().await;
        tracing::warn!("stopping at once");
        server.stop(false).await;
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Says where it listens, and how to become its owner.
fn announce(addresses: &[String], unix: &[String], public: Option<&str>, claim: Option<&str>) {
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        // Whoever closed our output does not want to know.
        let _ = writeln!(out, "{line}");
    };
    for address in addresses {
        say(format!("listening on {address}"));
    }
    for path in unix {
        say(format!("listening on unix:{path}"));
    }
    if let Some(claim) = claim {
        let origin = public
            .or(addresses.first().map(String::as_str))
            .unwrap_or("http://localhost");
        say(format!("claim this wall: {origin}{claim}"));
    }
    let _ = out.flush();
}
