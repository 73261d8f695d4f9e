//! Another site: it has one page, on a port that the system picks.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

/// Serves one page, with these headers besides (each ended by CR LF), and gives back where.
pub fn serve(page: &str, headers: &str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    let length = page.len();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n";
    let answer = format!("{head}{headers}Content-Length: {length}\r\n\r\n{page}");
    // A browser opens connections that it may not use, and asks again where one was cut.
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            std::thread::spawn(move || give(stream, &answer));
        }
    });
    address
}

/// Reads a request to the end of its head, since what is left unread would cut the answer, and answers it.
fn give(mut stream: TcpStream, answer: &str) {
    let head = BufReader::new(&stream).lines().map_while(Result::ok);
    let lines = head.take_while(|line| !line.is_empty()).count();
    if lines > 0 {
        // The browser may have gone on already.
        let _ = stream.write_all(answer.as_bytes());
    }
}
