//! The body of an answer that comes in chunks (RFC 9112, section 7.1).

/// How far an answer was read.
#[derive(Debug, Default, PartialEq, Eq)]
enum At {
    #[default]
    Head,
    Size,
    Data(usize),
    End,
}

/// Takes an answer apart, whatever the pieces are in which it arrives.
#[derive(Debug, Default)]
pub struct Chunks {
    at: At,
    line: Vec<u8>,
}

impl Chunks {
    /// Hands what is of the body among `bytes` to `take`.
    pub fn read(&mut self, mut bytes: &[u8], mut take: impl FnMut(&[u8])) {
        while !bytes.is_empty() {
            bytes = match self.at {
                At::Head | At::Size => self.read_line(bytes),
                At::Data(left) => {
                    let (data, rest) = bytes.split_at(left.min(bytes.len()));
                    take(data);
                    self.at = if data.len() == left {
                        At::Size
                    } else {
                        At::Data(left - data.len())
                    };
                    rest
                }
                At::End => return,
            };
        }
    }

    /// Whether it was all read.
    pub fn has_ended(&self) -> bool {
        self.at == At::End
    }

    fn read_line<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
            self.line.extend_from_slice(bytes);
            return &[];
        };
        self.line.extend_from_slice(&bytes[..end]);
        let line = std::mem::take(&mut self.line);
        self.take_line(line.trim_ascii());
        &bytes[end + 1..]
    }

    fn take_line(&mut self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        if self.at == At::Head {
            assert!(
                !text.starts_with("HTTP") || text.starts_with("HTTP/1.1 200"),
                "a stream began with {text}"
            );
            if line.is_empty() {
                self.at = At::Size;
            }
        } else if !line.is_empty() {
            let size = usize::from_str_radix(&text, 16).expect("the size of a chunk");
            self.at = if size == 0 { At::End } else { At::Data(size) };
        }
        // The line is empty between the data of a chunk and the size of the next.
    }
}
