//! `thewall serve`: the wall, until it is told to stop.

use std::io::Write;
use std::process::ExitCode;

use actix_server::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::timeout;

use super::options::Settings;
use super::server::{GRACE, Listeners};
use crate::app::App;
use crate::config::Listen;

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
        let (mut server, mut unix) = (Listeners::new(served), Vec::new());
        for listen in &settings.listen {
            let failed = |error| format!("cannot listen on {listen}: {error}");
            server = match listen {
                Listen::Tcp(address) => server.tcp(*address).map_err(failed)?,
                Listen::Unix(path) => {
                    unix.push(path.display().to_string());
                    server.unix(path).map_err(failed)?
                }
            };
        }
        let addresses: Vec<String> = server
            .addresses
            .iter()
            .map(|address| format!("http://{address}"))
            .collect();
        app.start_upkeep()?;
        // Before anything is announced: whoever reads that may send a signal at once.
        let signals =
            Signals::listen().map_err(|error| format!("cannot await signals: {error}"))?;
        let running = server.run();
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
        actix_web::rt::spawn(stop(app, server.clone()));
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

/// Lets streams say a last word, and requests that are under way finish.
async fn stop(app: App, server: ServerHandle) {
    if timeout(GRACE, app.part()).await.is_err() {
        tracing::warn!("some streams did not take their last word");
    }
    server.stop(true).await;
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
