//! What stands in requests and answers besides the page: cookies, origins, hosts, methods, versions.

use crate::support::programs::eventually;
use crate::support::raw::{Answer, exchange};
use crate::support::{Form, Visitor, Wall};

on_both![
    the_session_cookie_is_for_the_server_alone,
    only_the_log_in_page_gives_a_stranger_a_cookie,
    a_form_sent_from_another_site_is_refused,
    a_form_sent_from_here_is_accepted,
    a_missing_origin_is_not_enough_without_a_token,
    a_host_that_is_not_ours_is_refused,
    every_loopback_name_is_ours,
    a_redirect_never_leads_elsewhere,
    head_is_get_without_the_page,
    an_old_client_gets_no_chunks,
    every_error_can_be_found_in_the_log,
    a_request_id_is_never_the_clients_own_words,
    an_address_with_another_method_is_refused,
    stylesheets_are_kept_for_long_and_pages_are_not,
    health_is_told_in_one_word,
    a_broken_request_is_answered_and_survived,
];

fn the_session_cookie_is_for_the_server_alone(wall: Wall) {
    let visitor = Visitor::new(&wall);
    let page = visitor.open("/login");
    let answer = page.form("/login").set("pseudonym", "Ana").send();
    for cookie in
        [&page, &answer].map(|page| page.header("set-cookie").expect("a cookie").to_owned())
    {
        let mut parts: Vec<&str> = cookie.split(';').map(str::trim).collect();
        let value = parts
            .remove(0)
            .strip_prefix("sid=")
            .expect("the name is sid on plain http");
        assert!(value.len() >= 22, "{value} holds less than 128 bits");
        for needed in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(parts.contains(&needed), "{cookie} is not {needed}");
        }
        // A browser would drop a Secure cookie here, and a cookie with a domain is everybody's.
        assert!(
            !parts
                .iter()
                .any(|part| part.starts_with("Secure") || part.starts_with("Domain"))
        );
    }
}

fn only_the_log_in_page_gives_a_stranger_a_cookie(wall: Wall) {
    let post = Visitor::named(&wall, "Ana").write("Read me without a cookie.");
    for path in [
        "/",
        "/rooms",
        "/about",
        "/people/Ana",
        "/nothing",
        &format!("/posts/{post}"),
    ] {
        let page = Visitor::new(&wall).get(path);
        assert_eq!(page.header("set-cookie"), None, "{path}");
    }
    assert!(
        Visitor::new(&wall)
            .open("/login")
            .header("set-cookie")
            .is_some()
    );
}

fn a_form_sent_from_another_site_is_refused(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let port = wall.address().rsplit(':').next().expect("a port");
    let other_scheme = format!("https://127.0.0.1:{port}");
    let foreign = [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Origin", "http://evil.example"),
        ("Origin", "http://127.0.0.1:1"),
        ("Origin", "http://127.0.0.1.evil.example"),
        ("Origin", &other_scheme),
    ];
    for (name, value) in foreign {
        let refused = composer(&ana).header(name, value).send();
        assert_eq!(refused.status, 403, "{name}: {value}");
        assert!(!refused.words().is_empty());
    }
    assert_eq!(ana.open("/").ids(), [0_u64; 0]);
    // Reading from elsewhere is what links are for.
    let arriving = ana.request("GET", "/", &[("Sec-Fetch-Site", "cross-site")], None);
    assert_eq!(arriving.status, 200);
}

fn a_form_sent_from_here_is_accepted(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let ours = [
        ("Sec-Fetch-Site", "same-origin"),
        ("Sec-Fetch-Site", "none"),
        ("Origin", wall.origin.as_str()),
        ("Origin", "null"),
        ("X-Nothing", "in particular"),
    ];
    for (name, value) in ours {
        composer(&ana).header(name, value).submit().landed_on();
    }
    assert_eq!(ana.open("/").ids().len(), ours.len());
}

fn a_missing_origin_is_not_enough_without_a_token(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for origin in [None, Some("null"), Some(wall.origin.as_str())] {
        let form = composer(&ana).without("token");
        let form = origin.map_or(form.clone(), |origin| form.header("Origin", origin));
        assert_eq!(form.send().status, 422, "Origin: {origin:?}");
    }
    assert_eq!(ana.open("/").ids(), [0_u64; 0]);
}

fn a_host_that_is_not_ours_is_refused(wall: Wall) {
    let ours = wall.address().to_owned();
    let lines = [
        ("GET / HTTP/1.1", "evil.example".to_owned()),
        ("GET / HTTP/1.1", "127.0.0.1.evil.example".to_owned()),
        ("GET / HTTP/1.1", "evil.example:80@127.0.0.1".to_owned()),
        ("GET http://evil.example/ HTTP/1.1", ours.clone()),
        ("POST http://evil.example/posts HTTP/1.1", ours),
    ];
    for (line, host) in lines {
        let answer = exchange(wall.address(), format!("{line}\r\nHost: {host}\r\n{CLOSE}"));
        assert!(
            [400, 403, 421].contains(&answer.status),
            "{line}, {host}: {}",
            answer.status
        );
        assert!(
            !answer.text().contains("evil.example"),
            "the foreign name is in the answer"
        );
    }
}

fn every_loopback_name_is_ours(wall: Wall) {
    let port = wall.address().rsplit(':').next().expect("a port");
    for name in ["localhost", "127.0.0.1", "127.0.0.2", "[::1]", "LOCALHOST"] {
        let answer = exchange(
            wall.address(),
            format!("GET / HTTP/1.1\r\nHost: {name}:{port}\r\n{CLOSE}"),
        );
        assert_eq!(answer.status, 200, "{name}");
    }
}

fn a_redirect_never_leads_elsewhere(wall: Wall) {
    let elsewhere = [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http://evil.example/",
        "/%0d%0aX: y",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: x=y",
        "///evil.example",
        "/\t/evil.example",
        "evil",
    ];
    for next in elsewhere {
        for page in ["/login", "/language"] {
            let visitor = Visitor::new(&wall);
            let form = visitor
                .open(page)
                .form(page)
                .without("next")
                .add("next", next);
            let form = if page == "/login" {
                form.set("pseudonym", "Ana")
            } else {
                form
            };
            let answer = form.send();
            if answer.status == 303 {
                let location = answer.location();
                let path = location
                    .strip_prefix(&wall.origin)
                    .expect("an address of ours");
                assert!(
                    path.starts_with('/') && !path.starts_with("//"),
                    "{next:?} led to {location}"
                );
                assert!(
                    !location.contains("evil.example") || path.starts_with("/%"),
                    "{location}"
                );
                assert_eq!(answer.header("x"), None);
            } else {
                assert_eq!(answer.status, 422, "{page} {next:?}");
            }
            if visitor.open("/").pseudonym().is_some() {
                visitor.leave();
            }
        }
    }
}

fn head_is_get_without_the_page(wall: Wall) {
    let post = Visitor::named(&wall, "Ana").write("Something.");
    let stranger = Visitor::new(&wall);
    let permalink = format!("/posts/{post}");
    for path in [
        "/", "/rooms", "/about", "/login", "/nothing", "/healthz", &permalink,
    ] {
        let get = stranger.get(path);
        let head = stranger.request("HEAD", path, &[], None);
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        for name in [
            "content-type",
            "etag",
            "content-security-policy",
            "cache-control",
        ] {
            assert_eq!(head.header(name), get.header(name), "{path}: {name}");
        }
    }
}

fn an_old_client_gets_no_chunks(wall: Wall) {
    Visitor::named(&wall, "Ana").write(&"many words ".repeat(1_500));
    let host = wall.address();
    for path in ["/", "/rooms", "/nothing"] {
        for host in [format!("Host: {host}\r\n"), String::new()] {
            let answer = exchange(wall.address(), format!("GET {path} HTTP/1.0\r\n{host}\r\n"));
            // HTTP/1.0 knows no Host, and without one nothing can be checked: refusing is fair.
            if host.is_empty() && answer.status == 400 {
                continue;
            }
            assert_eq!(answer.header("transfer-encoding"), None, "{path}");
            assert!(answer.text().starts_with("<!DOCTYPE"), "{path}");
            assert!(
                answer.text().trim_end().ends_with("</html>"),
                "{path} is cut short"
            );
        }
    }
}

fn every_error_can_be_found_in_the_log(wall: Wall) {
    let stranger = Visitor::new(&wall);
    let page = stranger.get("/nothing");
    let id = page
        .header("x-request-id")
        .expect("a request id")
        .to_owned();
    assert_ne!(
        stranger.get("/nothing").header("x-request-id"),
        Some(id.as_str())
    );
    eventually("the log has the request id", || wall.log().contains(&id));
}

fn a_request_id_is_never_the_clients_own_words(wall: Wall) {
    let stranger = Visitor::new(&wall);
    let page = stranger.request("GET", "/nothing", &[("X-Request-Id", "<b>mine</b>")], None);
    assert!(!page.source().contains("mine"));
}

fn an_address_with_another_method_is_refused(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for (method, path) in [
        ("GET", "/logout"),
        ("PUT", "/"),
        ("DELETE", "/posts/1"),
        ("PATCH", "/about"),
    ] {
        let page = ana.request(method, path, &[], None);
        assert!(
            [404, 405].contains(&page.status),
            "{method} {path}: {}",
            page.status
        );
    }
    assert!(ana.open("/").pseudonym().is_some(), "a link logged Ana out");
}

fn stylesheets_are_kept_for_long_and_pages_are_not(wall: Wall) {
    let stranger = Visitor::new(&wall);
    let page = stranger.open("/");
    for (css, kind) in [
        ("link[rel='stylesheet']", "text/css"),
        ("link[rel='icon']", "image/svg+xml"),
    ] {
        let address = page
            .first(&format!("head {css}"))
            .attr("href")
            .expect("an address");
        let file = stranger.open(address);
        assert!(
            file.header("content-type")
                .is_some_and(|found| found.starts_with(kind)),
            "{address}"
        );
        let cache = file.header("cache-control").unwrap_or_default();
        assert!(
            cache.contains("immutable") && cache.contains("max-age="),
            "{address}: {cache}"
        );
    }
    let own = Visitor::named(&wall, "Ana").open("/");
    assert_eq!(own.header("cache-control"), Some("private, no-store"));
}

fn health_is_told_in_one_word(wall: Wall) {
    let stranger = Visitor::new(&wall);
    for path in ["/healthz", "/readyz"] {
        assert_eq!(stranger.open(path).source().trim(), "ok", "{path}");
    }
}

fn a_broken_request_is_answered_and_survived(wall: Wall) {
    let host = wall.address();
    let broken = [
        "GET\r\n\r\n".to_owned(),
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n{CLOSE}",
            "a".repeat(300_000)
        ),
        format!("POST /posts HTTP/1.1\r\nHost: {host}\r\nContent-Length: x\r\n{CLOSE}"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\nCookie: \u{1}=;;;=\r\n{CLOSE}"),
        format!(
            "GET /{} HTTP/1.1\r\nHost: {host}\r\n{CLOSE}",
            "a".repeat(200_000)
        ),
    ];
    for request in broken {
        let answer = exchange(host, &request);
        assert!(
            (200..500).contains(&answer.status),
            "{}: {}",
            &request[..20],
            answer.status
        );
    }
    assert_eq!(plain(&wall, "/").status, 200);
}

const CLOSE: &str = "Connection: close\r\n\r\n";

fn plain(wall: &Wall, path: &str) -> Answer {
    let host = wall.address();
    exchange(
        host,
        format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{CLOSE}"),
    )
}

fn composer(visitor: &Visitor) -> Form {
    visitor
        .open("/")
        .form("/posts")
        .set("body", "From here or from there?")
}
