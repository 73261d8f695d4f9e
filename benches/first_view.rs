//! What a browser fetches that has never been here.

use scraper::Html;

use crate::client::{self, BROWSER, Client, Response};
use crate::page::select;
use crate::process::Process;
use crate::report::{Report, Row, count};

/// Bytes of page and stylesheet together, compressed.
const BOUND: usize = 30_000;
/// Requests until all of it can be read.
const REQUESTS: usize = 2;

/// Opens the wall, which has a page of posts by now, and whatever it needs to be seen.
pub fn measure(server: &Process, report: &mut Report) {
    let mut client = Client::connect(&server.address);
    let mut fetch = |path: &str| client.expect(200, &client::get(&server.address, path, BROWSER));
    let page = fetch("/");
    let document = Html::parse_document(&page.text());
    let addresses = |css: &str, attribute: &str| -> Vec<String> {
        let found = select(&document, css);
        found
            .iter()
            .filter_map(|element| element.attr(attribute))
            .map(str::to_owned)
            .collect()
    };
    let styles: Vec<Response> = addresses("link[rel~='stylesheet']", "href")
        .iter()
        .map(|path| fetch(path))
        .collect();
    let icons: Vec<Response> = addresses("link[rel~='icon']", "href")
        .iter()
        .map(|path| fetch(path))
        .collect();
    // Whatever else would make a browser ask again: there is nothing of it, and this would tell.
    let embedded = addresses("[src]", "src").len()
        + addresses("object[data]", "data").len()
        + addresses("link[rel~='preload']", "href").len();
    // Some browsers ask for it once the page is shown, to know whether it can be installed.
    let manifests = addresses("link[rel~='manifest']", "href").len();
    let imported: usize = styles.iter().map(|style| outside(&style.text())).sum();

    let bytes = page.body.len() + styles.iter().map(|style| style.body.len()).sum::<usize>();
    let heads = page.head.len() + styles.iter().map(|style| style.head.len()).sum::<usize>();
    let icon_bytes: usize = icons.iter().map(|icon| icon.body.len()).sum();
    report.add(
        Row::new(
            "First view of the wall with 50 posts: bodies of page and stylesheet, in gzip",
            format!("{} bytes", count(bytes as f64)),
        )
        .beside(format!(
            "{} of it the page; headers of both: {} bytes",
            count(page.body.len() as f64),
            count(heads as f64)
        ))
        .bound(format!("≤ {} bytes", count(BOUND as f64)), bytes <= BOUND),
    );
    let requests = 1 + styles.len() + embedded + imported;
    report.add(
        Row::new(
            "First view of the wall: requests until all of it can be read",
            requests.to_string(),
        )
        .beside(format!(
            "besides {} for the icon of {} bytes, and {manifests} for the manifest in browsers that look \
             afterwards whether it can be installed: {} with both",
            icons.len(),
            count(icon_bytes as f64),
            requests + icons.len() + manifests
        ))
        .bound(format!("≤ {REQUESTS}"), requests <= REQUESTS),
    );
}

/// How many files a stylesheet asks for.
fn outside(style: &str) -> usize {
    let all = |words: &str| style.matches(words).count();
    let inside = all("url(data:") + all("url(\"data:") + all("url('data:") + all("url(#");
    all("url(") - inside + all("@import \"") + all("@import '")
}
