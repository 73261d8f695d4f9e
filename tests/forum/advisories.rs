//! Known flaws in what the program is built and tested with: each version in `Cargo.lock` is held against
//! the stored copy of the published advisories, `.ci/advisories.toml`, which also says how to renew it.
//! A vulnerability is never let through; what is only unmaintained, unsound or of note may be accepted
//! there with a reason, and is forgotten there when it no longer concerns anything.

use semver::{Version, VersionReq};
use serde::Deserialize;

const LOCK: &str = include_str!("../../Cargo.lock");
const COPY: &str = include_str!("../../.ci/advisories.toml");

/// The part of `Cargo.lock` that matters here.
#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: Version,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    newest: String,
    advisory: Vec<Advisory>,
    #[serde(default)]
    accepted: Vec<Accepted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advisory {
    id: String,
    package: String,
    date: String,
    kind: Kind,
    patched: Vec<VersionReq>,
    unaffected: Vec<VersionReq>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Vulnerability,
    Unmaintained,
    Unsound,
    Notice,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    id: String,
    reason: String,
}

impl Advisory {
    /// A pre-release is in a range only if the range names one of the same release, so that it counts as
    /// affected where an advisory says nothing of it.
    fn concerns(&self, package: &Package) -> bool {
        let mut free = self.patched.iter().chain(&self.unaffected);
        self.package == package.name && !free.any(|range| range.matches(&package.version))
    }
}

fn lock(text: &str) -> Lock {
    toml::from_str(text).expect("a lock file")
}

fn stored(text: &str) -> Stored {
    toml::from_str(text).expect("a copy of the advisories")
}

/// What is to be done about the packages of a lock file, a sentence each.
fn complaints(lock: &Lock, stored: &Stored) -> Vec<String> {
    let mut complaints = Vec::new();
    for advisory in &stored.advisory {
        let (id, kind) = (&advisory.id, advisory.kind);
        let accepted = stored.accepted.iter().any(|accepted| accepted.id == *id);
        if accepted && kind != Kind::Vulnerability {
            continue;
        }
        let concerned = lock.package.iter().filter(|one| advisory.concerns(one));
        complaints.extend(concerned.map(|Package { name, version }| {
            let patched: Vec<_> = advisory.patched.iter().map(VersionReq::to_string).collect();
            let patched = match patched.as_slice() {
                [] => "nothing".to_owned(),
                versions => versions.join(" or "),
            };
            format!("{name} {version} has {id} ({kind:?}), patched in: {patched}")
        }));
    }
    for Accepted { id, reason } in &stored.accepted {
        let mut named = stored.advisory.iter().filter(|advisory| advisory.id == *id);
        if !named.any(|advisory| lock.package.iter().any(|one| advisory.concerns(one))) {
            complaints.push(format!("{id} is accepted and concerns nothing"));
        }
        if reason.trim().is_empty() {
            complaints.push(format!("{id} is accepted without a reason"));
        }
    }
    complaints
}

#[test]
fn no_package_has_a_known_flaw() {
    let complaints = complaints(&lock(LOCK), &stored(COPY));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn http_2_comes_in_only_with_its_flaw_patched() {
    let copy = stored(COPY);
    for (version, is_flawed) in [("0.3.27", true), ("0.4.15", true), ("0.4.16", false)] {
        let complaints = complaints(&lock_of("h2", version), &copy);
        let is_named = complaints
            .iter()
            .any(|one| one.contains("RUSTSEC-2026-0258"));
        assert_eq!(is_named, is_flawed, "{version}: {complaints:?}");
    }
}

#[test]
fn the_copy_is_in_order() {
    let copy = stored(COPY);
    let key = |one: &Advisory| (one.package.clone(), one.id.clone());
    assert!(copy.advisory.is_sorted_by(|a, b| key(a) < key(b)));
    let newest = copy.advisory.iter().map(|one| one.date.as_str()).max();
    assert_eq!(newest, Some(copy.newest.as_str()));
}

#[test]
fn an_affected_version_is_named_with_its_flaw() {
    let copy = copy_with("vulnerability", "");
    for version in ["1.2.0", "1.4.9", "2.0.0", "2.0.1-rc.1", "1.3.0+spec-1"] {
        let complaints = complaints(&lock_of("lamp", version), &copy);
        let expected = format!(
            "lamp {version} has RUSTSEC-2000-0001 (Vulnerability), patched in: >=1.5.0, <2.0.0 or >=2.0.1"
        );
        assert_eq!(complaints, [expected]);
    }
}

#[test]
fn a_second_version_of_a_package_is_looked_at_too() {
    let mut lock = lock_of("lamp", "2.1.0");
    lock.package.extend(lock_of("lamp", "1.4.0").package);
    let complaints = complaints(&lock, &copy_with("vulnerability", ""));
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    assert!(complaints[0].starts_with("lamp 1.4.0 "));
}

#[test]
fn patched_and_unaffected_versions_pass() {
    let copy = copy_with("vulnerability", "");
    for version in ["1.1.9", "1.5.0", "1.9.0", "2.0.1", "3.0.0+spec-1"] {
        let complaints = complaints(&lock_of("lamp", version), &copy);
        assert!(complaints.is_empty(), "{complaints:?}");
    }
    assert!(complaints(&lock_of("lantern", "1.4.0"), &copy).is_empty());
}

#[test]
fn what_is_no_vulnerability_fails_as_well_until_it_is_accepted_with_a_reason() {
    let lock = lock_of("lamp", "1.4.0");
    for kind in ["unmaintained", "unsound", "notice"] {
        assert_eq!(complaints(&lock, &copy_with(kind, "")).len(), 1, "{kind}");
        let accepted = copy_with(kind, &accepted("RUSTSEC-2000-0001", "It is never lit."));
        assert!(complaints(&lock, &accepted).is_empty(), "{kind}");
        let unexplained = copy_with(kind, &accepted_without_reason());
        let complaints = complaints(&lock, &unexplained);
        assert_eq!(
            complaints,
            ["RUSTSEC-2000-0001 is accepted without a reason"]
        );
    }
}

#[test]
fn a_vulnerability_cannot_be_accepted() {
    let copy = copy_with("vulnerability", &accepted("RUSTSEC-2000-0001", "A reason."));
    let complaints = complaints(&lock_of("lamp", "1.4.0"), &copy);
    assert_eq!(complaints.len(), 1, "{complaints:?}");
}

#[test]
fn an_acceptance_that_concerns_nothing_is_to_be_taken_out() {
    let lock = lock_of("lamp", "1.5.0");
    for id in ["RUSTSEC-2000-0001", "RUSTSEC-2000-0002"] {
        let copy = copy_with("unsound", &accepted(id, "It is never lit."));
        let expected = format!("{id} is accepted and concerns nothing");
        assert_eq!(complaints(&lock, &copy), [expected]);
    }
}

/// A lock file with one package.
fn lock_of(name: &str, version: &str) -> Lock {
    lock(&format!(
        "version = 4\n\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n"
    ))
}

/// A copy with one advisory, of lamps, and what is accepted.
fn copy_with(kind: &str, accepted: &str) -> Stored {
    stored(&format!(
        r#"
        newest = "2000-01-01"
        [[advisory]]
        id = "RUSTSEC-2000-0001"
        package = "lamp"
        date = "2000-01-01"
        kind = "{kind}"
        patched = [">= 1.5.0, < 2.0.0", ">= 2.0.1"]
        unaffected = ["< 1.2.0"]
        {accepted}"#
    ))
}

fn accepted(id: &str, reason: &str) -> String {
    format!("[[accepted]]\nid = \"{id}\"\nreason = \"{reason}\"\n")
}

fn accepted_without_reason() -> String {
    accepted("RUSTSEC-2000-0001", " ")
}
