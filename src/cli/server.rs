//! What listens, and how long it waits for whom.
//!
//! Put together by hand from what `actix_web::HttpServer` is made of, so that connections are
//! [`Wire`]s: those of answers that never end are given away by it.

use std::fmt::Debug;
use std::future::ready;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;

use actix_http::HttpService;
use actix_server::{GracefulShutdownSignal, Server, ServerBuilder};
use actix_service::{ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::dev::AppConfig;
use actix_web::rt::net::{TcpStream, UnixStream};
use socket2::{Domain, Protocol, SockRef, Socket, Type};
use tokio::io::{AsyncRead, AsyncWrite};

use crate::app::App;
use crate::routes::{outside, routes};
use crate::web::Wire;

/// How long requests that are under way may take after SIGTERM.
pub const GRACE: Duration = Duration::from_secs(5);
/// How many threads of one worker may wait for the database or hash passwords.
const BLOCKING: usize = 32;
/// How many connections may wait to be accepted.
const BACKLOG: i32 = 1024;
/// How long a connection may say nothing between two requests.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long the head of a request may take.
const HEAD: Duration = Duration::from_secs(10);
/// How long a reader may take to accept what was sent before the connection is given up. A stream cannot
/// notice by itself that nobody takes what it says.
#[cfg(target_os = "linux")]
const SILENCE: Duration = Duration::from_secs(30);

/// A wall's server, before it runs.
pub struct Listeners {
    app: App,
    builder: ServerBuilder,
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
}

impl Listeners {
    /// A server that listens nowhere yet.
    pub fn new(app: App) -> Self {
        let builder = Server::build()
            .worker_max_blocking_threads(BLOCKING)
            .shutdown_timeout(GRACE.as_secs())
            .disable_signals();
        Self {
            app,
            builder,
            addresses: Vec::new(),
        }
    }

    /// Listens at an address.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn tcp(mut self, address: SocketAddr) -> io::Result<Self> {
        let listener = listener(address)?;
        self.addresses.push(listener.local_addr()?);
        let (app, stop) = (self.app.clone(), self.builder.graceful_shutdown_signal());
        self.builder = self.builder.listen("tcp", listener, move || {
            fn_service(|stream: TcpStream| {
                attend(&stream);
                let peer = stream.peer_addr().ok();
                ready(Ok((Wire::new(stream), peer)))
            })
            .and_then(http(&app, stop.clone()))
        })?;
        Ok(self)
    }

    /// Listens at a socket in the file system.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn unix(mut self, path: &Path) -> io::Result<Self> {
        let (app, stop) = (self.app.clone(), self.builder.graceful_shutdown_signal());
        self.builder = self.builder.bind_uds("unix", path, move || {
            fn_service(|stream: UnixStream| ready(Ok((Wire::new(stream), None))))
                .and_then(http(&app, stop.clone()))
        })?;
        Ok(self)
    }

    /// Begins to answer.
    pub fn run(self) -> Server {
        self.builder.run()
    }
}

fn listener(address: SocketAddr) -> io::Result<TcpListener> {
    let domain = Domain::for_address(address);
    let socket = Socket::new(domain, Type::STREAM, Some(Protocol::TCP))?;
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// Sets what the system is to do for a connection: to send at once what is small too, and to give up
/// whoever accepts nothing (`TCP_USER_TIMEOUT`, RFC 5482), where it can.
fn attend(stream: &TcpStream) {
    let mut set = stream.set_nodelay(true);
    #[cfg(target_os = "linux")]
    {
        let limited = SockRef::from(stream).set_tcp_user_timeout(Some(SILENCE));
        set = set.and(limited);
    }
    if let Err(error) = set {
        tracing::warn!(%error, "a connection without its limits");
    }
}

/// The wall, to be spoken to over HTTP/1 (RFC 9112).
fn http<T>(
    app: &App,
    stop: GracefulShutdownSignal,
) -> impl ServiceFactory<
    (Wire<T>, Option<SocketAddr>),
    Config = (),
    Response = (),
    Error = actix_http::error::DispatchError,
    InitError = (),
> + use<T>
where
    T: AsyncRead + AsyncWrite + Debug + Unpin + 'static,
{
    let wall = actix_web::App::new()
        .service(routes(app))
        .service(outside(app));
    HttpService::build()
        .graceful_shutdown_signal(move || {
            let stop = stop.clone();
            async move { stop.notified().await }
        })
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(HEAD)
        .h1_allow_half_closed(false)
        .on_connect_ext(|wire: &Wire<T>, data| {
            data.insert(wire.handover());
        })
        .h1(map_config(wall, |()| AppConfig::default()))
}
