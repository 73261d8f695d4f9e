//! The wall behind nginx and HAProxy that know nothing of its streams: what is said goes through as it is
//! said, and whoever leaves the proxy leaves the wall.

use crate::support::page::words;
use crate::support::programs::{eventually, read, require};
use crate::support::stream::Stream;
use crate::support::{Backend, Setup, Visitor, Wall};
use std::fs::{File, set_permissions};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// The user whom a proxy becomes if the tests are run by root: it needs no rights at all.
const NOBODY: u32 = 65534;

#[test]
fn streams_go_through_nginx() {
    if require("nginx").is_some() {
        read_through(|wall| {
            Proxy::start("nginx.conf", |port, folder| {
                let config = nginx_config(port, folder, wall.address());
                let mut nginx = Command::new("nginx");
                nginx.args(["-e", "stderr", "-c"]);
                (config, nginx)
            })
        });
    }
}

#[test]
fn streams_go_through_haproxy() {
    if require("haproxy").is_some() {
        read_through(|wall| {
            Proxy::start("haproxy.cfg", |port, _| {
                let config = haproxy_config(port, wall.address());
                let mut haproxy = Command::new("haproxy");
                haproxy.args(["-db", "-f"]);
                (config, haproxy)
            })
        });
    }
}

/// Ana, who has opened no page but the one for logging in, reads the stream of the wall: it is this alone
/// that puts her there.
fn read_through(start: impl FnOnce(&Wall) -> Proxy) {
    let wall = Setup::on(Backend::Sqlite).start();
    let proxy = start(&wall);
    let bob = Visitor::named(&wall, "Bob");
    let ana = Visitor::new(&wall);
    ana.open("/login")
        .form("/login")
        .set("pseudonym", "Ana")
        .send();
    let ana_is_on_the_wall = || {
        let page = Visitor::new(&wall).open("/fireflies");
        page.all("ul.everybody li").into_iter().any(|light| {
            let said = words(light);
            said.contains("Ana") && said.contains("The wall")
        })
    };
    assert!(!ana_is_on_the_wall());

    let mut reader = Stream::of(&proxy.address, &ana, "/live");
    reader.until("Ana");
    eventually("Ana's light is on the wall", ana_is_on_the_wall);
    for said in ["The lights are on.", "Is anybody else awake?"] {
        bob.write(said);
        reader.until(said);
    }
    drop(reader);
    eventually("Ana's light has left the wall", || !ana_is_on_the_wall());
}

fn nginx_config(port: u16, folder: &Path, wall: &str) -> String {
    let folder = folder.display();
    format!(
        "daemon off;
        master_process off;
        pid {folder}/pid;
        events {{}}
        http {{
            access_log off;
            client_body_temp_path {folder}/body;
            proxy_temp_path {folder}/proxy;
            fastcgi_temp_path {folder}/fastcgi;
            uwsgi_temp_path {folder}/uwsgi;
            scgi_temp_path {folder}/scgi;
            server {{
                listen 127.0.0.1:{port};
                location / {{
                    proxy_pass http://{wall};
                    proxy_http_version 1.1;
                    proxy_set_header Host $http_host;
                }}
            }}
        }}\n"
    )
}

fn haproxy_config(port: u16, wall: &str) -> String {
    format!(
        "defaults
            mode http
            timeout connect 5s
            timeout client 30s
            timeout server 30s
        frontend visitors
            bind 127.0.0.1:{port}
            default_backend wall
        backend wall
            server wall {wall}\n"
    )
}

/// A proxy of somebody else's making, in a folder of its own. It ends with this value.
struct Proxy {
    address: String,
    process: Child,
    folder: TempDir,
}

impl Proxy {
    /// Starts a program whose last argument is its configuration's address.
    fn start(name: &str, prepare: impl FnOnce(u16, &Path) -> (String, Command)) -> Proxy {
        let folder = tempfile::Builder::new().prefix("wall-proxy-").tempdir();
        let folder = folder.expect("a temporary folder");
        let port = free_port();
        let (config, mut command) = prepare(port, folder.path());
        let file = folder.path().join(name);
        std::fs::write(&file, config).expect("a configuration");
        let log = File::create(folder.path().join("log")).expect("a file for the errors");
        if std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
            set_permissions(folder.path(), PermissionsExt::from_mode(0o777)).expect("permissions");
            command.uid(NOBODY).gid(NOBODY);
        }
        let process = command
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("the proxy");
        let proxy = Proxy {
            address: format!("127.0.0.1:{port}"),
            process,
            folder,
        };
        eventually("the proxy listens", || {
            TcpStream::connect(&proxy.address).is_ok()
        });
        proxy
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
        if std::thread::panicking() {
            println!(
                "the proxy had logged:\n{}",
                read(&self.folder.path().join("log"))
            );
        }
    }
}

/// A port that nobody listens on. The proxies cannot be asked to pick one and to say which.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}
