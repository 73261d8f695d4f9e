//! The checkers of other people: the Nu HTML checker in Java, and axe in Chromium.

use super::gather::{Case, Gathered};
use crate::support::programs::{self, require, skip};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many pages one browser looks at: few enough for the patience of [`programs::run`].
const AT_ONCE: usize = 10;

/// A file below `.ci/checkers`, where what `.ci/run` installs is.
fn installed(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/checkers");
    let file = folder.join(name);
    if !file.exists() {
        skip(&format!("{name} is not installed below .ci/checkers"));
        return None;
    }
    Some(file)
}

/// Writes every page to a file of an empty folder, and gives back the folder.
fn write(name: &str, cases: &[Case]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).expect("a folder");
    for (number, case) in cases.iter().enumerate() {
        fs::write(file(&folder, number), &case.source).expect("a file");
    }
    folder
}

fn file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number:04}.html"))
}

/// What the Nu HTML checker has against the pages, one line each; none where it is not installed.
/// The pages are left in a folder of this name.
///
/// Nothing is left out of what it calls an error. It sees no CSS here: it reads that of `style` alone,
/// which no page has.
pub fn nu(name: &str, cases: &[Case]) -> Option<Vec<String>> {
    let (java, jar) = (
        require("java")?,
        installed("node_modules/vnu-jar/build/dist/vnu.jar")?,
    );
    let folder = write(name, cases);
    let mut command = Command::new(java);
    command
        .args(["-jar".as_ref(), jar.as_os_str()])
        .args(["--errors-only", "--asciiquotes", "--format", "gnu"])
        .arg(&folder);
    let done = programs::run(&mut command);
    let found: Vec<String> = done.stderr.lines().map(|line| named(line, cases)).collect();
    // Whatever else kept it from checking is no success.
    assert_eq!(done.status.success(), found.is_empty(), "{done:#?}");
    Some(found)
}

/// The line with what the page is, instead of its file.
fn named(line: &str, cases: &[Case]) -> String {
    let place = line.split_once(".html\":").and_then(|(file, rest)| {
        let number = file.rsplit('/').next()?.parse::<usize>().ok()?;
        Some((cases.get(number)?, rest))
    });
    match place {
        Some((case, rest)) => {
            format!(
                "{} | {} | nu | {} | {rest}",
                case.kind, case.role, case.address
            )
        }
        None => line.to_owned(),
    }
}

/// What axe has against the pages in both themes, and which can be scrolled sideways, one line each;
/// none where it is not installed. The pages are left in a folder of this name.
pub fn axe(name: &str, gathered: &Gathered, cases: &[Case]) -> Option<Vec<String>> {
    let (node, chromium) = (require("node")?, require("chromium")?);
    installed("node_modules/axe-core")?;
    installed("node_modules/playwright-core")?;
    let script = installed("axe.mjs")?;
    let folder = write(name, cases);
    let pages = cases.iter().enumerate().map(|(number, case)| {
        json!({
            "kind": case.kind, "role": case.role, "address": case.address,
            "file": file(&folder, number), "cookies": case.cookies,
        })
    });
    let pages: Vec<_> = pages.collect();
    let mut found = Vec::new();
    for (number, some) in pages.chunks(AT_ONCE).enumerate() {
        let list = folder.join(format!("{number}.json"));
        let wishes = json!({
            "chromium": chromium, "origin": gathered.wall.origin, "pages": some,
        });
        fs::write(&list, wishes.to_string()).expect("a file");
        let done = programs::run(Command::new(&node).arg(&script).arg(&list)).expect_success();
        let checked = format!("checked {}", some.len());
        assert_eq!(
            done.stdout.lines().last(),
            Some(checked.as_str()),
            "{done:#?}"
        );
        let lines = done.stdout.lines().filter(|line| *line != checked);
        found.extend(lines.map(str::to_owned));
    }
    Some(found)
}
