//! Random bytes of the operating system's, fetched for many requests at once: a call costs more than the bytes.

use std::cell::RefCell;

use crate::error::Error;

/// How many bytes are fetched at once.
const POOL: usize = 2048;

thread_local! {
    static FETCHED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// So many bytes, at most [`POOL`], that were never given out before and never will be again.
///
/// # Errors
/// When the system has no randomness.
pub fn random<const N: usize>() -> Result<[u8; N], Error> {
    const { assert!(N <= POOL) };
    FETCHED.with_borrow_mut(|fetched| {
        if fetched.len() < N {
            let mut fresh = vec![0; POOL];
            getrandom::fill(&mut fresh).map_err(Error::fault)?;
            *fetched = fresh;
        }
        let mut bytes = [0; N];
        let rest = fetched.len() - N;
        bytes.copy_from_slice(&fetched[rest..]);
        fetched.truncate(rest);
        Ok(bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn nothing_is_given_twice() {
        let given = (0..1_000).map(|_| random::<52>().expect("randomness"));
        assert_eq!(given.collect::<HashSet<_>>().len(), 1_000);
    }
}
