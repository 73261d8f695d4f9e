//! A connection on which one stream is read.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use super::chunks::Chunks;

/// One stream.
pub struct Reader {
    connection: TcpStream,
    chunks: Chunks,
    buffer: Vec<u8>,
}

impl Reader {
    /// Asks for a stream by a request that is written out already, if there is a server.
    pub fn open(address: &str, request: &[u8]) -> Option<Self> {
        let mut connection = TcpStream::connect(address).ok()?;
        connection.write_all(request).ok()?;
        Some(Self {
            connection,
            chunks: Chunks::default(),
            buffer: vec![0; 64 * 1024],
        })
    }

    /// What ends the stream from elsewhere.
    pub fn end(&self) -> impl FnOnce() + use<> {
        let connection = self.connection.try_clone().expect("a handle");
        // It fails only when it has ended already.
        move || drop(connection.shutdown(Shutdown::Both))
    }

    /// Adds what comes next to `text`, and answers whether it goes on.
    pub fn read(&mut self, text: &mut Vec<u8>) -> bool {
        let length = self.connection.read(&mut self.buffer).unwrap_or_default();
        self.chunks.read(&self.buffer[..length], |piece| {
            text.extend_from_slice(piece);
        });
        length > 0 && !self.chunks.has_ended()
    }
}
