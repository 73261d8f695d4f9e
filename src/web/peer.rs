//! Whose address a request comes from. Only proxies that were named when the program was started are
//! believed when they say so. An address is never written down: in memory it is a hash under a random key
//! that is replaced every day.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use actix_web::dev::ServiceRequest;
use actix_web::http::header::HeaderMap;

use crate::clock::{DAY, Micros};
use crate::config::Proxy;
use crate::error::Error;
use crate::html::KeyMaker;

/// How long a key is used.
const KEPT: Micros = DAY;

/// An address, or the network that it stands for, as a keyed hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address([u8; 16]);

/// Reads and hashes the addresses of requests.
pub struct Peers {
    trusted: Vec<Proxy>,
    key: Mutex<(Micros, KeyMaker)>,
}

impl Peers {
    /// With the proxies that are believed.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new(trusted: Vec<Proxy>, now: Micros) -> Result<Self, Error> {
        Ok(Self {
            trusted,
            key: Mutex::new((now, random()?)),
        })
    }

    /// Where a request comes from. Nothing where that is not known, or is this very machine.
    pub fn of(&self, req: &ServiceRequest, now: Micros) -> Option<Address> {
        let peer = req.peer_addr().map(|peer| peer.ip());
        self.address(peer, req.headers(), now)
    }

    /// The same for one that arrived over a connection from `peer`, which a unix socket does not have.
    pub fn address(
        &self,
        peer: Option<IpAddr>,
        headers: &HeaderMap,
        now: Micros,
    ) -> Option<Address> {
        let network = whence(peer, headers, &self.trusted)?;
        let mut key = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        if now.abs_diff(key.0) > KEPT.unsigned_abs() {
            match random() {
                Ok(fresh) => *key = (now, fresh),
                Err(error) => tracing::error!(%error, "the key of the addresses stays the old one"),
            }
        }
        let hash = key.1.derive(&[b"address", &network]);
        let mut address = [0; 16];
        address.copy_from_slice(&hash[..16]);
        Some(Address(address))
    }
}

fn random() -> Result<KeyMaker, Error> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(Error::fault)?;
    Ok(KeyMaker::new(key))
}

/// The network that a request comes from, as bytes.
fn whence(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[Proxy]) -> Option<Vec<u8>> {
    let believed = |hop: Option<IpAddr>| trusted.iter().any(|proxy| proxy.is(hop));
    let peer = peer.map(|peer| peer.to_canonical());
    if !believed(peer) {
        // Whoever comes over loopback comes through a proxy that nobody named, or is the machine's own.
        let peer = peer.filter(|peer| !peer.is_loopback())?;
        return Some(network(peer, false));
    }
    let named = |hops: Vec<Option<IpAddr>>| {
        let mut last = peer;
        for hop in hops.into_iter().rev() {
            match hop {
                Some(hop) if believed(Some(hop)) => last = Some(hop),
                Some(hop) => return Some(hop),
                None => break,
            }
        }
        last
    };
    let (old, new) = (
        lines(headers, "x-forwarded-for").map(|lines| named(forwarded_for(&lines))),
        lines(headers, "forwarded").map(|lines| named(forwarded(&lines))),
    );
    let hop = match (old, new) {
        // A proxy that sends one of them may let the other through as the visitor sent it.
        (Some(old), Some(new)) if old != new => peer,
        (Some(hop), _) | (None, Some(hop)) => hop,
        (None, None) => peer,
    };
    // Those whom we cannot tell apart count as one: as the proxy.
    Some(hop.map_or_else(|| b"unix".to_vec(), |hop| network(hop, true)))
}

/// What counts as one: an IPv4 address, or an IPv6 network of 64 bits, which is what one connection gets.
/// Unique local addresses (RFC 4193) that a proxy names stand for circuits of Tor, each for itself.
fn network(address: IpAddr, named: bool) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) if named && is_unique_local(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

fn is_unique_local(address: Ipv6Addr) -> bool {
    address.segments()[0] & 0xfe00 == 0xfc00
}

/// All lines of a header as one, if there are any.
fn lines(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers
        .get_all(name)
        .map(|line| line.to_str().unwrap_or("?"));
    let lines: Vec<&str> = lines.collect();
    (!lines.is_empty()).then(|| lines.join(","))
}

/// The hops of `X-Forwarded-For`, the visitor's own first; nothing for what is no address.
fn forwarded_for(text: &str) -> Vec<Option<IpAddr>> {
    text.split(',').map(node).collect()
}

/// The hops of `Forwarded` (RFC 7239).
fn forwarded(text: &str) -> Vec<Option<IpAddr>> {
    let hop = |element: &str| {
        let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
        let mut named = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
        match (named.next(), named.next()) {
            (Some((_, value)), None) => node(value.trim().trim_matches('"')),
            _ => None,
        }
    };
    text.split(',').map(hop).collect()
}

/// An address with or without a port: `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = match text.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            let port_is_one = port.is_empty() || port.strip_prefix(':')?.parse::<u16>().is_ok();
            port_is_one.then_some(address)?
        }
        None => match text.rsplit_once(':') {
            Some((address, port)) if !address.contains(':') => {
                port.parse::<u16>().ok()?;
                address
            }
            _ => text,
        },
    };
    bare.parse::<IpAddr>()
        .ok()
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};
    use proptest::prelude::*;

    fn seen(peer: &str, headers: &[(&str, &str)]) -> Option<Vec<u8>> {
        let proxies = ["10.0.0.0/8", "127.0.0.0/8", "2001:db8:ffff::/48"];
        let trusted: Vec<Proxy> = proxies
            .iter()
            .map(|proxy| proxy.parse().expect("a proxy"))
            .collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_bytes(name.as_bytes()).expect("a name"),
                HeaderValue::from_str(value).expect("a value"),
            );
        }
        whence(peer.parse().ok(), &map, &trusted)
    }

    fn address(text: &str) -> Option<Vec<u8>> {
        text.parse().ok().map(|address| network(address, true))
    }

    const OLD: &str = "x-forwarded-for";
    const NEW: &str = "forwarded";

    #[test]
    fn nobody_is_believed_but_the_proxies_that_were_named() {
        let forged = [(OLD, "198.51.100.7"), (NEW, "for=198.51.100.7")];
        assert_eq!(seen("203.0.113.5", &forged), address("203.0.113.5"));
        assert_eq!(seen("10.1.2.3", &forged), address("198.51.100.7"));
        assert_eq!(seen("::ffff:10.1.2.3", &forged), address("198.51.100.7"));
    }

    #[test]
    fn the_rightmost_hop_that_is_no_proxy_counts() {
        for (header, value) in [
            (OLD, "1.1.1.1, 198.51.100.7, 10.9.9.9"),
            (OLD, "garbage, 198.51.100.7:4711"),
            (
                NEW,
                "for=1.1.1.1, for=\"198.51.100.7:80\";proto=https;by=10.0.0.1, For=10.9.9.9",
            ),
        ] {
            assert_eq!(
                seen("10.1.2.3", &[(header, value)]),
                address("198.51.100.7"),
                "{value}"
            );
        }
        let two = [(OLD, "1.1.1.1"), (OLD, "198.51.100.7")];
        assert_eq!(seen("10.1.2.3", &two), address("198.51.100.7"));
    }

    #[test]
    fn what_is_no_address_counts_as_the_last_proxy() {
        for (header, value, last) in [
            (OLD, "unknown", "10.1.2.3"),
            (OLD, "", "10.1.2.3"),
            (OLD, "1.1.1.1, rubbish, 10.9.9.9", "10.9.9.9"),
            (OLD, "[::1", "10.1.2.3"),
            (OLD, "1.1.1.1:99999", "10.1.2.3"),
            (NEW, "for=_hidden", "10.1.2.3"),
            (NEW, "proto=https", "10.1.2.3"),
            (NEW, "for=1.1.1.1;for=2.2.2.2", "10.1.2.3"),
        ] {
            assert_eq!(
                seen("10.1.2.3", &[(header, value)]),
                address(last),
                "{header}: {value}"
            );
        }
        // One of the two may be the visitor's own.
        let both = [(OLD, "198.51.100.7"), (NEW, "for=1.1.1.1")];
        assert_eq!(seen("10.1.2.3", &both), address("10.1.2.3"));
    }

    #[test]
    fn a_network_counts_as_one_and_a_circuit_for_itself() {
        let through = |address: &str| seen("127.0.0.1", &[(OLD, address)]);
        assert_eq!(through("2001:db8:1:2::3"), through("2001:db8:1:2:ffff::4"));
        assert_ne!(through("2001:db8:1:2::3"), through("2001:db8:1:3::3"));
        let circuit = |n: u8| through(&format!("fc00:dead:beef:4dad::{n}"));
        assert_ne!(circuit(1), circuit(2));
        assert_eq!(seen("fd00::1", &[]), seen("fd00::2", &[]));
    }

    #[test]
    fn this_machine_is_nobody_unless_it_is_a_proxy() {
        let none = HeaderMap::new();
        assert_eq!(whence("127.0.0.1".parse().ok(), &none, &[]), None);
        assert_eq!(whence("::1".parse().ok(), &none, &[]), None);
        assert_eq!(whence(None, &none, &[]), None);
        assert_eq!(seen("127.0.0.1", &[]), address("127.0.0.1"));
        let unix = ["unix".parse().expect("a proxy")];
        let mut named = HeaderMap::new();
        named.append(
            HeaderName::from_static(OLD),
            HeaderValue::from_static("198.51.100.7"),
        );
        assert_eq!(whence(None, &named, &unix), address("198.51.100.7"));
        assert_eq!(whence(None, &named, &[]), None);
    }

    #[test]
    fn an_address_is_a_hash_that_changes_with_the_day() {
        let peers = Peers::new(Vec::new(), 0).expect("randomness");
        let at = |now| {
            let peer = "203.0.113.5".parse().ok();
            let address = peers.address(peer, &HeaderMap::new(), now);
            address.expect("an address")
        };
        let today = at(1);
        assert_eq!(today, at(DAY));
        assert_ne!(today, at(2 * DAY));
    }

    proptest! {
        #[test]
        fn no_header_breaks_it(old in "\\PC{0,60}", new in "[a-z0-9=;,\":\\[\\]. ]{0,80}") {
            let hops = (forwarded_for(&old), forwarded(&new));
            prop_assert!(!hops.0.is_empty() && !hops.1.is_empty());
        }
    }
}
