//! Words by which a post is known wherever it appears: an omega and a number.

/// How many digits the number has.
const DIGITS: usize = 6;
const OMEGA: [u8; 2] = [0xce, 0xa9];

/// The mark with this number.
pub fn mark(number: u32) -> String {
    format!("Ω{number:0DIGITS$}")
}

/// Finds marks in text that comes in pieces.
#[derive(Debug, Default)]
pub struct Marks {
    read: usize,
    number: u32,
}

impl Marks {
    /// Hands the numbers of the marks that end in `piece` to `found`.
    pub fn read(&mut self, mut piece: &[u8], mut found: impl FnMut(u32)) {
        while !piece.is_empty() {
            if self.read == 0 {
                let Some(at) = piece.iter().position(|byte| *byte == OMEGA[0]) else {
                    return;
                };
                (self.read, self.number) = (1, 0);
                piece = &piece[at + 1..];
                continue;
            }
            let byte = piece[0];
            let digit = (byte as char).to_digit(10);
            match (self.read, digit) {
                (1, None) if byte == OMEGA[1] => {}
                (2.., Some(digit)) => self.number = self.number * 10 + digit,
                _ => {
                    // It may be the beginning of one.
                    self.read = 0;
                    continue;
                }
            }
            piece = &piece[1..];
            self.read += 1;
            if self.read == OMEGA.len() + DIGITS {
                self.read = 0;
                found(self.number);
            }
        }
    }
}
